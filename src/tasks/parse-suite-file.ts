import { extname } from "node:path";
import { UserError } from "../util/bug.ts";
import { wordsOf } from "../util/failure.ts";
import type { ParsedFile, Path } from "./parsed.ts";
import { readJson, RepeatedProperty, structured } from "./read-json.ts";
import { addFault, severalFaults } from "./several-faults.ts";
import { readTable } from "./read-table.ts";
import { lineShown } from "./yaml-faults.ts";
import { readYaml } from "./read-yaml.ts";

/** The extensions that a suite file may have. */
export const suiteExtensions = [".yaml", ".yml", ".json", ".jsonl", ".csv", ".tsv"];

/** Reads a suite file's text by its extension. Whatever does not parse is a UserError with line and column. */
export function parseSuiteFile(file: string, text: string): ParsedFile {
  const extension = extname(file).toLowerCase();
  if (extension === ".csv" || extension === ".tsv") return readTable(file, text);
  if (extension === ".jsonl") return parseLines(file, text);
  if (extension === ".json") return parseJson(file, text);
  return readYaml(file, text);
}

/** JSON is read by its own parser; only a fault makes us read it again as YAML, which knows lines and columns. */
function parseJson(file: string, text: string): ParsedFile {
  try {
    const value: unknown = readJson(text);
    let read: ParsedFile | undefined;
    return { value, place: (path) => (text.length > longestPlaced ? stepsTo(file, path) : (read ??= readYaml(file, text)).place(path)) };
  } catch (thrown) {
    if (thrown instanceof RangeError) throw new UserError(`${file}: ${outOfBounds(thrown)}`);
    if (text.trim() === "") throw new UserError(`${file}: wanted a suite with a list "tasks", got an empty file.`);
    if (isLines(text))
      throw new UserError(`${file}:2:1: this file has one JSON object on each line. Name it .jsonl, or write a list of them.`);
    if (thrown instanceof RepeatedProperty) {
      const before = text.slice(0, thrown.at).split("\n");
      throw repeated(file, text, thrown, before.length, (before.at(-1)?.length ?? 0) + 1);
    }
    const found = /\(line (\d+) column (\d+)\)/.exec(wordsOf(thrown));
    const where = found ? `:${found[1]}:${found[2]}` : "";
    const shown = found === null ? "" : `\n${lineShown(text, Number(found[1]), Number(found[2]))}`;
    throw new UserError(`${file}${where}: this is not valid JSON: ${jsonFault(wordsOf(thrown))}.${shown}`);
  }
}

/** A longer text is not read a second time, as YAML, only to tell lines and columns. */
const longestPlaced = 5_000_000;

function stepsTo(file: string, path: Path): string {
  return path.length === 0 ? file : `${file}, at ${path.join(".")}`;
}

/** What the parser's own stack ends at says nothing for people. */
function outOfBounds({ message }: RangeError): string {
  const why = message.startsWith("one object") ? message : "lists or objects are nested hundreds deep";
  return `this cannot be read: ${why}. Write it more plainly.`;
}

function repeated(file: string, text: string, { property }: RepeatedProperty, line: number, column: number): UserError {
  return new UserError(
    `${file}:${line}:${column}: the property ${JSON.stringify(property)} stands twice in one object. Remove one, or rename it.\n${lineShown(text, line, column)}`,
  );
}

/** What is wrong with JSON, in our words. */
function jsonFault(told: string): string {
  if (/end of JSON|Unterminated/i.test(told)) return "it ends too early: a quote, a bracket or a brace is not closed";
  if (/control character/i.test(told)) return "a line break or a tab stands inside a text. Write \\n or \\t";
  if (/escape/i.test(told)) return 'no backslash may stand before this sign. Write "\\\\" for a backslash';
  if (/property name/i.test(told))
    return "a field's name in double quotes was wanted here: look for a comma too many or a name without quotes";
  return "a comma, a colon, a quote or a bracket is missing here, or there is one too many";
}

/** The column of a part of an object that is one line; none of the whole, and none of a line too long to be read twice. */
function columnIn(line: string, path: Path): string {
  if (path.length === 0 || line.length > 1_000_000) return "";
  const [, column] = /^line:1:(\d+)$/.exec(readYaml("line", line).place(path)) ?? [];
  return column === undefined ? "" : `:${column}`;
}

function parseLines(file: string, text: string): ParsedFile {
  const lines: { readonly number: number; readonly text: string }[] = [];
  const tasks: unknown[] = [];
  const faults: string[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    try {
      tasks.push(readJson(line));
      lines.push({ number: index + 1, text: line });
    } catch (thrown) {
      addFault(faults, () => lineFault(file, text, { line, number: index + 1 }, thrown));
    }
  }
  const whole = faults.length > 0 || tasks.length === 1 ? structured(text) : undefined;
  if (Array.isArray(whole) || (whole !== undefined && faults.length > 0))
    throw new UserError(`${file}:1:1: this file is one JSON value; wanted one JSON object on each line. Name the file .json.`);
  if (faults.length > 0) throw new UserError(severalFaults(faults));
  const place = (path: Path): string => {
    const line = typeof path[1] === "number" ? lines[path[1]] : undefined;
    return line === undefined ? file : `${file}:${line.number}${columnIn(line.text, path.slice(2))}`;
  };
  return { value: { tasks }, place };
}

function lineFault(
  file: string,
  text: string,
  { line, number }: { readonly line: string; readonly number: number },
  thrown: unknown,
): string {
  if (thrown instanceof RangeError) return `${file}:${number}: ${outOfBounds(thrown)}`;
  if (thrown instanceof RepeatedProperty) return repeated(file, text, thrown, number, thrown.at + 1).message;
  const column = Number(/position (\d+)/.exec(wordsOf(thrown))?.[1] ?? line.length) + 1;
  return `${file}:${number}:${column}: wanted one JSON object on the line: ${jsonFault(wordsOf(thrown))}. One task per line, no line breaks inside.\n${lineShown(text, number, column)}`;
}

/** Whether a text is one JSON object per line. */
function isLines(text: string): boolean {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.length > 1 && lines.every((line) => structured(line) !== undefined);
}
