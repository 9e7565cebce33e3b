import { foundIn } from "./text-or-none.ts";

/** Another time than the one that was asked for. */
const otherTime =
  /^\W{0,4}(?:last|next)\s(?:year|month|week|season|time)|^\W{0,4}(?:the\s)?(?:previous|following|next|last)\s(?:year|month|week|day)\b|^\W{0,4}(?:yesterday|tomorrow)\b|\b(?:started\s(?:out\s)?with|used\sto|originally|initially|formerly|previously|had\s(?:\p{L}+ed|begun|been|cost|had))\b|\b(?:it|they|he|she)\sbegan\b|^\W{0,4}(?:im\svorjahr|letztes\sjahr|el\saño\spasado|l['’]an\sdernier|l['’]année\sdernière|去年)/iu;
/** Another place or group: "On Everest water boils at 71 °C.", "For men it is 30%.", "In water it slows to". */
const elsewhere =
  /^\W{0,4}(?:(?:On|In|At|Near|Under)\s(?:Mount\s|Lake\s|the\s)?(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)\p{Lu}\p{Ll}+,?\s|In\s(?!total|all|fact|other|short|conclusion|summary|the|this|that)\p{Ll}+,?\s(?:it|they)\s|At\s(?:birth|night|noon|sea\slevel)\b|For\s(?:men|women|boys|girls|children|kids|adults|seniors|students|members|others|everyone\selse)\b)/u;
const forOthers = /^\W{0,4}for\s[^,.]{1,30}?,?\s(?:it|this|that|they)(?:['’]s|\s(?:is|are|was|were|would|becomes?))\s/i;
/** A subject that is one of many, or many of a sort that nobody asked for: "A newborn has", "Infants have", "Others pay". */
const indefinite =
  /^\W{0,4}(?:[Aa]n?\s(?!third|quarter|half\sof|fifth|sixth|tenth|total|profit|dozen|pair|loss|gain|[\p{L}-]+['’]s\s)\p{L}|(?:[Oo]thers?|[Aa]nother|[Ss]ome|[Mm]ost|[Mm]any|[Tt]he\sothers|newborns|infants|babies|adults|children)\s|(?!This|His|Its|Each|Yes|Thus|These|Those|Ours|Hers)\p{Lu}\p{Ll}{2,}(?:s|men|children)\s(?:\p{Ll}+ly\s)?(?:have|are|need|pay|take|get|make|cost)\s)/u;
/** A subject that is set beside another one. */
const other =
  /\b(?:other|another|complement|converse|competitor|rival|neighbou?r|return|reverse)\b|\b(?:list|regular|usual|original|sticker|full|retail)\s(?:price|count|rate|fare|cost)\b|^\W{0,4}(?:silver|\p{Lu}\p{Ll}+)['’]s$/iu;
const compared =
  /\b(?:by\scomparison|in\scomparison|compare[ds]?\b|by\scontrast|in\scontrast|on\sthe\sother\shand|there\s(?:is|are)\salso|as\swell)\b/i;
const left = /\b(?:left|remain(?:s|ing)?)\b/i;
const gone =
  /^\W{0,4}(?:[\p{L}\d]+\s){1,2}(?:(?:was|were)\s(?:\p{L}+ed|eaten|sold|given|spent|lost|broken)|ate|sold|gave|spent|lost|drank|used)\b/iu;
const small = new Set(
  "a an the of in on at to is are was were has have had total final new overall remaining resulting grand full exact so its their his her".split(
    " ",
  ),
);

/** Whether a statement tells of something beside the one before it: another time, place or group, or the same of another thing. */
export function isBesideOf(before: string, own: string): boolean {
  const subject = subjectOf(own);
  if (otherTime.test(own) && !otherTime.test(before)) return true;
  if (elsewhere.test(own)) return true;
  if (forOthers.test(own) && !(/^\W{0,4}for\s(?:\d|all\b)/i.test(own) && /\b(?:per|each|every|one|an?)\b/i.test(before))) return true;
  if (indefinite.test(own) || (other.test(subject) && !other.test(subjectOf(before))) || compared.test(own)) return true;
  if (/\b(?:list|regular|usual|original|sticker|retail)\s(?:price|count|rate)\W{0,3}$/i.test(own)) return true;
  if (left.test(before) && gone.test(own)) return true;
  return isNarrowed(before, own);
}

/** Whether a statement is about what the one before is about, of something else: "The capital is Paris. The capital of the UK is London." */
function isNarrowed(before: string, own: string): boolean {
  const [asked, told] = [wordsOf(subjectOf(before)), wordsOf(own)];
  const subject = wordsOf(subjectOf(own));
  // "World War II ended in 1945. World War I ended in 1918."
  const named = /^\W{0,4}(\p{Lu}\p{Ll}+\s\p{Lu}\p{L}+)\s/u;
  const twin = named.exec(before)?.[1]?.split(" ")[0];
  if (twin !== undefined && twin === named.exec(own)?.[1]?.split(" ")[0] && asked.join() !== subject.join()) return true;
  const [one, two] = [before, own].map((text) => /\b(\p{Ll}+)\sof\s(?:the\s)?(\p{Lu}\p{L}*)/u.exec(text));
  if (one?.[1] !== undefined && one[1] === two?.[1] && one[2] !== two?.[2]) return true;
  if (asked.length === 0 || !asked.every((word) => told.includes(word))) return false;
  // A predicate may name it: "London is the capital of the UK".
  const behind = wordsOf(own.slice(subjectOf(own).length));
  const around = asked.every((word) => subject.includes(word)) ? subject : behind;
  return around.some((word) => !asked.includes(word) && !/^\d/.test(word));
}

/** What stands before the verb of a sentence. */
function subjectOf(sentence: string): string {
  return foundIn(
    sentence,
    /^.{0,120}?(?=\s(?:is|are|was|were|has|have|had|pays?|paid|costs?|ended|began|takes?|covers?|charges?|needs?|makes?|made|comes?|weighs?|measures?|equals)\s)/iu,
  );
}

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(
    (word) => !small.has(word) && !/^(?:it|she|he|they|you|we|i|this|that|there|s)$/.test(word),
  );
}
