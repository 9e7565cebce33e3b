import { widthOf, wrap } from "./text.ts";

/** Lines of at most `width` columns: longer ones go on in the next, as far in as their text began. Addresses and other words without a space stay whole, to be copied. */
export function narrowed(lines: readonly string[], width: number): string[] {
  return lines.flatMap((line) => (widthOf(line) <= width ? [line] : broken(line, width)));
}

function broken(line: string, width: number): string[] {
  const start = /^\s*(?:[-*•·] |\d{1,3}[.)] |# )?/.exec(line)?.[0] ?? "";
  const indent = " ".repeat(Math.min(widthOf(start), Math.floor(width / 2)));
  const room = width - indent.length;
  const lines: string[] = [];
  let open = "";
  for (const word of line.slice(start.length).split(/ +/)) {
    // Scripts without spaces break anywhere.
    const pieces = widthOf(word) > room && /[^\p{ASCII}]/u.test(word) ? wrap(word, room) : [word];
    for (const piece of pieces) {
      if (open !== "" && widthOf(open) + 1 + widthOf(piece) > room) {
        lines.push(open);
        open = piece;
      } else open = open === "" ? piece : `${open} ${piece}`;
    }
  }
  return [...lines, open].map((piece, i) => (i === 0 ? `${start}${piece}` : `${indent}${piece}`));
}
