/** Parts of texts that are counted. */
const units =
  "sentences?|words?|paragraphs?|characters?|letters?|lines?|bullets?|bullet[ -]points?|points|headings?|headers?|sections?|stanzas?|verses?|syllables?|tables?|columns?|rows?|items?|steps|pages?|code blocks?|emojis?|hashtags?|tokens?|tags?|adjectives?|titles?|sub-?headings?|footnotes?|exclamation marks?|question marks?|questions?|blank lines?|couplets?|tweets?";
const numbers =
  "(?:exactly |at most |at least |no more than |not more than |no fewer than |no less than |fewer than |less than |more than |under |over |below |up to |around |about |roughly |only |precisely |a maximum of |a minimum of |between )?(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|fifty|a hundred|several|multiple|\\d[\\d,]*)(?:(?: and | to | or |-|\\u2013)(?:two|three|four|five|six|seven|eight|nine|ten|\\d[\\d,]*))?";
const bounds =
  "(?:exactly|at most|at least|no more than|not more than|fewer than|less than|more than|no longer than|shorter than|longer than|under|below|within|up to|a maximum of|a minimum of|only|between)";
const qualities =
  "(?:concise|brief|short|shorter|long|longer|clear|polite|formal|informal|casual|professional|friendly|neutral|respectful|empathetic|warm|kind|encouraging|supportive|courteous|coherent|cohesive|consistent|readable|legible|fluent|fluid|grammatical|relevant|focused|on[ -]topic|structured|organi[sz]ed|formatted|indented|punctuated|capitali[sz]ed|spelled|spelt|written|worded|phrased|laid out|engaging|persuasive|natural|succinct|terse|verbose|wordy|condescending|patronizing|sarcastic|humorous|funny|objective|balanced|impartial|tactful|direct|to the point|simple|plain|self-contained|well[ -](?:structured|organi[sz]ed|written|formatted|formed|worded|phrased|punctuated)|error-free|typo-free|alphabetical|chronological|numbered|ordered|bulleted|rhymed|metrical|age-appropriate|conversational|easy to (?:read|follow|understand|scan)|hard to (?:read|follow|understand)|understandable|accessible|appropriate|suitable|calm|positive|confident|playful|dry|enthusiastic)";
const adverb =
  "(?:(?:very|quite|reasonably|sufficiently|overall|more|fully|both|generally|consistently|too|fairly|highly|properly|correctly|clearly|logically|grammatically|neatly|appropriately|well|poorly|stylistically|\\w+ly) ){0,2}";
const manners =
  "(?:tone|tones|style|voice|tense|person|register|format|formatting|layout|structure|grammar|spelling|punctuation|length|capitali[sz]ation|indentation|wording|phrasing|word choice|vocabulary|diction|rhyme|rhyme scheme|meter|language|english|markdown|json|yaml|xml|html|csv|latex|prose|bold|italics|point of view|order|sentence length|sentence structure|list format|bullet form|transitions|flow|case|font)";
const languages =
  "(?:(?:plain |simple |british |american |standard |formal |idiomatic |correct |clear |everyday )?(?:english|german|french|spanish|italian|chinese|japanese|latin|portuguese|russian|dutch|arabic|hindi|korean|polish|turkish|greek|swedish|language))";
const formats =
  "(?:valid |well-formed |syntactically valid |plain |proper |correct |strict |pure |parsable |parseable )*(?:json|yaml|xml|html|markdown|csv|latex|text|python|sql|prose)(?: (?:format|object|array|only|text|document|file|syntax))?";
const kinds =
  "(?:haiku|limerick|sonnet|list|numbered list|bulleted list|bullet list|table|single sentence|single paragraph|single word|one-liner|letter|poem|dialogue|code block|fenced code block|question|complete sentence|full sentence|single number|json object|valid json)";
