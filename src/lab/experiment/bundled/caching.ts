import type { ExperimentInput, TopologyEntry } from "../experiment.ts";

/** A topology as it stands, and once more with one call sent ahead of every fan-out. */
function both(use: string, options: Record<string, unknown>): TopologyEntry[] {
  return [
    { use, options },
    { use, name: `${use}+warm`, options, terms: { warmFirst: true } },
  ];
}

/** Questions about logs of 8,000 to 20,000 tokens. One model sits in every seat, so that prices differ by arrangement alone. */
export const experiment: ExperimentInput = {
  description: "What a prompt cache does to the price of each topology, on logs of 8,000 to 20,000 tokens.",
  suite: "generated",
  generate: { families: ["long-log"], n: 20, seed: "caching" },
  members: ["first", "second", "third"].map((name) => ({ name, model: "openai/gpt-5.6-sol", embedded: "simulated/large" })),
  judges: [{ name: "judge", model: "google/gemini-3-pro-preview", embedded: "simulated/judge" }],
  topologies: [
    { use: "solo", options: { member: "first" } },
    { use: "personas", options: { member: "first", curation: "none" } },
    { use: "personas", name: "personas-turns", options: { member: "first", curation: "none", form: "turns" } },
    ...both("experts", { member: "first", curation: "none" }),
    ...both("council", { chairman: "first" }),
    ...both("hub-spoke", { hub: "first" }),
    ...both("market", {}),
  ],
  verifier: { kind: "rubric", member: "judge" },
  terms: { attempts: 2, feedback: "reason", outputCap: 6000 },
  limits: { budget: 10, cap: 300 },
  repetitions: 2,
  table: "caching",
};
