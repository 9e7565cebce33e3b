import { textAt } from "./text-or-none.ts";
import { isLong } from "./reach.ts";
import { isComplement } from "./complement.ts";
import { orderOf } from "./coordinate-order.ts";
import { type Item, itemOf, enclosed, most, once, sameItem, sameRow, signed, split } from "./items.ts";
import type { Kind } from "./kind.ts";
import { normalize } from "./normalize.ts";
import type { ExactSettings } from "./settings.ts";

type Items = readonly Item[];
/** The set without items, in words. */
export const emptySet = /^(?:(?:the|an)\s)?(?:empty|null|void)\sset$/i;

/** Positions count, unless the key says `unordered`. */
export const tuple: Kind<Items> = {
  readings: readItems,
  matches(answer, key, settings) {
    if (answer.length !== key.length) return false;
    // "x=3, y=-2" in any order, yet never with the values changed over: without names the order is the key's.
    const own = namesOf(key);
    const given = namesOf(answer);
    if (own !== undefined && new Set(own).size === own.length && own.length > 1) {
      return given === undefined ? sameRow(answer, key, settings) : sameBag(answer, key, settings);
    }
    return settings.unordered === true ? sameBag(answer, key, settings) : sameRow(inOrder(answer, own, given), key, settings);
  },
  doubts(answer, key, settings) {
    const given = namesOf(answer);
    return (
      answer.length > 1 &&
      namesOf(key) === undefined &&
      given !== undefined &&
      orderOf(given) === undefined &&
      sameBag(answer, key, settings)
    );
  },
};

type Names = readonly string[] | undefined;

/** Values with names in the order of their names, for a key without: "y = 1, x = 3" as (3, 1). None where that order is not known. */
function inOrder(answer: Items, own: Names, given: Names): Items {
  if (own !== undefined || given === undefined || answer.length < 2) return answer;
  return orderOf(given)?.flatMap((at) => answer[at] ?? []) ?? [];
}

/** Order and repetition do not count, unless the key says `unordered: false`. */
export const set: Kind<Items> = {
  readings: readItems,
  matches(answer, key, settings) {
    if (settings.unordered === false) return sameRow(answer, key, settings);
    const wanted = distinct(key, settings, most);
    return sameBag(distinct(answer, settings, wanted.length), wanted, settings);
  },
};

/** The cells of a row, which are read when the row is compared with one of as many. */
interface Row {
  readonly cells: number;
  readonly items: () => Items;
}

/** Rows of cells, in Markdown, or separated by commas or tabs; rows may come in any order when the key says `unordered`. */
export const table: Kind<readonly Row[]> = {
  readings(text, settings) {
    const rows = text.split("\n").map(readRow);
    const kept = rows.filter((row) => row.length > 0);
    if (kept.length === 0 || kept.flat().length > 5 * most) return [];
    return [kept.map((row) => ({ cells: row.length, items: once(() => row.map((cell) => itemOf(normalize(cell), settings))) }))];
  },
  matches(answer, key, settings) {
    if (answer.length !== key.length) return false;
    const same = (row: Row, other: Row | undefined) => row.cells === other?.cells && sameRow(row.items(), other.items(), settings);
    if (settings.unordered !== true) return answer.every((row, at) => same(row, key[at]));
    const left = [...key];
    return answer.every((row) => takes(left, (other) => same(row, other)));
  },
};

/** The names before the equals signs, where every item has one. */
function namesOf(items: Items): readonly string[] | undefined {
  const names = items.map(({ plain }) => /^([^=<>]{1,60})=[^=]+$/.exec(plain)?.[1]?.replace(/\s/g, "") ?? "");
  return items.length === 0 || names.includes("") ? undefined : names;
}

