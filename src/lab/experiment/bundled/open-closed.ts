import { defaultPopulation } from "../../../models/simulated/index.ts";
import type { ExperimentInput, TopologyEntry } from "../experiment.ts";

const once = { attempts: 1 };
const solo = (member: string): TopologyEntry => ({ use: "solo", name: member, options: { member }, terms: once });

/** Each model alone, and what the open ones reach with further tries under the same check: alone, and the cheap one first. */
const arms: readonly TopologyEntry[] = [
  solo("closed-large"),
  solo("closed-medium"),
  solo("open-large"),
  solo("open-small"),
  { use: "solo", name: "open-large-2", options: { member: "open-large" } },
  { use: "solo", name: "open-large-3", options: { member: "open-large" }, terms: { attempts: 3 } },
  { use: "cascade", name: "open-cascade", options: { order: ["open-small", "open-large"] } },
  { use: "solo", name: "closed-large-2", options: { member: "closed-large" } },
];

const named = ["simulated/large", "simulated/medium"];
/** The closed ones as ever, and two open ones at the prices of the models that they stand for; that they are a little weaker is assumed. */
const open = [
  {
    id: "simulated/open-large",
    family: "simulated-open-east",
    weights: "open",
    skill: { coding: 0.8, reasoning: 0.65, synthesis: 0.7 },
    rates: { input: 0.2288, output: 0.3432, cacheRead: 0.2288, cacheWrite5m: 0.2288, cacheWrite1h: 0.2288 },
    traits: { pace: { reasoning: 700, tokensPerSecond: 50 } },
  },
  {
    id: "simulated/open-small",
    family: "simulated-open-west",
    weights: "open",
    skill: { coding: 0.35, reasoning: 0.3, synthesis: 0.2 },
    rates: { input: 0.039, output: 0.18, cacheRead: 0.039, cacheWrite5m: 0.039, cacheWrite1h: 0.039 },
    traits: { pace: { reasoning: 500, tokensPerSecond: 120 } },
  },
];

/** Models whose weights are published against models that are sold as a service alone: what each costs at the same quality. */
export const experiment: ExperimentInput = {
  description: "Open against closed models: passes, dollars, and how many times cheaper the same quality is.",
  suite: "generated",
  generate: {
    n: 400,
    seed: "open",
    families: ["counting", "list-programs", "scheduling", "data-structures", "coloring", "program-repair"],
  },
  members: [
    { name: "closed-large", model: "anthropic/claude-opus-4-6", embedded: "simulated/large" },
    { name: "closed-medium", model: "openai/gpt-5.2", embedded: "simulated/medium" },
    { name: "open-large", model: "openrouter/deepseek/deepseek-v3.2", embedded: "simulated/open-large" },
    { name: "open-small", model: "openrouter/openai/gpt-oss-120b", embedded: "simulated/open-small" },
  ],
  judges: [{ name: "judge", model: "google/gemini-3-pro-preview", embedded: "simulated/judge" }],
  topologies: [...arms],
  verifier: { kind: "rubric", member: "judge" },
  terms: { attempts: 2, feedback: "none", outputCap: 6000 },
  limits: { cap: 300 },
  world: { population: [...defaultPopulation.map((one) => (named.includes(one.id) ? { ...one, weights: "closed" } : one)), ...open] },
  table: "open-closed",
};
