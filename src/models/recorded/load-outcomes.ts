import { boundMemory } from "../../util/bound-memory.ts";
import { UserError } from "../../util/bug.ts";
import { nearestName } from "../../util/nearest-name.ts";
import type { Outcome } from "./outcome.ts";
import { readTable, type Table } from "./read-table.ts";
import { SampleNumbers } from "./sample-numbers.ts";

/**
 * Reads outcomes in the tidy format of recorded/README.md. `item`, `model` and one of `passed` and `score` must be there; `sample` counts
 * up by itself where it is not; `verdict` names a column that holds whether a checker accepted the answer. Throws a `UserError` with file
 * and line for a column that is missing or a value that is no number.
 */
export function loadOutcomes(from: string | Table, verdict?: string): Outcome[] {
  return outcomesIn(typeof from === "string" ? readTable(from) : from, verdict);
}

/** What people call a column that has another name here; the name of ours counts where both are there. */
const alsoCalled = { cost_usd: "cost", stated_confidence: "confidence", latency_ms: "ms" } as const;

/** Columns that hold one value a row. An answer may be anything: equal ones are written alike. */
const single = ["item", "model", "category", "passed", "score", "sample", "input_tokens", "output_tokens", "stated_before"].concat(
  Object.entries(alsoCalled).flat(),
);

/** The outcomes of a table; what has no column was not recorded. */
export function outcomesIn(table: Table, verdict?: string): Outcome[] {
  for (const name of ["item", "model", ...(verdict === undefined ? [] : [verdict])]) demand(table, name);
  if (!table.columns.includes("passed") && !table.columns.includes("score")) demand(table, "passed");
  wantSingle(table, [...single, ...(verdict === undefined ? [] : [verdict])]);
  const twice = table.columns.find((name, index) => name !== "" && table.columns.indexOf(name) < index);
  if (twice !== undefined) throw new UserError(`${table.path}: the column ${twice} is there twice; keep one.`);
  if (table.lines.length === 0) throw new UserError(`${table.path}: rows were wanted; there is a heading and nothing below it.`);
  const at = new Map(table.columns.map((name, index) => [name, index]));
  for (const [name, other] of Object.entries(alsoCalled)) if (!at.has(name)) at.set(name, at.get(other) ?? -1);
  const samples = new SampleNumbers();
  return table.lines.map((line, row) => {
    boundMemory();
    const cell = (name: string) => table.cells[at.get(name) ?? -1]?.[row] ?? "";
    const here: Cell = { cell, where: () => `${table.path} ${table.unit ?? "line"} ${line}` };
    const told = verdict === undefined ? undefined : truthAt(here, verdict);
    const outcome = outcomeAt(here, samples);
    if (told !== undefined) outcome.verdict = told;
    if (!samples.take(outcome))
      throw new UserError(`${here.where()}: sample ${outcome.sample} of ${outcome.model} on ${outcome.item} is there twice.`);
    return outcome;
  });
}

interface Cell {
  readonly cell: (name: string) => string;
  readonly where: () => string;
}

function outcomeAt(here: Cell, samples: SampleNumbers): { -readonly [key in keyof Outcome]: Outcome[key] } {
  const item = here.cell("item");
  const model = here.cell("model");
  if (item === "" || model === "") throw new UserError(`${here.where()}: an item and a model were wanted; one is empty.`);
  const sample = numberAt(here, "sample", 0, Number.MAX_SAFE_INTEGER) ?? samples.next(item, model);
  const stated = truthAt(here, "passed");
  const score = numberAt(here, "score", 0, 1) ?? (stated === true ? 1 : 0);
  if (stated === undefined && here.cell("score") === "")
    throw new UserError(`${here.where()}: passed or score was wanted; both are empty.`);
  const outcome: { -readonly [key in keyof Outcome]: Outcome[key] } = {
    item,
    category: here.cell("category") || "all",
    model,
    sample,
    score,
    passed: stated ?? score >= 0.5,
  };
  // What was not recorded is absent; nothing is made to be copied, since there may be hundreds of thousands.
  for (const [key, column, most] of amounts) {
    const amount = numberAt(here, column, 0, most);
    if (amount !== undefined) outcome[key] = amount;
  }
  const answer = here.cell("answer");
  if (answer !== "") outcome.answer = answer;
  return outcome;
}

const amounts = [
  ["inputTokens", "input_tokens", undefined],
  ["outputTokens", "output_tokens", undefined],
  ["cost", "cost_usd", undefined],
  ["bid", "stated_before", 1],
  ["confidence", "stated_confidence", 1],
  ["ms", "latency_ms", undefined],
] as const;

function numberAt({ cell, where }: Cell, name: string, least: number, most = Number.POSITIVE_INFINITY): number | undefined {
  const text = cell(name).trim();
  if (text === "") return undefined;
  const value = Number(text);
  if (!Number.isFinite(value) || value < least || value > most) {
    const range = most === Number.POSITIVE_INFINITY ? `of at least ${least}` : `from ${least} to ${most}`;
    throw new UserError(
      `${where()}: ${name} must be a number ${range}, or empty where it was not recorded; got ${text}.${/^\d+,\d+$/.test(text) ? " Write decimals with a point." : ""}`,
    );
  }
  return value;
}

function truthAt({ cell, where }: Cell, name: string): boolean | undefined {
  const text = cell(name).trim().toLowerCase();
  if (text === "") return undefined;
  if (["1", "true", "yes"].includes(text)) return true;
  if (["0", "false", "no"].includes(text)) return false;
  throw new UserError(`${where()}: ${name} must be 1 or 0, or empty; got ${text}.`);
}

function wantSingle({ path, columns, nested }: Table, names: readonly string[]): void {
  for (const [at, kind] of nested ?? []) {
    const name = columns[at] ?? "";
    if (names.includes(name)) throw new UserError(`${path}: the column ${name} was wanted with one value a row; it is ${kind} in each.`);
  }
}

/** How a column of another name becomes ours. */
function asOurs({ path }: Table, name: string): string {
  if (!["item", "model", "passed"].includes(name)) return "";
  const of = name === "passed" ? "passed=<theirs> (or score=<theirs>)" : `${name}=<theirs>`;
  return ` What has another name is named: \`catallaxy import ${path} table.jsonl --column ${of}\`.`;
}

function demand(table: Table, name: string): void {
  if (table.columns.includes(name)) return;
  throw new UserError(
    `${table.path}${table.unit === undefined ? " line 1" : ""}: the column ${name} was wanted; there is ${table.columns.join(", ")}.${nearestName(name, table.columns)}${asOurs(table, name)}`,
  );
}
