import { parse as parseCsv } from "csv-parse/sync";
import { UserError } from "../util/bug.ts";
import { csvFault } from "../util/csv-fault.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { everydayAdvice, fieldMeant } from "./everyday-names.ts";
import type { ParsedFile, Path } from "./parsed.ts";
import { structured } from "./read-json.ts";
import { addFault, severalFaults } from "./several-faults.ts";
import { shortly } from "./schema-faults.ts";
import { WrittenValue } from "./written.ts";

const delimiters = [",", ";", "\t", "|"];
const names: Readonly<{ [delimiter: string]: string }> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars" };
const columns: ReadonlySet<string> = new Set([
  "id",
  "title",
  "category",
  "prompt",
  "context",
  "grader",
  "answer",
  "turns",
  "worth",
  "tags",
]);

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
  /** The row as it was written. */
  readonly raw: string;
}

/** Reads a table of tasks with one head line; the delimiter is the one that the head line shows. Whatever does not parse is a UserError with its line. */
export function readTable(file: string, whole: string): ParsedFile {
  // Spreadsheets may open with a line that names the delimiter.
  const named = /^sep=(.)\n/.exec(whole);
  const text = named === null ? whole : whole.slice(named[0].length);
  const delimiter = named?.[1] ?? delimiterOf(file, text);
  try {
    const options = { info: true, raw: true, skip_empty_lines: true, trim: true, delimiter, relax_column_count: true } as const;
    const [head, ...rows] = parseCsv(text, options) as unknown as Row[];
    // The kind of a grader is what its own column names.
    const titles = head?.record ?? [];
    const apart = !titles.includes("grader") && titles.includes("grader.kind");
    const fields = headOf(file, apart ? titles.map((name) => (name === "grader.kind" ? "grader" : name)) : titles);
    const first = named === null ? 0 : 1;
    const filled = rows.filter(({ record }) => record.some((cell) => cell !== ""));
    const lineOf = ({ info, raw }: Row): number => info.lines + first - (raw.trim().split("\n").length - 1);
    const faults: string[] = [];
    const tasks = filled.map((row) => {
      const cells = cellsOf(row, fields, delimiter);
      if (!Array.isArray(cells)) addFault(faults, () => cells.words(`${file}:${lineOf(row)}`));
      return Array.isArray(cells) ? taskOf(cells) : undefined;
    });
    if (faults.length > 0) throw new UserError(severalFaults(faults));
    const place = (path: Path): string => {
      const row = typeof path[1] === "number" ? filled[path[1]] : undefined;
      const told = typeof path[2] === "string" ? `, column ${columnOf(path.slice(2), fields)}` : "";
      const column = apart ? told.replace('"grader"', '"grader.kind"') : told;
      return row ? `${file}:${lineOf(row)}${column}` : file;
    };
    return { value: { tasks }, place };
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown;
    const { line, words } = csvFault(thrown, text);
    throw new UserError(
      `${file}${line === undefined ? "" : `:${line + (named === null ? 0 : 1)}`}: wanted CSV with one head line: ${words}.`,
    );
  }
}

/** The column that a part of a task stands in, and where in its cell: a grader's settings may stand as JSON in its own, and its keys in that of the answer. */
function columnOf(path: Path, fields: readonly string[]): string {
  const [top = "", ...rest] = path.map(String);
  const head = path.slice(0, 2).join(".");
  if (fields.includes(head)) return within(head, path.slice(2));
  if (/^grader\.(?:answer|aliases)$/.test(head) && fields.includes("answer")) return '"answer"';
  // A grader that is named and not written out has no place for its settings.
  return fields.includes(top) ? within(top, top === "grader" && rest.length === 1 ? [] : rest) : `"${path.join(".")}"`;
}

function within(column: string, steps: Path): string {
  return `"${column}"${steps.length === 0 ? "" : `, at ${steps.join(".")}`}`;
}

/** The delimiter under which the head line shows the most columns that we know; a comma where none shows two. */
function delimiterOf(file: string, text: string): string {
  const head = text.trimStart().split("\n", 1)[0] ?? "";
  if (head === "")
    throw new UserError(`${file}:1: wanted a head line that names the columns, such as id,prompt,answer; got an empty file.`);
  const counts = delimiters.map((delimiter) => {
    const known = head.split(delimiter).map((cell) => cell.trim().replaceAll('"', ""));
    return { delimiter, count: known.filter((name) => isColumn(name) || fieldMeant(name, []) !== undefined).length };
  });
  const best = counts.reduce((best, one) => (one.count > best.count ? one : best));
  if (best.count >= 2 || head.split(",").length > 1) return best.count >= 2 ? best.delimiter : ",";
  const one = delimiters.find((delimiter) => head.includes(delimiter));
  const got = one === undefined ? `"${head.slice(0, 60)}"` : `${names[one]} and no column that is known in "${head.slice(0, 60)}"`;
  throw new UserError(
    `${file}:1: wanted a head line with the columns id, prompt and grader, parted by commas, semicolons, tabs or bars; got ${got}.`,
  );
}

