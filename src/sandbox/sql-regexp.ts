import type { SQLInputValue, SQLOutputValue } from "node:sqlite";
import { UserError } from "../util/bug.ts";

const mostKept = 100;

/**
 * The function behind `text REGEXP pattern`, which SQLite itself lacks and its shell has: a search, in which case counts; NULL where
 * either side is NULL. A pattern is one of JavaScript's without looking around and back-references, with POSIX's classes besides
 * (`[[:alpha:]]`); another one is an error of the program. It is for a process whose work is counted from outside: a pattern that
 * backtracks without end is work.
 */
export function sqlRegexp(): (...args: SQLOutputValue[]) => SQLInputValue {
  const kept = new Map<string, RegExp>();
  return (pattern, text) => {
    if (pattern === null || pattern === undefined || text === null || text === undefined) return null;
    const source = textOf(pattern);
    let found = kept.get(source);
    if (found === undefined) {
      found = compiled(source);
      if (kept.size >= mostKept) kept.clear();
      kept.set(source, found);
    }
    return found.test(textOf(text)) ? 1 : 0;
  };
}

function textOf(value: NonNullable<SQLOutputValue>): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString("utf8") : String(value);
}

const posix: Readonly<Record<string, string>> = {
  alpha: "A-Za-z",
  digit: "0-9",
  alnum: "A-Za-z0-9",
  upper: "A-Z",
  lower: "a-z",
  space: "\\s",
  blank: " \\t",
  punct: "!-\\/:-@\\[-`{-~",
  xdigit: "0-9A-Fa-f",
  word: "\\w",
};

function compiled(pattern: string): RegExp {
  const refused = /\(\?(?:<?[=!])|\\[1-9k]/.exec(pattern.replace(/\\\\/g, ""))?.[0];
  if (refused !== undefined)
    throw new UserError(`REGEXP: ${JSON.stringify(refused)} is not offered; patterns have no looking around and no back-references`);
  const source = pattern.replace(/\[:([a-z]+):\]/g, (all, name: string) => posix[name] ?? all);
  try {
    return new RegExp(source, "s");
  } catch {
    throw new UserError(`REGEXP: ${JSON.stringify(pattern.slice(0, 200))} is no regular expression`);
  }
}
