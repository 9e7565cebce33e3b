import { isLong } from "./reach.ts";

const ones = "first second third fourth fifth sixth seventh eighth ninth".split(" ");
const teens = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(" ");
const tens = "twent thirt fort fift sixt sevent eight ninet".split(" ");

/** Every ordinal below a hundred in words, with its number. */
const words: ReadonlyMap<string, number> = new Map([
  ...[...ones, ...teens].map((word, at) => [word, at + 1] as const),
  ...tens.flatMap((ten, at) => [
    [`${ten}ieth`, 10 * (at + 2)] as const,
    ...ones.map((one, unit) => [`${ten}y-${one}`, 10 * (at + 2) + unit + 1] as const),
  ]),
  ["hundredth", 100],
  ["thousandth", 1000],
]);
const spelled = new RegExp(
  `(?<![\\p{L}\\d-])(?:(?:one|a) (?=hundredth|thousandth))?(${[...words.keys()]
    .sort((a, b) => b.length - a.length)
    .join("|")
    .replaceAll("-", "[- ]")})(?![\\p{L}\\d])`,
  "giu",
);
const inDigits = /(?<![\p{L}\d.,-])(\d{1,4})(?:st|nd|rd|th|\^\{?(?:\\?text)?\{?(?:st|nd|rd|th)\}{0,2})(?![\p{L}\d])/giu;

/** A text with each ordinal, in words or in digits, as its number and "th"; a place is only its ordinal: 3th of "third place" and of "3rd". */
export function withOrdinals(text: string): string {
  if (isLong(text, "clause")) return text;
  return text
    .replace(inDigits, "$1th")
    .replace(spelled, (_all, word: string) => `${words.get(word.toLowerCase().replace(" ", "-"))}th`)
    .replace(/(?<=\dth)-(?=\p{L})/gu, " ")
    .replace(/^(?:in\s)?(?:the\s)?(\d{1,4}th)(?:\s(?:place|position|rank|one))?$/i, "$1");
}
