import stringWidth from "fast-string-width";
import { brokenLine } from "./broken-line.ts";
import { messageWidth } from "./message-width.ts";

/** Lines that are to be read or copied as they are: commands alone on a line, lines of a file and the marks below them. */
const whole = /^\s*(?:(?:npx |npm run -s )?catallaxy (?:-- )?[a-z]+(?: |$)|--member |(?:- )?(?:name|model|baseUrl|price): |\d+ ?\||\||\^)/;

/** Every message of the command line, broken between words at `messageWidth`; commands, addresses, paths and lines of files stay whole. */
export function wrappedWords(text: string, stream: Pick<NodeJS.WriteStream, "isTTY" | "columns"> = process.stderr): string {
  const width = messageWidth(stream);
  return text
    .split("\n")
    .flatMap((line) => (whole.test(line) || stringWidth(line) <= width ? [line] : brokenLine(line, width)))
    .join("\n");
}
