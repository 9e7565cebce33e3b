import { count, money, pValue, points, signedMoney } from "../../../report/format.ts";
import { threeCosts } from "../../../models/cache-cost.ts";
import { byTopology, type ByTask, contrasts, figures, mean, taskMean, type TrialRow } from "../../../statistics/index.ts";
import type { ComparisonRow } from "../../../summary.ts";
import type { CallFact, Nano } from "../../../types.ts";
import { costing } from "../three-costs.ts";
import { ablationRivals, ablationSteps, type Step } from "./ablation-steps.ts";
import type { SpecialTable, TableSource } from "./table.ts";
import { addTo } from "../../../util/add-to.ts";

/** What each step of the chain adds to the one that it builds on: points and dollars per task, paired by task, Holm over all steps. */
export function ablationTable(source: TableSource): SpecialTable {
  const groups = byTopology(withBothCaches(source));
  const steps = [...ablationSteps, ...ablationRivals].filter(
    ({ name, over }) => groups.has(name) && (over === undefined || groups.has(over)),
  );
  const pairs = steps.flatMap(({ name, over }) => (over === undefined ? [] : [{ a: name, b: over }]));
  const { rows: found } = contrasts(groups, pairs, `${source.plan.seed}/ablation`);
  const told = steps.map((step) => ({ step, passed: rowOf(found, step, "passed"), cost: rowOf(found, step, "cost") }));
  return {
    title: "Ablation: what each step adds to the one that it builds on",
    columns: [
      { title: "step" },
      { title: "beside" },
      { title: "points", right: true },
      { title: "$/task", right: true },
      { title: "more per task", right: true },
    ],
    rows: told.map(({ step, passed, cost }) => line(step, groups.get(step.name) ?? new Map(), passed, cost)),
    notes: [
      `Paired over ${count(source.plan.suite.tasks.length, "task")}, ${count(source.plan.repetitions, "repetition")} averaged; ( ) 95% interval; * chance alone gives such a difference in less than 5% of cases (by sign flips, p raised for the number of lines by Holm).`,
      ...told.flatMap(({ step, passed, cost }) => (passed === undefined || cost === undefined ? [] : [sentence(step, passed, cost)])),
      ...reading,
    ],
  };
}

const reading = [
  "random+retry is the market with lots for bids: no bid is asked for, no record kept, and a failed task goes to another member. best-of asks for its three tries at once.",
  "personas cold and warm are the same trials, priced with no prompt cache and with a warm one; their lines compare prices, and all others what was billed.",
];

function rowOf(found: readonly ComparisonRow[], { name, over }: Step, metric: ComparisonRow["metric"]): ComparisonRow | undefined {
  return found.find((row) => row.a === name && row.b === over && row.metric === metric);
}

/** The personas' trials twice, at the price without a prompt cache and at that of a warm one. */
function withBothCaches({ plan, rows, events, ledger }: TableSource): TrialRow[] {
  const own = new Set(rows.filter(({ topology }) => topology === "personas").map(({ trial }) => trial));
  const calls = new Map<string, CallFact[]>();
  for (const { trial, fact } of events) {
    if (fact.type !== "call" || fact.purpose === "grade" || !own.has(trial)) continue;
    addTo(calls, trial, fact);
  }
  const cost = costing(plan, ledger);
  return rows.flatMap((row) => {
    if (!own.has(row.trial)) return [row];
    const { cold, warm } = threeCosts((calls.get(row.trial) ?? []).map(cost));
    return [priced(row, "personas cold", cold), priced(row, "personas warm", warm)];
  });
}

function priced(row: TrialRow, topology: string, cost: Nano): TrialRow {
  return { ...row, topology, cost };
}

function line({ name, over = "-" }: Step, tasks: ByTask, passed?: ComparisonRow, cost?: ComparisonRow): string[] {
  const perTask = average(tasks, figures.cost);
  return [
    name,
    over,
    passed === undefined ? "-" : difference(passed, points),
    money(perTask === undefined ? null : perTask / 1e9),
    cost === undefined ? "-" : difference(cost, signedMoney),
  ];
}

/** The mean over tasks, repetitions averaged inside. */
function average(tasks: ByTask, figure: (row: TrialRow) => number | undefined): number | undefined {
  const means = [...tasks.values()].flatMap((trials) => taskMean(trials, figure) ?? []);
  return means.length === 0 ? undefined : mean(means);
}

function difference(row: ComparisonRow, written: (value: number) => string): string {
  const range = row.ci === null ? "" : ` (${row.ci.map((end) => written(end).replaceAll(/[+$]/g, "")).join(" to ")})`;
  return `${written(row.difference)}${range}${clear(row) ? " *" : "  "}`;
}

function clear(row: ComparisonRow): boolean {
  return (row.pHolm ?? 1) < 0.05;
}

/** One step in words; a difference that is not clear is not told as one. */
function sentence({ change, over }: Step, passed: ComparisonRow, cost: ComparisonRow): string {
  const gain = clear(passed)
    ? `it ${passed.difference > 0 ? "adds" : "loses"} ${Math.abs(passed.difference * 100).toFixed(1)} points (${pValue(passed.pHolm)})`
    : `no difference in passes that ${count(passed.tasks, "task")} can tell${smallest(passed)}`;
  const price = clear(cost)
    ? `${cost.difference > 0 ? "costs" : "saves"} ${money(Math.abs(cost.difference))} a task`
    : "costs neither clearly more nor less";
  const each =
    clear(passed) && clear(cost) && passed.difference > 0 && cost.difference > 0
      ? `, ${money(cost.difference / passed.difference)} for each further right answer`
      : "";
  return `${change} (beside ${over}): ${gain}; it ${price}${each}.`;
}

function smallest({ minDetectable }: ComparisonRow): string {
  return minDetectable === null || minDetectable === 0 ? "" : ` (they would find ${(minDetectable * 100).toFixed(1)} points)`;
}
