import { textAt } from "./text-or-none.ts";
import { isLong } from "./reach.ts";

const label =
  /(?:^|(?<=\s))(?:[-*•]\s{1,3})?[*_]{0,3}(?:((?:in|not\s)?correct|right|wrong|(?:next\s|second\s|2nd\s)?best|worst|true|false|yes|no|accepted|rejected|valid|invalid|chosen|(?:first|1st|second|2nd|third|3rd|last|backup|fall-?back|alternat(?:e|ive))(?=\s(?:choice|option|pick|guess|one)))(?:\s(?:answers?|options?|choices?|values?|ones?|picks?|guess(?:es)?|statements?|sentences?|claims?|items?|letters?))?[*_]{0,3}\s?[:：=][*_]{0,3}|([✓✔✅☑✗✘❌✖])\uFE0F?)\s{0,3}/iu;
const labels = new RegExp(label.source, "giu");
/** The letter of an option on a line of its own, and the verdict behind it. */
const labelBehind =
  /^(?:[-*•]\s{1,3})?[*_]{0,3}(?:option\s)?\(?([A-Z])[).]?[*_]{0,3}\s?(?:is\s|[:=–—-]{0,2}\s?)[*_]{0,3}((?:in|not\s)?correct|right|wrong|true|false|yes|no|[✓✔✅☑✗✘❌✖])\uFE0F?[*_.!]{0,4}$/iu;
const affirming = /^(?:correct|right|best|first|1st|true|yes|accepted|valid|chosen|[✓✔✅☑])$/i;
/** Both verdicts of a question before the one that is given. */
const bothVerdicts =
  /^[\s*_>-]{0,9}(?:true\s?(?:or|\/)\s?false|yes\s?(?:or|\/)\s?no|t\s?\/\s?f|y\s?\/\s?n)[*_]{0,3}\s?[:?=–—-][*_]{0,3}[ \t]{0,3}(?=[*_]{0,3}(?:yes|no|true|false)[*_.!]{0,4}\s*$)/gim;

interface Entry {
  readonly affirmed: boolean;
  readonly value: string;
}

/**
 * A text without "True or False:" before its verdict, and one that ends with a list of verdicts whose labels come first, "Correct: B" above "Incorrect: C" or "✅ B ❌ C", with what is affirmed as
 * its answer; any other text as it is.
 */
export function withVerdicts(text: string): string {
  return ofEntries(text.replace(bothVerdicts, ""));
}

function ofEntries(text: string): string {
  const lines = text.trimEnd().slice(-4000).split("\n");
  const entries: Entry[] = [];
  let from = lines.length;
  for (const [index, line] of [...lines.entries()].reverse()) {
    if (line.trim() === "") continue;
    const own = entriesOf(line.trim());
    if (own === undefined) break;
    entries.unshift(...own);
    from = index;
  }
  const affirmed = entries.filter((entry) => entry.affirmed);
  // Nobody judges more than a hundred.
  if (entries.length > 100 || affirmed.length === 0 || affirmed.length === entries.length) return text;
  if (/\b(?:answer|ans)\b|\\boxed|^####/im.test(text.slice(-4000))) return text;
  const kept = text.trimEnd().slice(0, -4000) + lines.slice(0, from).join("\n");
  const values = new Set(affirmed.map(({ value }) => (affirmed.length > 1 ? lettered(value) : value)));
  return `${kept}\nAnswer: ${[...values].join(", ")}`;
}

/** The verdicts of a line that consists of them; undefined for any other line. */
function entriesOf(line: string): readonly Entry[] | undefined {
  const behind = labelBehind.exec(line);
  if (behind?.[2] !== undefined) return [{ affirmed: affirming.test(behind[2]), value: textAt(behind, 1) }];
  const first = label.exec(line);
  if (isLong(line, "line") || first === null || first.index > 0) return undefined;
  const marks = [...line.matchAll(labels)].slice(0, 26);
  const found = marks.map((mark, index) => {
    const value = line
      .slice(mark.index + mark[0].length, marks[index + 1]?.index)
      .replace(/[\s,;|*_]+$/, "")
      .trim();
    return { affirmed: affirming.test(mark[1] ?? mark[2] ?? ""), value };
  });
  return found.some(({ value }) => value === "") ? undefined : found;
}

/** The letter that labels an option: B of "B) the red one". */
function lettered(value: string): string {
  return /^\(?([A-Z])(?:[).:]|\s[-–—]|$)/.exec(value)?.[1] ?? value;
}
