import type { Summary } from "../summary.ts";
import { all } from "./format.ts";

/** How sure it is who stands on the frontier, by resampling the tasks; empty where there is nothing to say. */
export function frontierWords({ topologies }: Pick<Summary, "topologies">): string {
  const placed = topologies.flatMap(({ name, frontierShare }) => (frontierShare === undefined ? [] : [{ name, share: frontierShare }]));
  if (placed.length === 0) return "";
  const sorted = placed.toSorted((a, b) => b.share - a.share);
  return `On the frontier (nothing else passes as much for less) in resamples of the tasks: ${all(sorted.map(({ name, share }) => `${name} ${percentOf(share)}`))}.`;
}

/** A share of resamples is no certainty: none is rounded to all or to none. */
function percentOf(share: number): string {
  return share > 0.99 ? "over 99%" : share < 0.01 ? "under 1%" : `${Math.round(100 * share)}%`;
}