/** `(x, y) = (2, 3)` as `x = 2, y = 3`; undefined for anything else. */
function pointwise(plain: string): string[] | undefined {
  const match = /^\(?([a-z](?:_?\{?\w\}?)?(?:\s?,\s?[a-z](?:_?\{?\w\}?)?){1,20})\)?\s?=\s?(?=[([])/i.exec(plain);
  const inside = match === null ? undefined : enclosed(plain.slice(match[0].length));
  const names = match?.[1]?.split(",") ?? [];
  const values = inside === undefined ? [] : split(inside);
  return match === null || values.length !== names.length ? undefined : names.map((name, at) => `${name.trim()} = ${values[at] ?? ""}`);
}

/** Words of a sentence before a collection in brackets, none of which denies it: "The solution set is". */
const leadingWords =
  /^(?:(?:so|thus|therefore|hence),?\s)?the\s(?!(?:[\p{L}'-]+\s){0,8}(?:not|never|no|complement|subset|wrong|incorrect|other)\b)(?:[\p{L}'-]{1,20}\s){1,8}(?=[([{][^()[\]{}]*[)\]}]$)/iu;

function readItems(text: string, settings: ExactSettings): Items[] {
  if (isComplement(text)) return [];
  const flat = matrices(text);
  const written = flat.split("\n").filter((line) => line.trim() !== "");
  const whole = written.join(" ").trim();
  const lines = written.length > 1 && !isLong(whole, "page") && enclosed(whole) !== undefined ? [whole] : written;
  if (lines.length > most) return [];
  if (lines.length > 1) return [lines.map((line) => itemOf(unlisted(line), settings))];
  const plain = normalize(textAt(lines, 0))
    .replace(/\\([{}])/g, "$1")
    .replace(/\\l?angle(?![a-z])/g, "<")
    .replace(/\\rangle(?![a-z])/g, ">")
    .replace(/\\emptyset|\\varnothing|∅|Ø/g, "{}")
    .trim();
  if (emptySet.test(plain.replace(/\s?[,(]?\s?\{\s?\}\)?$|^\{\s?\}\s?[,(]\s?|\)$/g, ""))) return [[]];
  const named = pointwise(plain);
  if (named !== undefined) return [named.map((part) => itemOf(part, settings))];
  const bare = plain
    .replace(leadingWords, "")
    .replace(
      /^(?:\([a-z](?:\s?,\s?[a-z])*\)\s?=\s?|(?:[a-z]\w{0,20}|\\(?:overline|bar)\s?\{?[a-z]\}?)(?:'|\^\{?(?:c|\\complement)(?![a-z])\}?)?(?:(?:\s?(?:\\(?:cap|cup|setminus|triangle|times)(?![a-z])|[∩∪∖×\\-])\s?|\s)[a-z]\w{0,5}'?){0,3}\s?(?:=|\\in\b|∈)\s?(?=[([{]))/i,
      "",
    );
  const inside = enclosed(bare) ?? bare;
  if (inside.trim() === "") return bare === "" ? [] : [[]];
  const parts = split(inside).flatMap(signed);
  return parts.includes("") || parts.length > most ? [] : [parts.map((part) => itemOf(part, settings))];
}

/** An entry of a list without what marks it, and without what joins it to the others. */
function unlisted(line: string): string {
  const entry = line.replace(/^\s{0,20}(?:[-*•+]\s+|\d{1,4}[.)]\s+)/u, "");
  return entry === line ? line : entry.replace(/^(?:and|und|et|y)\s(?=\S)/i, "").replace(/[,;]\s{0,9}$/, "");
}

/** A matrix in LaTeX as rows in brackets; one row or one column is a plain row. */
export function matrices(text: string): string {
  const bare = text.replace(/\\left\s?[[(|]\s*(?=\\begin)/g, "").replace(/(\\end\s?\{[a-zA-Z]{1,20}\})\s*\\right\s?[\])|]/g, "$1");
  return bare.replace(
    /\\begin\s?\{([pbvBV]?matrix|smallmatrix|array)\}(?:\{[^{}]{0,40}\})?((?:[^\\]|\\(?!end\b)){0,4000})\\end\s?\{\1\}/g,
    (_all, _name, body: string) => {
      const rows = body.split(/\\\\(?:\[[^\]]{0,20}\])?/).map((row) => row.split("&").map((cell) => cell.trim().replace(/,/g, "")));
      const kept = rows.filter((row) => row.some((cell) => cell !== ""));
      const flat = kept.length === 1 || kept.every((row) => row.length === 1);
      return flat ? `(${kept.flat().join(", ")})` : `(${kept.map((row) => `(${row.join(", ")})`).join(", ")})`;
    },
  );
}

function readRow(line: string): string[] {
  const trimmed = line.trim();
  if (trimmed === "" || /^\|?[\s:|-]+\|?$/.test(trimmed) || trimmed.startsWith("```")) return [];
  const cells = trimmed.includes("|") ? trimmed.replace(/^\||\|$/g, "").split("|") : trimmed.split(trimmed.includes("\t") ? "\t" : ",");
  return cells;
}

function sameBag(a: Items, b: Items, settings: ExactSettings): boolean {
  const left = [...b];
  return a.length === b.length && a.every((item) => takes(left, (other) => sameItem(item, other, settings)));
}

/** More ways of writing for each item that is wanted are more than anyone has; to compare them would take long. */
const mostSpellings = 20;

/** The items without those that are the same as one before; no more than one above so many, since then they are too many. */
function distinct(items: Items, settings: ExactSettings, wanted: number): Items {
  const spelled = [...Map.groupBy(items, ({ text }) => text).values()].flatMap((same) => same.slice(0, 1));
  if (spelled.length > mostSpellings * (wanted + 1)) return items;
  const kept: Item[] = [];
  for (const item of spelled) {
    if (kept.length > wanted) break;
    if (!kept.some((other) => sameItem(item, other, settings))) kept.push(item);
  }
  return kept;
}

function takes<T>(from: T[], fits: (one: T) => boolean): boolean {
  const at = from.findIndex(fits);
  if (at >= 0) from.splice(at, 1);
  return at >= 0;
}
