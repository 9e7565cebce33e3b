import { withSigns } from "./with-signs.ts";

/** Where a text is put before people, or programs of theirs. */
export type Medium = "terminal" | "markdown" | "csv" | "html" | "json";

const shown = "\u{fffd}";
/**
 * What drives a terminal or hides, turns or joins text unseen: control characters but for tabs and line feeds, bidirectional
 * controls, line separators, invisible marks and fillers, tags, variations of what has none, and what no XML may hold. Joiners stay,
 * which emoji and many scripts are written with, and variations of ideographs. In pieces, because a pattern without an end takes more
 * stack than there is on a million of them.
 */
const unseen =
  /(?:[^\P{Cc}\t\n]|[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff]|\u17b4|\u17b5|[\u{1d173}-\u{1d17a}\u{e0000}-\u{e00ff}\u{e01f0}-\u{e0fff}]|(?<!\p{Unified_Ideograph})[\u{e0100}-\u{e01ef}]){1,4096}/gu;

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
      // A bare address would be made a link.
      .replaceAll("://", ":\\/\\/")
      .replaceAll(/\bwww\./gi, (start) => `${start.slice(0, 3)}\\.`)
      // So would one of mail, even with its sign escaped.
      .replaceAll(/(?<=[\w.+-])@(?=[\w\\-]{1,255}\.)/g, "`@`")
      .replace(/^(\s*)([#+=-]|\d+(?=[.)]))/, (_, space: string, mark: string) =>
        /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
      ),
  csv: (text) => {
    const plain = visible(text);
    // A spreadsheet runs what begins with one of these, blanks before it or not, in any width.
    const begun = /^[\s\u200c\u200d]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u.test(plain) ? `'${plain}` : plain;
    // Where semicolons or tabs divide cells, quotes within a line are no quotes.
    const safe = begun.replaceAll(/[;\t\n][ \u00a0\u200c\u200d]{0,99}(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/gu, "$&'");
    return /[",;\n\r\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  },
  html: (text) => inHtml(visible(text)),
  json: (text) => text.replaceAll(unseen, escaped),
};

function visible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("\r\n", "\n")
    .replaceAll(unseen, (signs) => shown.repeat(Array.from(signs).length));
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
