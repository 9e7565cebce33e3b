import { foundIn, textAt } from "./text-or-none.ts";
import { isLong, textBefore, textFrom } from "./reach.ts";
import { isClosing } from "./closings.ts";
import type { Span } from "./extract.ts";
import type { Reading } from "./read-span.ts";
import { denies } from "./stated.ts";
import { sentencesOf } from "./sentences.ts";

const item = /^\s{0,9}(?:[-*•+]|\d{1,2}[.)])\s/;
const ordered = /^\s{0,9}\d{1,2}[.)]\s/;
const bold = /(?<![*_\w])(?:\*\*|__)(?!\s)([^*_\n]{1,60}?)(?:\*\*|__)(?![*_\w])/g;
/** Words by which a last line is the result all the same. */
const concludes =
  /=|≈|^\W{0,4}(?:so|thus|hence|therefore|then|finally|overall|altogether|in total|in all|in conclusion|total)\b|\b(?:total|answer|result|sum|altogether)\b/i;

const stating = /\b(?:total|answer|result|sum|remainder|altogether|in all|is|are|was|were|equals)\b/i;

/** A sentence of words around a value in bold, which is no label of it and no calculation. */
const sentenceWithBold = /^(?=\W{0,4}\p{Lu})(?=(?:[^*]|\*(?!\*))*[\p{L}\d]\s\*\*|\*\*[^*]+\*\*\s\p{L})(?=(?:.*?\p{L}{2,}){3})[^=≈→⇒]+$/u;

/**
 * What a text without a mark singles out as its answer before it goes on with prose: its only value in bold, or the sentence above a list at
 * its end. `last` is what its last line is read as, `reads` reads a piece of the text. Undefined where nothing is singled out or the last
 * line is the result; of two that differ neither is read.
 */
export function singledOut(text: string, last: Reading | undefined, reads: (span: Span) => Reading | undefined): Reading | undefined {
  const piece = boldIn(text, reads) ?? aboveList(text, reads);
  if (piece === undefined) return undefined;
  const { read, line } = piece;
  const stands = sentenceWithBold.test(line);
  const end = textAt(linesOf(text), -1);
  if (last === undefined || last.outcomes.length === 0) return read;
  const sentence = textAt(sentencesOf(end), -1);
  if (sentence.includes(line) || (end.includes(line) && !stands) || same(read, last)) return undefined;
  // A value in bold that a sentence states is the result: what comes to another value behind it leaves open which of them is.
  if (concludes.test(end) && !stands) return undefined;
  // An entry of a list explains what a sentence above it states.
  return item.test(end) && (stating.test(line) || line.includes("**")) ? read : { ...read, outcomes: [] };
}

function same(one: Reading, other: Reading): boolean {
  const [right, also] = [one, other].map(({ outcomes }) => outcomes.every(Boolean));
  return right === also && (right === true || one.said === other.said);
}

interface Piece {
  readonly read: Reading;
  readonly line: string;
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => /[\p{L}\p{N}]/u.test(line) && !isClosing(line));
}

/** The only value in bold, where its sentence states it. */
function boldIn(text: string, reads: (span: Span) => Reading | undefined): Piece | undefined {
  const start = Math.max(0, text.length - 8000);
  const places = new Map<string, RegExpExecArray>();
  for (const match of text.slice(start).matchAll(bold)) {
    const inner = textAt(match, 1);
    const isShort = /[\p{L}\p{N}]/u.test(inner) && !/[:：]$/.test(inner) && (inner.match(/\p{L}{2,}/gu) ?? []).length <= 3;
    if (isShort) places.set(inner.toLowerCase().replace(/[.,]$/, ""), match);
  }
  // A text with so many words in bold singles out none.
  if (places.size > 20) return undefined;
  const found = [...places.values()].flatMap((match) => {
    const at = start + match.index;
    const end = at + match[0].length;
    const before = foundIn(textBefore(text, at, "line"), /[^.!?;\n]*$/);
    const line = `${before}${match[0]}${foundIn(textFrom(text, end, "line"), /^[^.!?\n]*[.!?]?/)}`.trim();
    const read = reads({
      at,
      text: textAt(match, 1),
      firm: true,
      level: "last-line",
      denied: false,
      lead: "",
      behind: textFrom(text, end, "page"),
    });
    return read === undefined ? [] : [{ read, line, alone: line === match[0] }];
  });
  const [first] = found;
  if (first === undefined || first.alone || found.length > 1) return undefined;
  return denies(first.line) || /\?\W{0,4}$/.test(first.line) || item.test(first.line) ? undefined : first;
}

/** The sentence above the bullets with which a text ends. */
function aboveList(text: string, reads: (span: Span) => Reading | undefined): Piece | undefined {
  const lines = linesOf(text);
  const at = lines.findLastIndex((line) => !item.test(line));
  const line = (lines[at] ?? "").trim();
  const states =
    !isLong(line, "line") &&
    !/[:：?][\s*_]{0,4}$/.test(line) &&
    !/^\W{0,6}(?:let|to\s|we\s(?:need|want|have)|given|first|suppose)\b/i.test(line);
  if (at < 0 || lines.length - at < 3 || !states || ordered.test(textAt(lines, -1))) return undefined;
  const read = reads({ at: text.lastIndexOf(line), text: line, firm: true, level: "last-line", denied: false, lead: "", behind: "" });
  return read === undefined || denies(line) ? undefined : { read, line };
}
