import { standingGrammar } from "../../../util/standing-words.ts";

const { table } = standingGrammar;

/** Words behind a value by which it is chosen. */
export const affirmingBehind = table(
  "start",
  `
  <open>? <be>|seems|looks|must+be|has+to+be <unsure>*3 <det>? only? best|correct|right|closest|nearest|true|answer|one|most|clearest|option|choice
  <open>? <unsure>? matches|fits|works|satisfies|holds|wins|describes|corresponds|agrees|captures|explains
  `,
);

/** Words of a sentence before a value that deny it. */
export const denyingBefore = table(
  "end",
  `
  not|never|hardly|scarcely|nor|neither|\u2260 <det>? <unsure>*2 <noun>|option|choice|number?
  not|never|hardly|scarcely <unsure>? be|been|equal|say|think|choose|pick|mean|answer|believe <filler>*3
  not|never <unsure>? think|believe|say|mean|claim that? it|this|that|<det> <stated>? <be> <det>?
  not|never <unsure>? the? case|true|correct|right|so|possible that it|this|that|<det>? <stated>? <be>? <det>?
  not|never <unsure>? sure|certain|clear|convinced|obvious|known that|if|whether|about? it|this|that|<det>? <stated>? <be>? <det>?
  no longer <det>? <noun>?
  not|never even|just|only|about|roughly|approximately|exactly|nearly|in|on|at|by|around|during <det>?
  not|never :|=
  false|untrue|impossible|incorrect|wrong that it|this|that|<det>? _? <stated>? <be>? <det>?
  no way that? it|this|that|<det>? <stated>? <be>? <det>?
  `,
);

/**
 * Words of a sentence before a value and behind it by which it is not the writer's answer, for values of every kind. The classes are those
 * by which objects are denied, corrected and ascribed to others.
 */
