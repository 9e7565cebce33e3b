import { standsIn } from "./stands-in.ts";

/**
 * Whether words that a judge quotes occur in the text, however short they are, as whole words and numbers: white space, case, every kind of quotation mark, dashes,
 * Markdown and punctuation at the ends aside. Parts around an ellipsis must occur in that order; of several quotes one is enough. Punctuation alone is no quote.
 */
export function isQuoted(quote: string | readonly string[], text: string): boolean {
  const quotes = (typeof quote === "string" ? [quote] : quote).filter((one) => one.length <= longestQuote);
  if (quotes.length === 0) return false;
  // JSON and programs write their line breaks so; the same letters may be a command's of LaTeX.
  const texts = [text, ...(/\\[nrt]/.test(text) ? [text.replace(/\\[nrt]/g, " ")] : [])].map(fold);
  // A line break may have been written as JSON writes it.
  const forms = quotes.flatMap((one) => [one, ...(one.includes("\\n") ? [one.replaceAll("\\n", "\n")] : []), ...segments(one)]);
  return texts.some((folded) => forms.some((one) => occurs(one, folded)) || quotes.some((one) => occurJoined(one, folded)));
}

/** Whether a text gives several quotes, parted by semicolons or slashes, of which each occurs. */
function occurJoined(quote: string, folded: string): boolean {
  const parts = quote.split(/\s*;\s+|\s+\/{1,2}\s+/).filter((part) => part.trim() !== "");
  return parts.length > 1 && parts.length <= mostParts && parts.every((part) => occurs(part, folded));
}
const mostParts = 20;

/** Who copies more copies the answer and shows nothing; so long a text is no quote. */
const longestQuote = 20_000;

/** A letter, a digit, or a sign beyond those that punctuate prose and Markdown. */
const telling = /[\p{L}\p{N}]|(?![\p{P}\s])[\u0080-\u{10FFFF}]/u;

function occurs(quote: string, folded: string): boolean {
  const said = quote.replace(/\[(?:\s?(?:\.{2,}|…)\s?|sic)\]/gi, "…");
  const parts = said
    .split(/\.{3,}|\.(?: \.){2,}|[…⋯‥]/)
    .map((part) => trimmed(fold(part)))
    .filter((part) => part !== "");
  // Every text has punctuation: alone it is evidence of nothing.
  if (!parts.some((part) => telling.test(part))) return false;
  let from = 0;
  for (const part of parts) {
    const at = standsIn(folded, part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

const marks = /["“„«「『]([^"“”„«»「」『』]{1,2000})["“”»」』]/g;

/** What stands beside texts in quotation marks that are a judge's quotes: where they stand, and who says them. */
const besideQuotes =
  /^(?:[\s,;:&/.()\d-]|and|or|also|lines?|paragraph|sentence|section|item|the|an?|it|this|that|as|in|by|answer|text|response|reply|author|writer|says?|said|states?|stated|writes?|wrote|mentions?|mentioned|reads?|evidence|quotes?|quoted|words?|from)*$/i;

/** The quotes in one text that a judge gave as several: each on a line of its own, or nothing but texts in quotation marks. */
function segments(quote: string): string[] {
  const lines = quote.split("\n").filter((line) => line.trim() !== "");
  const alone = besideQuotes.test(quote.replace(marks, ""));
  const marked = alone ? [...quote.matchAll(marks)].map((match) => match[1] ?? "") : [];
  return [...(lines.length > 1 ? lines : []), ...marked];
}

const entities: ReadonlyMap<string, string> = new Map([
  ...["quot", "apos", "ldquo", "rdquo", "lsquo", "rsquo", "laquo", "raquo", "shy"].map((name) => [name, ""] as const),
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["nbsp", " "],
  ["hellip", "…"],
  ["ndash", "-"],
  ["mdash", "-"],
]);
/** Marks of one meaning, as Western texts write them. */
const plainMarks: ReadonlyMap<string, string> = new Map([
  ["、", ","],
  ["。", "."],
]);

/** Signs that are written in two ways, beyond what Unicode folds. */
const sameSigns: ReadonlyMap<string, string> = new Map([
  ["\u00DF", "ss"],
  ["\u03C2", "\u03C3"],
  ["\u2044", "/"],
  ["\u2215", "/"],
]);

function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:([a-z]{2,6})|#(\d{2,6})|#x([\da-f]{2,5}));/gi, (entity, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return entities.get(name.toLowerCase()) ?? entity;
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal));
  });
}

function fold(text: string): string {
  return (
    decoded(text)
      .replace(/<\/?(?:p|br)\s?\/?>/gi, " ")
      .replace(/<\/?(?:b|i|u|em|strong|code|mark|span|sub|sup)\s?\/?>/gi, "")
      // Normalized, an accent that stands for an apostrophe is a blank, and "1½" is eleven halves.
      .replace(/[\u00B4\u02CA\u02CB]/g, "")
      .replace(/(?<=\d)(?=[\u00BC-\u00BE\u2150-\u215E])/g, " ")
      .normalize("NFKC")
      .toLowerCase()
      .replace(/i\u0307/g, "i")
      .replace(/[\u00DF\u03C2\u2044\u2215]/g, (sign) => sameSigns.get(sign) ?? sign)
      .replace(/\]\([^()\s]{0,500}\)/g, "]")
      // The number of a note is no part of the word before it, nor is a separator of thousands one of a list.
      .replace(/\[(?=\d{1,3}\])/g, " ")
      .replace(/(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)/g, (number) => number.replaceAll(",", "\u066C"))
      .replace(/[\p{Default_Ignorable_Code_Point}\u00AD"'`´“”„‟«»‹›‘’‚‛′″「」『』*_~[\]\\]+/gu, "")
      .replace(/[\u2010-\u2015\u2212]/g, "-")
      .replace(/[、。]/g, (mark) => plainMarks.get(mark) ?? mark)
      .replace(/^\s{0,20}(?:#{1,6}|>|[-+•]|\d{1,3}[.)])\s/gm, "")
      .replace(/\s*\|\s*|\s{2,}|[^\S ]/g, " ")
      .replace(/(?<=\d) (?=[%\u00B0\u2030\u20AC])/g, "")
      // Writing without spaces breaks its lines anywhere.
      .replace(/(?<=[\p{Script=Han}\p{scx=Hiragana}\p{scx=Katakana},.!?]) (?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu, "")
      .replace(/, /g, ",")
  );
}

/** Without punctuation at the ends; the sign and the point of a number are its own. */
function trimmed(folded: string): string {
  return folded.replace(/^(?:[\s,;:!?()]|[.-](?![.-]?\d)|-(?=[.-]\d)){1,50}/, "").replace(/(?<![\s.,;:!?()-])[\s.,;:!?()-]{1,50}$/, "");
}
