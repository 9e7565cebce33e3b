import { briefly, withoutContrast } from "./brief.ts";
import type { Span } from "./extract.ts";
import type { AnswerKind, ExactSettings } from "./settings.ts";
import { statedIn } from "./stated.ts";
import { correctedIn } from "./taken-back.ts";

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
/** For each value that a text states, whether it equals a key. */
export type Outcomes = (span: string) => readonly boolean[];

/** No value is longer than this, in characters: what is longer is not read, so that hostile texts cost no time. */
export const longest = 2000;
const blocks: ReadonlySet<AnswerKind> = new Set(["set", "list", "table", "matrix"]);

/** Kinds whose values are numbers, with what stands beside them. */
export const numeric: ReadonlySet<AnswerKind> = new Set(["number", "integer", "rational", "decimal", "percent", "unit", "money"]);
/** A difference whose sign its words say: "down 18", "$18 less". */
const astray =
  /^\W{0,6}down\s(?:by\s)?[$€£]?\d[\d.,]{0,20}\W{0,6}$|^\W{0,6}\d[\d.,]{0,20}(?:\s(?:dollars|euros|percent))?\s(?:less|lower|cheaper|short|down|under|below)\W{0,6}$/i;

/** Whether an answer of this kind may take several lines. */
export function isBlock(kind: AnswerKind, settings: ExactSettings): boolean {
  return blocks.has(kind) || (kind === "choice" && settings.multiple);
}

/** The first wording of a span that can be read; undefined when none can. */
export function readSpan(span: Span, kind: AnswerKind, block: boolean, outcomesOf: Outcomes): Reading | undefined {
  let read: Reading | undefined;
  const texts = block ? blockVariants(span.text) : variants(span);
  const stated = kind === "text" ? (statedIn(span.text) ?? statedIn(ends(span)) ?? correctedIn(span.text.slice(0, longest))) : undefined;
  if (numeric.has(kind) && astray.test(span.text)) return undefined;
  for (const candidate of [...texts.flatMap(kind === "text" ? wordings : contrasted), ...(stated === undefined ? [] : wordings(stated))]) {
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

/** A paragraph, else its first line: what follows may explain it, as do the sentences behind the first. */
function blockVariants(text: string): string[] {
  const line = text.indexOf("\n");
  if (line >= 0) return [text, text.slice(0, line)];
  const first = /^[^.!?]{1,200}[.!?](?=\s\p{Lu}\p{Ll})/u.exec(text)?.[0];
  return first === undefined ? [text] : [first, text];
}

/** After a mark the first sentence says it and others explain; in a last line without a mark the last one says it. */
function variants({ text, level }: Span): string[] {
  if (level === "box" || level === "field") return [text];
  const sentences = sentencesOf(text);
  if (sentences.length === 1) return [text];
  const ends = [sentences[0] ?? "", sentences.at(-1) ?? ""];
  return level === "marker" ? [...ends.slice(0, 1), text, ...ends.slice(1)] : [text, ...ends.reverse()];
}

/** The sentence of a span that says it: the first after a mark, else the last. */
function ends(span: Span): string {
  const all = sentencesOf(span.text);
  return (span.level === "marker" ? all[0] : all.at(-1)) ?? "";
}

/** The sentences of a text, up to a length. */
export function sentencesOf(text: string): string[] {
  return text.slice(0, 2 * longest).split(/(?<=[.!?][*_)"']{0,3})\s+(?=[\p{Lu}\\$*(\d-])/u);
}

/** A text as it is shown in a verdict: quoted, and short. */
export function quoted(text: string): Pick<Reading, "shown"> {
  return { shown: JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}...` : text) };
}

/** A reading of a text, told with the place where it stood. */
export function reading(outcomes: readonly boolean[], text: string, level: Reading["level"]): Reading {
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
