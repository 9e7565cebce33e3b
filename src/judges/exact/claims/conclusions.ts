import { foundIn } from "../text-or-none.ts";
import { beginningOf, isLong } from "../reach.ts";
import { plainWords } from "../../../util/plain-words.ts";
import type { PhraseTable, ReadWords } from "../../../util/phrases.ts";
import { standingGrammar } from "../../../util/standing-words.ts";
import { isClosing } from "../closings.ts";
import { namedFirst, statedIn } from "../stated.ts";
import type { Turn, ValueTest } from "./turns.ts";
import { agreeing, goingOn, inAnotherCase, lacking, negating, otherForm, revising, staying } from "./going-back.ts";

const adverb =
  "(?:(?:actually|really|in fact|then|instead|therefore|thus|now|rather|simply|just|only|indeed|clearly|hence|of course)\\s){0,2}";
const whole =
  "(?:(?:correct|right|real|true|actual|final|new|revised|corrected|proper|overall|grand|better|best|updated|net)\\s){0,2}(?:total|result|answer|sum|amount|value|number|figure|option|choice)s?";
const is = `(?:\\s(?:is|was|are|were|equals|becomes|reads|changes to|comes (?:out )?(?:to|as)|(?:should|must|has to|ought to|would|will) (?:${adverb})(?:be|read))|[’']s|\\s?[:=])`;
const so =
  "(?:(?:^|\\s)(?:so|thus|hence|therefore|then|and|which means|meaning)\\s|,\\s(?:so|thus|hence|therefore|then|and|which means|meaning|or)\\s|[;:—–]\\s|\\s-\\s|,\\s(?=(?:it|this|that) (?:comes|must|should|has to|ought))|^)(?:that\\s)?";
const subject =
  "(?:the\\s[a-z]{2,20}|its?|this|that|he|she|they|we|you|i|there|[A-Z][a-z]+|(?:her|his|their|our)\\s[a-z]{2,20}(?:\\s[a-z]{2,20})?)";
const does =
  "(?:is|are|was|were|has|have|had|makes?|made|earns?|earned|pays?|paid|gets?|got|needs?|needed|sells?|sold|costs?|takes?|took|comes (?:out )?to|equals?|gives?|leaves?|becomes?|totals?|spends?|spent|saves?|saved|receives?|received|walks?|runs?|ran|ends? (?:up )?(?:at|with))";
const leading =
  "(?:looking|thinking|going|reading|checking|counting|working|including|adding|subtracting|accounting|allowing|correcting|deducting|removing|considering|taking|factoring|with|without|after|once|when)";
const changing =
  "(?:revis\\w{1,3}|chang\\w{1,3}|updat\\w{1,3}|amend\\w{0,3}|correct\\w{0,3}|switch\\w{0,3}|mov\\w{1,3}|go\\w{0,3}|lean\\w{0,3}|stick\\w{0,3}|settl\\w{1,3})";
