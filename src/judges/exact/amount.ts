import { foundIn, textAt } from "./text-or-none.ts";
import { beginningOf, isLong } from "./reach.ts";
import { plainAmount } from "./amount-forms.ts";
import { withoutRounding } from "./approximation.ts";
import { ownClauses } from "./own-clauses.ts";
import { namesBase, readBased } from "./base.ts";
import { withoutFormer } from "./former-amount.ts";
import { withoutAsideNumbers } from "./aside-numbers.ts";
import { closedNumber, roundedNumber } from "./closed-number.ts";
import { close, real } from "./complex.ts";
import { type Clause, clauseBehind, isUse } from "./concluding-clause.ts";
import { currencyCodes, currencyMarks, currencySigns } from "./currency.ts";
import { hasOther } from "./bracketed-other.ts";
import { readFormula } from "./formula.ts";
import { statedRoughly } from "./roughly-stated.ts";
import { signedFall } from "./signed-fall.ts";
import { isSameQuantity } from "./same-quantity.ts";
import { statedAmount } from "./stated-amount.ts";
import { inUnit } from "./units.ts";
import { workedOut } from "./worked-out.ts";
import { letteredScale, scaleIn } from "./scales.ts";
import { normalize } from "./normalize.ts";
import { readNumber, unfraction, type WrittenNumber } from "./number.ts";
import type { NumeralStyle } from "./numeral.ts";
import { type Rational, sameRational, times, within } from "./rational.ts";
import type { ExactSettings } from "./settings.ts";

/** One number of a span, with what stands beside it: a currency before it, the words after it. */
export interface Amount {
  readonly number: WrittenNumber;
  readonly currency?: string;
  /** What follows the number: a unit, or the thing counted; empty when there is nothing. */
  readonly words: string;
  /** The same value as it stands beside this one in another form: the 50% of "1/2 = 50%". */
  readonly alike?: Amount;
  /** Another value that may be meant by the same signs: 18 by `18!`, 273 by `273K`, 2 by "2 dozen". */
  readonly other?: Rational;
  /** Of a residue, "18 (mod 20)", what it is taken by. */
  readonly modulus?: bigint;
}
/** How a span is read: where decimals begin, whether letters are units, and whether irrational numbers are rounded. */
interface Reading {
  readonly style: NumeralStyle;
  readonly symbols: boolean;
  readonly rounded: boolean;
}

/**
 * The amounts that a span states: "a or b" states two, "P = a" one, "a (about b)" and "a, because b" only a, "not a but b" only b.
 * With `symbols` a letter behind the number is a unit (5 t), else a scale or a variable (5M, 5t). A denial, a bound ("more than a") and a span with several numbers of which none is the result state none.
 */
export function amountsIn(span: string, settings: ExactSettings, symbols = false): Amount[] {
  return readAmounts(span, settings, symbols, 0);
}

function readAmounts(span: string, settings: ExactSettings, symbols: boolean, depth: number): Amount[] {
  const plain = normalize(span);
  // "A fall of 18, which is -18" is one value.
  const clause = depth > 5 || signedFall(plain) !== plain ? undefined : clauseBehind(span);
  const read = (text: string): Amount[] => readAmounts(text, settings, symbols, depth + 1);
  if (clause !== undefined && !goesOn(span)) return concluded(clause, read, () => settled(span, settings, symbols));
  const worked = workedOut(span);
  return worked === undefined ? [] : settled(worked, settings, symbols);
}

function settled(span: string, settings: ExactSettings, symbols: boolean): Amount[] {
  if (ofAnswer.test(beginningOf(span, "sentence"))) return [];
  const amounts = amountsOf(span, settings, symbols);
  const stated = amounts.length > 0 ? undefined : statedAmount(span);
  return stated === undefined ? amounts : amountsOf(stated, settings, symbols);
}

