import type { FencedBlock } from "../util/fenced-blocks.ts";
import { isCautionedAbroad } from "./cautioned-abroad.ts";
import { lastSentence } from "../util/last-sentence.ts";
import { isOfOthers, endedWords, isUnmeant } from "../util/not-meant.ts";
import { plainWords } from "../util/plain-words.ts";
import { grammar, type Grammar, type PhraseTable } from "../util/phrases.ts";
import { clauseStanding } from "../util/standing.ts";
import { wordClasses } from "../util/standing-words.ts";

const words: Grammar = grammar({
  ...wordClasses,
  code: "code|version|function|implementation|program|solution|snippet|one|approach|attempt|script|variant|method|class|block|answer|submission|way|draft|try|algorithm|loop|recursion",
  faulty:
    "wrong|wrongly|incorrect|incorrectly|buggy|broken|faulty|flawed|bad|naive|na\u00efve|mistaken|invalid|failing|erroneous|unsafe|insecure|inefficient|slow|slower|outdated|obsolete|deprecated|legacy|vulnerable|unfixed|unpatched|uncorrected|non-working|incomplete|unoptimized|brittle",
  fault:
    "mistake|mistakes|pitfall|pitfalls|anti-pattern|anti-patterns|antipattern|antipatterns|bug|bugs|error|errors|counterexample|counter-example|trap|misconception",
  former: "original|starter|old|previous|earlier|former|prior|first|initial|starting|given|existing|current|posted",
  posted: "posted|gave|shared|had|wrote|provided|sent|started with|showed|submitted|pasted|have|tried|attached|are using|were using",
  mend: "fix|change|check|guard|memo|memoization|cache|correction|patch|repair|base case|bound|bounds check|early return|sort|cast|lock|improvement|optimization",
});
const table = (place: "start" | "end" | "whole" | "anywhere", lines: string): PhraseTable => words.table(place, lines);

/** Labels that leave no doubt, whatever else the sentence says. */
const plainly = table(
  "end",
  `
  <faulty> <code>? ( _*5 ) <open>?
  <faulty> <code> <open>?
  <faulty> ,? _*2 <faulty>|slow|inefficient <code>? <open>
  for reference|comparison|contrast|completeness|illustration|context|history|the+record only? <open>?
  without the|this|that|a|any|its? <mend> _*5 <open>?
  this|it|that|which|but|<code> is <unsure>? <faulty> <open>
  `,
);
const warned = table(
  "anywhere",
  `
  <faulty>|<fault>
  do|should|must|to not|never do|write|use|code|implement|submit|copy|return|call|try|put
  never write|use|code|implement|do
  avoid this|that|the|writing|using|code|such|doing|returning|calling
  not like? this|that|so
  would|will|does|did|could|can|might fail|break|not|loop|crash|hang
  fails|crashes|hangs|overflows|misbehaves
  times+out
  <former> <code>
  originally|previously|formerly|beforehand
  the|my|your|their original|old <open>
  what|how not to
  from the|your|their question|prompt|task|problem|post|message
  question|problem|task|prompt|statement <code>|gave|gives
  if you|we|i|one forget|forgot|omit|omitted|skip|skipped|drop|dropped|remove|removed|leave|had
  had we|i|you|it
  would give|return|print|yield|produce
  beware
  not recommended|advised|advisable|ideal
  removes|removed this|that|the
  your|their|student|user|asker|op <code>
  you|they|user|student|we _*2 <posted>
  what you|they <posted>
  for reference|comparison|contrast
  too slow|inefficient|naive|simple
  instead of
  tempting
  as an|a|your exercise|puzzle|challenge|joke|riddle|quiz|test , _*8 <open>
  as homework|practice
  for fun|practice ,
  exercise|puzzle|challenge|quiz for the|you
  disguised|masked|masquerading|posing|poses|masquerades|pretending|pretends|dressed+up as|to
  only|merely pretends|looks
  can|could you spot|find|see
  deliberately|intentionally|purposely
  difference|differences|diff|changes|compare|compared|comparing|contrast to|from|with|against|between your|<det>? <code> in|from|of your|the question|prompt|post|task|message
  difference|differences|diff|changes|compare|compared|comparing|contrast to|from|with|against your|their
  <code> in your|the|their question|prompt|post|message
  impostor|mutant
  <unsure>? rejected|discarded|abandoned it|this|that
  `,
);
const labeled = table(
  "whole",
  `
  <aside>*2 <det>? before|was|old|original|originally|previously|from|wrong|bad|no|never|naive|do+not|not|never|incorrect|avoid|slow|buggy|broken|input|draft <code>? <open>*2
  <aside>*2 before|previously|originally|formerly ,? it|this|that|the+code was|read|looked+like|said <open>*2
  replaces|replaced|rather+than|as+opposed+to|instead+of this|that? <open>
  <aside>*2 <det>? <former>|<faulty>|rejected|discarded <code>|alternative? _*2 <open>*2
  before <det>? <mend> <open>*2
  before <det>? <mend> it|this|that|the+code was|looked|read _*2 <open>*2
  \u274c|\u2717|\u2718|\u{1f6ab} _*4 <open>?
  `,
);
/** Behind a block. */
const pointing = table(
  "start",
  `
  (? this|that|it|the+above|above <code>? is|was <unsure>*2 <faulty>|slow|a+mistake .|,|;|:|because|since|as|and
  (? this|that|it|the+above|above <code>? is|was the|my|your|their <former> <code>? .|,|;|)
  the second|last|latter|lower|bottom|above <code> is|was <unsure>*2 <faulty>
  please? do not use|write|copy|submit this|that|it|the+above
  please? ignore|disregard|scratch this|that|the+above
  `,
);
/** Faults that are named as mended or passed by. */
const relieved = table(
  "anywhere",
  `
  without|no|not|of|avoids|avoiding|than|from|replaces|replacing|fixes|fixed|fixing|corrects|correcting|corrected|for|unlike|against|over <det>? <former>? <faulty>|<fault>
  to avoid
  wait|oops|whoops|sorry|hmm ,|.|!|:
  so|hence|therefore|thus instead? <open>
  correction|edit|update (|[
  handles|handling|checks|rejects|validates|accepts|with <faulty>
  not|never|longer fail|fails|crash|crashes|break|breaks|hang|hangs
  keeps|preserves|matches|like|as|of the <former>
  instead of <det>? <faulty>|<former> <code>
  unlike <det>? <code>
  <fault> is|was|are|were|has|have been? gone|fixed|mended|removed|corrected|repaired
  `,
);
const praised = table(
  "anywhere",
  `
  correct|corrected|correctly|fix|fixed|fixes|right|proper|properly|final|finally|improved|better|good|safe|safer|safely|works|working|rewritten|revised|repaired|mended|update|updated|solved|without|avoids|avoiding|optimized|optimised|faster|efficient|refactored|cleaned|cleaner|after
  rather use|write
  use this|the+following
  should be|look|read
  becomes|again
  based on
  now
  here is a|the|my solution|implementation|function|program :?
  `,
);

