import { unbroken } from "../util/unbroken.ts";

/** Lines that are to be read or copied as they are: commands alone on a line, lines of a file and the marks below them. */
const whole = /^\s*(?:(?:npx |npm run -s )?catallaxy |--member |(?:- )?(?:name|model|baseUrl|price): |\d+ ?\||\||\^)/;

/** Words for standard error, broken between words at the width of a terminal; commands, addresses and lines of files stay whole. */
export function wrappedWords(text: string, stream: Pick<NodeJS.WriteStream, "isTTY" | "columns"> = process.stderr): string {
  if (stream.isTTY !== true) return text;
  const width = Math.max(20, Math.min(stream.columns ?? 80, 120));
  return text
    .split("\n")
    .flatMap((line) => (whole.test(line) || widthOf(line) <= width ? [line] : broken(line, width)))
    .join("\n");
}

function broken(line: string, width: number): string[] {
  const indent = /^ */.exec(line)?.[0] ?? "";
  const words = unbroken(line);
  const lines: string[] = [];
  let open = indent;
  for (const word of words) {
    if (open.trim() !== "" && widthOf(open) + 1 + widthOf(word) > width) {
      lines.push(open);
      open = indent;
    }
    open += open.trim() === "" ? word : ` ${word}`;
  }
  return [...lines, open];
}

function widthOf(text: string): number {
  return text.length;
}
