import { chemicalIn } from "./chemical.ts";
import { wordsIn } from "./items.ts";
import { normalize } from "./normalize.ts";
import type { Kind } from "./kind.ts";

interface Words {
  readonly all: string;
  /** Without an explanation at the end: "Paris, because ...", "Paris (the capital)". */
  readonly short: string;
}

/** The same words in the same order, or those of an alias; never a part of the answer. Spaces around signs do not count. */
export const text: Kind<Words> = {
  readings(span, settings) {
    const all = wordsIn(tight(span), settings);
    const brief =
      /^[\s*_]{0,9}(?:yes|no|true|false)(?=[*_]{0,3}[,.;:!])/i.exec(span)?.[0] ??
      span.replace(/(?<=\S)(?:,?\s(?:because|since|as)\s|\s\(|\.\s+(?=\p{Lu})|\s[-–—]\s).*$/su, "");
    return all === "" ? [] : [{ all, short: wordsIn(tight(brief), settings) }];
  },
  matches: (answer, key) => answer.all === key.all || answer.short === key.all,
};

function tight(words: string): string {
  const chemical = chemicalIn(normalize(words));
  if (chemical !== undefined) return chemical;
  return words
    .replace(/\\(log|ln|lg|exp|sin|cos|tan|sqrt|max|min|gcd|lcm|mod|pi|alpha|beta|gamma|theta|lambda|Theta|Omega)(?![a-z])/g, " $1 ")
    .replace(/\(\s+|\s+\)/g, (all) => all.trim())
    .replace(/\\infty(?![a-z])|\binfinity\b/gi, "∞")
    .replace(/(?<=[\p{L}\p{N}])\s?([:/=<>+*-])\s?(?=[\p{L}\p{N}])/gu, "$1");
}
