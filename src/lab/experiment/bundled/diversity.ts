import general from "../../../topologies/rosters/general.json" with { type: "json" };
import type { ExperimentInput, MemberEntry, TopologyEntry } from "../experiment.ts";
import { rolesWorld } from "./roles-world.ts";

const four = general.personas.slice(0, 4);
/** Four models of one strength and one price in four families. */
const families: Readonly<Record<string, string>> = {
  north: "anthropic/claude-sonnet-4-6",
  south: "openai/gpt-5.2",
  west: "google/gemini-3-pro-preview",
  east: "openrouter/deepseek/deepseek-v3.2",
};
/** Models from weak to strong, by the skill that stands in for each. */
const ladder = [
  { name: "s1", skill: -0.5, model: "openai/gpt-5-nano" },
  { name: "s2", skill: 0, model: "openai/gpt-5-mini" },
  { name: "s3", skill: 0.5, model: "openai/gpt-5.2" },
  { name: "s4", skill: 1, model: "anthropic/claude-sonnet-4-6" },
  { name: "s5", skill: 1.5, model: "anthropic/claude-opus-4-6" },
];
const seats = [1, 2, 3, 4, 5, 6, 7, 8];

function modelOf(family: string): Pick<MemberEntry, "model" | "embedded"> {
  return { model: families[family] ?? family, embedded: `simulated/${family}` };
}
function systemOf(place: number): string {
  const { name, view } = four[place] ?? { name: "", view: "" };
  return `You are the ${name}: ${view}`;
}
const members: MemberEntry[] = [
  ...seats.map((seat) => ({ name: `same-${seat}`, ...modelOf("north") })),
  ...four.map((_, i) => ({ name: `persona-${i + 1}`, ...modelOf("north"), system: systemOf(i) })),
  ...Object.keys(families).map((family) => ({ name: family, ...modelOf(family) })),
  ...Object.keys(families).map((family, i) => ({ name: `${family}-persona`, ...modelOf(family), system: systemOf(i) })),
  ...ladder.flatMap(({ name, model }) => [
    { name, model, embedded: `simulated/${name}` },
    ...four.map((_, i) => ({ name: `${name}-p${i + 1}`, model, embedded: `simulated/${name}`, system: systemOf(i) })),
  ]),
];

const debate = (name: string, seated: readonly string[]): TopologyEntry => ({ use: "debate", name, members: [...seated] });
const alone = (name: string): TopologyEntry => ({ use: "solo", name, options: { member: name }, members: [name] });

/** Where diversity comes from: personas, models or tries of one model, each four seats of one debate; and whether personas of abler models are more alike. */
export const experiment: ExperimentInput = {
  description: "Personas, models and tries of one model under one debate at equal dollars, and how alike personas are as skill grows.",
  suite: "generated",
  generate: {
    n: 200,
    families: ["counting", "list-programs", "scheduling", "data-structures", "coloring"],
    difficulty: 0.4,
    seed: "diversity",
  },
  members,
  judges: [{ name: "judge", model: "google/gemini-3-pro-preview", embedded: "simulated/judge" }],
  topologies: [
    { use: "solo", name: "solo", options: { member: "same-1" }, members: ["same-1"] },
    ...[2, 3, 4, 6, 8].map((k) =>
      debate(
        `same-x${k}`,
        seats.slice(0, k).map((seat) => `same-${seat}`),
      ),
    ),
    debate(
      "personas-x4",
      four.map((_, i) => `persona-${i + 1}`),
    ),
    debate("models-x4", Object.keys(families)),
    debate(
      "both-x4",
      Object.keys(families).map((family) => `${family}-persona`),
    ),
    ...ladder.flatMap(({ name }) => [alone(name), ...four.map((_, i) => alone(`${name}-p${i + 1}`))]),
  ],
  baseline: "solo",
  verifier: "none",
  terms: { attempts: 1, outputCap: 6000 },
  repetitions: 2,
  limits: { cap: 300 },
  world: {
    // Personas far from one another in weak models, and near in strong ones: the curve is of what this does.
    roles: { ...rolesWorld.roles, view: 0.8, converge: 1 },
    population: [
      ...Object.keys(families).map((family) => ({ id: `simulated/${family}`, family, skill: 0.6, rates: { input: 3, output: 15 } })),
      ...ladder.map(({ name, skill }) => ({ id: `simulated/${name}`, family: name, skill, rates: { input: 1, output: 5 } })),
      { id: "simulated/judge", family: "judge", skill: 0.6 },
    ],
  },
  table: "diversity",
};
