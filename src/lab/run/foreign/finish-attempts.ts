import { loadOutcomes, openTable, type Table } from "../../../models/recorded/index.ts";
import { UserError } from "../../../util/bug.ts";
import { didYouMean } from "../../../util/did-you-mean.ts";
import { own } from "../../../util/own.ts";
import type { Ask } from "./ask.ts";
import { atPath } from "./at-path.ts";
import type { Attempt } from "./attempt.ts";
import type { Tally } from "./tally.ts";
import { textOf } from "./text-of.ts";

const columns = [
  "item",
  "model",
  "category",
  "sample",
  "passed",
  "score",
  "cost_usd",
  "input_tokens",
  "output_tokens",
  "latency_ms",
  "answer",
];
type Row = Readonly<Record<string, string>>;

/** Attempts as rows of a table of outcomes, with the columns and grades that were said. What has no item, no model or no grade is left out and counted. Rejects with a `UserError`. */
export async function finishAttempts(
  path: string,
  attempts: readonly Attempt[],
  ask: Ask,
  tally: Tally,
): Promise<Record<string, string>[]> {
  wantColumns(path, attempts, ask);
  const grades = ask.grades === undefined ? undefined : await gradesIn(ask.grades);
  const used = new Set<string>();
  const rows = attempts.flatMap((attempt) => {
    const key = attempt.keys?.find((one) => grades?.has(one));
    if (key !== undefined) used.add(key);
    const row = { ...rowOf(attempt), ...(key === undefined ? {} : grades?.get(key)), ...overrides(attempt, ask) };
    const lacking = lackOf(row);
    if (lacking !== undefined) tally.leave("attempt", lacking, attempt.place);
    return lacking === undefined ? [{ row, place: attempt.place }] : [];
  });
  for (const key of grades?.keys() ?? [])
    if (!used.has(key)) tally.leave("grade", "of no attempt in the log", `${ask.grades ?? ""} ${key}`);
  if (rows.length === 0)
    throw new UserError(
      `${path}: attempts with an item, a model and a grade were wanted; none of ${attempts.length} has them.\n${tally
        .notes()
        .map((line) => `  ${line}`)
        .join("\n")}\n${advice}`,
    );
  for (const [name, words] of optional)
    for (const { row, place } of rows) if (own(row, name) === undefined) tally.mark("attempt", words, place);
  const kept = rows.map(({ row }) =>
    Object.fromEntries(columns.flatMap((name) => (own(row, name) === undefined ? [] : [[name, row[name as keyof typeof row] ?? ""]]))),
  );
  // Read as every command reads it, so that what is written is taken.
  loadOutcomes(tableOf(path, kept));
  return kept;
}

const optional = [
  ["cost_usd", "without a recorded cost (decide --assume-cost states one)"],
  ["input_tokens", "without recorded tokens"],
  ["latency_ms", "without a recorded time"],
] as const;

const advice =
  "A grade is a column or a path in the record (--column passed=metadata.correct), or a table of your own with the log's identifiers (--grades grades.csv, with columns id and passed or score). An item is what several models were asked (--column item=metadata.task).";

function rowOf({ item, model, category, sample, passed, score, cost, inputTokens, outputTokens, ms, answer }: Attempt): Row {
  const cells = {
    item,
    model,
    category,
    sample: textOf(sample),
    passed: passed === undefined ? undefined : passed ? "1" : "0",
    score: textOf(score),
    cost_usd: amount(cost),
    input_tokens: amount(inputTokens),
    output_tokens: amount(outputTokens),
    latency_ms: amount(ms),
    answer,
  };
  return Object.fromEntries(Object.entries(cells).filter((cell): cell is [string, string] => cell[1] !== undefined && cell[1] !== ""));
}

function amount(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function overrides({ raw }: Attempt, { columns: said }: Ask): Row {
  return Object.fromEntries(
    [...said].flatMap(([ours, path]) => {
      const text = textOf(atPath(raw, path));
      return text === undefined || text === "" ? [] : [[ours, text]];
    }),
  );
}

function lackOf(row: Row): string | undefined {
  if ((own(row, "item") ?? "") === "") return "without an item";
  if ((own(row, "model") ?? "") === "") return "without a model";
  const score = own(row, "score");
  if (own(row, "passed") === undefined && score === undefined) return "without a grade";
  return score !== undefined && !(Number(score) >= 0 && Number(score) <= 1)
    ? `whose score is outside of 0 to 1 (say which is right: --column passed=...)`
    : undefined;
}

function wantColumns(path: string, attempts: readonly Attempt[], { columns: said }: Ask): void {
  for (const [ours, theirs] of said) {
    if (!columns.includes(ours))
      throw new UserError(`--column: one of ours was wanted before "=": ${columns.join(", ")}; got "${ours}".${didYouMean(ours, columns)}`);
    if (!attempts.some(({ raw }) => atPath(raw, theirs) !== undefined))
      throw new UserError(`${path}: ${theirs} was wanted for --column ${ours}=${theirs}; no record has it.`);
  }
}

/** Grades by identifier: a table with `id` and `passed` or `score`, and if wanted our other columns. */
async function gradesIn(path: string): Promise<ReadonlyMap<string, Row>> {
  const { columns: names, cells, lines } = await openTable(path);
  const place = names.findIndex((name) => /^(id|request_id|trace_?id|span_?id|observation_?id)$/i.test(name));
  if (place < 0 || !(names.includes("passed") || names.includes("score")))
    throw new UserError(`${path}: the columns id and passed (or score) were wanted; there is ${names.join(", ")}.`);
  const grades = new Map<string, Row>();
  for (const row of lines.keys()) {
    const id = cells[place]?.[row] ?? "";
    if (grades.has(id)) throw new UserError(`${path}: ${id} is graded twice; keep one.`);
    grades.set(
      id,
      Object.fromEntries(
        names.flatMap((name, at) => (columns.includes(name) && cells[at]?.[row] !== "" ? [[name, cells[at]?.[row] ?? ""]] : [])),
      ),
    );
  }
  return grades;
}

function tableOf(path: string, rows: readonly Row[]): Table {
  return {
    path,
    columns,
    cells: columns.map((name) => rows.map((row) => own(row, name) ?? "")),
    lines: rows.map((_, at) => at + 1),
    unit: "record",
  };
}