/** What a sentence of two clauses comes to: its conclusion, or what both say; none where they differ and neither is the conclusion. */
function concluded({ head, tail, concludes, bare }: Clause, read: (text: string) => Amount[], whole: () => Amount[]): Amount[] {
  const later = isUse(tail) ? [] : read(tail);
  if (concludes && !bare) return later;
  const [first, second] = [head, tail].map(
    (text) => /-?[$€£]?\d[\d.,]{0,30}(?<![.,])[^,;=]{0,40}$/.exec(text.replace(/[.!]\W{0,3}$/, ""))?.[0],
  );
  if (later.length === 0 || (first !== undefined && second !== undefined && isSameQuantity(first, second))) return whole();
  const earlier = read(head);
  const same = earlier.every((one) => later.some((other) => sameRational(one.number.value, other.number.value)));
  return same ? earlier : [];
}

function amountsOf(span: string, settings: ExactSettings, symbols: boolean): Amount[] {
  const said = plainAmount(span, settings, symbols);
  const based = readBased(said);
  if (based === undefined ? namesBase(said) : !based.bases.includes(10)) return [];
  const plain = withoutAsides(withEqualsApart(based === undefined ? said : String(based.value)));
  if (plain === undefined) return [];
  const styles: NumeralStyle[] = (settings.decimal === "either" ? ([".", ","] as const) : [settings.decimal]).map((decimal) => ({
    thousands: settings.thousands,
    decimal,
  }));
  return styles.flatMap((style) => {
    const how: Reading = { style, symbols, rounded: settings.tolerance !== undefined };
    const residue = residueOf(plain, style);
    if (residue !== undefined) return residue;
    const parts = ownClauses(plain)
      .flatMap((clause) => clause.split(/,?\s+or\s+/i))
      .map((part) => resultOf(part, how));
    return parts.includes(undefined) ? [] : joined(withoutRoundings(parts.flatMap((part) => part ?? [])));
  });
}

