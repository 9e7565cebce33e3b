import { defined } from "../../../util/defined.ts";
import type { ExperimentInput, TopologyEntry } from "../experiment.ts";

/**
 * Every topology whose rules make one model in all its seats equal to that model alone: one call decides the answer, and what comes before it
 * says nothing that the model does not know. What is left between them and solo is how they ask.
 */
const alone: readonly {
  readonly use: string;
  readonly name?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly named?: boolean;
}[] = [
  { use: "best-of", options: { n: 1 } },
  { use: "hub-spoke", options: { maxParts: 1 } },
  { use: "contestable-hub", options: { maxParts: 1, funding: 0 } },
  { use: "solve-or-split", options: { parts: 1 } },
  { use: "market" },
  { use: "strategy-market" },
  { use: "router" },
  { use: "cascade" },
  { use: "index", options: { value: 1000, most: { attempts: 1 } } },
  { use: "agreement" },
  { use: "ab-mcts", options: { calls: 1 } },
  { use: "turn-router", options: { turns: 1 } },
  { use: "hire" },
  { use: "apprentice", options: { lessons: "off" } },
  { use: "sequential", named: true },
  { use: "coordinator", options: { final: "join" }, named: true },
  { use: "broadcast", options: { final: "join" }, named: true },
  { use: "shared-memory", options: { final: "join" }, named: true },
  { use: "ripple", options: { final: "last" }, named: true },
  { use: "stigmergic" },
  { use: "clonal", options: { generations: 0 } },
  { use: "personas", options: { size: 1 } },
  { use: "experts", options: { size: 1, curation: "none" } },
  { use: "branching", options: { branches: 1 } },
  { use: "council" },
  { use: "debate", options: { rounds: 1 } },
  { use: "debate", name: "debate-weighted", options: { rounds: 1, vote: "weighted" } },
  { use: "mixture", options: { layers: 2 } },
  { use: "fusion", options: { panel: { size: 1 }, analysis: false } },
  { use: "pipeline", options: { stages: [{ role: "developer", does: "the complete result, as the task asks." }], revisions: 0 } },
  { use: "blackboard", options: { rounds: 1 }, named: true },
  { use: "conductor", options: { steps: 1, recursion: false, examples: 0 }, named: true },
  { use: "recursive" },
  { use: "morphogenetic", options: { rounds: 1 }, named: true },
  { use: "independent", options: { steps: 1 }, named: true },
  { use: "centralised", options: { rounds: 1 }, named: true },
  { use: "decentralised", options: { rounds: 1 }, named: true },
  { use: "hybrid", options: { rounds: 1, peers: 0 }, named: true },
  { use: "ledger-hub", options: { rounds: 1, check: false } },
];

/** Those in whose prompts members are called by anything, once more with the member's own name, which says rank. */
const shown: TopologyEntry[] = alone
  .filter(({ named }) => named === true)
  .map(({ use, options }) => ({ use, name: `${use}+names`, ...defined({ options }), terms: { showNames: true } }));

/** How an answer is wanted, apart from any topology. */
const forms: TopologyEntry[] = ["blocks", "json"].map((form) => ({ use: "solo", name: `solo-${form}`, options: { form } }));

/**
 * What it costs to be asked by a topology: one model in all its seats, the same as that model alone by the topology's rules, with an answer as
 * text, in blocks and in JSON, and with its name hidden and shown. Embedded models have no luck here, so that every difference is a prompt's.
 */
export const experiment: ExperimentInput = {
  description: "One model in every seat of every topology that is then the same as the model alone: what is left is how each asks.",
  suite: "generated",
  generate: { n: 120 },
  members: [{ name: "chief", model: "anthropic/claude-opus-4-6", embedded: "simulated/medium" }],
  judges: [{ name: "grader", model: "google/gemini-3-pro-preview", embedded: "simulated/grader" }],
  topologies: [{ use: "solo" }, ...forms, ...alone.map(({ use, name, options }) => ({ use, ...defined({ name, options }) })), ...shown],
  baseline: "solo",
  margin: 0.02,
  verifier: "none",
  terms: { attempts: 1, outputCap: 6000 },
  world: { errors: { shared: 0.25, retry: 1, persona: 1 } },
  table: "fairness",
  limits: { cap: 200 },
};
