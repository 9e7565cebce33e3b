import type { TopologyRow } from "../summary.ts";
import { percent, percentRange } from "./format.ts";

/** The pass rate of a category that leans on the others, with its interval: ` ~ 62% [48 to 75]`; empty where there is none. */
export function pooledWords({ pooledRate, pooledCi }: TopologyRow["byCategory"][string]): string {
  return pooledRate === undefined || pooledCi === undefined ? "" : ` ~ ${percent(pooledRate)} [${percentRange(pooledCi)}]`;
}

/** What stands behind the wave. */
export const pooledLegend =
  "Behind ~: the rate by partial pooling, which leans the few tasks of a category on the topology's other tasks and on the other topologies, with its 95% interval.";
