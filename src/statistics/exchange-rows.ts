import type { ComparisonRow, ExchangeRow } from "../summary.ts";
import { toDollars } from "../util/money.ts";
import { type ByTask, pairedMeans } from "./by-task.ts";
import { figures } from "./compare.ts";
import { exchangeRate } from "./net-value.ts";
import { defined } from "../util/defined.ts";

/** What an extra right answer costs, for each pair that is compared and of which one passes more and costs more; tasks of both alone. */
export function exchangeRows(
  topologies: ReadonlyMap<string, ByTask>,
  comparisons: readonly ComparisonRow[],
  repetitions: number,
): ExchangeRow[] {
  return comparisons.flatMap((row) => {
    if (row.metric !== "passed" || row.difference === 0) return [];
    const [a, b] = row.difference > 0 ? [row.a, row.b] : [row.b, row.a];
    const [mine, theirs] = [topologies.get(a) as ByTask, topologies.get(b) as ByTask];
    const passes = pairedMeans(mine, theirs, figures.passed);
    const found = exchangeRate({ gains: passes.differences, costs: pairedMeans(mine, theirs, figures.cost), worth: 1, repetitions });
    if (found === undefined) return [];
    const { rate, interval, why } = found;
    const ci: ExchangeRow["ci"] =
      interval === undefined ? null : [toDollars(interval[0]), Number.isFinite(interval[1]) ? toDollars(interval[1]) : null];
    return [{ a, b, tasks: passes.tasks.length, rate: toDollars(rate), ci, ...defined({ noInterval: why }) }];
  });
}
