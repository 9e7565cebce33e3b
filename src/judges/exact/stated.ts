const copula =
  /(?:['’]s|\s(?:is|are|was|were|equals|will be|must be))\s(?:(?:called|named|known as|therefore|thus|simply|indeed|clearly|definitely)\s)?/gi;
const subject =
  /^(?:(?:so|thus|hence|therefore|then|and|well|yes|okay|ok)\b,?\s)?(?:it|that|this|they|he|she|these|those|(?:the|a|an|my|our|its|his|her|their|this|that|one|\p{Lu}[\p{L}.'’-]*)\s[^,;:!?]{1,150})$/iu;
/** Words before the verb after which nothing is stated. */
const unsure =
  /\b(?:not|never|no|nobody|none|if|unless|whether|might|may|could|would|maybe|perhaps|possibly|who|what|which|why|how|think|thinks|say|says|said|believe|believes|claim|claims|guess|doubt|wrong|incorrect|false|myth|misconception|except|but|unlike|other|like|near|than|as|answered|second)\b|n['’]t\b/i;
const verbs =
  /\b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|can|cannot|could|will|would|should|may|might|must|don['’]t|doesn['’]t|didn['’]t|can['’]t|isn['’]t|aren['’]t|wasn['’]t|it['’]s|that['’]s|there['’]s|i['’](?:m|d|ve|ll))\b/i;

/** What a single sentence states by its verb at its end: Paris of "The capital is Paris."; undefined for any other text. */
export function statedIn(sentence: string): string | undefined {
  const plain = sentence.trim().replace(/^[*_"“]{1,3}|[.!]?[*_"”]{0,3}[.!]?$/g, "");
  if (plain.length > 300 || /[\n?;]|[.!]\s/.test(plain.replace(/\b(?:St|Mr|Mrs|Ms|Dr|Mt|U\.S)\.\s/g, ""))) return undefined;
  const verb = [...plain.matchAll(copula)].at(-1);
  const lead = verb === undefined ? "" : plain.slice(0, verb.index);
  const value = verb === undefined ? "" : plain.slice(verb.index + verb[0].length);
  return value === "" || !subject.test(lead) || unsure.test(lead) ? undefined : value;
}

/** Whether a line is a sentence about things rather than a value: no reader can tell what it answers. */
export function isProse(line: string): boolean {
  const words = line.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  return words.length > 20 || (words.length > 2 && verbs.test(line));
}
