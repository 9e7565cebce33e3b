import { foundIn, textAt } from "../text-or-none.ts";
import { textBefore } from "../reach.ts";
import type { PhraseTable, ReadWords } from "../../../util/phrases.ts";
import { plainWords } from "../../../util/plain-words.ts";
import { standingGrammar } from "../../../util/standing-words.ts";
import {
  affirmingBehind,
  boundBehind,
  claimedBefore,
  commentingBehind,
  conditional,
  conditionBehind,
  denyingBefore,
  disowningBefore,
  disowningBehind,
  disowningLabel,
  formerBefore,
  formerBehind,
  gotBefore,
  limitBefore,
  ownSpeaker,
  perhapsOthers,
  ranking,
  reformed,
  supposedBefore,
  suppositionBehind,
  turnedTo,
  turningBefore,
  varied,
  wouldBefore,
} from "./words-around.ts";

/** "Alice's answer", but no "today's answer" and no "the problem's answer". */
const possessive =
  /\b(?!(?:today|tonight|problem|question|exercise|puzzle|riddle|task|quiz|test|equation|part|let|here|that|it|what|there|where|who|now|this)\b)\p{L}[\p{L}\d.-]{0,30}(?:['’]s|(?<=s)['’])\s(?:(?:final|first|own|original|given)\s)?answers?\W{0,4}(?:(?:is|was)\s)?\W{0,6}$/iu;

/** What the sentence around a value makes of it: the writer's own, one that is denied, one of others or of former times, or one that is only supposed. */
export type ClaimStanding = "own" | "maybe" | "denied" | "others" | "open";

/** Whether the sentence around a value lets it stand for the writer's own. */
export function isOwnAt(text: string, at: number, end: number, alone = false): boolean {
  return /^(?:own|maybe)$/.test(standingAt(text, at, end, alone));
}

export function standingAt(text: string, at: number, end: number, alone = false): ClaimStanding {
  const written = textBefore(text, at, "line");
  if (/(?:≠|(?<!\d)!=|\\neq?)[\s$\\([{]{0,9}$/.test(written)) return "denied";
  const lead = written.replace(/[\s$\\([{*_"'“]{1,20}$/, " ");
  // Behind a stop the value begins its own sentence.
  const starts = /[.!?][*_)"']{0,2}\s$/.test(lead);
  const before = starts ? [] : plainWords(textAt(lead.split(/(?<=[.!?][*_)"']{0,2})\s+(?=\S)|\n+(?=\s*\S)/), -1));
  const behind = [
    ...plainWords(
      foundIn(
        text
          .slice(end, end + 300)
          .replace(/^[$\\)\]}*_"'”%|]{1,20}/, "")
          .replace(/^\s?\|/, " ")
          .replaceAll("|", ","),
        /^[^\n]{0,200}/,
      ),
    ),
    ".",
  ];
  const clause = before.slice(before.findLastIndex((word, index) => (word === "," || word === ";") && index < before.length - 1) + 1);
  const led = standingGrammar.read(before);
  const has = (table: PhraseTable): boolean => table.find(led) >= 0;
  const goesOn = standingGrammar.read(behind, "first");
  if (has(turnedTo) && affirmingBehind.find(goesOn) < 0) return "open";
  if (has(denyingBefore)) return "denied";
  if (
    has(disowningBefore) ||
    has(disowningLabel) ||
    (clause.length < before.length && disowningLabel.find(standingGrammar.read(clause)) >= 0)
  )
    return "others";
  if (isOpen(formerBefore, led) || isOpen(supposedBefore, led)) return "open";
  const said = text.slice(at, end);
  const isNumber = /\d|^\p{Ll}{3,}$/u.test(said);
  const bare = behind[0] === ".";
  const follows = (table: PhraseTable): boolean => table.find(goesOn) >= 0;
  if (bare && has(gotBefore)) return "others";
  if (isNumber ? has(limitBefore) : has(ranking)) return "open";
  if (has(claimedBefore) && !has(ownSpeaker)) return "others";
  if (!alone && before.every((word) => /^(?:the|option|choice|in)$/.test(word)) && follows(commentingBehind)) return "others";
  if (follows(formerBehind) && !/^(?:second|minute|hour|day|week|month|year)s?$/.test(textAt(behind, 0))) return "open";
  if (/^\W*(?:yes|no|true|false)\W*$/i.test(said) && follows(conditionBehind)) return "open";
  if (follows(suppositionBehind) && conditional.find(led) >= 0) return "open";
  if (has(wouldBefore) && follows(conditionBehind)) return "open";
  if (follows(disowningBehind)) return "others";
  if (isNumber && follows(boundBehind)) return "open";
  const instead = behind.slice(0, behind.indexOf(".")).includes("instead");
  const cased = conditional.find(led) >= 0 || (instead && has(varied));
  return (cased && reformed.find(led) < 0) || has(perhapsOthers) || possessive.test(written) ? "maybe" : "own";
}

/** Whether words tell of what is not so, and nothing behind them comes back to what is. */
function isOpen(table: PhraseTable, read: ReadWords): boolean {
  const at = table.find(read);
  return at >= 0 && turningBefore.find(standingGrammar.read(read.words.slice(at + 1))) < 0;
}
