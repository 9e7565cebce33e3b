/**
 * Whether words that a judge quotes occur in the text, however short they are: white space, case, every kind of quotation mark, dashes,
 * Markdown and punctuation at the ends aside. Parts around an ellipsis must occur in that order; of several quotes one is enough. Punctuation alone is no quote.
 */
export function isQuoted(quote: string | readonly string[], text: string): boolean {
  const quotes = typeof quote === "string" ? [quote] : quote;
  const folded = fold(text);
  return quotes.some((one) => occurs(one, folded) || segments(one).some((part) => occurs(part, folded)));
}

/** A letter, a digit, or a sign beyond those that punctuate prose and Markdown. */
const telling = /[\p{L}\p{N}]|(?![\p{P}\s])[\u0080-\u{10FFFF}]/u;

function occurs(quote: string, folded: string): boolean {
  const said = quote.replace(/\[(?:\s?(?:\.{2,}|…)\s?|sic)\]/gi, "…");
  const parts = said
    .split(/\.{3,}|…/)
    .map((part) => trimmed(fold(part)))
    .filter((part) => part !== "");
  // Every text has punctuation: alone it is evidence of nothing.
  if (!parts.some((part) => telling.test(part))) return false;
  let from = 0;
  for (const part of parts) {
    const at = folded.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

const marks = /["“„«「『]([^"“”„«»「」『』]{1,2000})["“”»」』]/g;

/** The quotes in one text that a judge gave as several: each on a line of its own, or nothing but texts in quotation marks. */
function segments(quote: string): string[] {
  const lines = quote.split("\n").filter((line) => line.trim() !== "");
  const alone = /^(?:[\s,;&/.()\d-]|and|or)*$/i.test(quote.replace(marks, ""));
  const marked = alone ? [...quote.matchAll(marks)].map((match) => match[1] ?? "") : [];
  return [...(lines.length > 1 ? lines : []), ...marked];
}

const entities: ReadonlyMap<string, string> = new Map([
  ["&quot;", ""],
  ["&#39;", ""],
  ["&apos;", ""],
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&nbsp;", " "],
]);

function fold(text: string): string {
  return text
    .replace(/&(?:quot|#39|apos|amp|lt|gt|nbsp);/g, (entity) => entities.get(entity) ?? entity)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\p{Default_Ignorable_Code_Point}\u00AD]/gu, "")
    .replace(/\]\([^()\s]{0,500}\)/g, "]")
    .replace(/["'`´“”„‟«»‹›‘’‚‛′″「」『』＂＇*_~[\]\\]/g, "")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/^\s{0,20}(?:#{1,6}|>|[-+•]|\d{1,3}[.)])\s/gm, "")
    .replace(/\s*\|\s*|\s{2,}|[^\S ]/g, " ");
}

function trimmed(folded: string): string {
  return folded.replace(/^[\s.,;:!?()-]{1,50}/, "").replace(/(?<![\s.,;:!?()-])[\s.,;:!?()-]{1,50}$/, "");
}
