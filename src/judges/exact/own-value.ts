import type { PhraseTable } from "../../util/phrases.ts";
import { plainWords } from "../../util/plain-words.ts";
import { standingGrammar } from "../../util/standing-words.ts";
import type { Outcomes } from "./read-span.ts";
import {
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
  ownSpeaker,
  supposedBefore,
  turningBefore,
} from "./value-words.ts";

/** What may name a value within a sentence: a numeral with its signs, or a letter that stands alone. */
const mention = /[-+−–]?[$€£¥]?[-+−–]?(?:\d[\d.,/]*\d|\d)(?:\s?%)?|(?<![\p{L}\p{N}])\(?[A-Z]\)?(?![\p{L}\p{N}'’])/gu;
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
  const all = places.length > 0 ? places : [[from, from + said.length] as const];
  return all.some(([at, end]) => isOwnAt(text, at, end));
}

/** Whether the sentence around a value lets it stand for the writer's own. */
export function isOwnAt(text: string, at: number, end: number): boolean {
  const lead = text.slice(Math.max(0, at - 300), at).replace(/[\s$\\([{*_"'“]{1,20}$/, " ");
  const before = plainWords(lead.split(/(?<=[.!?][*_)"']{0,2})\s+(?=\S)|\n+(?=\s*\S)/).at(-1) ?? "");
  const behind = [...plainWords(/^[^\n]{0,200}/.exec(text.slice(end).replace(/^[$\\)\]}*_"'”%]{1,20}/, ""))?.[0] ?? ""), "."];
  const clause = before.slice(before.findLastIndex((word, index) => (word === "," || word === ";") && index < before.length - 1) + 1);
  const led = standingGrammar.read(before);
  const has = (table: PhraseTable): boolean => table.find(led) >= 0;
  if (has(disowningBefore) || has(disowningLabel) || disowningLabel.find(standingGrammar.read(clause)) >= 0) return false;
  if (isOpen(formerBefore, led.words) || isOpen(supposedBefore, led.words)) return false;
  const goesOn = standingGrammar.read(behind, "first");
  const bare = behind[0] === ".";
  const follows = (table: PhraseTable): boolean => table.find(goesOn) >= 0;
  if (bare && has(gotBefore)) return false;
  if (has(claimedBefore) && !has(ownSpeaker)) return false;
  if (before.every((word) => /^(?:the|option|choice|in)$/.test(word)) && follows(commentingBehind)) return false;
  if (follows(formerBehind) && !/^(?:second|minute|hour|day|week|month|year)s?$/.test(behind[0] ?? "")) return false;
  const said = text.slice(at, end);
  if (/^\W*(?:yes|no|true|false)\W*$/i.test(said) && follows(conditionBehind)) return false;
  return !follows(disowningBehind) && !(/\d/.test(said) && follows(boundBehind));
}

/** Whether words tell of what is not so, and nothing behind them comes back to what is. */
function isOpen(table: PhraseTable, words: readonly string[]): boolean {
  const at = table.find(standingGrammar.read(words));
  return at >= 0 && turningBefore.find(standingGrammar.read(words.slice(at + 1))) < 0;
}
