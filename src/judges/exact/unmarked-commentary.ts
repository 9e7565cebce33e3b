import { foundIn, textAt } from "./text-or-none.ts";
import { isLong } from "./reach.ts";
import { concluding, correcting, hasVerb, joint, ofAnswer, turning } from "./commentary-words.ts";
import { isBesideOf } from "./beside-of.ts";
import type { Span } from "./extract.ts";
import { sentencesOf } from "./sentences.ts";
import { namedFirst, statedIn, verdictIn } from "./stated.ts";

/** How the statements of a text without a mark are compared. */
interface StatementTest {
  /** Any words are a value: only what a sentence states or names counts. */
  readonly prose: boolean;
  /** For each value that a text states, whether it equals a key. */
  readonly outcomesOf: (text: string) => readonly boolean[];
}

const contrasting =
  /^[\s*_>(]{0,6}(?:meanwhile|by contrast|in contrast|by comparison|in comparison|for (?:comparison|reference|context)|on the other hand|conversely|note|nb|p\.?s\b|remember that|keep in mind|bear in mind|as a side note|side note|because|explanation|reason|reasoning|remark|notably|fun fact|incidentally|interestingly|by the way|historically|elsewhere)\b/i;
/** A sentence that comes to its value. */
const summing =
  /^\W{0,4}(?:(?:so|thus|hence|therefore|overall|altogether|in total),?\s)?(?:it|that|this|the\s(?:\w+\s)?(?:total|sum|result|cost|price|amount|value|count))\s(?:is|comes?\sto|equals|makes|amounts\sto)\s/i;
/** What tells how things came about, beside the value or as the value: "saving $10" nobody can tell. */
const participle =
  /,\s(?!(?:giving|making|leaving|yielding|totall?ing|bringing|resulting|meaning|including|excluding|rounding|using|according|being|counting|rounded|earning|spending|raising|averaging|paying|costing|needing|collecting)\b)(?:thus\s|thereby\s)?\p{L}{2,}ing\s/iu;

/** What was thought, or would be: those who read that know which of two values it leaves. */
const supposed =
  /\b(?:estimates?|estimated|guess(?:ed)?|thought|initial(?:ly)?|original(?:ly)?|earlier|previous(?:ly)?|answer|would|could|might|if|unless|not|never|never mind|wrong|too|rather)\b|['’]d\b|n['’]t\b|[:?]/i;

/**
 * The last line of a text without a mark, without what tells of something else: "It costs $40, although the list price is $50.". Undefined
 * where it makes two statements about different things and nothing says which was asked for: "An adult has 206 bones. Newborns have 300."
 */
export function withoutUnmarkedCommentary(span: Span, test: StatementTest, above = ""): Span | undefined {
  const text = span.text;
  if (isLong(text, "lines") || text.includes("\n")) return span;
  const sentences = sentencesOf(text).filter((sentence) => !/^(?:but\s)?why\?$/i.test(sentence));
  const last = textAt(sentences, -1);
  const before = sentences.at(-2);
  if (before !== undefined && isBeside(before, last, sentences.length, test)) {
    if (!contrasting.test(last)) return undefined;
    return withoutUnmarkedCommentary({ ...span, text: text.slice(0, text.lastIndexOf(last)).trimEnd() }, test);
  }
  const over = textAt(sentencesOf(above), -1);
  if (before === undefined && hasVerb(over) && isBeside(over, last, 2, test) && !contrasting.test(last)) return undefined;
  const clause = clauseOf(last, test, span.at <= text.length + 4);
  if (clause === "open") return undefined;
  return clause === undefined ? span : { ...span, text: text.slice(0, text.lastIndexOf(last)) + clause };
}

/** Whether a last sentence states a value of something else than the sentence before it, where both say one. Which of them is a key counts for nothing. */
function isBeside(before: string, last: string, count: number, test: StatementTest): boolean {
  const turn = foundIn(last, turning);
  const own = last.slice(turn.length);
  if (concluding.test(own) || correcting.test(own) || /[=≈→]/.test(contrasting.test(last) ? own : `${before}${own}`)) return false;
  const aside = isBesideOf(before, own);
  if ((!hasVerb(own) && !aside) || /\?|\banswer\b/i.test(own) || !sayValue(before, test, true) || !sayValue(own, test)) return false;
  // "However, she pays only $40." may come to the value.
  if (turn !== "" && !/^\W{0,6}(?:however|today|nowadays|of course)\b/i.test(turn) && !ofAnswer.test(own)) return true;
  if (supposed.test(before) || (test.prose ? supposed.test(own) : own.includes(":"))) return false;
  const person = summing.test(before) && /^(?:he|she|they|we|you|i)\s(?:had|was|were|paid|sold|bought)\s/i.test(own);
  if (turn === "" && count === 2 && isBareValue(before) && !ofAnswer.test(own)) return true;
  return person || aside || (test.prose && areLabels(before, own));
}

/** Whether two statements say words of one scale, as verdicts and moods are: "positive" and "negative". */
function areLabels(before: string, own: string): boolean {
  return [before, own].every((text) => /^[\s*_]{0,3}\p{Ll}{3,20}[\s*_.]{0,4}$/u.test(statedIn(text) ?? ""));
}

/** Words that are a value and nothing else, as a reply may open with: "12", "$7.50", "3 hours", "Mercury". */
function isBareValue(words: string): boolean {
  const plain = withoutLead(words);
  return (
    /^(?!1$)[-+−]?[$€£]?\d[\d.,/]*\s?%?(?:\s\p{L}+){0,2}$/u.test(plain) ||
    /^(?:(?!(?:Yes|No|True|False)\b)\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+){0,2}|\([^()]{1,30}\)|\{[^{}]{1,30}\}|\p{Lu}\p{Ll}{2,8}\s\d{1,2},\s\d{4})$/u.test(
      plain,
    )
  );
}

