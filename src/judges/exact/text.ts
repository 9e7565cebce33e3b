import { chemicalIn } from "./chemical.ts";
import { wordsIn } from "./items.ts";
import { literalForms, literalKey } from "./literal.ts";
import { normalize } from "./normalize.ts";
import type { Kind } from "./kind.ts";

interface Words {
  readonly all: string;
  /** Without an explanation at the end: "Paris, because ...", "Paris (the capital)". */
  readonly short: string;
  /** The spellings that an answer may be meant as, signs included. */
  readonly forms: readonly string[];
  /** The spelling of a key whose signs count: `__init__`, `**kwargs`. */
  readonly literal: string | undefined;
}

/**
 * The same words in the same order, or those of an alias; never a part of the answer. Spaces around signs do not count. Signs that
 * could be emphasis are stripped from answers, unless the key has them or they stand in code.
 */
export const text: Kind<Words> = {
  readings(span, settings) {
    const all = wordsIn(tight(span), settings);
    const brief = firstOfTwo(span) ?? span.replace(/(?<=\S)(?:,?\s(?:because|since|as)\s|\s\(|\.\s+(?=\p{Lu})|\s[-–—]\s).*$/su, "");
    const literal = literalKey(span, all, settings);
    if (all === "" && literal === undefined) return [];
    const forms = [...new Set([span, brief].flatMap((one) => literalForms(one, settings)))];
    return [{ all, short: wordsIn(tight(brief), settings), forms, literal }];
  },
  matches(answer, key) {
    if (key.literal !== undefined) return answer.forms.includes(key.literal);
    const code = answer.forms.find((form) => /^`__\w+__`$/.test(form));
    return code === undefined && (answer.all === key.all || answer.short === key.all);
  },
};

/** "yes" of "Yes, because ..."; what takes it back ("yes, but actually no") leaves the whole. */
function firstOfTwo(span: string): string | undefined {
  const [said = "", word = ""] = /^[\s*_]{0,9}(yes|no|true|false)(?=[*_]{0,3}[,.;:!])/i.exec(span) ?? [];
  if (said === "") return undefined;
  const contrary = { yes: "no", no: "yes", true: "false", false: "true" }[word.toLowerCase()] ?? "";
  const takenBack = new RegExp(
    String.raw`(?:^[*_]{0,3}[,;:.!]{1,3}|[-–—,;:.…]|\b(?:actually|wait|mean|is|but|rather))\s{0,3}[*_]{0,3}${contrary}[*_]{0,3}\s{0,3}(?:[.!,;]|$)`,
    "i",
  );
  return takenBack.test(span.slice(said.length)) ? span : said;
}

function tight(words: string): string {
  const chemical = chemicalIn(normalize(words));
  if (chemical !== undefined) return chemical;
  return words
    .replace(/\\(log|ln|lg|exp|sin|cos|tan|sqrt|max|min|gcd|lcm|mod|pi|alpha|beta|gamma|theta|lambda|Theta|Omega)(?![a-z])/g, " $1 ")
    .replace(/\(\s+|\s+\)/g, (all) => all.trim())
    .replace(/\\infty(?![a-z])|\binfinity\b/gi, "∞")
    .replace(/(?<=[\p{L}\p{N}])\s?([:/=<>+*-])\s?(?=[\p{L}\p{N}])/gu, "$1");
}