const roughly = String.raw`(?:≈|~|\\approx|approx(?:imately|\.)?|about|roughly)`;
const roundedBehind = new RegExp(`(?<=[\\d})%\\w]),?\\s?(?:\\bor\\s+)?${roughly}.*$`, "i");
const roughlyAhead = new RegExp(`^\\s*${roughly}\\s*`, "i");
const explaining =
  /(?<!\btimes),?\s\(?(?:(?:(?:which|that|and)\sis\s)?(?:attained|achieved|reached|realized|realised|obtained|occurring|occurs)\s(?:at|when|for|if)\b|(?:which|that)\s(?:occurs|happens)\b|with\sequality\b|confiden|certain|i\s(?:believe|think)\b|because|since|as\s(?!of\b)|given\s|so\s|which|where|i\.e\.)/i;
/** Words that make another value of the number beside them. */
const altered =
  /\b(?:half|twice|double|triple|thrice|(?:a|one)\s(?:third|quarter|fifth|tenth)|(?:square|cube)(?:\sroot)?|reciprocal|logarithm|log|factorial|(?:a\s)?loss|opposite|inverse|negation)\s(?:of\s)?(?:the\s)?[$€£]?\d|\d\s(?:squared|cubed|halves|thirds|quarters|fifths|tenths|hundredths|below\szero)\b|\d\S{0,10}(?:\s(?:dollars|euros|pounds|percent))?\s(?:(?<!\bdiscount\b[^\d]{0,30}\d[\d.]{0,8}%\s)off|in\sdebt|in\sthe\sred|overdrawn|deficit|loss|(?:short|shy)\sof)\b|\d\sfactorial\b|\d\S{0,8}(?:\s(?:dollars|euros|percent))?\s(?:plus|minus)\s(?:the\s|an?\s)?[a-z]{3}|\d\s(?:less|more|fewer|greater)\sthan\s(?:that|this|it)\b/i;
/** Words that make of a number what another one has to do with it. */
const related =
  /(?<!\bby\s(?:an?|the)\s)\b(?:(?:multiples?|factors?|divisors?|powers?|digits|(?:square|cube)?\s?roots?)\sof|(?:divisible|multiplied|divided)\sby|(?:far|away|different|apart|distinct)\sfrom)\s[$€£]?\d|\d[\s-](?:times|fold)\s(?:(?:as|the|that|this|what|its|his|her|their)\b|(?:more|less|fewer|\p{L}{2,10}er)\b)/iu;
const ofAnswer =
  /\b(?:half|twice|double|triple|thrice|(?:a|one)\s(?:third|quarter|fifth|tenth)|(?:square|cube)(?:\sroot)?|reciprocal|negative|opposite)\s(?:of\s)?(?:the|this|that|my|our)\s(?:(?:final|correct)\s)?(?:answer|result|value|number|solution)\b[^\d]{0,20}(?:\bis|\bwas|\bequals|=)\s/iu;
/** A number in a row, a number of a place in the text, and one that is not reached. */
const ordinal =
  /\b(?:step|steps|stage|line|page|question|problem|exercise|equation|eq\.?|figure|fig\.?|table|section|chapter|item|point|part|row|note|footnote|theorem|lemma|paragraph|slide|example|case|result)\s(?:no\.?\s|#\s?)?\(?\d{1,6}\)?\s(?:above|below|earlier|before|again|on\spage)\b|\b(?:see|as\s(?:\p{L}{4,12}\s)?in|from|in|by|on|per|using|at)\s(?:the\s)?(?:step|line|page|question|problem|exercise|equation|eq\.?|figure|fig\.?|table|section|chapter|theorem|lemma|paragraph|slide|footnote)s?\s\(?\d{1,6}\)?(?:\W{0,3}$|,\s[^\d]{1,60}$)|\d(?:st|nd|rd|th)\s(?:\p{L}{3,12}\s)?(?:primes?|fibonacci|triangular|squares?|cubes?|powers?|roots?|terms?|numbers?|multiples?|composite|odd|even|perfect|digits?|derivatives?|percentile|of\s\p{L}{2,20})\b|\b(?:see|cf\.?|refer\sto)\s(?:the\s)?\p{L}{3,12}\s\(?\d|\b(?:almost(?:\sexactly)?|nearly|near|close\sto|just\s(?:short|shy)\sof)\s[$€£]?\d/iu;
const bound =
  /[<>≤≥]|\\[lg]eq?\b|\b(?:(?:more|less|greater|fewer)\sthan|at\s(?:least|most)|up\sto|exceed(?:s|ing)?|over|under|below|above|between)\s[$€£]?-?\d|\d\s(?:or|and)\s(?:more|less|above|below|over|under|up|fewer|greater|higher|lower)\b/i;

const hundredth: Rational = { top: 1n, bottom: 100n };

/** The label of a step before what it comes to, and two values with names, which are not one. */
const stepLabel = /^[*_]{0,3}(?:step|part|case|question|problem|stage|phase)\s\(?\d{1,3}\)?[*_]{0,3}\s?[:.)–-][*_]{0,3}\s/i;
const severalNamed = /\b[a-z](?:_\{?\w\}?)?\s?=\s?[^=,;]{1,40}(?:,\s?|\sand\s)\(?([a-z])(?:_\{?\w\}?)?\s?=\s?[-+\d\\(]/;
/** A guess of lower rank, and a place that the reader is sent to. */
const ranked =
  /\b(?:2nd|second|3rd|third|backup|fall-?back|runner-?up|alternat(?:e|ive)|next[-\s]best|second[-\s]best|worst)\s(?:guess|choice|answer|option|pick)\W{0,3}(?:is|was|:|=)|\banswer\sto\s(?:the|that|your|an)\s(?:previous|other|last|earlier)\b|\bwas\b.{1,60}\bonce\W{0,3}$|\b(?:see|cf\.?)\s\(?\d{1,4}\)?\W{0,3}$/i;

/** The span without explanations; undefined when it is a denial or a bound. */
function withoutAsides(plain: string): string | undefined {
  const rounded = statedRoughly(plain.replace(stepLabel, ""));
  const exact = rounded === undefined ? undefined : withoutRounding(rounded);
  if (exact === undefined || goesOn(exact) || hasOther(exact) || severalNamed.test(exact) || ranked.test(exact)) return undefined;
  const said = withoutAsideNumbers(cutAfterNumber(withoutFormer(exact), explaining))
    .replace(/\(\s*(?:or\s+)?(?:≈|~|\\approx|approx(?:imately|\.)?|about|roughly|which|i\.e\.|because|since|not\b)[^()]*\)/gi, "")
    .replace(
      /(?:\b(?:not|nicht|keine[nrs]?|no|non|pas)|(?<=\b(?:is|are|was|were|does|do|did))n['’]t)\s[^,.;]{1,60}?,?\s?\b(?:but|sondern|sino|mais|ma|mas)\s(?:rather\s)?/gi,
      (all) => (/^n['’]/.test(all) ? " " : ""),
    )
    .replace(/(?:不是|并非|並非)[^,;。]{1,40},?\s?而?是/g, "")
    .replace(/,\s?(?:(?:and|und|et|y|e)\s)?(?:not|nicht|non|pas|no)\s[^,;]{1,60}$/i, "")
    .replace(roundedBehind, "")
    .replace(roughlyAhead, "")
    .replace(/\s-\s(?=[a-z]{2,}\s).*$/i, "")
    .trim();
  return bound.test(said) || altered.test(said) || related.test(said) || ordinal.test(said) ? undefined : said;
}

const rate = String.raw`(?:per|an?|each|every)\s(\p{L}{2,20})`;
const further = new RegExp(
  String.raw`${currencySigns}?\d[\d.,]{0,20}\s(?:\p{L}{2,20}\s)?${rate}\b[^\d]{0,40}?[,;(]?\s(?:and\s)?(?:so|i\.e\.|which\s(?:is|makes|means|gives|comes\sto)|that(?:\sis|['’]s)|hence|thus|therefore|or)(?!\p{L})[^\d]{0,30}${currencySigns}?\d[\d.,]{0,20}\s(?:\p{L}{2,20}\s)?${rate}\b`,
  "iu",
);

/** Whether a value is carried on to another one by another measure: "$27 per day, so $189 per week" does not say which is asked for. */
function goesOn(plain: string): boolean {
  const [, first, second] = further.exec(beginningOf(plain, "sentence")) ?? [];
  return first !== undefined && first.toLowerCase() !== second?.toLowerCase();
}

/** The text up to the first explanation that comes after a number. */
function cutAfterNumber(text: string, explanation: RegExp): string {
  const number = text.search(/\d/);
  const cut = number < 0 ? -1 : text.slice(number).search(explanation);
  return cut < 0 ? text : text.slice(0, number + cut);
}

/** The result of one alternative: of "9 * 2 = 18" the last side that can be read, and the others that can. Undefined when none can. */
function resultOf(part: string, how: Reading): Amount[] | undefined {
  const sides = part
    .split(/\s?(?:=|:(?!\d))\s?/)
    .filter((side) => side.trim() !== "")
    .map((side, at, all) => (at < all.length - 1 ? side.replace(/^[^\d]{1,200}\s(?=\d{1,3}!$)/, "") : side));
  const read = sides
    .slice(-50)
    .map((side) => amountOf(side, how))
    .filter((side) => side !== undefined);
  // A name before the equals sign is no value: of "3 apples cost: 18" the last side alone is the result.
  const last = read.at(-1);
  const end = textAt(sides, -1);
  // "P(3) = sqrt 2" has no number as its result; "18 = 9 * 2" has.
  if (
    last === undefined ||
    /\p{L}\([^()]*$/u.test(part.slice(0, part.lastIndexOf("=") + 1)) ||
    (/\d/.test(end) && amountOf(end, how) === undefined && readNumber(textAt(sides, 0), how.style) === undefined) ||
    (readNumber(end, how.style) === undefined && !agrees(end, last))
  )
    return undefined;
  // "120/2 = 60 km/h" works out one value.
  const apart = ({ words, currency, number }: Amount): boolean =>
    words === "" && currency === undefined && (last.words === "" || !sameRational(number.value, last.number.value));
  // "3/4 cup = 12 tablespoons" says one quantity twice.
  const converted = last.words === "" ? undefined : sides.find((side, at) => at < sides.length - 1 && isSameQuantity(side, end));
  const alike = converted === undefined ? undefined : amountOf(converted, how);
  return [...read.slice(0, -1).filter(apart), alike === undefined ? last : { ...last, alike }];
}

/** Whether a side that is a calculation comes to a value: 18 = 9 * 3 does not. */
function agrees(side: string, { number: { value } }: Amount): boolean {
  if (isLong(side, "words") || !/^[\d\s.,()*/+^$€£-]+$/.test(side) || !/\d\s?[*/+^-]\s?[($€£]?\d/.test(side)) return true;
  const formula = readFormula(side.replace(/[$€£]|,(?=\d{3}(?!\d))/g, ""));
  return (
    formula === undefined || formula.names.length > 0 || close(formula.value(new Map()), real(Number(value.top) / Number(value.bottom)))
  );
}

const digits = String.raw`(?:\d[\d.,'_]*(?: \d{3}(?!\d))*|[.,]\d+)`;
const power = String.raw`\s?\^\s?(?:\{\s?[+-]?\d+\s?\}|\([+-]?\d+\)|[+-]?\d+)`;
const numeral = String.raw`${digits}(?:\s\d+\s?\/\s?\d+|\s?\/\s?\(?${digits}\)?|\s?(?:\*|x)\s?10${power}|[eE][+-]?\d+(?![\w])|${power})?(?:\\overline\s?\{\d{1,60}\}|\s?\\ldots(?![a-z]))?(?:\s?%)?`;
const whole = new RegExp(`^([+-]?)\\s?(${currencyMarks})?\\s?([+-]?)\\s?(\\(?)(${numeral})(\\)?)(.*)$`);

/** Units of letters that could be variables: a single one, or several with signs between them. */
const unitSigns = /^\s[a-zΩ]$|^\s?[a-zµΩ]{1,5}(?:\s?[*/]\s?\(?[a-zµΩ]{1,5}(?:\^?\{?-?\d\}?)?\)?){1,3}$/i;

const start = new RegExp(`[+-]?${currencySigns}\\s?[+-]?[\\d.]|^[+-]\\s?\\(?\\.?\\d|[+-]?\\(?\\.?\\d`);

/** One number with words around it, or undefined: none, several, or a formula without an exact value. */
function amountOf(side: string, how: Reading): Amount | undefined {
  const bare = readNumber(unfraction(side).trim(), how.style);
  if (bare !== undefined) return { number: bare, words: "" };
  const closed = closedOf(side.trim(), how);
  if (closed !== undefined || /^[+-]?\d+\s?!+$/.test(side.trim())) return closed;
  const plain = unfraction(side.replace(/!{1,3}$/, "")).trim();
  const at = plain.search(start);
  if (at < 0 || !isLead(plain.slice(0, at))) return undefined;
  const match = whole.exec(codeAndRest(plain, at));
  if (match === null || (match[1] !== "" && match[3] !== "")) return undefined;
  const body = (match[5] as string).replace(/[.,'_]+$/, "");
  const tail = (match[5] as string).slice(body.length).trim();
  const words = `${tail === "" ? "" : " "}${match[4] === "(" && match[6] === ")" ? "" : (match[6] as string)}${match[7]}`.replace(
    /^\s?[.,]\s/,
    " ",
  );
  if (/^(?:st|nd|rd|th)s?\W*$/.test(words)) return undefined;
  if (!isTail(words) && !(how.symbols && unitSigns.test(words) && inUnit(hundredth, words) !== undefined)) return undefined;
  if (tail === "," && /^\s?\)/.test(match[7] as string)) return undefined;
  const minus = /\b(?:minus|negative)\s*$/i.test(plain.slice(0, at)) ? "-" : "";
  const number = readNumber(`${minus || match[1] || match[3]}${body}`, how.style);
  if (number === undefined) return undefined;
  const named = match[2] === undefined ? {} : { currency: match[2].trim().toLowerCase() };
  const large = scaleIn(words);
  if (large !== undefined) {
    const dozens = large.dozens ? { other: number.value } : {};
    return { number: { ...number, value: times(number.value, large.factor) }, words: large.rest, ...named, ...dozens };
  }
  const lettered = how.symbols ? undefined : letteredScale(words);
  if (lettered !== undefined) {
    const value = times(number.value, lettered.factor);
    if (lettered.isUnit) return { number, words: words.trim(), other: value, ...named };
    return { number: { ...number, value }, words: lettered.rest, ...(lettered.counts ? {} : { other: number.value }) };
  }
  return { number, words: words.trim(), ...named };
}

/** A formula with an exact value, alone or before a word: `\sqrt{4}`, `-(-18)`, `2^3 \cdot 5 eggs`. */
function closedOf(side: string, { style, rounded }: Reading): Amount | undefined {
  const [, body = "", words = ""] = /^(.*[\d)}|!])\s+(\p{L}[\p{L} .]{0,40})$/u.exec(side) ?? [];
  for (const [text, after] of [
    [side, ""],
    [body, words],
  ] as const) {
    const number =
      text === "" || !isTail(` ${after}`) ? undefined : (closedNumber(text, style) ?? (rounded ? roundedNumber(text, style) : undefined));
    // An exclamation mark behind a number is meant as one, or as a factorial.
    const exclaimed = after === "" ? /^([+-]?\d{1,4})\s?!$/.exec(text)?.[1] : undefined;
    if (number !== undefined)
      return { number, words: after, ...(exclaimed === undefined ? {} : { other: { top: BigInt(exclaimed), bottom: 1n } }) };
  }
  return undefined;
}

const codeAhead = new RegExp(`(?:${currencyCodes}|Rs\\.?)\\s?$`);

/** From the number on, with the currency code before it, if there is one. */
function codeAndRest(plain: string, at: number): string {
  const code = codeAhead.exec(plain.slice(Math.max(0, at - 5), at));
  return code === null ? plain.slice(at) : `${code[0]}${plain.slice(at).trim()}`;
}

const functionName = /(?<![\p{L}'])(?:a?(?:rc)?(?:sin|cos|tan)h?|cot|sec|csc|ln|lg|log|exp|sqrt|abs|floor|ceil|mod|gcd|lcm|det)\s?\(?$/iu;

/** Words, and nothing that could belong to a formula. */
/** Words of a script without spaces right before a number; no denial, no bound, no place in a row. */
const cjkLead =
  /^(?!.*(?:[不没無没未非第超]|至[少多]|最[多少]|[低高少多大小]于|以[上下内]))[\p{L}\s,.:;、。，]*[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\s?$/u;

function isLead(text: string): boolean {
  return (
    text === "" ||
    ((/(?:\s\(?|:|^\()$/.test(text) || cjkLead.test(text)) &&
      /^[\p{L}\s,.:;、。'"()*→⇒∴-]*$/u.test(text) &&
      !/(?:^|\s)-\s|[-*]\s?$/.test(text.replace(/(?<=\p{L}{3})\s-\s$/u, "")) &&
      !/(?<!')\b[b-hj-z]\s?$/i.test(text) &&
      !functionName.test(text))
  );
}

/** A unit or words after a number: no further number, no operator, no variable. */
function isTail(text: string): boolean {
  const plain = text.trim().replace(/^\)/, "");
  if (plain === "") return true;
  if (/[=<>+*\\{}[\]|!≠±√π∞^_]/.test(plain.replace(/(?<=[a-z])\^\{?-?\d\}?/gi, ""))) return false;
  if (/\d/.test(plain.replace(/(?<=[a-z])\^?\{?-?[\d]\}?(?!\d)/gi, ""))) return false;
  if (/^-|^\/(?!\s?[a-z]{2,20}(?:\s|$))|\b(?:pi|sqrt|half|quarters?|thirds?|infinity)\b/i.test(plain)) return false;
  if (/^(?:[ap]\.\s?m\b\.?|o'?clock\b)/i.test(plain)) return true;
  const first = foundIn(plain, /^[\p{L}°%]+/u);
  return first.length !== 1 || !/^[a-z]$/i.test(first) || /^[mgshlLVWANJKCBMT]$/.test(first) || /^a\s/.test(plain);
}

/** A decimal beside the exact value that it rounds is no second answer: 10/33 = 0.303. */
function withoutRoundings(parts: readonly Amount[]): Amount[] {
  return parts.filter(
    ({ number: one }) =>
      one.places === undefined ||
      !parts.some(({ number: other }) => other.form !== "decimal" && other.form !== "percent" && other !== one && rounds(one, other.value)),
  );
}

/**
 * A value in brackets behind the same value, or behind one that it rounds: as an alternative behind a bare one, "1/2 (50%)" and
 * "1/3 (0.333)", and as said twice behind others, "18 dollars ($18)".
 */
function withEqualsApart(plain: string): string {
  const match = /^([^()]{0,200}?)\s\(\s?([^()]{1,60}?)\s?\)$/.exec(plain);
  if (match === null) return plain;
  const [before, inner] = [match[1] as string, match[2] as string];
  const bare = readNumber(before);
  const one = bare ?? readNumber(foundIn(before, /^[^\d]{0,60}?([+-]?\d[\d.,]{0,40})[^\d]{0,60}$/, 1));
  const others = inner.split(/,?\s(?:or|=)\s|,\s/).map((part) => readNumber(part) ?? readNumber(part.replace(anyCurrency, "").trim()));
  if (one === undefined || others.includes(undefined)) return plain;
  const equal = others.every(
    (other) => other !== undefined && (sameRational(one.value, other.value) || (other.places !== undefined && rounds(other, one.value))),
  );
  return !equal ? plain : bare === undefined ? before : `${before} or ${inner}`;
}

const anyCurrency = new RegExp(`^${currencyMarks}|\\s(?:dollars?|euros?|pounds?|${currencyCodes})$`);

/** A percent beside its equal is one value in two forms. */
function joined(parts: readonly Amount[]): Amount[] {
  const isPercent = (part: Amount): boolean => part.number.form === "percent";
  const plain = parts.find((part) => !isPercent(part) && part.words === "" && part.currency === undefined);
  const percent = parts.find(isPercent);
  if (plain === undefined || percent === undefined || !sameRational(plain.number.value, percent.number.value)) return [...parts];
  return parts.filter((part) => part !== percent).map((part) => (part === plain ? { ...part, alike: percent } : part));
}

const residue =
  /^(?:[a-z]\s?(?:≡|\\equiv(?![a-z])|=)\s?)?(-?\d[\d,]{0,60})\s?(?:(\(\s?\\?mod\s?(\d{1,60})\s?\)|\\pmod\s?\{?\s?(\d{1,60})\s?\}?)|(?:\\b?)?mod(?:ulo)?\s?\{?(\d{1,60})\}?)$/i;

/** "18 (mod 20)" as a residue, "38 mod 20" as the number that is left over; undefined for anything else. */
function residueOf(plain: string, style: NumeralStyle): Amount[] | undefined {
  const match = residue.exec(plain);
  if (match === null) return undefined;
  const number = readNumber(match[1] as string, style);
  const modulus = BigInt(match[3] ?? match[4] ?? match[5] ?? 0);
  if (number === undefined || number.value.bottom !== 1n || modulus === 0n) return [];
  if (match[2] !== undefined) return [{ number, words: "", modulus }];
  const left = ((number.value.top % modulus) + modulus) % modulus;
  return [{ number: { ...number, value: { top: left, bottom: 1n } }, words: "" }];
}

function rounds(decimal: WrittenNumber, exact: Rational): boolean {
  return within(decimal.value, exact, { top: 5n, bottom: 10n ** BigInt((decimal.places ?? 0) + 1) });
}
