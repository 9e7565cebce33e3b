import { isLong } from "./reach.ts";

const closing =
  /^[\s*_>(–—-]{0,6}(?:(?:i )?hope\b|let me know\b|feel free\b|please (?:let|feel|ask)\b|(?:would|do) you (?:like|want|need)\b|(?:is|was) there anything\b|want me to\b|(?:shall|should|can|may) i (?:explain|help|show|go|give|add)\b|anything else\b|(?:i['’](?:m|d)|i am|i would be|always) (?:be )?(?:happy|glad) to\b|happy to\b|glad to\b|if you(?:['’]d| would)? (?:like|want|need|have any)\b|need (?:any )?(?:more|further)\b|any (?:other |more |further )?questions\b|thanks\b|thank you\b|good luck\b|have a (?:nice|great|good)\b|you['’]re welcome\b|(?:generated|powered|produced) (?:in|by|with|using|at|on)\b)/i;
const note = /^[\s*_>(]{0,6}(?:note|nb|n\.b\.|remark|fun fact|sources?|references?)\b[*_]{0,3}\s?[:：]/i;
/** What may change the answer in a note. */
const changing =
  /\b(?:if|unless|should|must|actually|correct(?:ion|ed)?|instead|rather|answer|mistaken?|error|wrong|otherwise|would|or|but|real(?:ly)?)\b|=/i;

/** A line in brackets, a check, a proof: they tell something beside the answer. */
const aside =
  /^[\s*_>]{0,6}\((?:for|in|note|that|this|the|from|counting|if|using|rounded|approximately|about|compare|or in)\s[^()]{3,200}\)[\s*_.]{0,4}$|^[\s*_>#]{0,6}(?:sanity check|double[- ]check|check|checking|verification|verifying)[*_]{0,3}\s?[:：.][*_]{0,3}\s/i;
const proof = /^[\s*_>#]{0,6}(?:proof|counter-?example|justification)[*_]{0,3}\s?[:：.][*_]{0,3}\s/i;
const verifying = /^[\s*_>]{0,6}(?:let me|let's|we can)\s(?:just\s|quickly\s|also\s)?(?:verify|check|double-check|confirm)\b/i;
const passing = /[✓✔✅]|\b(?:good|correct|works|consistent|matches|holds|as (?:required|expected|desired|needed))\W{0,4}$/i;
const failing =
  /\b(?:wrong|not|mistake|error|fails?|but|actually|should|however|instead|answer|contradict\w*|correct(?:ion|ed)|revis\w+|wait|oops|sorry|so|hence|therefore|thus)\b|n['’]t\b|≠|\\ne|\?/i;

/** A request to be told of another wish or fact; what it supposes is no answer. */
const request = /^[\s*_>(–—-]{0,6}(?:please )?(?:do )?(?:(?:let me know|tell me|correct me)\b,? (?:if|whether|in case)|feel free to\b)/i;

/** Whether a line says nothing of the answer: it closes a reply, or is a note on something else. */
export function isClosing(line: string): boolean {
  if (request.test(line) && !/\b(?:but|however|though)\b|\banswer (?:is|was|should)\b/i.test(line)) return true;
  if ((aside.test(line) || (verifying.test(line) && passing.test(line))) && !failing.test(line)) return true;
  if (proof.test(line) && !/\b(?:correct(?:ion|ed)|revis\w+|wait|oops|actually|answer)\b/i.test(line)) return true;
  return (closing.test(line) && !/\banswer|\b(?:instead|actually|but|however)\b/i.test(line)) || (note.test(line) && !changing.test(line));
}

/** A line without the sentences that close it: "It is Paris. Let me know if you have questions." */
export function withoutClosings(line: string): string {
  const sentences = isLong(line, "passage") ? [] : line.split(/(?<=[.!?][*_)"']{0,3})\s+(?=[*_(]{0,3}\p{Lu})/u);
  const last = sentences.findLastIndex((sentence) => !isClosing(sentence));
  return last < 0 || last === sentences.length - 1 ? line : sentences.slice(0, last + 1).join(" ");
}
