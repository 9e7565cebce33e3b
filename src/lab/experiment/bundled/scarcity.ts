import type { ExperimentInput, TopologyEntry } from "../experiment.ts";

/** Of each six tasks the strongest takes one and the second two; the smallest takes as many as come. */
const capacity = { batch: 6, of: { large: 1, medium: 2 } };
/** One price for a task, whoever does it. */
const wage = { large: 0.005, medium: 0.005, small: 0.005 };
const members = ["large", "medium", "small"];

function market(name: string, options: Readonly<Record<string, unknown>>): TopologyEntry {
  return { use: "market", name, options: { reputation: "none", ...options } };
}

/** Whoever comes first is served: four ways that see one task at a time. */
const served: readonly TopologyEntry[] = [
  market("served:market", {}),
  market("served:record", { bidding: "track-record" }),
  { use: "router", name: "served:router", options: { router: "medium" } },
  { use: "cascade", name: "served:cascade", options: { order: members } },
];
/** The tasks of a batch at once, by what members state of themselves. */
const cleared: readonly TopologyEntry[] = ["ascending", "vcg", "lot"].map((batch) => market(`${batch}:own`, { clearing: { batch } }));
/** Rising prices, by other forecasts of who will pass: what members state of each other, put together in four ways, and the record. */
const valued: readonly TopologyEntry[] = [
  ...["peers", "mean", "best-expert", "prediction-market"].map((valuation) =>
    market(`ascending:${valuation}`, { clearing: { batch: "ascending", valuation } }),
  ),
  market("ascending:record", { bidding: "track-record", clearing: { batch: "ascending" } }),
];
/** The house fixes prices: of work alone, and of places too. */
const fixed: readonly TopologyEntry[] = [
  market("served:fiat", { clearing: { fiat: wage } }),
  market("ascending:fiat", { clearing: { batch: "ascending", fiat: wage } }),
  market("lot:fiat", { clearing: { batch: "lot", fiat: wage } }),
];

/**
 * What prices do where members are scarce: the same tasks, members, capacity and verifier for all; only how work is allotted differs. Members
 * alone stand beside them without a capacity: an allocator that knows their outcomes beforehand, within the capacity, is the bound.
 */
export const experiment: ExperimentInput = {
  description:
    "Scarce members: first come, first served against prices that rise until they clear, VCG, lot, peers' word, forecasts and prices by fiat.",
  suite: "generated",
  generate: {
    n: 240,
    seed: "scarcity",
    families: ["counting", "list-programs", "scheduling", "data-structures", "coloring", "program-repair"],
    worth: 0.05,
  },
  members: [
    { name: "large", model: "anthropic/claude-opus-4-6", embedded: "simulated/large" },
    { name: "medium", model: "openai/gpt-5.2", embedded: "simulated/medium" },
    { name: "small", model: "openai/gpt-5-mini", embedded: "simulated/small" },
  ],
  judges: [{ name: "judge", model: "google/gemini-3-pro-preview", embedded: "simulated/judge" }],
  topologies: [
    ...members.map(
      (member): TopologyEntry => ({ use: "solo", name: `alone:${member}`, options: { member }, terms: { capacity: "unlimited" } }),
    ),
    ...served,
    ...cleared,
    ...valued,
    ...fixed,
  ],
  baseline: "served:market",
  verifier: { kind: "rubric", member: "judge" },
  terms: { attempts: 1, feedback: "none", outputCap: 4000, capacity },
  limits: { cap: 300 },
  repetitions: 2,
  table: "scarcity",
};
