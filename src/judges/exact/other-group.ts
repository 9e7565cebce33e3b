import { isLong } from "./reach.ts";

const group = String.raw`[\s$*]{0,4}\\?[([{](?:[^()[\]{}\n]|\([^()\n]{0,60}\)){1,120}[)\]}][$*]{0,3}`;
const behind = new RegExp(
  String.raw`(?<=[)\]}][$*]{0,3}),?\s(?:and\s)?(?:(?:certainly|definitely)\s)?(?:not|rather\sthan|instead\sof|as\sopposed\sto)\s(?:the\s\p{L}{3,12}\s)?${group}`,
  "giu",
);
const before = new RegExp(
  String.raw`(?<!\p{L})not\s${group},?\s(?:but|it(?:['’]s|\sis))\s(?:rather\s|instead\s)?(?=[\s$*]{0,4}\\?[([{])`,
  "giu",
);

/** A text without a value in brackets that it sets against its own: "(3, 1), not (1, 3)", "not (1, 3) but (3, 1)". */
export function withoutOtherGroup(text: string): string {
  return isLong(text, "page") ? text : text.replace(before, "").replace(behind, "");
}
