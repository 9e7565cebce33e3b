import "../util/needs-node.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { PartError, within } from "../util/part-error.ts";
import { openRegistry } from "../util/registry.ts";
import { abMctsKind } from "./ab-mcts.ts";
import { agreementKind } from "./agreement.ts";
import { apprenticeKind } from "./apprentice.ts";
import { bestOfKind } from "./best-of.ts";
import { cascadeKind } from "./cascade.ts";
import { contestableHubKind } from "./contestable-hub.ts";
import { hireKind } from "./hire.ts";
import { hubSpokeKind } from "./hub-spoke.ts";
import { indexKind } from "./index-topology.ts";
import type { CrewedTopology, TopologyKind } from "./kind.ts";
import { marketKind } from "./market.ts";
import { routerKind } from "./router.ts";
import { soloKind } from "./solo.ts";
import { solveOrSplitKind } from "./solve-or-split.ts";
import { strategyMarketKind } from "./strategy-market.ts";
import { teamKinds } from "./team-kinds.ts";
import { turnRouterKind } from "./turn-router.ts";

export { abMcts } from "./ab-mcts.ts";
export { agreement } from "./agreement.ts";
export { apprentice } from "./apprentice.ts";
export { bestOf } from "./best-of.ts";
export { blackboard } from "./blackboard.ts";
export { branching } from "./branching.ts";
export { broadcast } from "./broadcast.ts";
export { cascade } from "./cascade.ts";
export { centralised } from "./centralised.ts";
export { clonal } from "./clonal.ts";
export { conductor } from "./conductor.ts";
export { contestableHub } from "./contestable-hub.ts";
export { coordinator } from "./coordinator.ts";
export { council } from "./council.ts";
export { debate } from "./debate.ts";
export { decentralised } from "./decentralised.ts";
export { experts } from "./experts.ts";
export { foreignTopology, functionTopology, type TopologyFunction } from "./function-topology.ts";
export { fusion } from "./fusion.ts";
export { hire } from "./hire.ts";
export { hubSpoke } from "./hub-spoke.ts";
export { hybrid } from "./hybrid.ts";
export { indexPolicy } from "./index-topology.ts";
export { independent } from "./independent.ts";
export { ledgerHub } from "./ledger-hub.ts";
export { market } from "./market.ts";
export { mixture } from "./mixture.ts";
export { morphogenetic } from "./morphogenetic.ts";
export { personas } from "./personas.ts";
export { pipeline } from "./pipeline.ts";
export { recursive } from "./recursive.ts";
export { ripple } from "./ripple.ts";
export { router } from "./router.ts";
export { sequential } from "./sequential.ts";
export { sharedMemory } from "./shared-memory.ts";
export { solo } from "./solo.ts";
export { solveOrSplit } from "./solve-or-split.ts";
export { stigmergic } from "./stigmergic.ts";
export { strategyMarket } from "./strategy-market.ts";
export { turnRouter } from "./turn-router.ts";
export { closerAmong, closerRules, strongestBy } from "./closer.ts";
export type { OwnLimits } from "../util/own-function.ts";
export type { Registry } from "../util/registry.ts";
export { labelFor, nameFor } from "./labels.ts";
export { saysIn, type TopologyCase, topologyCases } from "./cases.ts";
export { detectFailures, type Finding, type Turn } from "./dialogue-guards.ts";
export { type CallRange, type CrewedTopology, defineKind, type KindDefinition, type TopologyKind } from "./kind.ts";

export { type Decision, operator, type Proposal } from "./operator.ts";
export { operatorSeat } from "./curation.ts";

const kinds = [
  soloKind,
  bestOfKind,
  hubSpokeKind,
  contestableHubKind,
  solveOrSplitKind,
  marketKind,
  routerKind,
  cascadeKind,
  indexKind,
  agreementKind,
  abMctsKind,
  turnRouterKind,
  strategyMarketKind,
  hireKind,
  apprenticeKind,
  ...teamKinds,
] as const;

/** Kinds of topologies by name. */
export const topologyRegistry = openRegistry<TopologyKind>("topology", kinds);
/** Every kind of topology that can be named in an experiment, in the order in which they are listed; plugins' last. */
export const topologyKinds: readonly TopologyKind[] = topologyRegistry.all;
/** One of these kinds, with the types of its name and its options. */
export type KnownTopologyKind = (typeof kinds)[number];

/** The kind of this name; undefined where there is none, as for a function. */
export function topologyKind(name: string): TopologyKind | undefined {
  return topologyKinds.find((kind) => kind.name === name);
}

/** Builds a topology by name. Throws a `UserError` for an unknown name or options that do not fit. */
export function openTopology(name: string, options?: unknown): CrewedTopology {
  const kind = topologyKind(name);
  const known = topologyKinds.map((kind) => kind.name);
  if (kind === undefined) throw PartError.of(["use"], `A topology was wanted; there is none named "${name}".${didYouMean(name, known)}`);
  return within(["options"], () => kind.make(options));
}
