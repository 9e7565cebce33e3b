import { blackboardKind } from "./blackboard.ts";
import { branchingKind } from "./branching.ts";
import { broadcastKind } from "./broadcast.ts";
import { centralisedKind } from "./centralised.ts";
import { clonalKind } from "./clonal.ts";
import { conductorKind } from "./conductor.ts";
import { coordinatorKind } from "./coordinator.ts";
import { councilKind } from "./council.ts";
import { debateKind } from "./debate.ts";
import { decentralisedKind } from "./decentralised.ts";
import { expertsKind } from "./experts.ts";
import { fusionKind } from "./fusion.ts";
import { hybridKind } from "./hybrid.ts";
import { independentKind } from "./independent.ts";
import type { TopologyKind } from "./kind.ts";
import { ledgerHubKind } from "./ledger-hub.ts";
import { mixtureKind } from "./mixture.ts";
import { morphogeneticKind } from "./morphogenetic.ts";
import { personasKind } from "./personas.ts";
import { pipelineKind } from "./pipeline.ts";
import { recursiveKind } from "./recursive.ts";
import { rippleKind } from "./ripple.ts";
import { sequentialKind } from "./sequential.ts";
import { sharedMemoryKind } from "./shared-memory.ts";
import { stigmergicKind } from "./stigmergic.ts";

/** The kinds in which several members, or one in several parts, work on one answer. */
export const teamKinds = [
  sequentialKind,
  coordinatorKind,
  broadcastKind,
  sharedMemoryKind,
  morphogeneticKind,
  clonalKind,
  stigmergicKind,
  rippleKind,
  personasKind,
  expertsKind,
  branchingKind,
  councilKind,
  debateKind,
  mixtureKind,
  fusionKind,
  pipelineKind,
  blackboardKind,
  recursiveKind,
  conductorKind,
  independentKind,
  centralisedKind,
  decentralisedKind,
  hybridKind,
  ledgerHubKind,
] as const satisfies readonly TopologyKind[];
