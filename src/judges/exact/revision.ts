import type { Turn, ValueTest } from "./taken-back.ts";

/** Words by which a text goes back on its answer, in the sentence of the new value or in one before it. */
const revising =
  /\b(?:wait|oops|whoops|sorry|apologi[sz]e|apologies|corrections?|correcting|mis(?:read|counted|calculated|took|applied|stated|understood|remembered|copied)|(?:my|a|an|the) (?:mistake|error|slip)|forgot|overlooked|(?:was|is|used the|used a) (?:wrong|incorrect|mistaken)|revis(?:e|ed|ing)|re-?(?:check|read|calculat|comput|count|examin|evaluat|consider|think|doing)\w*|on (?:closer |further |second )?(?:reflection|review|inspection|thought)|(?:looking|thinking|going|reading|checking|counting|working) (?:again|back|closer|more closely|it over|it through|(?:it |this |that )?(?:through |over )?again|twice)|(?:up)?on (?:closer |further |second )?(?:check|review|inspect|reflect|verif)\w*|after (?:\w{1,12} )?(?:check|review|reflect)\w*|(?:that|this|it|which|i|we|the above|my (?:answer|calculation|solution)) (?:still |also |just |only |wrongly )?(?:ignor(?:es?|ed)|forg(?:ets?|ot)|neglect(?:s|ed)?|omit(?:s|ted)?|overlook(?:s|ed)?|miss(?:es|ed)?|(?:double|over|under)[- ]?count(?:s|ed)?|(?:does not|doesn't|did not|didn't|fails? to|failed to) (?:account|include|consider|count|subtract|add|deduct))|switch(?:ing)?|actual(?:ly)?|correct (?:myself|that|this|it|my answer)|instead|no longer|i (?:now|change|changed))\b/i;
/** Words that may as well go on with an explanation: with them only the end of a text is a new answer. */
const weakly = /\b(?:however|but|hm+|check|verification|verify|verifying|yet|unfortunately|now)\b|≠/i;
/** Words by which a text stays with its answer, or says it in another form. */
const staying =
  /\b(?:i stand by|stands?|confirm(?:s|ed|ing)?|checks? out|as (?:before|stated|above|expected|given|required|desired|needed|in the \w{1,12})|matches|same (?:answer|result|value)|consistent|still|verified)\b|^\W{0,3}(?:yes|correct|right)\b/i;