export const disowningBefore = table(
  "end",
  `
  used to _ <det>?
  half|twice|double|triple|thrice|quarter|third|tenth of? <det>? <answers> <be>|:
  <rival>|model|expert|response|option|assistant _ <begun>? <answers> <be>|:
  <rival>|<they> asked|asks : <answers>? :?
  example ,? reads|says|shows|: <answers>? :?
  for example|instance ,? <answers>? :
  <answers> <was>|had <once>|been
  <answers> used to be
  <answers> of|by|from|to <det>? <rival>|<another>+<question> <be>
  <answers> that? <was>? given|proposed|submitted|claimed|provided|offered by <det>? _ <be>
  for|to|in|of <det>? <another> <question> ,? <det>? <answers> <be>
  <common> mistake <answers> <be>|:
  <det>? other|opposite|intuitive|closest|nearest <answers> <be>|:
  tempting|tempted|easy|inclined|wrong|incorrect|mistake|natural to just? <chooses>|<claims>|conclude that? <det>? <answers> <be>
  \u2717|\u2718|\u274c|\u2716|\u{1f6ab}
  none|neither|nor|not of? <det>? options|choices|answers|these|them|statements? ,? a|b|c|d|e|f|g|h|i|j|,|and|or|nor|even|not*9
  doubt|doubts|doubtful|unlikely|whether|deny|dispute|disbelieve that|if? it|this|that|<det>? <stated>? <be>? <det>?
  <rejecting> <det>? <noun>|option|choice|value|possibility|root|candidate?
  can|could|must|to rule|ruled|cross|crossed out <det>? <noun>|option|choice?
  rather|other than <det>? <noun>|option?
  instead of <det>? <noun>|option?
  as opposed to <det>? <noun>|option?
  unlike|besides <det>? <noun>|option?
  anything|everything|anyone|everyone|all|any|anywhere|nothing of? them|these|those? but|except|besides for? <det>? <noun>|option?
  all|any|every|each|none option|options|answer|answers|choice|choices|one but|except|besides for? <det>? <noun>|option?
  except|excluding|barring for? <det>? <noun>|option?
  far|away|different|differs|apart from <det>? <noun>?
  opposite|converse|inverse|negation|reverse|contrary of|to? <det>? <noun>? <be>?
  nobody|noone|none|no+one <filler>? <claims>|<chooses> <filler>*3
  <rival> <unsure>*2 <claims>|<chooses> <filler>*3 <stated>? <be>? <det>? <open>?
  <rival> who|that|of _*3 <claims> <filler>*3 <stated>? <be>? <det>? <open>?
  according to <det>? _*2 , it|this|that|<det>? <stated>? <be>
  <rival> <stated> <be>|: <det>? <filler>?
  it|that|which|this <was> <unsure>*2 <once> <det>? <noun>?
  <wrong>|<worst>|<rivaling> <answers>|options|option|one|value|number|total|approach? <be>|would+be|: to? <filler>*3
  <common> <wrong>? <stated>|mistake|error|slip|misconception|trap|pitfall|distractor|choice <be>|would+be|: to? <chooses>? <filler>*3
  <wrong>|<rivaling>|<common>|naive approach|method|way|reasoning|calculation|formula|interpretation|reading|mistake|error|slip|trap yields|gives|gave|produces|leads|results to|in? <filler>*3
  mistake|error|trap|distractor|distracter|decoy|misconception|pitfall|red+herring|temptation|temptations <be>|would+be|: to? <chooses>? <filler>*3
  tempting|tempted|easy|inclined|wrong|incorrect|mistake|natural to just? <chooses>|<claims>|answer <filler>*3
  <they> might|may|could|would|can <unsure>*2 be? tempted|inclined? to? <chooses>|<claims>|answer|argue|get|expect|assume|suppose <filler>*3 <stated>? <be>? <det>?
  <they> might|may|could|would|will <unsure>|mistakenly|wrongly|incorrectly|often? write|writes|box|get|obtain|calculate <filler>*2
  <they> <they>? will answer <filler>*3
  <they> <they>? <unsure>*2 will? <chooses>|<claims> <filler>*3 <stated>? <be>? <det>?
  i|we <early> <unsure>? <claimed>|chose|picked|selected|answered|guessed|got|had <filler>*3 <stated>? <be>? <det>?
  i|we used to <claims>|<chooses> <filler>*3 <stated>? <be>? <det>?
  <early> , i|we <claimed>|chose|picked|selected|answered|guessed|got|had <filler>*3 <stated>? <be>? <det>?
  i|we <unsure>*2 had|have|would? <believed> that? it|this|that|there|they|he|she <was> <filler>*3 around|about|at?
  i|we <unsure>*2 had|have|would? <believed> that? <det>|my|our _*5 <was> <filler>*3 around|about|at?
  i|we <unsure>*2 had|have|would? <believed> it|this|that|them to be|have+been <filler>*3
  i|we <unsure>*2 would|might|could have <unsure>? <claims>|chosen|picked|selected|gone+with|opted+for|put|bet <filler>*3 <stated>? <be>? <det>?
  i|we wanted|hoped|had+wanted|had+hoped to <chooses> <filler>*3
  my|our <begun>|<past>|second|third <stated>|pick|option <be>|would+be|: <filler>?
  i|we <unsure>? could|can not|never <claims>|<chooses> <filler>*3
  suppose|supposing|imagine|assume|assuming|pretend that? it|this|that|<det> <stated>? <be> <det>?
  one|two|some|any of the|these|those|them|its _*2 <be>
  first|second|third|other|latter|former|one statement|statements|claim|part|sentence|premise|half <be>
  prefer|preferred|choose|chose|pick|take|took option? _ to|over option?
  <det>? textbook|book|calculator|answer+key|solutions+manual gives|gave|shows|showed|lists|has|displays|displayed
  i|we used to think|believe|say|answer|choose|pick <filler>*3
  i|we <early> chose|picked|selected|answered|guessed|thought|believed|had|got <filler>*3 <stated>? <be>? <det>?
  see|cf in|also? <det>? <numbered>? (?
  by|from|in|on|at|per|to|see|using <det>? <numbered> no? .? (?
  `,
);
/** The same where they are all that stands before a value. */
export const disowningLabel = table(
  "whole",
  `
  <aside>*2 <rival> _? : <det>? <answers>? <be>?
  <det>? <wrong>|<past>|<begun>|<rivaling>|<rejected>|<rival> <stated>|option|choice|guess|value|number|total|price|result|one|version|capital|name|pick? :|=|-|\u2192
  not <det>? <stated>|option|choice? :|=|-
  distractor|trap|misconception|myth|excluded|eliminated|before|previously|formerly|originally|student|expected|reference|hint|example :|=
  expected|wanted _*6 got|received|actual|was :?
  _*5 before|without|excluding|pre <det>? <modified> :|=|<be>
  <det>? <past>|former|original|initial _*3 <was>|<be> <det>? <unsure>*2
  <det>? second|third|next largest|biggest|best|highest|smallest|tallest|longest|most _*3 <was>|<be> <det>? <unsure>*2
  `,
);
/** How a text turns to an option, or a thing of its kind, which it may go on to choose. */
export const turnedTo = table(
  "whole",
  `
  now|next|then ,? <numbered>|option|options|choice ,? :?
  looking|turning|moving|coming|back|on at|to|on <det>? option|options|choice|choices|list? ,? option?
  let me|us <unsure>? consider|check|look|examine|evaluate|take|try|test|analyze|analyse at? option|choice?
  consider|considering|check|checking|look|looking|examine|evaluating|regarding|testing at? option|choice?
  what about option?
  in|for|with|regarding option|choice|answer
  as for option?
  `,
);
/** A clause by which somebody says a value, and who speaks for the writer. */
export const claimedBefore = table("whole", "_ <unsure>*2 <asserts> <filler>*3 <stated>? <be>? <det>? <open>?");
export const ownSpeaker = table(
  "start",
  "i|we|it|this|that|which|equation|rule|formula|law|theorem|logic|evidence|analysis|calculation|arithmetic|math|problem|so|thus|therefore|hence",
);
/** Who got a value that stands alone. */
export const gotBefore = table("whole", "<det>? <rival> <unsure>*2 got|found|obtained|gets|computed|came+up+with");
/** Words by which a sentence before a value tells of what was, or of what is not so, unless it comes back to what is. */
export const formerBefore = table(
  "anywhere",
  "originally|initially|formerly|previously|earlier|yesterday\nat first|the+start|the+outset|the+beginning\nto begin|start with\nbefore <det> _",
);
export const turningBefore = table(
  "anywhere",
  "but|so|;|now|later|then|finally|still|thus|hence|therefore|leaving|leaves|left|remain|remains|after|however|yet",
);
export const supposedBefore = table(
  "anywhere",
  `
  if|unless _* _* had|were|was|did|asked|doubled|instead _* _* would|might|could
  suppose|supposing|assuming|imagine|had|were|without _* _* would|might|could
  in|under that|this|such|which|other|different a? case|cases|assumption|assumptions|circumstances|scenario _*6 would|might|could
  might|may|could have? <unsure>? be|been|equal
  maybe|perhaps|possibly|conceivably
  `,
);
export const disowningBehind = table(
  "start",
  `
  <open>? <be>|seems|looks|sounds|appears|feels|can|could|would|must|may|might <unsure>*3 be|to+be? <wrong>|<rejected>|<worse>
  <open>? <be>|seems|looks|can|could|does|do|did|would|must|should not <unsure>? be|been|seem|look|hold|work|apply|fit|satisfy|match|the|my|an|a|right|correct|true|it|so|possible|plausible|valid|answer|enough
  <open>? <be> <unsure>*3 <det>? <common>? <rivaling>|<wrong>|trap|distractor|decoy|mistake|error|misconception|myth|temptation|tempting
  <open>? <be> <unsure>*3 <det>? only|just|merely? one|a|an <filler>? option|options|possibility|candidate|guess|choice
  <open>? <be> <unsure>*3 <det>? only? partially|partly|half|almost|nearly|mostly|not right|correct|true
  <open>? <be> <unsure>*3 <det>? opposite|converse|inverse|negation|reverse
  <open>? <be> <unsure>? less|worse|further|weaker|lower|poorer _? than
  <open>? <be> <unsure>? closer|better|more _*4 than _*3 , but|yet|though
  <open>? <be> <unsure>? plausible|tempting|possible|close|likely|attractive|right|correct , but|yet|though
  <open>? <be>|seems|looks|sounds <unsure>*3 plausible|tempting|possible|likely|reasonable|attractive .|,|at|but
  <open>? looks|seems|sounds|appears|is _*3 ,? but|yet|though it|that|ignores|overlooks|misses|neglects|really|actually|not|wrong|in
  <open>? at first glance|sight|look
  <open>? may|might|could <unsure>? be <unsure>? right|correct|true|possible|the|it|plausible
  <open>? _*3 ,? but|yet|which|though|however it|this|that? <be>|seems <unsure>*2 be? <wrong>|<rejected>
  until|till _ .
  <open>? fails|failed|contradicts|violates|overlooks|ignores|neglects|lacks|misses|omits|forgets|conflicts|overstates
  <open>? does|do|did|is|was not|nothing
  <open>? <rejected>|wrong|incorrect|false|mistaken|invalid .|,|;|:|!|because|since|as|)
  <open>? \u274c|\u2717|\u2718|\u2716|\u{1f6ab}
  <open>? <be> my|the second|third|last|backup|next choice|guess|option|pick
  <open>? used to|be
  <open>? is|was no longer
  <open>? in <det> old|previous|former|first|earlier _
  <open>? yesterday|earlier|once|originally|initially|formerly|previously|then|before .|,|but
  at first|the+start|the+beginning|the+time .|,|but
  ? ,? no|nope|not|wrong|never|hardly|impossible|i
  would <unsure>? be|have|fit|work _*9 if|unless|were|had
  `,
);
/** What makes of an answer one for a case, which counts where no answer without a case is given. */
export const conditional = table(
  "anywhere",
  "if|unless|suppose|supposing|assuming|imagine|were|had|otherwise|when|whenever|would\ninterpreting|interpreted|reading|read|treating _ _*3 as\ninterpreting|reading _\nunder this|that|the+first|the+second|the+other assumption|interpretation|reading\nin case|that+case|this+case|which+case\nprovided|as+long+as\ninstead of",
);
/** What another answer is said for, "for a negative sign the answer is A instead". */
export const varied = table("start", "for|with|without|in|under|using|given|by|on|at|from");
/** Whose answer may be another's, or a former one, where the text has one of its own. */
export const perhapsOthers = table(
  "end",
  `
  her|his|their|your <begun>? <answers> <be>|:
  expected|reference|previous|former|earlier|prior|old|initial|original|first|preliminary|tentative|provisional|draft <wrong>? <answers> <be>|:
  `,
);
export const wouldBefore = table("end", "would|might|could have? be|been <det>?");
/** A place in the order of somebody's choices: "Choice 2: B". */
export const ranking = table("whole", "choice|option 1|2|3|4|5|6|7|8|9 :|-|.|)");
/** What is said of a value that would be right in another case. */
export const suppositionBehind = table("start", "would|might|could|may <unsure>? have? be|been|fit|work|hold");
/** The same answer in another form is the answer. */
export const reformed = table(
  "anywhere",
  "round|rounded|rounding|simplify|simplified|express|expressed|write|written|convert|converted|reduce|reduced|combine|include|included|evaluate|substitute|plug|solve|add|adding|prefer",
);

