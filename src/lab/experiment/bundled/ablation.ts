import type { ExperimentInput, TopologyEntry } from "../experiment.ts";

const once = { attempts: 1 };
/** Three tries at once are one attempt: three answers at most, as with retry. */
const bestOf = { n: 3, choose: "verifier", member: "large" };
/** No bid is asked for and no record kept: each try goes to a member drawn by lot who has not failed the task. */
const lottery = { mechanism: "lottery", bidding: "random", information: "none", reputation: "none" };

/** One price for a task, whoever does it. */
const wage = { large: 0.01, medium: 0.01, small: 0.01 };
/** Of each six tasks, for the two arms that differ by how scarce members are shared alone. */
const scarce = { batch: 6, of: { large: 1, medium: 2 } };

const chain: readonly TopologyEntry[] = [
  { use: "solo", options: { member: "large" }, terms: once },
  { use: "solo", name: "solo+retry", options: { member: "large" } },
  { use: "best-of", options: bestOf, terms: once },
  { use: "market", name: "random+retry", options: lottery },
  { use: "router", name: "router+retry", options: { router: "large" } },
  { use: "market", name: "market-bare", options: { reputation: "none" }, terms: once },
  { use: "market", name: "market+retry", options: { reputation: "none" } },
  { use: "market" },
  { use: "market", name: "market-peers", options: { clearing: { valuation: "peers" } } },
  { use: "market", name: "market-fiat", options: { clearing: { fiat: wage } } },
  { use: "market", name: "market-scarce", terms: { capacity: scarce } },
  { use: "market", name: "market-cleared", options: { clearing: { batch: "ascending" } }, terms: { capacity: scarce } },
  { use: "hub-spoke", name: "hub-handoff", options: { hub: "large", stages: [] }, terms: once },
  { use: "hub-spoke", name: "hub-split", options: { hub: "large", stages: ["split"] }, terms: once },
  { use: "hub-spoke", name: "hub-merge", options: { hub: "large", stages: ["split", "recompose"] }, terms: once },
  { use: "hub-spoke", options: { hub: "large" }, terms: once },
  { use: "hub-spoke", name: "hub-spoke+retry", options: { hub: "large" } },
  { use: "personas", name: "personas-reply", options: { member: "large", curation: "none" }, terms: once },
  { use: "personas", options: { member: "large", curation: "none", form: "turns" }, terms: once },
  { use: "experts", options: { member: "large", curation: "none" }, terms: once },
];

/** The chain that critics of market-versus-hub results ask for: retry, allocation, reputation, decomposition and perspectives, one at a time. */
export const experiment: ExperimentInput = {
  description: "What each step adds: retry, best-of, chance, a router, bids, reputation, a hub, personas and experts, on generated tasks.",
  suite: "generated",
  generate: { n: 300, seed: "ablation" },
  members: [
    { name: "large", model: "anthropic/claude-opus-4-6", embedded: "simulated/large" },
    { name: "medium", model: "openai/gpt-5.2", embedded: "simulated/medium" },
    { name: "small", model: "openai/gpt-5-mini", embedded: "simulated/small" },
  ],
  judges: [
    { name: "judge", model: "google/gemini-3-pro-preview", embedded: "simulated/judge" },
    { name: "grader", model: "google/gemini-3-pro-preview", embedded: "simulated/grader" },
  ],
  topologies: [...chain],
  verifier: { kind: "rubric", member: "judge" },
  terms: { attempts: 3, feedback: "reason", outputCap: 6000 },
  limits: { budget: 1, cap: 500 },
  repetitions: 2,
  table: "ablation",
};
