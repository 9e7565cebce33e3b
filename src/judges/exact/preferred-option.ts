import type { Turn } from "./taken-back.ts";
import { splitAfter } from "./split-after.ts";

const letter = String.raw`(?:option\s|choice\s|answer\s)?[*_"'“]{0,3}\(?(?<![\p{L}\p{N}])((?-i:[A-Z]))(?![\p{L}\p{N}'’])\)?[*_"'”]{0,3}`;
const degree =
  "(?:accurate|appropriate|precise|fitting|plausible|suitable|likely|convincing|correct|complete|comprehensive|reasonable|consistent|probable|defensible|relevant|sensible|apt|exact|compelling|logical|accurately|closely|precisely|correctly|fully|completely|directly|sense)";
const better = `(?:better(?! known)|best|superior|preferable|stronger|strongest|closer|closest|(?:more|most) ${degree})`;
const prefers = new RegExp(
  `${letter}\\s(?:is|was|seems|looks|appears|fits|works|matches|describes|captures|answers|explains|makes|sounds|feels|would be|would fit)\\b(?:(?!\\b(?:not|less|never|if|when|unless|no|but)\\b|n['’]t\\b)[^.!?;]){0,40}?\\b${better}\\b`,
  "iu",
);
const finds = new RegExp(
  `\\bI\\s(?:now\\s)?(?:find|consider|think|believe)\\s(?:that\\s)?${letter}\\s(?:is\\s|to be\\s)?(?:the\\s)?${better}\\b`,
  "iu",
);
const comesTo = new RegExp(
  `(?:\\b(?:which|that|this|it)\\s(?:is|matches|gives|corresponds\\sto|means|points\\sto|should\\sbe)|\\bmatches|\\bmatching|\\bcorresponds\\sto|\\bso|\\bgiving|=>|→)\\s${letter}[.!\\s]*$`,
  "iu",
);
const turning =
  /^\W{0,4}(?:(?:but|however|though|although|yet|still|that said|nevertheless|nonetheless|actually|wait|h+m+|oh|on reflection|in fact|then again)\b|(?:up)?on (?:closer|further|second|more careful|a second|a closer|reflection)|looking (?:again|back|closer|more closely))|[,;—–]\s(?:but|however|though|although|yet)\b/iu;
const rechecking =
  /^\W{0,4}(?:re-?(?:check|comput|calculat|do|evaluat|read|examin|consider|view|count)\w*|double-?\s?check\w*|(?:check|look|calculat|comput|think|read)\w*\s(?:\w{1,12}\s){0,2}(?:again|once more|twice)|wait|h+m+|actually|(?:up)?on (?:closer|further|second)|oops|correction)\b/iu;
const concession = /^\W{0,4}(?:although|though|while)\b/i;
const restating = /\b(?:still|stands?|remains?|stick|keep|confirm(?:s|ed)?|nevertheless|overall)\b/i;

/** Where a text says behind its option that another one is better: "The answer is (A). But (C) is more accurate." */
export function preferencesIn(text: string, own: string): readonly Turn[] {
  const said = /(?<![\p{L}\p{N}])[A-Z](?![\p{L}\p{N}])/u.exec(own)?.[0];
  const body = text.slice(0, 8192);
  if (said === undefined) return [];
  const turns: Turn[] = [];
  let at = 0;
  for (const [index, sentence] of splitAfter(body, /[.!?][*_)"'”]{0,3}\s|\n/gu).entries()) {
    const value = sentence.length > 400 ? undefined : preferred(sentence, index === 0);
    const later = body.slice(at + sentence.length);
    const back = restating.test(later) && new RegExp(`(?<![\\p{L}\\p{N}])${said}(?![\\p{L}\\p{N}])`, "u").test(later);
    if (value !== undefined && value.letter !== said && !back)
      turns.push({ does: "replaces", at: at + value.at, value: `(${value.letter})` });
    at += sentence.length;
  }
  return turns;
}

function preferred(sentence: string, first: boolean): { readonly letter: string; readonly at: number } | undefined {
  const turn = turning.exec(sentence);
  const from = first ? (turn?.index ?? 0) : 0;
  if (first && (turn === null || turn.index === 0)) return undefined;
  const clause = sentence.slice(from).trimEnd();
  const bare = clause.replace(/^[,;—–\s]+/, "");
  const again = !first && rechecking.test(sentence) ? comesTo.exec(clause) : null;
  const match = turn === null ? null : (prefers.exec(bare) ?? finds.exec(bare));
  // "Although (B) seems more accurate, it ignores tax" concedes it only.
  if (match !== null && concession.test(bare) && bare.slice(match.index + match[0].length).includes(",")) return undefined;
  const than =
    match === null ? undefined : /^\sthan\s\W{0,3}(?:option\s)?\W{0,3}([A-Z])\b/.exec(bare.slice(match.index + match[0].length))?.[1];
  const found = again?.[1] ?? match?.[1];
  if (found === undefined || found !== found.toUpperCase() || /[?]\W{0,3}$/.test(clause) || /\b(?:if|unless)\b/i.test(bare))
    return undefined;
  return than === undefined ? { letter: found, at: from } : undefined;
}
