import { foundIn } from "../text-or-none.ts";
import { textBefore } from "../reach.ts";
import { type ClaimStanding, standingAt } from "./standing-at.ts";

/** Verbs by which a sentence says what the answer is, or might be, or is not. */
const mark = /\b(?:answers?|ans)\b["'”]?[^\n.:?!=;]{0,60}?(?:[:：=]|\b(?:is|are|was|were|be|been|equals|isn't|aren't|wasn't)\b)/gi;
const clauseEnd =
  /[.!?](?=[\s"')*_]|$)|[;\n]|,\s(?:(?:but|so|yet|while|whereas|hence|thus|therefore|and|as)\s)?(?=(?:the|my)\s(?:correct|right|true|actual|real|final|answer)|(?:it|that)(?:'s|\sis)\s(?!wrong|incorrect|not)|(?:mine|ours)\sis\s|(?:i|we)\s(?:choose|pick|select|go)|actually|in fact|instead)/i;
/** Where the value behind a mark ends. */
const valueEnd = /[,;(!?\n]|\.(?!\d)|\s(?:because|since|as|if|when|unless|but|which|where|for|in|until|according|instead|by)\b|\s[—–-]\s/;
const mostMarks = 100;

interface Statement {
  readonly from: number;
  readonly to: number;
  readonly standing: ClaimStanding;
}

/**
 * A text in which the sentences are blank that name an answer which is not the text's own: a wrong one, what others may think, a
 * supposition. What only would be the answer, "if the sign were flipped", is blank where an answer stands elsewhere. Places stay.
 */
export function withoutAsides(text: string): string {
  const said = answersIn(text);
  const own = /\\boxed\s?\{|^#### /m.test(text) || said.some(({ standing }) => standing === "own");
  return blanked(
    text,
    said.filter(({ standing }) => standing === "others" || (own && (standing === "open" || standing === "maybe"))),
  );
}

/** A text without the sentences that deny an answer: what is left may name it. */
export function withoutDenials(text: string): string {
  return blanked(
    text,
    answersIn(text).filter(({ standing }) => standing === "denied"),
  );
}

/** Whether all that a text says of its answer is said for one case or another: "when read as a noun the answer is 7; when read as a verb the answer is 9". */
export function isByCases(text: string): boolean {
  const said = answersIn(text);
  return said.length > 1 && said.every(({ standing }) => standing === "maybe");
}

/** What a text says of answers, and how. */
function answersIn(text: string): readonly Statement[] {
  let last = 0;
  return [...text.matchAll(mark)].slice(-mostMarks).map((match) => {
    const around = sentenceAround(text, match);
    const at = match.index + match[0].length;
    const lead = foundIn(text.slice(at, at + 9), /^[\s*_$("“':]{0,9}/).length;
    const rest = text.slice(at + lead, around.to);
    const cut = rest.search(valueEnd);
    const end = cut < 0 ? around.to : at + lead + cut;
    // A question is read as one.
    const standing = text[end] === "?" ? "own" : standingAt(text, at + lead, end);
    const from = clauseStart(text, around.from, last, match.index);
    last = at;
    return { from, to: around.to, standing };
  });
}

/** Where the clause of a mark begins in a sentence that has named an answer already. */
function clauseStart(text: string, from: number, past: number, at: number): number {
  if (past <= from) return from;
  const cut = [...text.slice(past, at).matchAll(/[,(;]|\s(?:while|whereas|but|though|although|[-–—])\s/g)].at(-1)?.index;
  return cut === undefined ? from : past + cut;
}

function sentenceAround(text: string, { index, 0: { length } }: RegExpExecArray): { from: number; to: number } {
  const back = textBefore(text, index, "line");
  const start = [...back.matchAll(/[.!?;](?=[\s"')*_])|\n/g)].at(-1)?.index ?? -1;
  const ahead = text.slice(index + length, index + length + 400);
  const end = ahead.search(clauseEnd);
  return { from: index - back.length + start + 1, to: end < 0 ? index + length + ahead.length : index + length + end };
}

function blanked(text: string, sentences: readonly Statement[]): string {
  let out = "";
  let last = 0;
  for (const { from, to } of [...sentences].sort((a, b) => a.from - b.from)) {
    if (to <= last) continue;
    const start = Math.max(from, last);
    out += text.slice(last, start) + text.slice(start, to).replace(/[^\n]/g, " ");
    last = to;
  }
  return out + text.slice(last);
}
