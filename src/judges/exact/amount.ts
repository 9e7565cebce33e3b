import { inDigits } from "./number-words.ts";
import { normalize } from "./normalize.ts";
import { readNumber, unfraction, type Written } from "./number.ts";
import type { NumeralStyle } from "./numeral.ts";
import { type Rational, within } from "./rational.ts";
import type { ExactSettings } from "./settings.ts";

/** One number of a span, with what stands beside it: a currency before it, the words after it. */
export interface Amount {
  readonly number: Written;
  readonly currency?: string;
  /** What follows the number: a unit, or the thing counted; empty when there is nothing. */
  readonly words: string;
}

/**
 * The amounts that a span states: "a or b" states two, "P = a" one, "a (about b)" and "a, because b" only a, "not a but b" only b.
 * A denial, a bound ("more than a") and a span with several numbers of which none is the result state none.
 */
export function amountsIn(span: string, settings: ExactSettings): Amount[] {
  const plain = withoutAsides(settings.numberWords ? inDigits(normalize(span)) : normalize(span));
  if (plain === undefined) return [];
  const styles: NumeralStyle[] = (settings.decimal === "either" ? ([".", ","] as const) : [settings.decimal]).map((decimal) => ({
    thousands: settings.thousands,
    decimal,
  }));
  return styles.flatMap((style) => {
    const parts = plain.split(/,?\s+or\s+|\s?;\s?/i).map((part) => resultOf(part, style));
    return parts.includes(undefined) ? [] : withoutRoundings(parts.flatMap((part) => part ?? []));
  });
}

