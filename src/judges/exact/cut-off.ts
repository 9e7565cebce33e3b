import { textAt } from "./text-or-none.ts";
import { isLong } from "./reach.ts";
import { sentencesOf } from "./sentences.ts";

/** A line that may end without a stop: an entry, a heading, a row, a formula, a label. */
const open = /^\s{0,9}(?:[-*•+]\s|\d{1,3}[.)]\s|#|\||>|```|\$\$|\\\[)|^[\s*_]{0,6}[\p{L}\s]{1,40}[:：]/u;
const ended = /[.!?…。！？:;)\]}$*_`"”'’|%✓✔✅]\s*$/u;
/** Words that no sentence ends with. */
const goesOn =
  /(?:^|\s)(?:of|to|the|an?|that|which|is|are|was|were|and|or|because|since|as|for|with|by|if|from|at|would|could|should|than|be|has|have|we|she|he|they|their|its|his|her|when|where|while|but|not|so|then|per|each|every|into|also|leaves|gives|makes|equals)\s*$/i;
/** A sentence that comes to the end of a text, with or without its stop. */
const concludes =
  /^\W{0,4}(?:so|thus|hence|therefore|finally|overall|altogether|in (?:total|all|conclusion|short)|that (?:makes|gives|leaves|is)|the (?:total|result|answer|final))\b/i;
/** What says what is given or what is done first. */
const begins = /^\W{0,4}(?:we (?:are|were) (?:given|told)|given|let|suppose|first|step)\b/i;

/**
 * Whether a text without a mark was cut off in its last sentence: it has no end, and stops on a word that no sentence ends with, or stands
 * behind sentences of prose that have one.
 */
export function isCutOff(tail: string): boolean {
  const lines = tail
    .slice(-4000)
    .trimEnd()
    .split("\n")
    .filter((line) => line.trim() !== "");
  const line = textAt(lines, -1);
  if (isLong(line, "passage") || open.test(line) || ended.test(line)) return false;
  const sentences = sentencesOf(line.trim());
  const last = textAt(sentences, -1);
  const words = last.match(/\p{L}{2,}/gu) ?? [];
  if (words.length > 1 && goesOn.test(last)) return true;
  if (concludes.test(last) || !/^\W{0,3}\p{Lu}/u.test(last) || /[=≈→]/.test(last.slice(-40))) return begins.test(last) && words.length > 2;
  const before = textAt(
    [...lines.slice(0, -1), sentences.slice(0, -1).join(" ")].filter((one) => one.trim() !== ""),
    -1,
  );
  return words.length > 1 && /[.!?:][*_)"']{0,3}\s*$/.test(before) && (before.match(/\p{L}{2,}/gu) ?? []).length > 2;
}