const otherForm =
  /\b(?:round(?:s|ed|ing)?|approximate(?:ly)?|about|roughly|nearly|almost|around|in (?:other words|decimal|percent\w*|cents|dollars|minutes|hours|seconds|meters|feet|words|fraction)|equivalent(?:ly)?|convert\w*|express\w*|simplif\w*|per|each|every|if|unless|were|would|might|could|may|maybe|perhaps|not|n['’]t|some|many|others?|mistakenly|wrongly|common(?:ly)?|typical(?:ly)?|tempting|pitfall)\b|n['’]t\b|^\W{0,3}(?:with|without|suppose|supposing|assuming|had|in (?:that|this|which) case)\s(?!it\b|that\b|this\b)|[≈?]/i;

/** What an answer lacks, without another one. */
const lacking =
  /^\W{0,3}(?:(?:but|however|unfortunately|wait|still)\b,?\s){0,2}(?:that|this|it|the above|my (?:answer|calculation|solution|result))(?: answer| result| value)?\s(?:still |also |just |only |wrongly )?(?:ignores|ignored|forgets|forgot|neglects|neglected|omits|omitted|overlooks|overlooked|misses|missed|(?:double|over|under)[- ]?counts|(?:does not|doesn't|did not|didn't|fails to|failed to) (?:account|include|consider|count))\b/i;

const adverb = "(?:(?:actually|really|in fact|then|instead|therefore|thus|now|rather|simply|just|only|indeed)\\s)?";
const whole =
  "(?:(?:correct|right|real|true|actual|final|new|revised|corrected|proper|overall|grand|better|best)\\s){0,2}(?:total|result|answer|sum|amount|value|number|figure|option|choice)";
const is =
  "(?:\\s(?:is|was|equals|becomes|comes (?:out )?(?:to|as)|should be|must be|has to be|ought to be)|[’']s|\\s(?:becomes|comes (?:out )?to)|\\s?[:=])";
const so =
  "(?:(?:^|\\s)(?:so|thus|hence|therefore|then|and|which means|meaning)\\s|,\\s(?:so|thus|hence|therefore|then|and|which means|meaning|or)\\s|;\\s|:\\s|,\\s(?=(?:it|this|that) comes)|^)(?:that\\s)?";
const subject =
  "(?:the\\s[a-z]{2,20}|its?|this|that|he|she|they|we|you|i|there|[A-Z][a-z]+|(?:her|his|their|our)\\s[a-z]{2,20}(?:\\s[a-z]{2,20})?)";
const does =
  "(?:is|are|was|were|has|have|had|makes?|made|earns?|earned|pays?|paid|gets?|got|needs?|needed|sells?|sold|costs?|takes?|took|comes (?:out )?to|equals?|gives?|leaves?|becomes?|totals?|spends?|spent|saves?|saved|receives?|received|walks?|runs?|ran)";
const leading =
  "(?:looking|thinking|going|reading|checking|counting|working|including|adding|subtracting|accounting|allowing|correcting|deducting|removing|considering|taking|factoring|with|without|after|once|when)";
/** Clauses at the end of a sentence that conclude a value, the strongest first; each has the value in its group. With `led` the words before it say why. */
const claims: readonly { readonly pattern: RegExp; readonly strong: boolean; readonly led?: true }[] = [
  { strong: true, pattern: new RegExp(`(?:^|[\\s,;:—–])(?:the|our|my|its?|a)\\s${whole}\\s?${adverb}${is}\\s?${adverb}(.{1,60})$`, "i") },
  {
    strong: true,
    pattern: new RegExp(
      `(?:^|[\\s,;:—–])(?:i|we)\\s(?:now\\s|actually\\s)?(?:get|got|obtain|find|compute|calculate|arrive at|end up with)\\s${adverb}(.{1,60})$`,
      "i",
    ),
  },
  { strong: true, pattern: new RegExp(`${so}(?:it|this|that)${is}\\s?${adverb}(.{1,60})$`, "i") },
  {
    strong: true,
    pattern:
      /,\s(?:giving|making(?: it)?|yielding|leaving|which (?:gives|makes|yields)|for a total of|resulting in|bringing it to)\s(?:us\s|me\s)?(?:a (?:total|result) of\s)?(.{1,60})$/i,
  },
  { strong: true, pattern: /(?:^|[\s,;:—–])(?:at|with|for|after|using)\s[^,;.]{1,40}(?:,\s|\s)it[’']?(?:s|\sis)\s(.{1,60})$/i },
  {
    strong: false,
    led: true,
    pattern: new RegExp(
      `(?:^|[\\s,;])(?:so|thus|hence|therefore),?\\s(?:(?:for|in|over|after|during)\\s[^,;.\\d]{1,30}\\s)?${subject}\\s(?:(?:really|actually|only|now)\\s)?${does}\\s(.{1,60})$`,
      "i",
    ),
  },
  {
    strong: false,
    led: true,
    pattern: new RegExp(
      `^(?:(?:but|however|and)\\b,?\\s)?${leading}\\b[^.;]{0,80}(?:,\\s|\\s(?=it\\b))(?:${subject}\\s(?:(?:really|actually|only|now)\\s)?${does}|it['’]s)\\s(.{1,60})$`,
      "i",
    ),
  },
  {
    strong: false,
    led: true,
    pattern:
      /(?:^|[\s,;])(?:(?:(?:subtract|add|includ|remov|deduct|correct|account|allow|tak)ing\s?[^,;.]{0,40}|,\swhich|that|this)\s(?:gives|makes|leaves|yields|means)|brings\s(?:it|that|this|the\s[a-z]{2,20})\s(?:up\s|down\s)?to)\s(?:(?:us|her|him|them)\s)?(.{1,60})$/i,
  },
  { strong: true, pattern: /(?:;|,)\swith (?:it|that|this),\s(.{1,40})$/i },
  { strong: false, pattern: /(?:^|[\s,:;])[$(\d][\d\s.,$()×*·+−/÷%-]*\s?(?:=|is|equals|makes)\s([^=]{1,40})$/i },
  {
    strong: true,
    pattern:
      /\b(?:revis\w{1,3}|chang\w{1,3}|updat\w{1,3}|amend\w{0,3}|correct\w{0,3}|switch\w{0,3}|mov\w{1,3}|go\w{0,3})\s(?:(?:my|the|this|that|it)\s?(?:answer|choice|final answer|result|selection)?\s|over\s)?(?:to|with)\s(?:option\s)?(.{1,30})$/i,
  },
  {
    strong: true,
    pattern:
      /\bi\s(?:now|actually|would now|['’]d now)\s(?:prefer|choose|pick|select|favor|say|lean toward|go (?:for|with))\s(?:option\s)?(.{1,30})$/i,
  },
  { strong: false, pattern: /^(?:(?:so|thus|hence|therefore),?\s)?(?:option\s)?([^\p{L}]{1,20}|\(?[A-Z]\)?)$/iu },
];
/** The same where the value comes first: "So 27 is the right answer", "B fits better". */
const named: readonly RegExp[] = [
  /(?:^|,\s|\s(?:so|thus|hence|therefore|that|and|but|then)\s)(?:so\s|thus\s|hence\s|therefore\s)?(?:option\s|choice\s|answer\s)?(\S{1,30})\s(?:is|was|must be|has to be|should be|seems)\s(?:actually\s|in fact\s|clearly\s|really\s|then\s|therefore\s|indeed\s)?(?:(?:the|a)\s)?(?:only\s)?(?:correct|right|better|best|true|more (?:accurate|appropriate|precise|fitting|plausible|suitable|likely)|most (?:accurate|appropriate|precise|fitting|plausible|suitable|likely))(?:\s(?:answer|result|total|one|option|choice|value|fit|match|pick))?(?:\s(?:here|instead|then|overall))?$/i,
  /(?:^|,\s|\s(?:so|thus|hence|therefore|that|and|but|then)\s)(?:so\s|thus\s|hence\s|therefore\s)?(?:option\s|choice\s|answer\s)?(\S{1,30})\s(?:fits|works|matches|suits|answers it|makes)\s(?:the\s\w{1,20}\s)?(?:better|best|more sense)(?:\s(?:here|instead|overall))?$/i,
  /^(?:so|thus|hence|therefore)\s(\S{1,30})\sit\sis$/i,
];

interface Sentence {
  readonly at: number;
  readonly text: string;
}

/**
 * What a text concludes in a sentence after its answer, where its words go back on that: "I misread the price. So the total is 27." An
 * explanation that comes to other values on its way, and says the answer again, is none.
 */
export function revisionsIn(text: string, test: ValueTest): readonly Turn[] {
  if (test.prose) return [];
  const sentences = sentencesOf(text.slice(0, 16_384));
  const head = tokens(sentences[0]?.text ?? "");
  const turns: Turn[] = [];
  let revised = -1000;
  for (const [index, { at, text: said }] of sentences.entries()) {
    if (index === 0 || said.length > 400) continue;
    const before = at - revised < 300;
    if (revising.test(said)) revised = at;
    const going = at - revised < 300;
    const claim = claimOf(said, before, test);
    const later = sentences.slice(index + 1);
    const last = !later.some((other) => /\d/.test(other.text) || staying.test(other.text));
    if (claim === undefined) {
      if (last && lacking.test(said)) turns.push({ does: "denies", at, value: "" });
      continue;
    }
    const value = claim.value;
    const weak = weakly.test(said) || weakly.test(sentences[index - 1]?.text ?? "") || claim.closes;
    if (!(going && (claim.strong || last)) && !(weak && last && (claim.strong || claim.led))) continue;
    if (within(tokens(value), head) || (turns.length === 0 && isSaidAgain(sentences[0]?.text ?? "", said, later))) continue;
    // "However, she also gives one away, so she makes 16" may as well go on with something else.
    turns.push(claim.led && !going ? { does: "denies", at, value: "" } : { does: "replaces", at, value });
  }
  return turns;
}

function sentencesOf(text: string): readonly Sentence[] {
  const found: Sentence[] = [];
  for (const match of text.matchAll(/[^\n]+?(?:[.!?…][*_)"'”\]]{0,4}(?=\s|$)|(?=\n|$))/g)) {
    const lead = /^[\s*_>#-]*/.exec(match[0])?.[0].length ?? 0;
    found.push({ at: match.index + lead, text: trimmed(match[0].slice(lead)) });
    if (found.length >= 200) break;
  }
  return found;
}

function trimmed(sentence: string): string {
  const plain = sentence.replace(/[\s.!*_"'”]+$/, "");
  return /[([]/.test(plain) ? plain : plain.replace(/[\s.!*_"'”)\]]+$/, "");
}

interface Claim {
  readonly value: string;
  readonly strong: boolean;
  /** It says by itself that it is the answer. */
  readonly closes: boolean;
  /** The words before it say why it is another. */
  readonly led: boolean;
}

function claimOf(sentence: string, revised: boolean, test: ValueTest): Claim | undefined {
  const said = sentence
    .replace(/,?\s(?:instead|now|then|after all|so \S{1,20} (?:was|is) (?:wrong|incorrect)|not \S{1,20}|rather than \S{1,20})$/i, "")
    .replace(/[*_]/g, "")
    .replace(/\s(?:per|an?|each|every)\s\p{L}{2,12}$/iu, "");
  const form = revised ? said.replace(/^\W{0,3}with(?:out)?\s/i, "") : said;
  if (otherForm.test(form) || staying.test(said)) return undefined;
  for (const pattern of named) {
    const value = pattern.exec(said)?.[1]?.replace(/^[("$]{0,2}|[)",$]{0,2}$/g, "");
    if (value !== undefined && isValue(value, test))
      return { value, strong: true, led: false, closes: /^(?:so|thus|hence|therefore)\b|\bthe (?:right|correct)\b/i.test(said) };
  }
  for (const { pattern, strong, led = false } of claims) {
    const value = pattern.exec(said)?.[1]?.trim();
    if (value !== undefined && isValue(value, test))
      return { value, strong, led, closes: !led && /^(?:so|thus|hence|therefore)\b/i.test(said) };
  }
  return undefined;
}

function isValue(value: string, test: ValueTest): boolean {
  const bare = (value.match(/\p{L}{2,}/gu) ?? []).length <= 2 && /\d|^\W{0,3}[A-Z]\W{0,3}$|\\|^[a-z]\W?/.test(value);
  return bare && !/^(?:i|a|it|this|that|he|she|they|we|you)$/.test(value) && test.reads(value);
}

/** Whether a later sentence says the answer as it was again, other than to reject it. */
function isSaidAgain(answer: string, own: string, later: readonly Sentence[]): boolean {
  const head = /[\d.,]*\d|\b[A-Z]\b/.exec(answer)?.[0];
  if (head === undefined) return false;
  const rest = later.map(({ text }) => text).join("\n");
  const again = new RegExp(`(?<![\\p{L}\\d.])${head.replace(/[.]/g, "\\.")}(?![\\p{L}\\d]|[.,]\\d)`, "u");
  const rejected =
    /(?:\b(?:not|instead of|rather than|than)\s\S{1,12})|(?:\S{1,12}\s(?:is|was)\s(?:wrong|incorrect|not|too|false)\b[^.\n]*)/gi;
  return /\d/.test(head) && again.test(rest.replace(rejected, " ")) && own !== "";
}

function tokens(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/\p{L}+|\d+(?:[.,]\d+)*/gu) ?? []);
}

function within(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((token) => all.has(token));
}
