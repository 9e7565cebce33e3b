import type { PhraseTable } from "../../../util/phrases.ts";
import { standingGrammar } from "../../../util/standing-words.ts";

/** What words do to the answer before them: `doubts` replace it where a value follows, and else say nothing. */
export type Effect = "corrects" | "doubts" | "retracts" | "denies" | "offers";
const { table } = standingGrammar;

/** What the words of a table do where a clause begins with them; the longest phrase at a place is taken, of equals the first. */
export const cues: readonly { readonly effect: Effect; readonly table: PhraseTable }[] = (
  [
    [
      "retracts",
      `
      please? scratch|strike|ignore|disregard|forget|discard|retract|withdraw <pointing>
      never+mind|nevermind that|this?
      i take|took <pointing> back
      i was|am <wrong>
      i hereby? retract|withdraw <pointing>
      `,
    ],
    [
      "denies",
      `
      <pointing> <be>|seems|looks actually|clearly|just|all*2 <called>
      <pointing> <be>|can|could not be? quite? right|correct|true|it
      <pointing> can|could not be
      <pointing> does|did not look|seem quite? right|correct|true
      <pointing> does|did not match|fit|work|add|hold
      <pointing> is|was _*6 ,? and|but|which it|that|this? is|was <called>
      is|was|were|would+be|seems actually|clearly? <called>
      <called> .|,|;|!|)|]
      definitely|certainly|absolutely|surely|of+course not .|!
      i strongly|respectfully|completely|totally|must|have+to|would? disagree|object|beg+to+differ
      i do|can not agree|buy|believe|accept it|that|this?
      i am not convinced
      i can|do not say|tell|know|decide for+sure? .|!|,|;
      i doubt it|that|this .|,|!|;
      \u2717|\u2718|\u274c
      <pointing>|das|es|cela|\u00e7a|c'est|eso|esto stimmt|est|es|ist nicht|faux|falsch|incorrecto|incorrect|err\u00f3neo
      `,
    ],
    [
      "corrects",
      `
      correction|corrections|erratum|edit|edited|update|updated|revised|revision|corrected|amended :|=|\u2014|\u2013|-
      corrected|updated|revised|amended|new answer|value|result :|=|\u2014|\u2013|-|is|is+therefore
      korrektur|berichtigung|vielmehr|correcci\u00f3n|corre\u00e7\u00e3o|correzione|rectificaci\u00f3n|rectification|\u66f4\u6b63|\u4fee\u6b63|\u8ba2\u6b63|\u7ea0\u6b63|\u8a02\u6b63 :|=|\u2014|\u2013|-|,?
      or|but? let+me|i+need+to|i+have+to|i+want+to|i+must|i+have|to correct|revise|fix|amend|change|rephrase <pointing>|myself? to?
      typo :|=|\u2014|\u2013|-
      i now think|believe that?
      replace|substitute that|it with
      after|on? recalculating|rechecking|re-checking|double-checking|recomputing|recounting|reconsidering|calculating|checking|computing|counting|considering again|that|this|it? ,|:|.
      in reality|truth
      to be more? precise|exact|accurate
      more precisely|exactly|accurately
      on second|further|closer? thought|thoughts|reflection|look|inspection|consideration|thinking
      i have? changed|changing my mind|answer to?
      i am changing|switching my mind|answer to?
      so? my|the? final|new|real|actual|true|correct|right|better answer|choice|option|value|result|one is|was|:
      final :
      or|but? i really|actually? mean|meant|misspoke|intended
      or|but? i should say|have+said|have+written|have+put
      make|change that|it|my+answer to?
      but? <pointing> should|ought really|actually|rather? to? be|have+been|read|say
      should actually? be|have+been|read
      or rather|better|more+precisely|more+exactly|more+accurately
      better ,|:
      rather
      my? mistake|bad|apologies|error
      i made a|an mistake|error|slip
      `,
    ],
    [
      "offers",
      `
      or|and/or|or+else ,? maybe|perhaps|possibly|alternatively|even|else|just|simply|equally|is+it|it+could+be|it+might+be|it+may+be?
      oder|ou|o+bien|\u6216|\u6216\u8005
      maybe|perhaps|possibly|alternatively|conceivably|potentially|otherwise|vs|versus
      or|but? <pointing>? could|might|may also|equally|as+well? be|equal
      another|an+alternative|a+second possibility|possible+answer|option|answer|value is|would+be|could+be?
      `,
    ],
    [
      "doubts",
      `
      but|and? i do not think so
      but|and? not really|quite|exactly
      but|and? actually|in+fact|wait|hold+on|hang+on|hm|hmm|hmmm|no|nope|nah|oops|whoops|oh|ah|uh|er|ugh|argh|sorry|pardon|well|correction|edit
      moment|warte|halt|nein|doch|entschuldigung|tats\u00e4chlich|eigentlich
      en+fait|non|pardon|attendez|attends|oups
      no|perd\u00f3n|espera|en+realidad|de+hecho|desculpe|na+verdade|scusa|in+realt\u00e0|anzi
      me equivoqu\u00e9
      me+suis|je+me+suis tromp\u00e9
      ich+habe+mich geirrt|vertan|verrechnet
      das+stimmt+nicht|c'est+faux|no+es+correcto|est\u00e1+mal
      \u7b49\u7b49|\u7b49\u4e00\u4e0b|\u4e0d\u5bf9|\u4e0d\u5c0d|\u62b1\u6b49|\u5b9e\u9645\u4e0a|\u4e0d
      `,
    ],
  ] as const
).map(([effect, lines]) => ({ effect, table: table("start", lines) }));
/** Words behind those that call something wrong with which they speak of something else. */
export const sparing = table("start", "to|that|in|about|earlier|before|when\nwith the|a|an|my|your|those|people|them|him|her");
/** "But", "however": they say nothing by themselves before words of the table. */
export const connective = table("start", "but|however|though|although|yet|and|unfortunately|then|,*6");
/** Where words of the table may begin: a clause, or after a space for those that need no comma before them. */
export const starts =
  /(?:(?<![.!?…])[.!?…]{1,9}[*_)"'”\]}$]{0,4}|[,;:—–([*_"]|\s--?|\n)[\s*_"'(]{0,6}(?=\p{L}|(?<=[\s(])[\d$\\-])|\s?(?=[✗✘❌])|\s(?=(?:or\s|\/\s|(?:or rather|i mean|make (?:that|it)|should be|no,? wait|wait|actually|scratch|oops|sorry|correction|edit|is (?:actually )?(?:wrong|incorrect|false|not))\b))/giu;
/** What stands between two of them, and before the value. */
export const between = /[\s,.:;!?…—–\-*_"'“”(。，！？；：]*/uy;

/** Words that no value has: with them a clause says something about the world. */
export const verbs =
  /\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|shall|should|may|might|must|needs?|makes?|gives?|means?|equals?|follows?|remains?|let|uses?|checks?|gets?|says?|lays?|sells?|costs?|earns?|fits?|works?|seems?|looks?|isn't|don't|doesn't|it's|that's)\b/i;
/** Words that no value begins with. */
export const openers =
  /^(?:this|these|those|there|here|what|how|why|when|where|who|we|you|she|he|they|it|that|i|my|your|our|their|her|his|because|since|if|for|in|on|at|by|from|with|to|of|about|under|after|before|also|just|still|very|quite|too|so|as|not|only|problem|worries|seriously|really|doubt|and|but|then|thus|more|less|both|each|every|some|any|all|most|none|thinking|looking|considering|checking|testing|trying|let)\b/i;
/** Words before a value that say no more than that it is one. */
export const lead = new RegExp(
  `^(?:(?:so|then|thus|hence|therefore|and|but|now|well|yes|okay),?\\s(?=\\S))?` +
    `(?:(?:i|we)(?:'d|'ll|'m)?\\s(?:think|believe|say|choose|pick|select|go with|going with|get|got)\\s(?:that\\s)?)?` +
    `(?:(?:it|that|this|which|(?:the|my|our)\\s(?:(?:correct|right|real|true|actual|final|better|new|revised|corrected)\\s)?(?:answer|option|choice|letter|result|total|value|number|one|amount|sum|figure|date))` +
    `(?:'s|’s|\\sis|\\swas|\\sshould be|\\smust be|\\swould be|\\swill be|\\sbecomes|\\sequals)\\s(?:(?:actually|really|in fact|rather|simply|just)\\s)?)?` +
    `(?:only\\s)?(?:(?:either|the)?\\s?(?:option|answer|choice|letter)\\s)?` +
    `(?:on\\s(?=the\\s\\d{1,2}(?:st|nd|rd|th)\\b|(?:\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s)?)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\b))?`,
  "i",
);
/** Words behind a value that say no more than that it is one. */
export const trail =
  /(?:,?\s(?:instead|then|sorry|though|please|it is|that is)|\s(?:is|was|would be|seems)\s(?:(?:also|equally)\s)?(?:the\s)?(?:correct|right|better|best|true|actual|real|possible|plausible|valid)?(?:\s?(?:answer|one|option|choice|value|result))?)[\s.!?)*_]*$/i;
export const clauseEnd = /[.!?…]+[*_)"'”\]}]*(?:\s|$)|\n|;|\s[—–]|[—–]\s|\s--?\s(?![\d(\\])|$/;
/** What goes on behind a value within its clause. */
export const explained = /,?\s\(?(?:because|since|as|so|given|which|where|due|not|instead of|rather than|but|i\.e\.)\b|,\s|\)/i;

/** A clause that names another value first: "D is also possible", "it's blue, actually". */
export const named: readonly { readonly effect: Effect; readonly pattern: RegExp }[] = [
  { effect: "doubts", pattern: /(?:please\s)?use\s(.{1,20}?)\sinstead/iuy },
  {
    effect: "offers",
    pattern:
      /(?:(?:and|but|though|although|while|or)\s)?([^.!?\n]{1,60}?)\s(?:is|are|was|would\sbe|could\sbe|might\sbe|may\sbe|seems)\s(?:also|equally|as\swell|just\sas|another)\s(?:an?\s)?(?:possib|correct|right|valid|plausib|acceptable|answer|solution|option)/iuy,
  },
  {
    effect: "offers",
    pattern: /([^.!?\n]{1,60}?)\s(?:is|are|seems|looks)\s(?:more|equally|just\sas|as)\s(?:likely|probable|plausible)(?!\sthan|,)/iuy,
  },
  {
    effect: "offers",
    pattern:
      /([^.!?\n]{1,60}?)\s(?:would|could|might)\s(?:also\s(?:work|fit|do|be\s(?:right|correct|possible))|work|be\s(?:right|correct|possible)\s(?:too|as\swell))/iuy,
  },
  {
    effect: "doubts",
    pattern:
      /(?:but\s)?((?:it|that)(?:'s|’s|\sis)\s.{1,60}?(?=,?\s)|[^,.!?\n]{1,40}(?=,)),?\s(?:actually|rather|in\sfact|instead|sorry)(?=[.!\n]|$)/iuy,
  },
];

const condition = "(?:if|unless|when|whenever|in case|provided|assuming|supposing|depending on whether)";
/** The same answer in another form is no other answer. */
const sameForm = "(?![^.!?\\n]{0,60}\\b(?:round|simplif|express|writ|convert|reduc|prefer|approximat|divided|split|shared))";
/** Another value on a condition, "20 if tips count" and "if tips count, 20", or in all other cases: "20 otherwise". */
export const conditional: readonly RegExp[] = [
  new RegExp(`(?:or |but |and )?([^.!?\\n]{1,40}?),? (?:${condition} ${sameForm}|otherwise(?=[.!)\\n]|$)|if not(?=[.!)\\n]|$))`, "iuy"),
  new RegExp(
    `(?:or |but |and )?${condition} ${sameForm}[^.!?\\n()]{1,80}?(?:,? then|,)(?: it| that| this)?(?:'s|’s| is)? ([^.!?\\n,]{1,40}?)(?=[.!)\\n]|$)`,
    "iuy",
  ),
  new RegExp(
    `(?:${condition} [^.!?\\n()]{1,80}?,? in (?:which|that) case|in (?:which|that) case|otherwise|else|if not),?(?: it| that| this)?(?:'s|’s| is)? ([^.!?\\n,]{1,40}?)(?=[.!)\\n]|$)`,
    "iuy",
  ),
];
/** Another verdict for some cases: "Yes (no for n = 2)", "Yes, with the exception of n = 2, where it's no". */
export const excepted: readonly RegExp[] = [
  /(yes|no|true|false),? (?:for|where|at|in|with|on)\s(?!(?:any|all|sure|doubt|reason|certain)\b)/iuy,
  /(?:where|when|for which|in which case) (?:it(?:'s|’s| is) |the answer is )?(yes|no|true|false)(?=[.!)\n]|$)/iuy,
];
/** Another value that holds in another place: "March 4, 2025 (March 5 in Tokyo)". */
export const elsewhere = /([^.!?\n()]{1,40}?) (?:in|at|for) (?:the )?\p{Lu}[\p{L} ]{1,30}(?=\))/uy;
/** Another value that something makes greater: "20 with tips". */
export const greater = /([^.!?\n]{1,40}?) (?:with|including|incl\.|counting|plus|after)\s/iuy;

/** What leaves an answer in doubt until a value is concluded, and how one is: "Wait, I forgot the tip. So 20." */
export const opening = /\b(?:wait|no|nope|hm+|oops|whoops|hold on|hang on|sorry|mistake|wrong|incorrect|right|think so|typo)\b/i;
export const concluding =
  /(?:(?:so|thus|hence|therefore|then|and)\s)?(?:(?:it|that|this)(?:'s|’s|\sis|\smakes|\sgives|\sshould be)\s(?:it\s)?|(?:making|giving)\s(?:it\s)?|(?<=so\s|thus\s|hence\s|therefore\s|:\s|\.\s))/iuy;
