import type { Suite, Task } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { sha256 } from "../../util/hash.ts";
import { issueLines } from "../../util/issue-words.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { stream } from "../../util/random.ts";
import { openRegistry } from "../../util/registry.ts";
import { z } from "zod";
import { aggregation, longLog } from "./aggregation.ts";
import { briefing } from "./briefing.ts";
import { coloring } from "./coloring.ts";
import { counting } from "./counting.ts";
import { type Family, taskOf } from "./family.ts";
import { listPrograms } from "./list-programs.ts";
import { logicGrid } from "./logic-grid.ts";
import { numberSquare } from "./number-square.ts";
import { dataStructures, programRepair } from "./programs.ts";
import { scheduling } from "./scheduling.ts";
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
export const familyRegistry = openRegistry<Family>("family of generated tasks", [...families, longLog, stateful]);

/** No family goes further; most stop before, and say so. */
const hardest = 20;
/** What a family is sure to make that names no reach. */
const usualReach = 3;

/** `difficulty` is on the probit scale, 0 = average; without it tasks are spread from -1.2 to 1.2. */
export const generateOptions = z.strictObject({
  families: z.array(z.string()).min(1).optional(),
  n: z.int().positive().max(1_000_000),
  seed: z.union([z.string(), z.number()]).transform(String),
  difficulty: z.number().min(-3).max(hardest).optional(),
});

/**
 * A suite of `n` fresh tasks with proved answers. Contract: the same options give the same suite on any machine, and a longer suite
 * of the same seed begins with the shorter one. Unknown families are a UserError.
 */
export function generate(options: z.input<typeof generateOptions>): Suite {
  const parsed = generateOptions.safeParse(options);
  if (!parsed.success) throw new UserError(`The options of generated tasks do not fit:\n${issueLines(parsed.error, generateOptions)}`);
  const { n, seed, difficulty } = parsed.data;
  const chosen = (parsed.data.families ?? families.map((family) => family.name)).map(familyNamed);
  for (const { name, reach = usualReach } of chosen) {
    if (difficulty === undefined || difficulty <= reach) continue;
    throw new UserError(
      `difficulty: ${difficulty} is out of reach of the family "${name}", which makes tasks up to ${reach}. Ask for less, or for other families.`,
    );
  }
  const mark = sha256(`${seed}|${difficulty ?? ""}`).slice(0, 8);
  const seen = new Set<string>();
  const tasks = Array.from({ length: n }, (_, index) => {
    const family = chosen[index % chosen.length] ?? counting;
    const id = `${family.name}-${mark}-${index + 1}`;
    let task = drawTask(family, id, `${seed}|${family.name}|${index}`, difficulty);
    // Families made of templates have some hundred forms; what came before is drawn again, a few times at most.
    for (let again = 1; seen.has(task.prompt) && again < 8; again++) {
      task = drawTask(family, id, `${seed}|${family.name}|${index}|${again}`, difficulty);
    }
    seen.add(task.prompt);
    return task;
  });
  const names = chosen.map((family) => family.name).join(", ");
  return { name: "generated", description: `${n} generated tasks, seed ${seed}: ${names}.`, tasks };
}

function drawTask(family: Family, id: string, seed: string, difficulty: number | undefined): Task {
  const next = stream(seed);
  const level = difficulty ?? Math.round((next() * 2.4 - 1.2) * 100) / 100;
  return taskOf(family, family.make(next, level), id, level);
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
