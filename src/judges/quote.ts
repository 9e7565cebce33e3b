import { trimOf } from "./trim.ts";

/**
 * Whether a judge's quote occurs in the text: case, white space, emphasis and the style of quotation marks aside; parts
 * around an ellipsis must occur in that order. A quote of fewer than eight characters shows nothing in a longer text.
 */
export function isQuoted(quote: string, text: string): boolean {
  const whole = plain(text);
  const parts = quote
    .split(/\.{3,}|…|\[\.\.\.\]/)
    .map(plain)
    .filter((part) => part !== "");
  if (parts.length === 0 || parts.join("").length < Math.min(8, whole.length)) return false;
  let from = 0;
  for (const part of parts) {
    const at = whole.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

function plain(text: string): string {
  const words = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[*_`]+/g, "")
    .replace(/\s+/g, " ");
  return trimOf(words, " \"'");
}
