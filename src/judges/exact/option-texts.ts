import { foundIn, textAt } from "./text-or-none.ts";
import { isLong, textBefore, textFrom } from "./reach.ts";
import { splitAfter } from "./split-after.ts";

/** An option as a reply names it with its text: where the text begins and ends. */
interface NamedText {
  readonly from: number;
  readonly to: number;
}

const searched = 16_384;
/** A label before the text of its option: `B.`, `(B)`, `B:`, `**B**.`, `\text{B. `. */
const label =
  /(?<![\p{L}\p{N}'’\\])[([]?[*_]{0,3}([A-Z])(?:[*_]{0,3}[)\]](?!\.)[*_]{0,3}:?|[.:]|,\swhich\s(?:is|says):?|\s[–—-])[*_]{0,3}[ \t]{1,3}(?=[^\s])/gu;
/** What leads to an option that is the answer, up to its label. */
const leads =
  /(?:\banswers?[*_]{0,3}(?:\s(?:is|would\sbe|must\sbe|should\sbe))?[*_]{0,3}:?|\b(?:option|choice|statement)\s(?:is|must\sbe)|\b(?:antwort|réponse|respuesta|resposta|risposta)\p{L}*\s?(?:ist|lautet|est|es|é|è)?:?|答案(?:是|为)?[:：]?|\\boxed\{)[\s*_$"“'>]{0,8}(?:\\(?:boxed|text(?:bf)?|mathbf|mathrm)\{){0,3}[*_]{0,3}(?:option\s|choice\s)?[*_]{0,3}$/iu;
/** Words by which a text speaks of answers or turns to another, and no option's own. */
const speaks =
  /\bno,\s|\b(?:I['’]m|I\s(?:mean|now|am|was|would|think|thought|change\w*|take|prefer|choose)|my|make\sthat|scratch|however|rather|prefer|switch\w*|wait|actually|sorry|oops|hmm|instead|correction|mistake|mistaken|reconsider\w*|answers?|options?|choices?|correct|(?:it|this|that|which)\s(?:is|was)\s(?:wrong|incorrect|not|right)|because|therefore|so\s(?:it|the|i)\b)|\([A-Z]\)|(?:^|[.!?;:,]\s)(?:not\s)?[A-Z]\s(?:is|was|would|must|fits|holds|works|seems|then)\b|\b(?:is|it['’]s|be|but|so|to|not|choose|pick|say)\s[*_]{0,3}[A-Z](?![\w'’.-])/iu;
/** The initials of a name, isotopes and temperatures: their letters are no options. */
const initials = /\b(?:[A-Z]\.\s?){1,3}(?=\p{Lu}[\p{Ll}'’])|\b[A-Z]-\d{1,3}\b|°\s?[A-Z]\b/gu;
const behindLabel =
  /(?:\b(?:options?|choice|answer|letter|choose|pick|select)(?:\sis)?:?[*_]{0,3}\s[*_]{0,3}[([]?[A-Z][)\]]?|\\boxed\{[([]?[A-Z][)\]]?\}\$?|[([][A-Z][)\]])[*_]{0,3}$/i;
const verdict = /^(?:(?:not\s)?(?:true|false|yes|no|right|wrong|correct|incorrect|none|neither|both)[\s,;.]{0,3}){1,4}$/i;
/** Options that deny, and names with initials: no sentence that goes on behind an answer begins so. */
const denying =
  /^(?:none|neither|nothing|both|only)\b|^(?:can|could)\s?not\sbe\s(?:determined|known|computed|found|inferred)|^do(?:es)?\snot\s|^not\s(?:enough|wrong|true|necessarily|moral)\b/i;
const named = /^(?:[A-Z]\.\s?){1,3}\p{Lu}[\p{Ll}'’]|^[A-Z]-\d{1,3}\W{0,3}$/u;
const isRight =
  /^[*_]{0,3}\s(?:is|must\sbe|was|would\sbe)\s(?:(?:therefore|thus|clearly|indeed)\s)?(?:the\s)?(?:only\s)?(?:most\s)?(?:correct|right|best|answer)/;

/**
 * A reply without the texts of the options that it names by their letters: what an option says ("False, True", "Hepatitis A", "Cannot be
 * determined") is no word of the reply's own. Those that the prompt lists are known; without them a text counts where its option is marked
 * as the answer, in emphasis that its letter opens, or in brackets behind it.
 */
export function withoutOptionTexts(text: string, prompt: string): string {
  const start = Math.max(0, text.length - searched);
  // A quotation right behind a heading is the answer set off.
  const end = withoutAgreeingWalk(text.slice(start).replace(/(\banswer[*_:#]{0,6}\s{0,3}\n\s{0,3})>\s/gi, "$1"));
  const known = textsIn(prompt);
  const found: NamedText[] = [];
  for (const match of end.matchAll(label)) {
    const from = match.index + match[0].length;
    if (from < (found.at(-1)?.to ?? 0)) continue;
    const own = known.get(textAt(match, 1)) ?? [];
    const to = own.map((said) => endOf(end, from, said)).find((at) => at !== undefined) ?? guessed(end, match.index, from, match[0]);
    if (to !== undefined && to > from) found.push({ from, to });
  }
  found.push(...bracketed(end), ...affirmed(end));
  return text.slice(0, start) + without(end, found);
}

/** What a marked answer leads to, with its letter. */
const markedLetter = new RegExp(String.raw`${leads.source.slice(0, -1)}[([]?[*_]{0,3}([A-Z])(?![\p{L}\p{N}'’])`, "iu");
const walked = /^[\s>*_#•–-]{0,9}(?:option\s|choice\s)?[([]?[*_]{0,3}([A-Z])(?:[)\].:]|[*_]{2}|\s[–—-]\s|\s(?=is\b))/iu;
const wrong =
  /\b(?:incorrect|wrong|false|not\s(?:correct|true|right|the\s(?:answer|best|correct)|an?\b)|does(?:n['’]t|\snot))\b|[✗✘❌✖]|n['’]t\b/i;
const right = /\b(?:correct|true|right)\b|[✓✔✅☑]/i;

/** A reply without its walk through the options behind a marked answer, as far as the walk agrees with it: the others wrong, its own right. */
function withoutAgreeingWalk(text: string): string {
  const marked = markedLetter.exec(text);
  const letter = marked?.[1];
  if (marked === null || letter === undefined || !/[A-Z]/.test(letter)) return text;
  const from = text.indexOf("\n", marked.index + marked[0].length);
  if (from < 0) return text;
  const lines = text.slice(from).split("\n");
  const kept = lines.filter((line) => {
    const own = walked.exec(line)?.[1];
    if (own === undefined || isLong(line, "lines")) return true;
    const plain = line.replace(/\b(?:incorrect|not\s(?:correct|true|right))\b/gi, "wrong");
    return own === letter ? !(right.test(plain) && !wrong.test(plain)) : !(wrong.test(plain) && !right.test(plain));
  });
  return kept.length === lines.length ? text : text.slice(0, from) + kept.join("\n");
}

/** The texts of the options that a prompt lists, by their letters. */
function textsIn(prompt: string): ReadonlyMap<string, readonly string[]> {
  const found = [...prompt.slice(-20_000).matchAll(/^[ \t>*_•-]{0,9}[([]?([A-Z])[)\].:][ \t]{1,9}(\S.{0,400})$/gm)];
  return new Map([...Map.groupBy(found, ([, letter = ""]) => letter)].map(([letter, all]) => [letter, all.map(([, , said = ""]) => said)]));
}

/** Where a text that begins there with what an option says has said it, marks and case aside; undefined where it does not. */
function endOf(text: string, from: number, said: string): number | undefined {
  const wanted = Array.from(said.replace(/[.!\s]+$/, "")).filter((sign) => !isMark(sign));
  let at = from;
  for (const sign of wanted) {
    while (at < text.length && isMark(text.charAt(at))) at += 1;
    if (text.slice(at, at + sign.length).toLowerCase() !== sign.toLowerCase()) return undefined;
    at += sign.length;
  }
  return wanted.length === 0 ? undefined : at;
}

function isMark(sign: string): boolean {
  return /[\s*_$"“”'’`\\]/.test(sign);
}

/** Where the text of an option ends that no prompt lists. */
function guessed(text: string, at: number, from: number, said: string): number | undefined {
  const line = foundIn(textFrom(text, from, "sentence"), /^[^\n]{0,400}/);
  const before = textBefore(text, at, "words");
  const opened = /(?:\*\*|__)$/.test(before) || /^[([]?(?:\*\*|__)/.test(said);
  const closing = opened
    ? line.search(/\*\*|__/)
    : /\\(?:text(?:bf)?|mathbf|mathrm|boxed)\{[*_]{0,3}$/.test(before)
      ? line.indexOf("}")
      : -1;
  if (
    closing > 0 &&
    !isTold(line.slice(0, closing)) &&
    (isRight.test(line.slice(closing)) || isMarked(before) || isOnly(text, line, closing))
  )
    return from + closing;
  if (!isMarked(before) || closing === 0) return undefined;
  const rest = closing > 0 ? line.slice(0, closing) : textAt(splitAfter(line, /[.!?][*_)"']{0,3}\s(?!\p{Lu}\.)/gu), 0);
  const left = line.replace(initials, "").replace(/^[^\p{L}]{0,3}(?:not\s)?/iu, "");
  const stop = said.replace(/[*_\s]+$/, "").match(/[.–—-]$/) !== null;
  if (stop && closing < 0 && !verdict.test(line) && !denying.test(line) && !named.test(line)) return undefined;
  return (/^["“'($\\]{0,4}[\p{Lu}\p{N}]/u.test(line) || verdict.test(line)) && !speaks.test(left) ? from + rest.length : undefined;
}

function isMarked(before: string): boolean {
  return leads.test(before);
}

/** Whether what stands behind a label tells of the option: "is wrong", "Meiosis – incorrect". */
function isTold(said: string): boolean {
  return /^(?:is|was|are|were|has|does|can|cannot|would|could)\b/i.test(said) || marksIt.test(said);
}

const marksIt = /[-–—:]\s?(?:in)?correct\b|[✓✗✘✔✅❌]|\b(?:is|are)\s(?:not\s)?(?:in)?correct/i;

/** Whether a line is the label and text alone, and the reply labels no other option. */
function isOnly(text: string, line: string, closing: number): boolean {
  if (!/^(?:\*\*|__)?[\s.]{0,3}$/.test(line.slice(closing))) return false;
  const letters = new Set([...text.matchAll(/(?:^|\n)[ \t>*_#•-]{0,9}\(?([A-Z])[).:]/g)].map(([, letter]) => letter));
  return letters.size < 2;
}

/** What stands in brackets behind a label: "option B (Hepatitis C)", `C ("A and B only") is the right choice`. */
function bracketed(text: string): readonly NamedText[] {
  return [...text.matchAll(/(?<=(?<![\p{L}\p{N}'’])[A-Z][)\]}]?\$?[*_]{0,3}\s?)\(((?:[^()\n]|\([^()\n]{0,60}\)){1,200})\)/gu)]
    .slice(-200)
    .flatMap((match) => {
      const [said, inside = ""] = match;
      const to = match.index + said.length;
      const named = behindLabel.test(text.slice(Math.max(0, match.index - 30), match.index).trimEnd());
      return (named || isRight.test(textFrom(text, to, "words"))) &&
        !marksIt.test(inside) &&
        !/^(?:not|but|or|option\s[A-Z]$|choice\s[A-Z]$)\b|^[A-Z]\s(?:if|is|when|unless|for|would|may|might|also|too|in)\b/.test(inside)
        ? [{ from: match.index, to }]
        : [];
    });
}

/** What stands between a label and the words that affirm it: "B. Hepatitis A is correct.", "Option B, False, True, is correct.", "Neither (option B) is correct." */
function affirmed(text: string): readonly NamedText[] {
  return [...text.matchAll(affirming)].slice(-200).flatMap(({ 0: said, index, groups = {} }) => {
    const own = groups["own"] ?? groups["beside"] ?? groups["before"] ?? "";
    const from = index + said.indexOf(own);
    return own === "" ||
      /^(?:and|or|&)\s/.test(own) ||
      marksIt.test(own) ||
      /\b(?:not|if|would|says?|think|claims?|believe|some)\b|n['’]t\b/i.test(groups["before"] ?? "")
      ? []
      : [{ from, to: from + own.length }];
  });
}

const affirming = new RegExp(
  String.raw`(?<=^|\n|[.!?]\s|\b(?:[Ss]o|[Tt]hus|[Hh]ence|[Tt]herefore),?\s|option\s)(?:(?:[Oo]ption\s)?[([]?[A-Z](?:[)\]][.:]?|[.:])\s(?<own>[^.!?\n]{1,120}?)|[Oo]ption\s[A-Z](?<beside>,\s[^.!?\n]{1,120}?,)|(?<before>[^.!?,\n()]{2,120}?)(?=\s\((?:option|choice)\s[A-Z]\)))(?=(?:\s\((?:option|choice)\s[A-Z]\))?\s(?:is|are)\s(?:(?:therefore|thus|clearly)\s)?(?:the\s)?(?:only\s)?(?:most\s)?(?:correct|right|best|answer)\b)`,
  "gu",
);

/** A text without those stretches, and without the stop of a label that a verb follows: "(B) is correct". */
function without(text: string, found: readonly NamedText[]): string {
  let out = text;
  let done = text.length;
  for (const { from, to } of [...found].sort((a, b) => b.from - a.from)) {
    if (to > out.length || to > done) continue;
    done = from;
    const after = out.slice(to);
    const before = /^["”'*_)}\]]{0,6}\s(?:is|was|must|would|seems)\b/.test(after)
      ? out.slice(0, from).replace(/[.:]?([*_)\]]{0,4})[.:]?\s{0,3}$/, "$1")
      : out.slice(0, from).replace(/[ \t]{1,3}$/, "");
    out = before + after;
  }
  return out;
}
