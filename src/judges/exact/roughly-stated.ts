import { currencySigns } from "./currency.ts";
import { inUnit } from "./units.ts";

const number = String.raw`${currencySigns}?[-+]?(?:\d[\d.,/]*|\.\d+)(?<![.,])%?`;
const last =
  /^(?<left>.*[^(\s])\s?\s(?<mark>(?:approximately|approx\b\.?|about|roughly|around|circa)(?=\s)|≈|~)\s?(?<right>[^()]{1,200})$/isu;
const opensWithNumber = new RegExp(String.raw`^(?:(?:an?|the)\s)?(?:(?:minus|negative)\s)?${number}`, "iu");
const opensWithPart =
  /^(?:half|one|two|three|an?\s(?:half|third|quarter|fifth|tenth|dozen|hundred|thousand|million)|twice|double|triple)\b/i;
const place = String.raw`(?:in|at|after|by|(?:out\s)?of|within|over|on|for|with|from|during|per|every|each|among|given|before|until|since|between|across)\s(?:(?:the|these|those|all|its|her|his|their|first|next|last|another|an?)\s){0,2}`;
/** A number, with its unit, behind which a text goes on with "about": of the whole text, or set off by a comma. */
const ending = new RegExp(
  String.raw`(?<before>^|.*[\s=:(])(?<value>${number})(?<words>(?:[\s-][\p{L}°/²³^%\d]+\.?){0,4})(?<comma>\s?[,;])?(?:\s(?:or|which\sis|that\sis|i\.e\.,?))?$`,
  "isu",
);
const placed = new RegExp(String.raw`(?:^|\s)${place}$`, "iu");
const opening = new RegExp(String.raw`(?:^|[,:]\s)(?:(?:so|thus|hence|therefore|and|then),?\s)?${place}$`, "iu");
/** What says how far a value may be off or how sure it is, or tells a part of it. */
const margin =
  /\d[^,;]{0,40}?,?\s(?:give\sor\stake|with(?:in)?|plus\sor\sminus|of\s(?:which|whom|them)|including|up\sfrom|down\sfrom)\b[^\d]*$|\d[^\d]*\b(?:confiden(?:t|ce)|certain(?:ty)?|sure|probability|chance|odds)\b[^\d]*$/i;
const unsettled =
  /\b(?:not|never|no|would|could|might|may|should|unless|whether|instead|than|initially|originally|previously)\b|n['’]t\b|\b(?:and|but|while|whereas)(?:\s\p{L}+)?$/iu;

/**
 * A sentence that states a rounded value, "In 30 minutes the car travels about 25 miles", with that value as its only number; as it is where
 * the rounded value stands beside an exact one ("22/7, about 3.14"), and undefined where it may be meant otherwise.
 */
export function statedRoughly(plain: string): string | undefined {
  const { left = "", mark = "", right = "" } = last.exec(plain)?.groups ?? {};
  if (!/\d/.test(left) || (/[=\\^]/.test(left) && !/\p{L}{3}$/u.test(left))) return plain;
  const isNumber = opensWithNumber.test(right);
  if (!isNumber && !opensWithPart.test(right)) return plain;
  if (isBeside(left, /[≈~]/.test(mark)) || margin.test(left)) {
    // A further rounded value may stand before.
    return last.test(left) ? statedRoughly(left.replace(/\s?[,;]$/, "")) : plain;
  }
  if (unsettled.test(left) || !isNumber) return undefined;
  return `${left
    .replace(/[^\p{L}\s]|\b\p{L}\b/gu, " ")
    .replace(/\s+/g, " ")
    .trim()} ${right}`.trim();
}

/** Whether a text ends with an exact value that what follows may round. */
function isBeside(left: string, signed: boolean): boolean {
  const { before = "", value, words = "", comma } = ending.exec(left)?.groups ?? {};
  if (value === undefined) return false;
  if (comma !== undefined) return !opening.test(before);
  if (words.trim() === "") return !placed.test(before) || signed;
  return !placed.test(before) && inUnit({ top: 1n, bottom: 1n }, words.trim()) !== undefined && !/\s.*\s/.test(words.trim());
}
