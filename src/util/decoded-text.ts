/** A text in some reading of it, such as decoded or without its blanks, and where its parts stand in the text that it was read from. */
export interface Layer {
  readonly units: Uint16Array;
  /** The same runs as they stand in the source. */
  readonly inSource: (runs: readonly Run[]) => readonly Run[];
}

/** A stretch of a text: from its first character to the one behind its last. */
export interface Run {
  readonly from: number;
  readonly to: number;
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

/** The names by a number that is made of their letters; few texts have the number of a name and are none. */
const nameNumbers: ReadonlyMap<number, { readonly units: Uint16Array; readonly code: number }> = new Map(
  Object.entries(named).map(([name, sign]) => {
    const units = Uint16Array.from(name, (letter) => letter.charCodeAt(0));
    return [nameNumber(units, 0, units.length), { units, code: sign.charCodeAt(0) }];
  }),
);

/** What a character may do in an escape: open one, end one, both (a digit may end a reference that lacks its semicolon), or nothing. */
const roles = new Uint8Array(1 << 16);
const [opens, ends] = [1, 2];
for (const unit of [percent, backslash, ampersand]) roles[unit] = opens;
for (const sign of "0123456789abcdefABCDEF;}") roles[sign.charCodeAt(0)] = ends;

/** The units of a text. */
export function unitsOf(text: string): Uint16Array {
  const bytes = Buffer.allocUnsafeSlow(text.length * 2);
  bytes.write(text, "utf16le");
  return new Uint16Array(bytes.buffer, 0, text.length);
}

/**
 * A text with its percent escapes (`%73`, `%u0073`), backslash escapes (`\u0073`, `\u{73}`, `\U00000073`, `\x73`, `\163`, `\55`, `\o{163}`, `\/`) and
 * HTML character references (`&#115;`, `&#x73`, `&amp;`) decoded, whatever they are mixed of and however often they are nested. In
 * linear time: every character that is decoded takes at least one away.
 */
export function decodedText(source: Uint16Array): Layer {
  if (!mayEscape(source)) return { units: source, inSource: (runs) => runs };
  // Zeros stand before the text: whoever looks back from its beginning finds none of the signs, and reads no place below zero, which is slow.
  const units = new Uint16Array(longest + source.length);
  // Characters of the result stand for stretches of the source that follow on one another.
  const from = new Int32Array(units.length + 1);
  let length = longest;
  // An escape begins at one of its signs: only the characters close behind one, or behind what was decoded, can end one.
  let sign = -longest;
  let number = -longest;
  const put = (unit: number, start: number) => {
    units[length] = unit;
    from[length] = start;
    if (roles[unit] === opens) sign = length;
    else if (unit === hash) number = length;
    length += 1;
  };
  const decodeEnd = (found: Escape): boolean => {
    if (found === none) return false;
    length -= found >>> bits;
    const start = from[length] ?? 0;
    const code = found & (lengths - 1);
    if (code < 0x10000) put(code, start);
    else for (const half of [0, 1]) put(String.fromCodePoint(code).charCodeAt(half), start);
    sign = length;
    return true;
  };
  const settle = () => {
    while (decodeEnd(escapeAtEnd(units, length))) {
      // What came out may be the end of another escape.
    }
  };
  for (let at = 0; at < source.length; at++) {
    const unit = source[at] ?? 0;
    const isNear = length - sign <= longest;
    const mayBeOpen = isNear && (length - number <= longest || units[length - 3] === backslash);
    if (mayBeOpen && roles[units[length - 1] ?? 0] === ends && decodeEnd(openReference(units, length, unit))) settle();
    put(unit, at);
    if (isNear && (roles[unit] === ends || units[length - 2] === backslash)) settle();
  }
  if (decodeEnd(openReference(units, length, 0))) settle();
  from[length] = source.length;
  return {
    units: units.subarray(longest, length),
    inSource: (runs) => runs.map((run) => ({ from: from[longest + run.from] ?? 0, to: from[longest + run.to] ?? 0 })),
  };
}

function mayEscape(source: Uint16Array): boolean {
  for (let at = 0; at < source.length; at++) if (roles[source[at] ?? 0] === opens) return true;
  return false;
}

/** How many of the last characters are an escape, and of what, in one number: this is asked behind every character. 0 where none is. */
type Escape = number;
const none: Escape = 0;
const bits = 21;
const lengths = 1 << bits;

function escape(length: number, code: number): Escape {
  return length * lengths + (code <= 0x10ffff ? code : 0xfffd);
}

function escapeAtEnd(units: Uint16Array, length: number): Escape {
  const last = units[length - 1] ?? 0;
  if (last === semicolon) return reference(units, length);
  if (last === closing) return braced(units, length);
  if (digit(last) < 16) return digits(units, length);
  if (units[length - 2] !== backslash || length < 2) return none;
  if (last === 110 || last === 114 || last === 116) return escape(2, 32);
  return last < 128 && !isLetterOrDigit(last) ? escape(2, last) : none;
}

function digits(units: Uint16Array, length: number): Escape {
  if (units[length - 3] === percent) return numbered(units, length, 2, 3);
  const mark = units[length - 3];
  if (units[length - 4] === backslash && (mark === 120 || mark === 88)) return numbered(units, length, 2, 4);
  if (units[length - 4] === backslash && (mark ?? 0) <= 51) return numbered(units, length, 3, 4, 8);
  const opens = units[length - 6] === backslash || units[length - 6] === percent;
  if (opens && units[length - 5] === small) return numbered(units, length, 4, 6);
  return units[length - 10] === backslash && units[length - 9] === big ? numbered(units, length, 8, 10) : none;
}

function numbered(units: Uint16Array, end: number, count: number, length: number, base = 16): Escape {
  let code = 0;
  for (let at = end - count; at < end; at++) {
    const value = digit(units[at] ?? 0);
    if (value >= base) return none;
    code = code * base + value;
  }
  return escape(length, code);
}

/** The value of a hexadecimal digit; 99 for anything else. */
function digit(unit: number): number {
  if (unit >= 48 && unit <= 57) return unit - 48;
  const low = unit | 32;
  return low >= 97 && low <= 102 && unit < 128 ? low - 87 : 99;
}

function isLetterOrDigit(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || ((unit | 32) >= 97 && (unit | 32) <= 122);
}

/** Where the last such sign stands that is close enough to begin the escape that ends here; -1 where none does. */
function opening(units: Uint16Array, length: number, sign: number): number {
  const first = Math.max(0, length - longest);
  let at = length - 1;
  while (at >= first && units[at] !== sign) at -= 1;
  return at >= first ? at : -1;
}

function reference(units: Uint16Array, length: number): Escape {
  const start = opening(units, length, ampersand);
  if (start < 0) return none;
  if (units[start + 1] !== hash) return namedReference(units, start, length);
  const isHex = ((units[start + 2] ?? 0) | 32) === 120;
  const count = length - 1 - (start + (isHex ? 3 : 2));
  return count < 1 ? none : numbered(units, length - 1, count, length - start, isHex ? 16 : 10);
}

function namedReference(units: Uint16Array, start: number, length: number): Escape {
  const found = nameNumbers.get(nameNumber(units, start + 1, length - 1));
  if (found?.units.length !== length - start - 2) return none;
  for (let at = 0; at < found.units.length; at++) if (found.units[at] !== units[start + 1 + at]) return none;
  return escape(length - start, found.code);
}

function nameNumber(units: Uint16Array, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) number = (Math.imul(number, 31) + (units[at] ?? 0)) | 0;
  return number;
}

