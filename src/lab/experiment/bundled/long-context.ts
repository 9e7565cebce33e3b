import type { ExperimentInput, TopologyEntry } from "../experiment.ts";

/** A strong model and a weak one, each with all the papers in its prompt and with programs that slice them; and a strong author with a cheap reader. */
const slice = 48_000;
const arms: readonly TopologyEntry[] = [
  { use: "solo", name: "long", options: { member: "large" } },
  { use: "recursive", options: { member: "large", slice } },
  { use: "recursive", name: "recursive-cheap-reader", options: { member: "large", reader: "small", slice } },
  { use: "solo", name: "long-weak", options: { member: "small" } },
  { use: "recursive", name: "recursive-weak", options: { member: "small", slice } },
];

/** The same files of papers, of 8,000 to 160,000 tokens, read whole and by programs that ask about slices. */
export const experiment: ExperimentInput = {
  description:
    "A long context read whole against one held in a variable that programs slice, by its length, with a strong model and a weak one.",
  suite: "generated",
  generate: { n: 90, seed: "long", families: ["dossier"], difficulty: -0.5, tokens: [8000, 32_000, 160_000] },
  members: [
    { name: "large", model: "anthropic/claude-opus-4-6", embedded: "simulated/large" },
    { name: "small", model: "openai/gpt-5-mini", embedded: "simulated/small" },
  ],
  judges: [{ name: "grader", model: "google/gemini-3-pro-preview", embedded: "simulated/grader" }],
  topologies: [...arms],
  verifier: "none",
  terms: { attempts: 1, outputCap: 6000 },
  limits: { cap: 500 },
  table: "long-context",
};
