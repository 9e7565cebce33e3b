import { jsonIn } from "../trim.ts";
import { braced } from "./normalize.ts";

/** Where a final answer was found, and every candidate at that place, in order. */
export interface Found {
  readonly level: "field" | "boxed" | "final-answer" | "answer" | "last-line";
  readonly candidates: readonly string[];
}

/** Only this much of the end of an answer is searched, in characters: a final answer stands at the end. */
const searched = 65_536;

/**
 * The final answer, from the first place that has one: the field of a structured reply, `\boxed{}`, after "final answer",
 * after "answer:", the last line. `block` takes all that follows a marker, for lists and tables; else the marker's line.
 */
export function extract(text: string, { field = "answer", block = false } = {}): Found {
  const structured = fieldOf(text, field);
  if (structured !== undefined) return { level: "field", candidates: [structured] };
  const tail = text.slice(-searched);
  const boxed = boxesIn(tail);
  if (boxed.length > 0) return { level: "boxed", candidates: boxed };
  const final = afterMarkers(tail, /final answer\s{0,9}[*_]{0,3}\s{0,9}(?:is|are)?\s{0,9}[:=]?[*_]{0,3}/gi, block);
  if (final.length > 0) return { level: "final-answer", candidates: final };
  const plain = afterMarkers(tail, /\banswer\s{0,9}[*_]{0,3}\s{0,9}:[*_]{0,3}/gi, block);
  if (plain.length > 0) return { level: "answer", candidates: plain };
  const lines = tail.split("\n").filter((line) => line.trim() !== "" && !/^\s*```/.test(line));
  const whole = block ? lines.join("\n") : (lines.at(-1) ?? "");
  return { level: "last-line", candidates: whole === "" ? [] : [whole] };
}

function fieldOf(text: string, field: string): string | undefined {
  const body = jsonIn(text);
  if (typeof body !== "object" || body === null || !(field in body)) return undefined;
  const value = (body as Record<string, unknown>)[field];
  return typeof value === "string" ? value : JSON.stringify(value);
}

function boxesIn(text: string): string[] {
  const boxes: string[] = [];
  // The last hundred: nobody boxes more, and each must be searched for its end.
  for (const match of [...text.matchAll(/\\(?:boxed|fbox)\s{0,9}\{/g)].slice(-100)) {
    const box = braced(text, match.index + match[0].length - 1);
    if (box !== undefined) boxes.push(box.inner);
  }
  return boxes;
}

function afterMarkers(text: string, marker: RegExp, block: boolean): string[] {
  const matches = [...text.matchAll(marker)];
  const out: string[] = [];
  for (const [index, match] of matches.entries()) {
    const from = match.index + match[0].length;
    const rest = text.slice(from, matches[index + 1]?.index ?? text.length);
    const span = block ? rest.trim() : firstLine(rest);
    if (span !== "") out.push(span);
  }
  return out;
}

/** The first line that says something: a marker may stand on a line of its own. */
function firstLine(text: string): string {
  for (const line of text.split("\n", 6)) {
    const said = line.trim();
    if (said.replace(/[*_`$#\s]/g, "") !== "") return said;
  }
  return "";
}
