import { byTopology, type ByTask, meanOverTasks } from "./by-task.ts";
import { figures } from "./compare.ts";
import { type Choice, chosenBy } from "../util/goal.ts";
import type { TrialRow } from "./trial-row.ts";

/** Something that can be chosen, with its figures on the tasks to choose on. `single`: one model, one attempt. Cost in nano-dollars per task. */
export interface Candidate extends Choice {
  readonly name: string;
  readonly single: boolean;
}

/** Pass rate and cost per task of each topology on these trials, tasks weighing alike. */
export function trainingFigures(rows: Iterable<TrialRow>): Map<string, Omit<Candidate, "single" | "name"> & { readonly tasks: number }> {
  const of = (tasks: ByTask) => ({
    passRate: meanOverTasks(tasks.values(), figures.passed) ?? 0,
    cost: meanOverTasks(tasks.values(), figures.cost) ?? 0,
    tasks: tasks.size,
  });
  return new Map([...byTopology(rows)].map(([name, tasks]) => [name, of(tasks)]));
}

/** The single model that passes most, then the cheaper one. */
export function bestSingle(candidates: readonly Candidate[]): Candidate | undefined {
  return chosenBy(
    { kind: "budget", most: Infinity },
    candidates.filter(({ single }) => single),
  );
}
