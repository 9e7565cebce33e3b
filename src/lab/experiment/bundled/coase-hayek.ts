import type { ExperimentInput } from "../experiment.ts";

/** Fifteen tasks, three members, three repetitions: solo, hub and market, with and without retry, on equal terms. */
export const experiment: ExperimentInput = {
  description: "Solo, hub-spoke and market on fifteen tasks with the same members, verifier, attempts and budget.",
  suite: "coase-hayek",
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
    { use: "hub-spoke", options: { hub: "large" }, terms: { attempts: 1 } },
    { use: "hub-spoke", name: "hub-spoke+retry", options: { hub: "large" } },
    { use: "market" },
  ],
  verifier: { kind: "rubric", member: "judge" },
  terms: { attempts: 3, feedback: "reason", outputCap: 6000 },
  limits: { budget: 1, cap: 100 },
  repetitions: 3,
  before: ["recorded/metr_runs", "recorded/lifeeval_confidence"],
};
