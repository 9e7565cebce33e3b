import { textAt } from "./text-or-none.ts";
import { textFrom } from "./reach.ts";
import { isLeftBehind } from "./claims/left-behind.ts";
import { answersParts, endsInLabels, isOneOfList } from "./claims/labeled-lines.ts";
import { isRefuted } from "./claims/refuted.ts";
import { statesApart } from "./claims/stated-apart.ts";
import { deniesNumber } from "./claims/denied-number.ts";
import { deniesAbroad } from "./claims/foreign-denial.ts";
import { missesNumber } from "./claims/missed-number.ts";
import { isVerdictKey, splitsVerdict } from "./claims/split-verdict.ts";
import { isSupposedNumber } from "./claims/suppositions.ts";
import { choosesAnother } from "./claims/other-option.ts";
import { isClosing } from "./closings.ts";
import { tailOf } from "./extract.ts";
import { entriesAtEnd } from "./listed-lines.ts";
import { isBlock, numeric, type Outcomes, type Reading } from "./read-span.ts";
import type { AnswerKind, ExactSettings } from "./settings.ts";
import { sentencesOf } from "./sentences.ts";
import { isProse, statedIn, verdictIn } from "./stated.ts";

/** Whether what was read of a text is no answer that a grade could rest on, for what the whole text says around it. */
export function isDoubted(text: string, read: Reading, kind: AnswerKind, settings: ExactSettings, outcomesOf: Outcomes): boolean {
  if (read.level === "field" || isBlock(kind, settings)) return false;
  const tail = tailOf(text);
  const at = placeOf(read, tail);
  if (kind === "choice") return choosesAnother(tail, read.said, settings.options, outcomesOf);
  // The head of a table labels no value.
  const lines = tail
    .replace(/^[ \t]{0,9}\|[^\n]*\n(?=[ \t]{0,9}\|[\s:|-]+\n)/gm, "")
    .split("\n")
    .filter((line) => /[\p{L}\p{N}]/u.test(line) && !isClosing(line));
  const reads = (value: string): boolean =>
    kind === "text" ? value.split(/\s+/).length <= 4 && !isProse(value) : outcomesOf(value).length > 0;
  const passes = read.outcomes.every(Boolean);
  const isLast = read.level === "last-line" && textAt(lines, -1).includes(read.said.trim());
  if (isLast && endsInLabels(lines, reads)) return true;
  if (isLast && passes && isOneEntry(tail, lines, reads)) return true;
  if (read.level === "marker" && answersParts(tail)) return true;
  if (isLast && numeric.has(kind) && endsInLabels(textAt(lines, -1).split(/[,;]\s/), reads)) return true;
  if (isLast && numeric.has(kind) && statesApart(lines, reads)) return true;
  if (kind === "text" && isVerdictKey((word) => outcomesOf(word).some(Boolean)) && splitsVerdict(passageAt(tail, at, lines))) return true;
  if (at < 0) return false;
  if (read.level === "marker" && isOneOfList(tail, at, reads)) return true;
  const counts = numeric.has(kind);
  if (counts && isLast && isLeftBehind(textAt(lines, -1), read.said)) return true;
  if (passes && counts && (isSupposedNumber(tail, at) || isDenied(tail, at, read.said))) return true;
  if (passes && !counts && kind !== "text" && deniedWhole.test(read.said)) return true;
  if (passes && kind === "text" && isComment(tail, at, outcomesOf)) return true;
  return passes && kind !== "text" && isRefuted(read.said, tail.slice(at + read.said.length), counts);
}

/** Whether a text ends in a list of bare values, none of which is told from the others: what was read is the last of them. */
function isOneEntry(text: string, lines: readonly string[], reads: (value: string) => boolean): boolean {
  const entries = entriesAtEnd(text);
  const bare = entries.every((entry) => /^[\p{L}\p{N}$€£%.'’-]{1,30}(?:\s[\p{L}'’-]{1,20}){0,2}$/u.test(entry) && reads(entry));
  const above = lines.at(-1 - entries.length) ?? "";
  return entries.length > 1 && bare && new Set(entries).size > 1 && !/\b(?:steps?|then|sequence|adding|running|reasoning)\b/i.test(above);
}