const end = "(.{1,60})$";
/** Clauses at the end of a sentence that conclude a value, the surest first; each has the value in its group. With `led` the words before it say why. */
const claims: readonly { readonly pattern: RegExp; readonly strong: boolean; readonly led?: true }[] = [
  [true, `(?:^|[\\s,;:—–])(?:the|our|my|its?|a)\\s${whole}\\s?${adverb}${is}\\s?${adverb}${end}`],
  [
    true,
    `(?:^|[\\s,;:—–])(?:i|we)\\s(?:now\\s|actually\\s)?(?:get|got|obtain|find|compute|calculate|arrive at|end up with|intended|meant)\\s${adverb}${end}`,
  ],
  [
    true,
    `\\bthe\\s(?:option|choice|answer|one|letter|statement)\\s(?:that|which|with|for|whose|matching|describing)\\s.{1,60}?\\sis\\s${adverb}${end}`,
  ],
  [true, `${so}(?:it|this|that|they)${is}\\s?${adverb}${end}`],
  [
    true,
    `[,;]\\s(?:giving|making(?: it)?|yielding|leaving|which (?:gives|makes|yields|leaves|is)|for a total of|resulting in|bringing it to|and get)\\s(?:us\\s|me\\s)?(?:a (?:total|result) of\\s)?${end}`,
  ],
  [true, "(?:^|[\\s,;:—–])(?:at|with|for|after|using)\\s[^,;.:]{1,40}(?:,?\\sit[’']?(?:s|\\sis)|:)\\s(.{1,60})$"],
  [true, `(?:\\b(?:which|that|this|it)\\s(?:matches|corresponds to|points to)|\\bmatching|\\bcorresponds to|=>|→)\\s(?:option\\s)?${end}`],
  [true, `^(?:(?:and|but|so)\\s)?(?:that|this|which)\\s(?:leaves|gives|makes it|means|points to)\\s(?:us with\\s|only\\s|us\\s)?${end}`],
  [
    "led",
    `(?:^|[\\s,;])(?:so|thus|hence|therefore),?\\s(?:(?:for|in|over|after|during)\\s[^,;.\\d]{1,30}\\s)?${subject}\\s(?:(?:really|actually|only|now)\\s)?${does}\\s${end}`,
  ],
  [
    "led",
    `^(?:(?:but|however|and)\\b,?\\s)?${leading}\\b[^.;]{0,80}(?:,\\s|\\s(?=(?:it|there)\\b))(?:${subject}\\s(?:(?:really|actually|only|now)\\s)?${does}|it['’]s)\\s${end}`,
  ],
  [
    "led",
    `(?:^|[\\s,;])(?:(?:(?:subtract|add|includ|remov|deduct|correct|account|allow|tak)ing\\s?[^,;.]{0,40}|,\\swhich|that|this)\\s(?:gives|makes|leaves|yields|means)|brings\\s(?:it|that|this|the\\s[a-z]{2,20})\\s(?:up\\s|down\\s)?to)\\s(?:(?:us|her|him|them)\\s)?${end}`,
  ],
  [true, "[,;:—–]\\s(?:so|thus|hence|therefore|also|donc|entonces|luego|quindi|portanto),?\\s(?:option\\s)?(.{1,40})$"],
  [true, `^(?:final\\s)?${whole}\\s?[:=]\\s?${end}`],
  [true, "^(?:(?:please|and)\\s)?(?:replace|substitute)\\s.{1,40}?\\swith\\s(.{1,40}?)(?:\\s(?:above|there|here|instead))?$"],
  [true, "\\bstand corrected[:,—–]\\s(.{1,40})$"],
  [true, "(?:;|,)\\swith (?:it|that|this),\\s(.{1,40})$"],
  [false, "(?:^|[\\s,:;])[$(\\d][\\d\\s.,$()×*·+−/÷%-]*\\s?(?:=|≡|is|equals|makes)\\s([^=]{1,40})$"],
  [
    true,
    `\\b${changing}\\s(?:(?:my|the|this|that|it)\\s?(?:answer|choice|final answer|result|selection)?\\s|over\\s)?(?:to|with|towards?|on)\\s(?:option\\s)?(.{1,30})$`,
  ],
  [
    true,
    "\\bi(?:['’]d|['’]ll|\\swould|\\swill)?\\s(?:now|actually|rather|instead)\\s(?:prefer|choose|pick|select|favor|say|lean toward|go (?:for|with))\\s(?:option\\s)?(.{1,30})$",
  ],
  [false, "^(?:(?:so|thus|hence|therefore|oops|wait|sorry),?\\s)?(?:option\\s)?([^\\p{L}:]{1,20}|\\(?[A-Z]\\)?)$"],
].map(([strength, source]) => ({
  pattern: new RegExp(source as string, "iu"),
  strong: strength === true,
  ...(strength === "led" ? { led: true } : {}),
}));
const degree =
  "(?:accurate|appropriate|precise|fitting|plausible|suitable|likely|convincing|correct|complete|comprehensive|reasonable|consistent|probable|defensible|relevant|sensible|apt|exact|compelling|logical|accurately|closely|precisely|correctly|fully|completely|directly|sense)";
const better = `(?:only\\s)?(?:correct|right|true|sense|better(?! known)|best|superior|preferable|stronger|strongest|closer|closest|(?:more|most) ${degree})`;
const front =
  "(?:^|,\\s|\\s(?:so|thus|hence|therefore|that|and|but|then)\\s|[;—–]\\s)(?:so\\s|thus\\s|hence\\s|therefore\\s)?(?:option\\s|choice\\s|answer\\s)?";
