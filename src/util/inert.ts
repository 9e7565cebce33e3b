import { withSigns } from "./with-signs.ts";

/** Where a text is put before people, or programs of theirs. */
export type Medium = "terminal" | "markdown" | "csv" | "html" | "json";

const shown = "\u{fffd}";
/** Signs that Unicode counts as formats though they are drawn. */
const drawn = "\\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u{110bd}\\u{110cd}";
/** Letters and marks of scripts whose letters join, which joiners are written with. */
const joining =
  "[[\\p{L}\\p{M}]--[\\u0300-\\u036f\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Script=Han}\\p{Script=Hangul}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Bopomofo}]]";
/** Joiners elsewhere: one alone behind such a letter stays, and one between two emoji. */
const strayJoiners = `\\u200c(?<!${joining}\\u200c)|\\u200d(?<!${joining}\\u200d)(?!(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f]\\u200d)\\p{Extended_Pictographic})`;
/** The flag of a part of a country: a black flag, the part's id in tags, and the tag that ends it. Longer ids would hide a text. */
const flag = "\\u{1f3f4}[\\u{e0061}-\\u{e007a}]{2}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{1,4}\\u{e007f}";
/** Where a word may be parted: no sign of its own, and left out where it does only that. */
const softHyphen = /(?<=\p{L}\p{M}{0,4})\u00ad(?=\p{L})/gu;
/** Variation marks, and behind what they stay: ideographs, Mongolian letters, emoji, and the signs of keycaps. */
const variations: readonly (readonly [marks: string, behind: string])[] = [
  ["\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}", "\\p{Unified_Ideograph}"],
  ["\\u180b-\\u180d\\u180f", "\\p{Script=Mongolian}"],
  ["\\ufe0e\\ufe0f", "\\p{Extended_Pictographic}|\\p{Emoji_Modifier}|[0-9#*](?=.\\u20e3)"],
];
/**
 * What drives a terminal or hides, turns or joins text unseen: control characters but for tabs and line feeds, whatever Unicode
 * calls a format, ignorable or no character, separators of lines, and the few that are blank and called otherwise (braille without dots, a
 * note without a head). In pieces, because a pattern without an end takes more stack than there is on a million of them.
 */
const unseen = new RegExp(
  `(${flag})|(?:${[
    `[[\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}\\p{Zl}\\p{Zp}\\u2800\\u{1d159}]--[\\t\\n\\u200c\\u200d${drawn}${variations.map(([marks]) => marks).join("")}]]`,
    strayJoiners,
    ...variations.map(([marks, behind]) => `[${marks}](?<!(?:${behind})[${marks}])`),
  ].join("|")}){1,4096}`,
  "gv",
);

/**
 * The one door of texts to people: what models, providers, files and names say does nothing in the medium that shows it. For
 * JSON the text is JSON already, and stays the same value.
 */
export function inert(text: string, medium: Medium): string {
  return media[medium](text);
}

/** What Markdown reads as its own. */
const inMarkdown = withSigns(Object.fromEntries(Array.from("\\|<>`*_[]~&", (mark) => [mark, `\\${mark}`])));
const inHtml = withSigns({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" });

const media: Readonly<Record<Medium, (text: string) => string>> = {
  terminal: visible,
  markdown: (text) =>
    inMarkdown(visible(text).replaceAll(/[\r\n\t]+/g, " "))
      // Two of these hold a formula; one before a digit, as in an amount, ends none.
      .replaceAll(/\$(?!\d)/g, () => "\\$")
      // A bare address would be made a link, behind whatever sign.
      .replaceAll("://", ":\\/\\/")
      .replaceAll(/www\./gi, (start) => `${start.slice(0, 3)}\\.`)
      // So would one of mail, even with its sign escaped.
      .replaceAll(/(?<=[\w.+-])@(?=[\w\\-]+\.)/g, "`@`")
      // Four blanks would make it code.
      .replace(/^ {2,}/, " ")
      .replace(/^(\s*)([#+=-]|\d+(?=[.)]))/, (_, space: string, mark: string) =>
        /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
      ),
  csv: (text) => {
    const safe = withoutFormulas(visible(text));
    return /[",;\n\r\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  },
  html: (text) => inHtml(visible(text)),
  json: (text) => text.replaceAll(unseen, (signs: string, kept?: string) => kept ?? escaped(signs)),
};

/** What begins a formula in a spreadsheet, in any width. */
const begins = new Set("=+-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b");
/** What stands before it without keeping it from being one: blanks of every kind, joiners, and quotes, which a reader may take for its own. */
const blank = /[\p{White_Space}"]|\u200c|\u200d/u;

/** A cell without a part that begins as a formula does: at its start, and behind semicolons, tabs and line breaks, where those divide cells. */
function withoutFormulas(text: string): string {
  let safe = "";
  let from = 0;
  let open = true;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === ";" || sign === "\t" || sign === "\n") open = true;
    else if (open && begins.has(sign)) {
      safe += `${text.slice(from, at)}'`;
      [from, open] = [at, false];
    } else if (open && !blank.test(sign)) open = false;
  }
  const whole = safe + text.slice(from);
  return /^[\t\n]/.test(whole) ? `'${whole}` : whole;
}

function visible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("\r\n", "\n")
    .replaceAll(softHyphen, "")
    .replaceAll(unseen, (signs: string, kept?: string) => kept ?? shown.repeat(Array.from(signs).length));
}

const escapes: string[] = [];

function escaped(signs: string): string {
  let all = "";
  for (let at = 0; at < signs.length; at++) {
    const code = signs.charCodeAt(at);
    all += escapes[code] ??= `\\u${code.toString(16).padStart(4, "0")}`;
  }
  return all;
}
