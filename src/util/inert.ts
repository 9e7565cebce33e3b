import { unseenSigns } from "./unseen-signs.ts";
import { withSigns } from "./with-signs.ts";

/** Where a text is put before people, or programs of theirs. */
export type Medium = "terminal" | "markdown" | "csv" | "html" | "json";

const shown = "\u{fffd}";
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
      // A bare address would be made a link, of mail too, even with its signs escaped: readers look for links behind the escapes, not in code.
      .replaceAll(/(?<=www)\.(?=\S)|:?\/{2,}(?=\S)|(?<=[\w.+-])@(?=[\w\\-]+\.)/gi, "`$&`")
      // Two in a row would be no end and no begin.
      .replaceAll(/(?<=[./@])``(?=[.:/@])/g, "")
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
  json: (text) => unseenSigns.replace(text, escaped),
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
  return unseenSigns.replace(unseenSigns.plain(text.toWellFormed()), (signs) => shown.repeat(Array.from(signs).length));
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
