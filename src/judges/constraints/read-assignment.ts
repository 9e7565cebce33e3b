import type { Result } from "../../types.ts";
import { fail } from "../../util/failure.ts";
import { fencedBlocks } from "../../util/fenced-blocks.ts";
import { jsonIn } from "../trim.ts";
import type { Value } from "./rule.ts";
import { type ConstraintSettings, domainOf } from "./settings.ts";
import { count } from "../../util/count.ts";

/** What an answer assigns, by variable; values outside a domain stay as they were written, as text. */
export type AssignmentResult = Result<{ readonly values: ReadonlyMap<string, Value>; readonly wrong?: string; readonly unreadable?: true }>;

/** Reads the final block of an answer as pairs or rows. Without a block it is unreadable; one variable with two values: an `unknown` failure. */
export function readAssignment(answer: string, settings: ConstraintSettings): AssignmentResult {
  const block = finalBlock(answer.slice(-65_536));
  if (block === undefined) {
    return { ok: true, values: new Map(), unreadable: true, wrong: 'no assignment stands after "Answer:" or in a fenced block at the end' };
  }
  const json = jsonIn(block);
  return settings.format === "rows" ? readRows(block, json, settings) : readPairs(block, json, settings);
}

function finalBlock(text: string): string | undefined {
  const marker = [...text.matchAll(/\b(?:final\s{1,9})?answer\s{0,9}[*_`]{0,3}\s{0,9}[:：][*_`]{0,3}/gi)].at(-1);
  if (marker !== undefined) return text.slice(marker.index + marker[0].length);
  return fencedBlocks(text).at(-1)?.code;
}

/** One spelling for names and values: NFKC, no case, single spaces, without marks and quotes around them. */
function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[*_`$"'“”‘’]+/gu, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/\.$/, "");
}

/** The domain's own value for a written one; a number stays a number, anything else its text. */
function valueOf(written: string, domain: readonly Value[]): Value {
  const text = folded(written);
  const number = text === "" ? Number.NaN : Number(text);
  return domain.find((one) => (typeof one === "number" ? one === number : folded(one) === text)) ?? (Number.isNaN(number) ? text : number);
}

function readPairs(block: string, json: unknown, settings: ConstraintSettings): AssignmentResult {
  const names = new Map(settings.variables.map((name) => [folded(name), name]));
  const values = new Map<string, Value>();
  for (const [left, right] of pairsIn(block, json)) {
    const name = names.get(folded(left));
    if (name === undefined) continue;
    const value = valueOf(right, domainOf(settings, name));
    const before = values.get(name);
    if (before !== undefined && before !== value) return fail("unknown", `The answer gives "${name}" two values: ${before} and ${value}.`);
    values.set(name, value);
  }
  return { ok: true, values };
}

/** A name and a value are shorter than this, in characters. */
const longest = 500;

function pairsIn(block: string, json: unknown): (readonly [string, string])[] {
  if (typeof json === "object" && json !== null && !Array.isArray(json)) {
    return Object.entries(json).map(([name, value]) => [name, String(value)] as const);
  }
  return block.split(/[\n;,]/).flatMap((piece) => {
    if (piece.length > longest) return [];
    const match = /^\s*(?:[-*•+]\s+|\d+[.)]\s+)?(.+?)\s*(?:=|:|->|→)\s*(.*)$/u.exec(piece);
    return match === null ? [] : [[match[1] as string, match[2] as string] as const];
  });
}

function readRows(block: string, json: unknown, settings: ConstraintSettings): AssignmentResult {
  const columns = settings.columns ?? 1;
  const rows = rowsIn(block, json, settings);
  const wanted = settings.variables.length / columns;
  if (rows.length !== wanted || rows.some((row) => row.length !== columns)) {
    return {
      ok: true,
      values: new Map(),
      wrong: `wanted ${count(wanted, "row")} of ${count(columns, "value")}; got rows of ${rows.map((row) => row.length).join(", ") || "none"}`,
    };
  }
  const flat = rows.flat();
  return { ok: true, values: new Map(settings.variables.map((name, at) => [name, valueOf(flat[at] ?? "", domainOf(settings, name))])) };
}

/** Lines whose every word could be a value; prose around the rows has words that could not. */
function rowsIn(block: string, json: unknown, settings: ConstraintSettings): string[][] {
  if (Array.isArray(json) && json.every(Array.isArray)) return json.map((row) => row.map(String));
  const words = new Set(settings.variables.flatMap((name) => domainOf(settings, name).map((one) => folded(String(one)))));
  const isValue = (word: string) => words.has(folded(word)) || /^-?\d+(?:\.\d+)?$/.test(folded(word));
  return block
    .split("\n")
    .map((line) => line.replace(/^\s*(?:[-*•+]\s+|row\s+\d+\s*:)/iu, "").split(/[\s,|&\\[\]]+/))
    .map((line) => line.filter((word) => folded(word) !== ""))
    .filter((row) => row.length > 0 && row.every(isValue));
}
