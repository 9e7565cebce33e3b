import { foundIn } from "./text-or-none.ts";
import { beginningOf, textFrom } from "./reach.ts";
import { concluding, correcting, hasVerb, joint, ofAnswer, turning } from "./commentary-words.ts";
import type { Span } from "./extract.ts";
import { isClause } from "./stated.ts";

/** How a value behind a mark is told from what is said about something else. */
export interface ValueBehindMark {
  /** Any words are a value: a head is one where it is short and no sentence. */
  readonly prose: boolean;
  /** Several items joined by commas and "and" are one value. */
  readonly several: boolean;
  /** Whether a text is a value of the kind. */
  readonly reads: (text: string) => boolean;
  /** Whether a text as it stands is the key, where words may be one. */
  readonly isKey: (text: string) => boolean;
}

/** A subject that is set against the one that was asked about. */
const another =
  /^(?:the|its|an?)\s(?:other|reverse|converse|inverse|opposite|contrary|negation|second|next|previous|last)\b|^another\s|^its converse\b/i;
const longestHead = 200;

/**
 * A span without what tells of something else behind its value: "$40, although the list price is $50" is $40. What stands right behind a
 * mark is the answer; what goes back on it, concludes from it or names another answer is left for those who read that.
 */
export function withoutCommentary(span: Span, test: ValueBehindMark): Span {
  if (span.denied || span.level === "last-line") return span;
  if (span.level === "box") return { ...span, behind: withoutSentences(withoutClause(span.behind, test, true), test) };
  const text = withoutClause(span.text, test, false);
  const end = sentenceEnd(text);
  const said = text.slice(0, end) + withoutSentences(text.slice(end), test);
  return { ...span, text: said, behind: withoutSentences(span.behind, test) };
}

/** A text without the clause behind the value that it begins with; behind a box nothing is left of the value itself. */
function withoutClause(text: string, test: ValueBehindMark, boxed: boolean): string {
  const end = sentenceEnd(text);
  const sentence = text.slice(0, Math.min(end, 600));
  for (const match of [...sentence.matchAll(joint)].slice(0, 8)) {
    const head = sentence.slice(0, match.index);
    if (head.length > longestHead) break;
    if (!(boxed ? /^[\s\p{L}.*_$)}\]]{0,30}$/u.test(head) && !isClause(head) : isHead(head, test))) continue;
    const from = match.index + match[0].length;
    const to = commentUntil(sentence, from, match.groups ?? {}, test);
    if (to === undefined || (!boxed && test.isKey(sentence))) continue;
    // The bracket closes what it opened.
    const closing = match.groups?.["gap"]?.includes("(") ? Math.max(to, sentence.indexOf(")", from) + 1) : to;
    return head + sentence.slice(closing).replace(/^\)?/, "") + text.slice(sentence.length);
  }
  return text;
}

function isHead(head: string, { prose, reads }: ValueBehindMark): boolean {
  const plain = head.trim();
  if (!/[\p{L}\p{N}]/u.test(plain) || isClause(plain) || correcting.test(plain) || /[,;]\s(?:and|but|or|so|which)\b/i.test(plain))
    return false;
  if (/^\W{0,6}(?:because|since|although|though|while|whereas|if|when|as)\b/i.test(plain)) return false;
  return prose ? plain.split(/\s+/).length <= 6 : reads(plain);
}

/** Where the commentary that begins there ends: at what goes back on the answer, else at the end of the sentence; undefined where it is none. */
function commentUntil(
  sentence: string,
  from: number,
  { sub, coord, gap = "" }: { readonly [name: string]: string | undefined },
  test: ValueBehindMark,
): number | undefined {
  let to = from;
  for (const piece of sentence.slice(from).split(/(?<=[,;]\s|\s[—–-]\s|—)/)) {
    const first = to === from;
    const said = piece.replace(/[,;\s—–-]+$/, "");
    if (correcting.test(said) || (concluding.test(said) && !(first && sub !== undefined))) break;
    if (first && sub === undefined && !isStatement(said, coord, gap, test)) return undefined;
    to += piece.length;
  }
  return to === from ? undefined : to < sentence.length ? to - foundIn(sentence.slice(from, to), /[,;]?\s?(?:[—–-]\s)?$/).length : to;
}

/** Whether a clause without a conjunction that subordinates it has a subject of its own and a verb. */
function isStatement(said: string, coord: string | undefined, gap: string, { several }: ValueBehindMark): boolean {
  if (!hasVerb(said)) return false;
  if (coord === undefined && gap.startsWith(",")) return false;
  if (several && coord === "and" && !isClause(said) && !/^\W{0,3}(?:the|an?|his|her|its|their|our|another|each)\s/i.test(said))
    return false;
  return coord === "and" || !ofAnswer.test(said);
}

/** A text that goes on behind an answer without the sentences at its beginning that turn to something else. */
function withoutSentences(text: string, { prose }: ValueBehindMark): string {
  let at = 0;
  let out = "";
  for (let count = 0; count < 4; count += 1) {
    const rest = textFrom(text, at, "lines");
    const gap = foundIn(rest, /^[\s.!*_)"'”]{0,12}/);
    const length = sentenceEnd(rest.slice(gap.length));
    const said = rest.slice(gap.length, gap.length + length);
    const turn = foundIn(said, turning);
    const own = said.slice(turn.length);
    const states = (turn !== "" || (prose && (/\n/.test(gap) || another.test(own)))) && hasVerb(own) && !ofAnswer.test(own);
    if (!states || correcting.test(said.replace(/^also/i, "")) || concluding.test(own)) break;
    out += gap;
    at += gap.length + length;
  }
  return at === 0 ? text : out + text.slice(at);
}

/** Where the first sentence of a text ends, at its stop or at the line. */
function sentenceEnd(text: string): number {
  const at = beginningOf(text, "paragraph").search(/[.!?](?=[*_)"'”]{0,3}\s+[\p{Lu}\d$*_(\\])|[.!?][*_)"'”]{0,3}\s*$|\n/u);
  return at < 0 ? text.length : at;
}
