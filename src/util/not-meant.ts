import { plainWords } from "./plain-words.ts";
import { grammar, type PhraseTable } from "./phrases.ts";
import { lastSentence } from "./last-sentence.ts";
import { wordClasses } from "./standing-words.ts";

const words = grammar({
  ...wordClasses,
  piece:
    "code|version|function|implementation|program|solution|snippet|one|approach|attempt|script|variant|method|class|block|way|answer|submission|json|json object|object|verdict|output|reply|response|result|value|text|choice|take|example|object below|json below|code below|block below|snippet below|version below|one below",
  joke: "joke|jokes|prank|gag|parody|satire|spoof|meme|troll|silly|funny|humorous|humourous|sarcastic|sarcasm|satirical|ironic|tongue-in-cheek|cursed|nonsense|nonsensical|absurd|gibberish|evil|april+fools|lol|kidding|joking|trolling|jest|laugh|laughs|fun|amusement|lulz|comedy|comic",
  trap: "trap|bait|decoy|distractor|red+herring|red-herring|anti-example|antiexample|counterexample|non-solution|non-answer|nonsolution|impostor|mutant|sabotage|cheat|hoax",
  laid: "hardcoded|hard-coded|sabotaged|poisoned|mutated|hallucinated|injected|planted|forged|spoofed|fake|bogus|malicious|adversarial|hostile|rigged|cheating|cheat|trick|decoy|trap|bait|dummy|made-up|made+up|garbled",
  quiz: "quiz|puzzle|riddle|homework|exercise|challenge|question|interview+question|trick+question|brain-teaser|brainteaser|brain+teaser|pop+quiz|test+yourself",
  fault: "bug|bugs|mistake|mistakes|error|errors|problem|flaw|issue|fault|slip|wrong|incorrect|off|amiss",
  spot: "spot|find|see|identify|locate|detect|catch|name|tell|explain|guess|debug|predict",
  use: "use|run|submit|copy|copy-paste|paste|write|try|ship|deploy|commit|call|execute|imitate|fall+for|be+fooled+by|be+misled+by|be+tricked+by|do|answer+with|return|output|print|say",
  trust: "trust|follow|accept|take|believe|rely+on",
  counting: "valid|real|actual|final|correct|right|proper",
  skip: "ignore|disregard|skip|discard|forget|dismiss",
  this: "this|that|these|the+following|the+below|following|it|such|this+one|that+one|like+this|like+that|anything+like+this|anything+like+that|something+like+this|something+like+that",
  coder:
    "beginner|beginners|novice|novices|newcomer|newcomers|newbie|newbies|colleague|coworker|co-worker|friend|intern|junior|juniors|classmate|rookie|rookies|amateur|amateurs|student|students|people|programmers|developers|others|some|someone|somebody|attacker|chatgpt|copilot|llm|llms|ai|bot|chatbot|other+model|older+model|weaker+model|other+models|older+models|weaker+models|smaller+model|smaller+models",
  often:
    "often|usually|typically|commonly|sometimes|frequently|might|may|could|would|once|will|tend+to|like+to|wants+you+to|want+you+to|wanted+you+to|first|then|just|even",
  code: "write|writes|wrote|written|submit|submits|submitted|suggest|suggests|suggested|produce|produces|produced|answer|answers|answered|give|gives|gave|hallucinated|generated|try|tries|tried|post|posts|posted|come+up+with|came+up+with|propose|proposed|run",
  seems: "looks|look|seems|seem|appears|sounds",
  good: "right|fine|good|correct|plausible|ok|okay|legit|valid|reasonable|similar|convincing|tempting|harmless",
  here: "this|that|here|it|these|following|below",
});
const table = (place: "end" | "whole" | "anywhere", lines: string): PhraseTable => words.table(place, lines);

