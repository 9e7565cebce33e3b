import type { DecodedText } from "./decoded-text.ts";

/** Those characters of a text that are wanted, each with its source. */
export function only({ text, from, to }: DecodedText, wanted: (unit: number, at: number) => boolean): DecodedText {
  const [starts, ends] = [new Int32Array(text.length), new Int32Array(text.length)];
  const units = new Uint16Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (!wanted(unit, at)) continue;
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
  const bare = only(of, (unit, at) => {
    const prefix = unit === 48 && (text.charCodeAt(at + 1) | 32) === 120;
    const letter = (unit | 32) === 120 && text.charCodeAt(at - 1) === 48;
    return !prefix && !letter && !between(unit);
  });
  return { ...bare, text: inSmall(bare.text) };
}

/** Its hexadecimal digits in small letters; all else, of whatever length its small letters would be, stays. */
function inSmall(text: string): string {
  const bytes = Buffer.from(text, "utf16le");
  for (let at = 0; at < bytes.length; at += 2) {
    const unit = bytes[at] ?? 0;
    if (unit >= 65 && unit <= 70 && bytes[at + 1] === 0) bytes[at] = unit + 32;
  }
  return bytes.toString("utf16le");
}

/** Signs of ASCII other than digits and letters. */
function between(unit: number): boolean {
  return unit <= 47 || (unit >= 58 && unit <= 64) || (unit >= 91 && unit <= 96) || (unit >= 123 && unit <= 127);
}

/** The characters whose codes a text lists in decimal (`[115, 107, 45]`); a word between them is a character that no key has. */
export function listedBytes({ text, from, to }: DecodedText): DecodedText {
  if (!/(?:\b\d{2,3}\b\W{1,60}){7}/.test(text)) return none;
  const most = Math.ceil(text.length / 2);
  const [units, starts, ends] = [new Uint16Array(most), new Int32Array(most), new Int32Array(most)];
  let words = 0;
  for (let at = 0; at < text.length; at++) {
    if (!isWord(text.charCodeAt(at))) continue;
    const start = at;
    let code = 0;
    for (; isWord(text.charCodeAt(at)); at++) {
      const digit = text.charCodeAt(at) - 48;
      code = digit <= 9 && at - start < 3 ? code * 10 + digit : notByte;
    }
    units[words] = code < 256 ? code : 0xffff;
    starts[words] = from[start] ?? 0;
    ends[words] = to[at - 1] ?? 0;
    words += 1;
  }
  return {
    text: Buffer.from(units.buffer, 0, words * 2).toString("utf16le"),
    from: starts.subarray(0, words),
    to: ends.subarray(0, words),
  };
}

/** Stays no byte, whatever digits follow. */
const notByte = 1e6;

function isWord(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || unit === 95 || (unit < 128 && (unit | 32) >= 97 && (unit | 32) <= 122);
}
