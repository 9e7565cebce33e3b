/**
 * A key that one object of a JSON text states twice with different values; undefined where there is none. The text must be strict
 * JSON. `JSON.parse` keeps the last value in silence, and whoever wrote both may have meant either. Linear in the text's length, up to
 * a logarithm.
 */
export function clashingKey(text: string): string | undefined {
  const open: Frame[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const frame = open.at(-1);
    if (char === '"') {
      const end = stringEnd(text, at);
      if (frame?.values !== undefined && frame.key === undefined) {
        frame.key = JSON.parse(text.slice(at, end)) as string;
        frame.from = text.indexOf(":", end) + 1;
        at = frame.from - 1;
      } else at = end - 1;
    } else if (char === "{") open.push({ values: new Map(), key: undefined, from: 0 });
    else if (char === "[") open.push({ values: undefined, key: undefined, from: 0 });
    else if (char === "," || char === "}" || char === "]") {
      if (frame?.values !== undefined && frame.key !== undefined && clashes(frame, frame.key, text.slice(frame.from, at).trim()))
        return frame.key;
      if (frame !== undefined) frame.key = undefined;
      if (char !== ",") open.pop();
    }
  }
  return undefined;
}

interface Frame {
  /** The text of each value by its key; undefined for an array. */
  readonly values: Map<string, string> | undefined;
  key: string | undefined;
  from: number;
}

function clashes({ values }: Frame, key: string, value: string): boolean {
  const before = values?.get(key);
  if (before === undefined) values?.set(key, value);
  return before !== undefined && before !== value && JSON.stringify(JSON.parse(before)) !== JSON.stringify(JSON.parse(value));
}

function stringEnd(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text.charCodeAt(at) !== 34) at += text.charCodeAt(at) === 92 ? 2 : 1;
  return at + 1;
}
