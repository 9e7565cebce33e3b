import { isUtf8 } from "node:buffer";
import { parse } from "csv-parse/sync";
import { UserError } from "../../util/bug.ts";
import { csvFault } from "../../util/csv-fault.ts";
import { wordsOf } from "../../util/failure.ts";
import { own } from "../../util/own.ts";
import { jsonLineBlocks } from "./json-line-blocks.ts";
import { tableBytes } from "./table-bytes.ts";
import { TableColumns } from "./table-columns.ts";

/** A table of texts by column: `cells[c][r]` is the cell of row r. `lines[r]` is the row's line in the file, for messages, or its number among what `unit` counts. */
export interface Table {
  readonly path: string;
  readonly columns: readonly string[];
  readonly cells: readonly (readonly string[])[];
  readonly lines: readonly number[];
  readonly unit?: "record" | "row";
  /** Columns whose values are no single ones, by place, in words; their cells hold JSON. */
  readonly nested?: ReadonlyMap<number, string>;
}

/** Reads CSV (cells parted by commas, semicolons or tabs), JSON lines or a JSON list of objects, plain or gzipped, with or without a byte-order mark. Throws a `UserError` that names file and line. */
export function readTable(path: string, bytes: Buffer | Iterable<Buffer> = jsonLineBlocks(path) ?? tableBytes(path)): Table {
  if (!Buffer.isBuffer(bytes)) return jsonLines(path, bytes);
  if (!isUtf8(bytes)) throw new UserError(`${path}: a readable table in UTF-8 was wanted; it holds bytes that are none.`);
  const text = withoutMark(bytes);
  const first = [...linesOf(text, 1, (line) => line.trim() !== "")][0]?.text.trim()[0];
  if (first === undefined) throw new UserError(`${path}: rows were wanted; the file is empty.`);
  if (first === "[") return jsonList(path, text.toString("utf8"));
  return first === "{" ? jsonLines(path, [text]) : separated(path, text);
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
}

interface Line {
  readonly text: string;
  readonly number: number;
}

/** The lines of a text that are wanted, decoded one by one, so that a long text is never there as a whole; the first `most` of them. */
function* linesOf(bytes: Buffer, most = Infinity, wanted: (line: string) => boolean = () => true): Generator<Line> {
  let [from, number, given] = [0, 0, 0];
  while (from <= bytes.length && given < most) {
    const found = bytes.indexOf(10, from);
    const to = found < 0 ? bytes.length : found;
    const text = bytes.toString("utf8", from, to > from && bytes[to - 1] === 13 ? to - 1 : to);
    number++;
    from = to + 1;
    if (!wanted(text)) continue;
    given++;
    yield { text, number };
  }
}

function separated(path: string, bytes: Buffer): Table {
  const table = new TableColumns();
  const [heading] = [...linesOf(bytes, 1)];
  const delimiter = delimiterOf(heading?.text ?? "");
  const add = (record: readonly string[], line: number): void => {
    if (table.names.length === 0) {
      for (const name of record) table.add(name.trim());
      return;
    }
    const width = table.names.length;
    if (record.length === 1 && record[0] === "") return;
    if (record.length !== width) throw new UserError(`${path} line ${line}: ${width} fields were wanted; got ${record.length}.`);
    table.row(line);
    for (let at = 0; at < width; at++) table.put(at, record[at] ?? "");
  };
  if (bytes.includes('"')) quoted({ path, bytes, delimiter }, add);
  else for (const { text, number } of linesOf(bytes)) add(text.split(delimiter), number);
  return { path, columns: table.names, cells: table.filled(), lines: table.lines };
}

/** What parts the names of columns most often, quotes apart. */
function delimiterOf(heading: string): string {
  const plain = heading.replaceAll(/"[^"]*"/g, "");
  const often = (one: string): number => plain.split(one).length - 1;
  return [",", ";", "\t"].reduce((best, one) => (often(one) > often(best) ? one : best));
}

interface Separated {
  readonly path: string;
  readonly bytes: Buffer;
  readonly delimiter: string;
}

function quoted({ path, bytes, delimiter }: Separated, add: (record: readonly string[], line: number) => void): void {
  try {
    parse(bytes, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      // Nothing is kept but what was added.
      on_record: (record: string[], { lines }) => {
        add(record, lines);
        return null;
      },
    });
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown;
    const { line, words } = csvFault(thrown, bytes.toString("utf8"));
    throw new UserError(`${path}${line === undefined ? "" : ` line ${line}`}: wanted CSV: ${words}.`);
  }
}

/** By blocks of whole lines, so that a long file is never there as a whole. */
function jsonLines(path: string, blocks: Iterable<Buffer>): Table {
  const table = new TableColumns();
  let before = 0;
  for (const block of blocks) {
    if (!isUtf8(block)) throw new UserError(`${path}: a readable table in UTF-8 was wanted; it holds bytes that are none.`);
    let lines = 0;
    for (const { text, number } of linesOf(before === 0 ? withoutMark(block) : block)) {
      lines = number;
      if (text.trim() === "") continue;
      const record = recordIn(text);
      if (record === undefined) throw new UserError(`${path} line ${before + number}: a JSON object was wanted; got ${text.slice(0, 60)}.`);
      addRecord(table, record, before + number);
    }
    // A block ends with the break of its last line, behind which an empty one is counted.
    before += lines - 1;
  }
  return { path, columns: table.names, cells: table.filled(), lines: table.lines };
}

function jsonList(path: string, text: string): Table {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (thrown) {
    throw new UserError(`${path}: a JSON list of objects was wanted: ${wordsOf(thrown)}`);
  }
  const table = new TableColumns();
  for (const [index, value] of (list as unknown[]).entries()) {
    if (!isRecord(value))
      throw new UserError(`${path} record ${index + 1}: a JSON object was wanted; got ${JSON.stringify(value).slice(0, 60)}.`);
    addRecord(table, value, index + 1);
  }
  if (table.lines.length === 0) throw new UserError(`${path}: rows were wanted; the list is empty.`);
  return { path, columns: table.names, cells: table.filled(), lines: table.lines, unit: "record" };
}

function addRecord(table: TableColumns, record: { readonly [key: string]: unknown }, at: number): void {
  table.row(at);
  for (const name of Object.keys(record)) {
    const value = own(record, name) ?? "";
    table.put(table.column(name), typeof value === "string" ? value : JSON.stringify(value));
  }
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
