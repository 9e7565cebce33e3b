/** A plain word, and the place in the text that it was read from. */
export interface PlacedWord {
  readonly word: string;
  readonly at: number;
  readonly end: number;
}

/**
 * A text as plain words, for phrases to be found in: lower case, "don't" as "do not", marks that end a sentence or a clause as words
 * of their own, quotes and Markdown left out.
 */
export function plainWords(text: string): string[] {
  return placedWords(text).map((placed) => placed.word);
}

/** The same with the places of the words; the two of "don't" share theirs. */
export function placedWords(text: string): PlacedWord[] {
  const found: PlacedWord[] = [];
  for (const { 0: said, index: at } of text.matchAll(token))
    for (const word of spelledOut(said.toLowerCase())) found.push({ word, at, end: at + said.length });
  return found;
}

const token =
  /[\p{L}\p{N}]+(?:['\u2018\u2019.-][\p{L}\p{N}]+)*|->|[.:;,?!()[\]<>|=\u2014\u2013\u2192\u2190\u274c\u2717\u2718\u2716\u26d4-]|\u{1f6ab}/gu;
const shortened: ReadonlyMap<string, string> = new Map(
  Object.entries({ "can't": "can not", cannot: "can not", "won't": "will not", "i'm": "i am" }),
);

function spelledOut(word: string): readonly string[] {
  if (word !== "cannot" && !/['\u2018\u2019]/.test(word)) return [word];
  const said = word.replace(/[\u2018\u2019]/g, "'");
  if (said.endsWith("'s") && !/^(?:it|that|this|what|here|there|he|she)'s$/.test(said)) return [said.slice(0, -2)];
  const plain = (shortened.get(said) ?? said)
    .replace(/^([a-z]{1,9})n't$/, "$1 not")
    .replace(/^(i|we|you|it|he|she|they)'d$/, "$1 would")
    .replace(/^(it|that|this|what|here|there|he|she)'s$/, "$1 is")
    .replace(/^(i|we|you|they)'(?:ve|ll)$/, "$1 have");
  return plain.split(" ");
}