/** What is counted or named here says what it is about: words of the answer show that. */
const about =
  /\b(?:about|on why|on how|that (?:explain|describe|mention|name|state|say|tell|discuss|show|give)\w*|(?:explain|describ|mention|nam|stat|say|tell|discuss|summari[sz]|list)ing|titled|called|labell?ed|saying|for each|from|regarding|concerning)\b/i;

const end =
  "(?:[.!;,)]|$| (?:and|or|but|throughout|long|only|in|each|per|with|at|overall|total|of (?:text|prose|output|the (?:answer|response|text)|\\d|plain)|for (?:a|an|the|its|this)|as (?:requested|asked|required|instructed|specified)|to (?:separate|structure|organi[sz]e|mark|highlight|list|format|show|present|improve|break|convey)|suitable|appropriate|excluding|including|or less|or fewer|or more|rather|instead|that (?:is|are|suits?|fits?|matches|rhymes?)|from start|consistently)\\b)";
const rules: readonly RegExp[] = [
  // "is concise", "reads naturally", "stays polite"
  new RegExp(
    `^(?:is|are|be|remains?|stays?|reads?|sounds?|feels?|flows?|seems?|keeps?)(?: (?:all|kept|made))? ${adverb}${qualities}${end}`,
  ),
  /^(?:reads?|flows?|rhymes?|scans?|sounds?|feels?)(?: (?:well|smoothly|naturally|easily|like an? [a-z ]{1,30}|logically|fluently|natural|aloud|in [a-z ]{1,30}))?[.!]?$/,
  /^(?:stays?|remains?|keeps?|is|are|be)(?: strictly)? (?:on|to the|to) (?:topic|point|subject)\b/,
  // "is valid JSON", "is a haiku", "is written in French", "responds in one sentence"
  new RegExp(
    `^(?:is|are|be|returns?|outputs?|produces?|uses?|consists? of|contains?|comes? as|takes? the form of)(?: only| just)? (?:an? )?${formats}${end}`,
  ),
  new RegExp(`^(?:is|are|be|takes? the form of|consists? of)(?: only)? (?:an? |one |written as an? )${kinds}${end}`),
  new RegExp(
    `^(?:is|are|be|remains?|stays?)?(?: ?(?:entirely|only|written|formatted|phrased|presented|given|expressed|formulated|laid out|structured|set|rendered|composed|delivered|ordered|listed|arranged|organi[sz]ed|sorted|kept))*(?: entirely| only| solely| correctly| clearly| properly| logically| consistently)? ?(?:in|as|with) (?:an? |the |one |its )?(?:[\\w-]+ ){0,2}(?:${languages}|${formats}|${manners}|${kinds}|first person|second person|third person|present tense|past tense|passive voice|active voice|(?:alphabetical|chronological|numerical|ascending|descending|logical|reverse|random)(?: \\w+)? order|lower ?case|upper ?case|capital letters|all caps|title case|complete sentences|full sentences|bullet points|bullets)${end}`,
  ),
  new RegExp(
    `^(?:respond|answer|repl(?:y|ie)|write|speak|phrase|present|format|structure|address)(?:e?s|ed|ing)?(?: (?:the (?:answer|response|text)|everything|it|the reader|only|directly|entirely))? (?:in|as|with) (?:${numbers} (?:\\w+ )?(?:${units})|(?:an? |the )?(?:[\\w-]+ )?(?:${languages}|${formats}|${manners}|first person|second person|third person|complete sentences|full sentences|bullet points))${end}`,
  ),
  // "has two sentences", "at most 100 words", "stays under 50 words"
  new RegExp(
    `^(?:(?:has|have|uses?|contains?|includes?|comprises?|spans?|consists? of|is|are|be|fits?(?: in(?:to)?| within| on)?|stays?|remains?|keeps?|limits?|exceeds?|counts?|takes?|is limited to|is restricted to|is kept to|is composed of|is divided into|is split into|is made of|sticks? to|runs?|numbers?)(?: (?:it|itself|the (?:answer|response|text|reply|summary|length)|to|at|within|the response))*) (?:${bounds} )?${numbers} (?:short |complete |full |numbered |bulleted |rhyming |blank |top-level |separate |distinct |single |simple |long |level-\\d |markdown |unnumbered )*(?:${units})${end}`,
  ),
  new RegExp(
    `^(?:${bounds} )?${numbers} (?:short |complete |full )?(?:${units})(?: (?:long|or less|or fewer|in length|at most|maximum|max|total))?[.!]?$`,
  ),
  new RegExp(
    `^(?:is|are|be|stays?|remains?|keeps?(?: it| the (?:answer|response|text|length))?)? ?${bounds} (?:${numbers}) (?:${units})${end}`,
  ),
  // "uses a polite tone", "uses bullet points", "follows the requested format"
  new RegExp(
    `^(?:uses?|has|have|keeps?|maintains?|adopts?|takes?|employs?|strikes?|sets?|matches|follows?|obeys?|respects?|adheres? to|conforms? to|sticks? to|preserves?|observes?|is in|contains?|holds?)(?: only| strictly| to| consistently)? (?:an? |the |its |all |one |proper |correct |consistent |good |clear )*(?:(?!of\\b|about\\b|for\\b)[\\w-]+,? (?:and |but |yet )?){0,4}${manners}${end}`,
  ),
  new RegExp(
    `^(?:uses?|has|have|contains?|includes?|employs?)(?: only| proper| clear| numbered| nested| short| complete| markdown| bold| appropriate| descriptive| separate)* (?:bullets?|bullet[ -]points?|headings?|headers?|sub-?headings?|paragraphs?|sections|sentences|code blocks?|lists?|numbered lists?|bullet lists?|bulleted lists?|emojis?|line breaks?|blank lines|abbreviations|capital letters|quotation marks|full stops|punctuation|(?:active|passive) voice|(?:past|present|future) tense|(?:first|second|third) person|lower ?case|upper ?case|bold|italics|simple words|plain language|short words)${end}`,
  ),
  /^(?:follows?|obeys?|respects?|adheres? to|conforms? to|matches|complies with|meets|satisfies) (?:the |its |all )?(?:requested|required|specified|given|prescribed|asked|word|character|length|formatting|format|sentence|line|style)(?: \w+)? ?(?:limit|constraints?|format|structure|template|style|length|guide|guidelines|requirements?|layout|count|schema|rules?|pattern|scheme|order|instructions?)\b/,
  // "the essay has an introduction, a body and a conclusion"
  /^(?:has|have|contains?|includes?) (?:an? |clear |distinct )*(?:introduction|intro|beginning|title|body|greeting|subject line|salutation)(?:,? (?:and |an? |main |clear )*(?:introduction|body|main part|middle|conclusion|ending|end|closing|sign-off|signature|salutation|greeting)){1,4}[.!]?$/,
  /^(?:ends?|begins?|starts?|opens?|closes?|finishes|concludes?) (?:with|in|on) (?:an? |the |one )?(?:single )?(?:question mark|exclamation mark|exclamation point|full stop|period|question|heading|title|capital letter|letter|vowel|consonant|code block|bullet|new line|colon|lower ?case \w+|upper ?case \w+|number|digit|rhyme|verb|noun|imperative|blank line|hash|emoji)\b(?! (?:about|on|that|of|to))/,
  /^(?:is|are|be) (?:grammatically|syntactically|orthographically|stylistically|typographically) (?:correct|valid|sound|consistent|clean|perfect|flawless)/,
  /^(?:is|are|be|comes?) (?:in the form of|laid out as|set out as|structured as|formatted as|separated by|divided by|divided into|indented by|wrapped in|enclosed in|surrounded by|followed by) (?:an? |\w+ )?(?:blank lines?|commas?|tables?|lists?|bullets?|letters?|poems?|semicolons?|tabs?|spaces?|dialogues?|json|code blocks?|quotation marks|backticks|parentheses|brackets|headings?|sections|paragraphs|stanzas|lines|dashes|newlines|new lines)\b/,
  /^(?:is|are|be) (?:not )?(?:longer|shorter) than\b/,
  /^(?:formats|highlights|bolds|italici[sz]es|indents|capitali[sz]es|punctuates|spells|structures|organi[sz]es|paragraphs|numbers|alphabeti[sz]es|sorts|wraps|separates|divides|breaks|splits|orders|arranges) (?:the |its |all |each |every |key |any |code |important |different |main |text |content )*(?:(?!as\b)[\w-]+ ){0,3}(?:in|into|with|by|as|using|alphabetically|chronologically|correctly|properly|consistently|logically|clearly)\b/,
];
const counted = new RegExp(
  `^(?:each|every|all|both|no|the (?:first|second|third|last|final|opening|closing)|its|the) (?:of the |of its )?(?:\\w+ )?(?:${units}|stanza|list|answer|entry|entries|steps?)(?: in [\\w ]{1,30})? (?:is|are|has|have|starts?|begins?|ends?|rhymes?|contains?|uses?|must|should|consists?|alternates?|stays?|fits?|exceeds?)\\b`,
);
const sized = new RegExp(
  `\\b(?:(?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?:[\\w-]+ ){0,2}(?:${units})|alphabetical|chronological|capital|numbered|bold|italic|rhym\\w+|question mark|full stop|period|letter|verb|${qualities})\\b`,
);
/** "The tone is warm", "Length is appropriate", "Grammar and spelling are correct". */
const mannered = new RegExp(
  `^(?:the |its |overall |all )*(?:overall |general |answer's |response's |text's |writing |sentence )*(?:tone|style|voice|format|formatting|layout|structure|grammar|spelling|punctuation|length|word count|capitali[sz]ation|indentation|wording|phrasing|word choice|vocabulary|register|language|readability|clarity|fluency|coherence|organi[sz]ation|flow|presentation|rhyme scheme|meter|tense)(?: of the (?:answer|response|reply|text|output|essay|e-?mail|letter|poem|story|summary|writing))?(?:(?:,| and|, and) (?:the )?(?:tone|style|format|formatting|layout|structure|grammar|spelling|punctuation|length|wording|language|clarity|coherence|readability|flow))*(?: (?:is|are|should be|must be|remains?|stays?|matches|suits?|fits?|reads?|does not exceed|do not exceed)\\b|:|,? (?:under|at most|below|between) )`,
);

