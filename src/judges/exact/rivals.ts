import { isClosing } from "./closings.ts";
import { sentencesOf } from "./sentences.ts";
import { statedIn } from "./stated.ts";

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
/** Words of a sentence after which a value is the answer, and words behind one that say so. */
const lead =
  /^[\s*_(]{0,6}(?:(?:so|thus|hence|therefore|then|finally|overall|but|however|still|yet|that said|on balance|actually|really|altogether|in conclusion|in short|in total|in summary|again|anyway|ok(?:ay)?)\b[,:]?\s){0,2}(?:(?:i|we)(?:['’]d|\swould|['’]ll|\swill)?\s(?:rather\s|now\s|instead\s)?(?:go\swith|go\sfor|prefer|get|got|have|find|found|obtain|choose|chose|pick|say|conclude)\s(?:that\s)?)?(?:(?:it|that|this|(?:the|my|our)\s(?:(?:final|correct|right|real|true|actual|total|overall|new)\s){0,2}(?:answer|result|total|sum|value|solution|number|option|choice|amount))(?:['’]s|\s(?:is|was|equals|must\sbe|should\sbe|comes\sto|will\sbe))\s|(?:(?:final|correct|right|total|overall)\s)?(?:answer|result|total|sum|value|solution|conclusion|final)\s?[:：=]\s?)?(?:therefore\s|thus\s|then\s|actually\s|really\s|simply\s|exactly\s)?/i;
const trail =
  /\s(?:is|was)\s(?:(?:also|actually|really|indeed|in\sfact)\s)?(?:the\s)?(?:correct|right|answer|solution|result|true|best|final)(?:\s(?:answer|one|option|choice|value|result))?$|\sit\sis$/i;
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
  const text = behind.slice(0, 16_384);
  const equal = /^[\s$*_)\]}\\]{0,6}=\s?([^=\n]{1,60}?)[\s.$*_]{0,6}(?:\n|$)/.exec(text)?.[1];
  if (equal !== undefined && !prose && differs(equal)) return true;
  const lines = text
    .replace(/^[^\n]*?(?=[.!?]\s|\n|$)[.!?]?/, "")
    .split("\n")
    .filter((line) => /[\p{L}\p{N}]/u.test(line) && !isClosing(line));
  const next = sentencesOf(lines[0] ?? "")[0] ?? "";
  const last = lines.at(-1) ?? "";
  const end = sentencesOf(last).at(-1) ?? "";
  const before = lines.length > 1 || end !== last ? `${lines.at(-2) ?? ""} ${last.slice(0, last.length - end.length)}` : "";
  if (item.test(last) || /,\s*$/.test(lines.at(-2) ?? "")) return false;
  if ([next, end].some((sentence) => !other.test(sentence) && isBare(plain(sentence), said, prose) && differs(plain(sentence))))
    return true;
  return prose ? namesOther(end, goesBack.test(`${before} ${end}`), said, differs) : claims(end, said, differs);
}

/** Whether a last sentence claims another number, option or formula as the answer. */
function claims(sentence: string, said: string, differs: (candidate: string) => boolean): boolean {
  if (other.test(sentence.replace(lead, ""))) return false;
  const value = plain(
    plain(sentence)
      .replace(/^.*,\s(?=(?:so|thus|hence|therefore)\s)|^(?:since|because|as)\s.*,\s(?=\S{1,20}(?:\s=\s\S{1,20})?$)/i, "")
      .replace(lead, "")
      .replace(trail, ""),
  );
  return value !== plain(sentence) && isBare(value, said, false) && differs(value);
}

/** Whether a last sentence comes to another name: after a conclusion, of "it", or where the text goes back on what it said. */
function namesOther(sentence: string, back: boolean, said: string, differs: (candidate: string) => boolean): boolean {
  if (other.test(sentence)) return false;
  const own = plain(sentence)
    .replace(/^.*,\s(?=(?:so|thus|hence|therefore)\s)/i, "")
    .replace(/^(?:actually|wait|sorry|oops|however|but|on reflection|in fact|no)\b[,:]?\s/i, "");
  const bare = own.replace(lead, "").replace(trail, "");
  const concluded = /^(?:so|thus|hence|therefore)\b/i.test(own);
  const stated = back || concluded ? (statedIn(own.replace(/^(?:so|thus|hence|therefore),?\s(?:the answer is\s)?/i, "")) ?? bare) : bare;
  return (stated !== own || back) && isBare(plain(stated), back ? "" : said, true) && differs(plain(stated));
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
  if (text.length > 60 || /=.*=|^(?![a-z]\w?\s?=).*=/i.test(text)) return false;
  return words.every((word) => said.toLowerCase().includes(word.toLowerCase()));
}
