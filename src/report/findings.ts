import type { ComparisonRow, Summary, TopologyRow } from "../summary.ts";
import { count, money, pValue, points, signedMoney } from "./format.ts";
import { defined } from "../util/defined.ts";

/** Below this adjusted p a difference is called one. */
const decisive = 0.05;

export type Finding = "better" | "worse" | "cheaper" | "costlier" | "not distinguishable";

/** What a comparison says of its first topology, in one of five words. */
export function findingOf(row: ComparisonRow): Finding {
  if (row.pHolm === null || row.pHolm >= decisive || row.difference === 0 || holdsZero(row)) return "not distinguishable";
  if (row.metric === "cost") return row.difference < 0 ? "cheaper" : "costlier";
  return row.difference > 0 ? "better" : "worse";
}

/** Whether a comparison would be a finding if it were the only one: its own interval leaves zero out, or its own p says so where there is none. */
export function standsAlone({ ci, p, difference }: ComparisonRow): boolean {
  if (difference === 0) return false;
  return ci === null ? p !== null && p < decisive : ci[0] > 0 || ci[1] < 0;
}

/** Test and interval rest on different assumptions: where they disagree, as skewed costs of few tasks make them, nothing is claimed. */
function holdsZero({ ci }: ComparisonRow): boolean {
  return ci !== null && ci[0] < 0 && ci[1] > 0;
}

function isMoney({ metric }: ComparisonRow): boolean {
  return metric === "cost" || metric === "value";
}

/** The difference in its own unit. */
export function differenceOf(row: ComparisonRow): string {
  return isMoney(row) ? signedMoney(row.difference) : `${points(row.difference)} points`;
}

/** The 95% interval of the difference; empty where there is none. */
export function rangeOf(row: ComparisonRow): string {
  if (row.ci === null) return "";
  const unit = isMoney(row) ? signedMoney : points;
  return `${unit(row.ci[0])} to ${unit(row.ci[1])}`;
}

/** The finding with what it rests on, or with what the tasks could have shown. `usual` tasks need not be named again. */
export function verdictOf(row: ComparisonRow, usual = -1): string {
  const finding = findingOf(row);
  if (row.noInterval !== undefined && finding === "not distinguishable") return noInterval[row.noInterval](row);
  if (row.noInterval !== undefined)
    return `${finding}, ${pValue(row.pHolm)}; by how much ${count(row.tasks, "task")} of costs this uneven cannot tell`;
  if (finding !== "not distinguishable") return `${finding}, ${pValue(row.pHolm)}`;
  if (row.p === null) return `${finding}: ${count(row.tasks, "task")} allow no test`;
  const tasks = row.tasks === usual ? "" : ` with ${count(row.tasks, "task")}`;
  if (row.pHolm !== null && row.pHolm < decisive) return `not settled${tasks}: ${pValue(row.pHolm)}, and the interval holds zero`;
  if (row.p < decisive) return `not settled${tasks}: ${pValue(row.p)} alone, ${pValue(row.pHolm).replace("p = ", "")} among all`;
  const could = couldOf(row);
  const near = nearOf(row);
  return `${finding}${tasks}${near === "" ? could : `, ${near}`}`;
}

/** What the tasks would have shown four times in five; empty where that is nothing. */
function couldOf({ metric, minDetectable, findable }: ComparisonRow): string {
  const { more, less } = findable ?? { more: minDetectable, less: minDetectable };
  const unit = (size: number): string => (metric === "cost" ? money(size) : points(size).replace("+", ""));
  // A bound beyond every possible difference says only that the tasks are too few.
  const [up, down] = [more, less].map((size) => (size === null || (metric !== "cost" && size > 1) ? undefined : unit(size)));
  if (up === undefined && down === undefined) return "";
  const what = metric === "cost" ? "" : " points";
  if (up === down) return ` (could have found ${up}${what})`;
  const fewer = metric === "cost" ? "less" : "fewer";
  const sides = [
    up === undefined ? [] : [`${up}${what} more`],
    down === undefined ? [] : [`${down}${up === undefined ? what : ""} ${fewer}`],
  ];
  return ` (could have found ${sides.flat().join(" or ")})`;
}

const noInterval: Readonly<Record<NonNullable<ComparisonRow["noInterval"]>, (row: ComparisonRow) => string>> = {
  "too-few": ({ tasks, metric }) =>
    `no finding: ${count(tasks, "task is", "tasks are")} too few to compare ${metric === "value" ? "net values" : "mean costs"}`,
  uneven: ({ tasks }) => `no finding: ${count(tasks, "task is", "tasks are")} too few for costs this uneven`,
  unbounded: () => "not tested: the run stopped by what it saw, and no budget bounds a cost",
};

