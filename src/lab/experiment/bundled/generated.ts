import type { ExperimentInput } from "../experiment.ts";

/** Fresh tasks that stand in no training set, with proved answers: how many, of which families and how hard is said by `generate`. */
export const experiment: ExperimentInput = {
  description: "Solo, retry, hub-spoke, market, cascade and best-of on generated tasks with proved answers.",
  suite: "generated",
  generate: { n: 60 },
  members: [
    { name: "large", model: "anthropic/claude-opus-4-6", embedded: "simulated/large" },
    { name: "medium", model: "openai/gpt-5.2", embedded: "simulated/medium" },
    { name: "small", model: "openai/gpt-5-mini", embedded: "simulated/small" },
  ],
  judges: [
    { name: "judge", model: "google/gemini-3-pro-preview", embedded: "simulated/judge" },
    { name: "grader", model: "google/gemini-3-pro-preview", embedded: "simulated/grader" },
  ],
  topologies: [
    { use: "solo", options: { member: "large" }, terms: { attempts: 1 } },
    { use: "solo", name: "solo+retry", options: { member: "large" } },
    { use: "hub-spoke", options: { hub: "large" } },
    { use: "market" },
    { use: "cascade", options: { order: ["small", "medium", "large"] } },
    { use: "best-of", options: { n: 3, spread: true } },
  ],
  verifier: { kind: "rubric", member: "judge" },
  terms: { attempts: 3, feedback: "reason", outputCap: 6000 },
  limits: { budget: 1, cap: 100 },
};
