import { defaultPopulation } from "../../../models/simulated/index.ts";
import type { JudgeSpec } from "../../../types.ts";
import type { ExperimentInput, TopologyEntry } from "../experiment.ts";

/** Errors are drawn anew at each look, as the closed forms assume; the models' own errors come again with the same text. */
const noisy = (falsePositive: number): JudgeSpec => ({
  kind: "noisy",
  judge: { kind: "oracle" },
  falsePositive,
  falseNegative: 0.1,
  independent: true,
});
const trio = ["judge", "second", "third"];

/** The verifiers that are compared, the surest first. */
const verifiers: Readonly<Record<string, JudgeSpec>> = {
  oracle: { kind: "oracle" },
  "noisy-10": noisy(0.1),
  "noisy-30": noisy(0.3),
  "noisy-50": noisy(0.5),
  "noisy-70": noisy(0.7),
  "noisy-90": noisy(0.9),
  rubric: { kind: "rubric", member: "judge" },
  panel: { kind: "panel", members: trio },
  "prediction-market": { kind: "prediction-market", members: trio },
  pairwise: { kind: "pairwise", member: "judge" },
  self: { kind: "self", samples: 3 },
};
/** The topologies that consult one; a single try consults none. */
const users: readonly { readonly use: string; readonly name: string; readonly options: Readonly<Record<string, unknown>> }[] = [
  { use: "solo", name: "solo+retry", options: { member: "medium" } },
  { use: "best-of", name: "best-of-3", options: { n: 3, member: "medium", choose: "verifier" } },
  { use: "market", name: "market", options: { bidding: "track-record" } },
  { use: "hub-spoke", name: "hub-spoke+retry", options: { hub: "large" } },
];

function entry(verifier: string, user: (typeof users)[number]): TopologyEntry {
  const terms = {
    ...(user.use === "best-of" ? { attempts: 1 } : {}),
    ...(verifier === "self" ? { selfJudging: "allowed" as const } : {}),
  };
  return { ...user, name: `${verifier}:${user.name}`, options: { ...user.options }, terms, verifier: verifiers[verifier] as JudgeSpec };
}

/** Two more judges of other families, so that a panel is one. */
const more = [
  {
    id: "simulated/second",
    family: "simulated-up",
    skill: 0.5,
    rates: { input: 0.4, output: 3 },
    traits: { sensitivity: 0.92, specificity: 0.78 },
  },
  {
    id: "simulated/third",
    family: "simulated-down",
    skill: 0.5,
    rates: { input: 0.3, output: 2.5 },
    traits: { sensitivity: 0.9, specificity: 0.76 },
  },
];

/** Verifier kind x topology: the same members and tasks; what a fallible judge does to retry. */
export const experiment: ExperimentInput = {
  description: "Verifier x topology: what a fallible judge does to whoever relies on it.",
  suite: "generated",
  generate: {
    n: 180,
    families: ["counting", "list-programs", "scheduling", "data-structures", "coloring", "program-repair"],
    // Hard enough that a first try fails about as often as it passes.
    difficulty: 0.6,
    worth: 0.1,
  },
  members: [
    { name: "large", model: "anthropic/claude-opus-4-6", embedded: "simulated/large" },
    { name: "medium", model: "openai/gpt-5.2", embedded: "simulated/medium" },
    { name: "small", model: "openai/gpt-5-mini", embedded: "simulated/small" },
  ],
  judges: [
    { name: "judge", model: "google/gemini-3-pro-preview", embedded: "simulated/judge" },
    { name: "second", model: "openrouter/deepseek/deepseek-v3.2", embedded: "simulated/second" },
    { name: "third", model: "openrouter/mistralai/mistral-large-2512", embedded: "simulated/third" },
    // The workers have seats among the judges for `self` alone.
    { name: "large", model: "anthropic/claude-opus-4-6", embedded: "simulated/large" },
    { name: "medium", model: "openai/gpt-5.2", embedded: "simulated/medium" },
    { name: "small", model: "openai/gpt-5-mini", embedded: "simulated/small" },
  ],
  topologies: [
    { use: "solo", name: "none:solo", options: { member: "medium" }, terms: { attempts: 1 }, verifier: "none" },
    ...users.map((user) => ({ ...user, name: `none:${user.name}`, options: { ...user.options }, verifier: "none" as const })),
    ...Object.keys(verifiers).flatMap((verifier) => users.map((user) => entry(verifier, user))),
  ],
  terms: { attempts: 2, feedback: "none", outputCap: 4000 },
  limits: { cap: 200 },
  repetitions: 2,
  shadow: 1,
  world: { population: [...defaultPopulation, ...more] },
  table: "judges",
};