/** What was shown of two that cannot be told apart: equal within the margin, or not worse by more; empty where nothing was. */
export function nearOf({ equivalence }: ComparisonRow): string {
  if (equivalence === undefined || equivalence.finding === "open") return "";
  const margin = `${points(equivalence.margin).replace("+", "")} points`;
  if (equivalence.finding === "equal") return `and equal within ${margin}`;
  return equivalence.finding === "no-worse" ? `but no worse by more than ${margin}` : `but no better by more than ${margin}`;
}

/** Beside a difference of mean costs: on how many tasks it is so, the median, and the one task that decides the mean; empty for other rows. */
export function besideOf(row: ComparisonRow): string {
  if (row.metric !== "cost" || row.below === undefined || row.above === undefined || row.tasks < 2) return "";
  const sides =
    row.below >= row.above
      ? `cheaper on ${row.below} of ${count(row.tasks, "task")}`
      : `more expensive on ${row.above} of ${count(row.tasks, "task")}`;
  const median = row.median === undefined ? "" : `, median difference ${signedMoney(row.median)}`;
  const capped = row.cappedAt === undefined ? "" : `; a cost counts up to ${money(row.cappedAt)}`;
  const outlier =
    row.outlier === undefined ? "" : `; task ${row.outlier.task} alone decides: ${signedMoney(row.outlier.without)} without it`;
  return `${sides}${median}${capped}${outlier}`;
}

/** The topology that the others are compared with. */
export function baselineOf(summary: Summary): string | undefined {
  return summary.comparisons[0]?.b ?? summary.topologies[0]?.name;
}

/** The comparisons with the baseline, by topology. */
export function againstBaseline(summary: Summary): Map<string, ComparisonRow[]> {
  const baseline = baselineOf(summary);
  return Map.groupBy(
    summary.comparisons.filter((row) => row.b === baseline),
    (row) => row.a,
  );
}

/** The comparison of two topologies in a metric, seen from the first; undefined where they were not compared. */
export function comparisonOf({ comparisons }: Summary, metric: ComparisonRow["metric"], a: string, b: string): ComparisonRow | undefined {
  const own = comparisons.filter((row) => row.metric === metric);
  const backward = own.find((row) => row.a === b && row.b === a);
  return own.find((row) => row.a === a && row.b === b) ?? (backward === undefined ? undefined : turned(backward));
}

/** The same comparison, seen from its other side. */
function turned(row: ComparisonRow): ComparisonRow {
  const { ci, findable, equivalence } = row;
  const other = { "no-worse": "no-better", "no-better": "no-worse", equal: "equal", open: "open" } as const;
  return {
    ...row,
    a: row.b,
    b: row.a,
    difference: -row.difference,
    ci: ci === null ? null : [-ci[1], -ci[0]],
    ...(row.median === undefined ? {} : { median: -row.median }),
    ...defined({ above: row.below, below: row.above }),
    ...(findable === undefined ? {} : { findable: { more: findable.less, less: findable.more } }),
    ...(row.outlier === undefined ? {} : { outlier: { ...row.outlier, without: -row.outlier.without } }),
    ...(equivalence === undefined ? {} : { equivalence: { ...equivalence, finding: other[equivalence.finding] } }),
  };
}

/** A topology that knows the truth is a bound for the others, not a choice: it leads no sentence. */
export function isBound(row: TopologyRow): boolean {
  return row.bound === true;
}

/** Whether a topology can be chosen by its figures: it has a pass rate over all tasks, and knows no truth that nobody can buy. */
export function isChoice(row: TopologyRow): boolean {
  return row.passRate !== null && !isBound(row) && row.replay === undefined;
}

/** The topologies that no other one beats in both pass rate and cost per trial, cheapest first. */
export function frontierOf(rows: readonly TopologyRow[]): TopologyRow[] {
  const placed = rows.filter(isChoice);
  const beaten = (row: TopologyRow): boolean => placed.some((other) => other !== row && dominates(other, row));
  return placed.filter((row) => !beaten(row)).sort((a, b) => perTask(a) - perTask(b));
}

/** Dollars per trial of a topology that has trials in its rate; 0 for one that has none, which no comparison shows. */
export function perTask({ cost }: TopologyRow): number {
  return cost.perTrial ?? 0;
}

function dominates(a: TopologyRow, b: TopologyRow): boolean {
  const noWorse = (a.passRate ?? 0) >= (b.passRate ?? 0) && perTask(a) <= perTask(b);
  return noWorse && ((a.passRate ?? 0) > (b.passRate ?? 0) || perTask(a) < perTask(b));
}
