import { grammar, type WordClasses } from "./phrases.ts";

/** The classes of words with which texts present what they quote, deny, reject or correct. */
export const wordClasses: WordClasses = {
  forms: "format|form|shape|structure|layout|style|syntax",
  det: "the|a|an|my|our|its|his|her|their|your|this|that|one|some|any",
  be: "is|was|are|were|be|been|being|is to be|would be|would have been|had been|will be|has been",
  open: ":|,|=|->|\u2192|\u2190|-|\u2014|\u2013|(|[",
  stated:
    "answer|verdict|choice|guess|thought|draft|attempt|idea|output|reply|response|result|grade|score|bid|instinct|impression|reaction|inclination|take|judgment|judgement|conclusion|decision|estimate|rating",
  answers: "<stated>|answers|guesses|choices|results|ans",
  another: "another|other|previous|last|earlier|next|following|former|first|that",
  question: "question|problem|part|exercise|task|puzzle|one|example",
  noun: "<stated>|version|object|json|json object|value|text|one",
  output: "output|print|return|reply|write|give|say|answer|respond|state|choose|pick|select|use|submit|report|emit|send|put|copy|repeat",
  outputting: "outputting|printing|returning|replying|writing|giving|saying|answering|responding|choosing|picking|using|submitting|sending",
  wrong:
    "wrong|incorrect|false|bad|invalid|mistaken|erroneous|faulty|flawed|misleading|inaccurate|untrue|unjustified|hasty|too hasty|too quick|premature|not right|not correct|not true|not valid|not so|not it|not good|no good|not quite right|not quite correct|nonsense|rubbish|a mistake|an error|my mistake|off",
  past: "former|previous|earlier|prior|superseded|outdated|obsolete|stale|withdrawn|retracted|discarded|rejected|abandoned|scrapped|deprecated|dismissed|overruled|crossed-out|old",
  begun: "first|initial|original",
  planted:
    "injected|embedded|hidden|planted|fake|forged|malicious|spoofed|smuggled|hostile|adversarial|bogus|pre-written|prewritten|ready-made",
  supposed:
    "sarcastic|novice|inexperienced|deliberately wrong|intentionally wrong|hypothetical|imaginary|imagined|fictional|tempting|naive|careless|lazy|wrong|incorrect|mistaken|invalid|bad|poor|worse|failing|flawed",
  rejected:
    "rejected|discarded|dismissed|dropped|abandoned|withdrew|withdrawn|retracted|scrapped|overruled|overturned|ruled out|ruled it out|ruled that out|ruled this out|crossed out|crossed it out|struck out|superseded|refuted|disregarded|ignored|reject|discard|dismiss|withdraw|retract|ignore|disregard|voided|taken back|took it back|excluded|eliminated",
  person:
    "student|students|submission|candidate|participant|contestant|author|user|writer|respondent|applicant|essay|injection|attacker|attack|adversary|document|page|website|email|comment|payload|opponent|colleague|passage|someone|somebody|they|he|she|submitter|injected text|injected prompt|injected instruction|injected instructions|hidden text|hidden instruction|hidden instructions|embedded text|embedded instruction|embedded instructions|quoted text|pasted text|other model|other agent|other judge",
  thing:
    "text|answer|reply|response|code|task|question|prompt|instructions|instruction|model|assistant|it|which|that|who|solution|message|file|tool",
  says: "contain|contains|contained|include|includes|included|wrote|writes|write|written|say|says|said|read|reads|claim|claims|claimed|state|states|stated|ask|asks|asked|tell|tells|told|try|tries|tried|want|wants|wanted|end|ends|ended|embed|embeds|embedded|hid|hide|hides|insert|inserts|inserted|present|presents|presented|suggest|suggests|suggested|quote|quotes|quoted|demand|demands|demanded|instruct|instructs|instructed|order|orders|ordered|insist|insists|insisted|request|requests|requested|propose|proposes|proposed|begged|begs|urged|urges|expects|expected|hoped|hopes|pasted|planted|smuggled|declares|declared|argues|argued|would like|would have liked",
  orders:
    "asked|asks|wanted|wants|demanded|demands|told|tells|requested|requests|instructed|instructs|suggested|suggests|claimed|claims|insisted|insists|ordered|orders|tried|tries|hoped|hopes|begged|urged|proposed|proposes|would like|would have liked",
  filler:
    "me|us|you|the|this|that|a|an|own|its|their|with|to|for|of|in|by|be|it|as|on|output|print|return|reply|write|give|say|answer|grade|mark|text|word|words|line|lines|json|object|string|verdict|choice|following|trick|fool|force|into|<outputting>|fake|ready-made|saying|reading|grader|judge|get|make|let|have|is|was|should|must|just|only|simply|exactly|my|your|like|containing|here",
  early:
    "first|initially|originally|earlier|previously|at first|once|briefly|almost|nearly|at one point|for a moment|momentarily|in my first draft|in an earlier draft|wrongly|mistakenly|hastily|prematurely|before",
  aside: "so|well|ok|okay|hmm|now|and|but|then|note|also|for the record|clearly|obviously|of course|,",
  rival:
    "<person>|friend|friends|classmate|classmates|teammate|brother|sister|sibling|teacher|teachers|tutor|reviewer|annotator|people|others|calculator|solver|chatbot|chatgpt|gpt|gpt-4|gpt-4o|claude|gemini|llama|mistral|deepseek|copilot|wikipedia|google|internet|forum|bot|textbook|book|answer+key|agent|another+model",
  they: "one|you|reader|readers|beginner|beginners|novices|author|prompt|question|task|some|many|most|people|others|students|readers|someone|somebody|beginners|most people|many people|some people|many students|most students|everyone|everybody|candidates|test-takers",
  claims:
    "say|says|said|think|thinks|thought|believe|believes|believed|claim|claims|claimed|insist|insists|insisted|suggest|suggests|suggested|guess|guesses|guessed|argue|argues|argued|answered|reply|replies|replied|estimate|estimates|estimated|concluded|wrote|told me|tells me",
  asserts:
    "says|said|thinks|thought|believes|believed|claims|claimed|insists|insisted|guessed|answered|replied|argues|argued|suggests|suggested|concluded|wrote",
  claimed: "said|thought|believed|claimed|guessed|assumed|considered|suspected|supposed|concluded|estimated",
  believed:
    "thought|believed|assumed|supposed|figured|expected|imagined|presumed|reckoned|suspected|feared|was sure|was certain|was convinced|was positive|was confident|was under the impression|were sure|were certain|were convinced|were under the impression|been sure|been certain|been convinced|been under the impression",
  chooses:
    "choose|chooses|chose|chosen|choosing|pick|picks|picked|picking|select|selects|selected|selecting|answers|answered|answering|say|mark|marked|go with|went with|goes with|going with|opt for|opted for|prefer|guess|put",
  rejecting:
    "<rejected>|rejects|discards|excludes|eliminates|exclude|eliminate|avoid|avoids|avoiding|rule out|rules out|ruling out|rejecting|excluding|eliminating|discarding|dismissing|dismiss|drop|cross out",
  worst:
    "worst|weakest|poorest|least likely|least plausible|least|second best|second-best|next best|next-best|runner-up|second|third|2nd|3rd|backup|fallback|fall-back|alternative|alternate",
  worse:
    "too high|too low|too large|too small|too big|too broad|too narrow|too much|too many|too few|impossible|implausible|unlikely|irrelevant|unrelated|unsupported|contradicted|off topic|off-topic|ruled out|out|excluded|nonsensical|insufficient|incomplete",
  rivaling:
    "wrong|incorrect|mistaken|naive|intuitive|tempting|other|another|student|user|rejected|discarded|second-best|runner-up|previous|old|former|earlier|distractor",
  common: "common|frequent|typical|classic|popular|usual|widespread|obvious|frequent wrong|common wrong",
  pointing:
    "that|this|it|which|the above|above|my answer|that answer|this answer|the answer|that result|this result|the result|that value|this value|the value|that number|this number|the number|that one|this one|the one|that choice|this choice|the choice|the above answer|that above|the answer above|my above answer|my previous answer|my earlier answer|the previous answer|the earlier answer",
  called:
    "wrong|incorrect|false|invalid|mistaken|erroneous|inaccurate|untrue|not right|not correct|not true|not valid|not so|not it|not the answer|not quite right|not quite correct|not quite it|nonsense|rubbish|a mistake|an error",
  slip: "mistake|error|slip|typo|oversight|miscalculation|miscount|misreading|mix-up",
  lacks:
    "ignores|ignored|forgets|forgot|neglects|neglected|omits|omitted|overlooks|overlooked|misses|missed|double-counts|double-counted|double+counts|double+counted|over-counts|overcounts|overcounted|undercounts|undercounted|left+out",
  lacking: "account|include|consider|count|subtract|add|deduct",
  did: "does|did|do",
  once: "once|formerly|previously|originally|initially|long|until recently",
  was: "was|were|used to be|had been",
  modified: "tax|taxes|tip|tips|discount|discounts|fees|shipping|sale|vat|rounding|interest|adjustment",
  numbered:
    "step|steps|stage|line|page|pages|question|problem|exercise|equation|eq|figure|fig|table|section|chapter|item|part|row|note|footnote|theorem|lemma|paragraph|slide|example|case",
  given:
    "above|before|earlier|given above|shown above|as given|i gave|i gave above|i wrote|i wrote above|i returned|i returned above|i just gave|i output",
  object: "json|object|json object|json block|json verdict|verdict|grade",
  void: "void|null and void|moot|no longer valid|not valid|not to be used|not to be trusted|not to be counted|retracted|withdrawn|cancelled|canceled|obsolete",
  mock: "example|sample|draft|placeholder|template|joke|test|decoy|first draft|format|illustration|stand-in|trick",
  judged:
    "it|this|that|he|she|the code|the answer|the solution|the submission|the program|the test|the tests|the proof|the argument|the student|the response|the candidate",
  failing:
    "fails|failed|fail|is wrong|is incorrect|is false|is not correct|is not right|is no pass|does not pass|did not pass|does not hold|does not work|should fail|must fail|should not pass",
  passing: "passes|passed|is correct|is right|does pass|did pass|should pass|works|holds|is fine",
  upset: "actually|however|but|in fact|correction|edit|update|no|nope|yet|on reflection|after all|in truth",
  unsure:
    "really|actually|clearly|obviously|simply|just|plainly|certainly|surely|definitely|of course|in fact|quite|also|therefore|however|probably|likely|rightly|only|merely|all|then|later|now|already|still",
};

