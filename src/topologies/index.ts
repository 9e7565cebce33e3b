import type { Topology } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { nearest } from "../util/nearest.ts";
import { bestOfKind } from "./best-of.ts";
import { cascadeKind } from "./cascade.ts";
import { contestableHubKind } from "./contestable-hub.ts";
import { hubSpokeKind } from "./hub-spoke.ts";
import type { TopologyKind } from "./kind.ts";
import { marketKind } from "./market.ts";
import { routerKind } from "./router.ts";
import { soloKind } from "./solo.ts";
import { solveOrSplitKind } from "./solve-or-split.ts";
import { teamKinds } from "./team-kinds.ts";

/** Every kind of topology that can be named in an experiment, in the order in which they are listed. */
export const topologyKinds: readonly TopologyKind[] = [
  soloKind,
  bestOfKind,
  hubSpokeKind,
  contestableHubKind,
  solveOrSplitKind,
  marketKind,
  routerKind,
  cascadeKind,
  ...teamKinds,
];

/** Builds a topology by name. Throws a `UserError` for an unknown name or options that do not fit. */
export function openTopology(name: string, options?: unknown): Topology {
  const kind = topologyKinds.find((kind) => kind.name === name);
  if (kind !== undefined) return kind.make(options);
  const known = topologyKinds.map((kind) => kind.name);
  throw new UserError(`A topology was wanted; there is none named "${name}".${nearest(name, known)}`);
}
