const stating =
  /^(?<lead>.{3,240})\b(?:is|are|was|were|equals|makes|gives|yields|totals)\s(?:(?:therefore|thus|then|exactly|equal\sto)\s)?(?<value>[*_`(\\$€£+-]{0,6}(?:\d|\\?[dt]?frac|\\sqrt|√|π).{0,80})$/is;
const unsure =
  /\b(?:not|never|no|none|neither|if|unless|whether|when|suppose|assuming|might|may|could|would|should|can|maybe|perhaps|possibly|who|what|which|why|how|think|thinks|says?|said|believes?|claims?|guess|doubt|wrong|incorrect|false|mistake|except|but|unlike|other|than|either|least|most|between|nearly|almost|first(?!\s\d)|second|initial(?:ly)?|original(?:ly)?|previous(?:ly)?|one\sof|of\sthe\s\d{1,9}|subtotal|so\sfar|step)\b|n['’]t\b|[?;:]/i;

/** What a single sentence with several numbers states by its last verb: 12 of "The sum of 5 and 7 is 12."; undefined for any other text. */
export function statedAmount(text: string): string | undefined {
  const plain = text.trim().replace(/[.!]?[*_]{0,3}[.!]?$/, "");
  if (plain.length > 300 || /[\n]|[.!?]\s/.test(plain)) return undefined;
  const { lead = "", value = "" } = stating.exec(plain)?.groups ?? {};
  if (value === "" || unsure.test(plain) || !/\d|\b(?:half|third|quarter|twice|double|triple|root|square|cube)\b/i.test(lead))
    return undefined;
  // A second verb, or a second number that is no alternative, makes another sentence of it.
  return /[,]\s|\b(?:is|are|was|were|has|have|had|for|per|in|of|from|after)\b.*\d/i.test(value) ? undefined : value;
}
