import { textAt } from "./text-or-none.ts";
import { beginningOf } from "./reach.ts";

const entry =
  /(?<![\p{L}\p{N}]|(?:statements?|figure|part|type|class|group|case|points?)\s)(?:(?:options?|answer|choice)\s)?[([]?([A-Z])[)\]]?[*_]{0,3}\s?[):.|=–—-]{0,3}[\s*_]{0,4}(?:\|\s?)?(?:(?:is|seems)\s(?:also\s)?)?[*_]{0,3}(yes|no|true|false|right|correct|wrong|incorrect|not\s(?:right|correct|true)|impossible|ruled\sout|✓|✔|✅|✗|✘|❌)(?!\p{L})/giu;
const affirming = /^(?:yes|true|right|correct|✓|✔|✅)$/i;

/** An option with its text, and a verdict at the end of its line. */
const judged = /^[-*•\s]{0,6}[*_]{0,3}(?:option\s)?\(?([A-Z])[).:]{1,2}[*_]{0,3}\s.{1,200}?\s?(✓|✔|✅|✗|✘|❌)\uFE0F?[\s*_.]{0,4}$/iu;

/** The one option that a list of verdicts at the end of a text affirms, "A: no, B: yes, C: no"; empty where it affirms several, undefined where it affirms none. */
export function affirmedIn(lines: readonly string[], options: number): string | undefined {
  const rows = lines.slice(-options).flatMap((line) => {
    const [, letter = "", sign = ""] = judged.exec(beginningOf(line, "line")) ?? [];
    return isOption(letter, options) && letter !== "" ? [{ letter, affirmed: affirming.test(sign) }] : [];
  });
  const chosen = rows.filter((row) => row.affirmed);
  if (rows.length > 2 && chosen.length > 0 && chosen.length < rows.length) return chosen.length > 1 ? "" : chosen[0]?.letter;
  if (![...textAt(lines, -1).slice(-300).matchAll(entry)].some(({ 1: letter = "" }) => isOption(letter, options))) return undefined;
  const text = lines
    .slice(-3 * options)
    .join("\n")
    .slice(-4000);
  const entries = [...text.matchAll(entry)].filter(({ 1: letter = "" }) => isOption(letter, options));
  const affirmed = entries.filter(({ 2: verdict = "" }) => affirming.test(verdict));
  const named = new Set(entries.map(({ 1: letter }) => letter)).size;
  // Two verdicts on lines of their own are a list when they differ.
  if (
    named < 3 &&
    !(
      named === 2 &&
      lines.length > 1 &&
      affirmed.length === 1 &&
      entries.every(({ 0: all }) => lines.some((line) => line.includes(all) && line.length < 60))
    )
  )
    return undefined;
  return affirmed.length > 1 ? "" : affirmed[0]?.[1];
}

function isOption(letter: string, options: number): boolean {
  return letter === letter.toUpperCase() && letter.charCodeAt(0) - 64 <= options;
}
