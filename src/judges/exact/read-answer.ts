import { textAt } from "./text-or-none.ts";
import { textBefore } from "./reach.ts";
import { isByCases, withoutDenials } from "./claims/asides.ts";
import { withoutChecks } from "./checks.ts";
import { isCutOff } from "./cut-off.ts";
import { roundedUp } from "./rounded-up.ts";
import { isClosing } from "./closings.ts";
import { withoutCommentary } from "./commentary.ts";
import { disownedIn } from "./claims/disowned-option.ts";
import type { DisownedOption } from "./claims/disowned-stretch.ts";
import { extract, type Span, tailOf } from "./extract.ts";
import { wordsIn } from "./items.ts";
import { entriesAtEnd } from "./listed-lines.ts";
import { openingLetter } from "./opening-letter.ts";
import { readOpening } from "./opening.ts";
import { openingValue } from "./opening-value.ts";
import { readLetter } from "./read-letter.ts";
import { collections, isBlock, longest, numeric, type Outcomes, type Reading, reading } from "./read-span.ts";
import { denies, isProse, statedIn, verdictIn } from "./stated.ts";
import { singledOut } from "./singled-out.ts";
import { isDoubted } from "./doubted.ts";
import { settled } from "./settled.ts";
import { withoutSelfReport } from "./self-report.ts";
import { opensOtherwise, withoutUnmarkedCommentary } from "./unmarked-commentary.ts";
import { refuses } from "./unanswered.ts";
import type { AnswerKind, ExactSettings } from "./settings.ts";
import { withoutLegend } from "./symbols.ts";

/**
 * Reads the last place that holds a final answer. A passing "the answer is ..." that cannot be read is passed over for the one before
 * it; what stands in a box or after "Answer:" is the answer, readable or not.
 */
export function readAnswer(reply: string, kind: AnswerKind, settings: ExactSettings, outcomesOf: Outcomes): Reading {
  const own = withoutSelfReport(reply);
  const text = kind === "choice" ? own : withoutChecks(saysWhere(settings) ? own : withoutLegend(own), settings.field);
  const read = readPlace(text, kind, settings, outcomesOf);
  return read.outcomes.length > 0 && isDoubted(text, read, kind, settings, outcomesOf) ? { ...read, outcomes: [] } : read;
}

/** Whether a key itself says what its symbols are. */
function saysWhere(settings: ExactSettings): boolean {
  return [settings.answer, ...settings.aliases].some((key) => /\b(?:where|here|for|with)\b/i.test(String(key)));
}

