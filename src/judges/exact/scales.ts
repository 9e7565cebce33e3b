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
const scale = new RegExp(`^[\\s-]?(${[...scales.keys()].join("|")})s?(?![\\p{L}\\d])(?:\\sof(?!\\p{L}))?`, "iu");

/** By what the words behind a number multiply it, the words behind those, and whether they count by the dozen, which may be what is asked for: "5 million eggs", "2 dozen"; undefined for none. */
export function scaleIn(words: string): { readonly factor: Rational; readonly rest: string; readonly dozens: boolean } | undefined {
  let [factor, rest, found] = [1n, words, false];
  for (let match = scale.exec(rest); match !== null; match = scale.exec(rest)) {
    factor *= scales.get((match[1] ?? "").toLowerCase()) ?? 1n;
    rest = rest.slice(match[0].length);
    found = true;
  }
  return found ? { factor: { top: factor, bottom: 1n }, rest: rest.trim(), dozens: /^\W{0,2}dozen/i.test(words) } : undefined;
}