/** Words that alone stand before a number which is then a limit of what is meant. */
export const limitBefore = table("whole", "before|after|until|till|since|every|pre|post|within|by about?");
/** What was so until something happened; what stands behind a measure of time is a distance from it. */
export const formerBehind = table(
  "start",
  "<open>? _*3 before|until <det>|they|he|she|it|we|i|you|buying|selling|giving|eating|losing|adding|getting|spending|using",
);
/** What makes a verdict one for some cases alone. */
export const conditionBehind = table(
  "start",
  `
  ,? <open>? but? only? if|unless|provided|except|assuming|when|whenever _
  ,? <open>? but? only sometimes|rarely|partly|partially|in|for|at|under|up
  ,? <open>? but? only? sometimes|partly|partially|in+part|in+some+cases|to+some+extent|up+to+a+point|on+occasion
  `,
);
/** The same behind a value with which a sentence begins; behind a mark they may as well be the answer's. */
export const commentingBehind = table(
  "start",
  `
  <open>? <be> <unsure>*3 <det>? <worst>
  says|states|suggests|claims|reads|implies|describes|mentions|concerns that|<det>? _
  `,
);
/** Words behind a numeral by which another number is meant, or a bound. */
export const boundBehind = table(
  "start",
  `
  at most|least
  or more|less|fewer|so|greater|higher|lower
  too many|much|few|little|high|low
  maximum|minimum
  of x|y|n|z|it|the+answer|the+result
  percent|% of <det>|them|those|these|us|it _?
  th place|time|one
  s
  more|less|fewer|faster|slower|later|ago|earlier|late|warmer|colder|hotter|cooler|longer|shorter|taller|older|younger|cheaper|heavier|lighter|below|above .|than|,
  bc|bce|b.c
  `,
);