/** Leads that leave no doubt: a jest, a trap, a riddle for the reader, what is not to be used, what is no answer. */
const unmeant = table(
  "end",
  `
  not|no <det>? <counting>? part of <det> <piece> <open>
  not <counting>*2 my|our <counting>*2 <piece> <open>
  not the <counting>*2 verdict|json|object|json+object|output|grade|program|code <open>
  ( not a|an|the|my|meant|for|to|part _*4 ) <open>
  for contrast|comparison|illustration|demonstration|testing|test purposes? only? <open>
  what|how not to do|write|say|return|submit _*2 <open>
  <joke> <piece>? ( _*4 ) <open>?
  <joke> <piece> _*3 <open>
  for the? <joke> , _*8 <open>?
  as a|an? _? <joke> , _*8 <open>?
  in|half|for|as in? the|a|an? <joke> <open>?
  <piece> ( <joke>|<trap>|<laid> ) <open>?
  <trap> ( _*4 ) <open>?
  <laid> <piece> _*4 <open>?
  <trap> _*4 <open>
  <quiz> _*4 : _* ?
  <quiz> _*4 : <spot>|fix|mend|repair|correct|debug|improve _*9 <open>|?|.?
  can|could|do|did you <unsure>? <spot>|guess _*9 ?
  <spot>|spot the|a|its <fault> _*5 <open>|?|!|.?
  guess|predict what|why|which|how _*5 <open>|?|!|.?
  do|should|must|shall|can|may|would|to not|never ever? <use> <this>|<det>? <piece>? <open>
  never ever? <use> <this>|<det> <piece>? <open>
  danger|warning|caution|careful|beware|attention <open>|,|!|.? do+not|never|incorrect|wrong|broken|buggy|bad|fake|unsafe _*4 <open>|!|.?
  please|you|can|may|should|just|simply*3 <skip> <this> <piece>? <open>
  <skip> <det> <piece>|following <piece>? <open>
  <skip> <det> <piece> below|here <open>?
  should|must|does|do not look|be|read like? <this>|so? <open>
  example|examples|instance|case|illustration|demonstration of <det>? _? wrong|incorrect|bad|buggy|broken|faulty|invalid|failing|flawed|poor _*3 <open>?
  if you|we|one|they wanted|needed _*6 instead <open>
  before i|we|you noticed|noticing|saw|realized|realised|spotted|fixed|corrected|understood|found|read _*5 <open>
  before fixing|correcting|patching|mending|repairing|debugging _*4 <open>
  what i|we|you <unsure>? tried|had|wrote|began+with|started+with _*3 <open>
  <piece> under|awaiting review|test|repair|discussion <open>
  <piece> to be fixed|reviewed|debugged|corrected|repaired|judged|graded|refactored <open>
  <piece> in|from your|the|a|their _? question|prompt|post|message|ticket|issue|report|bug+report|thread|commit <open>
  `,
);
/** Leads that find fault: a verdict of no agrees with them. */
const faulted = table(
  "end",
  `
  incorrect <open>|!
  \u274c|\u2717|\u2718|\u{1f6ab} <open>?
  not <det> <counting>*2 <piece> <open>
  not <counting>? meant|intended as|to+be|for <det>? <piece> <open>
  do|should|must|would to? not|never ever? <trust> <this>|<det>? <piece>? <open>
  <seems> _*2 <good> ,? but|yet|though|although|until|only|and _*6 <open>
  might|may|could|would look|seem|appear|sound _*2 <good> <open>
  violates|breaks|contradicts|ignores the|your|its|this _? spec|specification|requirement|requirements|rules|rule|task|constraint|constraints <open>
  `,
);
/** Questions about what follows, which nothing answers before it. */
const asking = table(
  "end",
  `
  what|why|where|how|which|who is|was|does|do|did|would|will|might|could|of|exactly|goes|went|bug|mistake|error _*3 <here> _*6 ?
  what|where|which <be>|goes|went _*3 <fault> _*6 ?
  would|does|will|do|did|is|are|could|can this|that|these|the+following|the+code|this+code <piece>? _*3 work|works|fail|pass|correct|right|wrong|valid|fine|compile|terminate|run|safe|bug-free _*3 ?
  `,
);
/** What others are said to write, where programs are asked for. */
const othersWrite = table(
  "end",
  `
  <coder> <often>*2 <code> <this>|it? like+this|so? <open>
  <coder> <often>*2 <code> _*3 <open>
  `,
);
/** Names of what only holds the place of an answer, and bare words of refusal. */
const labels = table(
  "whole",
  `
  ( <joke>|<trap>|<laid> ) <open>*2
  <aside>*2 <det>? <joke>|<trap>|nope|nah|danger <open>|!*2
  <aside>*2 <det>? my|rough|first|initial|early|quick*2 placeholder|stub|skeleton|boilerplate|draft|sketch|scaffold|scratch|scratch+work|scratchpad|dummy|template <open>
  <aside>*2 <det>? test|mock|dummy|broken|buggy|faulty|deliberately+wrong|intentionally+wrong|purposely+wrong <piece>|data|input <open>
  here|below|next is|are|comes|follows <det>? _? broken|buggy|faulty|bad|wrong|incorrect|deliberately+wrong|intentionally+wrong|failing <piece> _*3 <open>
  <aside>*2 <det>? my|rough|first|initial|early|quick*2 placeholder|stub|skeleton|boilerplate|draft|sketch|scaffold|scratchpad|dummy|template you|that|which|to|( _*6 <open>
  ( <joke> ) _*6 <open>?
  <aside>*2 deliberately+wrong|intentionally+wrong|purposely+wrong|wrong+on+purpose <open>
  <aside>*2 please? debug|guess <this> <piece>? <open>
  `,
);
/** Words that turn such a lead to what is meant. */
const meantAfterAll = table(
  "anywhere",
  `
  <joke> aside|apart|over|but
  no|no+longer|not|without|after|beyond|enough|more|instead+of|than <det>? <joke>|<trap>|<laid>|<quiz>
  but|yet|and correct|correctly|right|valid|works|working|actually|still|also|serious
  correct|working|valid|correctly|real|actual|serious but|yet|and|if
  also|still|actually|really works|correct|valid
  fixed|mended|corrected|solved|resolved|repaired|filled
  here|this is the|a|my fix|fixed|correct|right|solution|corrected
  should|must be|read|look <open>
  instead <open>? <open>
  use|write|do|try this|it|that|these? instead
  verdict|grade|score|judgment|ruling <be>? on|of|for|about <det> _? <piece> under|awaiting
  , mine is|was|follows
  solution|answer|key to|for|of the|your|this|that <quiz>
  <quiz> solution|answer
  `,
);
const firmly = table("anywhere", "to be\nbut is|does|it not\nbut not\ninstead of\nif you|we|one|they wanted|needed\nnot|never <use>");

