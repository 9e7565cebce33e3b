import type { Summary, TopologyRow } from "../summary.ts";
import { baselineOf, comparisonOf, findingOf, isChoice, nearOf, perTask, rangeOf } from "./findings.ts";
import { all, count, list, money, percent, points } from "./format.ts";
import { missingWords } from "./bounds.ts";
import { neverAsked } from "./never-asked.ts";
import { isUnfinished, soFar } from "./unfinished.ts";
import { type Standing, standingsOf } from "./standings.ts";
import { type Trades, tradesOf } from "./trades.ts";

/** What the mark ◆ says, in every report. */
export const preference =
  "shown better than the baseline in passes or cost and worse in neither (nor passing fewer by its own interval), or the baseline where none is";

/** Those to prefer to the baseline: shown better in passes or in cost and not shown worse in the other. The baseline where there is none. */
export function preferred(summary: Summary): Set<string> {
  if (isUnfinished(summary) || neverAsked(summary) !== undefined || summary.topologies.every(({ passed }) => passed === 0))
    return new Set();
  if (summary.decision !== undefined) return new Set(summary.decision.winner === null ? [] : [summary.decision.winner]);
  const better = standingsOf(summary).filter(isBetter);
  if (better.length > 0) return new Set(better.map(({ row }) => row.name));
  const baseline = baselineOf(summary);
  const decided = standingsOf(summary).some(({ passes, cost }) => passes !== "unclear" || cost !== "unclear");
  return new Set(baseline === undefined || !decided ? [] : [baseline]);
}

/** Which topology to use when: only what the comparisons with the baseline support, each with what it rests on. */
export function advice(summary: Summary): string[] {
  if (isUnfinished(summary)) return [soFar(summary)];
  // A run that stopped by itself has said what it found; its trials per topology differ, so no other advice stands beside that.
  if (summary.decision !== undefined) return [];
  const unasked = neverAsked(summary);
  if (unasked !== undefined) return [unasked.replace(/^n/, "N")];
  const rows = summary.topologies.filter(isChoice);
  const baseline = rows.find(({ name }) => name === baselineOf(summary));
  if (rows.length === 0) return ["No trial has an outcome yet."];
  if (rows.every(({ passed }) => passed === 0))
    return [`No topology passed any of ${count(summary.tasks, "task")}: there is nothing to choose between.`];
  if (baseline === undefined || rows.length === 1) return [alone(rows[0] as TopologyRow, summary)];
  const all = standingsOf(summary);
  const better = all.filter(isBetter);
  const trades = tradesOf(summary, all, rows, baseline);
  const lines = [...choices(better, baseline, summary), ...trades.told, ...doubts(all, baseline)];
  if (better.length > 0) return lines;
  return all.every(({ passes, cost }) => passes === "unclear" && cost === "unclear")
    ? [
        `${count(summary.tasks, "task")} cannot tell these apart${unseen(all)}: use the simplest until more tasks are run.${fewer(all, baseline, summary)}`,
      ]
    : [...lines, ...stay(baseline, all, trades, summary)];
}

function isBetter({ passes, cost, doubted }: Standing): boolean {
  return (passes === "more" && cost !== "more") || (cost === "less" && passes !== "fewer" && !doubted);
}

/** Who costs less and passes fewer by its own interval, which the correction for many comparisons leaves open. */
function doubts(all: readonly Standing[], baseline: TopologyRow): string[] {
  return all.flatMap(({ row, cost, doubted, passed }) => {
    if (!doubted || cost !== "less" || passed === undefined) return [];
    const range = rangeOf(passed);
    return [
      `${row.name} costs less than ${baseline.name} and passes ${size(Math.abs(passed.difference))} fewer by its own ${range === "" ? "test" : `interval (${range})`}; among all comparisons that is not settled.`,
    ];
  });
}

function alone(row: TopologyRow, summary: Summary): string {
  const gaps = missingWords(row);
  return `${row.name} passed ${percent(row.passRate)} of ${count(summary.tasks, "task")} at ${money(row.cost.perPass)} per right answer${gaps === "" ? "" : ` (${gaps})`}. Nothing stands beside it to compare.`;
}

