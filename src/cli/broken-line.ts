import stringWidth from "fast-string-width";
import { unbroken } from "../util/unbroken.ts";

/** A line broken between words at a width; further lines have its indentation and `more` beside. */
export function brokenLine(line: string, width: number, more = ""): string[] {
  const indent = /^ */.exec(line)?.[0] ?? "";
  const lines: string[] = [];
  let open = indent;
  for (const word of unbroken(line)) {
    if (open.trim() !== "" && stringWidth(open) + 1 + stringWidth(word) > width) {
      lines.push(open);
      open = indent + more;
    }
    open += open.trim() === "" ? word : ` ${word}`;
  }
  return [...lines, open];
}
