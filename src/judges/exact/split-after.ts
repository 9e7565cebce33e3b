/**
 * The pieces of a text, each with the end that closes it; `end` is a global pattern. The same as splitting behind each match, but
 * without looking back from every place.
 */
export function splitAfter(text: string, end: RegExp): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { 0: closing, index } of text.matchAll(end)) {
    pieces.push(text.slice(from, index + closing.length));
    from = index + closing.length;
  }
  if (from < text.length || pieces.length === 0) pieces.push(text.slice(from));
  return pieces;
}
