import { isLong } from "./reach.ts";
import { chemicalIn } from "./chemical.ts";
import { wordsIn } from "./items.ts";
import { literalForms, literalKey } from "./literal.ts";
import { normalize } from "./normalize.ts";
import type { Kind } from "./kind.ts";
import { withoutPreposition } from "./occasion.ts";
import { withOrdinals } from "./ordinals.ts";
import { verdictOf } from "./verdict-of.ts";

interface Words {
  readonly all: string;
  /** The spellings that an answer may be meant as, signs included. */
  readonly forms: readonly string[];
  /** The spelling of a key whose signs count: `__init__`, `**kwargs`. */
  readonly literal: string | undefined;
  /** The two names that an answer gives one thing: its symbol or initials, and the word for it. */
  readonly names: readonly string[];
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
    const names = (namesIn(span) ?? []).map((name) => wordsIn(tight(name), settings));
    return [{ all, forms: literalForms(span, settings), literal, names }];
  },
  matches(answer, key) {
    if (key.literal !== undefined) return answer.forms.includes(key.literal);
    const code = answer.forms.find((form) => /^`__\w+__`$/.test(form));
    if (code !== undefined) return false;
    return plainly(answer.all) === plainly(key.all) || answer.names.includes(key.all) || agrees(answer.all, key.all);
  },
};

/** Words in the one form that those have which say the same: "the 3rd" and "third", "on a Monday" and "Monday". */
function plainly(words: string): string {
  return withoutPreposition(withOrdinals(withoutArticle(words))).replace(/^(是|对)的$/, "$1");
}

/** Whether a key is one word of a verdict, and an answer says the same in any words: "that's not true" for `false`. */
function agrees(answer: string, key: string): boolean {
  const wanted = /^(?:yes|no|true|false|valid|invalid)$/i.test(key) ? verdictOf(key.toLowerCase()) : undefined;
  const given = wanted === undefined ? undefined : verdictOf(answer.toLowerCase());
  // Whoever says yes to a statement calls it true; "false" may be what a question asks for.
  const alike = given?.of === wanted?.of || (given?.of === "assent" && wanted?.of === "truth");
  return given !== undefined && alike && given.affirmed === wanted?.affirmed;
}

function withoutArticle(words: string): string {
  return words.replace(/^(?:the\s(?=\S{3})|an?\s(?=\d))/i, "");
}

function tight(whole: string): string {
  const words = listed(whole.replace(/(?<=\p{Script=Han})\s?[、，]\s?(?=\p{Script=Han})/gu, ", "));
  const plain = normalize(words);
  const chemical = chemicalIn(/^[\p{L} ]{2,40}\s\(([^()\s]{2,40})\)$/u.exec(plain)?.[1] ?? plain);
  if (chemical !== undefined) return chemical;
  return (/^(?:(?:an?|the)\s)?(?:ratio\sof\s)?(\d{1,9}(?:\sto\s\d{1,9}){1,4})$/i.exec(plain)?.[1]?.replace(/\sto\s/gi, ":") ?? words)
    .replace(/\\(log|ln|lg|exp|sin|cos|tan|sqrt|max|min|gcd|lcm|mod|pi|alpha|beta|gamma|theta|lambda|Theta|Omega)(?![a-z])/g, " $1 ")
    .replace(/\(\s+|\s+\)/g, (all) => all.trim())
    .replace(/\\infty(?![a-z])|\binfinity\b/gi, "∞")
    .replace(/(?<=[\p{L}\p{N}])\s?([:/=<>+*-])\s?(?=[\p{L}\p{N}])/gu, "$1");
}

const symbol = /^(?:[A-Z]{2,8}s?|[A-Z](?:\.\s?[A-Z]){1,6}\.?|(?:[A-Z][a-z]?\d{0,3}){1,8}[+-]?|[\p{Script=Greek}ℏℓ]\d?)$/u;
const noName =
  /^(?:not?|never|or|and|formerly|former|previously|once|was|were|is|are|e\.?g|i\.?e|rather|instead|except|without|but|unlike|see|about|probably|maybe|in|of|on|at|by|for|from|with)\b/i;

/** The names in "O₂ (oxygen)" and "oxygen (O₂)": one of them is a symbol, a formula or initials, the other its word. */
function namesIn(span: string): readonly string[] | undefined {
  const plain = normalize(span)
    .replace(/[*_]{1,3}/g, "")
    .trim();
  const [, outside = "", inside = ""] = isLong(plain, "clause") ? [] : (/^([^()]{1,60})\s\(([^()]{1,60})\)[.!]?$/.exec(plain) ?? []);
  const flat = [outside, inside].map((name) => name.trim().replace(/_?\{?(\d)\}?/g, "$1"));
  const isWord = (name = ""): boolean => /^\p{L}[\p{L}\s'’-]{1,50}$/u.test(name) && !noName.test(name) && name.split(/\s/).length < 7;
  const [one, other] = flat;
  const named = (symbol.test(one ?? "") && isWord(other)) || (isWord(one) && symbol.test(other ?? ""));
  // A verdict has no symbol.
  return named && !/^(?:yes|no|true|false)$/i.test(one ?? "") ? flat : undefined;
}

/** "Red, green, and blue" as "red, green, blue", "red and green" as "red, green": how the last item of a list is joined is no difference. */
function listed(words: string): string {
  const pair = /^([^,.;:\n]{1,40})\s(?:and|&)\s([^,.;:\n]{1,40}?)([.\s]{0,3})$/i.exec(words);
  if (pair !== null) return `${pair[1]}, ${pair[2]}${pair[3]}`;
  return /^(?:[^,.;:\n]{1,30},\s){1,20}[^,.;:\n]{1,30},?\s(?:and|&)\s[^,.;:\n]{1,30}[.\s]{0,3}$/i.test(words)
    ? words.replace(/,?\s(?:and|&)\s(?=[^,]*$)/i, ", ")
    : words;
}