function headOf(file: string, record: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const twice = record.find((name) => name !== "" && seen.size === seen.add(name).size);
  if (twice !== undefined) throw new UserError(`${file}:1: wanted each column once, got "${twice}" twice. Rename or remove one.`);
  const unknown = record.filter((name) => name !== "" && !isColumn(name));
  if (unknown.length === 0) return record;
  if (
    unknown.length === record.length &&
    unknown.every((name) => fieldMeant(name, record) === undefined && adviceFor(name).startsWith("name"))
  )
    throw new UserError(
      `${file}:1: wanted a head line that names the columns, such as id,prompt,answer; got "${record.join(", ").slice(0, 60)}". Put one above.`,
    );
  const told = unknown.slice(0, mostTold);
  const advice = told.map((name) => everydayAdvice(name, record) ?? adviceFor(name));
  const more = unknown.length > told.length ? ` and ${unknown.length - told.length} more` : "";
  throw new UserError(
    `${file}:1: wanted only columns of a suite, got ${told.map((name) => shortly(name)).join(", ")}${more}: ${advice.join("; ")}. The columns are ${[...columns].join(", ")}, grader.<setting> and meta.<field>.`,
  );
}

/** Of columns that are unknown. */
const mostTold = 20;

function isColumn(name: string): boolean {
  return columns.has(name) || /^(grader|meta)\../.test(name);
}

function adviceFor(name: string): string {
  // A name of a letter or two is near to anything.
  const known = name.length < 3 ? undefined : didYouMean(name, [...columns]).match(/mean "(.+)"/)?.[1];
  const setting = /^\p{L}\w{2,30}$/u.test(name) ? `"grader.${name}" for a setting of the grader, ` : "";
  return known === undefined ? `name "${name}" ${setting}"meta.${name}" to keep it, or remove it` : `rename "${name}" to "${known}"`;
}

interface RowFault {
  readonly words: (place: string) => string;
}

/** The row's cells by column, or what is wrong with it. Empty cells past the last column are no fault; any other wrong number of cells is. */
function cellsOf({ record }: Row, fields: readonly string[], delimiter: string): RowFault | [column: string, cell: string][] {
  const extra = record.slice(fields.length).find((cell) => cell !== "");
  if (extra !== undefined || record.length < fields.length) {
    const quote = `Quote cells that hold ${names[delimiter] ?? "the delimiter"}, quotes or line breaks.`;
    return {
      words: (place) => `${place}: wanted CSV with one head line and ${fields.length} cells as in it, got ${record.length}. ${quote}`,
    };
  }
  const unnamed = record.findIndex((cell, index) => cell !== "" && fields[index] === "");
  if (unnamed >= 0)
    return { words: (place) => `${place}: the cell ${shortly(record[unnamed])} stands in a column without a name. Name the column.` };
  return fields.map((field, index): [string, string] => [field, record[index] ?? ""]).filter(([, cell]) => cell !== "");
}

/** Columns: id, category, prompt, context, grader (a kind, a name or a spec as JSON; `exact` beside an answer where it is empty), answer, turns (a list as JSON), worth, tags, and `grader.<setting>`, `meta.<field>`. */
function taskOf(cells: readonly (readonly [string, string])[]): unknown {
  const task = new Map<string, unknown>();
  const settings = new Map<string, unknown>();
  const meta = new Map<string, unknown>();
  const graded = cells.some(([column]) => column === "grader");
  const several = severalOf(cells);
  for (const [column, text] of cells) {
    const cell = new WrittenValue(text, undefined, true);
    if (column === "answer") (graded ? settings : task).set("answer", (graded ? several?.[0] : several) ?? cell);
    else if (column.startsWith("grader.")) settings.set(column.slice(7), cell);
    else if (column.startsWith("meta.")) meta.set(column.slice(5), cell);
    else if (column === "worth") task.set(column, Number.isNaN(Number(text)) ? text : Number(text));
    else if (column === "tags") task.set(column, namesIn(text));
    else if (column === "turns") task.set(column, structured(text) ?? text);
    else task.set(column, text);
  }
  if (graded && several !== undefined && several.length > 1) settings.set("aliases", several.slice(1));
  const grader = task.get("grader");
  if (typeof grader === "string") task.set("grader", specOf(grader, settings));
  else if (task.has("answer") && settings.size > 0) task.set("grader", Object.fromEntries(settings));
  if (meta.size > 0) task.set("meta", Object.fromEntries(meta));
  return Object.fromEntries(task);
}

/** Several answers for `exact`, written as a JSON list of texts, each of which is right; undefined where the cell is one key. */
function severalOf(cells: readonly (readonly [string, string])[]): readonly string[] | undefined {
  const row = new Map(cells);
  const other = row.has("grader.answerKind") || row.has("grader.aliases") || (row.get("grader") ?? "exact").trim() !== "exact";
  const list = other ? undefined : structured(row.get("answer") ?? "");
  const texts = Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
  return Array.isArray(list) && list.length > 0 && texts.length === list.length ? texts : undefined;
}

function specOf(grader: string, settings: ReadonlyMap<string, unknown>): unknown {
  const whole = structured(grader);
  if (whole === undefined && settings.size === 0) return grader;
  return { ...(typeof whole === "object" ? whole : { kind: grader }), ...Object.fromEntries(settings) };
}

function namesIn(text: string): string[] {
  return text
    .split(/[;,]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
