import type { Kind } from "./kind.ts";
import { foldCase, normalize } from "./normalize.ts";
import { number } from "./quantity.ts";
import type { ExactSettings } from "./settings.ts";

type Items = readonly string[];

/** Positions count, unless the key says `unordered`. */
export const tuple: Kind<Items> = {
  readings: (text, settings) => readItems(text, settings),
  matches: (answer, key, settings) => (settings.unordered === true ? sameBag(answer, key, settings) : sameRow(answer, key, settings)),
};

/** Order and repetition do not count, unless the key says `unordered: false`. */
export const set: Kind<Items> = {
  readings: (text, settings) => readItems(text, settings),
  matches(answer, key, settings) {
    if (settings.unordered === false) return sameRow(answer, key, settings);
    return sameBag(distinct(answer, settings), distinct(key, settings), settings);
  },
};

/** Rows of cells, in Markdown, or separated by commas or tabs; rows may come in any order when the key says `unordered`. */
export const table: Kind<readonly Items[]> = {
  readings(text) {
    const rows = text.split("\n").map(readRow);
    const kept = rows.filter((row) => row.length > 0);
    return kept.length === 0 ? [] : [kept];
  },
  matches(answer, key, settings) {
    if (answer.length !== key.length) return false;
    if (settings.unordered !== true) return answer.every((row, at) => sameRow(row, key[at] ?? [], settings));
    const left = [...key];
    return answer.every((row) => takes(left, (other) => sameRow(row, other, settings)));
  },
};

/** Two scalars: by value when both are numbers, else as words. */
export function sameScalar(a: string, b: string, settings: ExactSettings): boolean {
  const left = number.readings(a, settings)[0];
  const right = number.readings(b, settings)[0];
  if (left !== undefined && right !== undefined) return number.matches(left, right, settings);
  return wordsIn(a, settings) === wordsIn(b, settings);
}

/** Words without the punctuation at their ends, in the case that counts. */
export function wordsIn(text: string, { caseSensitive }: Pick<ExactSettings, "caseSensitive">): string {
  const tokens = foldCase(normalize(text), caseSensitive).split(/\s+/);
  return tokens
    .map((token) => token.replace(/^["'“”‘’(*_`]+|["'“”‘’)*_`.,;:!?]+$/gu, ""))
    .filter((token) => token !== "")
    .join(" ");
}

function readItems(text: string, settings: ExactSettings): Items[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length > 1) return [lines.map((line) => normalize(line.replace(/^\s*(?:[-*•+]\s+|\d+[.)]\s+)/u, "")))];
  const plain = normalize(text)
    .replace(/^[a-z]\w*\s*=\s*/i, "")
    .replace(/^\\?[{[(]|\\?[}\])]$/g, "");
  if (plain.trim() === "") return [[]];
  const items = plain.split(/\s*[,;]\s*(?:and\s+)?|\s+and\s+/i).map((item) => item.trim());
  return items.includes("") || (!settings.thousands && items.length === 0) ? [] : [items];
}

function readRow(line: string): Items {
  const trimmed = line.trim();
  if (trimmed === "" || /^\|?[\s:|-]+\|?$/.test(trimmed) || trimmed.startsWith("```")) return [];
  const cells = trimmed.includes("|") ? trimmed.replace(/^\||\|$/g, "").split("|") : trimmed.split(trimmed.includes("\t") ? "\t" : ",");
  return cells.map(normalize);
}

function sameRow(a: Items, b: Items, settings: ExactSettings): boolean {
  return a.length === b.length && a.every((item, at) => sameScalar(item, b[at] ?? "", settings));
}

function sameBag(a: Items, b: Items, settings: ExactSettings): boolean {
  const left = [...b];
  return a.length === b.length && a.every((item) => takes(left, (other) => sameScalar(item, other, settings)));
}

function distinct(items: Items, settings: ExactSettings): Items {
  return items.filter((item, at) => !items.slice(0, at).some((other) => sameScalar(item, other, settings)));
}

function takes<T>(from: T[], fits: (one: T) => boolean): boolean {
  const at = from.findIndex(fits);
  if (at >= 0) from.splice(at, 1);
  return at >= 0;
}
