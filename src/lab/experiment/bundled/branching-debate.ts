import type { ExperimentInput, TopologyEntry } from "../experiment.ts";

/** Three seats of one model, as in the published debate, so that nothing but the way of asking differs. */
const seats = ["first", "second", "third"];

/** Six calls each: a debate of three in two rounds, six branching replies, six plain ones; below them what one call does. */
const arms: readonly TopologyEntry[] = [
  { use: "debate", options: { rounds: 2, early: false, guarded: false } },
  { use: "branching", name: "branching-6", options: { samples: 6 } },
  { use: "best-of", name: "vote-6", options: { n: 6 } },
  { use: "best-of", name: "vote-3", options: { n: 3 } },
  { use: "branching" },
  { use: "solo" },
];

/** One prompt that branches against members who read one another, with as many calls and one model. */
export const experiment: ExperimentInput = {
  description: "A branching prompt against a debate at equal calls, and a plain vote of as many calls beside both.",
  suite: "generated",
  generate: { n: 300, seed: "branching", families: ["counting", "scheduling", "coloring", "number-square", "logic-grid"] },
  members: seats.map((name) => ({ name, model: "openai/gpt-5.2", embedded: "simulated/medium" })),
  judges: [{ name: "grader", model: "google/gemini-3-pro-preview", embedded: "simulated/grader" }],
  topologies: [...arms],
  verifier: "none",
  terms: { attempts: 1, outputCap: 6000 },
  limits: { cap: 200 },
  table: "branching-debate",
};
