import { isLong } from "../reach.ts";
import { isOwnAt } from "./standing-at.ts";
import type { Outcomes } from "../read-span.ts";

/** What may name a value within a sentence: a numeral with its signs, or a letter that stands alone. */
const mention =
  /[-+−–]?[$€£¥]?[-+−–]?(?:\d[\d.,/]*\d|\d)(?:\s?%)?|(?<![\p{L}-])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}{3,5}teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?![\p{L}-])|(?<![\p{L}\p{N}])\(?[A-Z]\)?(?![\p{L}\p{N}'’])/gu;
/** Words behind a number with its unit by which it is a difference. */
const comparing =
  /(?<=\d.{1,40})(?<!\bor)\s(?:is|was|seems|isn['’]t|wasn['’]t|can|cannot|could|must|would|does|may|might)\b|(?<=\d.{1,40})(?<!\bor)\s(?:more|less|fewer|faster|slower|later|ago|earlier|late|warmer|colder|hotter|cooler|longer|shorter|taller|older|younger|cheaper|heavier|lighter|below|above)(?=[.\s]*$|\sthan\b)/iu;
/** Of more places the last so many are looked at. */
const mostPlaces = 20;

/**
 * Whether a text says a value for itself at one place at least, rather than to deny it, to ascribe it to others, or to tell of what was or
 * might be. `said` is the part of it that was read; where that is a sentence, the places count at which a numeral or a letter in it is
 * the key by itself.
 */
export function isOwnValue(text: string, said: string, outcomesOf: Outcomes): boolean {
  const from = text.lastIndexOf(said);
  if (from < 0) return true;
  const places = [...said.slice(0, 2000).matchAll(mention)]
    .slice(-mostPlaces)
    .filter(({ 0: one }) => one.length < said.trim().length && outcomesOf(one).some(Boolean))
    .map(({ index, 0: one }) => [from + index, from + index + one.length] as const);
  // A number with its unit, and whatever else begins with a digit.
  const begin = places.length > 0 || isLong(said, "passage") ? -1 : said.search(/[-+−–]?[$€£¥]?\d/);
  const whole = begin > 0 && outcomesOf(said.slice(begin)).some(Boolean) ? from + begin : from;
  const length = comparing.exec(said)?.index ?? said.length;
  const all = places.length > 0 ? places : [[whole, from + length] as const];
  return all.some(([at, end]) => isOwnAt(text, at, end));
}
