import { textAt } from "./text-or-none.ts";
import type { Rational } from "./rational.ts";

const scales: ReadonlyMap<string, bigint> = new Map([
  ["ten", 10n],
  ["dozen", 12n],
  ["hundred", 100n],
  ["thousand", 1000n],
  ["lakh", 100_000n],
  ["lac", 100_000n],
  ["million", 1_000_000n],
  ["crore", 10_000_000n],
  ["billion", 1_000_000_000n],
  ["trillion", 1_000_000_000_000n],
  ["quadrillion", 1_000_000_000_000_000n],
]);
const letters: ReadonlyMap<string, bigint> = new Map([
  ["K", 1000n],
  ["M", 1_000_000n],
  ["B", 1_000_000_000n],
  ["T", 1_000_000_000_000n],
]);
const scale = new RegExp(`^[\\s-]?(${[...scales.keys()].join("|")})s?(?![\\p{L}\\d])(?:\\sof(?!\\p{L}))?`, "iu");

/** By what the words behind a number multiply it, the words behind those, and whether they count by the dozen, which may be what is asked for: "5 million eggs", "2 dozen"; undefined for none. */
export function scaleIn(words: string): { readonly factor: Rational; readonly rest: string; readonly dozens: boolean } | undefined {
  let [factor, rest, found] = [1n, words, false];
  for (let match = scale.exec(rest); match !== null; match = scale.exec(rest)) {
    factor *= scales.get(textAt(match, 1).toLowerCase()) ?? 1n;
    rest = rest.slice(match[0].length);
    found = true;
  }
  return found ? { factor: { top: factor, bottom: 1n }, rest: rest.trim(), dozens: /^\W{0,2}dozen/i.test(words) } : undefined;
}

/**
 * The same by a letter: 70K is 70,000, or kelvin, 1.5B a billion, or bytes. "300 K" is a unit at first, "300 K users" are counted in
 * thousands and cannot be meant otherwise.
 */
export function letteredScale(
  words: string,
): { readonly factor: Rational; readonly rest: string; readonly isUnit: boolean; readonly counts: boolean } | undefined {
  const [all = "", letter = ""] = /^\s?([KMBT])(?![\w/^'.])/.exec(words) ?? [];
  const factor = letters.get(letter);
  if (factor === undefined) return undefined;
  const rest = words.slice(all.length).trim();
  const apart = all !== letter;
  const isUnit = apart && /^[KT]$/.test(letter) && !/\p{L}{2}/u.test(rest);
  return { factor: { top: factor, bottom: 1n }, rest, isUnit, counts: apart && /^\p{L}{3}/u.test(rest) };
}