function braced(units: Uint16Array, length: number): Escape {
  const at = opening(units, length, brace);
  if (at < 2 || units[at - 2] !== backslash) return none;
  const letter = (units[at - 1] ?? 0) | 32;
  if (letter === 110) return none;
  const base = letter === 111 ? 8 : 16;
  const count = length - at - 2;
  return count < 1 || count > 8 ? none : numbered(units, length - 1, count, length - at + 2, base);
}

/** An octal escape of two digits (`\\55`), which ends where no third digit can follow. */
function shortOctal(units: Uint16Array, length: number, next: number): Escape {
  if (units[length - 3] !== backslash) return none;
  const isLast = (units[length - 2] ?? 0) > 51 || next < 48 || next > 55;
  return isLast ? numbered(units, length, 2, 3, 8) : none;
}

/** A numeric reference without its semicolon, which ends where a character follows that is no digit of it. */
function openReference(units: Uint16Array, length: number, next: number): Escape {
  const octal = length < 3 ? none : shortOctal(units, length, next);
  if (octal !== none) return octal;
  if (length < 3 || next === semicolon || digit(units[length - 1] ?? 0) > 15 || next === hash) return none;
  let at = length - 1;
  while (at > Math.max(1, length - longest) && digit(units[at] ?? 0) < 16) at -= 1;
  const hex = units[at] === 120 || units[at] === 88;
  const sign = hex ? at - 1 : at;
  if (sign < 1 || units[sign] !== hash || units[sign - 1] !== ampersand || digit(next) < (hex ? 16 : 10)) return none;
  const count = length - 1 - at;
  return count === 0 ? none : numbered(units, length, count, length - sign + 1, hex ? 16 : 10);
}
