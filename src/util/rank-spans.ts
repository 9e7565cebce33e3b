import { type CodeRegion, fencesIn } from "./code-regions.ts";
import type { JsonSpan } from "./json-spans.ts";
import { type Piece, saysNo, type Standing, standingOf } from "./standing.ts";
import { takenBackIn } from "./taken-back.ts";

/**
 * What a value is to the text that holds it: its own words, alone in code of another language, a form or a sample, part of a program,
 * perhaps of another case, or set aside: denied, rejected, quoted from others, supposed or taken back.
 */
export type SpanRank = "own" | "code" | "example" | "program" | "unclear" | "set aside";

/** Ranks values of a text; asked in an order that mostly descends, it reads the text once. */
export function spanRanks(text: string, spans: readonly JsonSpan[]): (span: JsonSpan) => SpanRank {
  const fences = fencesBack(text, spans);
  let standing: ((piece: Piece) => Standing) | undefined;
  return (span) => {
    const fence = fences(span.at);
    if (isProgram(text, span, fence)) return "program";
    standing ??= standings(text, spans);
    const found = [standing(span), fence === undefined ? "own" : standing(fence)];
    if (found.includes("disowned")) return "set aside";
    if (found.includes("example")) return "example";
    if (found.includes("unclear")) return "unclear";
    return fence === undefined || dataLabels.has(fence.label) ? "own" : "code";
  };
}

/** Gives the fenced block that holds a value. */
function fencesBack(text: string, spans: readonly JsonSpan[]): (at: number) => CodeRegion | undefined {
  const around = fenceWalk(text);
  const found = new Map<number, CodeRegion | undefined>();
  for (const { at } of spans) found.set(at, around(at));
  return (at) => found.get(at);
}

/** Tells the standing of a piece, what the text takes back later included. */
function standings(text: string, spans: readonly JsonSpan[]): (piece: Piece) => Standing {
  const [earliest] = spans;
  if (earliest === undefined) return () => "own";
  const around = fenceWalk(text);
  let next = 0;
  const isSkipped = (at: number): boolean => {
    while ((spans[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next++;
    return (spans[next]?.at ?? Number.POSITIVE_INFINITY) <= at || around(at) !== undefined;
  };
  const back = takenBackIn(text, earliest.end, isSkipped);
  const own = isRefused(text, spans, back.claims, false) ? back.claims : -1;
  const taken = Math.max(back.all, own, isRefused(text, spans, back.denials, true) ? back.denials : -1);
  return (piece) => {
    if (piece.end <= taken) return "disowned";
    return standingOf(text, piece);
  };
}

/**
 * Whether a remark at a place speaks against the last value before it, so that with it all before is taken back: no earlier one is
 * meant again. What is quoted from others, or denied at once, leaves the text's own value standing.
 */
function isRefused(text: string, spans: readonly JsonSpan[], remark: number, no: boolean): boolean {
  const last = spans.findLast(({ end }) => end <= remark);
  if (last === undefined || saysNo(text.slice(last.at, Math.min(last.end, last.at + 2000))) !== no) return false;
  return ["own", "unclear"].includes(standingOf(text, last));
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

function isProgram(text: string, span: JsonSpan, fence: CodeRegion | undefined): boolean {
  if (fence === undefined || dataLabels.has(fence.label)) return false;
  const alone = isBlank(text, fence.from, span.at) && isBlank(text, span.end, fence.to);
  // A fence that was never rightly closed may have ended anywhere.
  return !alone && fence.closed && fence.inner === undefined;
}

function isBlank(text: string, from: number, to: number): boolean {
  return to - from < 1000 && text.slice(from, to).trim() === "";
}
