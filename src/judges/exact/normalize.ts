import { trimOf } from "../trim.ts";
import { withoutSiunitx } from "./siunitx.ts";

/** The part of a text that stands between balanced braces from `open` on, and where it ends; undefined when never closed. */
export function braced(text: string, open: number): { readonly inner: string; readonly end: number } | undefined {
  let depth = 0;
  // Bounded, so that a text full of open braces takes linear time.
  for (let at = open; at < Math.min(text.length, open + 4000); at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return { inner: text.slice(open + 1, at), end: at + 1 };
  }
  return undefined;
}

const wrappers =
  /\\(?:text(?:bf|it|rm|sf|tt|normal)?|math(?:rm|bf|it|sf|tt|bb|cal)|mbox|hbox|operatorname\*?|ce|emph|bm|boldsymbol|underline)\s{0,9}\{((?:[^{}]|\{[^{}]{0,40}\}){0,400})\}/g;

/**
 * One spelling for what looks the same: NFKC, dashes, spaces, LaTeX wrappers and delimiters, emphasis, quotes, closing punctuation.
 * Case is kept; `foldCase` decides later, since choices and aliases may be case-sensitive.
 */
export function normalize(text: string): string {
  if (text.length < worthKeeping) return normalized(text);
  const before = kept.get(text);
  if (before !== undefined) return before;
  if (kept.size >= mostKept) kept.clear();
  const now = normalized(text);
  kept.set(text, now);
  return now;
}

/** A long text is asked for by each form that it might have: it is brought into one spelling once. */
const kept = new Map<string, string>();
const worthKeeping = 500;
const mostKept = 50;

function normalized(text: string): string {
  return trimMarks(unwrapped(withoutSiunitx(unified(text))));
}

const unusual = /[<\u0080-\uFFFF]/;

/** Characters that look the same as one: before NFKC, which would turn x² into x2 and 1½ into 11⁄2. */
function unified(text: string): string {
  // Of all these, ASCII without tags has but blanks.
  if (!unusual.test(text)) return text.replace(/\s+/g, " ");
  return text
    .replace(
      /[⁺⁻]?[⁰¹²³⁴-⁹]{1,400}/g,
      (digits) => `^${/^[⁺⁻]/.test(digits) ? `{${digits.normalize("NFKC").replace("\u2212", "-")}}` : digits.normalize("NFKC")}`,
    )
    .replace(/[₀-₉]{1,40}/g, (digits) => `_{${digits.normalize("NFKC")}}`)
    .replace(/[\u00BC-\u00BE\u2150-\u215E]/g, (part) => ` ${part.normalize("NFKC")}`)
    .replace(/º|˚/g, "°")
    .replace(/[٬٫]/g, (mark) => (mark === "٬" ? "," : "."))
    .replace(/(?![❌❎🚫⛔👎])\p{Extended_Pictographic}\uFE0F?|\p{Regional_Indicator}/gu, " ")
    .replace(/<sup>([^<>]{1,40})<\/sup>/gi, "^{$1}")
    .replace(/<sub>([^<>]{1,40})<\/sub>/gi, "_{$1}")
    .replace(text.includes("</") ? /<\/?[biuqa]>/gi : /<\/?[biu]\s?\/>/g, " ")
    .replace(
      /<\/?(?:b\s|strong|i\s|u\s|a\s|em|span|p|br|code|mark|center|div|h[1-6]|small|big|font|ins|tt|kbd|samp|var|cite|abbr|label|pre|li|[uo]l|blockquote)(?:\s?[^<>]{0,200})?\s?\/?>/gi,
      " ",
    )
    .normalize("NFKC")
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/[\u2212\u2010-\u2015\uFE63]/g, "-")
    .replace(/[\u2044\u2215]/g, "/")
    .replace(/\u2236/g, ":")
    .replace(/[’‘ʼ]/g, "'")
    .replace(/[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]/g, "")
    .replace(/[\s\u00A0\u2000-\u200A\u202F]+/g, " ");
}

