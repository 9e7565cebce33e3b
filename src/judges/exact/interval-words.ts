import { isLong } from "./reach.ts";

const end = String.raw`(-?\s?(?:\\?infinity|\\infty|∞|\d(?:[\d.,/]{0,38}\d)?(?:\s\d{1,20}\/\d{1,20})?))`;
const closed = String.raw`(?:both\s)?(?:ends?\s)?(?:inclusive|included|including\sboth(?:\sends)?)`;
const open = String.raw`(?:both\s)?(?:ends?\s)?(?:exclusive|excluded|not\sinclusive|excluding\sboth(?:\sends)?)`;
const both = (words: string): RegExp =>
  new RegExp(String.raw`(?:(?:between|from)\s)?${end}\s(?:and|to|through|thru)\s${end},?\s\(?${words}\)?`, "gi");

/** What is said of an order, each with its sign; longer phrases first. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [both(closed), "[$1; $2]"],
  [both(open), "($1; $2)"],
  [new RegExp(String.raw`strictly\sbetween\s${end}\sand\s${end}`, "gi"), "($1; $2)"],
  [new RegExp(String.raw`between\s${end}\s\(inclusive\)\sand\s${end}\s\(exclusive\)`, "gi"), "[$1; $2)"],
  [new RegExp(String.raw`between\s${end}\s\(exclusive\)\sand\s${end}\s\(inclusive\)`, "gi"), "($1; $2]"],
  [new RegExp(String.raw`${end}\sor\s(?:more|greater|above|higher|larger|over)\b(?!\sthan)`, "gi"), ">= $1"],
  [new RegExp(String.raw`${end}\sor\s(?:less|fewer|below|lower|smaller|under)\b(?!\sthan)`, "gi"), "<= $1"],
  [
    /\b(?:greater|more|larger|bigger|higher)\sthan\sor\sequal\sto\b|\b(?:not|no)\s(?:less|fewer|smaller|lower)\sthan\b|\bat\sleast\b|\ba\sminimum\sof\b/gi,
    ">=",
  ],
  [
    /\b(?:less|fewer|smaller|lower)\sthan\sor\sequal\sto\b|\b(?:not|no)\s(?:more|greater|larger|bigger|higher)\sthan\b|\bat\smost\b|\bnot\sexceeding\b|\ba\smaximum\sof\b/gi,
    "<=",
  ],
  [/\b(?:strictly\s)?(?:greater|more|larger|bigger|higher)\sthan\b|\babove\b|\bover\b|\bexceed(?:s|ing)\b/gi, ">"],
  [/\b(?:strictly\s)?(?:less|fewer|smaller|lower)\sthan\b|\bbelow\b|\bunder\b/gi, "<"],
];
const whole: readonly (readonly [RegExp, string])[] = [
  [/^(?:all\s)?(?:the\s)?(?:real\snumbers|reals)$|^R$|^(?:all|any)\sreal\s(?:numbers?|values?)(?:\s(?:of\s)?[a-z])?$/i, "(-∞; ∞)"],
  [/^(?:all\s|any\s)?(?:strictly\s)?positive(?:\s(?:real\s)?(?:numbers?|values?|reals))?$/i, "> 0"],
  [/^(?:all\s|any\s)?(?:strictly\s)?negative(?:\s(?:real\s)?(?:numbers?|values?|reals))?$/i, "< 0"],
  [/^(?:all\s|any\s)?non-?negative(?:\s(?:real\s)?(?:numbers?|values?|reals))?$/i, ">= 0"],
  [/^(?:all\s|any\s)?non-?positive(?:\s(?:real\s)?(?:numbers?|values?|reals))?$/i, "<= 0"],
];

/**
 * An interval in words as signs: "x is at least 5" is `x >= 5`, "between 2 and 5 inclusive" is `[2; 5]`. "Between 2 and 5" alone stays as
 * it is, for it does not say whether the ends belong to it.
 */
export function intervalInSigns(plain: string): string {
  if (isLong(plain, "line")) return plain;
  const built =
    /^\\?\{\s?[a-z]\s?(?:(?:∈|\\in)\s?(?:R|\\R|reals)\s?)?(?:\||:|\\mid(?![a-z]))\s?(.{1,200}?)\\?\s?\}$/i.exec(plain)?.[1] ?? plain;
  const said = built
    .trim()
    .replace(
      /^(?:all|any|every|the)\s(?:set\sof\s)?(?:(?:real|whole)\s)?(?:numbers?|values?|integers?|reals)\s(?:(?:of\s)?[a-z]\s)?(?:(?:that|which)\s(?:is|are)\s|such\sthat\s|where\s|with\s)?/i,
      "",
    )
    .replace(
      /\b(?:(?:must|should|has\sto|have\sto|can|will)\s(?:be\s)?|is\s|are\s)(?=(?:strictly|greater|more|larger|bigger|higher|less|fewer|smaller|lower|not?\s|at\s|above|below|over|under|between|positive|negative|non|[<>≤≥]))/gi,
      "",
    );
  for (const [words, signs] of whole) if (words.test(said)) return signs;
  return phrases.reduce((text, [words, signs]) => text.replace(words, signs), said);
}
