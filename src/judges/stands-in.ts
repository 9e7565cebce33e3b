/** Writing without spaces between words, or with endings that quotes leave out. */
const unspaced =
  /[\p{Script=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
const wordly = /[\p{L}\p{N}\p{M}]/u;

function isJoined(left: string, right: string): boolean {
  return wordly.test(left) && wordly.test(right) && !unspaced.test(left) && !unspaced.test(right);
}

function before(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(Math.max(0, at - 2), at) : text.slice(Math.max(0, at - 1), at);
}

function behind(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

const signed = /^[-+]?[.]?\d/;

/** Whether a word or number of `text` goes on from before `at` to behind it: "unsafe", "120", "-5", "3.5", "1٬000". */
function isInside(text: string, at: number): boolean {
  const left = before(text, at);
  const right = behind(text, at);
  if (isJoined(left, right)) return true;
  const beyond = before(text, at - left.length);
  if (/\d/.test(right)) {
    if (/[.\u066C]/.test(left)) return /\d/.test(beyond) || (left === "." && (beyond === "" || /[\s(=<>+-]/.test(beyond)));
    return left === "-" && !/[\p{L}\p{N})\]-]/u.test(beyond);
  }
  return /\d/.test(left) && /[.\u066C]/.test(right) && /^\d/.test(text.slice(at + 1, at + 2));
}

/** Who copies so much may have cut the last word; and to be refused again and again at that length would take minutes in a hostile text. */
const longest = 200;

/** Where `part` stands in `text` at the bounds of words and numbers, from `from` on; -1 where it does not. */
export function standsIn(text: string, part: string, from: number): number {
  if (part.length > longest) return text.indexOf(part, from);
  const isNumber = signed.test(part);
  let at = text.indexOf(part, from);
  while (at >= 0) {
    const isCut = isInside(text, at) || (isNumber && /^[-+.]/.test(part) && wordly.test(before(text, at)));
    if (!isCut && !isInside(text, at + part.length)) return at;
    // What begins in the same word is refused like this one: a search from its end stays linear.
    let next = at + 1;
    while (next < text.length && isJoined(text.charAt(next - 1), text.charAt(next))) next++;
    at = text.indexOf(part, next);
  }
  return -1;
}
