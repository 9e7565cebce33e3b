import { extname } from "node:path";
import { type CsvError, parse as parseCsv } from "csv-parse/sync";
import { isCollection, isNode, LineCounter, parseDocument } from "yaml";
import { UserError } from "../util/bug.ts";
import { wordsOf } from "../util/failure.ts";

export type Path = readonly (string | number)[];
/** A value read from a file, and where in it (file, line and column where they exist) a part of the value stands. */
export interface Parsed {
  readonly value: unknown;
  place(path: Path): string;
}

/** Aliases that one YAML file may expand to; more is taken for a bomb. */
const mostAliases = 100;

/** The extensions that a suite file may have. */
export const suiteExtensions = [".yaml", ".yml", ".json", ".jsonl", ".csv"];

/** Reads a suite file's text by its extension. Whatever does not parse is a UserError with line and column. */
export function parseSuiteFile(file: string, text: string): Parsed {
  const extension = extname(file).toLowerCase();
  if (extension === ".csv") return parseTable(file, text);
  if (extension === ".jsonl") return parseLines(file, text);
  if (extension === ".json") return parseJson(file, text);
  return parseYaml(file, text);
}

/** Reads YAML 1.2; duplicate keys, syntax errors and alias bombs are UserErrors. */
export function parseYaml(file: string, text: string): Parsed {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "silent" });
    const at = (offset: number) => `${file}:${lines.linePos(offset).line}:${lines.linePos(offset).col}`;
    const error = document.errors[0];
    if (error) throw new UserError(`${at(error.pos[0])}: wanted YAML, got "${error.message}". Mend this place.`);
    const value: unknown = document.toJS({ maxAliasCount: mostAliases });
    const place = (path: Path): string => {
      for (let length = path.length; length >= 0; length--) {
        const part = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
        if (isNode(part) && part.range && (length > 0 || isCollection(part))) return at(part.range[0]);
      }
      return file;
    };
    return { value, place };
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown;
    throw new UserError(
      `${file}: wanted YAML with at most ${mostAliases} expanded aliases and sane nesting, got "${wordsOf(thrown)}". Write the repeated parts out.`,
    );
  }
}

/** JSON is read by its own parser; only a fault makes us read it again as YAML, which knows lines and columns. */
function parseJson(file: string, text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text);
    return { value, place: (path) => parseYaml(file, text).place(path) };
  } catch (thrown) {
    const found = /\(line (\d+) column (\d+)\)/.exec(wordsOf(thrown));
    const where = found ? `:${found[1]}:${found[2]}` : "";
    throw new UserError(`${file}${where}: wanted JSON, got "${wordsOf(thrown)}". Mend this place.`);
  }
}

function parseLines(file: string, text: string): Parsed {
  const numbers: number[] = [];
  const tasks: unknown[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    try {
      tasks.push(JSON.parse(line));
      numbers.push(index + 1);
    } catch (thrown) {
      const column = Number(/position (\d+)/.exec(wordsOf(thrown))?.[1] ?? line.length) + 1;
      throw new UserError(
        `${file}:${index + 1}:${column}: wanted one JSON object on the line, got "${wordsOf(thrown)}". One task per line, no line breaks inside.`,
      );
    }
  }
  const place = (path: Path) => (typeof path[1] === "number" && numbers[path[1]] !== undefined ? `${file}:${numbers[path[1]]}` : file);
  return { value: { tasks }, place };
}

interface Row {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

function parseTable(file: string, text: string): Parsed {
  try {
    const rows = parseCsv(text, { columns: true, info: true, skip_empty_lines: true, trim: true }) as unknown as Row[];
    const tasks = rows.map((row) => taskOfRow(row.record));
    const place = (path: Path): string => {
      const row = typeof path[1] === "number" ? rows[path[1]] : undefined;
      const column = typeof path[2] === "string" ? `, column "${path.slice(2).join(".")}"` : "";
      return row ? `${file}:${row.info.lines}${column}` : file;
    };
    return { value: { tasks }, place };
  } catch (thrown) {
    const line = (thrown as CsvError).lines as number | undefined;
    throw new UserError(
      `${file}${line === undefined ? "" : `:${line}`}: wanted CSV with one head line, got "${wordsOf(thrown)}". Quote cells that hold commas, quotes or line breaks.`,
    );
  }
}

/** Columns: id, category, prompt, context, grader (a kind or name), answer, worth, and `grader.<setting>`, `meta.<field>`. */
function taskOfRow(row: Readonly<Record<string, string>>): Record<string, unknown> {
  const task: Record<string, unknown> = {};
  const settings: Record<string, unknown> = {};
  const meta: Record<string, unknown> = {};
  for (const [column, cell] of Object.entries(row)) {
    if (cell === "") continue;
    if (column === "answer") settings["answer"] = cell;
    else if (column.startsWith("grader.")) settings[column.slice(7)] = cell;
    else if (column.startsWith("meta.")) meta[column.slice(5)] = cell;
    else if (column === "worth") task["worth"] = Number.isNaN(Number(cell)) ? cell : Number(cell);
    else task[column] = cell;
  }
  if (Object.keys(settings).length > 0 && task["grader"] !== undefined) task["grader"] = { kind: task["grader"], ...settings };
  return Object.keys(meta).length > 0 ? { ...task, meta } : task;
}
