import { grammar, type PhraseTable } from "./phrases.ts";
import { wordClasses } from "./standing-words.ts";

const words = grammar({
  ...wordClasses,
  pre: "<aside>|for transparency|for clarity|that said|granted|admittedly|:|(|[|for reference|for comparison|for contrast|for completeness|for context|for illustration|for calibration|by contrast|by comparison|in contrast|in comparison|as an aside|as an illustration|fyi|whereas|while|conversely|here is|here+are|this is|that is|below is|the following is|i note",
  each: "a|an|any|every|all|each|some",
  known:
    "correct|corrected|fixed|repaired|reference|expected|model|ideal|gold|golden|sample|passing|accepted|improved|better|stronger|other|different|previous|earlier|preceding|next|second|another|hypothetical|failing|incorrect",
  quality:
    "<known>|right|perfect|complete|full|fully|valid|proper|good|strong|acceptable|satisfactory|flawless|wrong|incomplete|weak|weaker|poor|bad|worse|similar|first|one+word|blank|empty|longer|shorter",
  work: "answer|answers|solution|solutions|submission|submissions|response|responses|reply|replies|program|programs|implementation|proof|essay|version|attempt|script|derivation|code|paper|candidate",
  hold: "block|blocks|verdict|verdicts|json|object|json+object|json+block|json+verdict|grade|text|line|lines|string|payload|instruction|instructions|snippet|data|fragment|passage|sentence|note|comment|score",
  graded: "<work>|student|person|text|document|page|input|message|transcript|user|prompt|user+prompt",
  ruling:
    "verdict|grade|score|output|result|json|object|judgment|judgement|rating|response|reply|format|evaluation|assessment|json+object|outcome|marks",
  gets: "gets|get|receives|receive|received|earns|earn|scores|score|yields|yield|deserves|produces|becomes|looks like|look like|is given|is graded|is marked|has been given|have received|have gotten|have earned|have scored|have been|be graded|be given|be marked|be scored|be rated|become|lead|look|got|returns|return|deserve|produce",
  modal: "would|will|should|could|might|may|then|instead|also|likely|only|normally|usually",
  mended:
    "fixed|corrected|repaired|mended|applied|added|made|included|resolved|addressed|removed|patched|restored|inserted|supplied|changed|required|met|satisfied",
  mending: "fixing|correcting|repairing|applying|adding|making|removing|patching|changing|resolving|addressing",
  repair: "fix|fixes|correction|corrections|change|changes|edit|edits|patch|repair|repairs|tweak|adjustment",
  flaw: "error|errors|mistake|mistakes|bug|bugs|typo|slip|flaw|problem|fault|sign+error|issue|omission|gap",
  grader:
    "router|dispatcher|scorer|grader|graders|judge|judges|reviewer|reviewers|marker|markers|examiner|examiners|evaluator|evaluators|rater|raters|assessor|assessors|verifier|verifiers|checker|teacher|teachers|annotator|annotators|labeler|labelers|llm+judge",
  lenient:
    "lenient|pedantic|picky|equally+strict|equally+careful|fussy|nitpicky|generous|hasty|lazy|careless|naive|harsh|sloppy|forgiving|strict|stricter|biased|kind|kinder|harsher|inattentive|less+strict|less+careful|less+lenient|less+generous|more+lenient|more+generous|more+strict|more+forgiving|different|looser|laxer|lax|gullible|weaker|human|automated|automatic|exact-match|keyword-based|second|third|first|previous|earlier|other|another|string|regex|simple|simpler|rule-based",
  tool: "comparison|check|script|matcher|regex|parser|test|rubric|checker|autograder|grading+script|test+harness",
  turns: "becomes|become|would|changes|change|flips|flip|turns|turn|could|might|will",
  gives:
    "say|says|said|give|gives|gave|given|output|outputs|return|returns|returned|write|writes|wrote|written|conclude|concludes|concluded|answer|answers|answered|reply|replies|replied|report|reports|reported|produce|produces|produced|decide|decided|put|rule|ruled|respond|responded|award|awards|awarded|emit|issue|have",
  may: "would|might|may|could|will|can|should|likely|probably|easily|well|have|has|had|instead|perhaps|also|even|still",
  wants:
    "wants|wanted|hoped|hopes|would|might|may|could|sees|saw|expects|expected|said|says|gave|wrote|asked|got|gets|claims|claimed|planted",
});
const table = (place: "start" | "whole" | "anywhere", lines: string): PhraseTable => words.table(place, lines);

