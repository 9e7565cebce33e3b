import { isOnContent } from "./is-on-content.ts";
import { isOnForm } from "./on-form.ts";

/** What shows that a criterion is met: words of the answer, nothing that could be quoted, or, where it cannot be told, words or none. */
export type Evidence = "quote" | "absence" | "form" | "optional";

/**
 * The evidence that a criterion can have by its own words. A criterion is on absence where it denies that the answer itself does something,
 * on form where its predicate names one, and on content where it plainly asks that something is said: "Tells the patient not to stop",
 * "Predicts no change". What is none of these plainly may have a quote: neither does a judge's word pass unseen, nor is it
 * overruled for want of what cannot be quoted.
 */
export function evidenceFor(statement: string): Evidence {
  const said = statement
    .replace(/\u2019/g, "'")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 1000);
  const predicate = predicateOf(said);
  const isDoubled = doubled.test(predicate.rest);
  if (!isDoubled && (isAbsence(predicate) || isUndone(said))) return "absence";
  const isPerson = predicate.subject === "writer" && /^(?:is|are|was|has|have)\b/i.test(predicate.rest);
  if (!isPerson && isOnForm(said, predicate.rest)) return "form";
  return isDoubled || isOnContent(said, predicate.rest, predicate.subject === "answer") ? "quote" : "optional";
}

/** What an answer is called where a criterion speaks of it. */
const answers =
  "answer|response|reply|text|output|essay|summary|assistant|ai|it|submission|content|everything|wording|language|prose|writing|translation|paraphrase|rewrite|haiku|limerick|sonnet|json|html|markdown|email|e-mail|tweet|post|slogan|caption|headline|bullets|bullet points";
/** Works and parts of works that an answer may be, and a matter may have. */
const works =
  "letter|poem|story|explanation|message|article|memo|plan|proposal|review|speech|script|list|table|code|function|program|query|snippet|solution|proof|argument|derivation|outline|title|introduction|conclusion|paragraph|sentence|line|heading|dialogue|document|description|note|joke|recipe|draft|report|work|piece|model|bot|agent";
/** Those who write answers, and of whom tasks tell. */
const writers = "author|student|candidate|writer|they|he|she|speaker|respondent|user";
const before =
  "(?:(?:the|this|that|an?|its|their|your|each|every|any|final|whole|entire|model's|student's|assistant's|generated|written|first|second|third|last|closing|opening|resulting|provided|given|candidate's|ai) ){0,4}";
