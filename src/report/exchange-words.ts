import type { ExchangeRow, Summary } from "../summary.ts";
import { baselineOf } from "./findings.ts";
import { count, money } from "./format.ts";

/** What an extra right answer costs, beside the baseline and beside the topology that passes most, each with its interval; one line per pair. */
export function exchangeWords(summary: Summary): string[] {
  const { exchange = [], leader } = summary;
  const told = [baselineOf(summary), leader?.name];
  return exchange.filter(({ a, b }) => told.includes(a) || told.includes(b)).map(words);
}

function words(row: ExchangeRow): string {
  return `Each right answer more of ${row.a} than of ${row.b} costs ${money(row.rate)}${rangeWords(row)}.`;
}

/** The interval of a price in words: no price above, where the one may pass no more than the other. */
export function rangeWords({ ci, noInterval, tasks, a }: ExchangeRow): string {
  if (ci === null) {
    const why = noInterval === "uneven" ? "for costs this uneven" : "for an interval";
    return `, by the figures as they are: ${count(tasks, "task is", "tasks are")} too few ${why}`;
  }
  const [low, high] = ci;
  if (high !== null) return ` (95% interval ${money(low)} to ${money(high)})`;
  const from = low > 0 ? `from ${money(low)}, ` : "";
  return ` (95% interval ${from}without an upper end: that ${a} passes more is not shown)`;
}
