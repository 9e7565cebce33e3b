import { defaultPopulation } from "../../../models/simulated/index.ts";
import type { ExperimentInput, TopologyEntry } from "../experiment.ts";
import { rolesWorld, weak } from "./roles-world.ts";

/** How able the four members of a team are; all four are one model. */
const models = {
  strong: { model: "anthropic/claude-opus-4-6", embedded: "simulated/large" },
  middle: { model: "openai/gpt-5-mini", embedded: "simulated/small" },
  weak: { model: "openai/gpt-5-nano", embedded: weak.id },
};
const teamOf = (able: string): string[] => [1, 2, 3, 4].map((seat) => `${able}-${seat}`);

/** The four protocols, the first with roles of one's own, with fixed ones and with nothing but the task and the order, and one model that tries. */
function armsOf(able: string): TopologyEntry[] {
  const members = teamOf(able);
  const alone = { member: members[0] };
  const tries = (n: number): TopologyEntry => ({ use: "best-of", name: `tries-${n}-${able}`, options: { n, ...alone }, members });
  return [
    { use: "solo", name: `solo-${able}`, options: alone, members },
    ...[3, 6, 11].map(tries),
    { use: "sequential", name: `sequential-${able}`, members },
    { use: "sequential", name: `fixed-${able}`, options: { roles: ["planner", "solver", "checker", "editor"] }, members },
    { use: "sequential", name: `mission-${able}`, options: { roles: "none" }, members },
    { use: "coordinator", name: `coordinator-${able}`, members },
    { use: "broadcast", name: `broadcast-${able}`, members },
    { use: "shared-memory", name: `shared-${able}`, members },
  ];
}

/** The self-organization study with what it lacks: one model at equal tokens beside every protocol, at three levels of ability. */
export const experiment: ExperimentInput = {
  description: "Sequential, coordinator, broadcast, shared and solo at equal tokens; free, fixed and no roles; strong to weak members.",
  suite: "generated",
  generate: {
    n: 150,
    difficulty: 0.4,
    families: ["counting", "list-programs", "scheduling", "data-structures", "coloring"],
    seed: "sequential",
  },
  members: Object.entries(models).flatMap(([able, model]) => teamOf(able).map((name) => ({ name, ...model }))),
  judges: [{ name: "judge", model: "google/gemini-3-pro-preview", embedded: "simulated/judge" }],
  topologies: Object.keys(models).flatMap(armsOf),
  verifier: "none",
  terms: { attempts: 1, outputCap: 6000 },
  limits: { cap: 300 },
  world: { ...rolesWorld, population: [...defaultPopulation, weak] },
  table: "sequential-study",
};