/** A value at the front of its clause, or the letter of an option anywhere. */
const value = `(?:${front}([({[][^(){}[\\]]{1,30}[)}\\]]|[$€£]?\\d\\S{0,20}\\s\\p{L}{1,12}|\\S{1,30})|(?:^|\\s)[*_]{0,2}(\\(?(?-i:[A-Z])\\)?)[*_]{0,2})`;
/** The same where the value comes first: "So 27 is the right answer", "B fits better". */
const named: readonly RegExp[] = [
  `${value}\\s(?:is|was|must be|has to be|should be|seems)\\s(?:${adverb})(?:(?:the|a)\\s)?${better}(?:\\s(?:answer|result|total|one|option|choice|value|fit|match|pick))?(?:\\s(?:here|instead|then|overall))?$`,
  `${value}\\s(?:fits|works|matches|suits|describes|captures|answers|explains|makes|sounds|feels)\\s(?:(?!\\b(?:not|less|never|if|when|unless|no|but)\\b|n['’]t\\b)[^.!?;,]){0,40}?${better}(?:\\s(?:here|instead|overall))?$`,
  `\\bi\\s(?:now\\s)?(?:find|consider|think|believe)\\s(?:that\\s)?(?:option\\s)?(\\S{1,30})\\s(?:is\\s|to be\\s)?(?:the\\s)?${better}$`,
  "^(?:(?:so|thus|hence|therefore)\\s)?(\\S{1,30})\\sit\\sis$",
  "\\bonly\\s(.{1,40}?)\\s(?:remains?|works?|fits?|holds?|survives?|qualif(?:y|ies)|(?:is|are)\\sleft)$",
  `\\bmak(?:es|ing)\\s(?:option\\s)?(\\S{1,30})\\s(?:the\\s)?${better}(?:\\s(?:answer|option|choice|one))?$`,
].map((source) => new RegExp(source, "iu"));

/** A value by a measure, which is another one. */
const rate = /\d\S{0,9}(?:\s\p{L}{2,12})?\s(?:per|each|every)\b/iu;
const name = String.raw`\p{Lu}[\p{L}'’.-]*(?:\s\p{Lu}[\p{L}'’.-]*){0,3}`;
/** What may be a value among words: a verdict, a name, a word, a ratio, a chemical formula, a term in brackets. */
const nameLike = new RegExp(
  String.raw`^(?:yes|no|true|false|${name}|\p{Ll}{3,20}(?<!ly|ing)|\d{1,6}(?::\d{1,6}){1,3}|(?:\p{Lu}\p{Ll}?[\d₀-₉]*){1,9}|\p{Lu}\([^()]{1,30}\))$`,
  "u",
);

const mostTurns = 20;

interface Sentence {
  readonly at: number;
  readonly text: string;
}

/**
 * What a text concludes in a sentence after its answer, where its words go back on that: "I misread the price. So the total is 27." An
 * explanation that comes to other values on its way, and says the answer again, is none.
 */
