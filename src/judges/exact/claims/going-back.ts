import { standingGrammar } from "../../../util/standing-words.ts";

const { table } = standingGrammar;

/** Words by which a text goes back on its answer, in the sentence of the new value or in one before it. */
export const revising = table(
  "anywhere",
  `
  wait|hold+on|hang+on|oops|whoops|sorry|apologies|apologize|apologise|correction|corrections|correcting|edit|erratum|update
  misread|miscounted|miscalculated|mistook|misapplied|misstated|misunderstood|misremembered|misspoke|mislabeled|miscopied|swapped|forgot|overlooked|dropped|neglected
  my|a|an|the <slip>
  was|is|used the|a? <wrong>
  stand corrected
  replace|substitute _*3 with
  is|was|were off
  revise|revised|revising|retract|withdraw|scratch|strike|disregard
  double-checking|double-check|recheck|rechecking|re-check|re-checking|reread|rereading|re-read|re-reading|recalculate|recalculating|recompute|recomputing|recount|recounting|re-count|re-counting|reexamine|re-examine|re-examining|reconsider|reconsidering|re-evaluate|re-evaluating|rethink|rethinking|redo|redoing|re-doing|recalculated
  on|upon closer|further|second|more|careful? reflection|review|inspection|thought|thoughts|look|check|checking|reading|verifying
  looking|thinking|going|reading|checking|counting|working|look|check again|back|closer|twice
  looking|thinking|going|reading|checking|counting|working it|this|that? through|over|about? _*2 again|over|through
  after _? checking|review|reviewing|reflection|rereading|re-reading
  that|this|it|which|i|we|above|answer|calculation|solution still|also|just|only|wrongly? <lacks>
  that|this|it|which|i|we|above|answer|calculation|solution <did> not|fail|fails|failed to? <lacking>
  switch|switching|actual|actually|instead
  correct myself|that|this|it|my+answer
  no longer
  i now|change|changed|changing
  i am changing|switching
  let me correct|fix|redo|revise
  but _*4 can|could not|never be
  moment|warte|halt|korrektur|berichtigung|doch+nicht|nein|stimmt+nicht|falsch|fehler|entschuldigung|vielmehr
  en+fait|non|pardon|erreur|attendez|attends|faux|correction
  perd\u00f3n|equivoqu\u00e9|correcci\u00f3n|espera|realidad|error|errata|desculpe|corre\u00e7\u00e3o|errei|scusa|correzione|errore
  `,
);
/** Words that may as well go on with an explanation: with them only the end of a text is a new answer. */
export const goingOn = table(
  "anywhere",
  "however|but|although|though|still|nevertheless|nonetheless|that+said|hmm|hm|ah|check|verification|verify|verifying|yet|unfortunately|now|thinking+about",
);
/** Words by which a text stays with its answer. */
export const staying = table(
  "anywhere",
  `
  stand+by|stands|stays|confirm|confirms|confirmed|confirming|verified|consistent|still|unchanged
  checks out
  as before|stated|above|expected|given|required|desired|needed
  as in the _
  same <stated>|value
  matches the|my|our|that|this|what|it|as|.|,|!
  `,
);
/** The same at the start of a sentence. */
export const agreeing = table("start", "yes|correct|right ,|.|!|;|:|it|that|this|and|so|the|i|we");
/** Words by which a sentence says its value in another form, for a part or a case, or says it of others. */
export const otherForm = table(
  "anywhere",
  `
  round|rounds|rounded|rounding|approximate|approximately|about|roughly|nearly|almost|around|equivalent|equivalently|convert|converts|converted|converting|express|expressed|simplify|simplified|simplifies
  in other+words|decimal|percent|cents|dollars|minutes|hours|seconds|meters|feet|words|fraction|radians|degrees
  if|unless|were|would|might|could|may|maybe|perhaps|possibly|some|many|others|other+people|mistakenly|wrongly|commonly|common|typical|typically|tempting|pitfall
  ?
  `,
);
export const negating = table("anywhere", "not|never _");
export const inAnotherCase = table("start", "with|without|suppose|supposing|assuming|had\nin that|this|which case");
/** What an answer lacks, without another one. */
export const lacking = table(
  "start",
  `
  but|however|unfortunately|wait|still|,*4 that|this|it|the+above|my|the <answers>|calculation|solution|value*2 still|also|just|only|wrongly? <lacks>
  but|however|unfortunately|wait|still|,*4 that|this|it|the+above|my|the <answers>|calculation|solution|value*2 <did> not <lacking>
  but|however|unfortunately|wait|still|,*4 that|this|it|the+above|my|the <answers>|calculation|solution|value*2 fail|fails|failed to <lacking>
  `,
);
