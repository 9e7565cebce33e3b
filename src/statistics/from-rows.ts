import { type ByTask, type Figure, taskMean } from "./by-task.ts";
import type { Forecast } from "./calibration.ts";
import { figures } from "./compare.ts";
import type { Arm } from "./frontier.ts";
import { counted, countedScore, type TrialRow } from "./trial-row.ts";
import type { Observation } from "./variance-explained.ts";
import { inputOf } from "../util/money.ts";
import { byName } from "../util/by-name.ts";

/** Each member's stated probabilities and what came of them, by member's name. */
export function forecastsOf(rows: Iterable<TrialRow>): Map<string, Forecast[]> {
  const found = new Map<string, Forecast[]>();
  for (const row of rows) {
    for (const { member, p, passed } of row.outcomes) {
      const own = found.get(member) ?? [];
      own.push({ p, passed });
      found.set(member, own);
    }
  }
  return new Map(byName(found));
}

/** Two topologies' outcomes of the same task and repetition, in the same order: for overlap, phi, and error amplification. */
export function pairedPasses(a: ByTask, b: ByTask): { readonly a: boolean[]; readonly b: boolean[] } {
  const pair: { a: boolean[]; b: boolean[] } = { a: [], b: [] };
  for (const [task, trials] of a) {
    const others = new Map((b.get(task) ?? []).filter(counted).map((row) => [row.repetition, row.passed]));
    for (const trial of trials.filter(counted)) {
      const other = others.get(trial.repetition);
      if (other === undefined) continue;
      pair.a.push(trial.passed);
      pair.b.push(other);
    }
  }
  return pair;
}

/** Trials with their scores as the regression wants them; a trial's model is the author of its answer. */
export function observationsOf(rows: Iterable<TrialRow>): Observation[] {
  const found: Observation[] = [];
  for (const row of rows) {
    const { task, topology, by, usage } = row;
    const score = countedScore(row);
    if (score !== undefined) found.push({ task, topology, model: by ?? "nobody", tokens: inputOf(usage) + usage.output, score });
  }
  return found;
}

/** Task means of passes and cost (nano-dollars) over the tasks that every topology has an outcome for. */
export function armsOf(topologies: ReadonlyMap<string, ByTask>): Arm[] {
  const tables = [...topologies.values()];
  const known = (tasks: ByTask, task: string, figure: Figure): number | undefined => taskMean(tasks.get(task) ?? [], figure);
  const shared = [...(tables[0]?.keys() ?? [])].filter((task) =>
    tables.every((tasks) => known(tasks, task, figures.passed) !== undefined && known(tasks, task, figures.cost) !== undefined),
  );
  return [...topologies].map(([name, tasks]) => ({
    name,
    quality: Float64Array.from(shared, (task) => known(tasks, task, figures.passed) ?? Number.NaN),
    cost: Float64Array.from(shared, (task) => known(tasks, task, figures.cost) ?? Number.NaN),
  }));
}
