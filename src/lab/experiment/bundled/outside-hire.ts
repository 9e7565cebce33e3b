import type { ExperimentInput, TopologyEntry } from "../experiment.ts";

const once = { attempts: 1 };
/** The staff may hire one member from outside, for one task at a time: by what it states of itself, or after its work was rejected. */
const hired = (below: number) => ({ member: "staff", from: ["outsider"], does: "works", below });

const arms: readonly TopologyEntry[] = [
  { use: "solo", name: "staff", options: { member: "staff" }, terms: once },
  { use: "solo", name: "staff-retry", options: { member: "staff" } },
  { use: "hire", name: "hire-unsure", options: hired(0.75), terms: once },
  { use: "hire", name: "hire-less-sure", options: hired(0.85), terms: once },
  { use: "hire", name: "hire-failed", options: hired(0) },
  { use: "solo", name: "outsider", options: { member: "outsider" }, terms: once },
];

/** A member who is hired from outside for one task at its price: when that pays, beside the staff alone, a second try of its own and the outsider for all. */
export const experiment: ExperimentInput = {
  description: "A member hired from outside for one task at a price: by the staff's own doubt, after a failed check, or for everything.",
  suite: "generated",
  generate: {
    n: 300,
    seed: "outside",
    families: ["counting", "list-programs", "scheduling", "data-structures", "coloring", "program-repair"],
    worth: 0.1,
  },
  members: [
    { name: "staff", model: "openai/gpt-5-mini", embedded: "simulated/small" },
    { name: "outsider", model: "anthropic/claude-opus-4-6", embedded: "simulated/large" },
  ],
  judges: [{ name: "judge", model: "google/gemini-3-pro-preview", embedded: "simulated/judge" }],
  topologies: [...arms],
  verifier: { kind: "rubric", member: "judge" },
  terms: { attempts: 2, feedback: "none", outputCap: 4000 },
  limits: { cap: 200 },
  table: "outside-hire",
};
