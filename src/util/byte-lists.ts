import type { DecodedText } from "./decoded-text.ts";

/** Those characters of a text that are wanted, each with its source. */
export function only({ text, from, to }: DecodedText, wanted: (unit: number) => boolean): DecodedText {
  const [starts, ends] = [new Int32Array(text.length), new Int32Array(text.length)];
  const units = new Uint16Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (!wanted(unit)) continue;
    units[length] = unit;
    starts[length] = from[at] ?? 0;
    ends[length] = to[at] ?? 0;
    length += 1;
  }
  return {
    text: Buffer.from(units.buffer, 0, length * 2).toString("utf16le"),
    from: starts.subarray(0, length),
    to: ends.subarray(0, length),
  };
}

const none: DecodedText = { text: "", from: new Int32Array(), to: new Int32Array() };

/** A text in small letters without what people set between the digits of two bytes: `73:6B`, `0x73, 0x6b`, `73-6b`, `["73","6b"]`. */
export function hexDigits(of: DecodedText): DecodedText {
  const { text } = of;
  if (!/(?:[\da-f]{2}[^\da-z]{0,9}(?:0x)?){8}/i.test(text)) return none;
  let at = -1;
  const bare = only(of, (unit) => {
    at += 1;
    const prefix = unit === 48 && (text.charCodeAt(at + 1) | 32) === 120;
    const letter = (unit | 32) === 120 && text.charCodeAt(at - 1) === 48;
    return !prefix && !letter && !between(unit);
  });
  return { ...bare, text: bare.text.replace(/[A-F]/g, (letter) => letter.toLowerCase()) };
}

/** Signs of ASCII other than digits and letters. */
function between(unit: number): boolean {
  return unit <= 47 || (unit >= 58 && unit <= 64) || (unit >= 91 && unit <= 96) || (unit >= 123 && unit <= 127);
}

/** The characters whose codes a text lists in decimal (`[115, 107, 45]`); a word between them is a character that no key has. */
export function listedBytes({ text, from, to }: DecodedText): DecodedText {
  if (!/(?:\b\d{2,3}\b\W{1,60}){7}/.test(text)) return none;
  const [chars, starts, ends]: [string[], number[], number[]] = [[], [], []];
  for (const { 0: word, index } of text.matchAll(/\w+/g)) {
    const code = word.length <= 3 && /^\d+$/.test(word) ? Number(word) : 256;
    chars.push(code < 256 ? String.fromCharCode(code) : "\uffff");
    starts.push(from[index] ?? 0);
    ends.push(to[index + word.length - 1] ?? 0);
  }
  return { text: chars.join(""), from: Int32Array.from(starts), to: Int32Array.from(ends) };
}
