/**
 * A text as plain words, for phrases to be found in: lower case, "don't" as "do not", marks that end a sentence or a clause as words
 * of their own, quotes and Markdown left out.
 */
export function plainWords(text: string): string[] {
  const said = text
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\b(?:can't|cannot)\b/g, "can not")
    .replace(/\bwon't\b/g, "will not")
    .replace(/\b([a-z]{1,9})n't\b/g, "$1 not")
    .replace(/\b(i|we|you|it|he|she|they)'d\b/g, "$1 would")
    .replace(/\b(it|that|this|what|here|there|he|she)'s\b/g, "$1 is")
    .replace(/\bi'm\b/g, "i am")
    .replace(/'s\b/g, "")
    .replace(/\b(i|we|you|they)'(?:ve|ll)\b/g, "$1 have");
  return said.match(word) ?? [];
}

const word = /[\p{L}\p{N}]+(?:['.-][\p{L}\p{N}]+)*|->|[.:;,?!()[\]<>|=\u2014\u2013\u2192\u2190\u274c\u2717\u2718\u2716\u26d4-]|\u{1f6ab}/gu;
