import { defaultPopulation } from "../../../models/simulated/index.ts";
import general from "../../../topologies/rosters/general.json" with { type: "json" };
import { rolesWorld, weak } from "./roles-world.ts";
import type { ExperimentInput, TopologyEntry } from "../experiment.ts";

/** The four personas that every arm with personas has. */
const four = general.personas.slice(0, 4);
const strong = { model: "anthropic/claude-opus-4-6", embedded: "simulated/large" };
const small = { model: "openai/gpt-5-nano", embedded: weak.id };

/** A member for each persona, whose system text is what the one prompt says of it. */
function seats(kind: string, model: typeof strong) {
  return four.map(({ name, view }, i) => ({ name: `${kind}-${i + 1}`, ...model, system: `You are the ${name}: ${view}` }));
}
const names = (kind: string): string[] => four.map((_, i) => `${kind}-${i + 1}`);

const held = { roster: four, curation: "none", size: 4 };
const tries = (n: number): TopologyEntry => ({ use: "best-of", name: `tries-${n}`, options: { n, member: "strong" }, members: ["strong"] });

const arms: readonly TopologyEntry[] = [
  { use: "solo", options: { member: "strong" }, members: ["strong"] },
  ...[2, 3, 5, 9, 13].map(tries),
  { use: "personas", name: "one-prompt", options: { ...held, member: "strong" }, members: ["strong"] },
  { use: "personas", name: "one-session", options: { ...held, member: "strong", form: "turns" }, members: ["strong"] },
  { use: "council", name: "role-council", members: names("role") },
  { use: "council", name: "plain-council", members: names("plain") },
  { use: "debate", name: "role-debate", members: names("role") },
  { use: "debate", name: "plain-debate", members: names("plain") },
  { use: "solo", name: "weak-solo", options: { member: "weak" }, members: ["weak"] },
  { use: "personas", name: "weak-one-prompt", options: { ...held, member: "weak" }, members: ["weak"] },
  { use: "council", name: "weak-role-council", members: names("weak-role") },
];

/** A council of role personas that discuss against one prompt that holds the same personas, for a strong model and a weak one. */
export const experiment: ExperimentInput = {
  description: "A council of role personas that discuss, against one prompt that holds the same personas, at equal dollars.",
  suite: "generated",
  generate: {
    n: 200,
    families: ["counting", "list-programs", "scheduling", "data-structures", "coloring"],
    difficulty: 0.7,
    seed: "roles",
  },
  members: [
    { name: "strong", ...strong },
    { name: "weak", ...small },
    ...seats("role", strong),
    ...names("plain").map((name) => ({ name, ...strong })),
    ...seats("weak-role", small),
  ],
  judges: [{ name: "judge", model: "google/gemini-3-pro-preview", embedded: "simulated/judge" }],
  topologies: [...arms],
  baseline: "solo",
  verifier: "none",
  terms: { attempts: 1, outputCap: 6000 },
  limits: { cap: 300 },
  world: { ...rolesWorld, population: [...defaultPopulation, weak] },
  table: "role-council",
};
