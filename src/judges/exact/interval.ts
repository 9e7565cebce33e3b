import { textAt } from "./text-or-none.ts";
import { isComplement } from "./complement.ts";
import type { Kind } from "./kind.ts";
import { intervalInSigns } from "./interval-words.ts";
import { normalize } from "./normalize.ts";
import { readNumber } from "./number.ts";
import { near } from "./quantity.ts";
import type { Rational } from "./rational.ts";
import type { ExactSettings } from "./settings.ts";

interface Piece {
  readonly brackets: string;
  readonly ends: readonly [Rational, Rational];
}
type Pieces = readonly Piece[];

/** An interval or a union of them: ends by value, brackets significant, so that (1,2] is not [1,2]; `1 < x <= 2`, `x > 5` and words ("at least 5") are read too. */
export const interval: Kind<Pieces> = {
  readings(text, settings) {
    if (isComplement(text)) return [];
    const plain = ofDistance(intervalInSigns(normalize(text.replace(/(?<!\\)\$/g, "")).replace(/^[a-z]\s?(?:\\in\b|∈)\s?/i, "")));
    const parts = plain.split(/\s?(?:\\cup(?![a-z])|∪|\bU\b|\b(?:or|OR|Or)\b)\s?/);
    if (parts.length > 100) return [];
    const pieces = parts.map((part) => bracketed(part, settings) ?? compared(part) ?? overlap(part));
    return pieces.includes(undefined) ? [] : [pieces.flatMap((piece) => piece ?? []).sort(byLowEnd)];
  },
  matches: (answer, key, settings) => answer.length === key.length && answer.every((piece, at) => same(piece, key[at], settings)),
};

function same(a: Piece, b: Piece | undefined, settings: ExactSettings): boolean {
  return b !== undefined && a.brackets === b.brackets && near(a.ends[0], b.ends[0], settings) && near(a.ends[1], b.ends[1], settings);
}

function byLowEnd(a: Piece, b: Piece): number {
  const gap = a.ends[0].top * b.ends[0].bottom - b.ends[0].top * a.ends[0].bottom;
  return gap < 0n ? -1 : gap > 0n ? 1 : 0;
}

/** `|x| >= 5` as `x <= -5 or x >= 5`, `|x| < 5` as `-5 < x < 5`. */
function ofDistance(plain: string): string {
  const match = /^\|([a-z])\|\s?([<>≤≥]=?|\\[lg](?:t|eq?(?:slant)?)(?![a-z]))\s?(\d{1,20}(?:[./]\d{1,20})?)$/i.exec(plain);
  if (match === null) return plain;
  const [, name = "", sign = "", size = ""] = match;
  const equal = /[=≤≥]|\\[lg]e/.test(sign) ? "=" : "";
  return /[<≤]|\\l/.test(sign) ? `-${size} <${equal} ${name} <${equal} ${size}` : `${name} <${equal} -${size} or ${name} >${equal} ${size}`;
}

/** Words and signs before an interval that say that what is left of it is meant. */
const outside =
  /\\(?:setminus|notin|not)(?![a-z])|[∖∉\\]\s?$|\b(?:not|outside|complement|except|without|undefined|other\sthan|(?:all|everything|anything)\s(?:but|except)|minus|excluding)\b|-\s?$|n't\b/i;

function bracketed(text: string, settings: ExactSettings): Piece | undefined {
  const mark = settings.decimal === "." ? "[,;]" : ";";
  const match = new RegExp(String.raw`^[^[\](]{0,80}([[(\]])\s?([^,;[\]]{1,80}?)\s?${mark}\s?([^;[\]]{1,80}?)\s?([\])[])\s?$`).exec(text);
  const low = readEnd(match?.[2]);
  const high = readEnd(match?.[3]);
  if (match !== null && outside.test(text.slice(0, text.search(/[[(\]]/)))) return undefined;
  if (match === null || low === undefined || high === undefined) return undefined;
  // The French style ]1,2] is (1,2].
  const brackets = (match[1] === "[" ? "[" : "(") + (match[4] === "]" ? "]" : ")");
  return { brackets, ends: [low, high] };
}

/** `a < x <= b`, `x >= a`, `> a`, `a < x`. */
function compared(text: string): Piece | undefined {
  const plain = text
    .replace(/\\leq?(?:slant)?(?![a-z])|≤|=</g, "<=")
    .replace(/\\geq?(?:slant)?(?![a-z])|≥|=>/g, ">=")
    .replace(/\\lt(?![a-z])/g, "<")
    .replace(/\\gt(?![a-z])/g, ">");
  const [first = "", ...rest] = plain.split(/([<>]=?)/).map((part) => part.trim());
  const isName = (part: string | undefined): boolean => part === "" || /^[a-z]$/i.test(part ?? "");
  if (rest.length === 4 && isName(rest[1])) {
    const [left, right] = [readEnd(first), readEnd(rest[3])];
    const [open, close] = [textAt(rest, 0), textAt(rest, 2)];
    if (left === undefined || right === undefined || open[0] !== close[0]) return undefined;
    return open[0] === "<" ? piece(left, open, right, close) : piece(right, close, left, open);
  }
  if (rest.length !== 2) return undefined;
  const [sign = "", other] = rest;
  const turned = isName(first) ? sign : sign.replace(/[<>]/, (one) => (one === "<" ? ">" : "<"));
  const end = isName(first) ? readEnd(other) : isName(other) ? readEnd(first) : undefined;
  if (end === undefined) return undefined;
  return turned[0] === ">" ? piece(end, turned, endless, "") : piece({ top: -endless.top, bottom: 1n }, "", end, turned);
}

/** "x > 2 and x <= 5", ">= 2, < 5": what two comparisons have in common. */
function overlap(text: string): Piece | undefined {
  const sides = text.split(/,?\s(?:and|but)\s|,\s?(?=[a-z]?\s?[<>≤≥])/i);
  const [first, second] = sides.map((side) => compared(side.trim()));
  if (sides.length !== 2 || first === undefined || second === undefined) return undefined;
  const [low, high] = isEndless(first.ends[1]) ? [first, second] : [second, first];
  const nested = !isEndless(low.ends[1]) || isEndless(low.ends[0]) || !isEndless(high.ends[0]) || isEndless(high.ends[1]);
  if (nested || low.ends[0].top * high.ends[1].bottom >= high.ends[1].top * low.ends[0].bottom) return undefined;
  return { brackets: `${low.brackets[0]}${high.brackets[1]}`, ends: [low.ends[0], high.ends[1]] };
}

function isEndless({ top }: Rational): boolean {
  return top === endless.top || top === -endless.top;
}

function piece(low: Rational, open: string, high: Rational, close: string): Piece {
  return { brackets: (open.endsWith("=") ? "[" : "(") + (close.endsWith("=") ? "]" : ")"), ends: [low, high] };
}

/** Not a finite number, yet larger than any answer that is compared with it. */
const endless: Rational = { top: 10n ** 500n, bottom: 1n };

function readEnd(text = ""): Rational | undefined {
  const infinite = /^([+-]?)\s?(?:\\infty|∞|inf(?:inity)?|oo)$/i.exec(text.trim());
  if (infinite !== null) return infinite[1] === "-" ? { top: -endless.top, bottom: 1n } : endless;
  return readNumber(text)?.value;
}
