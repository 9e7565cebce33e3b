import { byTopology, type ByTask, meanOverTasks } from "./by-task.ts";
import { figures } from "./compare.ts";
import type { TrialRow } from "./trial-row.ts";

/** What a user wants of a choice: the best single model's passes at the least cost, most passes at a budget, or most net value. Nano-dollars per task. */
export type Goal =
  | { readonly kind: "match" }
  | { readonly kind: "budget"; readonly most: number }
  | { readonly kind: "value"; readonly worth: number };

/** Something that can be chosen, with its figures on the tasks to choose on. `single`: one model, one attempt. Cost in nano-dollars per task. */
export interface Candidate {
  readonly name: string;
  readonly single: boolean;
  readonly passRate: number;
  readonly cost: number;
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
  return first(
    candidates.filter(({ single }) => single),
    (a, b) => b.passRate - a.passRate || a.cost - b.cost,
  );
}

/**
 * Who meets the goal best, the first of equals. `wanted` is the rate that is to be matched. Where nobody meets it: who comes nearest, by
 * passes where a rate was wanted, by cost where a budget was.
 */
export function chosenBy<C extends Candidate>(goal: Goal, candidates: readonly C[], wanted: number): C | undefined {
  if (goal.kind === "value") return first(candidates, (a, b) => net(b, goal.worth) - net(a, goal.worth) || a.cost - b.cost);
  const byPasses = (a: Candidate, b: Candidate) => b.passRate - a.passRate || a.cost - b.cost;
  const byCost = (a: Candidate, b: Candidate) => a.cost - b.cost || b.passRate - a.passRate;
  if (goal.kind === "budget") {
    const within = candidates.filter(({ cost }) => cost <= goal.most + slack * goal.most);
    return first(within, byPasses) ?? first(candidates, byCost);
  }
  const level = candidates.filter(({ passRate }) => passRate >= wanted - slack);
  return first(level, byCost) ?? first(candidates, byPasses);
}

/** Sums in another order differ by less. */
const slack = 1e-9;

function net({ passRate, cost }: Candidate, worth: number): number {
  return worth * passRate - cost;
}

function first<C extends Candidate>(candidates: readonly C[], before: (a: Candidate, b: Candidate) => number): C | undefined {
  return candidates.toSorted(before)[0];
}
