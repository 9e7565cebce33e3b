import { conditionOf } from "./conditions.ts";
import { isAnothers, people } from "./whose-answer.ts";

/** Verbs by which a sentence says what the answer is, or might be, or is not. */
const mark = /\b(?:answers?|ans)\b["'”]?[^\n.:?!=;]{0,60}?(?:[:：=]|\b(?:is|are|was|were|be|been|equals|isn't|aren't|wasn't)\b)/gi;
/** Words right before "answer" after which it is another's, or no answer. */
const foreign =
  /\b(?:wrong|incorrect|false|mistaken|erroneous|invalid|tempting|intuitive|na[iï]ve|plausible|implausible|distractor|trap|mistake|error|pitfall|common|frequent|typical|popular|alternative|rejected|backup|fall-?back|runner-?up|(?:second|next)[-\s]best|2nd|3rd|(?:half|twice|double|triple|thrice|(?:an?|one|two)[-\s](?:third|quarter|fifth|tenth|half)s?|squared?|cubed?|root|reciprocal|negative|opposite|logarithm|multiple|factor|divisor|digits|(?<=\d\s)times)(?:\sof)?|(?<=\b(?:less|more|greater|smaller|larger)\s)than|(?:suppos(?:e|ing)|assum(?:e|ing)|imagine|pretend|if|whether|unless|had|were)(?:\sthat)?)\s(?:(?:the|an?|my|our|their|possible|student|wrong|incorrect|but|correct|final|right|intuitive|naive)[\s,]{1,3}){0,3}$/i;
const thinking =
  /\b(?:(?:one|you|it|they|some|many|most|people|students?|readers?|someone|somebody|others?|beginners?|novices|test-takers|candidates?|a \w{1,20}|the \w{1,20})\s(?:of (?:us|them|you) )?(?:\w{1,12}ly )?(?:might|may|could|would)\s(?:\w{1,12}ly )?(?:be (?:tempted|inclined|led|fooled)|think|say|believe|guess|assume|expect|argue|suspect|suppose|seem|look|appear|claim|answer|choose|pick)|(?:some|many|most|people|students|readers|someone|others|beginners|novices|test-takers|candidates|you|(?:the|a|your) (?:student|user|author|prompt|question|task|format|example|instructions?|naive reader|friend|colleague|beginner|textbook))\b(?:\s(?!not\b)\w{1,20}){0,4}\s(?:think|thinks|say|says|said|believe|believes|guess|assume|conclude|expect|argue|claim|claims|claimed|answer|choose|suggest|suggests|wrote|writes|asked|ask|asks|reads)|(?:it is|it's|is) (?:\w{1,12}ly )?tempting|(?:it|that)(?:'s| is| would be) (?:\w{1,12}ly )?(?:wrong|incorrect|a mistake|an error|false|untrue|not true) (?:to|that)|(?:do not|don't|doesn't|does not|did not|didn't|cannot|can't|never) (?:\w{1,12}ly )?(?:think|believe|say|assume|conclude|claim|mean)|(?:i|we) doubt|at first (?:glance|sight)|superficially|na[iï]vely|(?:a|the) (?:common|frequent|typical|classic) (?:mistake|error|pitfall|misconception|trap))\b/i;
/** Somebody with a name, or known to be somebody else, who says it: "ChatGPT says the answer is". */
const speaking = new RegExp(
  `\\b(?:(?:the|a|an|my|your|our|one|another)\\s)?(?:${people}|he|she|they|(?-i:[A-Z][a-z]+))(?:\\s(?:\\d{1,2}|[A-Z]))?\\s(?:\\w{1,12}ly\\s)?(?:says?|said|claims?|claimed|thinks?|thought|believes?|believed|insists?|insisted|suggests?|suggested|answered|argues?|argued|guesse[sd]|states?|stated|replie[sd]|tells?(?:\\s(?:me|us))?|told\\s(?:me|us)|wrote|writes|reports?|reported)\\b|\\baccording\\sto\\s(?:(?:the|a|an|my|your|our|one|another)\\s)?(?:${people}|(?-i:[A-Z][a-z]+))\\b`,
  "i",
);
/** Subjects by which a text speaks for itself. */
const impersonal =
  /\b(?:This|That|It|Which|What|Here|There|Theorem|Rule|Formula|Law|Logic|Algebra|Calculus|Arithmetic|Math|Mathematics|Equation|Definition|Step|Problem|Question|Calculation|Solving|Simplifying|Evidence|Analysis|Research|Science|Physics|History|Nothing|Everything|We|I)\s(?:\w{1,12}ly\s)?(?:says?|said|states?|stated|suggests?|suggested|reports?|tells?)\b/;
const label = new RegExp(
  `^[\\s*_>]{0,9}(?!(?:assistant|agent|solver|bot|model)\\b)(?:the\\s)?(?:${people})(?:\\s(?:\\d{1,2}|[A-Z]))?[*_]{0,3}\\s?[:：]`,
  "i",
);
const refuted =
  /(?:,|;|-|–|—)?\s(?:but|which|yet|however,?|though|and)\s(?:it|this|that|they|is|are|would be|was)\b[^.!?\n;]{0,40}\b(?:wrong|incorrect|mistaken|not (?:right|correct|true|so)|a mistake|an error)\b|\bis a (?:common |frequent )?(?:mistake|error|misconception|trap)\b/i;
const turning = /[,;] (?:but|so|yet|hence|thus|however|though|although|whereas|while|actually|in reality)\b/i;
const conditional = /\b(?:would|might|could|may)(?:n't| not)?(?: have)? (?:be|been|equal)\b/i;
const supposing =
  /\b(?:if|were|had|unless|suppos\w{1,3}|assuming|imagine|otherwise|instead|without|with|in (?:that|this|which|such a) case)\b|^\W{0,3}(?:note|remark|aside|by the way|for comparison|compare|nb|p\.?s)\b/i;
const denying =
  /(?:\b(?:is|are|was|were|be)n't|\bcan(?:not|'t) be|\b(?:could|would|wo|should|must)(?:n't| not) be|\bis never)\b[^.!?;\n]{0,200}$/i;

const clauseEnd =
  /[.!?](?=[\s"')*_]|$)|[;\n]|,\s(?:(?:but|so|yet|while|whereas|hence|thus|therefore|and|as)\s)?(?=(?:the|my)\s(?:correct|right|true|actual|real|final|answer)|(?:it|that)(?:'s|\sis)\s(?!wrong|incorrect|not)|(?:mine|ours)\sis\s|(?:i|we)\s(?:choose|pick|select|go)|actually|in fact|instead)/i;

interface Sentence {
  readonly from: number;
  readonly to: number;
  readonly weak: boolean;
}

/**
 * A text in which the sentences are blank that name an answer which is not the text's own: a wrong one, what others may think, a
 * supposition. What only would be the answer, "if the sign were flipped", is blank where an answer stands elsewhere. Places stay.
 */
export function withoutAsides(text: string): string {
  const marks = [...text.matchAll(mark)].slice(-1000);
  const boxed = text.search(/\\boxed\s?\{|^#### /m);
  const judged: { readonly match: RegExpExecArray; readonly aside: Sentence | undefined }[] = [];
  let own = false;
  for (const match of marks) {
    const since = judged.at(-1)?.match;
    const answered = own || (boxed >= 0 && boxed < match.index);
    const aside = asideAt(text, match, { answered, from: since === undefined ? 0 : since.index + since[0].length });
    own ||= aside === undefined && !denying.test(match[0]);
    judged.push({ match, aside });
  }
  own ||= boxed >= 0;
  return blanked(
    text,
    judged.flatMap(({ aside }) => (aside !== undefined && (own || !aside.weak) ? [aside] : [])),
  );
}

/** A text without the sentences that deny an answer: what is left may name it. */
export function withoutDenials(text: string): string {
  const marks = [...text.matchAll(mark)].slice(-1000).filter((match) => {
    const { from, to } = sentenceAround(text, match);
    return (
      denying.test(text.slice(from, match.index + match[0].length)) ||
      /\b(?:is|are) (?:\w{1,12}ly )?not\b(?![^.!?\n]{0,200}\bbut\b)/i.test(text.slice(from, to))
    );
  });
  return blanked(
    text,
    marks.map((match) => ({ ...sentenceAround(text, match), weak: false })),
  );
}

/** What came before a mark: whether the text has answered there, and where the mark before it ends. */
interface Past {
  readonly answered: boolean;
  readonly from: number;
}

function asideAt(text: string, match: RegExpExecArray, past: Past): Sentence | undefined {
  const around = sentenceAround(text, match);
  const { to } = around;
  const from = clauseStart(text, around.from, past.from, match.index);
  const before = text.slice(around.from, match.index);
  const rest = text.slice(match.index + match[0].length, to);
  if (
    foreign.test(before) ||
    label.test(before) ||
    [thinking, speaking].some((said) => said.test(before) && !turning.test(before.slice(before.search(said))) && !impersonal.test(before))
  )
    return { from: around.from, to, weak: false };
  if (refuted.test(rest)) return { from: around.from, to, weak: false };
  const whose = isAnothers(before.slice(from - around.from), match[0], text.slice(match.index + match[0].length, to + 1));
  if (whose !== undefined) return { from, to, weak: whose === "maybe" };
  return isSupposed(text, match, past, around) ? { from, to, weak: true } : undefined;
}

/** Whether a sentence says what the answer would be, or is on a condition that comes after the text's own answer. */
function isSupposed(text: string, match: RegExpExecArray, past: Past, { from, to }: { from: number; to: number }): boolean {
  const before = text.slice(from, match.index);
  const rest = text.slice(match.index + match[0].length, to);
  const moody = conditional.test(text.slice(match.index, to));
  if (moody && (supposing.test(before) || supposing.test(rest))) return true;
  if (/^\W{0,3}(?:note|remark|aside|by the way|for comparison|nb|p\.?s)\b/i.test(before) && /\bif\b/i.test(before)) return true;
  // "Suppose she sold 20; then the answer is 40": the condition may stand before the semicolon, or in the sentence before.
  const sentences = text.slice(Math.max(past.from, from - 300), match.index).split(/(?<=[.!?])\s+|\n+/);
  const condition = conditionOf(sentences.at(-1) ?? "", rest, sentences.at(-2) ?? "");
  return condition === "contrary" || (condition === "plain" && past.answered);
}

/** Where the clause of a mark begins in a sentence that has named an answer already. */
function clauseStart(text: string, from: number, past: number, at: number): number {
  if (past <= from) return from;
  const cut = [...text.slice(past, at).matchAll(/[,(;]|\s(?:while|whereas|but|though|although|[-–—])\s/g)].at(-1)?.index;
  return cut === undefined ? from : past + cut;
}

function sentenceAround(text: string, { index, 0: { length } }: RegExpExecArray): { from: number; to: number } {
  const back = text.slice(Math.max(0, index - 300), index);
  const start = [...back.matchAll(/[.!?;](?=[\s"')*_])|\n/g)].at(-1)?.index ?? -1;
  const ahead = text.slice(index + length, index + length + 400);
  const end = ahead.search(clauseEnd);
  return { from: index - back.length + start + 1, to: end < 0 ? index + length + ahead.length : index + length + end };
}

function blanked(text: string, sentences: readonly Sentence[]): string {
  let out = "";
  let last = 0;
  for (const { from, to } of [...sentences].sort((a, b) => a.from - b.from)) {
    if (to <= last) continue;
    const start = Math.max(from, last);
    out += text.slice(last, start) + text.slice(start, to).replace(/[^\n]/g, " ");
    last = to;
  }
  return out + text.slice(last);
}
