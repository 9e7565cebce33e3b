/** A text as it reads once it is decoded: each character knows which part of the source it stands for. */
export interface DecodedText {
  readonly text: string;
  /** Where the source of each character begins and ends. */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

const named: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  sol: "/",
  bsol: "\\",
  plus: "+",
  equals: "=",
  lowbar: "_",
  UnderBar: "_",
  hyphen: "-",
  dash: "-",
  num: "#",
  percnt: "%",
  colon: ":",
  semi: ";",
  period: ".",
  comma: ",",
  excl: "!",
  dollar: "$",
  ast: "*",
  commat: "@",
  quest: "?",
  lpar: "(",
  rpar: ")",
  lsqb: "[",
  lbrack: "[",
  rsqb: "]",
  rbrack: "]",
  lcub: "{",
  lbrace: "{",
  rcub: "}",
  rbrace: "}",
  verbar: "|",
  vert: "|",
  Hat: "^",
  grave: "`",
  Tab: "\t",
  NewLine: "\n",
  nbsp: "\u00a0",
});
const [backslash, percent, ampersand, semicolon, brace, closing, hash] = [92, 37, 38, 59, 123, 125, 35];
const [small, big] = [117, 85];
/** The longest character reference and the longest escape in braces. */
const longest = 12;

/**
 * A text with its percent escapes (`%73`, `%u0073`), backslash escapes (`\u0073`, `\u{73}`, `\U00000073`, `\x73`, `\163`, `\55`, `\o{163}`, `\/`) and
 * HTML character references (`&#115;`, `&#x73`, `&amp;`) decoded, whatever they are mixed of and however often they are nested. In
 * linear time: every character that is decoded takes at least one away.
 */
export function decodedText(source: string): DecodedText {
  const units = new Uint16Array(source.length);
  const from = new Int32Array(source.length);
  const to = new Int32Array(source.length);
  let length = 0;
  // An escape begins at one of its signs: only the characters close behind one, or behind what was decoded, can end one.
  let sign = -longest;
  const put = (unit: number, start: number, end: number) => {
    units[length] = unit;
    from[length] = start;
    to[length] = end;
    if (unit === percent || unit === backslash || unit === ampersand) sign = length;
    length += 1;
  };
  const decodeEnd = (found: Escape | undefined): boolean => {
    if (found === undefined) return false;
    const [start, end] = [from[length - found.length] ?? 0, to[length - 1] ?? 0];
    length -= found.length;
    const text = String.fromCodePoint(found.code <= 0x10ffff ? found.code : 0xfffd);
    for (let i = 0; i < text.length; i++) put(text.charCodeAt(i), start, end);
    sign = length;
    return true;
  };
  const settle = () => {
    while (decodeEnd(escapeAtEnd(units, length))) {
      // What came out may be the end of another escape.
    }
  };
  for (let at = 0; at < source.length; at++) {
    // Far from any sign, characters are what they are.
    for (; length - sign > longest && at < source.length; at++, length++) {
      const plain = source.charCodeAt(at);
      if (plain === percent || plain === backslash || plain === ampersand) break;
      units[length] = plain;
      from[length] = at;
      to[length] = at + 1;
    }
    if (at === source.length) break;
    const unit = source.charCodeAt(at);
    if (length - sign <= longest && decodeEnd(openReference(units, length, unit))) settle();
    put(unit, at, at + 1);
    if (length - sign <= longest) settle();
  }
  if (decodeEnd(openReference(units, length, 0))) settle();
  return { text: textOf(units, length), from: from.subarray(0, length), to: to.subarray(0, length) };
}

/** How many of the last characters are an escape, and of what. */
interface Escape {
  readonly length: number;
  readonly code: number;
}

function textOf(units: Uint16Array, length: number): string {
  return Buffer.from(units.buffer, 0, length * 2).toString("utf16le");
}

