import { parse } from "csv-parse/sync";
import { UserError } from "../../util/bug.ts";
import { csvFault } from "../../util/csv-fault.ts";
import { wordsOf } from "../../util/failure.ts";
import { own } from "../../util/own.ts";
import { tableBytes } from "./table-bytes.ts";

/** A table of texts; `lines[i]` is the line of `rows[i]` in the file, for messages, or its number among what `unit` counts. */
export interface Table {
  readonly path: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
  readonly unit?: "record" | "row";
  /** Columns whose values are no single ones, by place, in words; their cells hold JSON. */
  readonly nested?: ReadonlyMap<number, string>;
}

/** Reads CSV (cells parted by commas, semicolons or tabs), JSON lines or a JSON list of objects, plain or gzipped, with or without a byte-order mark. Throws a `UserError` that names file and line. */
export function readTable(path: string, bytes: Uint8Array = tableBytes(path)): Table {
  const text = textOf(path, bytes);
  const first = text.trimStart()[0];
  if (first === undefined) throw new UserError(`${path}: rows were wanted; the file is empty.`);
  if (first === "[") return jsonList(path, text);
  return first === "{" ? jsonLines(path, text) : separated(path, text);
}

function textOf(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (thrown) {
    throw new UserError(`${path}: a readable table in UTF-8 was wanted: ${wordsOf(thrown)}`);
  }
}

function separated(path: string, text: string): Table {
  const delimiter = delimiterOf(text);
  const all = text.includes('"')
    ? quoted(path, text, delimiter)
    : text.split(/\r?\n/).map((line) => (line === "" ? [] : line.split(delimiter)));
  const columns = (all[0] ?? []).map((name) => name.trim());
  const rows: string[][] = [];
  const lines: number[] = [];
  for (const [at, row] of all.entries()) {
    if (at === 0 || row.length === 0) continue;
    if (row.length !== columns.length) {
      throw new UserError(`${path} line ${at + 1}: ${columns.length} fields were wanted; got ${row.length}.`);
    }
    rows.push(row);
    lines.push(at + 1);
  }
  return { path, columns, rows, lines };
}

/** What parts the names of columns most often, quotes apart. */
function delimiterOf(text: string): string {
  const heading = (text.split(/\r?\n/, 1)[0] ?? "").replaceAll(/"[^"]*"/g, "");
  const often = (one: string): number => heading.split(one).length - 1;
  return [",", ";", "\t"].reduce((best, one) => (often(one) > often(best) ? one : best));
}

function quoted(path: string, text: string, delimiter: string): string[][] {
  try {
    return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: false });
  } catch (thrown) {
    const { line, words } = csvFault(thrown, text);
    throw new UserError(`${path}${line === undefined ? "" : ` line ${line}`}: wanted CSV: ${words}.`);
  }
}

function jsonLines(path: string, text: string): Table {
  const records: NumberedRecord[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const record = recordIn(line);
    if (record === undefined) throw new UserError(`${path} line ${at + 1}: a JSON object was wanted; got ${line.slice(0, 60)}.`);
    records.push({ record, at: at + 1 });
  }
  return tableOf(path, records);
}

function jsonList(path: string, text: string): Table {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (thrown) {
    throw new UserError(`${path}: a JSON list of objects was wanted: ${wordsOf(thrown)}`);
  }
  const records = (list as unknown[]).map((value, index): NumberedRecord => {
    if (!isRecord(value))
      throw new UserError(`${path} record ${index + 1}: a JSON object was wanted; got ${JSON.stringify(value).slice(0, 60)}.`);
    return { record: value, at: index + 1 };
  });
  if (records.length === 0) throw new UserError(`${path}: rows were wanted; the list is empty.`);
  return { ...tableOf(path, records), unit: "record" };
}

interface NumberedRecord {
  readonly record: { readonly [key: string]: unknown };
  readonly at: number;
}

function tableOf(path: string, records: readonly NumberedRecord[]): Table {
  const columns = [...new Set(records.flatMap(({ record }) => Object.keys(record)))];
  const cell = (value: unknown) => (value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value));
  return {
    path,
    columns,
    rows: records.map(({ record }) => columns.map((name) => cell(own(record, name)))),
    lines: records.map(({ at }) => at),
  };
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function recordIn(line: string): { readonly [key: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