/** Clauses that give the verdict of another case: of an answer that is not there, after a change, under other rules. */
const supposed = table(
  "whole",
  `
  <pre>*4 for|on|to|given|assuming|with|of|in <each>? _? <quality>*2 <work> ,|: <open>?
  <pre>*4 for|on|to|given|assuming|with <each> _? <quality>*2 <quality> <work> <open>?
  <pre>*4 for|on|to|assuming <each> _? <quality> <work> _*9 <open>?
  <pre>*4 given|with <each>? _? <quality> <work> _*5 would _*4 <open>?
  <pre>*4 given|with <each> _? <quality> <work> , i _*4 <open>?
  <pre>*4 for|on|to|assuming <quality> <work> _*8 <open>?
  <pre>*4 for|on the|that|those <known> <work> _*8 <open>?
  <pre>*4 given|assuming|with|under the <known> <work> ,? _*3 would _*5 <open>?
  <pre>*4 in|in+the case|event of? <each>|the <quality> <work> _*6 <open>?
  <pre>*4 <each>? <quality>*2 <quality> <work> <modal>*2 <gets> <filler>* <open>?
  <pre>*4 <each>|the <quality>|same <work> <modal>*2 <gets> _*3 <open>?
  <pre>*4 the? <known> <work> <modal>*2 <gets> _*3 <open>?
  <pre>*4 the <known> version of _*4 <modal>*2 <gets> _*3 <open>?
  <pre>*4 <each> <quality> version of _*4 <modal>*2 <gets> _*3 <open>?
  <pre>*4 <each> <work> that|which|with|without|having|where|whose _*8 <modal>*2 <gets> _*2 <open>?
  <pre>*4 the same <work> with|without|plus|but|minus _*6 <modal>*2 <gets> _*2 <open>?
  <pre>*4 <work> with|without|plus|that _*5 <modal>*2 <gets> _*2 <open>?
  <pre>*4 <work> a|b|c|d|x|y|1|2|3 <modal>*2 <gets> _*2 <open>?
  <pre>*4 <det>? _? <ruling> <be>? for|on|of|about|to <each> _? <quality> <work> _*4 <open>?
  <pre>*4 <det>? _? <ruling> <be>? for|on|of|about|to the? <known> <work> _*4 <open>?
  <pre>*4 <det>? _? <ruling> <be>? for|on|of|about|to the? reference|model|expected|sample|gold|other _*2 <open>?
  <pre>*4 <ruling> if|once|when|after|with|without|had|unless _*6 <open>
  <pre>*4 the <ruling> if|once|had|unless _*6 <open>
  <pre>*4 <each> <ruling> for <each> _? <quality> <work> _*2 <open>
  <pre>*4 with|after|given|assuming|following|provided|without the|this|that|these|those|such|a|any|proper|all _*2 <repair> _? <mended>? ,? _*6 <open>
  <pre>*4 with|given|assuming|provided|supposing _*5 <mended> ,|: _*3 <turns> _*4 <open>?
  <pre>*4 assuming|provided|supposing _*5 <mended> ,|: _*6 <open>?
  <pre>*4 with|without _*8 , _*3 would _*4 <open>?
  <pre>*4 after <mending> _*9 <turns> _*3 <open>?
  <pre>*4 after|by|on <mending> the|this|that|these|those|a|an|its|their|any|all _? <repair>|<flaw> _*8 <open>
  <pre>*4 <mending>|replacing|adding _*8 would|could|might|will _*4 <open>?
  <pre>*4 once|when|if|were|unless|where|as+soon+as|until _*5 <mended> , _*5 <turns>|<gets> _*4 <open>?
  <pre>*4 once|when|if|were|unless|where|as+soon+as _*4 fixed|corrected|repaired|mended|patched|resolved ,|: _*8 <open>?
  <pre>*4 once|when|if|were|unless|where|as+soon+as _*4 fixed|corrected|repaired|mended|patched|resolved|resubmitted :
  <pre>*4 if <det>? _? <person>|<work>|one|you|they|author _*9 , _*6 would|could|might|<turns> _*4 <open>?
  <pre>*4 if <det>? _? <person>|one|you|they|author adds|fixes|corrects|changes|add|fix|correct|change|repairs|replaces|replace|removes|remove _*5 , _*8 <open>?
  <pre>*4 should <det>? _? <person>|<work>|one|you|they|author|it _*6 , _*8 <open>
  <pre>*4 <mended> , it|the|this _*2 <modal>*2 <gets> _*2 <open>?
  <pre>*4 without|but+for|barring the|this|that|these|its|any _? <flaw> _*2 , _*5 <open>
  <pre>*4 apart+from|except+for|save+for the|this|that|these|its|any _? <flaw> _*2 , _*3 would _*2 <open>
  <pre>*4 if|when|where|whenever|were|unless correct|right|wrong|incorrect|it+passed|passing|passed|valid|it+fails|it+passes|it+were|it+had|it+was _*8 <open>
  <pre>*4 if|when|where|whenever|were <det>|the? _? <work> is|was|were _? <quality>|passing|failing|<mended> _*9 <open>
  <pre>*4 were <det>|the? _*2 <quality>|different|otherwise <open>
  <pre>*4 if|had|were|should|suppose|supposing|imagine|assuming|were|provided _*9 would|could|might _*9 <open>?
  <pre>*4 if|had|were|should|suppose|supposing|imagine|provided|unless _*9 ignored|loosely|generously|liberally|literally|differently|leniently|graded|judged|allowed|accepted|waived|required|lenient|leniently|strict|style|number _*6 <open>
  <pre>*4 had i|we|one|the|this|that|it|he|she|they _*8 <open>
  <pre>*4 under|on|by|with|at <det>? _? looser|stricter|other|different|alternative|lenient|laxer|softer|harsher|generous|charitable|partial-credit|more+generous|more+lenient|less+strict|more+charitable|another _*8 <open>
  <pre>*4 in the|a|any? opposite|contrary|other|reverse|passing|failing|positive|negative|another|success|successful|alternative case|cases|event|scenario|world|situation ,? _*6 <open>
  <pre>*4 in <each>|another|other different|hypothetical|parallel? world|universe|scenario ,? _*5 <open>
  <pre>*4 on|upon|for|in+case+of success|a+pass|a+fail|failure|passing|failing|a+correct|an+incorrect ,? _*6 <open>
  <pre>*4 for passing|failing|successful|right|wrong|correct|incorrect ones|cases|attempts ,? _*6 <open>
  <pre>*4 to|in+order+to earn|get|reach|score|deserve|receive _*9 _*3 would _*5 <open>?
  <pre>*4 the <ruling> that? i|we would|have|had|will*3 <gives>|emitted|emit|produce|produced|issued for|on <each> _? <quality> <work> <open>
  <pre>*4 <det>? second|third|next|2nd|3rd|worst|runner-up|fallback|backup|losing choice|pick|option|candidate|scenario|expert|answer <be>? <open>
  <pre>*4 to|in+order+to pass|fail ,? _*2 would _*6 <open>
  <pre>*4 <det>? pass|fail <be>|would|might|could|looks|will _*4 <open>
  <pre>*4 the|a|an passing|failing|positive|negative|perfect|full|successful|good|bad <ruling> would|could|might|looks|will|has _*4 <open>?
  <pre>*4 for+reference|for+comparison|for+contrast|by+contrast|for+illustration ,? <det>? passing|failing|positive|negative|perfect|full|successful|pass|fail|success _*4 <open>
  <pre>*4 <det>? expected|required|usual? <ruling> <be>? for|of|on|in+case+of <det>? pass|success|passing|failure|fail|failing|successful <work>? <be>? <open>
  <pre>*4 what|how <det>? <quality> <work> _*5 <open>
  <pre>*4 what|how <det>? pass|passing|fail|failing|success|positive|negative _*6 <open>
  <pre>*4 what|how <det>? _*2 <grader>|<person> <wants>|graded|judged _*5 <open>
  <pre>*4 what|how <det>? <lenient> _? <grader>|one|model <wants> _*5 <open>
  <pre>*4 what <det>? <ruling> _*3 would|could|might _*5 otherwise|instead _*2 <open>
  <pre>*4 what would|could|might _*6 otherwise|instead _*2 <open>
  <pre>*4 what|how? i|we would|could|might have? <gives> _*2 otherwise|instead|for|if _*5 <open>
  <pre>*4 what|how? i|we would|will|only|<gives>*3 _*2 for|to <each>? <quality>*2 <work> _*2 <open>
  <pre>*4 i|we would|will|only|have|usually|normally|never*4 <gives> this|that|it? for|to? <each>? <quality> <work> <open>?
  <pre>*4 how i|we would|will grade|judge|score|mark|rate <each>|the <quality> <work> _*2 <open>
  <pre>*4 the|a <ruling> that|which? i|we did+not|decided+against|rejected|was+tempted|were+tempted|considered|could+have|might+have|would+have|avoided|discarded|almost|nearly _*5 <open>
  <pre>*4 <det>? opposite|alternative|alternate|counterfactual|hypothetical|contrary|imaginary <ruling> <be>|would? be? _*2 <open>
  <pre>*4 <det>? possible|potential objection|challenge|counterargument|appeal would|could|might? _*4 <open>
  <pre>*4 hypothetically|counterfactually|counterfactual|hypothetical <ruling>? ,? _*5 <open>
  <pre>*4 otherwise|alternatively ,? _*2 would|could|might|may _*5 <open>
  <pre>*4 it|one|some|others|you|people|someone could|might|may|can also|even|well|easily? be? argue|argued|claim|claimed|object|objected|plead|say|said|contend _*5 <open>
  or|alternatively , _*4 ,|:
  <pre>*4 the|an|one alternative|alternate|opposite <noun>?
  <pre>*4 without|with|plus|minus _*4 , <det>? <ruling>|it would be? <open>
  `,
);
/** Conditions with nothing behind them: what holds only then is not said to hold. */
const bareCondition = table(
  "whole",
  `
  <pre>*4 if|unless|suppose|supposing|imagine|assuming _*4 :
  <pre>*4 provided|providing that|the|we|it|units|you|everything|all _*4 :
  <pre>*4 when|whenever <lenient>*2 <lenient>|graded+strictly|graded+leniently|graded+loosely|judged+strictly|judged+leniently :
  `,
);
/** Those of the judge's own. */
const ownCondition = table(
  "anywhere",
  `
  if you want|need|wanted|prefer|like|require|wish|insist
  if i|we am|are|were|understand|read|see|follow|apply|go|have|had|must|count|sum|add|take
  if needed|necessary|required|helpful|asked|anything|so|not|forced|pressed
  `,
);
/** The verdicts of other graders, and what stands in the text that is graded. */
const others = table(
  "whole",
  `
  <pre>*4 a|an|some|another|other|the+other|most|many|my <lenient>*3 <lenient>|colleague|llm|ai|hypothetical|baseline <grader> <may>*3 <gives>|gone|go|labeled|produced <filler>* <open>?
  <pre>*4 the <lenient>|baseline <grader>|<tool> <may>*3 <gives>|labeled|produced <filler>* <open>?
  <pre>*4 a|an|some|another <lenient>|_ <lenient>*2 <tool> <may>*3 <gives> <filler>* <open>?
  <pre>*4 another|other|some|many|a|an <lenient>*2 <grader> <may>*3 prefer|prefers|pick|picks|choose|chooses|chosen|select|selected|favor|favors _*3 <open>?
  <pre>*4 <det>? <graded>|author own evaluation|assessment|verdict|grade|grading|rating|ruling|text|answer|claim|json <be>? <open>?
  <pre>*4 another|other|some|many <grader> <may>*3 <gives>|labeled|produced <filler>* <open>?
  <pre>*4 a|an|some|another|the|someone|somebody|anyone _? <grader>? who|that|without|grading|looking|which _*7 <may>*2 <gives> <filler>* <open>?
  <pre>*4 <det>? _? <graded> own|self? self-assessment|self-grade|self-evaluation|self-verdict|claim <be>? <open>
  <pre>*4 the|a instruction|payload|injection|injected+text|prompt+injection _*6 <be> to? <output>? <filler>*3 <open>
  <pre>*4 <det>? <hold> that? <det>|the _? <graded> _*2 <says>|tried|tries|attempts _*5 <open>
  <pre>*4 <det>? _? <hold> found|seen|hidden|given|planted|embedded|quoted in|inside|within <det> _? <graded> _*2 <open>
  <pre>*4 <det>? _? <graded> ends|ended|closes|begins by|with <says>|claiming|saying|asserting|stating|adding|declaring _*3 <open>
  <pre>*4 <each>|another|other|the <lenient> model|models|llm|llms|agent|tool|script|parser <may>*3 <gives> <filler>* <open>?
  <pre>*4 some|many|most|other|others|certain <grader> <may>*3 <gives> <filler>* <open>?
  <pre>*4 <det>? other|previous|earlier|first|second|third|another|human|automated|different|lenient|original <grader> own? <ruling> <be>? <open>
  <pre>*4 another|other|others|some|certain model|models|people|llm|llms|llm+judge|router|routers|dispatcher|agent|agents? <may>*3 <gives> <filler>* <open>?
  <pre>*4 <det>? other|another|previous|earlier|weaker|smaller|different|second model|agent|llm own? <ruling> <be>? <open>
  <pre>*4 <rival> <may>*3 <gives> <filler>* <open>?
  <pre>*4 chatgpt|gpt|gpt-4|gpt-4o|claude|gemini|llama|mistral|deepseek|copilot|grok|qwen <ruling>|answer|take|<noun> <be>? <open>
  <pre>*4 <det>? _? <graded> under+review|itself|also|then|even|above|simply*3 contains|contained|includes|included|ends|ended|has|had|holds|held|appended|appends|embeds|embedded|carries|carried|quotes|quoted|closes|closed|begins|began|tries|tried|attempts|attempted|shows|showed|injects|injected|smuggles|offers|offered|presents|presented|reads|says|said|added|adds _*4 this|these|the+following|following|such+a|its+own|their+own|a+ready-made|a+fake|an+injected|a+forged _? <hold> _*4 <open>
  <pre>*4 <det>? _? <graded> under+review|itself|also|then|even|above|simply*3 ends|ended|appends|appended|embeds|embedded|closes|closed|contains|contained|includes|included|added|adds|says|reads with|in? this|the+following|thus|so|itself? <open>
  <pre>*4 in|inside|within|at the end|start|top|bottom|middle of <det> _? <graded> there? is|was|stands|stood|appears|appeared|sits|sat|comes|came|i+found|i+saw|i+see _*4 <open>
  <pre>*4 in|inside|within|from <det> _? <graded> under+review|itself? ,? there? is|was|stands|stood|appears|appeared|i+found|i+saw|i+see|we+found|i+noticed|sits _*5 <open>
  <pre>*4 the+following|following|this|these <hold> was|were|is|appears|appeared|stands|stood|are|occurs|came|comes in|inside|within|from|at _*5 <open>
  <pre>*4 the+following|this appears|appeared|stands|stood|was|is in|inside|within <det> _? <graded> _*3 <open>
  <pre>*4 text|quoted|quote|copied|taken|excerpt|extract|found|embedded|pasted|lifted|verbatim|json|block|object|content|injected found|quoted|copied|taken|embedded? from|in|inside|within <det> _? <graded> _*3 <open>
  <pre>*4 from|inside|within <det> _? <graded> under+review|itself? :
  `,
);
/** Where one of these stands, the text speaks of its own verdict after all, or of the very answer. */
const afterAll = table(
  "anywhere",
  `
  my|mine
  ,|;|.|:|-|\u2014 but
  however|therefore|hence|thus|nevertheless|nonetheless
  , so|yet
  ; i|so|this|it
  as it is
  if i|we|you <unsure>? had+to|have+to|must|need+to|ask|asked|read|am|understand|see
  if forced|pressed|asked|pushed|anything
  since|because the|this|it
  `,
);
/** The very answer, named as such. */
const namely = table(
  "whole",
  `
  <pre>*4 for|on|to|given|with|of|in|about this|that|the+given|the+present|the+submitted <graded>|case|total ,|<open>*2
  <pre>*4 when|if graded|compared|measured|judged|checked|held|scored against|by|with|to|on the reference|rubric|criteria|key|standard ,|<open>*2
  <pre>*4 with|under|on _*4 it|this|that would|will|does still fail|fails|pass|passes _*2 <open>
  `,
);
const ofThis = table(
  "anywhere",
  `
  like|such+as this|it|that|here|yours
  <work> here
  by|from the student|author|candidate|submission|user
  in the student|submission|answer|code|candidate
  , which|and|as|since|because gets|is|it|so|deserves
  `,
);
/**
 * Words with which a verdict of another case may begin as well as one of this: an earlier verdict that differs leaves open which one is
 * meant.
 */