function escapeAtEnd(units: Uint16Array, length: number): Escape | undefined {
  const last = units[length - 1] ?? 0;
  if (last === semicolon) return reference(units, length);
  if (last === closing) return braced(units, length);
  if (digit(last) < 16) return digits(units, length);
  if (units[length - 2] !== backslash || length < 2) return undefined;
  if (last === 110 || last === 114 || last === 116) return { length: 2, code: 32 };
  return last < 128 && !/[a-z\d]/i.test(String.fromCharCode(last)) ? { length: 2, code: last } : undefined;
}

function digits(units: Uint16Array, length: number): Escape | undefined {
  if (units[length - 3] === percent) return numbered(units, length, 2, 3);
  const mark = units[length - 3];
  if (units[length - 4] === backslash && (mark === 120 || mark === 88)) return numbered(units, length, 2, 4);
  if (units[length - 4] === backslash && (mark ?? 0) <= 51) return numbered(units, length, 3, 4, 8);
  const opens = units[length - 6] === backslash || units[length - 6] === percent;
  if (opens && units[length - 5] === small) return numbered(units, length, 4, 6);
  return units[length - 10] === backslash && units[length - 9] === big ? numbered(units, length, 8, 10) : undefined;
}

function numbered(units: Uint16Array, end: number, count: number, length: number, base = 16): Escape | undefined {
  let code = 0;
  for (let at = end - count; at < end; at++) {
    const value = digit(units[at] ?? 0);
    if (value >= base) return undefined;
    code = code * base + value;
  }
  return { length, code };
}

/** The value of a hexadecimal digit; 99 for anything else. */
function digit(unit: number): number {
  if (unit >= 48 && unit <= 57) return unit - 48;
  const low = unit | 32;
  return low >= 97 && low <= 102 && unit < 128 ? low - 87 : 99;
}

function endOf(units: Uint16Array, length: number, opening: number): string {
  for (let at = length - 1; at >= Math.max(0, length - longest); at--)
    if (units[at] === opening) return String.fromCharCode(...units.subarray(at, length));
  return "";
}

function reference(units: Uint16Array, length: number): Escape | undefined {
  const text = endOf(units, length, ampersand);
  const number = /^&#(?:x([\da-f]+)|(\d+));$/i.exec(text);
  if (number) return { length: text.length, code: number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16) };
  const sign = named[text.slice(1, -1)];
  return sign === undefined ? undefined : { length: text.length, code: sign.charCodeAt(0) };
}

function braced(units: Uint16Array, length: number): Escape | undefined {
  const text = endOf(units, length, brace);
  const start = length - text.length - 2;
  const found = /^\{([\da-f]{1,8})\}$/i.exec(text);
  const letter = (units[start + 1] ?? 0) | 32;
  const opens = start >= 0 && units[start] === backslash && letter !== 110;
  if (letter === 111 && /[89a-f]/i.test(text)) return undefined;
  return found?.[1] !== undefined && opens
    ? { length: text.length + 2, code: Number.parseInt(found[1], letter === 111 ? 8 : 16) }
    : undefined;
}

/** An octal escape of two digits (`\\55`), which ends where no third digit can follow. */
function shortOctal(units: Uint16Array, length: number, next: number): Escape | undefined {
  if (units[length - 3] !== backslash) return undefined;
  const isLast = (units[length - 2] ?? 0) > 51 || next < 48 || next > 55;
  return isLast ? numbered(units, length, 2, 3, 8) : undefined;
}

/** A numeric reference without its semicolon, which ends where a character follows that is no digit of it. */
function openReference(units: Uint16Array, length: number, next: number): Escape | undefined {
  const octal = length < 3 ? undefined : shortOctal(units, length, next);
  if (octal !== undefined) return octal;
  if (length < 3 || next === semicolon || digit(units[length - 1] ?? 0) > 15 || next === hash) return undefined;
  let at = length - 1;
  while (at > Math.max(1, length - longest) && digit(units[at] ?? 0) < 16) at -= 1;
  const hex = units[at] === 120 || units[at] === 88;
  const sign = hex ? at - 1 : at;
  if (sign < 1 || units[sign] !== hash || units[sign - 1] !== ampersand || digit(next) < (hex ? 16 : 10)) return undefined;
  const count = length - 1 - at;
  return count === 0 ? undefined : numbered(units, length, count, length - sign + 1, hex ? 16 : 10);
}
