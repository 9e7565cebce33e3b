import type { ComparisonRow, Summary } from "../summary.ts";
import { dollars, toNano } from "../util/money.ts";
import { tasksFor } from "./power.ts";
import { count } from "../util/count.ts";

/** What more money would buy: tasks in all, tasks more, and dollars more, to find the difference that was seen with 80% power among all comparisons. */
export interface Further {
  readonly a: string;
  readonly b: string;
  readonly tasks: number;
  readonly more: number;
  readonly dollars: number;
}

/** For one undecided comparison of passes. Undefined where it is decided, where nothing was seen, or where it would take over 100,000 tasks. */
export function furtherSpending(row: ComparisonRow, summary: Summary): Further | undefined {
  const sd = row.deviation ?? null;
  if (sd === null || row.pHolm === null || row.pHolm < 0.05 || Math.abs(row.difference) < 1e-9) return undefined;
  if (!(Math.abs(row.difference) > sd / 100)) return undefined;
  const family = summary.family?.tests ?? summary.comparisons.filter(({ p }) => p !== null).length;
  const tasks = Math.max(row.tasks + 1, tasksFor(sd, Math.abs(row.difference), { alpha: 0.05 / Math.max(1, family) }));
  const perRepetition = summary.topologies
    .filter(({ name }) => name === row.a || name === row.b)
    .reduce((sum, { cost }) => sum + (cost.perTrial ?? 0), 0);
  return { a: row.a, b: row.b, tasks, more: tasks - row.tasks, dollars: (tasks - row.tasks) * summary.repetitions * perRepetition };
}

/** The same in words, for the most promising comparison that is not settled: the one that fewest tasks would settle. */
export function furtherWords(summary: Summary): string[] {
  // A topology that knows the truth is a bound, not a choice.
  const bounds = summary.topologies.filter(({ bound }) => bound === true).map(({ name }) => name);
  const choices = summary.comparisons.filter(({ a, b }) => !bounds.includes(a) && !bounds.includes(b));
  const open = choices.filter((row) => row.metric === "passed").flatMap((row) => furtherSpending(row, summary) ?? []);
  const best = open.sort((x, y) => x.more - y.more)[0];
  if (best === undefined) return [];
  const cost = dollars(toNano(best.dollars));
  const repeated = summary.repetitions > 1 ? `, each ${summary.repetitions} times` : "";
  return [
    `${best.a} against ${best.b}: if the difference seen is the true one, about ${count(best.tasks, "task")} (${best.more} more${repeated}, about ${cost}) would show it four times in five.`,
  ];
}