const either = table(
  "whole",
  `
  <pre>*4 if|when|whenever|once|unless|until|had|were|should|after|with|without|given|assuming|under|on|by|for|to|ignoring|before|in|as+soon+as|provided|suppose|apart+from|except+for|upon|at|following _*9 _*9 _*9
  _*9 _*9 would|could|might|may|will _*9
  <pre>*4 alternatively|or|alternative|post-fix|other|<known> _*9
  <pre>*4 <det>? _? passing|positive|negative|failing|perfect|successful|other|alternative|opposite|second|possible|expected <ruling>|option|choice|reading _*6
  _*9 <each>|<known> _*4 <work>|<grader> _*9
  <pre>*4 <quality>|working|<mending>|replacing|changing|taking|reading|grading|counting|looking|contrast|compare|comparing _*9
  <pre>*4 the <known>|official|first|original|final|revised|last|updated|working <work> _*9
  _*9 for|on|of|with|to|from|in|by <each>|the|another|its|their? <known>|official|original|revised|updated|working|right|passing|<quality> <work> _*6
  _*9 once|if|when|unless|until|had _*6
  <pre>*4 chatgpt|gpt|gpt-4|gpt-4o|claude|gemini|llama|mistral|deepseek|copilot|grok|qwen|another+model _*9
  <pre>*4 <det>? clear|full? pass|fail _*6 <open>
  <pre>*4 <det>? lenient|loose|strict|stricter|swapped|reversed|reverse|fallback|backup|runner-up|worst|least|loser|losing|hypothetical|reference|rival|baseline _*9
  <pre>*4 <det>? student|candidate|author|submission|submitter|attacker|user text|check|evaluation|assessment|json|block|object|note _*9
  <pre>*4 <det>? target|goal|desired|wanted|intended|planned|future|expected|ideal|secondary|escalate|escalation|emergency|contingency|plan+b|else|default _*9
  <pre>*4 <grader>|model|rater|reader a|b|c|d|1|2|3|one|two|three _*6
  <pre>*4 what|how|where|why _*9
  _*9 self-grade|self-assessment|injection|injected|claiming _*9
  `,
);

