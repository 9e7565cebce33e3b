import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { UserError } from "../../util/bug.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { outcomesIn } from "./load-outcomes.ts";
import type { Outcome } from "./outcome.ts";
import { readTable, type Table } from "./read-table.ts";
import { bundledSets } from "./sets.ts";
import { tableRows } from "./table-rows.ts";

/** The path of a file of a bundled set. */
export function bundledPath(set: string, file: string): string {
  return fileURLToPath(new URL(`../../../recorded/${set}/${file}`, import.meta.url));
}

/** The path of the recorded verdicts of a bundled set; undefined where it has none, and for what is no bundled set. */
export function verdictsOf(set: string): string | undefined {
  const path = bundledPath(set, "verify.csv.gz");
  return bundledSets.some(({ name }) => name === set) && existsSync(path) ? path : undefined;
}

/** The outcomes of a bundled set, answers and times joined on where the set has them. Throws a `UserError` for an unknown set. */
export function loadSet(set: string): Outcome[] {
  const names = bundledSets.map((known) => known.name);
  if (!names.includes(set)) throw new UserError(`A recorded set was wanted; there is none named "${set}".${didYouMean(set, names)}`);
  if (set === "strangeloopcanon") return marketBench();
  const outcomes = outcomesIn(readTable(bundledPath(set, "outcomes.csv.gz")));
  if (set === "zeroeval" || set === "lifeeval_confidence")
    return joined(outcomes, bundledPath(set, "answers.csv.gz"), (cell) => ({ answer: cell("answer") }));
  if (set === "metr_runs") return joined(outcomes, bundledPath(set, "extra.csv.gz"), (cell) => timeOf(cell("wall_seconds")));
  return outcomes;
}

function joined(outcomes: readonly Outcome[], path: string, read: (cell: (name: string) => string) => Partial<Outcome>): Outcome[] {
  const table = readTable(path);
  const more = new Map(tableRows(table).map((row) => [keyOf(table, row), row]));
  return outcomes.map((outcome) => {
    const row = more.get(`${outcome.item}\n${outcome.model}\n${outcome.sample}`);
    return row === undefined ? outcome : { ...outcome, ...read((name) => row[table.columns.indexOf(name)] ?? "") };
  });
}

function keyOf(table: Table, row: readonly string[]): string {
  return ["item", "model", "sample"].map((name) => row[table.columns.indexOf(name)] ?? "").join("\n");
}

function timeOf(seconds: string): { ms?: number } {
  const value = Number(seconds);
  return seconds === "" || !Number.isFinite(value) ? {} : { ms: Math.round(value * 1000) };
}

/** MarketBench's first 30 tasks: stated p before any attempt, outcome and dollars of the public run that stands for the attempt. */
function marketBench(): Outcome[] {
  const table = readTable(bundledPath("strangeloopcanon", "marketbench_phase1_first30_calibration.csv"));
  return tableRows(table).map((row) => {
    const cell = (name: string) => row[table.columns.indexOf(name)] ?? "";
    const item = cell("task_id");
    const passed = cell("outcome_pass") === "1";
    return {
      item,
      category: item.split("__")[0] ?? "all",
      model: cell("model"),
      sample: 0,
      score: passed ? 1 : 0,
      passed,
      cost: Number(cell("external_run_cost_usd")),
      confidence: Number(cell("stated_p_success")),
    };
  });
}
