import { isLong } from "../reach.ts";
import { wordClasses } from "../../../util/standing-words.ts";

/** What a text says of one of several values that it has named: that it does not hold, or that it alone does. */
export interface Rejection {
  /** The value that is left; undefined where none is told. */
  readonly only: string | undefined;
}

/** A value with or without its name: `x = -2`, `-2`, `(1, 2)`, `\frac{1}{2}`. */
const value = String.raw`(?:[a-z](?:_\{?\w\}?|')?\s?=\s?)?(?:\([^()\n]{1,40}\)|[-+]?[\w\\√π.][\w\\√π./^{}]{0,30}(?<!\.))`;
const adverbs = String.raw`(?:(?:therefore|thus|then|hence|clearly|also|however|actually|simply|an?|the|be|to|being|\w{2,12}ly)\s){0,4}`;
const bad = `${wordClasses["rejected"]}|extraneous|excluded?|invalid|inadmissible|impossible|spurious|thrown out|thrown away|omitted|unacceptable|undefined|irrelevant|infeasible|unphysical|meaningless|wrong|incorrect|false|out(?:side)?\\b`;
const not =
  "(?:valid|allowed|possible|permitted|admissible|acceptable|permissible|feasible|physical|meaningful|defined|correct|right|true|real|positive|in|within|part|an? (?:valid |real |true |actual )?(?:solution|root|answer)|one|it)\\b";
const does =
  "(?:(?:does not|doesn't|do not|don't|did not|didn't|cannot|can't|can not|won't|will not)\\s(?:\\w{2,12}ly\\s)?(?:satisfy|work|hold|solve|check|fit|count|lie|make|apply|belong|verify|be|match|qualify|exist|give|meet)|fails?|failed|violates?|contradicts?|makes? (?:the|a|one|some|any|both)\\s[^.!?;\\n]{0,40}?(?:zero|0|negative|undefined|vanish)|(?:gives?|leads to|yields?|causes?|results in|produces?|is) (?:a |an )?(?:division by (?:zero|0)|(?:zero|0) (?:denominator|in the denominator)|[\\d.]{1,9}\\s?\\/\\s?0\\b|undefined|contradiction|false|negative))";
const verdict = `(?:(?:(?:is|are|was|were|would|must|has|have|can|should|may|gets?|got|will)\\s)${adverbs}(?:${bad}|not\\s${adverbs}${not})|(?:isn't|aren't|wasn't)\\s${adverbs}${not}|${does})`;
const which = String.raw`(?:the\s)?(?:latter|former|first|second|third|last|negative|positive|smaller|larger|bigger|greater|other|one of (?:them|these|those|the))(?:\s(?:two|root|one|solution|value|answer|case|number|option)s?)?`;
const verbs = "(?:reject|discard|exclude|dismiss|eliminate|ignore|drop|omit|disregard|rule out|throw out|throw away)";
const verbing = `(?:${verbs}|(?:reject|discard|exclud|dismiss|eliminat|ignor|dropp|omitt|disregard|ruling out|throwing out|throwing away)(?:s|es|ed|ing)?)`;
const patterns: readonly RegExp[] = [
  new RegExp(`(?<![\\w=.-])(?<value>${value}|${which})\\)?,?\\s(?:(?:which|that|because it|as it|since it)\\s)?${verdict}`, "giu"),
  new RegExp(
    `(?<![\\w=.-])(?<value>${value}|${which}),?\\s?(?:\\(|:\\s|[-–—→]\\s|,\\s)${adverbs}(?:${bad}|not\\s${adverbs}${not}|${does})`,
    "giu",
  ),
  new RegExp(`\\b${verbing}\\s(?:the\\s)?(?:(?:root|solution|value|case|answer|option|possibility)\\s)?(?<value>${value}|${which})`, "giu"),
  new RegExp(
    `\\b(?:extraneous|spurious|invalid|inadmissible|rejected|discarded)(?:\\s(?:root|solution|value|one|answer|candidate)s?)?\\s?(?:is|are|was|:|=|,)?\\s?(?<value>${value})`,
    "giu",
  ),
];
/** What goes on to say that a value alone is left. */
const left =
  "(?=\\W{0,4}$|\\s?[,.;)]|\\s(?:works?|holds|fits|remains|survives|solves|satisf\\w+|counts|is (?:a |an |the )?(?:valid|solution|acceptable|possible|allowed|correct|left|admissible|right|root|in)))";
