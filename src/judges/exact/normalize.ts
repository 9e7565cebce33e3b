import { trimOf } from "../trim.ts";

/** The part of a text that stands between balanced braces from `open` on, and where it ends; undefined when never closed. */
export function braced(text: string, open: number): { readonly inner: string; readonly end: number } | undefined {
  let depth = 0;
  // Bounded, so that a text full of open braces takes linear time.
  for (let at = open; at < Math.min(text.length, open + 4000); at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return { inner: text.slice(open + 1, at), end: at + 1 };
  }
  return undefined;
}

const wrappers = /\\(?:text|mathrm|mathbf|textbf|mathit|operatorname)\s*\{([^{}]{0,400})\}/g;

/**
 * One spelling for what looks the same: NFKC, dashes, spaces, LaTeX wrappers and delimiters, emphasis, quotes, closing punctuation.
 * Case is kept; `foldCase` decides later, since choices and aliases may be case-sensitive.
 */
export function normalize(text: string): string {
  // Before NFKC: it would turn x² into x2 and 1½ into 11⁄2.
  const unified = text
    .replace(/[⁰¹²³⁴-⁹]+/g, (digits) => `^${digits.normalize("NFKC")}`)
    .replace(/[\u00BC-\u00BE\u2150-\u215E]/g, (part) => ` ${part.normalize("NFKC")}`)
    .normalize("NFKC")
    .replace(/[\u2212\u2010\u2011\u2012\u2013\u2014\uFE63]/g, "-")
    .replace(/\u2044/g, "/")
    .replace(/[\u200B-\u200F\u2060\uFEFF]/g, "")
    .replace(/[\s\u00A0\u2009\u202F]+/g, " ");
  const plain = unified
    .replace(wrappers, "$1")
    .replace(/\\[()[\]]/g, "")
    .replace(/\\(?:left|right|displaystyle)(?![a-z])/g, "")
    .replace(/\\[,!;: ]/g, " ")
    .replace(/\\\$/g, "\uE000")
    .replace(/\$(?!\s*\d[\d.,]*(?:\s|$))/g, "")
    .replace(/\uE000/g, "$")
    .replace(/\\(?:cdot|times)(?![a-z])|[×·⋅]/g, "*")
    .replace(/\\%/g, "%")
    .replace(/~/g, " ~");
  return trimMarks(plain);
}

export function foldCase(text: string, caseSensitive: boolean): string {
  return caseSensitive ? text : text.toLowerCase();
}

const opening = "*_`\"'“”‘’ ";
const closing = `${opening}.;,:`;

/** Emphasis, quotes and closing punctuation around the whole, however often they are nested. */
function trimMarks(text: string): string {
  return trimOf(text, opening, closing);
}