/** Whether a criterion asks how the answer is formed, and not what it says. `rest` is what it says of the answer. */
export function isOnForm(statement: string, rest: string): boolean {
  const said = rest.toLowerCase();
  const whole = statement.toLowerCase();
  if (/["“«]/.test(statement)) return false;
  if (mannered.test(whole)) return !/\b(?:described|explained|named|given|stated|identified|mentioned|discussed|listed)\b/.test(whole);
  if (counted.test(whole) && sized.test(whole) && !about.test(whole)) return true;
  const forms = isFragment(said)
    ? ["", "is ", "has ", "uses ", "respond "].map((verb) => verb + said.replace(/ only(?=[.]?$)/, ""))
    : [said.replace(partsIn, "")];
  return forms.some((form) => rules.some((rule) => rule.test(form))) && !about.test(said);
}

/** "Items are in alphabetical order." */
const partsIn = new RegExp(`^(?:the |all )*(?:${units}|code|entries|names) (?=(?:is|are) in )`);

/** "Polite tone.", "In two sentences.": words of form without a verb. */
function isFragment(said: string): boolean {
  return (
    said.split(" ").length < 7 &&
    !/^(?:the|an?|\w*[^s\W]s)\b|[:;(]|\b(?:is|are|was|were|has|have|must|should|can|does|do|of|to be)\b/.test(said)
  );
}
