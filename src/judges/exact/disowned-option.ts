import { splitAfter } from "./split-after.ts";

/** An option's letter, in brackets or in bold or alone. */
const letter = String.raw`[*_"'“]{0,3}\(?(?<![\p{L}\p{N}])(?-i:[A-Z])(?![\p{L}\p{N}'’])(?!(?<=[AI])\s(?!(?:is|was|would|seems|looks|appears|sounds|comes|gets)\b)\p{Ll})\)?`;
const option = String.raw`(?:(?:the\s)?(?:options?|choices?|answers?|letter)\s)?${letter}`;
const choosing =
  "(?:answer|say|choose|chose|pick|select|guess|think|believe|mark|circle|prefer|(?:go|went|going) (?:with|for)|opt(?:ed)? for|fall for)(?:s|ed|ing|d)?";
const others =
  "(?:people|students?|pupils?|test-?takers?|beginners?|novices?|candidates?|readers?|learners?|solvers?|examinees?|guessers?|others|friends?|classmates?|colleagues?|teachers?|roommates?|they|he|she|everyone|everybody|someone|somebody|laypeople|models?)";
const trap =
  "(?:trap|distractor|distracter|red herring|decoy|pitfall|misconception|(?:common|frequent|classic|typical|popular|usual)(?: wrong| incorrect)? (?:mistake|error|answer|choice|slip)|wrong (?:answer|choice|option))";
const wrong =
  "(?:wrong|incorrect|false|mistaken|flawed|not|n['’]t|neglects?|ignores?|overlooks?|misses|forgets?|fails?|omits?|lacks?|contradicts?|violates?)";

/** Clauses that say of an option that it is a trap, wrong, or somebody else's. */
const denied = [
  `\\b${others}\\b(?:(?!\\b(?:is|are|was|should|must)\\b)[^.!?;]){0,40}\\b${choosing}\\s(?:that\\s(?:it|the answer)\\s(?:is|was)\\s)?${option}`,
  `\\b(?:one|you)\\s(?:might|may|could|would|can)\\b[^.!?;]{0,30}\\b${choosing}\\s${option}`,
  `\\b(?:tempt(?:ing|ed)|easy|inclined|a mistake|an error|(?:common|frequent|classic|typical) (?:mistake|error))\\b[^.!?;]{0,20}\\bto\\s(?:just\\s)?${choosing}\\s${option}`,
  `\\b${trap}\\s(?:here\\s)?(?:is|was|would be)\\s(?:to\\s\\w{2,10}\\s)?${option}`,
  `${letter}[*_"'”]{0,3},?\\s(?:is|was|seems|would be)\\s(?:(?:just|only|merely|clearly|simply|a|an|the|most|obvious|common|tempting|deliberate|classic)\\s){0,4}${trap}`,
  `\\b(?:never|not|n['’]t|avoid)\\s(?:ever\\s)?${choosing}\\s${option}`,
  `\\b(?:avoid|reject|dismiss)(?:ed|ing)?\\s${option}`,
  `\\b(?:choosing|picking|selecting|answering)\\s${option}\\s(?:is|would be)\\s(?:a mistake|an error|wrong|incorrect)`,
  `${letter}[*_"'”]{0,3}\\s(?:is|comes|seems|looks|gets)\\s(?:the\\s|very\\s)?(?:close(?:st)?|near(?:est)?|almost right|nearly right)\\b[^.!?;]{0,12},?\\s(?:but|yet|though|and|although)\\s[^.!?;]{0,20}${wrong}\\b`,
  `\\banswer key\\s(?:\\w{1,12}\\s){0,2}(?:says|said|lists|listed|gives|gave|has|had|shows|showed|claims|claimed|states|stated)\\s(?:it\\s(?:is|was)\\s)?${option}`,
  `^\\W{0,4}(?:choice|option)\\s\\d{1,2}\\s?[:.)-]\\s?${letter}\\W{0,4}$`,
];
/** Clauses that leave an option open, or suppose what is not so. */
const open = [
  `\\b(?:might|may|could)\\s(?:(?:well|also|possibly|perhaps|actually)\\s)?be\\s${option}`,
  `(?<!\\b(?:or|and),?\\s)\\b(?:possibly|perhaps|maybe)\\b,?\\s(?:(?:it['’]?s|it\\sis|the\\sanswer\\sis)\\s)?${option}`,
  `${letter}[*_"'”]{0,3}\\s(?:is|seems|looks|appears|sounds)\\s(?:(?:quite|also|fairly|somewhat|very|to be)\\s)?(?:plausible|likely|possible|reasonable)\\b`,
  `\\b(?:if|were|had|unless)\\b[^.!?;]*\\b(?:answer|it|that|one|option|choice)\\swould\\s(?:\\w{1,9}\\s)?(?:be|have been)\\s${option}`,
  `\\b(?:if|were|had|unless|suppos\\w+|assuming|under)\\b[^.!?;]*${letter}[*_"'”]{0,3}\\swould\\s(?:\\w{1,9}\\s)?(?:be|have been)\\s(?:the|my|correct|right|best|true|better|valid)`,
  `${letter}[*_"'”]{0,3}\\swould\\s(?:\\w{1,9}\\s)?(?:be|have been)\\s(?:the|my|correct|right|best|true|valid)[^.!?;]*\\b(?:if|were|had|unless)\\b`,
];
const deniedClause = new RegExp(denied.map((one) => `(?:${one})`).join("|"), "iu");
const openClause = new RegExp(open.map((one) => `(?:${one})`).join("|"), "iu");
/** Where another clause of a sentence begins, which may name the option that the text does choose. */
const turn = /[,;:—–]?\s(?:but|however|yet|so|whereas|while|though|although|and|therefore|thus|hence|since|because)\b|[,;—–]\s/giu;

