import stringWidth from "fast-string-width";
import { unbroken } from "../util/unbroken.ts";
import { messageWidth } from "./message-width.ts";

/** Lines that are to be read or copied as they are: commands alone on a line, lines of a file and the marks below them. */
const whole = /^\s*(?:(?:npx |npm run -s )?catallaxy (?:-- )?[a-z]+(?: |$)|--member |(?:- )?(?:name|model|baseUrl|price): |\d+ ?\||\||\^)/;

/** Every message of the command line, broken between words at `messageWidth`; commands, addresses, paths and lines of files stay whole. */
export function wrappedWords(text: string, stream: Pick<NodeJS.WriteStream, "isTTY" | "columns"> = process.stderr): string {
  const width = messageWidth(stream);
  return text
    .split("\n")
    .flatMap((line) => (whole.test(line) || stringWidth(line) <= width ? [line] : broken(line, width)))
    .join("\n");
}

function broken(line: string, width: number): string[] {
  const indent = /^ */.exec(line)?.[0] ?? "";
  const words = unbroken(line);
  const lines: string[] = [];
  let open = indent;
  for (const word of words) {
    if (open.trim() !== "" && stringWidth(open) + 1 + stringWidth(word) > width) {
      lines.push(open);
      open = indent;
    }
    open += open.trim() === "" ? word : ` ${word}`;
  }
  return [...lines, open];
}