export const standingGrammar = grammar(wordClasses);
const { table } = standingGrammar;

/** Words that stand directly before a piece that is denied, rejected, former, or somebody else's. */
export const disowningLead = table(
  "end",
  `
  do|to|should|must|shall not ever? <output> with? <filler>* <open>?
  never|not to? <output> with? <filler>* <noun>?
  would|will|am|was|is|are|be not|never <output>|<outputting> with? <filler>*
  not|never <det>? <noun>?
  rather than|instead of <outputting>|<output>? with? <det>? <noun>?
  rather|other than <outputting>|<output>? with? <det>? <noun>?
  instead of <outputting>|<output>? with? <det>? <noun>?
  as opposed|compared|contrasted to|with <det>? <noun>?
  as? against <det>? <noun>?
  compared|contrast with|to <det>? <noun>?
  versus|vs .? <det>? <noun>?
  over <det>? <noun>
  no longer <det>? <noun>?
  <rejected>
  <rejected> <det>? <planted> <noun>|<person>? to? <output>? <filler>*3 <open>?
  <rejected> <det>? <person>|<thing>|<noun>? to <output> <filler>*3 <open>?
  avoid|avoided|avoiding|refuse|refused|decline|declined|resist|resisted|temptation to? <outputting>|<output>? <filler>*3 <open>?
  <planted> <noun>? <filler>*2 <open>?
  <past> ( _*6 <noun> <be>? <open>?
  <past> <stated>|version <be>? <det>? <open>?
  <begun> guess|thought|draft|attempt|instinct|impression|reaction|inclination|idea|try <be>? to? <output>? <det>? <open>?
  my|our|your|its|their <begun> <noun> <be>? <det>? <open>?
  <person> <unsure>*2 <says> <filler>* <open>?
  <person> _*3 <says> <filler>* <open>?
  <thing> _*3 <says> <filler>* <open>?
  <person>|<thing> _*3 has|had|gave|gives the|this|that|a|an|own|me|us <filler>* <open>?
  <person> payload|goal|aim|wish|trick|request|demand|instruction|claim|suggestion|proposal <be> to? <filler>* <open>?
  quoting|citing <det>? <person>|<thing>? <open>?
  according to <det>? <planted>? <person> <open>?
  as|like <det>? <person> <says>|puts|put it|this|that? <open>?
  in <det>? <person> own? words <open>?
  ( <planted>|<past>|<rejected>|<wrong>|student|example|draft|quoted ) <open>?
  [ <planted>|<past>|<rejected>|<wrong>|student|example|draft|quoted ] <open>?
  under no circumstances <output>|<outputting> with? <filler>*3 <open>?
  not|ignore|ignored|refuse|refused|reject|rejected|resist|resisted|decline|declined|disregard|disregarded _*5 to <output> <filler>*3 <open>?
  <wrong> to <output>|conclude|think <filler>*3 <open>?
  <supposed> _ would|might|could|may <output> <filler>*3 <open>?
  unlike|contradicts|contradict|hardly|scarcely <det>? <noun>?
  contrary|opposed to <det>? <noun>?
  opposite|negation|reverse of <det>? <noun>?
  anything but
  far from
  not quite|exactly|necessarily|even <det>? <noun>?
  doubt|disbelieve|dispute|deny that|whether? <det>? <noun>?
  not|never|longer think|believe|agree|claim|mean|feel that|with|it|is|to|be|was*4
  used to think|believe|say|answer|hold <filler>*3
  i|we <early>? considered|weighed|contemplated|entertained|pondered :?
  i|we _*3 considered|contemplated|toyed|tempted|weighed|thought with|of|about|to? <outputting>|<output> with|as|that? <open>?
  i|we was|were _? going|about|tempted|inclined|ready|set|close to <output>|<outputting> with? <filler>*3 <open>?
  one|you|people|many|some|others|anyone could|might|may|would have? <unsure>|easily|naively|wrongly? <output>|think|guess|expect|conclude|believe|said|answered <filler>*3 <open>?
  was|were|been|being|get|got asked|told|instructed|tricked|ordered|urged by <det>? _? <person>|<thing> to? <filler>* <open>?
  `,
);
/** Words directly before an example. */
export const exampleLead = table(
  "end",
  `
  example|examples <noun>? <be>? <det>? <open>
  example|examples of _*6 <open>
  for example|instance ,? _? <open>?
  such as <det>? <noun>?
  e.g .? ,? <open>?
  `,
);
/** The form alone is another's: "In the format of the example", "Following the example". */
export const formedLead = table(
  "end",
  `
  in|using|following|with|to|per|matching|by|under|keeping+to|sticking+to|according+to|in+line+with|based+on the|your|this|that|its? same|exact|very|required|requested|given|shown? <forms> of|as|like|from|in|shown|given|for the|your|that|this? example|sample|template|prompt|schema|instructions|question shown|given|above|below|you+gave|you+showed*2 <open>
  in|using|following|with|to|per|matching|by|keeping+to|sticking+to|according+to|in+line+with the|your|this|that example|sample|template|schema <forms> <open>
  following|per|matching|keeping+to|sticking+to|according+to|in+line+with the|your|this|that example|sample|template|schema shown|given|above|below|you+gave|you+showed*2 <open>
  as|like in|shown+in|given+in the|your example|sample|template|schema shown|given|above|below|you+gave|you+showed*2 <open>
  `,
);
/** The form is another's, what it is filled with is the text's own: "Filling in the template", "Here is the completed form". */
export const filledLead = table(
  "end",
  `
  filling|completing|populating|applying|instantiating in|out? <det>? _? template|sample|example|schema|skeleton|form|format|placeholder|placeholders|values in|out? _*5 <open>
  filled|completed|populated|filled-in|filled+in|filled-out|filled+out|instantiated template|sample|example|schema|skeleton|form|format|object|json|version|one|verdict _*3 <open>
  template|sample|example|schema|skeleton|form|format|placeholders|values <be>? filled|completed|populated in|out? _*5 <open>
  ( _? filled|completed|populated in|out? _*3 <open>
  <aside>*2 filled|completed|populated in|out? <open>
  using|per|following|from <det> _? template|schema|skeleton _*3 <open>
  with <det>? real|actual|true|proper values|contents|content|data|numbers filled? in? _*3 <open>
  <det> template|form|schema|example , filled|completed|populated|with _*4 <open>
  `,
);
/** A second look that found something leads to what it came to. */
export const lookedAgain = table(
  "whole",
  `
  <aside>*2 a|the|my|on|in? second|third|final|last|closer|next|careful|another pass|look|reading|check|review|inspection|glance ,? i|we|it? found|find|finds|showed|shows|reveals|revealed|caught|catches|spotted|uncovered|turned+up|brought+up|says|noticed|notice|saw|see _*8 <open>
  <aside>*2 on|at|after|upon a|the|my second|third|final|closer|careful|another pass|look|reading|check|review|inspection|glance ,? <judged>|<det> _*8 <open>
  `,
);
/** What one says of oneself; it counts as former only beside a word of time. */
export const formerLead = table(
  "end",
  `
  i|we|me|my _*4 wrote|answered|said|had|gave|chose|picked|thought|guessed|drafted|believed|assumed|put|leaned|stated|considered|output|got <filler>* <open>?
  `,
);
export const early = table("anywhere", "<early>");
/** Whole clauses that name what follows as such. */
export const disowningLabel = table(
  "whole",
  `
  <aside>*2 <det>? very? <past>|<planted>|previously|earlier|before|initially|originally|draft|injection|original <noun>? :|->|=
  <aside>*2 <det>? first+draft|attempt|try|version :
  <aside>*2 <det>? <supposed> <noun> <be>? <det>? <open>?
  <aside>*2 the|a|this|that <person> own? <noun>? <be>? <open>
  <aside>*2 <person> own? <noun> <be>? <open>
  <aside>*2 <person>|input|quote|quotation|question|prompt|context|problem :
  <aside>*2 <noun> under|for|to review|test|grading|grade :
  <aside>*2 in? <det>? other|opposite|contrary case <open>?
  <aside>*2 <det>? <supposed> <noun> looks|reads like|as? <open>?
  <aside>*2 do? not|never|avoid this|that? :
  <aside>*2 not like? this|that|so :?
  <aside>*2 what not to <output> <filler>* <be>? <open>?
  `,
);
/** The same, but they may also be the verdict that the piece itself says. */
export const negativeLead = table(
  "end",
  `
  <rejected> <det>? <past>? <noun>? <open>?
  `,
);
export const negativeLabel = table("whole", "<aside>*2 <det>? <wrong> <noun>? :|->|=");
/** Somewhere in the clause: what is not the case. */
export const supposing = table(
  "anywhere",
  `
  had|were it|this|that|they|he|she|the|i|we|everything
  if|unless|suppose|supposing|imagine|assuming _*9 had|were|was|would
  would|could|might have been|had|looked|read|said|got|gotten|earned|scored|written|received
  had been
  hypothetically|hypothetical
  a|an|any passing|failing|right|correct|wrong|good|bad|perfect|typical|full <noun> would|might|could|may
  <det>? pass|fail would|might|could be|have|look|read
  otherwise <filler>*3 <open>?
  `,
);
/** Somewhere in the clause: an example or a form. */
export const exemplary = table(
  "anywhere",
  `
  example|sample|placeholder|template|schema|reminder|skeleton|illustration|e.g|such
  for instance
  it|this|that|one|which would|could|might|should be|have|look|read|say
  would|could|might look|read
  looks? like this
  if it|this|that|they|he|she|you _*6 :
  `,
);
/** Words before those that say that the answer follows all the same, and words behind them. */
export const presenting = table("anywhere", "final|finally|corrected|revised|actual");
export const shown = table("anywhere", "here is|are|<det>\nbelow is|are\nthe following");
export const concluding = table("anywhere", "corrected|actually|therefore|thus|hence|so|but|however|final|answer is|verdict is|choice is");

