import { textAt } from "./text-or-none.ts";
import { isLong } from "./reach.ts";

const copula =
  /(?:['’]s|['’]d be|\s(?:is|are|was|were|equals|appears|will be|must be|would be|has to be|est|ist|es|è|é|heißt|heisst|lautet|s['’]appelle|se\sllama|si\schiama)|\blooking for)\s(?:(?:called|named|known as|therefore|thus|simply|indeed|clearly|definitely)\s)?/gi;
const subject =
  /^(?:(?:so|thus|hence|therefore|then|and|well|yes|okay|ok|overall|finally|in conclusion|in short|to conclude|(?:i|we) (?:believe|think|find|conclude|see|know)(?: that)?)\b,?\s)?(?:it|that|this|they|he|she|these|those|(?:the|a|an|my|our|its|his|her|their|this|that|one|l[ae]|el|il|die|der|das|sein|ihr|seine|ihre|son|sa|su|\p{Lu}[\p{L}.'’-]*)\s[^,;:!?]{1,150}|l['’]\p{L}[^,;:!?]{1,150}|(?:we|you)['’]re)$/iu;
/** Words before the verb after which nothing is stated. */
const unsure =
  /\b(?:not|never|no|nobody|none|if|unless|whether|might|may|could|maybe|perhaps|possibly|who|what|which|why|how|thinks|say|says|said|believes|(?<!\b(?:the|this|that|first|second|third|final)\s)claims?|guess|doubt|wrong|incorrect|false|myth|misconception|except|but|unlike|other|like|near|than|as|answered|second|opposite|converse|inverse|contrary|reverse|negation|unlikely|exclud(?:e|ed|ing)|eliminated?|reject(?:ed)?|discard(?:ed)?|extraneous|invalid|formerly|used to|no longer|once)\b|n['’]t\b/i;
const conditional = /\b(?:if|unless|when|were|provided|assuming|in case|had)\b/i;
const verbs =
  /\b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|can|cannot|could|will|would|should|may|might|must|don['’]t|doesn['’]t|didn['’]t|can['’]t|isn['’]t|aren['’]t|wasn['’]t|it['’]s|that['’]s|there['’]s|i['’](?:m|d|ve|ll))\b/i;

/** A clause with a verb of its own, and another one's subject: "The apple is in the kitchen and Mary". */
export const twoClauses =
  /^(?!.*\b(?:who|that|which|whose|where)\b).*\s(?:is|are|was|were|has|have|had|lives?|stands?)\s.*\b(?:and|but|while|whereas|though|although)\s(?!(?:is|was|are|were|has|had|then|now|so)\b)/i;

/** What a single sentence states by its verb at its end: Paris of "The capital is Paris."; undefined for any other text. */
export function statedIn(sentence: string): string | undefined {
  const plain = bare(sentence.replace(/\b(is|are|was|were)n['’]t\s(?=[^.;]{1,60}\sbut\s)/i, "$1 not "));
  if (plain === undefined) return undefined;
  const verb = [...plain.matchAll(copula)].at(-1);
  const lead = verb === undefined ? "" : plain.slice(0, verb.index);
  const value = verb === undefined ? "" : plain.slice(verb.index + verb[0].length);
  // "That would be Paris." states it; "that would be Paris if it were larger" does not.
  if (/would/.test(verb?.[0] ?? "") && conditional.test(plain)) return undefined;
  const quoted = /^the (?:opposite|antonym) of ["“*]{1,2}\p{L}+["”*]{1,2}$/iu.test(lead);
  const plainly = (quoted ? "the word" : lead).replace(
    /^(the\s\p{L}{2,20})\s(?:who|that|which)\s(?=\p{L}+ed\b|wrote\b|won\b|built\b|is\b)/iu,
    "$1 ",
  );
  // "It was Einstein who proposed it."
  const cleft = /^it$/i.test(plainly) ? value.replace(/^((?:\S{1,20}\s){0,4}\S{1,20})\s(?:who|that|which)\s\p{L}.*$/u, "$1") : value;
  return value === "" || !subject.test(plainly) || unsure.test(plainly) || twoClauses.test(plainly) ? undefined : cleft;
}

const contrary =
  /^\W{0,6}(?:while|although|though|as of|as far as|to my knowledge|(?:i|we) (?:first|initially|originally)|(?:first|initially|originally|at first),? (?:i|we)|(?:it|this|that) (?:may|might|would|could|can) (?:seem|look|appear|sound)|many|some|the question asks)\b|\b(?:my|the) (?:earlier|previous|initial|old|first) |\b(?:not|never|no\slonger)\b|n['’]t\b/i;
const lastClause =
  /^(.{3,200}?)\s?[;,.—–]\s+(?:(?:but|rather|instead|yet|so)\s)?(?:actually\s|in fact\s|really\s)?((?:it|that|this|which|(?:the|its|our)\s[\p{L}\s]{2,40}?)(?:['’]s|\s(?:is|was|must be))\s.{1,100})$/iu;

/** The clause to which a sentence comes that first says what is not so, or what others think: "it's Paris" of "I first thought Lyon, but it's Paris." */
export function comingTo(text: string): string | undefined {
  const match = isLong(text, "sentence") ? null : lastClause.exec(text.trim());
  return match !== null && contrary.test(textAt(match, 1)) ? match[2]?.replace(/^which\s/i, "it ") : undefined;
}

/** Words of a subject that say that it is not what was asked for. */
const beside = /\b(?:before|after|previous|preceding|following|earlier|later|candidate)\b/i;

/** Whether words deny, doubt, ask, or speak of something else. */
export function denies(words: string): boolean {
  return unsure.test(words) || beside.test(words);
}

const stating =
  /\s(?:is|are|was|were|equals|becomes?|gives?|yields?|(?:will|must) be|takes?|took|lasts?|lasted|has|have|intersects?|meets?|cross(?:es)?|touch(?:es)?|lies?|occurs?|occurred|arrives?|arrived|leaves?|left|departs?|departed|starts?|started|begins?|began|ends?|ended|happens?|happened|falls?|fell|(?:simplif(?:ies|y)|reduces?|evaluates?|converges?) to|factors? (?:as|to|into)|works? out to|comes? (?:out )?to)\s(?:(?:equal to|given by|therefore|thus|simply|then|exactly|scheduled|held|born|signed|founded|published|launched|(?:the|an?) (?:interval|set|point|pair|ordered pair|vector|matrix|list|line))\s(?:(?:for|of)\s(?=[\d(]))?){0,3}(?:(?:on|at)\s(?:the point\s)?)?/gi;

/** What a sentence about a value of any kind but words states at its end: (1, 2) of "The lines meet at (1, 2)."; undefined for any other text. */
export function valueStatedIn(sentence: string): string | undefined {
  const plain = bare(sentence);
  const verb = plain === undefined ? undefined : [...plain.matchAll(stating)].at(-1);
  if (plain === undefined || verb === undefined) return undefined;
  const lead = plain.slice(0, verb.index);
  const value = plain.slice(verb.index + verb[0].length).replace(/^[*_]{1,3}(?=\S)/, "");
  return value === "" || !subject.test(lead) || denies(lead) ? undefined : value;
}

const firstNamed =
  /^((?:\p{Lu}[\p{L}\d.'’-]*|[\d$€£.,/-]+)(?:\s(?:(?:of|the|de|van|von|da|la)\s)?[\p{Lu}\d][\p{L}\d.'’-]*){0,4})\s(?:(?:is|was|are|were)\s(?:the|my|our|its|their|one)\s|(?:won|discovered|wrote|invented|painted|composed|directed|founded|created|developed|proposed|built|designed|formulated)\s\p{L}+\b|has been (?:the|its|their)\s)(?!.*(?:,|\b(?:and|or|if|but|until|before|worst|least|opposite)\b))/u;

/** Who or what a sentence names first and tells of: Paris of "Paris is the capital of France."; undefined for any other text. */
export function namedFirst(sentence: string): string | undefined {
  const plain = bare(sentence.replace(/^(?:in conclusion|so|thus|therefore|hence),?\s/i, ""))?.replace(/[*_]/g, "");
  const name = plain === undefined ? undefined : firstNamed.exec(plain)?.[1];
  if (plain === undefined || name === undefined || /^(?:It|This|That|He|She|They|There|What|Who|The|An?|These|Those)\b/.test(name))
    return doneBy(plain);
  return unsure.test(plain.slice(name.length)) || /\bI\b/.test(plain) ? undefined : name;
}

/** Who did it, of "It was discovered by Marie Curie". */
function doneBy(plain: string | undefined): string | undefined {
  const match =
    plain === undefined
      ? null
      : /^(.{1,100}\s(?:is|was|were|are)\s(?:first\s)?\p{L}{3,20})\sby\s(\p{Lu}.{1,60}?)(?:,?\s(?:in|on|around)\s(?:\p{Lu}\p{L}+\s)?\d{1,4}.{0,20})?$/u.exec(
          plain,
        );
  return match === null || !/^(?:it|this|that|they|these|the|a|an|\p{Lu})/iu.test(textAt(match, 1)) || unsure.test(textAt(match, 1))
    ? undefined
    : match[2];
}

const existing = /^(?:(?:so|thus|hence|therefore|then),?\s)?there\s(?:is|are|exists?)\s(.{2,60})$/i;
const predicate =
  /\s((?:does|do|did)\snot\s\p{L}{3,15}|(?:increas|decreas|converg|diverg|doubl|halv|ris|fall|remain|stay|shift|expand|contract|sink|float|melt|freez|evaporat|condens|dissolv|grow|shrink|vanish|exist)\p{L}{0,5}(?:\s[^,;:]{1,40})?)$/iu;

/** What a sentence says that there is, or that its subject does: "no solution" of "There is no solution.", "increases" of "It increases." */
export function predicatesIn(sentence: string): string[] {
  const plain = bare(sentence)?.replace(/[*_]/g, "");
  if (plain === undefined) return [];
  const thing = existing.exec(plain)?.[1];
  if (thing !== undefined) return [thing, thing.replace(/s$/, ""), thing.replace(/^((?:infinitely|finitely)\smany|no)\s\p{L}+$/iu, "$1")];
  const verb = predicate.exec(plain);
  const lead = plain.slice(0, verb?.index ?? 0);
  return verb === null || !subject.test(lead) || denies(lead) ? [] : [textAt(verb, 1)];
}

/** A text of one sentence without the marks around it. */
function bare(sentence: string): string | undefined {
  const plain = sentence
    .trim()
    .replace(/^[*_"“]{1,3}|[.!]?[*_"”]{0,3}[.!]?$/g, "")
    .replace(/,\s(?:however|though|instead|actually|in\sfact|then|after\sall)$/i, "");
  const joined = plain.replace(/\b(?:St|Mr|Mrs|Ms|Dr|Mt|Prof|Sr|Jr|Gen|Capt|Rev|U\.S)\.\s/g, "");
  return isLong(plain, "line") || /[\n?;]|[.!]\s/.test(joined) ? undefined : plain;
}

const verdictOn =
  /^(?:(?:so|thus|hence|therefore|overall|in conclusion),?\s)?(?:(?:the|this|that|given|above)\s){1,2}(?:[\p{L}-]{1,20}\s)?(?:statement|sentence|hypothesis|proposition|claim|assertion|assumption|conclusion|premise|proof|argument|equation|inequality|identity|formula)\s(?:is|was)\s(?:therefore\s|thus\s|hence\s|clearly\s|definitely\s|indeed\s)?((?:not\s)?(?:true|false|wrong|incorrect|correct|right|valid|invalid))$/iu;
const opened =
  /^(yes|no|true|false)[*_]{0,3}[,.!]\s(?:(?:it|that|this)(?:['’]s|\sis|\swas)|(?:the|this|that)\s\p{L}{1,20}\s(?:is|was))\s(?:not\s)?(?:true|false|wrong|incorrect|correct|right|so|the case|valid|invalid)[.!]?$/iu;

const concluded = /^(?:[^?\n]{1,160}?[,;–—]\s?)?(?:and\s)?(?:so|hence|thus|therefore),?\s(yes|no|true|false)$/i;
/** The verdict of a text that is one: false of "The statement is false.", no of "No, that's wrong."; undefined for any other text. */
export function verdictIn(text: string): string | undefined {
  const plain = text.replace(/[*_]/g, "").trim();
  if (isLong(plain, "clause")) return undefined;
  const short = plain.replace(/^[^?]{1,120}\?\s(?=[^?]*[,;])/, "").replace(/[.!]$/, "");
  const led = /\b(?:if|unless|would|could|might|may|perhaps|maybe|thinks?|says?|said|claims?)\b/i.test(short)
    ? undefined
    : concluded.exec(short)?.[1];
  return opened.exec(plain)?.[1] ?? led ?? verdictOn.exec(plain.replace(/[.!]$/, "").replace(/\b(is|was)n['’]t\b/i, "$1 not"))?.[1];
}

/** Whether a line has a verb and words around it. */
export function isClause(line: string): boolean {
  return (line.match(/[\p{L}\p{N}'’-]+/gu) ?? []).length > 2 && verbs.test(line);
}

/** Whether a line is a sentence about things rather than a value: no reader can tell what it answers. */
export function isProse(line: string): boolean {
  const words = line.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  return words.length > 20 || isClause(line);
}
