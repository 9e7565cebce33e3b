import { chemicalIn } from "./chemical.ts";
import { wordsIn } from "./items.ts";
import { literalForms, literalKey } from "./literal.ts";
import { normalize } from "./normalize.ts";
import type { Kind } from "./kind.ts";

interface Words {
  readonly all: string;
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
    const literal = literalKey(span, all, settings);
    if (all === "" && literal === undefined) return [];
    return [{ all, forms: literalForms(span, settings), literal }];
  },
  matches(answer, key) {
    if (key.literal !== undefined) return answer.forms.includes(key.literal);
    const code = answer.forms.find((form) => /^`__\w+__`$/.test(form));
    return code === undefined && withoutArticle(answer.all) === withoutArticle(key.all);
  },
};

function withoutArticle(words: string): string {
  return words.replace(/^the\s(?=\S{3})/i, "");
}

function tight(whole: string): string {
  const words = listed(whole);
  const plain = normalize(words);
  const chemical = chemicalIn(/^[\p{L} ]{2,40}\s\(([^()\s]{2,40})\)$/u.exec(plain)?.[1] ?? plain);
  if (chemical !== undefined) return chemical;
  return (/^(?:(?:an?|the)\s)?(?:ratio\sof\s)?(\d{1,9}(?:\sto\s\d{1,9}){1,4})$/i.exec(plain)?.[1]?.replace(/\sto\s/gi, ":") ?? words)
    .replace(/\\(log|ln|lg|exp|sin|cos|tan|sqrt|max|min|gcd|lcm|mod|pi|alpha|beta|gamma|theta|lambda|Theta|Omega)(?![a-z])/g, " $1 ")
    .replace(/\(\s+|\s+\)/g, (all) => all.trim())
    .replace(/\\infty(?![a-z])|\binfinity\b/gi, "∞")
    .replace(/(?<=[\p{L}\p{N}])\s?([:/=<>+*-])\s?(?=[\p{L}\p{N}])/gu, "$1");
}

/** "Red, green, and blue" as "red, green, blue": how the last item of a list is joined is no difference. */
function listed(words: string): string {
  return /^(?:[^,.;:\n]{1,30},\s){1,20}[^,.;:\n]{1,30},?\s(?:and|&)\s[^,.;:\n]{1,30}[.\s]{0,3}$/i.test(words)
    ? words.replace(/,?\s(?:and|&)\s(?=[^,]*$)/i, ", ")
    : words;
}
