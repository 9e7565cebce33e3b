import { asTyped } from "../util/command-name.ts";
import { inert } from "../util/inert.ts";
import { wrap } from "./text.ts";

/** A command in a text: between backticks, beginning with what starts one. */
const command = /`((?:npx |npm run -s )?catallaxy [^`]+)`[.,;:]?/;

/** A text in lines of at most `width` with a mark before the first; each command between backticks stands whole on a line of its own, however long, to be copied. */
export function commandsApart(text: string, width: number, mark = " "): string[] {
  const beside = " ".repeat(mark.length);
  const lines: string[] = [];
  let rest = asTyped(text);
  for (let found = command.exec(rest); found !== null; found = command.exec(rest)) {
    lines.push(...wrap(rest.slice(0, found.index), width), `\n${inert(found[1] ?? "", "terminal")}`);
    rest = rest.slice(found.index + found[0].length);
  }
  lines.push(...wrap(rest, width));
  let first = true;
  return lines.map((line) => {
    if (line.startsWith("\n")) return ` ${line.slice(1)}`;
    const before = first ? mark : beside;
    first = false;
    return `${before}${line}`;
  });
}
