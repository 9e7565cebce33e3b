import { concluding, correcting, hasVerb, joint, ofAnswer, turning } from "./commentary-words.ts";
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
  /^[\s*_>(]{0,6}(?:meanwhile|by contrast|in contrast|by comparison|in comparison|for (?:comparison|reference|context)|on the other hand|conversely|note|nb|notably|fun fact|incidentally|interestingly|by the way|historically|elsewhere)\b/i;
/** A sentence that comes to its value. */
const summing =
  /^\W{0,4}(?:(?:so|thus|hence|therefore|overall|altogether|in total),?\s)?(?:it|that|this|the\s(?:\w+\s)?(?:total|sum|result|cost|price|amount|value|count))\s(?:is|comes?\sto|equals|makes|amounts\sto)\s/i;
/** What tells how things came about, beside the value or as the value: "saving $10" nobody can tell. */
const participle =
  /,\s(?!(?:giving|making|leaving|yielding|totall?ing|bringing|resulting|meaning|including|excluding|rounding|using|according|being|counting|rounded)\b)(?:thus\s|thereby\s)?\p{L}{2,}ing\s/iu;

/** What was thought, or would be: those who read that know which of two values it leaves. */
const supposed =
  /\b(?:estimates?|estimated|guess(?:ed)?|thought|initial(?:ly)?|original(?:ly)?|earlier|previous(?:ly)?|answer|would|could|might|if|unless|not|never|never mind|wrong|too|rather)\b|['’]d\b|n['’]t\b|[:?]/i;

/**
 * The last line of a text without a mark, without what tells of something else: "It costs $40, although the list price is $50.". Undefined
 * where it makes two statements about different things and nothing says which was asked for: "An adult has 206 bones. Newborns have 300."
 */
export function withoutUnmarkedCommentary(span: Span, test: StatementTest): Span | undefined {
  const text = span.text;
  if (text.length > 600 || text.includes("\n")) return span;
  const sentences = sentencesOf(text);
  const last = sentences.at(-1) ?? "";
  const before = sentences.at(-2);
  if (before !== undefined && isBeside(before, last, sentences.length, test)) {
    if (!contrasting.test(last)) return undefined;
    return withoutUnmarkedCommentary({ ...span, text: text.slice(0, text.lastIndexOf(last)).trimEnd() }, test);
  }
  const clause = clauseOf(last, test, span.at <= text.length + 4);
  if (clause === "open") return undefined;
  return clause === undefined ? span : { ...span, text: text.slice(0, text.lastIndexOf(last)) + clause };
}

/** Whether a last sentence states a value of something else than the sentence before it, where both say one. */
function isBeside(before: string, last: string, count: number, test: StatementTest): boolean {
  const turn = turning.exec(last)?.[0] ?? "";
  const own = last.slice(turn.length);
  const person = (turn !== "" || summing.test(before)) && /^(?:he|she|they|we|you|i)\s/i.test(own);
  if (!hasVerb(own) || (ofAnswer.test(own) && !person) || concluding.test(own) || correcting.test(own) || /[=≈→]/.test(`${before}${own}`))
    return false;
  if (turn === "" && supposed.test(`${before} ${own}`)) return false;
  if (turn === "" && (count !== 2 || contrasting.test(before) || !hasVerb(before) || counts(before) !== 1)) return false;
  return differ(before, own, test);
}

/** How many numbers a sentence has; one of words alone counts as one. */
function counts(sentence: string): number {
  return sentence.match(/\d[\d.,:/]*/g)?.length ?? 1;
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
    if (!differ(head, said, test)) continue;
    if (telling) return `${head}.`;
    if (test.prose && gap.includes("(") && hasVerb(said)) return `${head}.`;
    const joined = coord !== undefined || gap.startsWith(";") || /[—–-]/.test(gap);
    // Of words in a longer text the last clause may be what all of it comes to.
    if (joined && (!test.prose || alone) && areTwo(head, said)) return "open";
  }
  const going = test.prose ? null : participle.exec(sentence);
  return going !== null && differ(sentence.slice(0, going.index), sentence.slice(going.index + going[0].length), test) ? "open" : undefined;
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

/** Whether both texts state a value, and one of them is the key. */
function differ(one: string, other: string, { prose, outcomesOf }: StatementTest): boolean {
  const [first, second] = [one, other].map((text) => {
    const said = prose ? (statedIn(text) ?? namedFirst(text) ?? "") : text.replace(/[.!]\W{0,3}$/, "").trim();
    return said === "" || (!prose && !/\d/.test(said)) ? [] : outcomesOf(said);
  });
  // What the head of a clause names in its own way is not what the clause says.
  if (prose && first?.length === 0 && second !== undefined && hasVerb(one)) return second.some(Boolean);
  if (first === undefined || second === undefined || first.length === 0 || second.length === 0) return false;
  return first.every(Boolean) !== second.every(Boolean);
}
