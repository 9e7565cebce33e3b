import { standingGrammar } from "./standing-words.ts";

const { table } = standingGrammar;

/** Sentences behind a piece that take it back. */
export const takenBack = table(
  "start",
  `
  scratch|strike|cancel|delete|undo|ignore|disregard|forget|discard|drop|retract|skip my|the|that|this _? <object> <given>? .|,|;|:|!|and|as|because|it|i
  ignore|disregard|forget|discard|scratch what i wrote|said|gave|returned|answered
  the|my|that|this above|preceding|previous|prior|earlier|last|json <object>? <given>? is|was|should|must|can|may|has+to not? be? <unsure>*2 <wrong>|<rejected>|<void>|ignored|disregarded|discarded|dropped
  the|my|that|this _? <object> <given> is|was|should|must|can|may|has+to not? be? <unsure>*2 <wrong>|<rejected>|<void>|ignored|disregarded|discarded|dropped
  my|our <stated>|<object> <given> is|was <unsure>*2 <wrong>|<void>
  the|my|that|this _? <object>|above <given>? is|was not <unsure>? my|our|the|what|meant
  the+above|the+json+above|the+above+json|the+object+above|the+above+object is|was|were <unsure>? only|just|merely|simply|meant+as <det> _? <mock> .|,|;|!|and|not|of
  that|this was only|just|merely|simply? <det> _? <mock> .|,|;|!|and|not
  do|should|must not <unsure>? use|rely+on|trust|count|take|consider|submit|accept|record the|my|that|this above|preceding|previous|earlier? <object>|above|one <given>?
  do|should|must not <unsure>? use|rely+on|trust|count|take|submit|accept|record that|this|it .|,|;|!
  consider|treat|regard the|my|that|this _*3 as? <void>
  the+above|the+json+above|the+object+above|the+verdict+above is|was an|a|the _? <mock> only|alone|merely .|,|;|!
  the+above|the+json+above|the+object+above|the+verdict+above shows|illustrates|demonstrates _*4 , not my|the decision|verdict|judgment|answer
  this|the|my|that verdict|grade|decision|judgment is|was <unsure>? provisional|preliminary|tentative|temporary
  retracted|withdrawn|voided|nope|kidding|joking .|,|!|:|;
  just|only kidding|joking
  psych .|,|!|:|—
  not really|so .|,|!
  not .|!
  i|we spoke|answered|judged|decided|concluded too soon|early|quickly|hastily|fast
  i|we was|were too hasty|quick|fast|rash|generous|lenient|harsh|strict|kind
  let me|us <unsure>? retract|withdraw|undo|cancel|reverse|take+back that|this|it|the|my
  correction <open>|.|!
  corrected|revised|amended|updated <stated>|version|json|object|output is|was|:|should
  corrected|revised|amended|erratum|revision|correcting :|.
  edit|update|edited|updated|fix|fixed|rather : _*3 .
  edit|update|edited|updated|rather : my|the|it <stated>? is|should|was
  amendment <open>
  let me|us <unsure>? correct|fix|revise|change|redo|retry|amend|rephrase that|this|it|my
  please? scratch|strike|cancel|delete|undo|ignore|disregard|forget|discard|drop|retract that|this|it|the+above|above|what+i|my|the+first|the+previous|the+earlier|the+last|the+json|the+object
  i|we must|need+to|have+to|should|want+to? take|took that|it|this|the+above|my back
  i|we must|need+to|have+to|should|want+to? hereby? retract|withdraw|revise|change|reconsider|correct that|this|it|the+above|myself
  i|we must|need+to|have+to|should|want+to? hereby? retract|withdraw|revise|change|reconsider|correct my|the <stated>
  i|we have|am|are? changed|change|changing my|our mind|<stated>
  i|we meant|intended|misread|miscounted|misspoke|mistyped|miscalculated|misjudged|misremembered|erred
  i|we have? made a|an small|silly|careless? mistake|error|typo|slip
  i|we was|were <wrong>
  i|we got|had it|that|this wrong
  i|we stand corrected
  i|we no longer believe|think|hold|endorse|agree|stand
  i|we now|instead <unsure>? choose|pick|answer|say|think|believe|go|prefer|vote|select
  oops|whoops|oh+no
  my mistake|bad|error|apologies
  never mind ,|.|that|the
  nevermind
  sorry|apologies ,|:|-|\u2014|. <aside>*2 that|it|this|i|the+above|my|wrong|no|should|the+correct
  sorry i|that|it|wrong|no
  actually ,? no|not|wrong
  actually ,? i|we was|were|meant|made|misread|take|should|would
  actually ,? it|that|this is|should|must be? <unsure>? _*2 .
  actually ,? it|that|this is|was <wrong>
  actually ,? the|my right|correct|final|real|true? <stated> is|should|must|:
  actually <open>? _ .
  my real|actual|true|corrected|revised|updated|new <stated>
  i|we do not <unsure>? stand|mean|endorse|believe by? that|this|it|the+above
  `,
);
/** Sentences that may do so and may as well come to nothing. */
export const doubted = table(
  "start",
  `
  wait ,|.|-|:|!|\u2014|\u2013|no|that|this|i|actually
  hold|hang on
  hmm|hm|no|oh ,|.|-|\u2014|\u2013|:? no|wait|actually|that|this|it|sorry|scratch|i|my
  on second thought|thoughts
  on|upon further|closer|second|later? reflection|reconsideration|look|inspection|rereading|checking|thought|review
  looking|checking|reading again|closer
  `,
);
/** Sentences that point at a piece and speak against it: nothing new where it says no itself. */
export const pointedAt = table(
  "start",
  `
  <upset> ,|:|.? <unsure>*2 <judged> <unsure>*2 <failing>
  <judged> <unsure>*2 <failing> ,? actually|after+all|though|in+fact .|,|;|!
  after|having|on|upon <unsure>? rereading|re-reading|reading|looking|looked|checking|checked|rechecking|reflection|running|testing|closer|second|another _*4 , <judged> <unsure>*2 <failing>
  <aside>*2 it|that|this|passed|the+verdict|my+verdict|the+grade|the+value|the+field? should|must|ought+to <unsure>*2 be|read|say <unsure>? fail|failed|false|no|wrong|failing .|,|;|!|as|because|since|actually
  <aside>*2 the|my _*2 verdict|grade <be>|: :? <unsure>? fail|failed|false|no|wrong|failing|negative .|,|;|!
  the+above|the+json+above|the+object+above|the+verdict+above is|was what i|we would|might|could have? <output> if|had|were _*9
  mistake|typo : _*9
  sorry|apologies ,|:|-|\u2014|. <aside>*2 the+answer _*9
  actually|however|but|yet ,? this|it|that|the+answer|the+submission <unsure>? deserves|merits|earns|gets|receives a|an fail|zero|failing+grade|f
  however|actually|but|yet , _*9 wrong|incorrect|off|mistaken , so|therefore|hence ,? <judged> <unsure>*2 <failing>
  final decision|verdict|ruling|result|grade|outcome|judgment <be>|:|-|= not+passed|fail|failed|false|no|not+a+pass|failing .|,|;|!|as|because|since
  <open>? passed :|= false .|,|;|!
  korrektur|berichtigung|erratum|correctif|correcci\u00f3n|correzione :|. _*9 .
  <aside>*2 that|this|the+above|the+first|the+previous|above <noun>? <be>|seems|looks <unsure>*2 <wrong>|<rejected> .|,|;|:|!|because|since|as|and|so
  <aside>*2 that|this|the+above|the+first|the+previous|above <noun>? <be>|can|could not be? right|correct|it|true|my|valid
  <aside>*2 that|this|the+above|the+first|the+previous|above <noun>? <be> <unsure>? what <filler>*2 <person>|<thing> _*3 <says>
  <aside>*2 that|this|the+above|the+first|the+previous <noun>? <be> <unsure>? my|our|the <begun>|<past> <noun>
  `,
);
/** Sentences that affirm what a piece denies. */
export const affirmed = table(
  "start",
  `
  <upset> ,|:|.? <unsure>*2 <judged> <unsure>*2 <passing> .|,|;|!|after+all|because|since
  <judged> <unsure>*2 <passing> ,? actually|after+all|in+fact .|,|;|!
  after|having|on|upon <unsure>? rereading|re-reading|reading|looking|looked|checking|checked|rechecking|reflection|running|testing|closer|second|another _*4 , <judged> <unsure>*2 <passing> .|,|;|!
  <aside>*2 it|that|this|passed|the+verdict|my+verdict|the+grade|the+value|the+field? should|must|ought+to <unsure>*2 be|read|say <unsure>? pass|passed|true|yes .|,|;|!|as|because|since|actually
  <aside>*2 the|my _*2 verdict|grade <be>|: :? <unsure>? pass|passed|true|yes|positive .|,|;|!
  `,
);
export const upheld = table(
  "anywhere",
  `
  stands|holds|remains|unchanged|confirmed|confirms|stand+by|stick+with|stick+to|stay+with|keep+it|keep+my|keep+the
  still right|correct|fine|true|the+same|applies
  same <stated>|conclusion
  yes , it is <unsure>*2 right|correct|fine|true
  not change anything|it|my|the|a
  that|this|above|everything|all is|was <unsure>*2 right|correct|fine|ok|okay|good
  as above|before
  `,
);
export const nothingTaken = table(
  "anywhere",
  `
  no|not|none|nothing change|changes|correction|corrections|needed|necessary|required|to
  none|n/a .
  ignore|disregard|discard|forget|drop|delete _*5 below|following|next
  ignore|disregard|discard|forget|drop this : .
  do|should|must not _*5 : .
  if|unless you|it|this
  `,
);