const lone: readonly RegExp[] = [
  new RegExp(
    `\\bonly\\s(?:(?:valid|real|possible|actual|true|acceptable|admissible|feasible|remaining|meaningful)\\s)?(?:(?:solution|root|value|answer|one|option|possibility)\\s(?:is|:)?\\s?(?:then\\s)?)?(?<value>${value})${left}`,
    "giu",
  ),
  new RegExp(`(?<![\\w=.-])(?<value>${value})\\s(?:only${left}|alone|is the only|remains|is left|is the remaining|survives)\\b`, "giu"),
  new RegExp(
    `\\b(?:since|because|as|given that)\\s[^.;\\n]{1,60}?(?:positive|negative|nonnegative|integer|whole|natural|greater|less|larger|smaller|must|cannot|can't|[<>≤≥])[^.;,\\n]{0,40},\\s(?:so\\s|(?:we|i)\\s(?:have|take|get|need|keep|choose)\\s|the (?:solution|answer|root) is\\s|only\\s){0,2}(?<value>${value})(?=\\W{0,4}$)`,
    "giu",
  ),
  new RegExp(
    `\\b(?:leaving|leaves|left with|keep(?:ing)?|accept(?:ing)?)\\s(?:us\\s|only\\s|just\\s|with\\s){0,2}(?<value>${value})${left}`,
    "giu",
  ),
];
const searched = 4000;

/**
 * Whether a text rejects one of the values that an answer names, "x = -2 is extraneous", and which one it keeps; undefined where it keeps
 * all. `said` is the answer as it was read.
 */
export function rejectionIn(text: string, said: string): Rejection | undefined {
  const named = valuesIn(said);
  if (named.size < 2) return undefined;
  const body = plain(text).slice(0, searched);
  const sentences = body.split(/(?<=[.!?])\s+|\n+/).filter((sentence) => sentence !== "" && !/\?\W{0,3}$/.test(sentence));
  const own = (pattern: RegExp, sentence: string): readonly string[] =>
    [...sentence.matchAll(pattern)].map(({ groups }) => groups?.["value"] ?? "");
  const is = (one: string): boolean => [...valuesIn(one)].some((part) => named.has(part));
  const rejected = sentences.some((sentence) =>
    patterns.some((pattern) => own(pattern, sentence).some((one) => is(one) || whole.test(one))),
  );
  const only = sentences.flatMap((sentence) => lone.flatMap((pattern) => own(pattern, sentence))).findLast(is);
  return rejected || only !== undefined ? { only } : undefined;
}

/** A text without the clauses that reject a value: "However, x = -2 makes the denominator zero, so only x = 1." */
export function withoutRejections(text: string): string {
  if (isLong(text, "paragraph") || !/[-−–=]/.test(text) || !rejecting.test(text)) return text;
  const kept = plain(text).replace(clause, " ");
  return kept === plain(text) ? text : kept.replace(/^[\s,;.]+(?:so\s)?(?=\S)/, "");
}

const rejecting = new RegExp(`\\b(?:${bad})|${does}|\\b${not}`, "iu");
/** A value of digits, by name or with a sign. */
const named = String.raw`(?:[a-z](?:_\{?\w\}?|')?\s?=\s?[-+]?|-)[\d\\√π][\w\\√π./^{}]{0,30}(?<!\.)`;
const clause = new RegExp(`(?:\\(|\\b(?:and|but|as|since|because)\\s)?(?<![\\w=.-])${named},?\\s${verdict}[^,;.()\\n]{0,100}\\)?`, "giu");
const whole = new RegExp(`^${which}$`, "iu");

/** The values of an answer, without their names. */
function valuesIn(said: string): ReadonlySet<string> {
  const bare = plain(said).replace(/(?<![\w}])[a-z](?:_\{?\w\}?|')?\s?=\s?/gi, " ");
  return new Set(bare.match(/[-+]?(?:\d[\d.,/]*(?<![.,])|\\[a-z]+\{[^{}]*\}(?:\{[^{}]*\})?|√\d+)/g) ?? []);
}

function plain(text: string): string {
  return text
    .replace(/[−–](?=\s?[\d\\√])/g, "-")
    .replace(/’/g, "'")
    .replace(/\\(?:text|mathrm|mbox)\s?\{([^{}]{0,60})\}|\\[()[\]]|[$*_]{1,3}(?=[^\w]|$)|(?<=^|[^\w])[$*_]{1,3}/g, " $1 ")
    .replace(/[ \t]+/g, " ");
}
