import { lastSentence } from "./last-sentence.ts";
import { grammar } from "./phrases.ts";
import { plainWords } from "./plain-words.ts";
import { filledLead, lookedAgain, standingGrammar, wordClasses } from "./standing-words.ts";

/**
 * Whether the text between two objects that differ says that the later one is meant: "Final verdict:", "I misread the key; it passes:".
 * Any other words may present another's object or another case, whatever they are; which one is meant then is not told.
 */
export function isAnnounced(between: string): boolean {
  const lead = between.slice(-2000).replace(opening, "");
  const said = lastSentence(lead);
  const words = plainWords(said.includes("|") ? "" : said);
  if (words.length > 0) return announces(words) || (words.every(isPlain) && isCorrecting(lead));
  const ended = /[.!][\s*_"')]{0,9}$/.test(lead) ? plainWords(lastSentence(lead.trimEnd().replace(/[.!]\W{0,4}$/, ""))) : [];
  return ended.length > 0 && (announces([...ended, "."]) || isCorrecting(lead) || isReasoned(ended));
}

/** What opens a value: a fence, a tag, marks of Markdown. */
const opening =
  /(?:\s|[*_>~]|`{1,9}(?:json[c5l]?|jsonl|text|plaintext)?(?=\s)|<(?:verdict|answer|final|output|result|json|final_answer)>){1,99}$/i;

/** Words that announce what a text itself says. */
const announcing: ReadonlySet<string> = new Set(
  `final finally verdict judgment judgement decision conclusion evaluation assessment ruling grading grade score result output answer json
  so therefore thus hence consequently overall conclude concluding summary corrected correction correcting revised revising updated update
  actually recheck rechecked rechecking reconsidered reflection choice winner bid fixed restated repeat format response evaluation outcome
  fazit urteil endurteil bewertung ergebnis endergebnis entscheidung korrektur korrigiert daher also berichtigung
  décision conclusion donc jugement corrigé veredicto decisión conclusión corregido corrección rectificación rectification`.split(/\s+/),
);
/** Words that may stand beside them and say nothing of whose object or which case it is. */
const plain: ReadonlySet<string> = new Set(
  `the a an my our is are be am will this that it here i we as in on of to for with by and but now then ok okay well alright right correct proper
  true valid real actual definitive official-final new clean cleaned plain requested required asked form time once more again below follows following
  stands remains return give state done same formatted up object block only complete full whole short brief sum conclusion line accordance rubric
  reading strictly accordingly graded criteria cleaned completeness record however apologies sorry wait oh yes no ah hmm please find see sure : , ; . - — – -> → = ( ) [ ] > |
  das die der mein meine mit ist lautet endgültig endgültiges endgültige endgültiger finale finales
  le la mon ma est el mi es définitif définitive`.split(/\s+/),
);

function isPlain(word: string): boolean {
  return plain.has(word) || announcing.has(word);
}

const works = "answer|submission|solution|response|reply|code|program|proof|total|sum|result|essay|student|candidate";
const words = grammar({
  ...wordClasses,
  looked:
    "look|reading|read|review|reflection|consideration|reconsideration|inspection|check|checking|rechecking|re-checking|rereading|re-reading|thought|examination|analysis|evaluation|recount|recounting|re-check|recheck",
  work: works,
  own: "final|own|corrected|revised|updated|new|overall|actual|true|right|correct|best",
  ruling: "verdict|judgment|judgement|grade|score|decision|conclusion|ruling|evaluation|assessment|choice|answer|result|rating|bid",
  gives: "return|output|say|give|conclude|answer|decide|choose|pick|grade|judge|reply|report|submit|find|rule|mark",
  judgee: ["it", "this", ...works.split("|").flatMap((work) => [`the ${work}`, `this ${work}`])].join("|"),
  erred:
    "misread|miscounted|misjudged|misgraded|miscalculated|overlooked|erred|misremembered|misapplied|mistyped|misinterpreted|misunderstood",
  holds: "is|fails|passes|passed|failed|does|matches|holds|deserves|gets|must|should|stands|meets|misses|wins|was",
  rules:
    "conclude|return|find|decide|rule|settle|revise|correct|retract|withdraw|change|changed|revised|corrected|decided|concluded|choose|pick|judge|grade",
});
/** Clauses that correct what was said or draw the conclusion. */
const turning = words.table(
  "start",
  `
  <aside>*2 i|we <unsure>*2 have? <unsure>? <erred> _*9
  <aside>*2 i|we <unsure>*2 made|make a|an _? mistake|error|slip|typo|oversight _*9
  <aside>*2 i|we was|were too? wrong|hasty|harsh|strict|generous|lenient|quick|mistaken _*9
  <aside>*2 i|we <unsure>*2 must|have+to? <unsure>? <rules> _*9
  <aside>*2 my mistake|error|bad _*9
  so|therefore|thus|hence|consequently|overall|in+conclusion|in+summary|finally|accordingly ,? i|we|my _*9
  so|therefore|thus|hence|consequently|overall|in+conclusion|in+summary|finally|accordingly ,? <judgee>|that|the+verdict|the+grade <holds> _*9
  <aside>*2 <judgee> <unsure>*2 <holds> _*3 , so|therefore|thus|hence <open>
  `,
);
const turningWhole = words.table(
  "whole",
  `
  <aside>*2 on|after|upon|at|a? a|the|my? closer|second|careful|further|another|more+careful|final|last|fresh? <looked> <aside>*2 <open>?
  <aside>*2 on|after|upon|at|a? a|the|my? closer|second|careful|further|another|more+careful|final|last|fresh? <looked> ,? <judgee>|that <holds> _*3 <open>
  <aside>*2 after|having|upon correcting|rechecking|re-checking|fixing|redoing|recomputing|recounting|rereading|re-reading my _*4 <open>
  <aside>*2 after|having|upon rechecking|re-checking|recomputing|recounting|rereading|re-reading|reconsidering|re-evaluating <filler>*2 <work>? <open>
  <aside>*2 after|on|upon <looked> ,? the|my? <own>*2 <ruling> <open>
  <aside>*2 the|my? <own>*2 <ruling> , after|on|upon <looked> <open>
  <aside>*2 the|my? <own>*2 <ruling> after|on|upon <looked> <open>
  <aside>*2 the|a? second|stricter|closer|careful|final , stricter|closer|careful|final? pass|look|reading|check <open>
  <aside>*2 <judgee>|that <unsure>*2 <holds>|is+right|is+wrong|is+correct|is+incorrect ,? so|then? <open>
  <aside>*2 the|this <own>*2 <ruling> is|becomes|became|would+be|should+be|must+be|will+be|follows <open>?
  <aside>*2 the|this <own>*2 <ruling> <open>
  <aside>*2 for|on|about|to this|the+given|the+present|the+submitted <work> <open>
  <aside>*2 in the|this present|given? case ,? <open>
  <aside>*2 <judgee> <holds>|earns|receives|gets|deserves <open>
  now|here|and|so*2 for|comes|is|to? <det> <own>*2 <ruling>|evaluation <open>
  <aside>*2 without further ado|delay <open>
  `,
);
/** Ends of a clause that say whose the object is. */
const mine = words.table(
  "end",
  `
  my <own>*2 <ruling> is|becomes|became|would+be|will+be|follows? <open>*2
  mine is|becomes? <open>?
  i|we <unsure>*2 would|will|must|have+to? <unsure>? <gives> this|it|the? answer|submission|verdict|json? <open>?
  `,
);
const stated = words.table(
  "end",
  `
  ,|:|but|so|that the|this <own>*2 <ruling> is|becomes|became|would+be|should+be|must+be|will+be|follows <open>?
  ,|:|but|so|that the|this <own>*2 <ruling> <open>
  , so|therefore|thus|hence <open>?
  as|you requested|required|asked|instructed|you+asked|specified ,? the? json? <open>
  in|of the requested|required|given|specified|asked|agreed format|form|shape <open>
  , <judgee> <holds>|earns|receives|gets|deserves <open>
  `,
);
/** The last sentence of a reasoning that has no lead behind it. */
const reasoned = words.table(
  "start",
  `
  <aside>*2 i|we <unsure>*2 have? checked|rechecked|considered|compared|rejected|recomputed|verified|reread|counted|recounted|weighed|looked _*9
  <aside>*2 before|after answering|checking|judging|deciding , i|we _*9
  <aside>*2 <judgee> <unsure>*2 <holds> _*9
  `,
);
/** Words of others, of other cases and of parts, which no clause beside them outweighs. */
const foreign: ReadonlySet<string> = new Set(
  `b c d 2 3 4 5 two three other others another human humans reference gold label labels labeled dataset annotator annotators annotation optimist
  pessimist critic advocate previous prior earlier next item question task criterion attempt option alternative hypothetical rejected example sample
  expected ideal desired target had lenient fixture injected grader judge model reviewer`.split(/\s+/),
);

/** Those of them that a judge has beside its own verdict: "Given the reference, I return", "Others may disagree, but my verdict is". */
const beside: ReadonlySet<string> = new Set("reference judge grader others injected task had expected".split(" "));

/** Whether a clause ends with a word, and the next draws the conclusion. */
function breaks(word: string, next: string | undefined): boolean {
  return next !== undefined && (word === ";" || (word === "," && /^(?:so|but|therefore|hence|thus)$/.test(next)));
}

/** What may be judged, named as such. */
const named =
  /(?<=^| )(?:for|on|of|about|to|regarding) (?:this|that|the|the given|the present|the submitted) (?:answer|submission|solution|response|reply|code|program|essay|proof|case)(?= |$)/g;
const chinese =
  /^(?:更正|修正|勘误|订正|訂正|纠正)$|^(?:我的|因此|所以|综上)?(?:最终|最后|修正后的?|更正后的?|正确的?)?(?:判定|结论|评判|结果|答案|裁决|判断|输出)(?:结果)?(?:为|是|如下)?$/;

function announces(said: readonly string[]): boolean {
  if (isOwnLabel(said) || [filledLead, lookedAgain].some((table) => table.find(standingGrammar.read(said)) >= 0)) return true;
  const clause = said.slice(said.findLastIndex((word, at) => breaks(word, said[at + 1])) + 1);
  if (clause.length < said.length && announces(clause)) return true;
  const others = said.filter((word) => foreign.has(word));
  if (others.every((word) => beside.has(word)) && mine.find(words.read(said)) >= 0) return true;
  if (others.length > 0) return false;
  return stated.find(words.read(said)) >= 0 || turning.find(words.read(said, "first")) >= 0 || turningWhole.find(words.read(said)) >= 0;
}

function isReasoned(said: readonly string[]): boolean {
  return reasoned.find(words.read(said, "first")) >= 0 && !said.some((word) => foreign.has(word));
}

/** Whether words hold nothing but an announcement: each other word may tell of another's object. */
function isOwnLabel(said: readonly string[]): boolean {
  const bare = said.join(" ").replace(named, " ").split(" ").filter(Boolean);
  const last = bare.findLast((word) => /\p{L}/u.test(word));
  // "Verdict A" and "Verdict I" are numbered.
  if (last === "a" || last === "i" || last === "an") return false;
  if (bare.some((word) => chinese.test(word))) return bare.every((word) => chinese.test(word) || isPlain(word));
  return bare.every(isPlain) && bare.some((word) => announcing.has(word));
}

/** Whether a text corrects itself somewhere. */
function isCorrecting(lead: string): boolean {
  return corrections.test(lead.slice(-800).replace(/\{[^{}]*\}/g, ""));
}
const corrections =
  /(?:^|[\n.!?:;\u2014-])[\s*_(]{0,9}(?:wait|hold on|actually|hmm+|oops|on (?:second thought|reflection)|correction|sorry|apologies|let me (?:re|correct|fix|check)|no[,:]|i (?:mis|made an? |over|erred|was wrong|was too|must correct|have to correct|need to correct|change|take (?:that|it) back)|my mistake)(?!\w)/i;
