import { extname } from "node:path";
import { UserError } from "../util/bug.ts";
import { wordsOf } from "../util/failure.ts";
import type { Parsed, Path } from "./parsed.ts";
import { readJson } from "./read-json.ts";
import { readTable } from "./read-table.ts";
import { readYaml } from "./read-yaml.ts";

/** The extensions that a suite file may have. */
export const suiteExtensions = [".yaml", ".yml", ".json", ".jsonl", ".csv", ".tsv"];

/** Reads a suite file's text by its extension. Whatever does not parse is a UserError with line and column. */
export function parseSuiteFile(file: string, text: string): Parsed {
  const extension = extname(file).toLowerCase();
  if (extension === ".csv" || extension === ".tsv") return readTable(file, text);
  if (extension === ".jsonl") return parseLines(file, text);
  if (extension === ".json") return parseJson(file, text);
  return readYaml(file, text);
}

/** JSON is read by its own parser; only a fault makes us read it again as YAML, which knows lines and columns. */
function parseJson(file: string, text: string): Parsed {
  try {
    const value: unknown = readJson(text);
    return { value, place: (path) => readYaml(file, text).place(path) };
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
      tasks.push(readJson(line));
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
