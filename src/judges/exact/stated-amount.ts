import { isLong } from "./reach.ts";

const stating =
  /^(?<lead>.{3,240})\b(?:is|are|was|were|equals|makes|gives|yields|totals|leaves|ha(?:s|ve|d)\san?\s[a-z ]{2,30}\sof)\s(?:(?:therefore|thus|then|exactly|equal\sto|a\s(?:remainder|total|sum|product|difference|result)\sof)\s)?(?<value>[*_`(\\$€£+-]{0,6}(?:\d|\\?[dt]?frac|\\sqrt|√|π).{0,80})$/is;
const unsure =
  /\b(?:not|never|no|none|neither|if(?!\s(?:you|we|one)\s(?!had|were|could))|unless|whether|suppose|assuming|might|may|could|would|should|can|maybe|perhaps|possibly|who|what|which(?!\s(?:leaves|means))|why|how|think|thinks|says?|said|believes?|claims?|guess|doubt|wrong|incorrect|false|mistake|except|but|unlike|other|than|either|least|most|(?<!\bdifference\s)between|nearly|almost|first(?!\s\d)|second|initial(?:ly)?|original(?:ly)?|previous(?:ly)?|one\sof|subtotal|so\sfar|step)\b|n['’]t\b|[?;:]/i;
const main = String.raw`(?<main>(?:(?:the|an?|there|he|she|it|they|we|you|i|her|his|its|their|our|this|that|\p{Lu}\p{L}+)\b|[$€£*_]{0,4}\d).{1,160})$`;
const given = String.raw`if\s(?:you|we|one)|when|whenever|since|because|as|given|after|before|with|without|for|from|of|out\sof|among|in|on|at|by|using|starting|adding|dividing|multiplying|subtracting|removing|taking|combining|substituting|there\s(?:are|is|were|was)|(?:she|he|it|they|we|\p{Lu}\p{L}+|the\s\p{L}+)\s(?:has|have|had|buys?|bought|gives?|gave|eats?|ate|sells?|sold|uses?|used|spends?|spent|makes?|made|earns?|earned|pays?|paid)`;
const hence = String.raw`(?:(?:so|and\s(?:so|then|thus|therefore)|then|thus|hence|therefore|which\smeans(?:\sthat)?|we\s(?:find|see|get|conclude|know)\sthat|meaning(?:\sthat)?)\s)?`;
const remaining = String.raw`(?:leaving|which\sleaves|making|giving|yielding|for\sa\stotal\sof)\s(?:(?:her|him|them|us|it|you|me|a\stotal\sof|with)\s){0,2}(?<main>[$€£*_(\\]{0,4}\d.{0,60})$`;
/** A sentence whose first clause tells what is given and whose last one comes to the value. */
const led: readonly RegExp[] = [
  new RegExp(String.raw`^(?:(?:so|thus|hence|therefore),?\s)?(?:${given})\b[^.!?;:]{3,240}?,\s${hence}${main}`, "iu"),
  new RegExp(String.raw`^[^.!?;:]{3,240},\s${remaining}`, "iu"),
  // "Each of the 3 friends gets 12 marbles."
  /^(?:(?:so|thus|hence|therefore),?\s)?(?:each|every\sone)\sof\s(?:the|her|his|their|these|those|my|our)\s\d[\d,]{0,9}\s\p{L}[\p{L}\s]{1,30}?\s(?:gets?|got|receives?|received|has|had|will\s(?:get|receive|have|pay)|pays?|paid|eats?|needs?|earns?|makes?|costs?|holds?|contains?|weighs?)\s(?<main>[$€£*_(\\]{0,4}\d[^!?;:]{0,60})$/iu,
  // "16 glasses cost $64."
  /^(?:(?:so|thus|hence|therefore),?\s)?\d[\d,]{0,9}\s\p{L}[\p{L}\s]{1,30}?\s(?:costs?|weighs?|holds?|makes?|earns?|contains?)\s(?<main>[$€£*_(\\]{0,4}\d[^!?;:]{0,60})$/iu,
  // "The remainder is 12 when 112 is divided by 100."
  /^[^.!?;:,\d]{3,120}\b(?:is|are|was|were|equals)\s(?<main>[$€£*_(\\]{0,4}\d[\d.,]*[^\d.!?;:,]{0,30}?),?\s(?:when|because|since)\s[^!?;:]{2,160}$/iu,
  // "Her score went from 70 to 85, an increase of 15 points."
  /^[^.!?;:]{3,240},\s(?:so\s|or\s)?an?\s(?:increase|decrease|difference|gain|loss|rise|drop|change|reduction|saving|profit)\sof\s(?<main>[$€£*_(\\]{0,4}\d[^,.!?;:]{0,60})$/iu,
  // "We are left with a remainder of 3 when 23 is divided by 5."
  /^[^.!?;:,\d]{3,120}\bremainder\sof\s(?<main>\d[\d,]*)\swhen\s[^.!?;:]{2,80}$/iu,
  // "12 of the 20 marbles are red."
  /^(?<main>[*_]{0,3}\d[\d.,]{0,20}[*_]{0,3})\s(?:out\s)?of\s(?:the\s|these\s|her\s|his\s|all\s)?\d[\d.,]{0,20}\s\p{L}[^\d.!?;:]{2,80}$/iu,
];

/** A value of something else right before: "Tom is 12 and Ann" of "Tom is 12 and Ann is 15". */
const besides =
  /\b(?:is|are|was|were|has|have|had|equals)\s[$€£]?\d[\d.,]*%?(?:\s\p{L}+){0,3},?\s(?:and|while|whereas)\s(?!(?:so|then|thus|therefore|hence|(?:the|their|our|its)\s(?:total|sum|answer|result|difference|rest|remainder|average|product|ratio))\b)(?:[\p{L}'’]+\s){1,5}$/iu;

/** What a single sentence with several numbers states: 12 of "The sum of 5 and 7 is 12.", of "Out of 20 marbles, 12 are red."; undefined for any other text. */
export function statedAmount(text: string): string | undefined {
  const plain = text.trim().replace(/[.!]?[*_]{0,3}[.!]?$/, "");
  if (isLong(plain, "line") || /[\n]|[.!?]\s/.test(plain) || unsure.test(plain)) return undefined;
  for (const pattern of led) {
    const said = pattern.exec(plain)?.groups?.["main"];
    if (said !== undefined && (said.match(/\d[\d.,]*/g) ?? []).length === 1 && (plain.match(/\d[\d.,]*/g) ?? []).length > 1) return said;
  }
  const { lead = "", value = "" } = stating.exec(plain)?.groups ?? {};
  if (besides.test(lead)) return undefined;
  const counted = /\d|\b(?:half|third|quarter|twice|double|triple|root|square|cube)\b/i.test(lead);
  if (value === "" || !counted || /\bwhen\b/i.test(value) || /\bof\sthe\s\d/i.test(plain)) return undefined;
  // A second verb, or a second number that is no alternative, makes another sentence of it.
  return /[,]\s|\b(?:is|are|was|were|has|have|had|for|per|in|of|from|after)\b.*\d/i.test(value) ? undefined : value;
}
