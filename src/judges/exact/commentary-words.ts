const dash = String.raw`\s?—\s?|\s[–-]\s`;
const subordinators =
  "whereas|while|whilst|although|though|even though|even if|albeit|since|because|given that|seeing that|considering(?: that)?|despite the fact that|in spite of the fact that";
/** Where a value may end and a clause begin; "and" and "so" only behind a comma. */
export const joint = new RegExp(
  String.raw`(?<gap>,\s|;\s|\s\(|${dash}|\s(?=(?:${subordinators})\b))(?:(?:and|but)\s(?=(?:${subordinators})\b))?` +
    String.raw`(?:(?<sub>${subordinators}|compared (?:to|with) which)\s|(?<coord>and|but|yet)\s)?`,
  "giu",
);
/** Words by which a clause goes back on the answer, or says another one beside it. */
export const correcting =
  /^\W{0,4}no\b|\b(?:actually|nope|wait|oops|whoops|sorry|correct(?:ion|ed|ing)?|i (?:mean|meant|misread|forgot)|mistake\w*|misread|instead|scratch that|revis\w+|reconsider\w*|should (?:be|have been|read|say)|must be|has to be|(?:the|my) (?:\w+ )?answer|on (?:second thought|reflection)|(?:also|equally|just as) (?:be )?(?:\w+ )?(?:possible|correct|right|acceptable|valid|fine|good|plausible|defensible|works?)|(?:is|are|seems?|looks?) (?:also )?(?:possible|correct|right|acceptable|valid|plausible|closer|reject\w*|discard\w*|exclud\w*|extraneous|eliminated)|better|(?:more|most) (?:\w+ly|accurate|appropriate|precise|fitting|suitable|likely|convincing|complete|correct|plausible|exact|compelling|logical)|(?:could|may|might|can) (?:also |well |just as well |equally )*(?:be|work|hold|read|count)|make that|or rather|in fact)\b|[?]/i;
/** Words by which a clause comes to a value, from the one before it or in its place. */
export const concluding =
  /^\W{0,4}(?:so|thus|hence|therefore|then|i\.?e\.?|that is|that['’]s|that means|meaning|which|giving|making|leaving|yielding|or|not|rather|in other words|namely|equivalently|approximately|about|roughly|≈|=)(?![\p{L}])|\b(?:so|thus|hence|therefore|in total|altogether|in all|which (?:makes|gives|leaves|means|is))\b|→|⇒/iu;
/** A subject that may stand for the answer itself. */
export const ofAnswer =
  /^\W{0,4}(?:it(?!\sused\sto\b)|this|that|these|those|they|there(?!\s(?:was|were|used)\b)|he|she|we|you|i|here|with|without|after|before|if|when|in|once|as|since|because|for|at|on|by|to|from|(?:my|our) own|my|including|adding|counting|(?:the|my|our|its|his|her|a) (?:(?:correct|right|real|true|actual|final|exact|full|whole|overall|grand|new|net|combined|expected|required|desired|resulting|remaining) )*(?:total|answer|result|sum|value|solution|number|amount|count|figure|option|choice|one|remainder|difference|product|quotient|expression|simplified))\b/i;
const verb =
  /\b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|can|cannot|could|will|would|should|may|might|must|costs?|pays?|paid|charges?|covers?|needs?|takes?|took|comes?|came|goes|went|thinks?|thought|holds?|held|contains?|equals?|makes?|made|gives?|gave|lives?|stands?|stood|lies|lay|ranks?|measures?|weighs?|runs?|ran|leaves?|left|arrives?|starts?|begins?|began|describes?|refers?|means?|meant|belongs?|says?|said|saves?|earns?|gets?|got|sells?|sold|buys?|bought|wins?|won|loses?|lost|remains?|drops?|rises?|rose|falls?|fell|turns?|sits?|sat|follows?|appears?|becomes?|became|happens?|occurs?|travels?|marks?|names?|denotes?|represents?|stays?|keeps?|kept|sounds?|looks?|seems?|feels?|fits?|works?|serves?|lasts?|reaches|shows?|tells?|told|uses?|owns?|eats?|ate|drinks?|drank|walks?|drives?|drove|flies|flew|opens?|closes?|ends?|\p{L}{2,}ed|\p{L}+n['’]t)\b/iu;
/** "Tax brings other items to $9". */
const does = /^\W{0,3}\p{Lu}?\p{L}+\s\p{Ll}{3,}(?<!s)s\s(?:the|an?|its|their|to|by|for|in|with|about|only|from|through|other|up)\s/u;
/** "The other pipe fills". */
const thirdPerson = /^\W{0,3}(?:the|an?|this|that|another|each|every)\s(?:[\p{L}'’-]+\s){1,3}\p{Ll}{2,}(?<!s)s\s/iu;
/** Words that begin a sentence about something beside the answer before it. */
export const turning =
  /^[\s*_>(]{0,6}(?:however|also|meanwhile|by contrast|in contrast|by comparison|in comparison|for (?:comparison|reference|context|completeness)|on the other hand|note(?: that|:| also that)|nb:?|p\.?s\.?:?|remember that|keep in mind that|bear in mind that|as a side note|side note:?|why\? because|explanation:|reason:|reasoning:|because|remark:|notably|similarly|likewise|additionally|in addition|furthermore|moreover|besides|incidentally|interestingly|historically|of course|fun fact:?|by the way|conversely|elsewhere|today|nowadays|previously|formerly|originally|traditionally)[*_]{0,3}[:,]?[*_]{0,3}\s+/i;

/** Whether words are a clause of three words at least with a verb of its own. */
export function hasVerb(said: string): boolean {
  return (said.match(/[\p{L}\p{N}$€£%'’.-]+/gu) ?? []).length > 2 && (verb.test(said) || thirdPerson.test(said) || does.test(said));
}
