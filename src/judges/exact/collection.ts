import { trimOf } from "../trim.ts";
import type { Kind } from "./kind.ts";
import { foldCase, normalize } from "./normalize.ts";
import type { Written } from "./number.ts";
import { number } from "./quantity.ts";
import type { ExactSettings } from "./settings.ts";

/** An item by its words, and by its value when it is a number. */
interface Item {
  readonly words: string;
  readonly number: Written | undefined;
}
type Items = readonly Item[];
/** A list of more items is not read: hostile texts must cost no time. */
const most = 1000;

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
  readings(text, settings) {
    const rows = text.split("\n").map(readRow);
    const kept = rows.filter((row) => row.length > 0);
    return kept.length === 0 || kept.length > most ? [] : [kept.map((row) => row.map((cell) => itemOf(cell, settings)))];
  },
  matches(answer, key, settings) {
    if (answer.length !== key.length) return false;
    if (settings.unordered !== true) return answer.every((row, at) => sameRow(row, key[at] ?? [], settings));
    const left = [...key];
    return answer.every((row) => takes(left, (other) => sameRow(row, other, settings)));
  },
};

function itemOf(text: string, settings: ExactSettings): Item {
  return { words: wordsIn(text, settings), number: text.length > 200 ? undefined : number.readings(text, settings)[0] };
}

/** By value when both are numbers, else as words. */
function sameItem(a: Item, b: Item | undefined, settings: ExactSettings): boolean {
  if (b === undefined) return false;
  if (a.number !== undefined && b.number !== undefined) return number.matches(a.number, b.number, settings);
  return a.words === b.words;
}

/** Words without the punctuation at their ends, in the case that counts. */
export function wordsIn(text: string, { caseSensitive }: Pick<ExactSettings, "caseSensitive">): string {
  const tokens = foldCase(normalize(text), caseSensitive).split(/\s+/);
  return tokens
    .map((token) => trimOf(token, "\"'“”‘’(*_`", "\"'“”‘’)*_`.,;:!?"))
    .filter((token) => token !== "")
    .join(" ");
}

function readItems(text: string, settings: ExactSettings): Items[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length > most) return [];
  if (lines.length > 1) return [lines.map((line) => itemOf(normalize(line.replace(/^\s*(?:[-*•+]\s+|\d+[.)]\s+)/u, "")), settings))];
  const plain = normalize(text)
    .replace(/^[a-z]\w*\s*=\s*/i, "")
    .replace(/^\\?[{[(]|\\?[}\])]$/g, "");
  if (plain.trim() === "") return [[]];
  const items = plain.split(/\s?[,;]\s?(?:and\s)?|\sand\s/i).map((item) => item.trim());
  return items.includes("") || items.length > most ? [] : [items.map((item) => itemOf(item, settings))];
}

function readRow(line: string): string[] {
  const trimmed = line.trim();
  if (trimmed === "" || /^\|?[\s:|-]+\|?$/.test(trimmed) || trimmed.startsWith("```")) return [];
  const cells = trimmed.includes("|") ? trimmed.replace(/^\||\|$/g, "").split("|") : trimmed.split(trimmed.includes("\t") ? "\t" : ",");
  return cells.map(normalize);
}

function sameRow(a: Items, b: Items, settings: ExactSettings): boolean {
  return a.length === b.length && a.every((item, at) => sameItem(item, b[at], settings));
}

function sameBag(a: Items, b: Items, settings: ExactSettings): boolean {
  const left = [...b];
  return a.length === b.length && a.every((item) => takes(left, (other) => sameItem(item, other, settings)));
}

function distinct(items: Items, settings: ExactSettings): Items {
  return items.filter((item, at) => !items.slice(0, at).some((other) => sameItem(item, other, settings)));
}

function takes<T>(from: T[], fits: (one: T) => boolean): boolean {
  const at = from.findIndex(fits);
  if (at >= 0) from.splice(at, 1);
  return at >= 0;
}
