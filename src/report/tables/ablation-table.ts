import type { ComparisonRow } from "../../summary.ts";
import { count, money, pValue, points, signedMoney } from "../format.ts";
import { columns } from "./columns.ts";
import type { OwnTable } from "./own-table.ts";

/** One step of a chain of ablations, beside the one that it builds on. */
export interface AblationRow {
  readonly name: string;
  /** The step that it is held against, and what it changes in that. */
  readonly over?: string;
  readonly change: string;
  /** Whether both are the same trials under other prices: then there is no difference in passes to find. */
  readonly sameTrials?: true;
  /** Dollars per task; null where none has a result. */
  readonly perTask: number | null;
  /** Step minus the one below it: passes, and dollars per task. */
  readonly passed?: ComparisonRow;
  readonly cost?: ComparisonRow;
}
export interface AblationFigures {
  readonly kind: "ablation";
  readonly tasks: number;
  readonly repetitions: number;
  readonly steps: readonly AblationRow[];
}

/** What each step adds to the one that it builds on, as lines and in words. */
export function ablationTable({ tasks, repetitions, steps }: AblationFigures): OwnTable {
  return {
    title: "Ablation: what each step adds to the one that it builds on",
    columns: columns(["step", "beside", "points", "$/task", "more per task"], 2),
    rows: steps.map(line),
    notes: [
      `Paired over ${count(tasks, "task")}, ${count(repetitions, "repetition")} averaged; ( ) 95% interval; * chance alone gives such a difference in less than 5% of cases (by sign flips, p raised for the number of lines by Holm).`,
      ...steps.flatMap(sentence),
      ...reading,
    ],
  };
}

const reading = [
  "random+retry is the market with lots for bids: no bid is asked for, no record kept, and a failed task goes to another member. best-of asks for its three tries at once.",
  "personas cold and warm are the same trials, priced with no prompt cache and with a warm one; their lines compare prices, and all others what was billed.",
];

function line({ name, over = "-", perTask, passed, cost, sameTrials }: AblationRow): string[] {
  return [
    name,
    over,
    passed === undefined || sameTrials === true ? "-" : difference(passed, points),
    money(perTask),
    cost === undefined ? "-" : difference(cost, signedMoney),
  ];
}

function difference(row: ComparisonRow, written: (value: number) => string): string {
  const range = row.ci === null ? "" : ` (${row.ci.map((end) => written(end).replaceAll(/[+$]/g, "")).join(" to ")})`;
  return `${written(row.difference)}${range}${clear(row) ? " *" : "  "}`;
}

function clear(row: ComparisonRow): boolean {
  return (row.pHolm ?? 1) < 0.05;
}

/** One step in words; a difference that is not clear is not told as one. */
function sentence({ change, over, passed, cost, sameTrials }: AblationRow): string[] {
  if (passed === undefined || cost === undefined) return [];
  const found = clear(passed)
    ? `it ${passed.difference > 0 ? "adds" : "loses"} ${Math.abs(passed.difference * 100).toFixed(1)} points (${pValue(passed.pHolm)})`
    : `no difference in passes that ${count(passed.tasks, "task")} can tell${smallest(passed)}`;
  const gain = sameTrials === true ? "the same trials, so the same passes" : found;
  const price = clear(cost) ? `it ${cost.difference > 0 ? "costs" : "saves"} ${money(Math.abs(cost.difference))} a task` : openCost(cost);
  const each =
    clear(passed) && clear(cost) && passed.difference > 0 && cost.difference > 0
      ? `, ${money(cost.difference / passed.difference)} for each further right answer`
      : "";
  return [`${change} (beside ${over}): ${gain}; ${price}${each}.`];
}

/** Without an interval nothing is known of a cost, not even that it is about the same. */
function openCost({ ci, noInterval, tasks, difference: size }: ComparisonRow): string {
  if (ci !== null) return size === 0 && ci[0] === 0 && ci[1] === 0 ? "it costs the same" : "it costs neither clearly more nor less";
  const why = noInterval === "uneven" ? " for costs this uneven" : "";
  return `whether it costs more or less cannot be told: ${count(tasks, "task is", "tasks are")} too few${why}`;
}

function smallest({ minDetectable }: ComparisonRow): string {
  return minDetectable === null || minDetectable === 0 ? "" : ` (they would find ${(minDetectable * 100).toFixed(1)} points)`;
}
