const unable =
  /\b(?:(?:cannot|can['’]t|could not|couldn['’]t|unable to|impossible to|not possible to) (?:be )?(?:determined?|answer(?:ed)?|solved?|computed?|calculated?|found|find|tell|say|know))|(?:\bnot|n['’]t) (?:enough|sufficient) (?:information|data|context)|\b(?:insufficient (?:information|data))\b/i;
const condition =
  /\b(?:if|suppose|supposing|assuming|imagine|unless|without|with (?:no|another|a different)|had|were|otherwise|in that case)\b/i;
/** What only does the sum in its condition. */
const working =
  /\bif (?:you|we|i|one) (?:add|multiply|divide|subtract|count|compute|calculate|do|take|put|combine|sum|work|solve|simplify|plug|round|look)\b/i;

/** Whether the number there is one that only would be the answer: in a case contrary to the facts, or in any where the text has declined to answer. */
export function isSupposedNumber(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 400), at);
  const sentence = before.split(/[.!?][*_)"']{0,3}\s+|\n/).at(-1) ?? "";
  if (!condition.test(sentence) || working.test(sentence)) return false;
  return /\b(?:would|could|might)(?: have)? (?:be|been|equal)\W{0,6}$/i.test(sentence) || unable.test(before);
}
