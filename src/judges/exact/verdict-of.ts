import { isLong } from "./reach.ts";

interface SaidVerdict {
  readonly of: "truth" | "validity" | "assent";
  readonly affirmed: boolean;
}

const yes = "yes|yeah|yep|yup|aye|affirmative|indeed";
const no = "no|nope|nah|nay|negative";
const sure =
  "(?:very |quite |most )?(?:absolutely|definitely|certainly|exactly|surely|clearly|undoubtedly|of course|without (?:a|any) doubt|no doubt|indeed|for sure|sir|ma'am)";
const echo = "(?:it|this|that|they|he|she|there|you|we|i) (?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|must)";
/** "Yes indeed", "no, it is not", "certainly not": the word at the front, what stresses it, and the verb of the question. */
const assent = new RegExp(
  `^(?:(?<yes>(?:(?:${yes}|${sure}) ){0,2}(?:${yes}|${sure})(?: ${echo})?(?: (?:${sure}))?)|` +
    `(?<no>(?:(?:(?:${no}) )?(?:${no}|${sure} not|not at all|by no means|never|no way|not in the least|in no way|under no circumstances))(?: ${echo} not)?(?: (?:${sure}))?))$`,
);
const adverb =
  "(?:indeed|definitely|certainly|absolutely|clearly|really|in fact|actually|entirely|completely|totally|quite|simply|therefore|thus|hence|also) ";
const word = "(?<word>true|false|correct|incorrect|right|wrong|untrue|so|the case|valid|invalid)";
const pattern = new RegExp(
  `^(?:(?:so|thus|hence|therefore|overall|in conclusion|yes|no|indeed|of course|well) ){0,3}` +
    `(?:(?:(?:it|this|that|they)|(?:(?:the|this|that|given|above|your) ){1,2}(?:[\\p{L}-]{1,20} ){0,2}(?:statement|sentence|hypothesis|proposition|claim|assertion|assumption|conclusion|premise|proof|argument|equation|inequality|identity|formula))` +
    `(?:'s| is| was)(?<short>n't)? )?(?:${adverb})?(?<not>not )?(?:${adverb})?${word}(?: (?:indeed|in fact|then))?$`,
  "u",
);

/** The verdict of words in lower case that are one and nothing else: that a statement does not hold, of "no that's not true". The word itself counts, and not the yes or no before it. */
export function verdictOf(whole: string): SaidVerdict | undefined {
  const words = whole.replace(/^(yes|no)\s?[-\u2013\u2014]\s?/, "$1 ").replace(/n['\u2019]t\b/g, " not");
  const assented = isLong(words, "clause") ? undefined : assent.exec(words)?.groups;
  if (assented !== undefined) return { of: "assent", affirmed: assented["yes"] !== undefined };
  const groups = isLong(words, "clause") ? undefined : pattern.exec(words)?.groups;
  if (groups?.["word"] === undefined) return undefined;
  const said = groups["word"];
  const negated = (groups["short"] !== undefined) !== (groups["not"] !== undefined);
  // "Right" and "so" alone may be a side and a conjunction.
  if (words === said && /^(?:right|so|the case)$/.test(said)) return undefined;
  const affirmed = /^(?:true|correct|right|so|the case|valid)$/.test(said);
  return { of: said.endsWith("valid") ? "validity" : "truth", affirmed: affirmed !== negated };
}
