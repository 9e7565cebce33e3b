import type { ExperimentInput, TopologyEntry } from "../experiment.ts";

/** Each task has an owner, drawn by chance and the same in every arm; help costs its price, or is taken at any price, or is never asked for. */
const helped: readonly TopologyEntry[] = [
  { use: "solo", name: "alone" },
  { use: "hire", name: "help-priced", options: { below: 0.85 } },
  { use: "hire", name: "help-always", options: { below: 1 } },
  { use: "hire", name: "help-any-price", options: { below: 1, value: 1000 } },
];
/** Whether what a member learnt from its tasks carries over to the next ones; shuffled lessons are as many, and of other kinds of tasks. */
const learning: readonly TopologyEntry[] = ["off", "on", "shuffled"].map((lessons) => ({
  use: "apprentice",
  name: `lessons-${lessons}`,
  options: { lessons, member: "small" },
}));

/** Who asks for help at a price, who answers, whether it pays; and whether lessons of earlier tasks help with later ones. */
export const experiment: ExperimentInput = {
  description: "Help at a price: who asks, who answers, did it pay; and whether lessons carry from task to task.",
  suite: "generated",
  generate: {
    n: 240,
    seed: "help",
    families: ["counting", "list-programs", "scheduling", "data-structures", "coloring", "program-repair"],
    worth: 0.1,
  },
  members: [
    { name: "large", model: "anthropic/claude-opus-4-6", embedded: "simulated/large" },
    { name: "medium", model: "openai/gpt-5.2", embedded: "simulated/medium" },
    { name: "small", model: "openai/gpt-5-mini", embedded: "simulated/small" },
  ],
  judges: [{ name: "judge", model: "google/gemini-3-pro-preview", embedded: "simulated/judge" }],
  topologies: [...helped, ...learning],
  verifier: { kind: "rubric", member: "judge" },
  terms: { attempts: 1, closer: "chance", outputCap: 4000 },
  limits: { cap: 200 },
  table: "priced-help",
};
