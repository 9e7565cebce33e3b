import { foundIn, textAt } from "../text-or-none.ts";
import { textBefore } from "../reach.ts";

const unable =
  /\b(?:(?:cannot|can['’]t|could not|couldn['’]t|unable to|impossible to|not possible to) (?:be )?(?:determined?|answer(?:ed)?|solved?|computed?|calculated?|found|find|tell|say|know))|(?:\bnot|n['’]t) (?:enough|sufficient) (?:information|data|context)|\b(?:insufficient (?:information|data))\b/i;
const condition =
  /\b(?:if|suppose|supposing|assuming|imagine|unless|without|with (?:no|another|a different)|had|were|otherwise|in that case)\b/i;
/** What only does the sum in its condition. */
const working =
  /\bif (?:you|we|i|one) (?:add|multiply|divide|subtract|count|compute|calculate|do|take|put|combine|sum|work|solve|simplify|plug|round|look)\b/i;

/** What had been so in a case that did not come about: "should have been 18 had she sold all". */
const contrary = /\b(?:would|could|might|should)(?: have)? (?:be|been|equal(?:ed)?|come to)\W{0,6}\d/i;
const unreal =
  /^[^.!?]*?(?:\b(?:had|were) (?:it|he|she|they|we|you|i|the|there|all|this|that|\p{Lu}\p{L}+)\b|\b(?:if|unless|supposing|provided|assuming)\b.*\b(?:had|were)\b)/u;

/** Whether the number there is one that only would be the answer: in a case contrary to the facts, or in any where the text has declined to answer. */
export function isSupposedNumber(text: string, at: number): boolean {
  const before = textBefore(text, at, "sentence");
  const sentence = textAt(before.split(/[.!?][*_)"']{0,3}\s+|\n/), -1);
  const whole = sentence + foundIn(text.slice(at), /^[^!?\n]{0,300}?(?=[.!?](?:\s|$)|\n|$)/);
  const supposed = contrary.exec(whole);
  if (supposed !== null && unreal.test(whole.slice(supposed.index))) return true;
  if (!condition.test(sentence) || working.test(sentence)) return false;
  return /\b(?:would|could|might)(?: have)? (?:be|been|equal)\W{0,6}$/i.test(sentence) || unable.test(before);
}