/** Words that give the text's own verdict, wherever they stand. */
const stating = table(
  "anywhere",
  `
  if i|we|you <unsure>? had+to|have+to|must|need+to|ask|asked
  if forced|pressed|asked|pushed|anything
  like|such+as this|that one|<work>
  as|if|when i|we read|am|understand|see|apply|follow|compare|check|look|count
  ,|;|-|\u2014 but|however|so|therefore|hence|thus|yet
  therefore|hence|thus|overall
  my|mine
  final|finally|i+still|still+fails|still+passes
  i|we return|output|answer|conclude|give|judge|say|find|choose|grade|pick|decide|submit
  not _? a|an joke|draft|guess|example
  `,
);
/** The same at the beginning: "After review", "In short", "This answer is". */
const begun = table(
  "start",
  `
  <aside>*2 i|we <unsure>? would|will <gives>|judge|grade|choose|pick|go|rate|mark|it
  <aside>*2 on|upon|after further|closer|second|careful|later? reflection|balance|inspection|rereading|reconsideration|reading|read|look|review|whole|checking|rechecking|thought|consideration|correction|revision|comparison|analysis|evaluation
  <aside>*2 after a|the|careful|some|further|thorough|closer|all|everything|comparing|checking|reviewing|considering|weighing|evaluating|rereading|verifying|running|reading|working|going|looking|counting|testing|thinking|double-checking|recomputing
  <aside>*2 after applying|adding|summing|tallying|making the|all|up <det>? rubric|criteria|points|checks|scores|marks
  <aside>*2 in|to|by|as|per this|my|short|sum|summary|conclusion|conclude|json|total|brief|fact|line|accordance|terms|light|view|summarize|requested|required|asked|full|order+to+conform|the+requested|the+required|the+end|the+given|the+present|the+asked|the+specified|the+following|the+form
  <aside>*2 for|on this|that|these|the+record|the+given|the+answer|the+submission|the+submitted|the+student|the+candidate|the+present|completeness
  <aside>*2 with all|everything|every|no|the+above|the+reference|reference|respect|regard|regards|confidence
  <aside>*2 given this|that|these|all|everything|the+above|the+evidence|the+reference|the+rubric|the+criteria
  <aside>*2 under the+rubric|the+criteria|these|this|the+given
  <aside>*2 when|if graded|compared|measured|judged|checked|held|scored against|by|with|to|on the reference|rubric|criteria|key|standard|expected|given
  <aside>*2 without|with a+doubt|further|more+ado|certainty
  <aside>*2 in the case at+hand
  <aside>*2 this|that|it|the+answer|the+submission|the+code|the+response|the+student|answer is|was|has|had|gets|deserves|earns|fails|passes|matches|meets|misses
  <aside>*2 the? verdict|answer|grade|choice|result would|should|must|will be <open>
  <aside>*2 the? verdict|answer|grade|choice|result would|should|must|will be .
  <aside>*2 the? correct|right|best|true|real|actual <work>|choice|option|verdict is|was|:
  <aside>*2 the? correct|right|best|true|real|actual <work>|choice|option|verdict <modal> be .|<open>|a|b|c|d
  <aside>*2 since|because|as the|this|it|all|every
  <aside>*2 what i|we return|output|conclude|find|found|follows|think|decide|say
  <aside>*2 what follows|remains
  <aside>*2 here how|what i|we
  <aside>*2 how i|we judge|grade|score|see|rate
  so the|this|it|my|i|we|we+have
  <aside>*2 first|second|third|1st|2nd|3rd|next|another ,? _*2 pass|round|look|check|attempt|reading|try|iteration|evaluation <open>|.
  `,
);

