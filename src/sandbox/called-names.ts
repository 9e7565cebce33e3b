import { boundNames } from "./bound-names.ts";
import { bracketEnd } from "./bracket-end.ts";
import { trustedNames } from "./locks.ts";
import { scriptTokens } from "../util/script-tokens.ts";

const words = new Set(
  (
    "await async break case catch class const continue debugger default delete do else enum export extends false finally for function get if " +
    "import in instanceof let new null of return set static super switch this throw true try typeof undefined var void while with yield " +
    "arguments NaN Infinity"
  ).split(" "),
);
const given = new Set(trustedNames.split(", "));

/**
 * The names that checks in JavaScript use and do not bind themselves: those of the program that is asked for, as far as its tokens tell.
 * What stands behind `typeof` alone is asked about, not used.
 */
export function calledNames(checks: readonly string[]): string[] {
  return [...new Set(checks.flatMap(freeIn))];
}

function freeIn(check: string): string[] {
  const tokens = [...scriptTokens(check)].map(({ text }) => text);
  const bound = boundNames(tokens);
  return tokens.filter((text, i) => isName(text) && !bound.has(text) && !given.has(text) && isUse(tokens, i));
}

function isName(text: string | undefined): text is string {
  return text !== undefined && /^[A-Za-z_$\u0080-\uffff]/.test(text) && !words.has(text);
}

function isUse(tokens: readonly string[], i: number): boolean {
  const [before, after] = [tokens[i - 1], tokens[i + 1]];
  if (before === "typeof" || before === "continue" || before === "break" || before === "#") return false;
  if (before === ".") return tokens[i - 2] === "." && tokens[i - 3] === ".";
  // A key, a label or a method of an object.
  if (after === ":" && (before === undefined || "{,;})".includes(before))) return false;
  return !(after === "(" && tokens[bracketEnd(tokens, i + 1) + 1] === "{");
}