/** Words without the marks around them, and without "So," or "The result is" before them. */
function withoutLead(words: string): string {
  return words
    .replace(/^[\s*_`]{1,6}|[\s*_`.!]{1,6}$/g, "")
    .replace(/^(?:so|thus|hence|therefore),?\s/i, "")
    .replace(/^(?:the\s|my\s)?(?:result|solution|total|output)(?:\sis|:)[*_]{0,3}\s/i, "")
    .replace(/^[*_]{1,3}/, "");
}

/** Whether a text opens with a line that is a value alone, and ends with a statement about something else that says another one. */
export function opensOtherwise(text: string, test: StatementTest): boolean {
  const lines = text
    .slice(0, 4000)
    .split("\n")
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
  const [first = ""] = lines;
  const last = textAt(sentencesOf(lines.at(-1) ?? ""), -1);
  if (lines.length < 2 || lines.length > 12 || !isBareValue(first)) return false;
  const own = last.slice(foundIn(last, turning).length).replace(/^[\s*_]*\p{L}+:[*_]*\s/u, "");
  if (!hasVerb(own) || concluding.test(own) || correcting.test(own) || /[=≈→]/.test(own)) return false;
  const said = withoutLead(first);
  const outcomes = outcomesIn(own, test);
  if (!test.outcomesOf(said).some(Boolean) && outcomes.some(Boolean)) return true;
  return !ofAnswer.test(own) && outcomes.length > 0 && !own.toLowerCase().includes(said.toLowerCase());
}

/** The sentence without a clause that tells of something else; "open" where both clauses state a value and neither is the answer. `alone` for all that a reply says. */
function clauseOf(sentence: string, test: StatementTest, alone: boolean): string | undefined {
  if (/^\W{0,4}(?:although|though|while|whereas|because|since|if|when|as|given)\b/i.test(sentence)) return undefined;
  for (const match of [...sentence.matchAll(joint)].slice(0, 8)) {
    const head = sentence.slice(0, match.index);
    const said = sentence.slice(match.index + match[0].length).replace(/[.!]\W{0,3}$/, "");
    const { sub, coord, gap = "" } = match.groups ?? {};
    if (correcting.test(said)) continue;
    const telling = sub !== undefined && !concluding.test(said) && !leads(said);
    if (telling && test.prose && (statedIn(head) ?? verdictIn(head)) !== undefined) return `${head}.`;
    if (!sayValue(head, test, true) || !sayValue(said, test)) continue;
    if (telling) return `${head}.`;
    if (test.prose && gap.includes("(") && hasVerb(said)) return `${head}.`;
    const joined = coord !== undefined || gap.startsWith(";") || /[—–-]/.test(gap);
    // Of words in a longer text the last clause may be what all of it comes to.
    if (joined && (!test.prose || alone) && areTwo(head, said) && (isBesideOf(head, said) || (test.prose && areLabels(head, said))))
      return "open";
  }
  const going = test.prose ? null : participle.exec(sentence);
  return going !== null &&
    [sentence.slice(0, going.index), sentence.slice(going.index + going[0].length)].every((text) => sayValue(text, test))
    ? "open"
    : undefined;
}

/** Whether a clause leads to another one: "and since the bike costs $400, he needs $250" comes to the value behind it. */
function leads(said: string): boolean {
  return said
    .split(/,\s/)
    .slice(1)
    .some((piece) => hasVerb(piece));
}

/** Whether two clauses are statements of their own, neither of which concludes from the other or speaks of a guess. */
function areTwo(head: string, said: string): boolean {
  if (!hasVerb(head) || !hasVerb(said) || ofAnswer.test(said) || concluding.test(said)) return false;
  return ![head, said].some((clause) => /[=≈→]/.test(clause) || supposed.test(clause));
}

/** Whether a text states a value, whichever; what the `head` of a clause names in its own way counts as one. */
function sayValue(text: string, test: StatementTest, head = false): boolean {
  return (head && test.prose && hasVerb(text)) || outcomesIn(text, test).length > 0;
}

/** What a statement says, as it compares with a key; none where it says no value. */
function outcomesIn(text: string, { prose, outcomesOf }: StatementTest): readonly boolean[] {
  if (isBareValue(text)) return outcomesOf(withoutLead(text));
  if (prose) {
    const stated = statedIn(text) ?? namedFirst(text);
    return stated === undefined ? [] : outcomesOf(stated);
  }
  const said = text.replace(/[.!]\W{0,3}$/, "").trim();
  if (!/\d/.test(said)) return [];
  const outcomes = outcomesOf(said);
  const end = outcomes.length > 0 ? undefined : /\s(?:on|at|is|was)\s((?:\p{Lu}\p{L}+\s)?[\d({$].{0,60})$/u.exec(said)?.[1];
  return end === undefined ? outcomes : outcomesOf(end);
}
