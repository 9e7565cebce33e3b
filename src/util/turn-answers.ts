/**
 * The answers to so many turns that a text holds: the fences of `dialogueText`, or the blocks that a member wrote who was asked all turns at once. Undefined
 * for a turn without one; a later block of the same turn stands for an earlier one. Linear in the length of the text.
 */
export function turnAnswers(text: string, count: number): (string | undefined)[] {
  const kept = text.startsWith("<turn-") ? fenced(text) : written(text);
  return Array.from({ length: count }, (_, at) => kept.get(at + 1));
}

function fenced(text: string): Map<number, string> {
  const found = new Map<number, string>();
  const open = /<turn-([0-9a-f]{16}) n="(\d{1,4})">\n/y;
  for (let match = open.exec(text); match !== null; match = open.exec(text)) {
    const [mark, code = "", turn] = match;
    const start = match.index + mark.length;
    const end = text.indexOf(`\n</turn-${code}>`, start - 1);
    if (end < 0) break;
    found.set(Number(turn), text.slice(start, Math.max(start, end)));
    open.lastIndex = end + `\n</turn-${code}>\n\n`.length;
  }
  return found;
}

/** A block ends at the last closing mark before the next opening one; one without, there. */
function written(text: string): Map<number, string> {
  const opens = [...text.matchAll(/<turn n="?(\d{1,4})"?>/g)];
  return new Map(
    opens.map((open, at) => {
      const body = text.slice(open.index + open[0].length, opens[at + 1]?.index ?? text.length);
      const end = body.lastIndexOf("</turn>");
      return [Number(open[1]), (end < 0 ? body : body.slice(0, end)).trim()];
    }),
  );
}
