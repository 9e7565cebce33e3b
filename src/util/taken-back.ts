import { plainWords } from "./plain-words.ts";
import { standingGrammar } from "./standing-words.ts";
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

const heads =
  /\b(?:korrektur|berichtigung|correctif|correcci\u00f3n|correzione|final|correct(?:ion|ed|ing)|retracted|withdrawn|kidding|joking|just|psych|nope|nah|not|note|nb|p\.s|ps|after|having|consider|treat|regard|however|yet|do|don['’]t|it|he|she|they|should|passed|in fact|upon|scratch|strike|amendment|rather|let|cancel|delete|undo|ignore|disregard|forget|discard|drop|retract|i|we|oops|whoops|oh|my|mistake|typo|never|nevermind|sorry|apologies|actually|edit(?:ed)?|updated?|fix(?:ed)?|revised|amended|erratum|revision|wait|hold|hang|hmm?|no|on|upon|looking|checking|reading|that|this|the|above|please|so|but|and|well|ok|okay|the\s(?:preceding|previous|prior|earlier|last|json|object|verdict|grade|correct|right|true|real|actual|code|program|solution|submission|tests?))\b/gi;
/** Of more such words the last so many are looked at. */
const mostHeads = 300;
const longest = 300;

/**
 * Where a text takes back what it said before: "Correction: B", "scratch that", "wait, that is wrong". Such words count where they
 * begin a sentence outside of `skipped`, the values and the code of the text, and where nothing behind them upholds what stood before.
 */
export function takenBackIn(text: string, from: number, isSkipped: (at: number) => boolean): TakenBack {
  const places: number[] = [];
  heads.lastIndex = from;
  for (let match = heads.exec(text); match !== null; match = heads.exec(text)) {
    if (!beginsSentence(text, match.index, from)) continue;
    places.push(match.index);
    if (places.length > 2 * mostHeads) places.splice(0, mostHeads);
  }
  let all = -1;
  let claims = -1;
  let denials = -1;
  for (const at of places.slice(-mostHeads)) {
    const said = isSkipped(at) ? undefined : saidAt(text, at);
    if (said === "takes back") all = at;
    if (said === "doubts") all = isUpheld(text.slice(at, at + 2 * longest)) ? all : at;
    if (said === "denies") claims = at;
    if (said === "affirms") denials = at;
  }
  return { all, claims, denials };
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

function beginsSentence(text: string, at: number, from: number): boolean {
  const before = text.slice(Math.max(from, at - 12), at);
  return at === from || /(?:^|[\n.!?)\u2026;\u2014\u2013]|[}\]]["'”`]{0,3})[\s*_~`(#-]{0,9}$/.test(before);
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
