import { addTo } from "../util/add-to.ts";
import { toDollars } from "../util/money.ts";
import { type ByTask, meanOverTasks, taskMean } from "./by-task.ts";
import { figures } from "./compare.ts";
import { scoreInterval } from "./intervals.ts";
import { countedScore } from "./trial-row.ts";
import { own } from "../util/own.ts";

/** A topology as it was run at one of the budgets of an equal-budget design; dollars per trial. */
export interface AtBudget {
  readonly topology: string;
  readonly budget: number;
}
export interface BudgetPoint {
  readonly budget: number;
  /** Over all trials whose outcome is known; a trial that had no answer when its money ended scores 0. */
  readonly score: number | null;
  readonly scoreCi: [number, number] | null;
  readonly passRate: number | null;
  /** What the trials in the pass rate cost on average, in dollars: at most the budget. */
  readonly cost: number;
  /** Trials whose budget refused a call. */
  readonly ended: number;
  readonly trials: number;
}
export interface BudgetCurve {
  readonly topology: string;
  /** In order of budget. */
  readonly points: BudgetPoint[];
  /** The smallest budget whose mean score reaches each wanted score, and what its trials cost; null where none does. */
  readonly reach: { score: number; budget: number | null; cost: number | null }[];
}

/**
 * Score-at-budget curves: each topology's mean score at each of its budgets, tasks weighing equally, with its 95% interval over
 * tasks. `runs` says which topology and budget stands behind each name; names that are not in it are left out.
 */
export function budgetCurves(topologies: ReadonlyMap<string, ByTask>, runs: Readonly<Record<string, AtBudget>>): BudgetCurve[] {
  const curves = new Map<string, BudgetPoint[]>();
  for (const [name, tasks] of topologies) {
    const run = own(runs, name);
    if (run === undefined) continue;
    addTo(curves, run.topology, point(tasks, run.budget));
  }
  const wanted = levels([...curves.values()].flat());
  return [...curves].map(([topology, unordered]) => {
    const points = unordered.sort((a, b) => a.budget - b.budget);
    return { topology, points, reach: wanted.map((score) => ({ score, ...costToScore(points, score) })) };
  });
}

/** The first point, in order of budget, whose mean score is the wanted one or more. */
export function costToScore(points: readonly BudgetPoint[], wanted: number): { budget: number | null; cost: number | null } {
  const found = points.find(({ score }) => score !== null && score >= wanted - 1e-9);
  return { budget: found?.budget ?? null, cost: found?.cost ?? null };
}

function point(tasks: ByTask, budget: number): BudgetPoint {
  const rows = [...tasks.values()].flat();
  const perTask = [...tasks.values()].flatMap((trials) => taskMean(trials, countedScore) ?? []);
  const interval = scoreInterval(perTask);
  return {
    budget,
    score: perTask.length === 0 ? null : mean(perTask),
    scoreCi: interval === undefined ? null : [interval[0], interval[1]],
    passRate: meanOverTasks(tasks.values(), figures.passed),
    cost: toDollars(meanOverTasks(tasks.values(), figures.cost) ?? 0),
    ended: rows.filter((row) => row.state === "budget").length,
    trials: rows.length,
  };
}

/** Up to five tenths, the highest being the best that any topology reached at any budget. */
function levels(points: readonly BudgetPoint[]): number[] {
  const best = Math.max(0, ...points.map((point) => point.score ?? 0));
  const top = Math.floor(best * 10 + 1e-9);
  return Array.from({ length: Math.min(5, top) }, (_, i) => (top - Math.min(5, top) + 1 + i) / 10);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
