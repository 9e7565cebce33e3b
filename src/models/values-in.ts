import type { Json } from "../types.ts";

/** What some servers put before JSON, so that no script of a page can run it. */
const guard = /^\s*(?:\)\]\}'?,?|(?:while|for)\s*\((?:1|;;)\);?|throw [^;\n]*;|\/\*\*\/|&&&[a-z]*&&&)\s*/i;

/**
 * The values that a text is made of: one of JSON, the events of a stream, or JSON line by line; undefined where it is none of these.
 * An event that is no JSON is its text.
 */
export function valuesIn(text: string): readonly Json[] | undefined {
  const plain = text.replace(/^\uFEFF/, "").replace(guard, "");
  const whole = parsed(plain);
  if (whole !== undefined) return [whole];
  const lines = plain.split(/\r\n|\r|\n/);
  if (
    lines.some((line) => line.startsWith("data:")) &&
    lines.every((line) => /^(?:(?:data|event|id|retry)?:|(?:data|event|id|retry)?\s*$)/.test(line))
  )
    return eventsIn(lines);
  const values = lines.filter((line) => line.trim() !== "").map(parsed);
  return values.length > 1 && !values.includes(undefined) ? (values as Json[]) : undefined;
}

/** The data of each event; lines of data that follow one another are one value where they make one together, else each its own. */
function eventsIn(lines: readonly string[]): Json[] {
  const events: string[][] = [[]];
  for (const line of lines) {
    if (line.trim() === "") events.push([]);
    else if (line.startsWith("data:")) events.at(-1)?.push(line.replace(/^data: ?/, ""));
  }
  return events.flatMap((data) => {
    if (data.length === 0) return [];
    const joined = parsed(data.join("\n"));
    return joined === undefined ? data.filter((one) => one.trim() !== "").map((one) => parsed(one) ?? one.trim()) : [joined];
  });
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
