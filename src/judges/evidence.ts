/** What shows that a criterion is met: words of the answer, or nothing that could be quoted. */
export type Evidence = "quote" | "absence" | "form";

const telling =
  /^(?:the |an? |it |this )?(?:answer |text |reply |response |essay |author )?(?:clearly |explicitly |correctly )?(?:say|state|explain|name|mention|show|argue|identif|describe|claim|conclude|note|point|define|compare|list|give|recommend|warn|cite|quote|distinguish)\w*\s(?!no\b(?!\s(?:fewer|less)\b)|none\b|nothing\b|neither\b|never\b)/i;
const lacking =
  /^(?:\S+\s){0,4}?(?:no|not|none|nothing|never|neither|without|avoid(?:s|ed|ing)?|omits?|lacks?|refrains?|absent|free\s(?:of|from))\b|^\S*\s?(?:\S+\s){0,3}?\S+n't\b/i;
const shape =
  /\b(?:sentences?|words|paragraphs?|characters|letters|lines|bullets?|headings?|sections|stanzas?|syllables?|rhymes?|json|yaml|xml|html|markdown|csv|table|code\sblock|fenced|format(?:ted|ting)?|length|long|short|shorter|brief|concise|tone|polite|formal|style|grammar|spelling|punctuation|in\s(?:english|german|french|spanish|italian|chinese|japanese|latin)|alphabetical|ordered|structured?|layout|limerick|haiku|sonnet|(?:starts?|ends?|begins?)\swith|(?:first|second|third)\sperson|on[\s-]topic|relevant|coherent|consistent|readable|readability|clarity|fluent|grammatical(?:ly)?|professional|friendly|neutral|respectful|empathetic|plain\slanguage|easy\sto\s(?:read|follow|understand)|active\svoice|passive\svoice|tense|capital\sletters|lower\s?case|upper\s?case)\b/i;

/**
 * The evidence that a criterion can have by its own words: what must be absent and how a text is formed cannot be quoted. A criterion that
 * says what must be said needs a quote, whatever it speaks of.
 */
export function evidenceFor(statement: string): Evidence {
  const plain = statement.trim();
  if (telling.test(plain)) return "quote";
  if (lacking.test(plain)) return "absence";
  return shape.test(plain) ? "form" : "quote";
}
