import type { PhraseTable } from "../../util/phrases.ts";
import { plainWords } from "../../util/plain-words.ts";
import { standingGrammar } from "../../util/standing-words.ts";
import type { Outcomes } from "./read-span.ts";
import {
  affirmingBehind,
  boundBehind,
  claimedBefore,
  commentingBehind,
  conditionBehind,
  disowningBefore,
  disowningBehind,
  disowningLabel,
  formerBefore,
  formerBehind,
  gotBefore,
  limitBefore,
  ownSpeaker,
  supposedBefore,
  turnedTo,
  turningBefore,
} from "./value-words.ts";

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
  const begin = places.length > 0 || said.length > 2000 ? -1 : said.search(/[-+−–]?[$€£¥]?\d/);
  const whole = begin > 0 && outcomesOf(said.slice(begin)).some(Boolean) ? from + begin : from;
  const length = comparing.exec(said)?.index ?? said.length;
  const all = places.length > 0 ? places : [[whole, from + length] as const];
  return all.some(([at, end]) => isOwnAt(text, at, end));
}

/** Whether the sentence around a value lets it stand for the writer's own. */
export function isOwnAt(text: string, at: number, end: number, alone = false): boolean {
  const written = text.slice(Math.max(0, at - 300), at);
  if (/(?:≠|(?<!\d)!=|\\neq?)[\s$\\([{]{0,9}$/.test(written)) return false;
  const lead = written.replace(/[\s$\\([{*_"'“]{1,20}$/, " ");
  // Behind a stop the value begins its own sentence.
  const starts = /[.!?][*_)"']{0,2}\s$/.test(lead);
  const before = starts ? [] : plainWords(lead.split(/(?<=[.!?][*_)"']{0,2})\s+(?=\S)|\n+(?=\s*\S)/).at(-1) ?? "");
  const behind = [
    ...plainWords(
      /^[^\n]{0,200}/.exec(
        text
          .slice(end)
          .replace(/^[$\\)\]}*_"'”%|]{1,20}/, "")
          .replace(/^\s?\|/, " ")
          .replaceAll("|", ","),
      )?.[0] ?? "",
    ),
    ".",
  ];
  const clause = before.slice(before.findLastIndex((word, index) => (word === "," || word === ";") && index < before.length - 1) + 1);
  const led = standingGrammar.read(before);
  const has = (table: PhraseTable): boolean => table.find(led) >= 0;
  const goesOn = standingGrammar.read(behind, "first");
  if (has(turnedTo) && affirmingBehind.find(goesOn) < 0) return false;
  if (has(disowningBefore) || has(disowningLabel) || disowningLabel.find(standingGrammar.read(clause)) >= 0) return false;
  if (isOpen(formerBefore, led.words) || isOpen(supposedBefore, led.words)) return false;
  const said = text.slice(at, end);
  const isNumber = /\d|^\p{Ll}{3,}$/u.test(said);
  const bare = behind[0] === ".";
  const follows = (table: PhraseTable): boolean => table.find(goesOn) >= 0;
  if (bare && has(gotBefore)) return false;
  if (isNumber && has(limitBefore)) return false;
  if (has(claimedBefore) && !has(ownSpeaker)) return false;
  if (!alone && before.every((word) => /^(?:the|option|choice|in)$/.test(word)) && follows(commentingBehind)) return false;
  if (follows(formerBehind) && !/^(?:second|minute|hour|day|week|month|year)s?$/.test(behind[0] ?? "")) return false;
  if (/^\W*(?:yes|no|true|false)\W*$/i.test(said) && follows(conditionBehind)) return false;
  return !follows(disowningBehind) && !(isNumber && follows(boundBehind));
}

/** Whether words tell of what is not so, and nothing behind them comes back to what is. */
function isOpen(table: PhraseTable, words: readonly string[]): boolean {
  const at = table.find(standingGrammar.read(words));
  return at >= 0 && turningBefore.find(standingGrammar.read(words.slice(at + 1))) < 0;
}
