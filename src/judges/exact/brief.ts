const contrast = /(?:,?\s(?:rather\sthan|instead\sof|as\sopposed\sto)\s|,\s(?:and\s)?(?:certainly\s|definitely\s)?not\s|\s\(not\s).*$/is;
const explanation = /(?<=\S)(?:,?\s(?:because|since|as)\s|,\s(?:which|who|whose|the|an?)\s|\s\(|\.\s+(?=\p{Lu})|\s[-–—]\s).*$/su;
const oneOfTwo = /^[\s*_]{0,9}(?:yes|no|true|false)(?=[*_]{0,3}[,.;:!])/i;

/** An answer without the contrast behind it: "red, not blue". */
export function withoutContrast(text: string): string {
  return text.replace(contrast, "");
}

/** An answer in words without what explains it: "Paris, because ...", "Paris (the capital)", "Yes, it does". */
export function briefly(text: string): string {
  return oneOfTwo.exec(text)?.[0] ?? withoutContrast(text).replace(explanation, "");
}
