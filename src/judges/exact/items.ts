import { textAt } from "./text-or-none.ts";
import { isLong } from "./reach.ts";
import { trimOf } from "../trim.ts";
import { type Amount, amountsIn } from "./amount.ts";
import { type Equation, equation } from "./expression.ts";
import type { Formula } from "./formula.ts";
import { foldCase, normalize } from "./normalize.ts";
import { readNumber } from "./number.ts";
import { currencyOf, money, number, unit } from "./quantity.ts";
import type { ExactSettings } from "./settings.ts";

/**
 * One item of a collection: by its words, by its value when it is a number or a formula, by its own items when it is a collection. Each
 * is read when it is asked for: most lists are told from the key by their length alone, and hostile ones are long.
 */
export interface Item {
  /** As it was written. */
  readonly text: string;
  readonly words: string;
  readonly plain: string;
  readonly number: Amount | undefined;
  /** The same with its unit, its currency or its point of the compass, where it has one. */
  readonly measured: Amount | undefined;
  readonly items: readonly Item[] | undefined;
  /** What it is as a formula, without the name before an equals sign or with it. */
  formula(named: boolean): Equation | Formula | undefined;
}
/** A list of more items is not read: hostile texts must cost no time. */
export const most = 1000;

/** Words without the punctuation at their ends, in the case that counts. */
export function wordsIn(text: string, { caseSensitive }: Pick<ExactSettings, "caseSensitive">): string {
  const tokens = foldCase(normalize(text), caseSensitive).split(/\s+/);
  return tokens
    .map((token) => trimOf(token, "\"'“”‘’(*_`", "\"'“”‘’)*_`.,;:!?。！？"))
    .filter((token) => token !== "")
    .join(" ");
}

export function itemOf(text: string, settings: ExactSettings, depth = 0): Item {
  return new ReadItem(text, settings, depth);
}

/** A class, so that an item that nobody asks for costs no more than its text. */
class ReadItem implements Item {
  readonly text: string;
  readonly #settings: ExactSettings;
  readonly #depth: number;
  #plain: string | undefined;
  #words: string | undefined;
  #items: ItemSpan<readonly Item[]> | undefined;
  #number: ItemSpan<Amount> | undefined;
  #measured: ItemSpan<Amount> | undefined;
  #formulas: Map<boolean, Equation | Formula | undefined> | undefined;