/** The digit of any script as its ASCII digit: each block of digits has ten in a row, its zero at the start. */
function asciiDigit(digit: string): string {
  if (digit <= "9") return digit;
  let zero = digit.codePointAt(0) as number;
  const code = zero;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

/** Dollar signs around what begins with a digit and is no price: `$0 \\le x < 1$`. */
const mathematics =
  /(?<![\w$])\$(?=[-+]?\s?\d)(?=[^$\n]{0,200}(?:\\[a-z]|[<>≤≥=^_]|\d\s?[a-z]\b|[a-z\d]\s?[-+*/]\s?[\da-z]))([^$\n]{1,200})\$(?![\w$])/gi;

/** What a wrapper, a formula, emphasis or a price is written with. */
const signs = /[\\{$*×·⋅∗_~\uE000]| {2}/;

function unwrapped(text: string): string {
  if (!signs.test(text)) return text;
  let plain = text;
  // Wrappers may be nested: \textbf{(\text{C})}.
  for (let round = 0; round < 3 && plain.includes("\\"); round++) plain = plain.replace(wrappers, "$1");
  return (
    plain
      .replace(/\\(?:\(|\)|\[|\])/g, "")
      .replace(/\\(?:left|right|[bB]igg?[lr]?|displaystyle|textstyle|limits|bf|rm|it)(?![a-zA-Z])/g, "")
      .replace(/\\(?:Omega|ohm)(?![a-z])/g, "Ω")
      .replace(/\\mu\s?(?=(?:m|s|g|L|l|A|V|W|mol|F|C|H|T|S|J|N|K|Pa|Hz|eV|Sv|Gy|Wb|Bq|rad|bar)\b)/g, "µ")
      .replace(/\^\s?\{?\s?\\circ\s?\}?|\\degree(?:s)?(?![a-z])/g, "°")
      .replace(/,\s?\\!|\{,\}/g, ",")
      .replace(/\\!/g, "")
      .replace(/\\[,;:> ]|\\q?quad(?![a-z])/g, " ")
      .replace(/\\\$/g, "\uE000")
      .replace(mathematics, " $1 ")
      // One sign alone, behind a plain number, is a currency: 12.50$.
      .replace(/^((?:[\p{L} :]{0,60} )?[-+]?\d[\d.,]{0,30} ?)\$(?=[. ]{0,3}$)/u, "$1\uE000")
      .replace(/\$(?!\s?-?\d[\d.,]{0,40}(?:\s?(?:[kmbt]|[bmt]n|[bm]ln|mm|trn))?(?:[\s)/]|\*\*|!?$))/gi, "")
      .replace(/\uE000/g, "$")
      .replace(/\\(?:cdot|times|ast)(?![a-zA-Z])|[×·⋅∗]/g, "*")
      .replace(/\\([%&#_])/g, "$1")
      .replace(/(?<![\w)\]}*.])\*\*([^\s*](?:[^*]{0,300}[^\s*])?)\*\*(?![\w([{*])/g, "$1")
      .replace(/^([^*]{0,300}[^\s*])\*\*(?=[\s.,;:!?]|$)/, "$1")
      .replace(/(?<=^|[\s("'“])__(?=[^_]{0,200}[\s\d$])([^\s_](?:[^_]{0,200}[^\s_])?)__(?=[\s.,;:!?)"'”]|$)/g, "$1")
      .replace(/(?<=^|\s)\*([^*\s](?:[^*]{0,200}[^*\s])?)\*(?=[\s.,;:!?]|$)/g, "$1")
      .replace(/[~]/g, " ~")
      .replace(/ {2,}/g, " ")
  );
}

export function foldCase(text: string, caseSensitive: boolean): string {
  return caseSensitive ? text : text.toLowerCase();
}

const opening = "*_`\"'“”‘’ ";
const closing = `${opening}.;,:。．，！？`;

/** Emphasis, quotes and closing punctuation around the whole, however often they are nested. */
function trimMarks(text: string): string {
  return trimOf(text, opening, closing);
}
