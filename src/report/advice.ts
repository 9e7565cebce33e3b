import type { ComparisonRow, Summary, TopologyRow } from "../summary.ts";
import { baselineOf, comparisonOf, findingOf, isChoice, nearOf, perTask } from "./findings.ts";
import { all, count, list, money, percent, points } from "./format.ts";
import { missingWords } from "./bounds.ts";
import { neverAsked } from "./never-asked.ts";
import { isUnfinished, soFar } from "./unfinished.ts";
import { defined } from "../util/defined.ts";

/** How a topology stands to the baseline, as far as the tasks show it. */
export interface Standing {
  readonly row: TopologyRow;
  readonly passes: "more" | "fewer" | "unclear";
  readonly cost: "more" | "less" | "unclear";
  /** The comparison of passes, seen from this topology. */
  readonly passed?: ComparisonRow;
}

/** Each topology beside the baseline, in order; the baseline itself and bounds are left out. */
export function standingsOf(summary: Summary): Standing[] {
  const baseline = baselineOf(summary);
  return summary.topologies.flatMap((row) => {
    if (row.name === baseline || !isChoice(row)) return [];
    if (row.attempted === 0) return [{ row, passes: "unclear", cost: "unclear" }];
    const of = (metric: ComparisonRow["metric"]) =>
      summary.comparisons.find((one) => one.a === row.name && one.b === baseline && one.metric === metric);
    const passed = of("passed");
    const cost = of("cost");
    const more = passed === undefined ? "not distinguishable" : findingOf(passed);
    const costlier = cost === undefined ? "not distinguishable" : findingOf(cost);
    return [
      {
        row,
        passes: more === "better" ? "more" : more === "worse" ? "fewer" : "unclear",
        cost: costlier === "cheaper" ? "less" : costlier === "costlier" ? "more" : "unclear",
        ...defined({ passed }),
      },
    ];
  });
}

/** What the mark ◆ says, in every report. */
export const preference = "shown better than the baseline in passes or cost and worse in neither, or the baseline where none is";

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
  const lines = [...choices(better, baseline, summary), ...trades(all, rows, baseline)];
  if (better.length > 0) return lines;
  return all.every(({ passes, cost }) => passes === "unclear" && cost === "unclear")
    ? [
        `${count(summary.tasks, "task")} cannot tell these apart${unseen(all)}: use the simplest until more tasks are run.${fewer(all, baseline, summary)}`,
      ]
    : [...lines, stay(baseline, all, lines.length > 0, summary)];
}

function isBetter({ passes, cost }: Standing): boolean {
  return (passes === "more" && cost !== "more") || (cost === "less" && passes !== "fewer");
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

/**
 * What buys passes for money, and what gives passes up for money, each with the worth of a right answer at which it turns: no
 * other topology of the run may give more at that worth, by the figures as they are.
 */
function trades(all: readonly Standing[], rows: readonly TopologyRow[], baseline: TopologyRow): string[] {
  const costlier = all.filter(({ passes, cost }) => passes === "more" && cost === "more");
  const thrift = all.filter(({ passes, cost }) => passes === "fewer" && cost === "less");
  const words = ({ passed, passes }: Standing): string =>
    `it passes ${size(Math.abs(passed?.difference ?? 0))} ${passes} than ${baseline.name}`;
  const tell = (standing: Standing): string[] => {
    const [from, to] = worthWhere(standing.row, rows);
    if (!(from < to) || to <= 0) return [];
    const range =
      to === Infinity ? `more than ${money(from)}` : from <= 0 ? `less than ${money(to)}` : `between ${money(from)} and ${money(to)}`;
    return [`Use ${standing.row.name} when a right answer is worth ${range}: ${words(standing)}.`];
  };
  return [...costlier.flatMap(tell).slice(0, 1), ...thrift.flatMap(tell).slice(0, 1)];
}

/** The worths of a right answer, in dollars, at which this topology gives the buyer more than any other and than none; from above to where there is none. */
function worthWhere(row: TopologyRow, rows: readonly TopologyRow[]): readonly [number, number] {
  // Below the price of its own right answers it costs more than it brings: then nothing is worth more.
  let [from, to] = [row.cost.perPass ?? Infinity, Infinity];
  for (const other of rows) {
    if (other === row || other.attempted === 0) continue;
    const more = (other.passRate ?? 0) - (row.passRate ?? 0);
    const cost = perTask(other) - perTask(row);
    if (more === 0 && cost < 0) return [Infinity, 0];
    if (more > 0) to = Math.min(to, cost / more);
    if (more < 0) from = Math.max(from, cost / more);
  }
  return [from, to];
}

function stay(baseline: TopologyRow, all: readonly Standing[], otherwise: boolean, summary: Summary): string {
  const costlier = all.filter(({ passes, cost }) => cost === "more" && passes !== "more").map(({ row }) => row.name);
  const costs = costlier.length === 0 ? "" : `; ${list(costlier)} cost more`;
  const shown = otherwise
    ? "nothing else was shown to be better in one respect and no worse in the other"
    : "nothing else was shown to pass more or to cost less";
  return `Use ${baseline.name}${otherwise ? " otherwise" : ""}: ${shown}${costs}${unseenIn(all, summary)}.${fewer(all, baseline, summary)}`;
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
