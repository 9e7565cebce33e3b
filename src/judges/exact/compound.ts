import type { Amount } from "./amount.ts";
import { normalize } from "./normalize.ts";
import { readNumber } from "./number.ts";
import { plus, rational, type Rational, times } from "./rational.ts";
import { inUnit } from "./units.ts";

const one: Rational = { top: 1n, bottom: 1n };
const part = /^(\d[\d.,/]{0,30})\s?-?([a-zµμ°Ω]{1,20}\.?|'|")(?:\s?(?:,\s?(?:and\s)?|and\s|&\s)|\s|$|(?=\d))/i;

/** A quantity in several units of one dimension, each smaller than the one before, as `5 ft 6 in` or `1 hour and 30 minutes`; in its last unit. */
export function compoundIn(text: string): Amount | undefined {
  // The sign for inches at the end looks like a closing quotation mark.
  let rest = normalize(text).replace(/^(\d{1,4}' ?\d[\d.]{0,20})$/, '$1"');
  const parts: { value: Rational; size: Rational; dimension: string; words: string }[] = [];
  for (let match = part.exec(rest); match !== null && parts.length < 4; match = part.exec(rest)) {
    const minutes = match[2] === "m" && parts.at(-1)?.dimension === "time1";
    const words = minutes ? "min" : match[2] === "'" ? "ft" : match[2] === '"' ? "in" : (match[2] as string);
    const [number, unit] = [readNumber(match[1] as string), inUnit(one, words)];
    if (number === undefined || unit === undefined || unit.dimension.startsWith("temperature")) return undefined;
    parts.push({ value: number.value, size: unit.value, dimension: unit.dimension, words });
    rest = rest.slice(match[0].length);
  }
  const last = parts.at(-1);
  if (last === undefined || parts.length < 2 || rest !== "") return undefined;
  let total: Rational = { top: 0n, bottom: 1n };
  for (const [at, { value, size, dimension }] of parts.entries()) {
    const before = parts[at - 1]?.size;
    if (dimension !== last.dimension || (before !== undefined && before.top * size.bottom <= size.top * before.bottom)) return undefined;
    total = plus(total, times(value, size));
  }
  const scale = rational(last.size.bottom, last.size.top) as Rational;
  const value = times(total, scale);
  return { number: { value, form: value.bottom === 1n ? "integer" : "fraction", reduced: true }, words: last.words };
}
