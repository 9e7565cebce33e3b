import { textAt } from "./text-or-none.ts";
import { isLong } from "./reach.ts";

const calculation = /(?<![\d.,])[$€£]?\d[\d.,]*\s?[*x×·+/÷−-]\s?[$€£]?\d[^=;]{0,60}?=\s?[$€£]?(\d[\d.,]*)/gi;

/**
 * The last of several calculations in a row, where it goes on from one before or concludes: "3*3=9 sprints; 9*60=540 meters", "5 * 30 = 150, and
 * so he needs 400 - 150 = 250". Undefined where the last of a sentence only stands beside the others: "Ann has 3+4=7 and Bob has 2+3=5".
 */
export function workedOut(span: string): string | undefined {
  const parts = span.split(/\s?;\s/);
  const works = parts.every((part) => /\d\s?[*x×·+/÷−-]\s?[$€£]?\d[^=]{0,60}=\s?[$€£]?\d/i.test(part));
  if (parts.length > 1) return works ? (parts.at(-1) ?? span) : span;
  const sums = isLong(span, "lines") ? [] : [...span.matchAll(calculation)];
  const last = sums.at(-1);
  if (last === undefined || sums.length < 2 || /[\d=]/.test(span.slice(last.index + last[0].length))) return span;
  const goesOn = sums.slice(0, -1).some(([, result = ""]) => numbersIn(textAt(last[0].split("="), 0)).includes(plain(result)));
  const clause = textAt(span.slice(0, last.index).split(/,\s|(?<=\d[^,;]{0,40})\s(?=(?:so|and|then|which)\s)/), -1);
  const concludes = /^(?:and\s)?(?:so|thus|hence|therefore|then|in\stotal|altogether|overall|total)\b/i.test(clause);
  const before = span.slice(0, last.index);
  const why = before.search(/,?\s(?:since|because|having|using|given|where|as)\b[^,;=]*$/i);
  if (why > 0 && /=/.test(before.slice(0, why))) return before.slice(0, why);
  if (!goesOn && !concludes) return undefined;
  return /\d/.test(clause)
    ? span
    : `${clause.replace(/^(?:(?:and|so|then|but|thus|hence|which)\b,?\s?){1,2}/i, "")}${span.slice(last.index)}`;
}

function numbersIn(text: string): string[] {
  return (text.match(/\d[\d.,]*/g) ?? []).map(plain);
}

function plain(number: string): string {
  return number.replace(/,(?=\d{3})|[.,]+$/g, "");
}
