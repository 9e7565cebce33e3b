const verbs =
  "(?:compute|answer|determine|solve|help|calculate|do (?:this|that|it)|say|tell|find|give|provide|work (?:this|that|it) out|figure|complete|finish|assist|know)";
const refusal = new RegExp(
  `\\bi(?:['’]m| am) (?:(?:sorry|afraid),? (?:but )?i(?:['’]m| am) )?(?:unable|not able) to\\b|\\bi (?:can(?:['’]t|not| not)|could(?:n['’]t| not)|won['’]t|will not) (?:\\w{1,12}ly )?${verbs}\\b|\\bi (?:don['’]t|do not) know\\b|\\b(?:sorry|unfortunately),? (?:but )?(?:unable|(?:i )?can(?:['’]t|not))\\b`,
  "i",
);
const cutAtSign = /\d\s+[*×·+/÷=−–-]\s*$/;
const cutAtWord =
  /\d.*\s(?:for|and|the|an|of|to|with|by|from|then|(?<!\bor\s)so|which|that|because|since|is|are|was|were|but|if|she|he|they|we|her|his|their|into|plus|minus|equals?)\s*$/i;
const begun =
  /[.!?][*_)"']{0,3}\s+(?:then|next|now|after|she|he|they|we|finally|however|but|and|therefore|thus|to|if|the|since|because|for|in|when)\b[^\d.!?:)]{1,60}[^\d.!?:)*_"\s]\s*$/i;

/** Whether a text without a mark says, in its last words, that it does not answer. */
export function refuses(text: string): boolean {
  return refusal.test(text.slice(-300));
}

/** Whether a last line breaks off: at a sign, at a word that goes on, or within a sentence behind a value. */
export function breaksOff(line: string): boolean {
  const end = line.slice(-400);
  return cutAtSign.test(end) || cutAtWord.test(end) || begun.test(end);
}
