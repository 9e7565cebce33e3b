import { textAt } from "./text-or-none.ts";

const tail =
  /(?:\b(?:of|to|the|an?|whether|that|which|is|are|was|were|and|or|because|since|as|for|in|with|by|if|from|on|at|would|could|should|than|be|has|have|we|it|this|these|their|its|when|where|while|but|not|would mean|implies|says|states|describes|refers|so|then|thus|hence|can|could|will|may|might|must|does|did|about|into|between|only|also)|n['’]t|[,:—–-])[*_]{0,3}\s*$/i;
// Written as a text: an older Node would fail to read the literal before it could be told which Node is needed.
const looking = new RegExp(
  String.raw`\b(?:consider(?:ing)?|evaluat(?:e|ing)|check(?:ing)?|look(?:ing)? at|analy[sz](?:e|ing)|examin(?:e|ing)|turn(?:ing)? to|derivative of|regarding|(?:next|now),?\s(?:for|with|to|on to)|test(?:ing)?|try(?:ing)?|move on to|moving on to)\s(?:[\w']{1,12}\s){0,3}[*_"']{0,3}\(?(?-i:[A-Z])\)?[*_"':.…]{0,6}\s*$`,
  "i",
);

/** Where the last sentence of a text begins that breaks off, or that only turns to an option; undefined for a text that ends. */
export function unfinishedFrom(text: string): number | undefined {
  const end = text.trimEnd();
  const start = Math.max(0, end.length - 400);
  const last = /(?:^|[.!?…][*_)"']{0,3}\s+|\n)((?:[^.!?…\n]|[.…](?!\s)|[!?](?!\s))+)$/.exec(end.slice(start));
  const said = last?.[1] ?? "";
  if (last === null || said.trim() === "") return undefined;
  const from = start + last.index + last[0].length - said.length;
  // "C -" and "Option C:" are labels of their own.
  if (/^[\s*_"'(]{0,4}(?:option\s)?\(?[A-Z]\)?[\s*_"'.:)-]{0,4}$/i.test(said)) return isHanging(end, from) ? from : undefined;
  return tail.test(said) || looking.test(said) ? from : undefined;
}

/** Whether an option at the end of a text, without a stop, goes on with the line before it: "... Option C". */
function isHanging(text: string, from: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", from - 1) + 1, from);
  return (
    /(?:\.{3}|…)\s*$/.test(line) ||
    (/[.!?]\s+$/.test(line) && /^\W{0,4}option\s\(?[A-Z]\)?\W{0,3}$/i.test(text.slice(from)) && !/[.!]$/.test(text))
  );
}

const label = /^[\s*_"'#>•-]{0,8}(?:options?\s)?\(?([A-Z])(?:[).:]|\s?[-–—]\s|[*_]{2})/;
const lone = /^[\s*_"'#>•-]{0,8}(?:options?\s)?\(?([A-Z])\)?\W{0,3}$/;

/** What presents options that are still to be looked at, and an entry that a list has looked at already. */
const presenting = /\b(?:options?|choices|candidates|possibilities|evaluate|each|one by one|in turn)\b[^.!?]{0,40}[:：][*_\s]{0,4}$/i;
const judged = /\b(?:incorrect|wrong|false|too|not|correct|right|true)\b|n['’]t\b/i;

/** Whether a text ends with a list of the options themselves, none of which it has chosen: each has the letter after the one before it. */
export function endsWithOptions(lines: readonly string[]): boolean {
  const last = textAt(lines, -1);
  const own = (label.exec(last) ?? lone.exec(last))?.[1];
  const at = lines.findLastIndex((line, index) => index < lines.length - 1 && label.test(line));
  const previous = label.exec(lines[at] ?? "")?.[1];
  if (own === undefined || previous === undefined || own.charCodeAt(0) !== previous.charCodeAt(0) + 1) return false;
  if (/\b(?:correct|right|true)\b|[✓✔✅]/i.test(last)) return false;
  const start = lines.findIndex((line) => label.test(line));
  return presenting.test(lines[start - 1] ?? "") || (lone.test(last) && judged.test(lines[at] ?? ""));
}
