import { wordClasses } from "../../../util/standing-words.ts";

/** What words do to the answer before them: `doubts` replace it where a value follows, and else say nothing. */
export type Effect = "corrects" | "doubts" | "retracts" | "denies" | "offers";
const that = "(?:(?:that|this|the)(?: above)? (?:answer|result|value|number|one|choice)(?: above)?|my answer|the above|that|this|it|which)";
/** The words of the shared table by which something is called wrong, but for those that may as well comment on something else. */
const called = (wordClasses["wrong"] ?? "")
  .split("|")
  .filter((word) => !/^(?:bad|off|hasty|not good|no good|my mistake|too .*|premature|unjustified|misleading|flawed|faulty)$/.test(word))
  .join("|");
const wrong = `(?:${called}|not (?:quite )?(?:it|the answer))(?! (?:to|that|in|about|earlier|before|when)\\b)`;
const isWrong = `(?:(?:'s| is| was|'s| seems| looks) (?:actually |clearly |just |all )?${wrong}|(?: isn't| wasn't| can't be| cannot be|(?: does| did)(?:n't| not) (?:look|seem)) (?:quite )?(?:right|correct|true|it))`;

/** Longer phrases first: the first that fits is taken. */
const words: readonly (readonly [Effect, string])[] = [
  ["retracts", `(?:please )?(?:scratch|strike|ignore|disregard|forget|discard|retract|withdraw) ${that}|never ?mind(?: that| this)?`],
  [
    "retracts",
    `i (?:take|took) ${that} back|i (?:was|am|'m) (?:wrong|mistaken)(?! (?:about|earlier|before|to|in|when)\\b)|i(?: hereby)? (?:retract|withdraw) ${that}`,
  ],
  [
    "denies",
    `${that}${isWrong}|${that} (?:is|was) [^.!?,\\n]{1,40},? (?:and|but|which) (?:(?:it|that|this) )?(?:is|was) ${wrong}|(?:is|was|would be|seems) (?:actually |clearly )?${wrong}|${wrong}(?=[.,;!)\\]]|$)|(?:definitely|certainly|absolutely|surely|of course) not(?=[.!]|$)`,
  ],
  [
    "denies",
    "i (?:(?:strongly|respectfully|completely|totally|must|would|have to) )?(?:disagree|object|beg to differ)(?! with (?:the|a|an|my|your|those|people|them|him|her|\\p{Lu})\\b)|i (?:don't|do not|can't|cannot) (?:agree|buy (?:it|that|this)|believe (?:it|that|this)|accept (?:it|that|this))(?! with (?:the|a|an|my|your|those|people|them|him|her)\\b)|i(?:'m| am) not convinced|i (?:can't|cannot|don't|do not) (?:say|tell|know|decide)(?: for sure)?(?=[.!,;]|$)|i doubt (?:it|that|this)(?=[.!,;]|$)",
  ],
  ["denies", "[✗✘❌]"],
  [
    "corrects",
    "(?:corrections?|corrected(?: answer| value)?|erratum|edit(?:ed)?|updated?(?: answer)?|revised(?: answer)?|revision|amended)(?=[*_]{0,3}\\s?[:：=—–-])",
  ],
  [
    "corrects",
    `(?:or |but )?(?:let me|i (?:need|have|want) to|i must|i'll|to) (?:correct|revise|fix|amend|change|rephrase)(?: (?:${that}|myself))?(?: to)?`,
  ],
  [
    "corrects",
    "typo(?=\\s?[:：=—–-])|i now (?:think|believe)(?: that)?|(?:replace|substitute) (?:that|it) with|use(?=[^.!?\\n]{1,20} instead)",
  ],
  [
    "corrects",
    "(?:after |on )?(?:re|double-?)?(?:calculating|checking|computing|counting|considering)(?: again| that| this| it)?(?=[,:.…])",
  ],
  ["corrects", "in (?:reality|truth)|to be (?:more )?(?:precise|exact|accurate)|more (?:precisely|exactly|accurately)"],
  ["corrects", "on (?:(?:second|further|closer) )?(?:thoughts?|reflection|look|inspection|consideration|thinking)"],
  ["corrects", "(?:i(?:'ve| have)? )?chang(?:ed|ing) my (?:mind|answer)(?: to)?"],
  [
    "corrects",
    "(?:(?:so )?(?:my|the) )?(?:final|new|real|actual|true|correct|right|better) (?:answer|choice|option|value|result|one)(?: is| was|(?=\\s?[:：]))|final(?=\\s?[:：])",
  ],
  [
    "corrects",
    "(?:or |but )?i (?:really |actually )?(?:mean|meant|misspoke|should (?:say|have (?:said|written|put)))(?: to (?:say|write))?",
  ],
  [
    "corrects",
    `(?:make|change) (?:that|it|my answer)(?: to)?|(?:but )?${that} (?:should|ought to)(?: really| actually| rather)? (?:be|have been|read|say)|should(?: actually)? (?:be|have been|read)`,
  ],
  [
    "corrects",
    "or rather|or better|or more (?:precisely|exactly|accurately)|better(?=\\s?[,:])|rather(?! than)|(?:my )?(?:mistake|bad|apologies|error)|i made (?:a|an) (?:mistake|error|slip)",
  ],
  [
    "offers",
    "(?:or|and/or|or else)(?:,? (?:maybe|perhaps|possibly|alternatively|even|else|just|simply|equally|is it|it (?:could|might|may) be))?",
  ],
  ["offers", "maybe|perhaps|possibly|alternatively|conceivably|potentially|otherwise|vs\\.?|versus"],
  [
    "offers",
    `(?:or |but )?(?:${that} )?(?:could|might|may) (?:also |equally |as well )?(?:be|equal)|(?:another|an alternative|a second) (?:possibility|possible answer|option|answer|value)(?: is| would be| could be)?`,
  ],
  ["offers", "/(?=\\s)"],
  [
    "doubts",
    "(?:but |and )?(?:i (?:don't|do not) think so|not (?:really|quite|exactly)|actually|in fact|wait|hold on|hang on|hm+|no|nope|nah|oops|whoops|oh|ah|uh|er|ugh|argh|sorry|pardon|well|correction|edit)",
  ],
];
/** Patterns that are tried at a place, in order. */
export const cues = words.map(([effect, source]) => ({ effect, pattern: new RegExp(`(?:${source})(?![\\p{L}\\d])`, "iuy") }));
/** Where words of the table may begin: a clause, or after a space for those that need no comma before them. */
export const starts =
  /(?:(?<![.!?…])[.!?…]{1,9}[*_)"'”\]}$]{0,4}|[,;:—–([*_"]|\s--?|\n)[\s*_"'(]{0,6}(?=[a-z]|(?<=[\s(])[\d$\\-])|\s?(?=[✗✘❌])|\s(?=(?:or\s|\/\s|(?:or rather|i mean|make (?:that|it)|should be|no,? wait|wait|actually|scratch|oops|sorry|correction|edit|is (?:actually )?(?:wrong|incorrect|false|not))\b))/giu;
/** What stands between two of them, and before the value. */
export const between = /[\s,.:;!?…—–\-*_"'“”(]*/y;

/** Words that no value has: with them a clause says something about the world. */
export const verbs =
  /\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|shall|should|may|might|must|needs?|makes?|gives?|means?|equals?|follows?|remains?|let|uses?|checks?|gets?|says?|lays?|sells?|costs?|earns?|fits?|works?|seems?|looks?|isn't|don't|doesn't|it's|that's)\b/i;
/** Words that no value begins with. */
export const openers =
  /^(?:this|these|those|there|here|what|how|why|when|where|who|we|you|she|he|they|it|that|i|my|your|our|their|her|his|because|since|if|for|in|on|at|by|from|with|to|of|about|under|after|before|also|just|still|very|quite|too|so|as|not|only|problem|worries|seriously|really|doubt|and|but|then|thus|more|less|both|each|every|some|any|all|most|none)\b/i;
/** Words before a value that say no more than that it is one. */
export const lead = new RegExp(
  `^(?:(?:so|then|thus|hence|therefore|and|but|now|well|yes|okay),?\\s(?=\\S))?` +
    `(?:(?:i|we)(?:'d|'ll|'m)?\\s(?:think|believe|say|choose|pick|select|go with|going with|get|got)\\s(?:that\\s)?)?` +
    `(?:(?:it|that|this|which|(?:the|my|our)\\s(?:(?:correct|right|real|true|actual|final|better|new|revised|corrected)\\s)?(?:answer|option|choice|letter|result|total|value|number|one|amount|sum|figure|date))` +
    `(?:'s|’s|\\sis|\\swas|\\sshould be|\\smust be|\\swould be|\\swill be|\\sbecomes|\\sequals)\\s(?:(?:actually|really|in fact|rather|simply|just)\\s)?)?` +
    `(?:only\\s)?(?:(?:either|the)?\\s?(?:option|answer|choice|letter)\\s)?`,
  "i",
);
/** Words behind a value that say no more than that it is one. */
export const trail =
  /(?:,?\s(?:instead|then|sorry|though|please|it is|that is)|\s(?:is|was|would be|seems)\s(?:(?:also|equally)\s)?(?:the\s)?(?:correct|right|better|best|true|actual|real|possible|plausible|valid)?(?:\s?(?:answer|one|option|choice|value|result))?)[\s.!?)*_]*$/i;
export const clauseEnd = /[.!?…]+[*_)"'”\]}]*(?:\s|$)|\n|;|\s[—–]|[—–]\s|\s--?\s(?![\d(\\])|$/;
/** What goes on behind a value within its clause. */
export const explained = /,?\s\(?(?:because|since|as|so|given|which|where|due|not|instead of|rather than|but|i\.e\.)\b|,\s|\)/i;

/** "But", "however": they say nothing by themselves before words of the table. */
export const connective = /(?:(?:but|however|though|although|yet|and|unfortunately|then)[,\s]{1,3}){0,3}/iuy;
/** A clause that names another value first: "D is also possible", "it's blue, actually". */
export const named: readonly { readonly effect: Effect; readonly pattern: RegExp }[] = [
  {
    effect: "offers",
    pattern:
      /(?:(?:and|but|though|although|while|or)\s)?(.{1,60}?)\s(?:is|are|was|would\sbe|could\sbe|might\sbe|may\sbe|seems)\s(?:also|equally|as\swell|just\sas|another)\s(?:an?\s)?(?:possib|correct|right|valid|plausib|acceptable|answer|solution|option)/iuy,
  },
  {
    effect: "offers",
    pattern: /(.{1,60}?)\s(?:is|are|seems|looks)\s(?:more|equally|just\sas|as)\s(?:likely|probable|plausible)(?!\sthan)/iuy,
  },
  {
    effect: "offers",
    pattern:
      /(.{1,60}?)\s(?:would|could|might)\s(?:also\s(?:work|fit|do|be\s(?:right|correct|possible))|work|be\s(?:right|correct|possible)\s(?:too|as\swell))/iuy,
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
