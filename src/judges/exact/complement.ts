import { isLong } from "./reach.ts";

const before =
  /(?:\\\s+|[∖¬∁~]\s?|\\(?:setminus|neg|lnot|complement)(?![a-z])\s?|\\(?:overline|bar)\s?\{\s?|(?:[RQZℝℚℤ]|\\R|\\(?:mathbb|mathbf)\s?\{?[RQZ]\}?)\s?[-−–]\s?)\\?[([{]/;
const behind = /[)\]}]\s?(?:['’′]|\^\s?\{?\s?(?:c|\\complement|\\prime|')\s?\}?|ᶜ)[\s$.]{0,3}$/i;

/** Whether a text takes what is outside of the set or the interval that it names: `ℝ \ [0, 1)`, `¬[0, 1)`, `{1, 2}'`. */
export function isComplement(text: string): boolean {
  if (isLong(text, "passage")) return false;
  const said = text.trim();
  return before.test(said) || (behind.test(said) && !/^[\s("'‘“]*['‘]/.test(said));
}
