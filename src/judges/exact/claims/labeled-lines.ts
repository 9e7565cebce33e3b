import { textFrom } from "../reach.ts";
import { sentencesOf } from "../sentences.ts";

/** A label of its own line: words, the number of a question or of an entry, `P(A)`, `f'(x)`, and the value behind it. */
const labeled =
  /^\s{0,9}(?:[-*•+]\s{1,3})?[*_]{0,3}(?:(?<entry>\(?(?:\d{1,2}|[a-h]|[ivx]{1,4}|q\d{1,2})[.)])[*_]{0,3}\s{1,3}|(?<name>\p{L}[\p{L}\p{N}’'()/&,. -]{0,60}?)[*_]{0,3}(?:\s?[:：=](?!=)|\s[—–]\s)[*_]{0,3}\s{0,3})(?<value>\S.{0,60}?)[\s.]{0,3}$/iu;
/** A label by which its value is the one that counts. */
export const concluding =
  /\b(?:answers?|result|solution|total|sum|altogether|final|overall|conclusion|therefore|thus|hence|so|output|remaining|remainder|left|profit|difference|verdict|outcome|net|asked|correct(?:ion|ed)?|simplif\w+|rounded|revis\w+|updated?|steps?|finally|then|after|now|new|in (?:\p{L}+ )?\p{L}+|decimal|fraction|percent\w*|approx\w*|reply|response|reads?|prints?)\b/iu;
/** A label by which its value is no answer of its own. */
const beside =
  /^(?:checks?|verification|notes?|given|given that|input|example|hint|confidence|question(?!\s?\d)|problem(?!\s?\d)|reason\w*|explanation|because|working|work|calculation|method|formula|unit|units|source|if|let|where|since|we have|equation)\b/i;

/** A line of a label and a value. */
interface LabeledLine {
  readonly label: string;
  readonly value: string;
  readonly entry: boolean;
}

function labeledIn(line: string): LabeledLine | undefined {
  const {
    entry,
    name,
    value = "",
  } = labeled.exec(
    line
      .replace(/^\s{0,9}\d{1,2}[.)]\s{1,3}(?=[^:：=]{1,60}[:：=])/, "")
      .replace(/^\s{0,9}\|\s{0,9}([^|]{1,60}?)\s{0,9}\|\s{0,9}([^|]{1,60}?)\s{0,9}\|\s{0,9}$/, "$1: $2"),
  )?.groups ?? {};
  const label = entry ?? name ?? "";
  if (label === "") return undefined;
  const said = value.replace(/[*_`$]/g, "").trim();
  // A working, or a sentence, is no value that stands beside another one.
  if (/[=≈→]/.test(said) || said.split(/\s+/).length > 5 || sentencesOf(said).length > 1) return undefined;
  return {
    label: label.replace(/[*_\s]+$/, "").toLowerCase(),
    value: said,
    entry: entry !== undefined,
  };
}

/**
 * Whether a text without a mark ends with several lines that each label a value of another thing, "Max: 7" above "Min: 5", and nothing says
 * which of them was asked for. `reads` tells whether a text is a value of the kind.
 */
export function endsInLabels(lines: readonly string[], reads: (value: string) => boolean): boolean {
  const found: LabeledLine[] = [];
  for (const line of lines.toReversed().slice(0, 12)) {
    const one = labeledIn(line);
    if (one === undefined) break;
    found.push(one);
  }
  const [last, before] = found;
  if (last === undefined || before === undefined || found.some(({ label }) => beside.test(label))) return false;
  if (last.entry !== before.entry || (!last.entry && concluding.test(last.label) && !toPart.test(last.label))) return false;
  if (found.every(({ label }) => label === last.label)) return false;
  const above = (lines[lines.length - found.length - 1] ?? "").trim();
  // Numbers in a numbered list may be the steps to the last of them; bare ones that are all of the text are answers to several questions.
  const bare = found.length === lines.length && found.every(({ value }) => /^\W{0,3}\d[\d,.]{0,20}%?$/.test(value));
  if (last.entry && !bare && /^\W?\d/.test(last.label) && /^\W{0,3}\d/.test(last.value)) return false;
  // Entries under "Steps:" lead to the last of them.
  if (last.entry && /\b(?:steps?|work|working|calculation|solution|reasoning|solve)\b/i.test(above)) return false;
  const values = [last, before].map(({ value }) => value);
  return values.every(reads) && values[0]?.toLowerCase() !== values[1]?.toLowerCase();
}

const item = /^\s{0,9}(?:[-*•+]|\d{1,2}[.)])\s{1,3}(?<value>\S.{0,60}?)[\s.]{0,3}$/;

/** Whether the value there is the first entry of a list under a mark, and the next entry is another value of the kind. */
export function isOneOfList(text: string, at: number, reads: (value: string) => boolean): boolean {
  const lines = text.slice(text.lastIndexOf("\n", at - 1) + 1, at + 2000).split("\n");
  const [first, second] = lines.slice(0, 2).map((line) => item.exec(line)?.groups?.["value"]);
  if (first === undefined || second === undefined || second.split(/\s+/).length > 5 || /[=≈→:]/.test(second)) return false;
  return reads(first) && reads(second) && first.toLowerCase() !== second.toLowerCase();
}

const aside =
  /^[\s*_>#-]{0,9}(?:bonus|extra|follow[- ]?up|additionally|side ?note|p\.?s\b|by the way|fun fact|for (?:comparison|reference|completeness)|as a bonus|incidentally)\b/i;
const ofPart =
  /(?:\b(?:part|question|problem|sub-?question|q)\s?\(?(?:[a-h]|\d{1,2}|[ivx]{1,4})\)?[*_]{0,3}\s?(?:[:：]\s?)?(?:the\s)?(?:final\s)?$|\b(?:follow[- ]?up|bonus|second|other|next|extra|sub)\s?(?:question|part|problem)?[’'s]{0,2}\s$)/i;
const toPart =
  /^answers?\s?\(?(?:[a-h]|\d{1,2})\)?[*_]{0,3}\s?[:：]|^answers?\s(?:to|for|of)\s(?:the\s|my\s|your\s)?(?:follow[- ]?up|bonus|second|other|next|extra|sub|(?:part|question|problem)\s?\(?(?:\d|[a-h]\b)|\([a-h]\))/i;

/** Whether a text gives the answers to several parts, each under its own mark. */
export function answersParts(text: string): boolean {
  const marks = [...text.slice(-8000).matchAll(/\banswer\b[^\n:：]{0,60}[:：]/gi)].slice(-20);
  return marks.length > 1 && marks.every(({ index }) => isBesideAsked(text.slice(-8000), index));
}

/** Whether the line of a mark gives the answer to something beside what was asked: a bonus, one part of several, a follow-up. */
export function isBesideAsked(text: string, at: number): boolean {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const before = text.slice(Math.max(start, at - 200), at);
  return (start >= at - 200 && aside.test(before)) || ofPart.test(before) || toPart.test(textFrom(text, at, "words"));
}
