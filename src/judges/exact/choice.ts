import { foundIn, textAt } from "./text-or-none.ts";
import { beginningOf, textBefore } from "./reach.ts";
import { disownedIn, withoutDisowned } from "./claims/disowned-option.ts";
import type { Kind } from "./kind.ts";
import { normalize } from "./normalize.ts";
import type { ExactSettings } from "./settings.ts";
import { isOwnAt } from "./claims/standing-at.ts";
import { affirmedIn } from "./verdict-list.ts";

/**
 * The option that a span names, however it is written: `(B)`, `B. text`, `option b`, `I choose B`, `not A but B`. "A or C" names two, which
 * are two readings, or with `multiple` one answer of several options.
 */
export const choice: Kind<string> = {
  readings(span, settings) {
    const listed = settings.multiple ? listedIn(span, settings.options) : [];
    const letters = listed.length > 0 ? listed : lettersIn(span, settings);
    if (!settings.multiple) return letters;
    if (listed.length === 0 && /[A-Z][)\]]?,?\sor\s[([]?[A-Z](?![\w'])/.test(span)) return letters.length > 1 ? [] : letters;
    return letters.length === 0 ? [] : [[...letters].sort().join("")];
  },
  matches: (answer, key) => answer === key,
};

/** The letters of a list whose every entry begins with the label of an option: on lines, or between semicolons. */
function listedIn(span: string, options: number): string[] {
  const entries = span
    .split(/\n|;\s/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  const letters = entries.map((entry) => {
    const plain = normalize(entry.replace(/^(?:[-*•+]|\d{1,2}[.)])\s{1,9}/, ""));
    return inRange(/^[([]?(?:options?\s)?[([]?([A-Z])(?:[)\].:]|\s-|$)/i.exec(plain)?.[1], options);
  });
  return entries.length < 2 || letters.includes(undefined) ? [] : distinct(letters.flatMap((letter) => letter ?? []));
}

/** How far the options go: as many as the settings say, and at least to the key. */
export function optionRange(key: string, settings: ExactSettings): number {
  const letters =
    normalize(key)
      .toUpperCase()
      .match(/\b[A-Z]+\b/g) ?? [];
  const furthest = Math.max(
    0,
    ...letters
      .filter((word) => word.length === 1 || settings.multiple)
      .flatMap((word) => word.split("").map((letter) => letter.charCodeAt(0) - 64)),
  );
  return Math.max(settings.options, furthest);
}

/**
 * The last letter of a text without any mark of a final answer that could name an option, as MMLU-Pro's own extraction takes it; undefined
 * where that letter is a word of a sentence ("I", "A"), a name ("vitamin C") or part of a formula.
 */
export function lastLetter(text: string, options: number): ChosenOption | undefined {
  const last = [...text.matchAll(/\b[A-Z]\b/g)].findLast((match) => inRange(match[0], options) !== undefined);
  return last !== undefined && isOptionLabel(text, last.index) && !isDenied(text, last.index) && !isCompared(text, last.index)
    ? { letter: last[0], at: last.index, end: last.index + 1 }
    : undefined;
}

/** Whether a sentence begins with another option of which it tells something by this one, and concludes nothing: "C beats D". */
function isCompared(text: string, at: number): boolean {
  const sentence = foundIn(textBefore(text, at, "clause"), /[^.!?\n]*$/);
  const [, first] = /^[\s*_>-]{0,6}(?:option\s)?\(?([A-Z])\)?[*_]{0,3}\s\p{Ll}/u.exec(sentence) ?? [];
  if (first === undefined || first === text[at] || /^\W{0,6}[AI]\s(?!(?:is|beats|before|without|implies)\b)/.test(sentence)) return false;
  return !/\b(?:so|thus|hence|therefore|but|leav(?:es|ing)|answer|choose|pick|correct|right|wrong|false|incorrect|instead)\b|[;→]/i.test(
    sentence,
  );
}

function isDenied(text: string, at: number): boolean {
  const before = textBefore(text, at, "words");
  // Cut off while it looks at an option: "In C, the".
  const open = /\b(?:in|consider(?:ing)?)\s\W{0,3}$/i.test(before) && /^\W{0,3}\s\p{L}[^.!?\n]{0,100}$/u.test(text.slice(at + 1, at + 120));
  return open || !isOwnAt(text, at, at + 1, true);
}

/** A letter of a text, where it stands, and where the text goes on after it. */
interface ChosenOption {
  readonly letter: string;
  readonly at: number;
  readonly end: number;
}

/** Words right before those that choose which refuse: "I would not", "none of". */
const refused =
  /(?:n['’]t|\b(?:not|never|cannot))\s(?:\w{1,12}\s)?$|\b(?:none|neither|no\s?one|nobody|which(?:ever)?\sof|every\s\w{1,10}\sbut|all\sbut|except)\b(?:(?!\b(?:so|but|therefore|hence|thus|is|are|fits?|works?|it's|leav(?:es|ing))\b)[^.!?;\n]){0,60}$/i;

/** Words by which a text chooses; the letter after or before them. */
export function chosenIn(text: string, options: number): ChosenOption | undefined {
  const furthest = String.fromCharCode(64 + options);
  const marks = String.raw`[\s("'*_$:]{0,6}(?:\\(?:text(?:bf)?|mathbf|mathrm)\{)?[("'*_]{0,4}`;
  const after = new RegExp(
    String.raw`\b(?:choose|chose|select|selected|pick|picked|go(?:ing)?\swith|left\swith|opt(?:ing)?\sfor|lean(?:ing)?\stowards?|settle\son|(?:leaves|leaving)(?:\sus)?(?:\sonly|\swith)?(?=[^,.]{1,20}(?:[.!]|$))|(?:correct|right|best|final)\s(?:option|choice|letter|one)\sis)(?:\s(?:option|choice|answer|letter))?${marks}([A-${furthest}])(?![\w'])`,
    "gi",
  );
  const before = new RegExp(
    String.raw`(?<![\w'])([A-${furthest}])[)"'*_]{0,4}\s(?:is|must\sbe|seems)\s(?:the\s)?(?:only\s)?(?:(?:most\s)?(?:correct|right|best|accurate|appropriate)|better(?!\sthan))`,
    "g",
  );
  const pointed = new RegExp(
    String.raw`(?<=\d|[\p{L}%]{2})\s(?:→|⇒|[-=]>)\s(?:option\s)?[*_(]{0,4}([A-${furthest}])(?=[)*_.]{0,5}\s*(?:\n|$))`,
    "gu",
  );
  const hits = [
    ...[...text.matchAll(pointed)].map((hit) => ({ hit, at: hit.index + hit[0].length - 1 })),
    ...[...text.matchAll(after)].map((hit) => ({ hit, at: hit.index + hit[0].length - 1 })),
    ...[...text.matchAll(before)].map((hit) => ({ hit, at: hit.index })),
  ].filter(({ hit }) => /[A-Z]/.test(textAt(hit, 1)) && !refused.test(textBefore(text, hit.index, "words")));
  const last = hits.sort((a, b) => a.hit.index - b.hit.index).at(-1);
  return last?.hit[1] === undefined ? undefined : { letter: last.hit[1], at: last.at, end: last.hit.index + last.hit[0].length };
}

/** "(A), (B) and (C) are wrong, so" at the start of what names the option that is left. */
const deniedGroup =
  /^(?:options?\s)?[([]?[A-Z][)\]]?(?:\s?(?:,\s?(?:and\s|or\s)?|-|\band\s|\bor\s|&\s?|\/)\s?(?:options?\s)?[([]?[A-Z][)\]]?){1,25}\s(?:(?:are|were|can\sbe|must\sbe)\s(?:all\s|both\s|clearly\s|also\s)*(?:wrong|incorrect|false|impossible|out|ruled\sout|excluded|eliminated|discarded)|(?:are|were|can|do)(?:\snot|n't)\s(?:be\s)?(?:correct|right|true|hold|fit|work|answer))\b[,;.\s]*(?:(?:and\s)?(?:so|hence|thus|therefore|which\sleaves|that\sleaves|leaving|this\sleaves)\b[,:\s]*)?(?:(?:it|that|the\sanswer)(?:'s|\sis|\smust\sbe)\s)?/i;

function lettersIn(whole: string, settings: ExactSettings): string[] {
  const span = withoutDisowned(
    whole,
    disownedIn(whole).filter(({ as }) => as === "denied"),
  );
  // A prime makes another thing of a letter, unless it closes a quotation.
  const primed = /(?<![\p{L}\p{N}'‘’])[A-Z]\)?\s?(?:['’′](?!\p{L})|\\prime)/u.test(span) && !/(?:^|[\s(:])['‘]/.test(span);
  if (primed) return [];
  const plain = normalize(span)
    .replace(/(?<![\p{L}])[АВСЕНІЈ](?![\p{L}])/gu, (letter) => "ABCEHIJ".charAt("АВСЕНІЈ".indexOf(letter)))
    .replace(/\b(?:not|neither)\s(?:option\s)?\(?[A-Z]\)?(?:\s?(?:,|n?or)\s?\(?[A-Z]\)?)*,?\s?but\s(?:rather\s)?/gi, "")
    .replace(
      /(?:,\s?|\()?(?<!\p{L})(?:and\s|und\s|et\s|y\s|e\s)?(?:not|rather\sthan|instead\sof|nicht|non|pas|no|não)\s(?:(?:the\s|la\s|el\s|die\s|l['’]|a\s)?(?:option|opción|opção|antwort)\s|(?:la|die)\s)?\(?[A-Z]\)?(?![a-z]).*$/iu,
      "",
    )
    .replace(/^(?:(?:the|my|correct|right|best|final|option|choice|answer|letter|is|both|either|options|choices)[\s:]+)+/i, "")
    .replace(deniedGroup, "")
    .replace(/^(?:[-=]>|⇒|→)\s?/, "")
    .trim();
  const affirmed = settings.multiple ? undefined : affirmedIn([plain], settings.options);
  if (affirmed !== undefined) return affirmed === "" ? [] : [affirmed];
  const concluded = settings.multiple ? undefined : inRange(concluding.exec(plain.slice(-200))?.[1], settings.options);
  if (concluded !== undefined) return [concluded];
  const chain = chained(plain, settings.options);
  if (range.test(plain)) return [];
  const refusedFirst = chain.length === 1 && isDenied(plain, plain.search(/[A-Z]/i));
  if (chain.length > 0 && !refusedFirst) return chain;
  // "C is tempting, but B is correct."
  if (refusedFirst)
    return distinct(
      [chosenIn(beginningOf(plain, "sentence"), settings.options)?.letter ?? ""].filter((letter) => letter !== "" && letter !== chain[0]),
    );
  if (
    /\b(?:neither|none|cannot|can't|unclear|unknown|except|(?:any|every)thing\s(?:but|except|other)|all\s(?:but|except)|other\sthan)\b/i.test(
      plain.slice(0, 40),
    )
  )
    return [];
  if (/^(?:¬|~|\\(?:neg|lnot|overline|bar)(?![a-z]))/.test(plain)) return [];
  if (settings.multiple && new RegExp(`^[A-${String.fromCharCode(64 + settings.options)}]{2,26}$`).test(plain))
    return distinct(plain.split(""));
  const sentence = foundIn(plain, /^.{0,400}?(?=[.!?]\s|$)/);
  const chosen = chosenIn(sentence, settings.options);
  // "C beats D" compares two.
  const rest = namesThing.test(sentence) ? foundIn(sentence, /\b(?:so|thus|hence|therefore)\b.*$/i) : sentence;
  if (chosen === undefined) return distinct(standing(rest, settings.options));
  const joined = settings.multiple ? chained(sentence.slice(chosen.at), settings.options) : [];
  return joined.length > 1 ? joined : [chosen.letter];
}

/** The option that the end of a text concludes: "A and C, so D". */
const concluding =
  /(?:[,;.]\s|\s)(?:so|thus|hence|therefore|(?:which|that|this)\s(?:leaves|means)|leaving)\b,?\s(?:(?:it|that|the\s(?:\w{3,7}\s)?(?:answer|option|choice))(?:['’]s|\sis|\smust\sbe)\s)?(?:(?:only|option|choice)\s){0,2}[*_]{0,3}\(?(?<!['’])([A-Z])\)?[*_]{0,3}[.!]?$/;
/** Options from one to another, which are several. */
const range = /^\(?[A-Z]\)?\s(?:to|through|[-–—])\s\(?[A-Z]\)?[.\s]*$/i;

/** What follows "I" and "A" where they are words of a sentence. */
const wordAfter = String.raw`(?:\s(?!(?:because|since|as|and|or|is|due|given|which|where|with|for|but|not)\b)[a-z]|')`;
const articleOrPerson = new RegExp(`^${wordAfter}`);
/** A letter before a word that goes on with no sentence about an option: "C major", "B cells". */
const namesThing =
  /^[B-HJ-Z]\s(?!(?:because|since|as|and|or|is|are|was|due|given|which|where|with|for|but|not|it|seems|looks|would|must|should|will|could|can|has|definitely|probably|certainly|clearly|obviously|only|again|here|too|by|from|after|based|according|however|so|then|in|on|at|fits|works|holds|matches|wins|rather|instead|over|if|when)\b|[a-z]+s\s(?:the|a|an|that|how|what|why|it|both|all|most|best|to)\b)[a-z]/;
/** Words whose letter is a name of theirs: "vitamin C", "statement I". */
const named =
  /(?:statements?|figure|fig\.|table|part|section|types?|vitamin|hepatitis|group|class|phase|stage|points?|angles?|plan|appendix|panel|row|column|case|°)\s?$/i;

const joint = /^[)\].:*_"' ]{0,4}\s?(?:,\s?(?:and|or)?|\band\b|\bor\b|&|\/|\+|;)\s?(?:options?\s)?/i;

/** The letters from the start on that commas, "and" or "or" join: `A, C`, `(A) and (C)`; lower case only where nothing else is said. */
function chained(plain: string, options: number): string[] {
  const led = /^[([{<]{0,2}([A-Z])(?=[)\].:,;/&>}]|-(?!\p{L})|\+\s?[([]?[A-Z](?!\w)|\s(?![=<>≤≥∪∩⊂⊆^∧∨⇒→*\\])|$)/iu.exec(plain);
  const first = inRange(led?.[1], options);
  if (led === null || first === undefined) return [];
  if (first !== led[1] && !/^[([]?[a-z](?:[).:\]]|\s?(?:,|$|or\b|and\b|&|\/))/.test(plain)) return [];
  // "I" before a word is a person, "A" an article, "C" a key or a cell: C major.
  if (new RegExp(`^[AI]${wordAfter}`).test(plain) || namesThing.test(plain)) return [];
  const found = [first];
  let rest = plain.slice(led[0].length);
  for (let link = joint.exec(rest); link !== null && found.length <= 26; link = joint.exec(rest)) {
    const next = /^[([]?([A-Z])[)\]]?(?![\w'])(?!\)?\s(?:is|are|was|were|does|would|has)\b(?!\s(?:both\s)?(?:correct|right|true)))/i.exec(
      rest.slice(link[0].length),
    );
    const letter = inRange(next?.[1], options);
    if (next === null || letter === undefined || (letter !== next[1] && first === led[1])) break;
    found.push(letter);
    rest = rest.slice(link[0].length + next[0].length);
  }
  return distinct(found);
}

/** Letters that stand alone and are no words of a sentence. */
function standing(text: string, options: number): string[] {
  const letters = [...text.matchAll(/(?<![\p{L}\p{N}])[A-Z](?![\p{L}\p{N}])/gu)];
  return letters
    .filter(({ 0: letter, index }) => inRange(letter, options) !== undefined && isOptionLabel(text, index) && !isDenied(text, index))
    .map(([letter]) => letter);
}

/** Whether the letter there is a label: no word, no name, no variable, no bracket that goes on as in P(A and B). */
export function isOptionLabel(text: string, at: number): boolean {
  const [before, after] = [text.slice(Math.max(0, at - 16), at), text.slice(at + 1, at + 16)];
  if (
    /(?:['\\^_°-]|[\d}=/+<>≤≥∪∩⊂⊆∧∨⇒→]\s?|\*\s)$/.test(before) ||
    /^(?:['^_(′″#♯♭\p{M}]|-\p{L}|\s?[=/+<>≤≥∪∩⊂⊆∧∨⇒→\\]|\s\*\s)/u.test(after)
  )
    return false;
  if (named.test(before) || (before.endsWith("(") && !after.startsWith(")"))) return false;
  if (/^\s(?:major|minor|flat|sharp|section|language)\b/.test(after)) return false;
  if (after.startsWith(")") && /\((?!(?:option|choice|answer):?\s$)[^()]*[^()\s][^()]*$/i.test(before)) return false;
  return !(/[AI]/.test(text.charAt(at)) && articleOrPerson.test(after));
}

function inRange(letter: string | undefined, options: number): string | undefined {
  const upper = letter?.toUpperCase();
  return upper !== undefined && upper.charCodeAt(0) - 64 <= options ? upper : undefined;
}

function distinct(letters: readonly string[]): string[] {
  return [...new Set(letters)];
}
