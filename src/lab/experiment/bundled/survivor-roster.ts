import type { ExperimentInput, TopologyEntry } from "../experiment.ts";
import { rolesWorld } from "./roles-world.ts";

/** How many tasks survivors are looked for on: nearly all of the half that is run to learn on. */
const looked = 190;

const rostered = (name: string, curation: unknown, members = ["strong"]): TopologyEntry => ({
  use: "experts",
  name,
  options: { member: "strong", roster: "general", size: 3, curation },
  members,
});
const tries = (n: number): TopologyEntry => ({ use: "best-of", name: `tries-${n}`, options: { n, member: "strong" }, members: ["strong"] });

/** Personas kept by how often they changed an answer rightly, on one half of the tasks, against other rosters of the same size on the other half. */
export const experiment: ExperimentInput = {
  description:
    "Personas kept by how often they changed an answer rightly, held out against a random, a fixed and a chosen roster of the same size.",
  suite: "generated",
  generate: {
    n: 400,
    families: ["counting", "list-programs", "scheduling", "data-structures", "coloring"],
    difficulty: 0.5,
    seed: "survivors",
  },
  members: [
    { name: "strong", model: "anthropic/claude-opus-4-6", embedded: "simulated/large" },
    { name: "operator", model: "google/gemini-3-pro-preview", embedded: "simulated/judge" },
  ],
  judges: [{ name: "judge", model: "google/gemini-3-pro-preview", embedded: "simulated/judge" }],
  topologies: [
    { use: "solo", options: { member: "strong" }, members: ["strong"] },
    ...[3, 5, 8].map(tries),
    rostered("random", "random"),
    rostered("first", "none"),
    rostered("survivors", { survivors: looked }),
    rostered("chosen", "auto"),
    rostered("asked", "ask", ["strong", "operator"]),
  ],
  baseline: "solo",
  holdOut: true,
  verifier: { kind: "rubric", member: "judge" },
  terms: { attempts: 1, outputCap: 6000 },
  limits: { cap: 300 },
  // Personas that suit a category or do not: without that there is nobody worth keeping.
  world: { roles: { ...rolesWorld.roles, fit: 0.5 } },
  table: "survivor-roster",
};
