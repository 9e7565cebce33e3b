const condition =
  /(?:^|[\s(,;—-])(?:if|unless|suppose|supposing|assuming|imagine|were|had|otherwise|when|whenever|in case|in (?:that|this|which|such a) case|provided that|as long as)\b/i;
const counter = /\b(?:had|would|were|weren't|hadn't|instead|different|differently|hypothetical|hypothetically|only if)\b/i;
const varied = /^\W{0,3}(?:for|with|without|in|under|using|given|by|on|at|from)\b/i;
/** The same answer in another form is the answer. */
const formed = /\b(?:round|simplif|express|writ|convert|reduc|combin|includ|evaluat|substitut|plug|solv|add)/i;
const corrected = /\b(?:wait|actually|correction|sorry|oops|hmm|no)\b/i;

/**
 * Whether a sentence names an answer on a condition: `contrary` where it says that things are otherwise ("if she sold 20, the answer is 40
 * instead"), `plain` for any other. `lead` is the sentence up to the mark, `rest` what follows, `previous` the sentence before.
 */
export function conditionOf(lead: string, rest: string, previous: string): "contrary" | "plain" | undefined {
  const instead = /\binstead\b/i.test(rest) || /\binstead of\b/i.test(lead);
  const goesOn = /^\W{0,3}then\b/i.test(lead) && /^\W{0,3}(?:now )?(?:suppose|imagine|assume|if|had|say)\b/i.test(previous);
  if (!condition.test(lead) && !goesOn) return instead && varied.test(lead) && !corrected.test(lead) ? "contrary" : undefined;
  if (formed.test(lead) && !instead) return undefined;
  return instead || counter.test(lead) ? "contrary" : "plain";
}
