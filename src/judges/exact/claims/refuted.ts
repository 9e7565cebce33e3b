import { foundIn } from "../text-or-none.ts";
import { beginningOf } from "../reach.ts";
import { sentencesOf } from "../sentences.ts";

const start = String.raw`^[\s*_>#(-]{0,9}(?:(?:but|however|unfortunately|hmm+|wait|and|so|yet|still|actually|oh|oops|hence|thus|therefore|sadly|now|check|checking|verification|verify)\b[,:]?\s?){0,4}`;
const own = String.raw`(?:this|that|it|(?:the|my|this|that|our)\s(?:above\s)?(?:answer|result|value|solution|number|candidate|root|calculation))`;
const wrong = String.raw`(?:wrong|incorrect|false|mistaken|invalid|extraneous|not\s(?:right|correct|valid|true|a\s(?:valid\s)?solution|possible|allowed)|impossible|inconsistent|a contradiction|rejected|excluded)`;
const fails = String.raw`(?:(?:does|do|did|can|could)(?:\s?n['’]?o?t|\snot)\s(?:\w{2,12}ly\s)?(?:satisfy|check\sout|work(?!\sout\sto)|hold|match|fit|equal|add\sup|be\s(?:right|correct))|fails?(?:\s(?:the|this|that|to)\b|[.,;!\s]{0,3}$)|contradicts?\b|violates?\b|conflicts?\b)`;
const verifying = String.raw`^[\s*_>#(-]{0,9}(?:verif\w+|check\w*|plugging|substitut\w+|testing|(?:let me|let's) (?:verify|check))`;
/** Sentences that find the value before them wrong. */
const refuting: readonly RegExp[] = [
  new RegExp(`${start}${own}\\s(?:is|was|must\\sbe|seems|looks|would\\sbe)\\s(?:\\w{2,12}ly\\s)?${wrong}\\b`, "i"),
  new RegExp(`${start}${own}\\s${fails}`, "i"),
  new RegExp(
    `[,;.:]\\s(?:so|hence|thus|therefore|which\\smeans)?,?\\s?${own}\\s(?:(?:is|was|must\\sbe)\\s(?:\\w{2,12}ly\\s)?${wrong}\\b|${fails})`,
    "i",
  ),
  new RegExp(
    `${start}${own}\\s(?:cannot|can['’]t|can\\snot|couldn['’]t)\\s(?:possibly\\s)?be\\s(?:right|correct|true|possible|the)\\b`,
    "i",
  ),
  new RegExp(`${verifying}[^?.=]{0,30}\\s(?:fails|failed)\\W{0,4}$`, "i"),
  new RegExp(`${verifying}[^?\\n]{0,100}=\\s?[$]?[\\d.,]{1,20}\\s?(?:≠|!=|\\\\neq?\\b)\\s?[$]?\\d[\\d.,]*\\W{0,3}$`, "i"),
  /^\W{0,6}(?:wait|hmm+|but|however)\b[^?]{1,80}[,–—]\s?(?:which is |that is |so )?impossible\W{0,3}$/i,
  /\b(?:something(?:['’]s| is| must be| went) (?:off|wrong|amiss)|(?:must|has to) be (?:an? )?(?:error|mistake)|(?:just|only) kidding|i was joking)\b/i,
  /^[^?]*\d[^?]*(?:✗|✘|❌|✖)\uFE0F?[\s.]{0,4}$/u,
  /^[^?]{0,200}(?:≠|\\neq?(?![a-z])|\b(?:does not|doesn['’]t) equal\b)[^?]*\b(?:so|hence|thus|therefore)\b[^?]*\b(?:wrong|incorrect|not|no solution|fails?)\b/i,
];
const noSolution =
  /(?:\bso|\bhence|\bthus|\btherefore|\bmeaning|\bwhich means|^|[,.;:])\W{0,4}(?:that\s)?(?:(?:there\s(?:is|are)|(?:it|this|the\s\w{3,10})\shas|we\shave)\s)?(?:actually\s|really\s)?no\s(?:(?:real|valid|such|possible)\s)?(?:solutions?|roots?|answer)\b|\b(?:the|this|that)\s(?:limit|value|sum|integral|derivative|solution|number)\s(?:does\snot|doesn['’]t)\sexist\b/i;
/** What calls another value wrong: one of others, or a former one. */
const earlier = /\b(?:wrote|earlier|some|many|most|people|others|someone|students?|thought|initially|previously|originally|at first)\b/i;
const ofOther = /\b(?:it|that|this) (?:is|was|would be) (?:\w{2,12}ly )?(?:wrong|incorrect|false|mistaken|not \w+) (?:to|that|if)\b/i;
/** What stands behind a value that is none. */
const isNone =
  /^(?!\w|[.,]\d),?\s(?:(?:which|that|but\sit|but\sthis|is)\s)?(?:is\s)?(?:(?:therefore|thus|clearly|actually|an?)\s){0,2}(?:extraneous|fails(?=\W{0,4}$)|makes?\sthe\sdenominator\szero)/i;
/** Words by which a sentence says the answer again all the same. */
const kept =
  /\b(?:still|stands?|confirm\w*|remains?|only (?:valid )?(?:solution|root|answer)|is (?:correct|valid|right)|works|checks out|so the answer is)\b/i;

/**
 * Whether a text finds its own answer wrong in the sentences at it or behind it, without another in its place: "x = 5 makes the denominator
 * zero, so there is no solution", "Check: 8 ≠ 10, so this is wrong". `said` is the answer, `behind` what follows it. Where `numeric`, words
 * that there is no solution say so too.
 */
export function isRefuted(said: string, behind: string, numeric: boolean): boolean {
  const value = foundIn(said, /[-+−]?[$€£]?\d[\d.,/]*(?<![.,])/);
  const sentences = (text: string): string[] => text.split("\n").flatMap((line) => sentencesOf(line.trim()));
  const all = sentences(beginningOf(behind, "reply"))
    .filter((sentence) => /[\p{L}\p{N}≠✗✘❌]/u.test(sentence))
    .slice(0, 60);
  const at = all.findLastIndex(
    (sentence, index) =>
      (refuting.some((pattern) => pattern.test(sentence)) && !ofOther.test(sentence) && !earlier.test(all[index - 1] ?? "")) ||
      (numeric && refutes(sentence, value)),
  );
  if (at >= 0 && !all.slice(at + 1).some((sentence) => kept.test(sentence)) && !/\bonly\b|\binstead of\b/i.test(all[at] ?? "")) return true;
  return numeric && sentences(beginningOf(said, "passage")).some((sentence) => refutes(sentence, value));
}

/** Whether a sentence says that there is no solution, or that the value is none. */
function refutes(sentence: string, value: string): boolean {
  if (/\?\W{0,3}$/.test(sentence)) return false;
  if (noSolution.test(sentence) && !/\b(?:if|unless|when|other|otherwise|would|else|for)\b/i.test(sentence)) return true;
  if (value === "") return false;
  // An expression of its own for each value would be compiled for each task, which takes more memory than all its answers.
  for (let at = sentence.indexOf(value); at >= 0; at = sentence.indexOf(value, at + 1))
    if (!/[.,\w-]/.test(sentence.charAt(at - 1)) && isNone.test(sentence.slice(at + value.length))) return true;
  return false;
}
