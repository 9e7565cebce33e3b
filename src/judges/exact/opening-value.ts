import { foundIn, textAt } from "./text-or-none.ts";
import { isLong } from "./reach.ts";
import { isBesideOf } from "./beside-of.ts";
import { correcting } from "./commentary-words.ts";
import { sentencesOf } from "./sentences.ts";

const units =
  "%|percent|per cent|°\\s?[CFK]|degrees?|dollars?|euros?|cents?|[ap]\\.?m\\.?|(?:milli|centi|kilo|mega|giga)?(?:meters?|metres?|grams?|liters?|litres?|watts?|joules?|volts?|bytes?|hertz)|miles?(?: per hour)?|feet|foot|inch(?:es)?|yards?|pounds?|ounces?|gallons?|tons?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|mph|kph|newtons?|ohms?|amps?|moles?|square \\p{L}+|cubic \\p{L}+|[a-zA-Zµ]{1,3}(?:[²³]|\\^\\d)?(?:/[a-z]{1,3}(?:[²³]|\\^\\d)?)?";
const words =
  "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred";
const months = "January|February|March|April|May|June|July|August|September|October|November|December";
const number = String.raw`[-+−]?\s?[$€£]?\d(?:[\d.,/:]*\d)?`;
/** A value and nothing else: a number with its unit, a list, a pair, a set, a date, or a formula. */
const pure = new RegExp(
  [
    `${number}\\s?(?:${units})?`,
    `${number}(?:,\\s${number}){1,20}`,
    `(?:${words})(?:[\\s-](?:${words})){0,2}`,
    String.raw`\((?![^()]*\p{L}{3})[^()]{1,40}\)|\{[^{}]{1,60}\}|\[[^[\]]{1,60}\]`,
    `(?:${months})\\s\\d{1,2},\\s\\d{4}`,
    String.raw`(?=.*[\dxyn])(?:[\d\s.+*/^()=<>≤≥√π²³−-]|[a-z](?![a-z])|sqrt|sin|cos|tan|ln|log|pi){1,40}`,
  ]
    .map((part) => `(?:${part})`)
    .join("|")
    .replace(/^.*$/su, (all) => `^(?:${all})$`),
  "iu",
);
/** A number of things: "7 marbles", "12 left". */
const counted = /^\d[\d.,]*\s\p{Ll}{3,20}(?:\s(?:left|remaining|total))?$/u;
const lead =
  /^(?:(?:so|thus|hence|therefore),?\s)?(?:(?:the\s|my\s)?(?:result|solution|total|output)(?:\sis|:)[*_]{0,3}\s|it(?:['’]s|\sis)\s|in\s(?=\d{4}$)|=\s?)?(?:exactly|about|approximately|roughly)?\s?/i;
/** What goes on with the calculation, or comes to a value. */
const goesOn =
  /^\W{0,6}(?:or|alternatively|possibly|maybe|perhaps|unless|so|thus|hence|therefore|then|now|next(?!\s(?:year|month|week))|finally|in\stotal|totals?|sum|together|altogether|overall|final|answer|result|let|step)\b|^\s{0,6}[=≈+×→]|^\W{0,6}(?:that|this|which|it)\s(?:makes|gives|leaves|comes\sto|brings|means|totals|adds|equals)\b|^\W{0,6}(?:the|my|our)\s(?:\w+\s){0,2}(?:total|answer|result|sum|solution|value)\b|\b(?:moved|changed|postponed|rescheduled|corrected|updated|revised)\s(?:to|from|until)\b|\b(?:in\stotal|altogether|in\sall|the\sanswer|total\sof)\b|^\W{0,6}(?:that|this)(?:['’]s|\sis)\s(?!about\b|approximately\b|roughly\b|\d[^.]*\band\b)/i;
const explains =
  /^\W{0,6}(?:explanation|reason(?:ing)?|because|here['’]s\s(?:the|a|my|how|why)|here\sis\s(?:the|a|my|how|why)|breakdown|steps|note|why)\b/i;

/** A value that opens a reply without marks as a line or sentence of its own, where nothing behind it corrects it or comes to another one. */
export function openingValue(text: string): string | undefined {
  if (isLong(text, "page")) return undefined;
  const lines = text.split("\n").filter((line) => /[\p{L}\p{N}]/u.test(line));
  const sentences = lines.flatMap((line) => sentencesOf(line.trim()));
  const [first = "", ...rest] = sentences;
  if (rest.length === 0 || lines.length > 16 || /[?:]\W{0,4}$|^\s{0,4}[-•]\s|^1\.?$/.test(first)) return undefined;
  const said = plainly(first);
  // What goes on behind dots is no sentence of its own: "0.333... (repeating)".
  if (/\.{2}|…/.test(first)) return undefined;
  // A total may be what the rest shares out: "The total is 48. Tom gets 12 and Ann 36."
  if (/\btotal\b/i.test(first) && /\d[^\d]+\d/.test(textAt(rest, 0))) return undefined;
  // A step of a calculation: "20 + 6 = 26".
  if (/\d\s?=\s?\d/.test(said)) return undefined;
  const next = Number.parseInt(said, 10) + 1;
  // An entry of a numbered list.
  if (lines.slice(1).some((line) => line.trimStart().startsWith(`${next}. `) || line.trimStart().startsWith(`${next}) `))) return undefined;
  const own = rest.map((sentence) => sentence.replace(/^[\s*_]*(?:explanation|reason(?:ing)?|note|check)[*_]*:[*_]*\s/i, ""));
  const last = textAt(own, -1);
  if (!pure.test(said) && !(counted.test(said) && (isBesideOf(said, last) || explains.test(textAt(rest, 0))))) return undefined;
  if (own.some((sentence) => goesOn.test(sentence) || (correcting.test(sentence) && !/^\W{0,4}not\b/i.test(sentence)))) return undefined;
  // Another pair or set of a like name may be what the first was meant as.
  if (/^[({[]/.test(said) && /\s(?:is|are)\s[({[]/.test(last) && !isBesideOf(said, last)) return undefined;
  if (pure.test(plainly(last)) || comesToOther(last, said)) return undefined;
  return said;
}

/** A sentence without the marks around it and what leads to it. */
function plainly(sentence: string): string {
  return sentence
    .replace(/^[\s*_`]{1,6}|[\s*_`.!]{1,6}$/g, "")
    .replace(lead, "")
    .replace(/^[*_]{1,3}|[*_]{1,3}$/g, "")
    .trim();
}

/** Whether a sentence calculates with the value, or another one. */
function comesToOther(last: string, said: string): boolean {
  if (said.includes("=") || !/[=≈→]|\b(?:times|plus|minus)\b/.test(last)) return false;
  const end = foundIn(last, /^.*(?:[=≈→]|\b(?:is|are)\b)\s?([^=≈→]{1,40})$/, 1);
  return plainly(end).replace(/[$€£%]|\s\p{L}.*$/gu, "") !== said.replace(/[$€£%]|\s\p{L}.*$/gu, "");
}