export function conclusionsIn(text: string, test: ValueTest): readonly Turn[] {
  const sentences = sentencesOf(beginningOf(text, "reply"));
  const head = tokens(sentences[0]?.text ?? "");
  const turns: Turn[] = [];
  let revised = -1000;
  let weakBefore = false;
  for (const [index, { at, text: said }] of sentences.entries()) {
    if (index === 0 || isLong(said, "sentence") || turns.length >= mostTurns) continue;
    const has = wordsOf(said);
    const before = at - revised < 300;
    if (has(revising)) revised = at;
    const going = at - revised < 300;
    const goes = has(goingOn);
    const weak = goes || weakBefore;
    weakBefore = goes;
    if (!going && !weak && !/^(?:so|thus|hence|therefore)\b|\bthe (?:right|correct)\b/i.test(said)) continue;
    const claim = claimOf(said, before, test, has);
    const later = sentences.slice(index + 1).filter((other) => !isClosing(other.text));
    const last = !later.some((other) => /\d/.test(other.text) || isStaying(other.text));
    if (claim === undefined) {
      if (last && has(lacking)) turns.push({ does: "denies", at, value: "" });
      continue;
    }
    const value = claim.value;
    if (!(going && (claim.strong || last)) && !((weak || claim.closes) && last && (claim.strong || claim.led))) continue;
    if ((!test.several && within(tokens(value), head)) || (turns.length === 0 && isSaidAgain(sentences[0]?.text ?? "", said, later)))
      continue;
    // "However, she also gives one away, so she makes 16" may as well go on with something else.
    if (claim.unread && !(going && last && /\d|\(/.test(value))) continue;
    turns.push((claim.led && !going) || claim.unread ? { does: "denies", at, value: "" } : { does: "replaces", at, value });
  }
  return turns;
}

/** Whether a sentence keeps to what was said. */
function isStaying(said: string): boolean {
  const has = wordsOf(said);
  return has(staying) || has(agreeing);
}

/** Whether a sentence has words of a table; a grammar reads thirty at a time. */
function wordsOf(said: string): (table: PhraseTable) => boolean {
  const words = plainWords(said);
  const reads: ReadWords[] = [];
  for (let at = 0; at === 0 || at < words.length - 10; at += 20) reads.push(standingGrammar.read(words.slice(at, at + 30), "first"));
  return (table) => reads.some((read) => table.find(read) >= 0);
}

/** The sentences of a text; a clause of the first that turns from it is one of its own. */
function sentencesOf(text: string): readonly Sentence[] {
  const found: Sentence[] = [];
  for (const match of text.matchAll(/[^\n]+?(?:[.!?…][*_)"'”\]]{0,4}(?=\s|$)|(?=\n|$))/g)) {
    const cut = found.length > 0 ? -1 : match[0].search(/[,;—–]\s(?=(?:but|however|though|although|yet)\b)/i);
    const pieces = cut < 1 ? [match[0]] : [match[0].slice(0, cut), match[0].slice(cut + 1)];
    let from = match.index;
    for (const piece of pieces) {
      const lead = foundIn(piece, /^[\s*_>#-]*/).length;
      found.push({ at: from + lead, text: trimmed(piece.slice(lead)) });
      from += cut + 1;
    }
    if (found.length >= 100) break;
  }
  return found;
}

function trimmed(sentence: string): string {
  const plain = sentence.replace(/[\s.!*_"'”]+$/, "");
  return /[([]/.test(plain) ? plain : plain.replace(/[\s.!*_"'”)\]]+$/, "");
}

/** A value that is claimed, and whether it could not be read as one of the kind. */
interface Claim {
  readonly unread?: true;
  readonly value: string;
  readonly strong: boolean;
  /** It says by itself that it is the answer. */
  readonly closes: boolean;
  /** The words before it say why it is another. */
  readonly led: boolean;
}

/** The value that a sentence claims as an answer; of names, only where the text goes `back` on what it said or the sentence concludes. */
export function claimIn(sentence: string, test: ValueTest, back: boolean): string | undefined {
  if (
    test.prose &&
    !back &&
    !/^\W{0,4}(?:(?:so|thus|hence|therefore)\b|it(?:['’]s|\sis)\b|(?:the|my)\s(?:\w{4,9}\s)?answer\b)|\sis\s(?:the\s)?(?:correct|right|answer)$/i.test(
      sentence,
    )
  )
    return undefined;
  const claim = claimOf(sentence, back, test, wordsOf(sentence));
  return claim?.unread ? undefined : claim?.value;
}

function claimOf(sentence: string, revised: boolean, test: ValueTest, has: (table: PhraseTable) => boolean): Claim | undefined {
  const said = sentence
    .replace(
      /^(?:(?:but|and|still|yet|however|though|although|while|then again|that said|actually|hmm?|oh|ah|wait|on reflection)\b[,:]?\s){1,4}/i,
      "",
    )
    .replace(/,\snot\s(?:[({[][^.;]{1,30}|[^,.;]{1,20})$/i, "")
    .replace(
      /,?\s(?:instead|now|then|after all|so \S{1,20} (?:was|is) (?:wrong|incorrect)|(?:rather than|instead of|as opposed to) [^.;]{1,40})$/i,
      "",
    )
    .replace(/[*`]|(?<!\w)_|_(?!\w)/g, "")
    .replace(/\s(?:per|an?|each|every)\s\p{L}{2,12}$/iu, "");
  const own = said.replace(/^(?:so\s)?i(?:['’]d|\swould)\s/i, "");
  const form = wordsOf(revised ? own.replace(/^\W{0,3}with(?:out)?\s/i, "") : own);
  const clause = own.split(/,\s(?=(?:so|hence|thus|therefore)\b)|[;:—–]\s/).at(-1) ?? own;
  if (form(otherForm) || wordsOf(clause)(negating) || form(inAnotherCase) || isStaying(said) || has(agreeing) || rate.test(said))
    return undefined;
  if (test.prose) {
    const value = nameIn(sentence, said);
    return value === undefined || !test.reads(value) ? undefined : { value, strong: true, led: false, closes: false };
  }
  for (const pattern of named) {
    const value = pattern
      .exec(said)
      ?.slice(1)
      .find((one) => one !== undefined)
      ?.replace(/^[("$]{0,2}|[)",$]{0,2}$/g, "");
    if (value !== undefined && isValue(value, test))
      return { value, strong: true, led: false, closes: /^(?:so|thus|hence|therefore)\b|\bthe (?:right|correct)\b/i.test(said) };
  }
  let unread: Claim | undefined;
  for (const { pattern, strong, led = false } of claims) {
    const value = pattern.exec(said)?.[1]?.trim();
    // "On second thought, so O(n log n)" goes back on the answer, whatever that is.
    if (strong && value !== undefined && isShort(value) && !test.reads(value))
      unread ??= { value, strong, led, closes: false, unread: true };
    const bare = [value, value?.replace(/\$([^$]+)\$/g, "$1")].find((one) => one !== undefined && isValue(one, test));
    if (bare !== undefined) return { value: bare, strong, led, closes: !led && /^(?:so|thus|hence|therefore)\b/i.test(said) };
  }
  return unread;
}

/** The name to which a sentence comes in its last clause. */
function nameIn(sentence: string, said: string): string | undefined {
  const code = /`([^`\n]{1,80})`\W{0,3}$/.exec(sentence)?.[1];
  if (code !== undefined) return code;
  const clause = said
    .split(/[;:—–]\s|\s[—–-]\s|,\s(?=\S+ is (?:right|correct)$|(?:it|that|this|the|and|but|so|hence|thus|therefore)\b)/)
    .at(-1)
    ?.replace(/^(?:after|upon|on|having)\s[^,]{1,60},\s/i, "")
    .replace(/^(?:i|we)\s(?:now\s)?(?:find|see|think|believe|realize|conclude)\s(?:that\s)?/i, "")
    .replace(/^(?:(?:so|hence|thus|therefore|but|and|actually|wait|oh|ah|hmm)\b,?\s){1,3}/i, "");
  const plain = clause?.replace(/\b(?:actually|really|in fact|therefore|thus)\s/gi, "").replace(/,\snot\s\S{1,20}$|,?\sinstead$/i, "");
  if (plain === undefined) return undefined;
  // "Ben is." goes on with what was said of another.
  const alone = plain === said ? verdictAlone.exec(plain)?.[0] : nameLike.exec(plain)?.[0];
  const moved = new RegExp(
    `\\b(?:chang|switch|revis|go)\\w{0,4}\\s(?:my answer\\s)?(?:to|with)\\s(\\S{1,30})$|^(?:replace|substitute)\\s.{1,40}?\\swith\\s(\\S{1,30})(?:\\sabove)?$`,
    "i",
  ).exec(plain);
  const called =
    moved?.[1] ??
    moved?.[2] ??
    /^(\S.{0,40}?)\s(?:is|was)\s(?:also\s)?(?:the\s)?(?:correct|right|answer)(?:\s(?:answer|one))?$/i.exec(plain)?.[1];
  const last = foundIn(plain, /^(?:\S{1,20}\s){1,6}(?:is|are|equals)\s(\S{1,40})$/, 1);
  const stated = /\d/.test(last) && nameLike.test(last) ? last : statedIn(plain);
  const value = called ?? stated ?? namedFirst(plain) ?? elliptic.exec(plain)?.[1] ?? alone;
  return value !== undefined && nameLike.test(value) ? value : undefined;
}

const elliptic = new RegExp(`^(?!(?:It|This|That|There|He|She|They|What|Who)\\b)(${name}) (?:is|was|does|did|it is)$`, "u");
const verdictAlone = /^(?:yes|no|true|false)$/i;

function isValue(value: string, test: ValueTest): boolean {
  return isShort(value) && test.reads(value);
}

/** Whether words are a value, to look at. */
function isShort(value: string): boolean {
  const bare = (value.match(/\p{L}{2,}/gu) ?? []).length <= 2 && form.test(value);
  return bare && !/^(?:i|a|it|this|that|he|she|they|we|you)$/.test(value);
}

const form = /\d|^\W{0,3}[A-Z]\W{0,3}$|\\|^[a-z]\W?|^[A-Z](?:(?:,\s|\sand\s)+[A-Z])+$|^\p{Lu}\([^()]{1,30}\)$/u;

/** Whether a later sentence says the answer as it was again, other than to reject it. */
function isSaidAgain(answer: string, own: string, later: readonly Sentence[]): boolean {
  const head = /[\d.,]*\d|\b[A-Z]\b/.exec(answer)?.[0];
  if (head === undefined) return false;
  const rest = later.map(({ text }) => text).join("\n");
  const again = new RegExp(`(?<![\\p{L}\\d.])${head.replace(/[.]/g, "\\.")}(?![\\p{L}\\d]|[.,]\\d)`, "u");
  const rejected =
    /(?:\b(?:not|instead of|rather than|than)\s\S{1,12})|(?:\S{1,12}\s(?:is|was)\s(?:wrong|incorrect|not|too|false)\b[^.\n]*)/gi;
  return /\d/.test(head) && again.test(rest.replace(rejected, " ")) && own !== "";
}

function tokens(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/\p{L}+|\d+(?:[.,]\d+)*/gu) ?? []);
}

function within(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((token) => all.has(token));
}