/** The one with the cheapest right answers and, where it is another, the one that passes most. */
function choices(better: readonly Standing[], baseline: TopologyRow, summary: Summary): string[] {
  const priced = better.filter(({ row }) => row.cost.perPass !== null);
  const cheapest = priced.toSorted((a, b) => (a.row.cost.perPass ?? 0) - (b.row.cost.perPass ?? 0))[0];
  if (cheapest === undefined) return [];
  const passing = better.filter(({ passes }) => passes === "more");
  const most = passing.toSorted((a, b) => (b.row.passRate ?? 0) - (a.row.passRate ?? 0))[0];
  const saving = `Use ${cheapest.row.name} when money counts: ${beside(cheapest, baseline, summary)}.`;
  return most === undefined || most.row === cheapest.row
    ? [saving]
    : [saving, `Use ${most.row.name} when passes count: ${beside(most, baseline, summary)}${rivals(most, passing, summary)}.`];
}

/** Of those that pass more than the baseline, whom these tasks cannot tell from the one that passes most. */
function rivals(most: Standing, passing: readonly Standing[], summary: Summary): string {
  const close = passing.filter((one) => {
    const row = one === most ? undefined : comparisonOf(summary, "passed", most.row.name, one.row.name);
    return one !== most && (row === undefined || findingOf(row) === "not distinguishable");
  });
  return close.length === 0 ? "" : `; these tasks do not tell it from ${all(close.map(({ row }) => row.name))}`;
}

function beside({ row, passes, cost, passed }: Standing, baseline: TopologyRow, summary: Summary): string {
  const share =
    perTask(baseline) > 0 ? `${percent(perTask(row) / perTask(baseline))} of ${baseline.name}'s cost` : money(row.cost.perTrial);
  const same = row.cost.perTrial === baseline.cost.perTrial;
  const costs = same ? "the same cost" : cost === "unclear" ? `a cost that cannot be told from ${baseline.name}'s` : share;
  if (passes === "more") return `it passes ${size(passed?.difference ?? 0)} more than ${baseline.name}, at ${costs}`;
  const near = passed === undefined ? "" : nearOf(passed);
  if (near !== "") return `${costs}; no difference in passes was shown, ${near}`;
  const bound = passed?.minDetectable ?? null;
  const tasks = count(passed?.tasks ?? summary.tasks, "task");
  const hidden =
    bound === null || bound > 1 ? ` (${tasks} are too few to say what they may miss)` : ` (${tasks} miss differences under ${size(bound)})`;
  return `${costs}; no difference in passes was shown${hidden}`;
}

function stay(baseline: TopologyRow, all: readonly Standing[], trades: Trades, summary: Summary): string[] {
  const costlier = all.filter(({ passes, cost }) => cost === "more" && passes !== "more").map(({ row }) => row.name);
  const costs = costlier.length === 0 ? "" : `; ${list(costlier)} ${costlier.length === 1 ? "costs" : "cost"} more`;
  const some = all.some(({ passes, cost }) => passes === "more" || cost === "less");
  const shown = !some
    ? "nothing else was shown to pass more or to cost less"
    : all.some(({ doubted, cost }) => doubted && cost === "less")
      ? "nothing else was shown to be better in one respect without a sign of being worse in the other"
      : "nothing else was shown to be better in one respect and no worse in the other";
  const rest = `${costs}${unseenIn(all, summary)}.${fewer(all, baseline, summary)}`;
  // Where it never leads what others were shown to trade, nothing is to be said for it.
  const own = trades.baseline === null ? [] : [`Use ${baseline.name}${trades.baseline}: ${shown}${rest}`];
  return [...own, ...trades.byFigures];
}

function unseenIn(all: readonly Standing[], summary: Summary): string {
  const hidden = unseen(all.filter(({ passes }) => passes === "unclear"));
  return hidden === "" ? "" : `. ${count(summary.tasks, "task")} are too few for more${hidden}`;
}

/** Which of them have fewer tasks in common with the baseline than the run has, so that less can show. */
function fewer(all: readonly Standing[], baseline: TopologyRow, summary: Summary): string {
  const short = all.filter(({ passed }) => (passed?.tasks ?? 0) < summary.tasks);
  const each = short.map(
    ({ row, passed }) => `${passed?.tasks ?? 0} of ${count(summary.tasks, "task")} for ${row.name} and ${baseline.name}`,
  );
  return each.length === 0 ? "" : ` Only tasks with a result of both are compared: ${list(each)}.`;
}

/** The widest difference in passes that may be there unseen. */
function unseen(all: readonly Standing[]): string {
  const bounds = all.flatMap(({ passed }) =>
    passed?.minDetectable === null || passed === undefined || passed.minDetectable > 1 ? [] : [passed.minDetectable],
  );
  return bounds.length === 0 ? "" : ` (differences under ${size(Math.max(...bounds))} can go unseen)`;
}

function size(share: number): string {
  return `${points(share).replace("+", "")} points`;
}
