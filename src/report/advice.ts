import type { ComparisonRow, Summary, TopologyRow } from "../summary.ts";
import { baselineOf, findingOf, isBound } from "./findings.ts";
import { count, list, money, percent, points } from "./format.ts";
import { isUnfinished, soFar } from "./unfinished.ts";

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
    if (row.name === baseline || isBound(row) || row.passRate === null) return [];
    const of = (metric: ComparisonRow["metric"]) =>
      summary.comparisons.find((one) => one.a === row.name && one.b === baseline && one.metric === metric);
    const passed = of("passed");
    const cost = of("cost");
    const more = passed === undefined ? "not distinguishable" : findingOf(passed);
    const dearer = cost === undefined ? "not distinguishable" : findingOf(cost);
    return [
      {
        row,
        passes: more === "better" ? "more" : more === "worse" ? "fewer" : "unclear",
        cost: dearer === "cheaper" ? "less" : dearer === "dearer" ? "more" : "unclear",
        ...(passed === undefined ? {} : { passed }),
      },
    ];
  });
}

/** Those to prefer to the baseline: shown better in passes or in cost and not shown worse in the other. The baseline where there is none. */
export function preferred(summary: Summary): Set<string> {
  if (isUnfinished(summary)) return new Set();
  const better = standingsOf(summary).filter(isBetter);
  if (better.length > 0) return new Set(better.map(({ row }) => row.name));
  const baseline = baselineOf(summary);
  const decided = standingsOf(summary).some(({ passes, cost }) => passes !== "unclear" || cost !== "unclear");
  return new Set(baseline === undefined || !decided ? [] : [baseline]);
}

/** Which topology to use when: only what the comparisons with the baseline support, each with what it rests on. */
export function advice(summary: Summary): string[] {
  if (isUnfinished(summary)) return [soFar(summary)];
  const rows = summary.topologies.filter((row) => row.passRate !== null && !isBound(row));
  const baseline = rows.find(({ name }) => name === baselineOf(summary));
  if (rows.length === 0) return ["No trial has an outcome yet."];
  if (rows.every(({ passed }) => passed === 0))
    return [`No topology passed any of ${count(summary.tasks, "task")}: there is nothing to choose between.`];
  if (baseline === undefined || rows.length === 1) return [alone(rows[0] as TopologyRow, summary)];
  const all = standingsOf(summary);
  const better = all.filter(isBetter);
  const lines = [...choices(better, baseline, summary), ...trades(all, baseline)];
  if (better.length > 0) return lines;
  return all.every(({ passes, cost }) => passes === "unclear" && cost === "unclear")
    ? [`${count(summary.tasks, "task")} cannot tell these apart${unseen(all)}: use the simplest until more tasks are run.`]
    : [stay(baseline, all, lines.length > 0, summary), ...lines];
}

function isBetter({ passes, cost }: Standing): boolean {
  return (passes === "more" && cost !== "more") || (cost === "less" && passes !== "fewer");
}

function alone(row: TopologyRow, summary: Summary): string {
  return `${row.name} passed ${percent(row.passRate)} of ${count(summary.tasks, "task")} at ${money(row.cost.perPass)} per right answer. Nothing stands beside it to compare.`;
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
    : [saving, `Use ${most.row.name} when passes count: ${beside(most, baseline, summary)}.`];
}

function beside({ row, passes, cost, passed }: Standing, baseline: TopologyRow, summary: Summary): string {
  const share =
    baseline.cost.perTrial > 0
      ? `${percent(row.cost.perTrial / baseline.cost.perTrial)} of ${baseline.name}'s cost`
      : money(row.cost.perTrial);
  const costs = cost === "unclear" ? `a cost that cannot be told from ${baseline.name}'s` : share;
  if (passes === "more") return `it passes ${size(passed?.difference ?? 0)} more than ${baseline.name}, at ${costs}`;
  const bound = passed?.minDetectable ?? null;
  const hidden = bound === null ? "" : ` (${count(summary.tasks, "task")} miss differences under ${size(bound)})`;
  return `${costs}; no difference in passes was shown${hidden}`;
}

/** What buys passes for money, and what gives passes up for money, each with the price at which it turns. */
function trades(all: readonly Standing[], baseline: TopologyRow): string[] {
  const rate = ({ row }: Standing): number =>
    (row.cost.perTrial - baseline.cost.perTrial) / ((row.passRate ?? 0) - (baseline.passRate ?? 0));
  const dearer = all.filter(({ passes, cost }) => passes === "more" && cost === "more").toSorted((a, b) => rate(a) - rate(b))[0];
  const thrift = all.filter(({ passes, cost }) => passes === "fewer" && cost === "less").toSorted((a, b) => rate(b) - rate(a))[0];
  const words = ({ passed, passes }: Standing): string =>
    `it passes ${size(Math.abs(passed?.difference ?? 0))} ${passes} than ${baseline.name}`;
  return [
    ...(dearer === undefined
      ? []
      : [`Use ${dearer.row.name} when a right answer is worth more than ${money(rate(dearer))}: ${words(dearer)}.`]),
    ...(thrift === undefined
      ? []
      : [`Use ${thrift.row.name} when a right answer is worth less than ${money(rate(thrift))}: ${words(thrift)}.`]),
  ];
}

function stay(baseline: TopologyRow, all: readonly Standing[], otherwise: boolean, summary: Summary): string {
  const dearer = all.filter(({ passes, cost }) => cost === "more" && passes !== "more").map(({ row }) => row.name);
  const costs = dearer.length === 0 ? "" : `; ${list(dearer)} cost more`;
  const shown = otherwise
    ? "nothing else was shown to be better in one respect and no worse in the other"
    : "nothing else was shown to pass more or to cost less";
  return `Use ${baseline.name}${otherwise ? " otherwise" : ""}: ${shown}${costs}${unseenIn(all, summary)}.`;
}

function unseenIn(all: readonly Standing[], summary: Summary): string {
  const hidden = unseen(all.filter(({ passes }) => passes === "unclear"));
  return hidden === "" ? "" : `. ${count(summary.tasks, "task")} are too few for more${hidden}`;
}

/** The widest difference in passes that may be there unseen. */
function unseen(all: readonly Standing[]): string {
  const bounds = all.flatMap(({ passed }) => (passed?.minDetectable === null || passed === undefined ? [] : [passed.minDetectable]));
  return bounds.length === 0 ? "" : ` (differences under ${size(Math.max(...bounds))} can go unseen)`;
}

function size(share: number): string {
  return `${points(share).replace("+", "")} points`;
}
