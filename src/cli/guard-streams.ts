import { inert } from "../util/inert.ts";

const escapes = new RegExp(`${String.fromCodePoint(27)}\\[[0-9;?]*[A-Za-z]|\\r`, "g");

/** A bar of progress is drawn up to here, and the cursor stands behind it. */
const drawn = "\u001B[J";
const cleared = new RegExp(`\r(?:${String.fromCodePoint(27)}\\[\\d+A)?${String.fromCodePoint(27)}\\[J$`);
const redraws = /^[\r\n]/;
let barOpen = false;

/**
 * The last door before the terminal: whatever a command writes to standard output or standard error as text is inert but for
 * the codes that a terminal's own lines need (colors, moves of the cursor); where nobody looks on, not even those.
 * What is said while a bar of progress stands begins a line of its own.
 */
export function guardStreams(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (chunk: unknown, ...rest: unknown[]) => boolean;
    stream.write = (chunk: unknown, ...rest: unknown[]): boolean => {
      if (typeof chunk !== "string") return write(chunk, ...rest);
      const text = barOpen && !redraws.test(chunk) ? `\n${chunk}` : chunk;
      if (stream.isTTY) barOpen = chunk.endsWith(drawn) && !cleared.test(chunk);
      return write(guarded(text, stream.isTTY === true), ...rest);
    };
  }
}

function guarded(text: string, tty: boolean): string {
  // One JSON value stays the same value.
  if (/^[[{].*[\]}]\n?$/s.test(text)) return inert(text, "json");
  if (!tty) return inert(text, "terminal");
  const codes = text.match(escapes) ?? [];
  return text
    .split(escapes)
    .map((piece, i) => `${inert(piece, "terminal")}${codes[i] ?? ""}`)
    .join("");
}
