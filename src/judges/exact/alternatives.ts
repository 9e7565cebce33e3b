import { isLong } from "./reach.ts";
import { enclosed } from "./items.ts";
import type { Kind } from "./kind.ts";
import { normalize } from "./normalize.ts";

/**
 * The same kind, for which "a or b" states two values: none where one of them cannot be read. With `bracketed` only values in brackets
 * of their own are two, as in "(1, 2) or (2, 1)"; "1 or 2" may be one list.
 */
export function withAlternatives<T>(kind: Kind<T>, bracketed = false): Kind<T> {
  return {
    ...kind,
    readings(text, settings) {
      const said = text
        .replace(/\\(?:text|mathrm|mbox)\s?\{\s?or\s?\}/gi, " or ")
        .replace(/,?\s\(?or\s(?=(?:about|approximately|roughly|≈|\\approx)(?![a-z]))/gi, (all) => (all.includes("(") ? " (" : " "));
      const parts = isLong(said, "passage")
        ? [said]
        : said.split(/,?\s(?:or|OR)(?:\selse)?\s/).map((part) => part.replace(/^\s?either\s/i, ""));
      const several = parts.length > 1 && parts.length <= 10 && (!bracketed || parts.every((part) => isBracketed(part)));
      if (!several) return kind.readings(text, settings);
      const read = parts.map((part) => kind.readings(part, settings));
      return read.some((one) => one.length === 0) ? [] : read.flat();
    },
  };
}

function isBracketed(part: string): boolean {
  const plain = normalize(part).replace(/\\([{}])/g, "$1");
  return /^(?:∅|\\emptyset|\\varnothing)$/.test(plain) || enclosed(plain.replace(/^[^=([{]{0,40}=\s?/, "")) !== undefined;
}