/** The line of what was read, or the last one; behind a mark only what follows the mark. */
function passageAt(text: string, at: number, lines: readonly string[]): string {
  if (at < 0) return textAt(lines, -1);
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const line = textAt(text.slice(start, at + 600).split("\n", 1), 0);
  return line.replace(/^[^.,;!?]{0,80}?(?:answer|antwort|réponse|respuesta|答案)[*_]{0,3}\s?[:：][*_]{0,3}\s?/i, "");
}

/** A sentence that denies what it goes on to say. */
const deniedWhole =
  /^(?![^.]*\bbut\b)[^.;,]{0,60}(?:(?:\b(?:not|hardly|no\slonger)|n['’]t)\s(?:the\scase|true|so|correct|right|possible)|(?:\bis|['’]s|\bwas)\s(?:false|untrue|incorrect|wrong|impossible)|\bno\sway)\s(?:that\s)?(?!as\b)\S/i;

/** A number that is only set against the one before it: "18, nicht 20". */
const contrast =
  /[,，]\s?(?:(?:and|und|et|y|e)\s)?(?:not|nicht|keine|pas|no|não|non|不是)\s?[$€£]?\d[\d.,]*(?:\s\p{L}{1,15}){0,2}\W{0,3}$/iu;

/** Whether the sentence up to the last number of what was read at a place denies it. */
function isDenied(text: string, at: number, said: string): boolean {
  const digits = [
    ...said
      .slice(0, 400)
      .replace(contrast, "")
      .matchAll(/\d[\d.,/]*/g),
  ].at(-1);
  if (digits === undefined) return false;
  const end = at + digits.index + digits[0].replace(/[.,]+$/, "").length;
  const upTo = textAt(text.slice(Math.max(0, end - 300), end).split(/[.!?;:][*_)"']{0,3}\s+|[。！？]|\n/), -1);
  const after = textFrom(text, end, "words");
  return deniesNumber(upTo) || deniesAbroad(upTo, after) || missesNumber(upTo, after, !/\d/.test(said.slice(0, digits.index)));
}

/** Whether the words there begin a sentence that only comments on the answer before it: "Yes, really." behind "The answer is no." */
function isComment(text: string, at: number, outcomesOf: Outcomes): boolean {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const sentences = sentencesOf(textAt(text.slice(start, at + 400).split("\n", 1), 0));
  let from = start;
  let before = "";
  for (const sentence of sentences) {
    from = text.indexOf(sentence, from);
    if (from >= at || from + sentence.length > at) {
      const words = sentence.replace(/[*_]/g, "").split(/\s+/);
      const begins = [1, 2, 3, 4].some((count) => words.length > count && outcomesOf(words.slice(0, count).join(" ")).some(Boolean));
      if (before === "" || !begins || outcomesOf(sentence).some(Boolean) || outcomesOf(textAt(words, -1)).some(Boolean)) return false;
      const stated =
        /^\W{0,4}(?:yes|no|true|false)(?=[\s*_.!]{0,4}$)/i.exec(before)?.[0] ??
        verdictIn(before) ??
        statedIn(before) ??
        /\b(?:answer|ans)\b[^.:]{0,20}:\s?(.{1,40})$/i.exec(before)?.[1];
      const bare = (stated ?? "").replace(/[*_.!]/g, "").trim();
      return (
        bare !== "" &&
        !/^(?:Mr|Mrs|Ms|Dr|St|Prof|Sr|Jr|Mt|Gen|Rev)$/.test(bare) &&
        bare.split(/\s+/).length <= 4 &&
        !outcomesOf(bare).some(Boolean)
      );
    }
    before = sentence;
    from += sentence.length;
  }
  return false;
}

/** Where the answer that was read stands: behind its mark, else at its last place. */
function placeOf({ level, said }: Reading, text: string): number {
  const marks =
    level === "last-line" ? [] : [...text.matchAll(/\\(?:boxed|fbox)|(?<!\/)\banswers?\b|^#{4}|<(?:final_)?answer>/gim)].slice(-20);
  for (const { index } of marks.toReversed()) {
    const at = text.slice(index, index + 200 + said.length).indexOf(said);
    if (at >= 0) return index + at;
  }
  return text.lastIndexOf(said);
}