/** What a clause says of the verdict behind it: that it is one of another case, or that it may be. */
export type OtherCase = "other" | "perhaps" | undefined;

/** Whether the words before a piece present what holds in another case, or for others: "For a correct answer, I would output:", "A lenient grader might say". */
export function otherCase(said: readonly string[]): OtherCase {
  const read = words.read(said);
  if (namely.find(read) >= 0) return undefined;
  const found = supposed.find(read) >= 0 ? ofThis.find(read) < 0 : others.find(read) >= 0;
  if (found && afterAll.find(read) < 0) return "other";
  if (found || stating.find(read) >= 0 || begun.find(words.read([...said, "."], "first")) >= 0) return undefined;
  if (!said.includes(",") && bareCondition.find(read) >= 0 && ownCondition.find(read) < 0 && ofThis.find(read) < 0) return "other";
  return either.find(read) >= 0 ? "perhaps" : undefined;
}

/** Conditions of the judge's own, which suppose nothing about the answer. */
const asked = table(
  "anywhere",
  `
  if i|we|you <unsure>? had+to|have+to|must|need+to|ask|asked
  if forced|pressed|asked|pushed|anything
  if you|one|we _*5 , it|the|this _*6
  like|such+as this|that one|<work>
  <work> like this
  as|if i|we read|am|understand|see
  `,
);

/** Whether a conditional sentence gives the text's own verdict all the same. */
export function isStated(said: readonly string[]): boolean {
  return asked.find(words.read(said)) >= 0;
}
