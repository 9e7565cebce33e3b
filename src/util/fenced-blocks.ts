import { fencesIn } from "./code-regions.ts";

/** A fenced block of Markdown; `label` in lower case, empty when it has none. `closed` is false where the text ended within it. */
export interface FencedBlock {
  readonly label: string;
  readonly code: string;
  /** The end of the text between the block before and this one. */
  readonly lead: string;
  /** The beginning of the text behind it. */
  readonly trail: string;
  readonly closed: boolean;
}

/**
 * The fenced blocks of a text in order, without the indentation of their fences. A block that is never closed, as in an answer
 * that was cut off, ends with the text, or where the next labeled one begins.
 */
export function fencedBlocks(text: string): FencedBlock[] {
  const fences = fencesIn(text);
  const blocks: FencedBlock[] = [];
  let last = 0;
  for (let fence = fences.after(0); fence !== undefined; ) {
    const { at, label, indent, from, closed, inner } = fence;
    const lead = text.slice(Math.max(last, at - longestLead), at);
    const to = inner ?? fence.to;
    const code = dedented(text.slice(from, to), indent);
    // A document that is itself fenced holds the blocks that count.
    if (documents.has(label) && /^[ \t]{0,40}(?:```|~~~)/m.test(code)) blocks.push(...fencedBlocks(code));
    else if (inner === undefined || !documents.has(label) || code.trim() !== "")
      blocks.push({ label, code, lead, trail: text.slice(fence.end, fence.end + longestTrail), closed: closed && inner === undefined });
    last = inner ?? fence.end;
    fence = inner === undefined ? fences.after(fence.end) : fences.after(inner);
  }
  return blocks;
}
const longestLead = 500;
const longestTrail = 200;
const documents = new Set(["markdown", "md"]);

function dedented(code: string, indent: number): string {
  const body = code.endsWith("\n") ? code.slice(0, -1) : code;
  if (indent === 0) return body;
  const deepest = Math.min(indent, 40);
  let lines = "";
  for (let at = 0; ; ) {
    const newline = body.indexOf("\n", at);
    const end = newline < 0 ? body.length : newline;
    let from = at;
    while (from < end && from - at < deepest && margin.has(body.charCodeAt(from))) from++;
    lines += body.slice(from, end);
    if (newline < 0) return lines;
    lines += "\n";
    at = newline + 1;
  }
}
/** Blanks, tabs and the mark of a quotation. */
const margin: ReadonlySet<number> = new Set([32, 9, 62]);
