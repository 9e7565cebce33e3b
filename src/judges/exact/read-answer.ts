import { briefly, withoutContrast } from "./brief.ts";
import { chosenIn, lastLetter } from "./choice.ts";
import { withoutDenials } from "./asides.ts";
import { extract, tailOf, type Span } from "./extract.ts";
import { wordsIn } from "./items.ts";
import { turnsIn, type Turn } from "./taken-back.ts";
import type { AnswerKind, ExactSettings } from "./settings.ts";

/** What was read of an answer: for each value that it states, whether that equals a key; none when no value could be read. */
export interface Reading {
  readonly outcomes: readonly boolean[];
  /** The text that was read, quoted and short, and where it stood. */
  readonly shown: string;
  readonly place: string;
  readonly level: Span["level"] | "first-line";
  /** How it was read, when not from a mark of a final answer. */
  readonly note: string;
}
type Outcomes = (span: string) => readonly boolean[];

/** No value is longer than this, in characters: what is longer is not read, so that hostile texts cost no time. */
const longest = 2000;
const numeric: ReadonlySet<AnswerKind> = new Set(["number", "integer", "rational", "decimal", "percent", "unit", "money"]);
const collections: ReadonlySet<AnswerKind> = new Set(["tuple", "matrix", "set", "list", "interval", "table"]);
const blocks: ReadonlySet<AnswerKind> = new Set(["set", "list", "table", "matrix"]);

/**
 * Reads the last place that holds a final answer. A passing "the answer is ..." that cannot be read is passed over for the one before
 * it; what stands in a box or after "Answer:" is the answer, readable or not.
 */