const behind = "s?(?: (?:as a whole|itself|given|above|text|body))? (?=\\S)";
const subjects = (["answer", "work", "writer"] as const).map((kind) => {
  const names = { answer: answers, work: works, writer: writers }[kind];
  return { kind, lead: new RegExp(`^${before}(?:${names})${behind}`, "i") };
});
const helpers =
  /^(?:(?:should|must|shall|will|would|can|may|ought to|has to|have to|needs to|need to|is to|are to|is expected to|is required to)(?= |n't\b))? ?/i;
const adverbs =
  /^(?:(?:also|always|only|still|simply|generally|consistently|strictly|entirely|fully|completely|carefully|clearly|explicitly|correctly|accurately|briefly|at all|overall|otherwise|mostly|throughout|successfully|wisely|rightly|deliberately) ){0,3}/i;

interface Predicate {
  /** What the criterion speaks of: the answer, which it names; what may be it; or, where it begins with the verb, nothing. */
  readonly subject: "answer" | "work" | "writer" | "none";
  /** Whether it says what should be. */
  readonly demands: boolean;
  readonly rest: string;
}

/** A criterion without the words for the answer and the helping verbs before what it says. */
function predicateOf(said: string): Predicate {
  const found = subjects.find(({ lead }) => lead.test(said));
  const predicate = found === undefined ? said : said.replace(found.lead, "");
  const rest = predicate.replace(helpers, "");
  return {
    subject: found?.kind ?? "none",
    demands: /^(?:should|must|shall|may|ought|needs?|ha(?:s|ve) to|can)/i.test(predicate),
    rest: rest.replace(adverbs, ""),
  };
}

/** Denials that ask for something to be said all the same. */
const doubled =
  /(?:\b(?:not|never|cannot)|n't) (?:\w+ly )?(?:fail|omit|forget|neglect|ignore|overlook|miss|leave out|skip|only|just|merely|simply|solely|stop at|avoid|lack|hesitate|hide)\b|\b(?:never|not) (?:omits|forgets|neglects|ignores|overlooks|misses|skips|fails|leaves out)\b|\bno (?:fewer|less) than\b|\bnothing (?:but|other than|less than|short of)\b|\bnot only\b|(?:\bnot|n't) [^,;]{1,60}[,;] but\b|\bnot \S+(?: \S+){0,5} but\b/i;
const denied =
  /^(?:(?:do|does|did|is|are|has|have|can|could|should|must|will|would|may)(?:n't| not)|cannot|can't|won't|shouldn't|mustn't|not|never|neither)\b/i;
const lacking =
  /^(?:avoid(?:s|ed|ing)?|omit(?:s|ted|ting)?|lack(?:s|ed|ing)?|refrain(?:s|ed|ing)?|abstain(?:s|ed)?|exclude[sd]?|leaves? out|steers? clear|stays? clear|keeps? (?:out|clear|free)|(?:is |are |be |remains? |stays? )?(?:completely |entirely |totally |largely )?(?:free|devoid|clear|void|empty) (?:of|from)|(?:is |are |be )?without)\b/i;
/** Verbs of which an answer that does them to nothing shows nothing. */
const holding =
  /^(?:contain|include|ha(?:s|ve)|make|mention|use|give(?:s? away)?|leak|spill|share|expose|endorse|promote|advertise|encourage|glorify|insult|blame|mock|offer|name|cite|invent|add|provide|ask|introduce|fabricate|commit|express|display|exhibit|feature|employ|reference|repeat|reveal|disclose|waste|attempt|is|are|be|(?:say|state|tell)s? (?=nothing (?:about|on|of|regarding)\b|(?:nothing|no) (?:false|untrue|wrong|invented|unsupported|lies?\b))|claims? (?=nothing|no (?:false|untrue|wrong|unsupported|unverified|invented)))s?\b ?(?:absolutely |virtually |almost )?(?:no|nothing|none|neither|zero|not a single|not one|no one)\b/i;
/** What texts and programs do, and what is said to be is not. */
const textual =
  /^\S+(?: not)? (?:\w+ly |ever )?(?:mention|contain|include|use|claim|exceed|reveal|repeat|invent|fabricate|make|give|offer|state|say|cite|refer|discuss|disclose|name|add|hallucinate|apologi[sz]e|copy|quote|insult|mock|address|ask|speculate|recommend|suggest|provide|rely|contradict|promise|blame|critici[sz]e|swear|ramble|digress|restate|comment|imply|explain|describe|list|go beyond|stray|deviate|introduce|import|mutate|modify|print|hard-?code|employ|(?:start|begin|end) (?:with|in|on|by)|rhyme|assume|plagiari[sz]e|lecture|moralize|praise|speak)s?\b/i;
/** Without a subject, what has a verb of its own speaks of the matter. */
const matter =
  /[:;]|,(?! and\b| or\b| nor\b)|\b(?:is|are|was|were|can|may|must|will|would|could|should|has|have|had|does|do|did|leaves?|needs?|requires?|exists?|remains?|follows?|shows?|happens?|occurs?|means?|says?|causes?|gives?|gets?|named|names)\b/i;
const madeOf =
  /\b(?:in|from|of|by|within|throughout) the (?:answer|response|reply|text|output|summary|essay|code|e-?mail|letter|report|story|poem|sentences?|list|translation)\b/i;
const faults =
  /\b(?:errors?|mistakes?|typos?|misspellings?|jargon|emojis?|slang|hallucinat\w+|fabricat\w+|contradictions?|repetitions?|redundanc\w+|filler|fluff|clich\w+|profanity|insults?|disclaimers?|hashtags?|bullet points?|bullets|headings?|markdown|citations?|exclamation marks?|passive|adjectives?|adverbs?|unsupported|invented|made-up|offensive|inappropriate|irrelevant|personal opinions?|plagiar\w+|placeholders?|preamble|greetings?|sign-off|apolog\w+|sentences?|paragraphs?|words?|lines?|bias(?:ed)?|stereotypes?|claims?|assertions?|code|comments?|mention|references? to|allusions?|spoilers?|falsehoods?)\b/i;

function isAbsence({ subject, rest, demands }: Predicate): boolean {
  // "Without jargon.", but "Without insurance the patient pays".
  if (/^without /i.test(rest)) return subject !== "none" || rest.split(" ").length < 5;
  if (lacking.test(rest)) return subject !== "writer" || demands;
  if (denied.test(rest)) return isDenial({ subject, rest, demands });
  if (holding.test(rest)) return subject === "none" ? !/^(?:is|are|be) /i.test(rest) : subject !== "writer";
  return subject === "none" && isBare(rest);
}

/** A denial of what the answer does. That a work or a person is or does not something else may be what has to be said: "The function is not differentiable". */
function isDenial({ subject, rest, demands }: Predicate): boolean {
  if (subject === "answer") return true;
  if (subject === "none") return !/^(?:not|neither)\b.* (?:is|are|was|were)\b|^neither (?!.*\bnor\b)/i.test(rest);
  // What has a reason is told.
  if (/\b(?:because|since|due to|owing to|as a result)\b/i.test(rest)) return false;
  if (textual.test(rest) || /^(?:never|neither) /i.test(rest)) return true;
  return subject === "work" && (demands || isOnForm("", rest.replace(/^(is|are)(?:n't| not)/i, "$1")));
}

/** What is done to persons and matters by writing of them: "The user is not blamed", "No harm is encouraged". */
const done =
  "(?:blamed|encouraged|glorified|insulted|mocked|ridiculed|shamed|stereotyped|belittled|lectured|patroni[sz]ed|mentioned|revealed|disclosed|leaked|divulged|endorsed|promoted|advertised|trivialized|minimi[sz]ed|plagiari[sz]ed|fabricated|hallucinated|invented|repeated|praised|threatened|misrepresented)";
const undone = [
  new RegExp(`^(?!neither\\b)[^,;:]{1,80} (?:is|are|be)(?: not|n't| never) (?:\\w+ly )?${done}[.!]?$`, "i"),
  new RegExp(`^(?:no|none of|neither|at no point|at no time|nowhere|in no way)\\b[^,;:]{1,80}\\b${done}[.!]?$`, "i"),
  /^(?:hallucinations|typos|clich\S+|spelling mistakes|errors|emojis|spoilers|contradictions|insults|profanit\w+|jargon|filler) (?:is|are) (?:absent|avoided|missing|omitted)\b/i,
];
function isUndone(said: string): boolean {
  return undone.some((one) => one.test(said));
}

/** "No emojis are used": of faults of texts and of their parts alone; anything else with a verb is a matter to be told. */
function isBare(rest: string): boolean {
  const [, what] = /^(?:there (?:is|are|should be|must be|be) )?(?:absolutely )?(?:no|none of|nothing|zero)\b ?(.*)$/i.exec(rest) ?? [];
  if (what === undefined || /[:;]/.test(what)) return false;
  const alone = !/^(?:there|none|nothing) /i.test(rest) && !matter.test(what);
  return alone || madeOf.test(what) || faults.test(what.split(" ").slice(0, 4).join(" "));
}
