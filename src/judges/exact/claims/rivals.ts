import { textAt } from "../text-or-none.ts";
import { beginningOf, isLong } from "../reach.ts";
import { isClosing } from "../closings.ts";
import { sentencesOf } from "../sentences.ts";
import { claimIn } from "./conclusions.ts";

/** How a text that goes on behind its answer is looked at for another one. */
export interface Rivalry {
  /** Any words are a value: only names count. */
  readonly prose: boolean;
  /** The answer as it was read. */
  readonly said: string;
  /** Whether a piece is a value of the kind, and another than the answer. */
  readonly differs: (candidate: string) => boolean;
}

const item = /^\s{0,9}(?:[-*•+]\s|\d{1,2}[.)]\s|\||>|\[\^?\d)/;
/** Words that make another thing of a value: another form of the answer, a check, a condition, somebody else's. */
const other =
  /\b(?:if|unless|would|could|might|may|when|were|had|not|never|without|instead\sof|rather\sthan|about|approximately|roughly|around|rounded|nearly|almost|check|verify|verification|confidence|source|page|note|said|say|says|think|thinks|wrong|incorrect|some|many|people|for\sexample|e\.g\.)\b|n['’]t\b|[≈~?]/i;
const goesBack =
  /\b(?:actually|wait|oops|misread|mistake|mistaken|wrong|forgot|correction|sorry|reflection|thought|reconsider\w*|revis\w+|instead|however|but|i now)\b/i;

/**
 * Whether a text names another answer behind its own, in a way that nothing explains: the next sentence or the last line is another value,
 * or its last sentence says that it is one. A working, an entry of a list, a label of something else and another unit are none.
 */
export function hasRival(behind: string, { prose, said, differs }: Rivalry): boolean {
  const text = beginningOf(behind, "reply");
  const equal = /^[\s$*_)\]}\\]{0,6}=\s?([^=\n]{1,60}?)[\s.$*_]{0,6}(?:\n|$)/.exec(text)?.[1];
  if (equal !== undefined && !prose && differs(equal)) return true;
  const lines = text
    .replace(/^[^\n]*?(?=[.!?]\s|\n|$)[.!?]?/, "")
    .split("\n")
    .filter((line) => /[\p{L}\p{N}]/u.test(line) && !isClosing(line));
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return false;
  const [next] = sentencesOf(first) as [string];
  const end = sentencesOf(last).at(-1) as string;
  const above = textAt(lines, -2);
  if (item.test(last) || /,\s*$/.test(above)) return false;
  if ([next, end].some((sentence) => !other.test(sentence) && isBare(plain(sentence), said, prose) && differs(plain(sentence))))
    return true;
  // "It takes 2 hours. Plus the break, it takes 2 hours and 15 minutes."
  const lead = prose ? undefined : /(\p{L}+\s\p{L}+)\s\W{0,3}\d[^.!?]*\W{0,3}$/u.exec(said)?.[1]?.toLowerCase();
  const [, repeated] = lead === undefined ? [] : end.toLowerCase().split(`${lead} `);
  if (repeated !== undefined && !other.test(end) && differs(plain(repeated))) return true;
  const back = goesBack.test(`${above} ${last}`);
  const reads = (value: string): boolean => isBare(plain(value), prose && back ? "" : said, prose) && differs(plain(value));
  const value = other.test(end.replace(/^\W{0,4}I(?:['’]\w{1,2}|\swould)?\s(?:\w{3,7}\s)?(?:say|think|believe)\s/i, ""))
    ? undefined
    : claimIn(plain(end), { prose, several: false, reads }, back);
  return value !== undefined;
}

function plain(sentence: string): string {
  return sentence
    .replace(/[*_]{1,3}/g, "")
    .trim()
    .replace(/[.!]$/, "")
    .trim();
}

/** Whether words are nothing but a value: as a name where names are values, else with no words but those that the answer has too. */
function isBare(text: string, said: string, prose: boolean): boolean {
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  if (prose) {
    const small = !/\p{Lu}/u.test(said);
    const name =
      /^(?:yes|no|true|false|\p{Lu}[\p{L}'’.-]*(?:\s\p{Lu}[\p{L}'’.-]*){0,3})$/u.test(text) ||
      (small && /^\p{Ll}{3,20}(?<!ly|ing)$/u.test(text));
    return name && !/^(?:good|great|thanks|enjoy|cheers|done|end|note|hope|correct|right|clear|obvious|important|beautiful)$/i.test(text);
  }
  if (isLong(text, "words") || /=.*=|^(?![a-z]\w?\s?=).*=/i.test(text)) return false;
  return words.every((word) => said.toLowerCase().includes(word.toLowerCase()));
}