/** A stretch of a text that names an option which it does not choose. */
export interface DisownedOption {
  readonly from: number;
  readonly to: number;
  /** `denied` is another's or a wrong one, `open` a guess, a supposition, or a sentence that breaks off. */
  readonly as: "denied" | "open";
}

/** The clauses of a text that name an option without choosing it: "(B) is a trap", "most people would say B", "it might be C". */
export function disownedIn(text: string): readonly DisownedOption[] {
  const found: DisownedOption[] = [];
  let from = Math.max(0, text.length - 16_384);
  for (const sentence of splitAfter(text.slice(from), /[.!?][*_)"']{0,3}\s|\n|;\s/gu)) {
    const to = from + sentence.length;
    if (sentence.length <= 600 && /(?<![\p{L}\p{N}])[A-Z](?![\p{L}\p{N}])/u.test(sentence)) {
      const hit = deniedClause.exec(sentence);
      const guess = hit === null ? openClause.exec(sentence) : null;
      const match = hit ?? guess;
      // A guess beside an option that was named before offers another one.
      const beside = hit === null && match !== null && lettersOf(sentence.slice(0, match.index)).length > 0;
      if (match !== null && !beside && lettersOf(match[0]).length > 0)
        found.push({ from: from + ownStart(sentence, match), to: from + ownEnd(sentence, match), as: hit === null ? "open" : "denied" });
    }
    from = to;
  }
  return found;
}

/** Where the clause begins that a match is part of: behind one that names another option, else with its sentence. */
function ownStart(sentence: string, { 0: said, index }: RegExpExecArray): number {
  const own = lettersOf(said);
  return lettersOf(sentence.slice(0, index)).some((one) => !own.includes(one)) ? index : 0;
}

/** Where the clause ends that a match is part of: before the next one that names another option, else with its sentence. */
function ownEnd(sentence: string, { 0: said, index }: RegExpExecArray): number {
  const own = lettersOf(said);
  const end = index + said.length;
  turn.lastIndex = end;
  for (let cut = turn.exec(sentence); cut !== null; cut = turn.exec(sentence)) {
    if (lettersOf(sentence.slice(cut.index)).some((one) => !own.includes(one))) return cut.index;
  }
  return sentence.length;
}

function lettersOf(text: string): readonly string[] {
  return (
    text.match(
      /(?<![\p{L}\p{N}])[A-Z](?![\p{L}\p{N}'’])(?!(?<=[AI])\s(?!(?:is|was|would|seems|looks|appears|sounds|comes|gets)\b)\p{Ll})/gu,
    ) ?? []
  );
}

/** A text with those stretches blank; places stay. */
export function withoutDisowned(text: string, disowned: readonly DisownedOption[]): string {
  let out = text;
  for (const { from, to } of disowned) out = out.slice(0, from) + out.slice(from, to).replace(/[^\n]/g, " ") + out.slice(to);
  return out;
}
