import { textAt } from "./text-or-none.ts";
import { isClosing } from "./closings.ts";

const item = /^[ \t]{0,9}(?:[-*•+]|\(?\d{1,2}[.)])[ \t]{1,3}(?<said>\S.{0,80}?)[\s.,;]{0,3}$/;

/** The entries of the list with which a text ends, up to words that only close a reply; none without two of them. */
export function entriesAtEnd(text: string): readonly string[] {
  const lines = text.trimEnd().split("\n").slice(-60);
  while (lines.length > 0 && (textAt(lines, -1).trim() === "" || isClosing(textAt(lines, -1)))) lines.pop();
  const from = lines.findLastIndex((line) => line.trim() !== "" && !item.test(line)) + 1;
  const said = lines.slice(from).flatMap((line) => item.exec(line)?.groups?.["said"] ?? []);
  const bare = said.map((entry) => entry.replace(/^(?:and|und|et|y)\s/i, "").replace(/^[*_`]{1,3}|[*_`]{1,3}$/g, ""));
  return bare.length < 2 || bare.some((entry) => entry.includes(",")) ? [] : bare;
}