  constructor(text: string, settings: ExactSettings, depth: number) {
    this.text = text;
    this.#settings = settings;
    this.#depth = depth;
  }
  get plain() {
    return (this.#plain ??= normalize(this.text));
  }
  get words() {
    return (this.#words ??= wordsIn(this.plain, this.#settings));
  }
  get items() {
    return (this.#items ??= { value: itemsIn(this.plain, this.#settings, this.#depth) }).value;
  }
  get number() {
    return (this.#number ??= { value: this.#amount() }).value;
  }
  get measured() {
    return (this.#measured ??= { value: this.number === undefined ? undefined : measuredIn(this.plain, this.#settings) }).value;
  }
  formula(named: boolean): Equation | Formula | undefined {
    const known = (this.#formulas ??= new Map());
    if (!known.has(named)) known.set(named, equation.readings(named ? this.plain : unnamed(this.plain), this.#settings)[0]);
    return known.get(named);
  }
  #amount(): Amount | undefined {
    const amounts = isLong(this.plain, "clause") || this.items !== undefined ? [] : amountsIn(this.plain, this.#settings);
    return amounts.length === 1 ? amounts[0] : undefined;
  }
}

interface ItemSpan<T> {
  readonly value: T | undefined;
}

function itemsIn(plain: string, settings: ExactSettings, depth: number): readonly Item[] | undefined {
  const inside = depth < 5 ? enclosed(plain) : undefined;
  const parts = inside === undefined ? [] : split(inside);
  return parts.length < 2 || parts.length > most ? undefined : parts.map((part) => itemOf(part, settings, depth + 1));
}

/** What it gives, worked out when it is first asked for. */
export function once<T>(work: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => (found ??= { value: work() }).value;
}

function measuredIn(plain: string, settings: ExactSettings): Amount | undefined {
  const [amount, ...more] = unit.readings(plain, settings);
  return amount === undefined || more.length > 0 || (amount.words === "" && currencyOf(amount) === undefined) ? undefined : amount;
}

/** By value when both are numbers, else as words, else as formulas. A name before an equals sign counts only where both have one. */
export function sameItem(a: Item, b: Item | undefined, settings: ExactSettings): boolean {
  if (b === undefined) return false;
  if (a.items !== undefined && b.items !== undefined) return sameRow(a.items, b.items, settings);
  if (a.words === b.words && a.words !== "") return true;
  const named = a.plain.includes("=") && b.plain.includes("=");
  if (!named && a.number !== undefined && b.number !== undefined) {
    if (b.measured === undefined) return number.matches(a.number, b.number, settings);
    return (currencyOf(b.measured) === undefined ? unit : money).matches(a.measured ?? a.number, b.measured, settings);
  }
  if (isLong(a.plain, "clause") || isLong(b.plain, "clause") || !(isFormal(a.plain) || isFormal(b.plain))) return false;
  const [given, wanted] = [a.formula(named), b.formula(named)];
  return given !== undefined && wanted !== undefined && equation.matches(given, wanted, settings);
}

export function sameRow(a: readonly Item[], b: readonly Item[], settings: ExactSettings): boolean {
  return a.length === b.length && a.every((item, at) => sameItem(item, b[at], settings));
}

/** Whether a part is written with signs, and so may be a formula. */
function isFormal(plain: string): boolean {
  return /[\d\\^=+*/π√-]/.test(plain);
}

function unnamed(plain: string): string {
  return plain.split("=").at(-1) ?? plain;
}

const pairs: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  ["<", ">"],
]);

/** What stands between one pair of brackets around the whole, undefined without it. */
export function enclosed(plain: string): string | undefined {
  const closer = pairs.get(plain.charAt(0));
  if (closer === undefined || !plain.endsWith(closer)) return undefined;
  let depth = 0;
  for (let at = 0; at < plain.length; at++) {
    if ("([{<".includes(plain[at] as string)) depth++;
    else if (")]}>".includes(plain[at] as string) && --depth === 0) return at === plain.length - 1 ? plain.slice(1, -1) : undefined;
  }
  return undefined;
}

/**
 * The parts between separators outside brackets: semicolons if there are any, else commas, `and`, `or`. A comma within digits is a
 * separator only where no comma is followed by a space.
 */
export function split(plain: string): string[] {
  const cuts: number[] = [];
  const marks = { semicolon: false, spaced: false };
  let depth = 0;
  for (let at = 0; at < plain.length; at++) {
    const sign = plain[at] as string;
    if ("([{".includes(sign)) depth++;
    else if (")]}".includes(sign)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && (sign === "," || sign === ";")) {
      cuts.push(at);
      marks.semicolon ||= sign === ";";
      marks.spaced ||= plain[at + 1] === " ";
    }
  }
  const kept = cuts.filter((at) =>
    marks.semicolon ? plain[at] === ";" : !marks.spaced || plain[at + 1] === " " || !/\d/.test(plain.charAt(at + 1)),
  );
  const parts = [-1, ...kept].map((at, index) => plain.slice(at + 1, kept[index]));
  return parts.flatMap((part) => part.replace(/^\s*(?:and|or)\s/i, "").split(/\s(?:and|or)\s/i)).map((part) => part.trim());
}

/** `3 ± 2` is two items. */
export function signed(part: string): string[] {
  const pieces = part.split(/\\pm(?![a-z])|±/);
  if (pieces.length !== 2) return [part];
  const [name, before] = /^(.*=)?([^=]*)$/.exec(textAt(pieces, 0))?.slice(1) ?? [];
  return ["+", "-"].map(
    (sign) => `${name ?? ""}${(before ?? "").trim() === "" && sign === "+" ? "" : `${before ?? ""}${sign}`}${pieces[1]}`,
  );
}

/** Whether a part of a key has a value: a number, a formula, or a name with one. */
export function hasValue(part: string, settings: ExactSettings): boolean {
  const sides = part.split("=");
  const last = textAt(sides, -1);
  return sides.length <= 2 && (readNumber(last) !== undefined || (equation.readings(part, settings).length === 1 && isFormal(part)));
}
