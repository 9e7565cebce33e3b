import type { Json } from "../../types.ts";
import { canonical } from "../../util/hash.ts";
import { own } from "../../util/own.ts";

/** One field that two values have otherwise; undefined where one of them lacks it. */
interface Difference {
  readonly field: string;
  readonly before: Json | undefined;
  readonly now: Json | undefined;
}

/** Every field in which a value differs from what it was, with both sides: `settings.seed was 1 and is now 2; price was nothing and is now {"input":1}`. */
export function differenceWords(before: Json, now: Json): string {
  const told = differencesOf(before, now, []).map((one) => {
    const [was, is] = sidesOf(one);
    return `${one.field === "" ? "it" : one.field} was ${was} and is now ${is}`;
  });
  return told.join("; ");
}

function differencesOf(before: Json | undefined, now: Json | undefined, at: readonly string[]): Difference[] {
  if (isList(before) && isList(now) && before.length === now.length)
    return before.flatMap((part, index) => differencesOf(part, now[index], [...at, String(index)]));
  if (isObject(before) && isObject(now)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
    return names.flatMap((name) => differencesOf(own(before, name), own(now, name), [...at, name]));
  }
  return same(before, now) ? [] : [{ field: at.join("."), before, now }];
}

/** Both values; of two long texts the part where they begin to differ. */
function sidesOf({ before, now }: Difference): [string, string] {
  if (typeof before !== "string" || typeof now !== "string") return [words(before), words(now)];
  if (Math.max(before.length, now.length) <= mostShown) return [words(before), words(now)];
  let alike = 0;
  while (alike < before.length && before[alike] === now[alike]) alike++;
  const from = alike <= mostBefore * 2 ? 0 : alike - mostBefore;
  return [part(before, from), part(now, from)];
}

/** Characters of a text that are shown, and those of them before what differs. */
const [mostShown, mostBefore] = [80, 20];

function part(text: string, from: number): string {
  const [start, end] = [from === 0 ? "" : "...", text.length > from + mostShown ? "..." : ""];
  return `${start}${JSON.stringify(text.slice(from, from + mostShown).toWellFormed())}${end}`;
}

function words(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  const text = canonical(value);
  return text.length <= mostWhole ? text : `${text.slice(0, mostWhole).toWellFormed()}...`;
}

/** Characters of a list or an object that are shown. */
const mostWhole = 300;

function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === undefined || b === undefined ? a === b : canonical(a) === canonical(b);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