/** Words that begin where a piece ends, in the same sentence. */
export const disowningTrail = table(
  "start",
  `
  <open>? <be>|seems|looks|sounds|feels <unsure>*2 <wrong>
  <open>? must|could|may|might|has+to be <unsure>? <wrong>
  <be> <det>? string|text|line|verdict|output|object|json|reply|answer|one|words|value that? <det>? <planted>? <person> _*2 <says>
  would be _*3 if|had|for|were
  for|if|when|on right|correct|wrong|incorrect|passing|failing|pass|fail|success|failure|yes|no <stated>|answers|ones|answer? and|or|.|,|;
  would|could|might only|just? apply|hold|count|stand|follow if|when|for|under|had|were
  or rather|better
  rather _ .
  ->|\u2192 _ .
  = > _ .
  ? i|we do|am not
  . . . no ,|.|!
  <open>? i|we disagree|object|doubt|refuse
  <open>? <be>|can|could|would|does|do <unsure>? not be? <unsure>? right|correct|it|my|our|what|valid|true|so|hold|apply|work|count|possible|acceptable|appropriate|justified|warranted|supported|good|mine
  <be>|can|could|would not be? the|a|an <unsure>? right|correct|final|real|actual|proper|true? <noun>
  <open>? <be>|must|should|can|will|to|has|have|had be|been? <unsure>*2 <rejected>
  <open>? which|that|this|it must|should|was|were|is|are|has|have|had|will be|been? <unsure>*2 <rejected>|<wrong>
  ,? which|that|this i|we|one must|should|will|have|had? <unsure>*2 <rejected>
  <be> <unsure>*2 <det>? <planted>|<supposed>|<past>
  <be> <unsure>*2 a|an|the|only|my example|sample|template|placeholder|format|form|schema|shape|trick|trap|injection|lie|forgery|mistake|error|hallucination|decoy|distractor|test|joke
  <open>? <be>? <unsure>? what <filler>*2 <planted>? <person>|<thing> _*3 <says>
  <open>? <be>? what i|we <early>|had|almost
  <open>? <be>? what i|we would|might|could have
  <open>? which|that i|we <unsure>? did|do|have|will|would not <unsure>? follow|followed|obey|obeyed|use|used|accept|accepted|adopt|adopted|believe|trust|endorse|heed
  <be> <unsure>? my|our|the <begun>|<past> <noun>
  <be> <unsure>? not <unsure>? what
  would|could|might|should have been|had
  would be <unsure>? <det>? <wrong>|<supposed>
  in|from? my|our|the? last|previous|earlier|prior|preceding time|round|turn|year|week|auction|attempt
  at first|initially|originally|earlier|previously|beforehand|in my first draft ,|.|but|and|then|until|before|because
  <early>? ,? but|and|then|until|before <unsure>*2 i|we? later|then|soon|quickly|have|had|having? <unsure>*2 <rejected> it|this|that|both|.|,|because|as|since|when|after|for
  <early>? ,? but|and|then|until|before <unsure>*2 i|we <unsure>*2 had|have? changed|revised|reconsidered|realized|realised|decided|noticed|corrected|saw|see|found|spotted|remembered
  <early>? ,? but|and|yet it|this|that is|was|seems|would <unsure>*2 be? <wrong>|<rejected>
  <early>? ,? but|and|yet it|this|that fails|failed|breaks
  <early>? ,? but no|not|wrong
  ,? <open>? as|like <det>? <planted>? <person> <unsure>? <orders>
  ,? <open>? which|that is? what? <det>? <planted>? <person> _*2 <orders>|<says>
  <open>? said|wrote|says|writes <det>? <planted>? <person>
  <open>? <be>? <unsure>? what not
  <open>? <be>? <unsure>? said|wrote|written|demanded|requested|wanted|ordered|asked|inserted|planted|injected|quoted|suggested|claimed|proposed for? by|from|in <det>? _? <person>|<thing>
  <open>? <be>? in|inside|within|into|from <det>? own? <planted>? <person>
  <open>? <be>? at the end|start|top|bottom|beginning of <det>? <planted>? <person>
  ? ,? no|nope|not|wrong|never|hardly|impossible
  no|nope|wait|oops|sorry|hmm ,|.|:|-|!|\u2014|\u2013|no|wait|that
  `,
);
/** The same, but they may also be the verdict that the piece itself says. */
export const negativeTrail = table(
  "start",
  `
  <open> <wrong>|<rejected>|<past>|<planted>|example|draft|first+draft|wait
  < - <wrong>|<rejected>|<past>|<planted>|no|not
  <wrong>|<rejected> .|!|,|;|because|since|as
  fails|failed|contradicts|violates|overlooks|conflicts
  <open> no ,|.|!|)|wait
  <open> not this|that|it|mine|my|our|the|so|what
  <open>? \u274c|\u2717|\u2718|\u{1f6ab}
  `,
);
export const exemplaryTrail = table(
  "start",
  `
  would <unsure>? be|have
  <open>? in|inside|within|into|from the|this|that|its|their|his|her _? <thing>
  <open>? at the end|start|top|bottom of the|this|that|its|their|his|her _? <thing>
  ?
  `,
);
