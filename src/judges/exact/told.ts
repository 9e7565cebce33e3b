import { isLong } from "./reach.ts";
import { denies } from "./stated.ts";

/** A bound of growth, O(n log n), with what may stand between its brackets. */
const growth = /(?<![\p{L}\d])[OΘΩ]\((?:[^()\n]|\([^()\n]{0,40}\)){1,60}\)/gu;
const otherWay =
  /\b(?:naive|naïve|brute|instead|worse|better|faster|slower|than|before|previous|original|improved?|reduces?|optimi[sz]\w+|if|unless|could|would)\b/i;
const place =
  /^(?<lead>.{2,200})\s(?:is|are|was|lies|sits|lives|occurs|happens|found|located|defined)\s(?:found\s|located\s|defined\s)?(?:in|at|on)\s(?:the\s(?:\p{L}+\s)?)?`(?<value>[^`\n]{1,120})`$/iu;
const clock = /^(?<lead>[^.!?;]{2,160})\sat\s(?:exactly\s)?(?<value>\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?)$/iu;
const simplified =
  /\d(?:,?\s(?:which|that|and)(?:\scan\sbe)?)?(?<lead>\s(?:simplif(?:ies|y|ied)|reduces?|reduced)\sto)\s(?<value>\S{1,60})$/iu;
const ratios = /^[^=]{0,80}\d(?<lead>)\s?=\s?(?<value>\d{1,9}\s?:\s?\d{1,9})$/u;
const lacking =
  /^(?:(?:since|because|as|so|thus|hence|therefore)\b[^,]{0,120},\s)?(?<lead>(?:the|this|that|it)\b[^.,;]{0,60})\s(?:has|have)\s(?<value>(?:no|infinitely\smany|exactly\sone|a\sunique)\s(?:real\s)?\p{L}+)$/iu;

/** What a sentence tells as its value at its end in words of its own: `src/a.ts` of "The bug is in `src/a.ts`.", O(n) of "It runs in O(n) time." */
export function toldIn(sentence: string): string[] {
  const plain = sentence.trim().replace(/[.!]?[*_]{0,3}[.!]?$/, "");
  if (isLong(plain, "line")) return [];
  const bare = plain.replace(/[*_]{2}/g, "");
  const told = [place, clock, simplified, ratios, lacking].flatMap((pattern) => {
    const { lead = "", value = "" } = pattern.exec(bare)?.groups ?? {};
    return value === "" || denies(lead) ? [] : [value];
  });
  return [...told, ...growthIn(bare)];
}

/** The only bound of growth of a sentence that tells of no other way. */
function growthIn(sentence: string): readonly string[] {
  const text = sentence.replace(/\\(?:mathcal|mathrm|text)\s?\{\s?([OΘΩ])\s?\}/g, "$1").replace(/\$/g, "");
  const [only, ...more] = text.match(growth) ?? [];
  return only === undefined || more.length > 0 || otherWay.test(text) || denies(text.replace(only, " ")) ? [] : [only];
}