function readPlace(text: string, kind: AnswerKind, settings: ExactSettings, outcomesOf: Outcomes): Reading {
  const block = isBlock(kind, settings);
  const prose = kind === "text";
  const found = placesIn(text, kind, settings, outcomesOf);
  const tail = tailOf(text);
  const unmarked = kind !== "choice" && found.every((span) => span.level === "last-line");
  const alone = unmarked ? readAlone(tail, kind, settings, outcomesOf) : undefined;
  if (alone !== undefined) return alone;
  const spans = unmarked && !block ? statedAlone(found, tail, kind, outcomesOf) : found;
  if (spans === undefined) return reading([], found.at(-1)?.text ?? "", "last-line");
  const denied = new Set(spans.filter((span) => span.denied).map((span) => wordsIn(deniedIn(span.text), settings)));
  const firm = spans.findLast((span) => span.firm && !span.denied);
  const byCase = readCases(spans, tail, kind, settings, outcomesOf);
  if (byCase !== undefined) return byCase;
  const supposed = kind === "choice" ? disownedIn(tail).filter(({ as }) => as === "open") : [];
  for (const span of spans.toReversed()) {
    // Any words can be read as text: there a passing remark counts only where nothing firm is said.
    if (kind === "text" ? (!span.firm && firm !== undefined && !isConcluded(span, firm)) || (span.firm && span.denied) : span.denied)
      continue;
    if (kind === "choice" && (span.level === "last-line" || isSupposed(span, supposed))) break;
    const read = readOne(span, kind, settings, outcomesOf);
    if (isLong(span, tail) && (read === undefined || (kind === "text" && !read.outcomes.some(Boolean) && isSilent(span.text)))) continue;
    const entries = prose && !(read?.outcomes.some(Boolean) ?? false) ? listIn(span, tail, unmarked) : "";
    if (entries !== "" && outcomesOf(entries).some(Boolean)) return reading([true], entries, span.level);
    const opening = unmarked && isOpen(kind, read) ? readOpening(tailOf(text), kind, settings, outcomesOf) : undefined;
    if (opening !== undefined) return opening;
    const single =
      unmarked && !block && (kind !== "text" || !read?.outcomes.some(Boolean))
        ? singledOut(tail, read, (piece) => readOne(piece, kind, settings, outcomesOf))
        : undefined;
    if (single !== undefined) return single;
    if (read !== undefined && denied.has(wordsIn(read.shown, settings))) return { ...read, outcomes: [] };
    if (read !== undefined && span.level === "last-line" && asking.test(span.text)) return { ...read, outcomes: [] };
    if (read !== undefined) return read;
    // Options may be named by their text there, and by their letter in the sentence before.
    const named = kind === "choice" && !/\b(?:not|none|neither|cannot|can't|unknown|unclear|insufficient)\b/i.test(span.text);
    if (span.firm && !(named && spans.some((other) => other.at < span.at))) return reading([], span.text, span.level);
  }
  const letter = kind === "choice" && !settings.multiple && spans.length < 2 ? openingLetter(tail) : undefined;
  if (letter !== undefined && outcomesOf(letter).length > 0) return reading(outcomesOf(letter), letter, "first-line");
  if (kind === "choice")
    return readLetter(spans.some((span) => span.denied) ? withoutDenials(tailOf(text)) : tailOf(text), settings, outcomesOf);
  return reading([], spans.at(-1)?.text ?? "", spans.at(-1)?.level ?? "last-line");
}

/** The entries of the list with which a text ends, where it has no mark or stands right under one: "apples, pears" of two lines. */
function listIn(span: Span, tail: string, unmarked: boolean): string {
  const entries = unmarked || span.level === "marker" ? entriesAtEnd(tail) : [];
  const under = unmarked || (span.text.includes(textAt(entries, 0)) && /^[^\n]{0,60}\n/.test(tail.slice(span.at)));
  return under ? entries.join(", ") : "";
}

/** The places that may hold the answer, without what they say of something else behind it. */
function placesIn(text: string, kind: AnswerKind, settings: ExactSettings, outcomesOf: Outcomes): readonly Span[] {
  const prose = kind === "text";
  const block = isBlock(kind, settings);
  const test = {
    prose,
    several: block || collections.has(kind),
    reads: (piece: string): boolean => piece.length <= longest && outcomesOf(piece).length > 0,
    isKey: (piece: string): boolean => prose && piece.length <= longest && outcomesOf(piece).some(Boolean),
  };
  return extract(text, { field: settings.field, block }).map((span) => withoutCommentary(span, test));
}

/** A value that opens a reply without marks and stands alone there. */
function readAlone(tail: string, kind: AnswerKind, settings: ExactSettings, outcomesOf: Outcomes): Reading | undefined {
  const said = openingValue(tail);
  // Words may be a heading; a ratio or a version is none.
  if (said === undefined || refuses(tail) || (kind === "text" && !/^\d[\d:./]{0,20}$/.test(said))) return undefined;
  const span: Span = { at: 0, text: said, firm: false, level: "last-line", denied: false, lead: "", behind: "" };
  const read = readOne(span, kind, settings, outcomesOf);
  if (read !== undefined && read.outcomes.length > 0) return { ...reading(read.outcomes, said, "first-line"), note: read.note };
  // A formula or a list that is no number was the answer all the same: "2x + 3. The constant is 3."
  return numeric.has(kind) && (formula.test(said) || /^\{|^[\d.]+(?:,\s[\d.]+)+$/.test(said)) ? reading([], said, "first-line") : undefined;
}

const formula = /^(?!.*[=<>])(?=.*[a-z√])(?=.*\d)\S{2,}(?:\s[-+*/]\s\S+){0,6}$/;

/** The last line of a text without a mark, as far as it states one thing; undefined where it refuses, only closes the reply, or states two. */
function statedAlone(spans: readonly Span[], tail: string, kind: AnswerKind, outcomesOf: Outcomes): readonly Span[] | undefined {
  const [line] = spans;
  if (numeric.has(kind) && (refuses(tail) || isCutOff(tail))) return undefined;
  if (line === undefined) return spans;
  const rounded = numeric.has(kind) ? roundedUp(line.text) : undefined;
  if (rounded !== undefined) return [{ ...line, text: rounded }];
  if ((numeric.has(kind) || kind === "date") && isClosing(line.text)) return undefined;
  const test = { prose: kind === "text", outcomesOf };
  if (test.prose && opensOtherwise(tail, test)) return undefined;
  const left = withoutUnmarkedCommentary(line, test, lineBefore(tail, line.text));
  return left === undefined ? undefined : [left];
}

/** The line before the last one. */
function lineBefore(tail: string, last: string): string {
  const lines = tail
    .slice(-2000)
    .split("\n")
    .filter((line) => line.trim() !== "");
  return lines.at(-1)?.includes(last.slice(0, 40)) ? textAt(lines, -2) : "";
}

/** What a text says for one case and another, where these differ. */
function readCases(
  spans: readonly Span[],
  tail: string,
  kind: AnswerKind,
  settings: ExactSettings,
  outcomesOf: Outcomes,
): Reading | undefined {
  const cases = spans.filter((span) => span.level === "marker" && !span.denied);
  if (cases.length < 2 || cases.length > 9 || !isByCases(tail)) return undefined;
  const reads = cases.flatMap((span) => {
    const text = span.text.replace(/[;.]\s.*$/s, "");
    return readOne({ ...span, text, behind: "" }, kind, settings, outcomesOf) ?? [];
  });
  const outcomes = reads.flatMap((read) => read.outcomes);
  const [first] = reads;
  return first !== undefined && outcomes.some(Boolean) && !outcomes.every(Boolean) ? { ...first, outcomes } : undefined;
}

/** Whether the sentence of a mark only supposes its option: "If it were reversible, the answer would be (C)." */
function isSupposed({ at, level }: Span, supposed: readonly DisownedOption[]): boolean {
  return level === "marker" && supposed.some(({ from, to }) => from <= at && at < to);
}

/** Whether a text is prose that states nothing at its end. */
function isSilent(text: string): boolean {
  return isProse(text) && statedIn(text) === undefined;
}

/** Whether a mark is that of a long answer behind a short one, which may only explain it. */
function isLong({ at, level }: Span, tail: string): boolean {
  if (level !== "marker" || !/\b(?:long|longer|detailed|full|extended)\s$/i.test(textBefore(tail, at, "words"))) return false;
  const before = textBefore(tail, at, "passage");
  return /\b(?:short|quick|brief|direct)\s[*_]{0,3}answers?\b/i.test(before);
}

/** A span as it is settled; a sentence that states nothing of the kind has no value. */
function readOne(span: Span, kind: AnswerKind, settings: ExactSettings, outcomesOf: Outcomes): Reading | undefined {
  const verdict = kind === "text" ? verdictIn(span.text) : undefined;
  const year = numeric.has(kind) && span.level === "last-line" ? yearAtEnd.exec(span.text)?.groups?.["year"] : undefined;
  if (year !== undefined && !denies(span.text) && outcomesOf(year).some(Boolean)) return reading([true], year, span.level);
  const read = settled(
    verdict === undefined
      ? span
      : { ...span, lead: span.lead + span.text.slice(0, Math.max(0, span.text.lastIndexOf(verdict))), text: verdict },
    kind,
    settings,
    outcomesOf,
  );
  if (read?.outcomes.some(Boolean) === true) return read;
  // "Yes, that's true" is the word behind it where that is the key.
  if (verdict !== undefined) return outcomesOf(span.text).some(Boolean) ? settled(span, kind, settings, outcomesOf) : read;
  if (read === undefined) return read;
  const silent = kind === "text" && span.level === "last-line" && isSilent(span.text);
  return silent ? { ...read, outcomes: [] } : read;
}

/** The year of a whole date at the end of a sentence. */
const yearAtEnd =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2}(?:st|nd|rd|th)?,\s(?<year>\d{4})\W{0,4}$/;

/** Whether the last line of a text without marks leaves open what it answers. */
function isOpen(kind: AnswerKind, read: Reading | undefined): boolean {
  if (read === undefined || read.outcomes.length === 0) return true;
  return kind === "text" && !read.outcomes.some(Boolean);
}

/** Whether a text comes to another answer after a firm one: "so the answer is Lyon". Only a name, "yes" and "no" are one. */
function isConcluded({ at, text }: Span, firm: Span): boolean {
  const said =
    /^[\s*_]{0,4}(?:\p{Lu}[\p{L}'’.-]*(?:\s\p{Lu}[\p{L}'’.-]*){0,3}|yes|no|true|false)[\s*_.!]{0,4}$/u.test(text) &&
    text.split(/\s/).length < 4;
  return (
    at > firm.at &&
    said &&
    /\b(?:so|thus|hence|therefore)\b,?\s(?:the|my)\s(?:\w{1,9}\s)?answer\s(?:is|must be|should be)\b/i.test(firm.behind)
  );
}

/** A last line that doubts its value. */
const asking = /^\W{0,6}(?:(?:i|we) (?:doubt|don['’]t (?:think|believe)) (?:that )?[^.?\n]{1,60}[.!]?)\W{0,4}$/i;

/** What a denial says that the answer is not: its first sentence. */
function deniedIn(text: string): string {
  return text.replace(/^\S*\s?not\s/i, "").replace(/[.!?]\s.*$/s, "");
}
