import { written } from "./written.ts";

/** A property that stands twice in one object, and where the second begins. */
export class RepeatedProperty extends SyntaxError {
  readonly property: string;
  readonly at: number;

  constructor(property: string, at: number) {
    super(`the property ${JSON.stringify(property)} stands twice in one object`);
    this.property = property;
    this.at = at;
  }
}

/** What no reader that calls itself at each step down can go through, and what takes one minutes. */
class OutOfBounds extends RangeError {}

/** Reads JSON as `JSON.parse` does, but for a property that stands twice in one object, which is a `RepeatedProperty`; numbers whose spelling says more than their value come as `WrittenValue`. Throws what `JSON.parse` throws, and a `RangeError` for what is nested hundreds deep or has hundreds of thousands of properties. */
export function readJson(text: string): unknown {
  if (text.length > widest) refuseWide(text);
  const value = JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
    typeof value === "number" && context?.source !== undefined ? written(context.source, value) : value,
  ) as unknown;
  refuseRepeated(text);
  return value;
}

/** The most properties of one object: with some millions of names, reading them takes minutes. */
const widest = 300_000;
const quote = '"'.charCodeAt(0);
const backslash = "\\".charCodeAt(0);
const colon = ":".charCodeAt(0);
const [opens, closes] = ["{[", "}]"].map((signs) => new Set(Array.from(signs, (sign) => sign.charCodeAt(0))));

function refuseWide(text: string): void {
  const names: number[] = [0];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === quote) quoted = !quoted;
    else if (quoted) at += sign === backslash ? 1 : 0;
    else if (opens?.has(sign)) names.push(0);
    else if (closes?.has(sign)) names.pop();
    else if (sign === colon) {
      const count = (names.pop() ?? 0) + 1;
      if (count > widest) throw new OutOfBounds(`one object has more than ${widest} properties`);
      names.push(count);
    }
  }
}

const deepest = 400;
const marks = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g;

/** Text that is JSON: of two properties of one name, `JSON.parse` takes the last without a word. */
function refuseRepeated(text: string): void {
  const open: (Set<string> | undefined)[] = [];
  let last: RegExpExecArray | undefined;
  for (const match of text.matchAll(marks)) {
    const [mark] = match;
    if (open.length > deepest) throw new OutOfBounds("lists or objects are nested hundreds deep");
    if (mark === "{") open.push(new Set());
    else if (mark === "[") open.push(undefined);
    else if (mark === "}" || mark === "]") open.pop();
    else if (mark === ":" && last !== undefined) {
      const name = JSON.parse(last[0]) as string;
      const names = open.at(-1);
      if (names?.has(name) === true) throw new RepeatedProperty(name, last.index);
      names?.add(name);
    }
    last = mark.startsWith('"') ? match : undefined;
  }
}

/** The list or the object that a text writes out as JSON. */
export function structured(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
}
