import type { Layer, Run } from "./decoded-text.ts";

/** Where the source of each character begins and ends. */
interface Places {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Takes some characters of a text, as they are or changed, and notes their places where somebody wants to know them. */
type Sieve = (units: Uint16Array, places?: Places) => Uint16Array;

/** What a sieve leaves of a layer. Places are looked up when something was found, which is almost never: they are as long as the text. */
export function sieved(of: Layer, sieve: Sieve): Layer {
  return {
    units: sieve(of.units),
    inSource: (runs) => (runs.length === 0 ? [] : of.inSource(placed(runs, of.units, sieve))),
  };
}

function placed(runs: readonly Run[], units: Uint16Array, sieve: Sieve): Run[] {
  const places = { from: new Int32Array(units.length), to: new Int32Array(units.length) };
  sieve(units, places);
  return runs.map(({ from, to }) => ({ from: places.from[from] ?? 0, to: places.to[to - 1] ?? 0 }));
}

/** What each character is kept as; a table of all of them is made when the first text is read: most commands read none. */
function tableOf(kept: (unit: number) => number): () => Uint16Array {
  let table: Uint16Array | undefined;
  return () => (table ??= Uint16Array.from({ length: 1 << 16 }, (_, unit) => kept(unit)));
}

/** The characters that are kept as something, as what they are kept as; 0 is nothing. */
export function tabled(keptAs: (unit: number) => number): Sieve {
  const tableOfAll = tableOf(keptAs);
  return (units, places) => {
    const table = tableOfAll();
    const kept = new Uint16Array(units.length);
    let length = 0;
    for (let at = 0; at < units.length; at++) {
      const unit = table[units[at] ?? 0] ?? 0;
      if (unit === 0) continue;
      kept[length] = unit;
      if (places !== undefined) [places.from[length], places.to[length]] = [at, at + 1];
      length += 1;
    }
    return kept.subarray(0, length);
  };
}

/** Small letters, and nothing for what people set between the digits of two bytes, which are signs of ASCII: `73:6B`, `73-6b`, `["73","6b"]`. */
const digitsAlone = tableOf((unit) => {
  if (unit <= 47 || (unit >= 58 && unit <= 64) || (unit >= 91 && unit <= 96) || (unit >= 123 && unit <= 127)) return 0;
  return unit >= 65 && unit <= 70 ? unit + 32 : unit;
});

/** A text in small letters without what people set between the digits of two bytes, `0x` before them too. */
export const hexDigits: Sieve = (units, places) => {
  const digits = digitsAlone();
  const kept = new Uint16Array(units.length);
  let length = 0;
  for (let at = 0; at < units.length; at++) {
    const source = units[at] ?? 0;
    const unit = digits[source] ?? 0;
    if (unit === 0) continue;
    if (source === 48 && ((units[at + 1] ?? 0) | 32) === 120) continue;
    if ((source | 32) === 120 && units[at - 1] === 48) continue;
    kept[length] = unit;
    if (places !== undefined) [places.from[length], places.to[length]] = [at, at + 1];
    length += 1;
  }
  return kept.subarray(0, length);
};

/** The characters whose codes a text lists in decimal (`[115, 107, 45]`); a word between them is a character that no key has. */
export const listedBytes: Sieve = (units, places) => {
  const listed = new Uint16Array(Math.ceil(units.length / 2));
  let words = 0;
  for (let at = 0; at < units.length; at++) {
    if (!isWord(units[at] ?? 0)) continue;
    const start = at;
    let code = 0;
    for (; at < units.length && isWord(units[at] ?? 0); at++) {
      const digit = (units[at] ?? 0) - 48;
      code = digit <= 9 && at - start < 3 ? code * 10 + digit : notByte;
    }
    listed[words] = code < 256 ? code : 0xffff;
    if (places !== undefined) [places.from[words], places.to[words]] = [start, at];
    words += 1;
  }
  return listed.subarray(0, words);
};

/** Stays no byte, whatever digits follow. */
const notByte = 1e6;

function isWord(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || unit === 95 || (unit < 128 && (unit | 32) >= 97 && (unit | 32) <= 122);
}
