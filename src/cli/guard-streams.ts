import { inert } from "../util/inert.ts";

const escapes = new RegExp(`${String.fromCodePoint(27)}\\[[0-9;?]*[A-Za-z]|\\r`, "g");

/**
 * The last door before the terminal: whatever a command writes to standard output or standard error as text is inert but for
 * the codes that a terminal's own lines need (colors, moves of the cursor); where nobody looks on, not even those.
 */
export function guardStreams(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (chunk: unknown, ...rest: unknown[]) => boolean;
    stream.write = (chunk: unknown, ...rest: unknown[]): boolean =>
      write(typeof chunk === "string" ? guarded(chunk, stream.isTTY === true) : chunk, ...rest);
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
