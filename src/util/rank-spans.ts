import { type CodeRegion, fencesIn } from "./code-regions.ts";
import type { JsonSpan } from "./json-spans.ts";

/** A value of a text and how many stand before it. */
export interface RankedSpan {
  readonly span: JsonSpan;
  readonly index: number;
}

/**
 * The last values of a text, `most` at most, in the order in which they are likely its answer: from the last to the first what
 * the text says itself, then what stands alone in code of another language, then examples. Parts of programs are left out.
 */
export function rankSpans(text: string, spans: readonly JsonSpan[], most: number): RankedSpan[] {
  const first = Math.max(0, spans.length - most);
  const groups: RankedSpan[][] = [[], [], []];
  const around = fenceWalk(text);
  for (const [place, span] of spans.slice(first).entries()) {
    const rank = rankOf(text, span, around(span.at));
    groups[rank]?.push({ span, index: first + place });
  }
  return groups.flatMap((group) => group.reverse());
}

/** Gives the fenced block that holds a place; asked in an order that mostly ascends. */
function fenceWalk(text: string): (at: number) => CodeRegion | undefined {
  const fences = fencesIn(text);
  let fence = fences.after(0);
  return (at) => {
    if (fence !== undefined && fence.at > at) fence = fences.after(0);
    while (fence !== undefined && fence.end <= at) fence = fences.after(fence.end);
    return fence !== undefined && fence.at < at ? fence : undefined;
  };
}

const dataLabels = new Set("json jsonc json5 jsonl ndjson text txt plaintext plain markdown md output answer yaml".split(" ").concat(""));
const answered = 0;
const otherCode = 1;
const example = 2;
const program = 3;

function rankOf(text: string, span: JsonSpan, fence: CodeRegion | undefined): number {
  if (isExample(text, span) || (fence !== undefined && isExample(text, { ...fence, complete: fence.closed }))) return example;
  if (fence === undefined || dataLabels.has(fence.label)) return answered;
  const alone = isBlank(text, fence.from, span.at) && isBlank(text, span.end, fence.to);
  // A fence that was never rightly closed may have ended anywhere.
  return alone || !fence.closed || fence.inner !== undefined ? otherCode : program;
}

function isBlank(text: string, from: number, to: number): boolean {
  return to - from < 1000 && text.slice(from, to).trim() === "";
}

const leads =
  /\b(?:example|for instance|such as|e\.g|hypothetical|hypothetically|placeholder|template|instead of|sample|schema|(?:would|could|might|should) (?:be|have been|look|read)|(?:were|was|is) (?:right|correct|wrong), (?:it|the|i|this)|looks? like this|had been)\b/i;
/** Words before those that say that the answer follows all the same, and words behind them. */
const before = /\b(?:final|finally|corrected|revised|actual)\b/i;
const behind = /\b(?:corrected|actually|therefore|thus|hence|so)\b[^.!?]*$/i;
const trails = /^[\s`]{0,4}(?:would (?:be|have)|is (?:just |only |merely )?an? (?:example|sample|template))\b/i;

/** Whether the sentence that leads to a value, or the words behind it, say that it is an example. */
function isExample(text: string, span: JsonSpan): boolean {
  if (trails.test(text.slice(span.end, span.end + 60))) return true;
  const lead = text.slice(Math.max(0, span.at - 2000), span.at);
  if (lead.lastIndexOf("<example") > lead.lastIndexOf("</example")) return true;
  const line = lead.trimEnd().slice(-300);
  const sentence = line.slice(
    Math.max(line.lastIndexOf("\n"), line.search(/[.!?][^.!?]*$/) + 1, line.lastIndexOf("}"), line.lastIndexOf("```")) + 1,
  );
  const words = sentence.replaceAll("e.g.", "e.g");
  const at = words.search(leads);
  return at >= 0 && !before.test(words.slice(0, at)) && !behind.test(words.slice(at));
}
