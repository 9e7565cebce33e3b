/** Words that may stand before a number that is itself what a sentence speaks of. */
const alone =
  /^[\s*_>(-]{0,6}(?:(?:but|so|and|well|hmm|no|now|then|however|here|clearly|thus|hence|yet|the\s(?:value|number|guess|candidate|figure)(?:\sof)?|a\svalue\sof|choosing|taking|trying|guessing|using)[,\s]{1,2}){0,3}[*_$€£(]{0,4}[-+]?[$€£]?\d[\d.,/]*$/i;
const misses = String.raw`(?:(?:over|under)(?:shoots?|shot|estimates?|states?|counts?)|exceeds?|surpass(?:es)?|misses|violates?|contradicts?|falls?\s(?:\w{3,5}\s)?short|goes\s(?:too\sfar|over)|leaves?\sa\sremainder|(?:won['’]t|will\snot)\s(?:do|work|fit|be))`;
const judged = String.raw`(?:is|are|was|were|seems?|looks?|would\sbe|must\sbe)\s(?:\p{L}{2,12}ly\s|far\s|way\s|much\s|just\s|still\s|a\sbit\s|an?\s){0,2}(?:(?:over|under)(?:estimate|count|shoot)|(?:larg|small|bigg|great|high|low)er\sthan|(?:more|less|fewer)\sthan|too\s\p{L}+|off|unreasonable|absurd|inadmissible|unattainable|unreachable|nonsense|invalid|impossible|out\sof\s(?:range|bounds|reach|the\squestion)|not\s(?:possible|allowed|enough|reached|it))`;
const missed = new RegExp(String.raw`^[*_$)%]{0,4}(?:\s\p{L}{2,12}){0,2}?\s(?:${misses}|${judged})(?!\p{L})`, "iu");
/** What nobody should believe: "The rumor that it's 18 is unfounded." */
const rumor = /\b(?:rumou?r|claim|idea|notion|belief|assertion|suggestion|assumption|theory|statement|myth)\s(?:that|of)\s[^.;]{0,100}$/i;
const unfounded =
  /^[*_$)%]{0,4}(?:\s\p{L}{2,12}){0,2}?\s(?:is|was|has\sbeen)\s(?:\p{L}{2,12}\s)?(?:unfounded|baseless|untenable|absurd|far-fetched|debunked|unsupported|unjustified|false|wrong|incorrect|untrue|mistaken|nonsense|refuted|a\s(?:lie|hoax|myth|mistake))\b/iu;

/** What it was taken for once: "18 was my initial estimate." */
const former =
  /^[*_$)%]{0,4}(?:\s\p{L}{2,12}){0,2}?\s(?:was|were|had\sbeen)\s(?:only\s|just\s)?(?:my|our|the|an?|his|her|their)\s(?:\p{L}{2,12}\s)?(?:initial|first|original|earlier|previous|old|former|preliminary|rough|tentative)\s(?:estimate|guess|answer|count|result|total|value|attempt|calculation|figure)\b/iu;

/** Whether a sentence finds that its number is not what was looked for: "18 overshoots.", "18 is larger than the total." `only` where no other number stands before it. */
export function missesNumber(upTo: string, after: string, only: boolean): boolean {
  return (alone.test(upTo) && (missed.test(after) || (only && former.test(after)))) || (rumor.test(upTo) && unfounded.test(after));
}