const roughly = String.raw`(?:≈|~|\\approx|approx(?:imately|\.)?|about|roughly)`;
const explaining = /,?\s\(?(?:confiden|certain|because|since|as\s(?!of\b)|given\s|so\s|which|where|i\.e\.)/i;
const denial = /\bnot\b|n't\b|≠|\\neq?\b|!=/i;
const bound =
  /[<>≤≥]|\\[lg]eq?\b|\b(?:(?:more|less|greater|fewer)\sthan|at\s(?:least|most)|up\sto|over|under|below|above|between)\s[$€£]?-?\d/i;

/** The span without explanations; undefined when it is a denial or a bound. */
function withoutAsides(plain: string): string | undefined {
  const said = cutAfterNumber(plain, explaining)
    .replace(/\(\s*(?:or\s+)?(?:≈|~|\\approx|approx(?:imately|\.)?|about|roughly|which|i\.e\.|because|since|not\b)[^()]*\)/gi, "")
    .replace(/\bnot\s[^,.;]{1,60}?,?\s?\bbut\s(?:rather\s)?/gi, "")
    .replace(/,\s?(?:and\s)?not\s[^,;]{1,60}$/i, "")
    .replace(new RegExp(`(?<=[\\d})%\\w]),?\\s?(?:\\bor\\s+)?${roughly}.*$`, "i"), "")
    .replace(new RegExp(`^\\s*${roughly}\\s*`, "i"), "")
    .replace(/\s-\s(?=[a-z]{2,}\s).*$/i, "")
    .trim();
  return denial.test(said) || bound.test(said) ? undefined : said;
}

/** The text up to the first explanation that comes after a number. */
function cutAfterNumber(text: string, explanation: RegExp): string {
  const number = text.search(/\d/);
  const cut = number < 0 ? -1 : text.slice(number).search(explanation);
  return cut < 0 ? text : text.slice(0, number + cut);
}

/** The result of one alternative: of "9 * 2 = 18" the last side that can be read, and the others that can. Undefined when none can. */
function resultOf(part: string, style: NumeralStyle): Amount[] | undefined {
  const sides = part.split(/\s?(?:=|:(?!\d))\s?/).filter((side) => side.trim() !== "");
  const read = sides
    .slice(-50)
    .map((side) => amountOf(side, style))
    .filter((side) => side !== undefined);
  // A name before the equals sign is no value: of "3 apples cost: 18" the last side alone is the result.
  const last = read.at(-1);
  const end = sides.at(-1) ?? "";
  // "P(3) = sqrt 2" has no number as its result; "18 = 9 * 2" has.
  if (last === undefined || (/\d/.test(end) && amountOf(end, style) === undefined && readNumber(sides[0] ?? "", style) === undefined))
    return undefined;
  return [...read.slice(0, -1).filter((side) => side.words === "" && side.currency === undefined), last];
}

const currencies = String.raw`(?:US|A|C|NZ|HK)?[$€£¥₹]|(?:USD|EUR|GBP|JPY|INR|CHF|CAD|AUD|CNY)\b`;
const digits = String.raw`(?:\d[\d.,'_]*(?: \d{3}(?!\d))*|[.,]\d+)`;
const power = String.raw`\s?\^\s?(?:\{\s?[+-]?\d+\s?\}|\([+-]?\d+\)|[+-]?\d+)`;
const numeral = String.raw`${digits}(?:\s\d+\s?\/\s?\d+|\s?\/\s?\(?${digits}\)?|\s?(?:\*|x)\s?10${power}|[eE][+-]?\d+(?![\w])|${power})?(?:\s?%)?`;
const whole = new RegExp(`^([+-]?)\\s?(${currencies})?\\s?([+-]?)\\s?(\\(?)(${numeral})(\\)?)(.*)$`);

/** One number with words around it, or undefined: none, several, or a formula. */
function amountOf(side: string, style: NumeralStyle): Amount | undefined {
  const plain = unfraction(side)
    .replace(/(?<=\d)!$/, "")
    .trim();
  const bare = readNumber(plain, style);
  if (bare !== undefined) return { number: bare, words: "" };
  const at = plain.search(/[+-]?(?:US|A|C|NZ|HK)?[$€£¥₹]\s?[+-]?[\d.]|^[+-]\s?\(?\.?\d|[+-]?\(?\.?\d/);
  if (at < 0 || !isLead(plain.slice(0, at))) return undefined;
  const match = whole.exec(codeAndRest(plain, at));
  if (match === null || (match[1] !== "" && match[3] !== "")) return undefined;
  const body = (match[5] as string).replace(/[.,'_]+$/, "");
  const tail = (match[5] as string).slice(body.length).trim();
  const words = `${tail === "" ? "" : " "}${match[4] === "(" && match[6] === ")" ? "" : (match[6] as string)}${match[7]}`.replace(
    /^\s?[.,]\s/,
    " ",
  );
  if (!isTail(words)) return undefined;
  const minus = /\b(?:minus|negative)\s*$/i.test(plain.slice(0, at)) ? "-" : "";
  const number = readNumber(`${minus || match[1] || match[3]}${body}`, style);
  if (number === undefined) return undefined;
  return { number, words: words.trim(), ...(match[2] === undefined ? {} : { currency: match[2].trim().toLowerCase() }) };
}

/** From the number on, with the currency code before it, if there is one. */
function codeAndRest(plain: string, at: number): string {
  const code = /(?:USD|EUR|GBP|JPY|INR|CHF|CAD|AUD|CNY)\s?$/.exec(plain.slice(Math.max(0, at - 5), at));
  return code === null ? plain.slice(at) : `${code[0]}${plain.slice(at).trim()}`;
}

/** Words, and nothing that could belong to a formula. */
function isLead(text: string): boolean {
  return (
    text === "" ||
    (/(?:\s\(?|:|^\()$/.test(text) &&
      /^[\p{L}\s,.:;'"()*-]*$/u.test(text) &&
      !/(?:^|\s)-\s|[-*]\s?$/.test(text.replace(/(?<=\p{L}{3})\s-\s$/u, "")) &&
      !/(?<!')\b[b-hj-z]\s?$/i.test(text))
  );
}

/** A unit or words after a number: no further number, no operator, no variable. */
function isTail(text: string): boolean {
  const plain = text.trim().replace(/^\)/, "");
  if (plain === "") return true;
  if (/[=<>+*\\{}[\]|!≠±√π∞^_]/.test(plain.replace(/(?<=[a-z])\^\{?-?\d\}?/gi, ""))) return false;
  if (/\d/.test(plain.replace(/(?<=[a-z])\^?\{?-?[\d]\}?(?!\d)/gi, ""))) return false;
  if (/^[-/]|\b(?:pi|sqrt|half|quarters?|thirds?|infinity)\b/i.test(plain)) return false;
  const first = /^[\p{L}°%]+/u.exec(plain)?.[0] ?? "";
  return first.length !== 1 || !/^[a-z]$/i.test(first) || /^[mgshlLVWANJKCB]$/.test(first) || /^a\s/.test(plain);
}

/** A decimal beside the exact value that it rounds is no second answer: 10/33 = 0.303. */
function withoutRoundings(parts: readonly Amount[]): Amount[] {
  return parts.filter(
    ({ number: one }) =>
      one.places === undefined || !parts.some(({ number: other }) => other.form !== "decimal" && other !== one && rounds(one, other.value)),
  );
}

function rounds(decimal: Written, exact: Rational): boolean {
  return within(decimal.value, exact, { top: 5n, bottom: 10n ** BigInt((decimal.places ?? 0) + 1) });
}
