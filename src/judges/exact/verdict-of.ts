interface SaidVerdict {
  readonly of: "truth" | "validity" | "assent";
  readonly affirmed: boolean;
}

const assent =
  /^(?:(?<first>yes|no) )?(?:(?:very )?(?:absolutely|definitely|certainly|exactly|surely|clearly|undoubtedly|of course|most certainly|without a doubt)(?<not> not)?|(?<never>not at all|by no means))$/;
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
  const words = whole.replace(/^(yes|no)\s?-\s?/, "$1 ");
  if (/^(?:yes|no)$/.test(words)) return { of: "assent", affirmed: words === "yes" };
  const { first, not, never } = assent.exec(words)?.groups ?? {};
  const alone = not === undefined && never === undefined;
  if (assent.test(words)) return first === undefined || (first === "yes") === alone ? { of: "assent", affirmed: alone } : undefined;
  const groups = words.length > 120 ? undefined : pattern.exec(words)?.groups;
  if (groups?.["word"] === undefined) return undefined;
  const said = groups["word"];
  const negated = (groups["short"] !== undefined) !== (groups["not"] !== undefined);
  // "Right" and "so" alone may be a side and a conjunction.
  if (words === said && /^(?:right|so|the case)$/.test(said)) return undefined;
  const affirmed = /^(?:true|correct|right|so|the case|valid)$/.test(said);
  return { of: said.endsWith("valid") ? "validity" : "truth", affirmed: affirmed !== negated };
}