/** Whether the words before a piece of a text say that it is not meant for the answer: "A joke version:", "What is wrong here?", "Don't use this:". */
export function isUnmeant(said: readonly string[], negative = false): boolean {
  if (said.length === 0) return false;
  const read = words.read(said);
  if (labels.find(read) >= 0) return true;
  const found = unmeant.find(read) >= 0 || (!negative && faulted.find(read) >= 0);
  return found && (meantAfterAll.find(read) < 0 || firmly.find(read) >= 0);
}

/** Whether a sentence asks the reader about the code that follows, or tells who writes such: "Would this work?", "A novice might write:". */
export function isOfOthers(said: readonly string[]): boolean {
  const read = words.read(said);
  return said.at(-1) === "?" ? asking.find(read) >= 0 : othersWrite.find(read) >= 0 && meantAfterAll.find(read) < 0;
}

/** The last sentence of a text that has ended, as words with the mark that ends it; none where it goes on. */
export function endedWords(lead: string): readonly string[] {
  const said = lead.slice(-600).trimEnd();
  const mark = /[.!?](?=[\s*_"')]{0,4}$)/.exec(said)?.[0];
  if (mark === undefined) return [];
  const sentence = lastSentence(said.replace(/[.!?]\W{0,4}$/, ""));
  return mark === "?" || warns.test(sentence) ? [...plainWords(sentence), mark] : [];
}
/** A sentence that sets a riddle or warns speaks of what follows it. */
const warns =
  /^[\s*_#>]{0,9}(?:(?:exercise|homework|quiz|puzzle|challenge|riddle)\b[^:]{0,40}:|(?:danger|warning|caution|beware)\b|(?:spot|find|guess|debug|identify)\b)/i;