/** Whether the words before a block of code, or the comment that opens it, say that the code is wrong, former or another's. */
export function isCautioned({ lead, code, trail }: Pick<FencedBlock, "lead" | "code" | "trail">): boolean {
  const comment = /^\s{0,20}(?:\/\/|#|\/\*|<!--|--)([^\n]{0,100})/.exec(code)?.[1]?.replace(/\*\/|-->/, "") ?? "";
  const ended = endedWords(lead);
  if (isUnmeant(ended) || isOfOthers(ended)) return true;
  if (isCautionedAbroad(lastSentence(lead)) || isCautionedAbroad(comment)) return true;
  return speaksAgainst(forward(lead)) || speaksAgainst(headingOf(lead)) || isLabel(plainWords(comment)) || isDisavowed(trail);
}

/** Whether the sentence behind a piece points at it and says that it is wrong, former or not to be used. */
function isDisavowed(trail: string): boolean {
  const said = trail.trimStart().slice(0, 200);
  const end = said.search(/[.!?](?=\s|$)|\n/);
  const sentence = end < 0 ? said : said.slice(0, end);
  // What ends with a colon speaks of the block that follows.
  return !/:\W{0,3}$/.test(sentence) && pointing.find(words.read([...plainWords(sentence), "."], "first")) >= 0;
}

/** The last sentence before a piece; one that has ended counts only where it points on. */
function forward(lead: string): string[] {
  const said = lead.trimEnd();
  if (!/[.!]\W{0,3}$/.test(said)) return plainWords(lastSentence(lead));
  const last = plainWords(lastSentence(said.replace(/[.!]\W{0,3}$/, "")));
  return last.some((word) => word === "following" || word === "below" || word === "here") ? last : [];
}

/** The words of the last heading, or of a bold line, since the block before. */
function headingOf(lead: string): string[] {
  const lines = lead.split("\n").filter((line) => line.trim() !== "");
  const heading = lines.findLast((line) => /^\s{0,3}(?:#{1,6} |\*\*[^*]{1,100}\*\*:?\s{0,9}$|__[^_]{1,100}__:?\s{0,9}$)/.test(line));
  return heading === undefined || praised.find(words.read(forward(lead))) >= 0 ? [] : plainWords(heading);
}

function isLabel(said: readonly string[]): boolean {
  if (isUnmeant(said)) return true;
  const read = words.read(said);
  return labeled.find(read) >= 0 || (plainly.find(read) >= 0 && relieved.find(read) < 0);
}

function speaksAgainst(said: readonly string[]): boolean {
  if (said.length === 0) return false;
  const read = words.read(said);
  const has = (phrases: PhraseTable): boolean => phrases.find(read) >= 0;
  if (has(labeled) || isUnmeant(said) || isOfOthers(said)) return true;
  if (has(relieved)) return false;
  if (has(plainly)) return true;
  if (has(praised)) return false;
  return has(warned) || clauseStanding(said) === "disowned";
}
