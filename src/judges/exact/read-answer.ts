import { withoutDenials } from "./asides.ts";
import { extract, tailOf } from "./extract.ts";
import { wordsIn } from "./items.ts";
import { readLetter } from "./read-letter.ts";
import { isBlock, type Outcomes, type Reading, reading } from "./read-span.ts";
import { isProse, statedIn } from "./stated.ts";
import { settled } from "./settled.ts";
import type { AnswerKind, ExactSettings } from "./settings.ts";

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
    if (kind === "text" ? (!span.firm && firm !== undefined) || (span.firm && span.denied) : span.denied) continue;
    if (kind === "choice" && span.level === "last-line") break;
    const read = settled(span, kind, settings, outcomesOf);
    if (read !== undefined && denied.has(wordsIn(read.shown, settings))) return { ...read, outcomes: [] };
    if (
      read !== undefined &&
      kind === "text" &&
      span.level === "last-line" &&
      !read.outcomes.some(Boolean) &&
      isProse(span.text) &&
      statedIn(span.text) === undefined
    )
      return { ...read, outcomes: [] };
    if (read !== undefined) return read;
    // Options may be named by their text there, and by their letter in the sentence before.
    const named = kind === "choice" && !/\b(?:not|none|neither|cannot|can't|unknown|unclear|insufficient)\b/i.test(span.text);
    if (span.firm && !(named && spans.some((other) => other.at < span.at))) return reading([], span.text, span.level);
  }
  if (kind === "choice")
    return readLetter(spans.some((span) => span.denied) ? withoutDenials(tailOf(text)) : tailOf(text), settings, outcomesOf);
  return reading([], spans.at(-1)?.text ?? "", spans.at(-1)?.level ?? "last-line");
}

/** What a denial says that the answer is not: its first sentence. */
function deniedIn(text: string): string {
  return text.replace(/^\S*\s?not\s/i, "").replace(/[.!?]\s.*$/s, "");
}