export function readAnswer(text: string, kind: AnswerKind, settings: ExactSettings, outcomesOf: Outcomes): Reading {
  const block = isBlock(kind, settings);
  const spans = extract(text, { field: settings.field, block });
  const denied = new Set(spans.filter((span) => span.denied).map((span) => wordsIn(deniedIn(span.text), settings)));
  const firm = spans.findLast((span) => span.firm && !span.denied);
  for (const span of spans.toReversed()) {
    // Any words can be read as text: there a passing remark counts only where nothing firm is said.
    if (kind === "text" ? !span.firm && firm !== undefined : span.denied) continue;
    if (kind === "choice" && span.level === "last-line") break;
    const read = settled(span, kind, settings, outcomesOf);
    if (read !== undefined && denied.has(wordsIn(read.shown, settings))) return { ...read, outcomes: [] };
    if (read !== undefined) return read;
    // Options may be named by their text there, and by their letter in the sentence before.
    const named = kind === "choice" && !/\b(?:not|none|neither|cannot|can't|unknown|unclear|insufficient)\b/i.test(span.text);
    if (span.firm && !(named && spans.some((other) => other.at < span.at))) return reading([], span.text, span.level);
  }
  if (kind === "choice")
    return readLetter(spans.some((span) => span.denied) ? withoutDenials(tailOf(text)) : tailOf(text), settings, outcomesOf);
  return reading([], spans.at(-1)?.text ?? "", spans.at(-1)?.level ?? "last-line");
}

/** What a span says in the end: its value, or what the text puts in its place, beside it, or says against it. */
function settled(span: Span, kind: AnswerKind, settings: ExactSettings, outcomesOf: Outcomes): Reading | undefined {
  const block = isBlock(kind, settings);
  const read = (text: string): Reading | undefined => readSpan({ ...span, text }, kind, block, outcomesOf);
  const own = span.text.length;
  const whole = read(span.text);
  const reads = (candidate: string): boolean => candidate.length <= 200 && read(candidate) !== undefined;
  const several = collections.has(kind) || (kind === "choice" && settings.multiple);
  // What cannot be read as a whole may begin with what can: "C - no, D".
  const text = whole === undefined ? span.text.slice(0, 200) : span.text + span.behind;
  const found = turnsIn(text, own, { prose: kind === "text", several, reads });
  // "Yes or no" may be the key itself.
  const literal = kind === "text" && found.length > 0 && own <= longest && outcomesOf(span.text).some(Boolean);
  const turns = found.filter(({ at }) => at >= own || !literal);
  const head = span.text.slice(0, turns[0]?.at).replace(/[\s.,;:(–—-]{1,20}$/, "");
  const first = turns.length === 0 ? whole : read(head);
  if (first === undefined) return whole;
  let said = head;
  let now = first;
  for (const turn of turns) {
    now = turned(now, said, turn, numeric.has(kind), read);
    if (turn.does === "replaces") said = turn.value;
  }
  return turns.length === 0 ? whole : now;
}

function turned(now: Reading, text: string, { does, value }: Turn, joins: boolean, read: (text: string) => Reading | undefined): Reading {
  if (does === "denies") return { ...now, outcomes: [] };
  const other = read(value);
  if (other === undefined) return now;
  if (does === "replaces") return other;
  const both = `${text} or ${value}`;
  // A rounding beside its exact value, or another unit, is no other answer.
  return { ...now, ...quoted(both), outcomes: (joins ? read(both)?.outcomes : undefined) ?? [...now.outcomes, ...other.outcomes] };
}

function isBlock(kind: AnswerKind, settings: ExactSettings): boolean {
  return blocks.has(kind) || (kind === "choice" && settings.multiple);
}

/** What a denial says that the answer is not: its first sentence. */
function deniedIn(text: string): string {
  return text.replace(/^\S*\s?not\s/i, "").replace(/[.!?]\s.*$/s, "");
}

/**
 * An option without a mark of a final answer: a reply that opens with its letter, a short last line, words of choosing, an opening label,
 * else the last letter that stands alone, as MMLU-Pro's own extraction does.
 */
function readLetter(text: string, settings: ExactSettings, outcomesOf: Outcomes): Reading {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const [first, last] = [lines[0] ?? "", lines.at(-1) ?? ""];
  const labels = lines.filter((line) => alone.test(line) || labelled.test(line));
  const opens = labels.length === 1 && labels[0] === first;
  const brief = last.length < 60 && chosenIn(last, settings.options) === undefined && !/^\W{0,3}[AI]\s[a-z]/.test(last);
  const chosen = chosenIn(text, settings.options);
  const letter = settings.multiple ? undefined : lastLetter(text, settings.options);
  const guess = ", the last letter that stands alone in a text without a marked answer";
  const tries: readonly (readonly [string | undefined, Reading["level"], string?])[] = [
    [settings.multiple ? labeledEnd(lines) : undefined, "last-line"],
    [opens && alone.test(first) ? first : undefined, "first-line"],
    [brief && !opens ? last : undefined, "last-line"],
    [chosen === undefined ? undefined : `(${chosen})`, "last-line"],
    [opens ? first : undefined, "first-line"],
    [letter === undefined ? undefined : `(${letter})`, "last-line", guess],
  ];
  for (const [span, level, note = ""] of tries) {
    const outcomes = span === undefined ? [] : outcomesOf(span);
    if (span !== undefined && outcomes.length > 0) return { ...reading(outcomes, span, level), note };
  }
  return reading([], last, "last-line");
}

/** The lines at the end of a text that are a list of options, two at least. */
function labeledEnd(lines: readonly string[]): string | undefined {
  const bare = lines.map((line) => line.replace(/^\s{0,9}[-*•+]\s{1,9}/, ""));
  const before = bare.findLastIndex((line) => !alone.test(line) && !labelled.test(line));
  return lines.length - before > 2 ? lines.slice(before + 1).join("\n") : undefined;
}

/** A line that is one letter, and one that begins with a letter as the label of an option's text. */
const alone = /^[\s*_"'#]{0,6}[([]?[A-Z][)\].:]?[*_"']{0,4}\s*$/;
const labelled = /^[\s*_"']{0,4}\(?[A-Z][).:][*_"')]{0,3}\s(?!(?:is|are|was|can|cannot|has|does|would|could|may|must|seems|looks)\b)/;

function readSpan(span: Span, kind: AnswerKind, block: boolean, outcomesOf: Outcomes): Reading | undefined {
  let read: Reading | undefined;
  for (const candidate of (block ? blockVariants(span.text) : variants(span)).flatMap(kind === "text" ? wordings : contrasted)) {
    if (candidate.length > (block ? 10 : 1) * longest) continue;
    const outcomes = outcomesOf(candidate);
    if (outcomes.length === 0) continue;
    read = { ...reading(outcomes, candidate, span.level), ...read, outcomes };
    // Any words can be read as text: of several wordings the one counts that is the key.
    if (kind !== "text" || outcomes.some(Boolean)) return read;
  }
  return read;
}

function wordings(text: string): string[] {
  return [text, briefly(text)];
}

function contrasted(text: string): string[] {
  return [text, withoutContrast(text)];
}

/** A paragraph, else its first line: what follows may explain it. */
function blockVariants(text: string): string[] {
  const line = text.indexOf("\n");
  return line < 0 ? [text] : [text, text.slice(0, line)];
}

/** After a mark the first sentence says it and others explain; in a last line without a mark the last one says it. */
function variants({ text, level }: Span): string[] {
  if (level === "box" || level === "field") return [text];
  const sentences = text.slice(0, 2 * longest).split(/(?<=[.!?][*_)"']{0,3})\s+(?=[\p{Lu}\\$*(\d-])/u);
  if (sentences.length === 1) return [text];
  const ends = [sentences[0] ?? "", sentences.at(-1) ?? ""];
  return level === "marker" ? [...ends.slice(0, 1), text, ...ends.slice(1)] : [text, ...ends.reverse()];
}

function quoted(text: string): Pick<Reading, "shown"> {
  return { shown: JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}...` : text) };
}

function reading(outcomes: readonly boolean[], text: string, level: Reading["level"]): Reading {
  const place =
    level === "last-line"
      ? "the last line"
      : level === "first-line"
        ? "the first line"
        : level === "box"
          ? "the box"
          : level === "field"
            ? "the field"
            : "the text after the mark";
  return { outcomes, ...quoted(text), place, level, note: "" };
}
