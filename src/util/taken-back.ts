import { type Judgment, judgmentIn } from "./judgment-in.ts";
import { plainWords } from "./plain-words.ts";
import { standingGrammar } from "./standing-words.ts";
import { takenBackAbroad } from "./taken-back-abroad.ts";
import { affirmed, doubted, nothingTaken, pointedAt, takenBack, upheld } from "./taken-back-words.ts";

/**
 * What a text takes back: the place of the last sentence that does so, of the last that only speaks against a piece that claims something,
 * and of the last that affirms what such a piece denies.
 */
export interface TakenBack {
  readonly all: number;
  readonly claims: number;
  readonly denials: number;
}

/** Where a sentence begins: behind an end, on a new line or behind a value, marks of Markdown and arrows aside. */
const beginnings =
  /(?:^|[\n.!?)\u2026;\u2014\u2013\u3002\uFF01\uFF1F\uFF1B]|[}\]]["'”`]{0,3},?)(?:[\s*_~`(#[>=\u2192\u21D2\u27A1/"'-]|\uFE0F){0,9}(?=[\p{L}\u274C\u2717\u2718])/gu;
/** Of more sentences the last so many are looked at. */
const mostSentences = 300;
const longest = 300;

/**
 * Where a text takes back what it said before: "Correction: B", "scratch that", "wait, that is wrong", "更正：不通过". Such words count where
 * they begin a sentence outside of `skipped`, the values and the code of the text, and where nothing behind them upholds what stood before.
 */
export function takenBackIn(text: string, from: number, isSkipped: (at: number) => boolean): TakenBack {
  let all = -1;
  let claims = -1;
  let denials = -1;
  for (const at of sentencesFrom(text, from)) {
    const said = isSkipped(at) ? undefined : remarkAt(text, at);
    if (said === "takes back") all = at;
    if (said === "doubts") all = isUpheld(text.slice(at, at + 2 * longest)) ? all : at;
    if (said === "denies") claims = at;
    if (said === "affirms") denials = at;
  }
  return { all, claims, denials };
}

const isLedTo = /[:\uFF1A][\s>*_`"'-]{1,12}$/;
const answering = /^(?:no|yes|nein|ja|non|oui|s\u00ED)\b/i;

function sentencesFrom(text: string, from: number): number[] {
  const places: number[] = [];
  beginnings.lastIndex = Math.max(0, from - 1);
  for (let match = beginnings.exec(text); match !== null; match = beginnings.exec(text)) {
    const at = match.index + match[0].length;
    if (at >= from) places.push(at);
    if (places.length > 2 * mostSentences) places.splice(0, mostSentences);
    if (match[0] === "") beginnings.lastIndex++;
  }
  return places.slice(-mostSentences);
}

/** What a sentence says of the verdict before it, in whatever language. */
function remarkAt(text: string, at: number): Remark | undefined {
  const said = text.slice(at, at + longest);
  const sentence = said.slice(0, sentenceEnd(said));
  const abroad = takenBackAbroad(sentence);
  // An answer to a question says what was asked, which is read with it.
  if (
    answering.test(said) &&
    text
      .slice(Math.max(0, at - 10), at)
      .trimEnd()
      .endsWith("?")
  )
    return undefined;
  const own = abroad === undefined ? saidAt(text, at) : undefined;
  // What a line leads to may be another's: "The student wrote:".
  if (own !== undefined && (own === "takes back" || !isLedTo.test(text.slice(Math.max(0, at - 20), at)))) return own;
  if (abroad === "keeps") return undefined;
  if (abroad === "takes back") return abroad;
  // What leads to another value is said of that one.
  if (/[{:\uFF1A]/.test(said.charAt(sentence.length)) || /[:\uFF1A][\s*_`]{0,5}$/.test(sentence))
    return abroad === "doubts" ? abroad : undefined;
  // What comes after a doubt says what it came to.
  const judgment = judgmentAt(text, at, sentence) ?? (abroad === undefined ? undefined : judgmentIn(said.slice(sentence.length + 1)));
  if (judgment !== undefined) return judgment === "fails" ? "denies" : "affirms";
  return abroad === "corrects" ? "takes back" : abroad;
}

/** What a sentence judges, with the line that leads to it: "The program prints:\nfalse" is no verdict. Behind a bracket a sentence goes on: "f(3) is false". */
function judgmentAt(text: string, at: number, sentence: string): Judgment | undefined {
  const before = text.slice(Math.max(0, at - 200), at).replace(/(?:[\s*_~`(#[>=\u2192\u21D2\u27A1/"'-]|\uFE0F){0,20}$/, "");
  if (before.endsWith(")")) return undefined;
  // A heading goes on with the line below it: "### Errors", "None."
  if (/(?:^|\n)\s{0,3}#{1,6}\s[^\n]{0,9}$/.test(text.slice(Math.max(0, at - 20), at))) {
    const below = text.slice(at + sentence.length, at + sentence.length + longest).trimStart();
    return judgmentIn(`${sentence} ${below.slice(0, sentenceEnd(below))}`);
  }
  return judgmentIn(/[:\uFF1A]$/.test(before) ? `${before.slice(before.lastIndexOf("\n") + 1)} ${sentence}` : sentence);
}

/** Where a sentence ends; an answer to a question is a part of it: "Passed? No." */
function sentenceEnd(said: string): number {
  const end = said.search(/[.!](?=\s|$)|\?(?!\s{0,3}(?:no|yes|nein|ja|non|oui|s\u00ED)\b)|[\n{}\u3002\uFF01\uFF1F]/i);
  return end < 0 ? said.length : end;
}

/** What a sentence says of the answer before it: that it is taken back or may be, that it does not hold, or that it does although it says no. */
export type Remark = "takes back" | "doubts" | "denies" | "affirms";

/** What the sentence that begins at a place says of the answer before it. */
export function saidAt(text: string, at: number): Remark | undefined {
  const words = sentenceAt(text, at);
  const said = remarkIn(words);
  if (said !== undefined) return said;
  // "Actually, scratch that", "Note: ignore the above", "Nope, that's not right".
  const from = words.findIndex((word) => !openers.has(word));
  return from > 0 ? remarkIn(words.slice(from)) : undefined;
}
const openers: ReadonlySet<string> = new Set(
  "actually , : ; . ! - — – ( so well ok okay hmm note nb p.s ps important please no nope nah wait sorry oh and but however yet then edit update correction in fact anyway".split(
    " ",
  ),
);

function remarkIn(words: readonly string[]): Remark | undefined {
  const said = standingGrammar.read(words, "first");
  if (takenBack.find(said) >= 0) return nothingTaken.find(said) >= 0 ? undefined : "takes back";
  if (doubted.find(said) >= 0) return "doubts";
  if (pointedAt.find(said) >= 0) return "denies";
  return affirmed.find(said) >= 0 ? "affirms" : undefined;
}

function isUpheld(text: string): boolean {
  const words = plainWords(text);
  // A grammar reads thirty words at a time; rows of words may lie across two of them.
  for (let at = 0; at < words.length; at += 20) if (upheld.find(standingGrammar.read(words.slice(at, at + 30))) >= 0) return true;
  return false;
}

function sentenceAt(text: string, at: number): string[] {
  const said = text.slice(at, at + longest);
  const end = said.search(/[.!?](?=\s|$)|\n|[{}]/);
  return [...plainWords(end < 0 ? said : said.slice(0, end)), "."];
}
