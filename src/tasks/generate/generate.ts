import type { Suite, Task } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { defined } from "../../util/defined.ts";
import { sha256 } from "../../util/hash.ts";
import { issueLines } from "../../util/issue-words.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { stream } from "../../util/random.ts";
import { openRegistry } from "../../util/registry.ts";
import { z } from "zod";
import { aggregation, longLog } from "./aggregation.ts";
import { briefing } from "./briefing.ts";
import { amendments } from "./amendments.ts";
import { coloring } from "./coloring.ts";
import { counting } from "./counting.ts";
import { daybook } from "./daybook.ts";
import { dossier } from "./dossier.ts";
import { type Family, type FamilySettings, taskOf } from "./family.ts";
import { handoff } from "./handoff.ts";
import { ledgers } from "./ledgers.ts";
import { listPrograms } from "./list-programs.ts";
import { logicGrid } from "./logic-grid.ts";
import { numberSquare } from "./number-square.ts";
import { poisonedPremise } from "./poisoned.ts";
import { dataStructures, programRepair } from "./programs.ts";
import { scheduling } from "./scheduling.ts";
import { session } from "./session.ts";
import { stateful } from "./stateful.ts";

/** Every family of generated tasks, in the order in which `generate` deals them out. */
export const families: readonly Family[] = [
  counting,
  listPrograms,
  scheduling,
  briefing,
  logicGrid,
  dataStructures,
  coloring,
  programRepair,
  aggregation,
  numberSquare,
];

/** Families by name: those, the ones that are made on demand only, and plugins'. */
export const familyRegistry = openRegistry<Family>("family of generated tasks", [
  ...families,
  longLog,
  stateful,
  ledgers,
  dossier,
  poisonedPremise,
  handoff,
  session,
  daybook,
  amendments,
]);

/** No family goes further; most stop before, and say so. */
const hardest = 20;
/** What a family is sure to make that names no reach. */
const usualReach = 3;

const material = z.int().min(8000).max(200_000);
/** What is asked of families that take it, see `FamilySettings`. */
export const familyOptions = {
  parts: z.int().min(2).max(40).optional(),
  coupling: z.number().min(0).max(1).optional(),
  turns: z.int().min(2).max(40).optional(),
  /** One length, or several that are dealt to the tasks in turn. */
  tokens: z.union([material, z.array(material).min(1)]).optional(),
  session: z.enum(["growing", "fresh"]).optional(),
};

/** `difficulty` is on the probit scale, 0 = average; without it tasks are spread from -1.2 to 1.2. */
export const generateOptions = z.strictObject({
  families: z.array(z.string()).min(1).optional(),
  n: z.int().positive().max(1_000_000),
  seed: z.union([z.string(), z.number()]).transform(String),
  difficulty: z.number().min(-3).max(hardest).optional(),
  ...familyOptions,
});

/**
 * A suite of `n` fresh tasks with proved answers. Contract: the same options give the same suite on any machine, and a longer suite
 * of the same seed begins with the shorter one. Unknown families are a UserError.
 */
export function generate(options: z.input<typeof generateOptions>): Suite {
  const parsed = generateOptions.safeParse(options);
  if (!parsed.success) throw new UserError(`The options of generated tasks do not fit:\n${issueLines(parsed.error, generateOptions)}`);
  const { n, seed, difficulty, families: _, ...asked } = parsed.data;
  const settings = defined(asked);
  const chosen = (parsed.data.families ?? families.map((family) => family.name)).map(familyNamed);
  for (const { name, reach = usualReach } of chosen) {
    if (difficulty === undefined || difficulty <= reach) continue;
    throw new UserError(
      `difficulty: ${difficulty} is out of reach of the family "${name}", which makes tasks up to ${reach}. Ask for less, or for other families.`,
    );
  }
  for (const name of Object.keys(settings) as (keyof typeof settings)[]) {
    if (chosen.every(({ takes = [] }) => takes.includes(name))) continue;
    const taking = familyRegistry.all.filter(({ takes = [] }) => takes.includes(name)).map((family) => `"${family.name}"`);
    throw new UserError(
      `${name} is for generated tasks of the families ${taking.join(", ")}. Name these in families, or leave ${name} out.`,
    );
  }
  const mark = sha256(`${seed}|${difficulty ?? ""}${Object.keys(settings).length === 0 ? "" : JSON.stringify(settings)}`).slice(0, 8);
  const { tokens, ...others } = settings;
  const seen = new Set<string>();
  const tasks = Array.from({ length: n }, (_, index) => {
    const family = chosen[index % chosen.length] ?? counting;
    const id = `${family.name}-${mark}-${index + 1}`;
    const at: FamilySettings = {
      ...others,
      ...lengthOf(tokens, Math.floor(index / chosen.length)),
      thread: { seed: `${seed}|${family.name}`, place: Math.floor(index / chosen.length), level: difficulty ?? 0 },
    };
    let task = drawTask(family, id, `${seed}|${family.name}|${index}`, difficulty, at);
    // Families made of templates have some hundred forms; what came before is drawn again, a few times at most.
    for (let again = 1; seen.has(task.prompt) && again < 8; again++) {
      task = drawTask(family, id, `${seed}|${family.name}|${index}|${again}`, difficulty, at);
    }
    seen.add(task.prompt);
    return task;
  });
  const names = chosen.map((family) => family.name).join(", ");
  return { name: "generated", description: `${n} generated tasks, seed ${seed}: ${names}.`, tasks };
}

/** The length of a task's material: each of several in turn, so that every length has its share of every family. */
function lengthOf(tokens: number | readonly number[] | undefined, place: number): { tokens?: number } {
  if (tokens === undefined || typeof tokens === "number") return defined({ tokens });
  return defined({ tokens: tokens[place % tokens.length] });
}

function drawTask(family: Family, id: string, seed: string, difficulty: number | undefined, settings: FamilySettings): Task {
  const next = stream(seed);
  const level = difficulty ?? Math.round((next() * 2.4 - 1.2) * 100) / 100;
  return taskOf(family, family.make(next, level, settings), id, level);
}

function familyNamed(name: string): Family {
  const known = familyRegistry.all;
  const found = known.find((family) => family.name === name);
  if (found) return found;
  throw new UserError(
    `Wanted a family of generated tasks, got "${name}".${didYouMean(
      name,
      known.map((family) => family.name),
    )} Use one of the known families.`,
  );
}
