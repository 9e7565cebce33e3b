import type { BudgetCurve, Summary } from "../summary.ts";
import { score } from "./format.ts";
import type { Grid } from "./spending.ts";

/** The mean score of each topology at each budget; undefined where the experiment has one budget or none. */
export function scoresAtBudget({ budgets }: Summary): Grid | undefined {
  if (budgets === undefined) return undefined;
  const amounts = budgetsOf(budgets);
  const narrow = amounts.length > 3;
  return {
    title: "Score at budget",
    columns: [{ title: "topology" }, ...amounts.map((amount) => ({ title: budgetWords(amount), right: true }))],
    rows: budgets.map(({ topology, points }) => [topology, ...amounts.map((amount) => cellAt(points, amount, narrow))]),
    legend: `mean score at so many dollars per trial${narrow ? "" : " (95% interval)"}; no answer scores 0 · n†: trials whose budget refused a call`,
  };
}

function cellAt(points: BudgetCurve["points"], amount: number, narrow: boolean): string {
  const point = points.find(({ budget }) => budget === amount);
  if (point === undefined) return "-";
  const range = narrow || point.scoreCi === null ? "" : ` (${score(point.scoreCi[0])} to ${score(point.scoreCi[1])})`;
  return `${score(point.score)}${range}${point.ended === 0 ? "" : ` ${point.ended}†`}`;
}

/** The smallest budget at which each topology reaches each score, with what its trials really cost there. */
export function costsToReach({ budgets }: Summary): Grid | undefined {
  const levels = budgets?.[0]?.reach.map((reached) => reached.score) ?? [];
  if (budgets === undefined || levels.length === 0) return undefined;
  return {
    title: "Cost to reach a score",
    columns: [{ title: "topology" }, ...levels.map((level) => ({ title: score(level), right: true }))],
    rows: budgets.map(({ topology, reach }) => [
      topology,
      ...levels.map((level) => {
        const found = reach.find((reached) => reached.score === level);
        if (found === undefined || found.budget === null) return "-";
        return `${budgetWords(found.budget)} (${rough(found.cost ?? 0)})`;
      }),
    ]),
    legend:
      "the smallest budget per trial whose mean score is that high, and in brackets what a trial cost there; -: none of these budgets is enough",
  };
}

/** A budget as it was written. */
export function budgetWords(amount: number): string {
  return `$${Number(amount.toPrecision(6))}`;
}

/** Two significant digits: enough beside a budget. */
function rough(amount: number): string {
  return amount === 0 ? "$0" : `$${amount.toFixed(Math.max(0, Math.min(9, 1 - Math.floor(Math.log10(amount)))))}`;
}

/** Every budget of the design, smallest first. */
export function budgetsOf(curves: readonly BudgetCurve[]): number[] {
  return [...new Set(curves.flatMap(({ points }) => points.map(({ budget }) => budget)))].sort((a, b) => a - b);
}
