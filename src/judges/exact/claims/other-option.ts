const concluding =
  /(?:\b(?:[Ss]o|[Tt]hus|[Hh]ence|[Tt]herefore)\b,?\s(?:(?:it|that)(?:['’]s|\sis|\smust\sbe)|(?:the|my|our)\s(?:\p{L}+\s){0,3}(?:statement|option|answer|choice|one|letter|sentence)\s(?:is|must\sbe))\s(?:option\s)?[*_("]{0,4}([A-Z])(?![\p{L}\p{N}'’]))/gu;
const weighed = /(?<![\p{L}\p{N}])\(?[A-Z]\)?[):]?\s?\(?\d{1,3}(?:\.\d+)?\s?%\)?/gu;

/** Whether a text concludes another option behind the one that was read, or only weighs several: "C is true. So the false statement is B.", "C (20%), B (80%)". */
export function choosesAnother(text: string, said: string, options: number, outcomesOf: (text: string) => readonly boolean[]): boolean {
  const end = text.slice(-4000);
  const last = [...end.matchAll(concluding)].at(-1);
  const letter = last?.[1];
  const passes = (one: string): boolean => outcomesOf(`(${one})`).some(Boolean);
  if (letter !== undefined && letter.charCodeAt(0) - 64 <= options && last !== undefined) {
    const read = outcomesOf(said).some(Boolean);
    const behind = end.slice(last.index + last[0].length);
    const again = [...behind.matchAll(/(?<![\p{L}\p{N}]|\d\s)[A-Z](?![\p{L}\p{N}'’])/gu)]
      .slice(0, 26)
      .some(([one]) => passes(one) === read);
    if (passes(letter) !== read && (read ? !again : behind.trim().length < 40 && !again)) return true;
  }
  return [...said.slice(0, 400).matchAll(weighed)].length > 1;
}
