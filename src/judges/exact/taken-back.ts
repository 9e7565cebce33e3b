/**
 * What a text says of an answer that it has just given: another value in its place, another beside it, or that it does not hold.
 * One table of words for every kind of key; what counts as a value is decided by the reader of that kind.
 */
export interface Turn {
  readonly does: "replaces" | "offers" | "denies";
  /** Where the text turns: what stands before is the answer as it was. */
  readonly at: number;
  /** The other value; empty for a denial. */
  readonly value: string;
}
/** What may be a value beside a given one: `prose` where any words could be read as one. */
export interface ValueTest {
  readonly prose: boolean;
  /** Where several values are one answer, "or" joins them. */
  readonly several: boolean;
  reads(candidate: string): boolean;
}

type Effect = "corrects" | "doubts" | "retracts" | "denies" | "offers";
const that = "(?:that|this|it|which|the (?:above|answer|previous answer)|my answer|my previous answer)";
const wrong = "(?:wrong|incorrect|false|mistaken|a mistake|an error|not (?:quite )?(?:right|correct|true|it|the answer))";
const isWrong = `(?:(?:'s| is| was|'s| seems| looks) (?:actually |clearly |just |all )?${wrong}|(?: isn't| wasn't| can't be| cannot be) (?:right|correct|true|it))`;

/** Longer phrases first: the first that fits is taken. */
const words: readonly (readonly [Effect, string])[] = [
  ["retracts", `(?:please )?(?:scratch|strike|ignore|disregard|forget|discard|retract|withdraw) ${that}|never ?mind(?: that| this)?`],
  ["retracts", `i (?:take|took) ${that} back|i (?:was|am|'m) (?:wrong|mistaken)|i(?: hereby)? (?:retract|withdraw) ${that}`],
  ["denies", `${that}${isWrong}|(?:is|was|would be|seems) (?:actually |clearly )?${wrong}|${wrong}(?=[.,;!)\\]]|$)`],
  [
    "corrects",
    "(?:corrections?|corrected(?: answer| value)?|erratum|edit(?:ed)?|updated?(?: answer)?|revised(?: answer)?|revision|amended)(?=[*_]{0,3}\\s?[:：=—–-])",
  ],
  [
    "corrects",
    `(?:or |but )?(?:let me|i (?:need|have|want) to|i must|i'll|to) (?:correct|revise|fix|amend|change|rephrase)(?: (?:${that}|myself))?(?: to)?`,
  ],
  ["corrects", "on (?:second|further|closer) (?:thoughts?|reflection|look|inspection|consideration)"],
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
    "or rather|or better|or more (?:precisely|exactly|accurately)|better|rather(?! than)|(?:my )?(?:mistake|bad|apologies|error)|i made (?:a|an) (?:mistake|error|slip)",
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
    "(?:but |and )?(?:actually|in fact|wait|hold on|hang on|hm+|no|nope|nah|oops|whoops|oh|ah|uh|er|ugh|argh|sorry|pardon|well|correction)",
  ],
];
const cues = words.map(([effect, source]) => ({ effect, pattern: new RegExp(`(?:${source})(?![\\p{L}\\d])`, "iuy") }));
/** Where words of the table may begin: a clause, or after a space for those that need no comma before them. */
const starts =
  /(?:(?<![.!?…])[.!?…]{1,9}[*_)"'”\]}$]{0,4}|[,;:—–(*_"]|\s--?|\n)[\s*_"'(]{0,6}(?=[a-z])|\s(?=(?:or\s|\/\s|(?:or rather|i mean|make (?:that|it)|should be|no,? wait|wait,? no|actually|scratch|is (?:actually )?(?:wrong|incorrect|false|not))\b))/giu;
const between = /[\s,.:;!?…—–\-*_"'“”(]*/y;

/** Words that no value has: with them a clause says something about the world. */
const verbs =
  /\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|shall|should|may|might|must|needs?|makes?|gives?|means?|equals?|follows?|remains?|let|uses?|checks?|gets?|says?|lays?|sells?|costs?|earns?|fits?|works?|seems?|looks?|isn't|don't|doesn't|it's|that's)\b/i;
const openers =
  /^(?:this|these|those|there|here|what|how|why|when|where|who|we|you|she|he|they|it|that|i|my|your|our|their|her|his|because|since|if|for|in|on|at|by|from|with|to|of|about|under|after|before|also|just|still|very|quite|too|so|as|not|only|problem|worries|doubt|and|but|then|thus|more|less|both|each|every|some|any|all|most|none)\b/i;
const lead = new RegExp(
  `^(?:(?:so|then|thus|hence|therefore|and|but|now|well|yes|okay),?\\s(?=\\S))?` +
    `(?:(?:i|we)(?:'d|'ll|'m)?\\s(?:think|believe|say|choose|pick|select|go with|going with|get|got)\\s(?:that\\s)?)?` +
    `(?:(?:it|that|this|which|(?:the|my|our)\\s(?:(?:correct|right|real|true|actual|final|better|new|revised|corrected)\\s)?(?:answer|option|choice|letter|result|total|value|number|one|amount|sum|figure|date))` +
    `(?:'s|’s|\\sis|\\swas|\\sshould be|\\smust be|\\swould be|\\swill be|\\sbecomes|\\sequals)\\s(?:(?:actually|really|in fact|rather|simply|just)\\s)?)?` +
    `(?:(?:either|the)?\\s?(?:option|answer|choice|letter)\\s)?`,
  "i",
);
const trail =
  /(?:,?\s(?:instead|then|sorry|though|please|it is|that is)|\s(?:is|was|would be|seems)\s(?:(?:also|equally)\s)?(?:the\s)?(?:correct|right|better|best|true|actual|real|possible|plausible|valid)?(?:\s?(?:answer|one|option|choice|value|result))?)[\s.!?)*_]*$/i;
const clauseEnd = /[.!?…]+[*_)"'”\]}]*(?:\s|$)|\n|;|\s[—–]|[—–]\s|\s--?\s|$/;
const explained = /,?\s\(?(?:because|since|as|so|given|which|where|due|not|instead of|rather than|but|i\.e\.)\b|,\s|\)/i;

/** Texts that go on for longer after their answer are not searched further, in characters and in places. */
const searched = 16_384;
const mostTurns = 60;

/** The turns of a text that begins with an answer, in order. `own` is how much of it is the answer's own line. */
export function turnsIn(text: string, own: number, test: ValueTest): readonly Turn[] {
  const turns: Turn[] = [];
  const body = text.slice(0, searched);
  const contrary = test.prose ? contraryTo(body) : undefined;
  let from = 1;
  for (const start of [...body.matchAll(starts)].slice(0, 400)) {
    const at = start.index + start[0].length;
    if (at < from || turns.length >= mostTurns) continue;
    const said = cuesAt(body, at, contrary);
    if (said === undefined || (/^\s/.test(start[0]) && !isPlain(body.slice(0, start.index)))) continue;
    if (said.effects.size === 1 && said.effects.has("offers") && !mayOffer(body, start.index, said.end, test)) continue;
    const near = isNear(body, from, start.index, own);
    const turn = turnOf(body, start.index, said, near, test);
    if (turn === undefined) continue;
    turns.push(turn);
    from = said.end + turn.value.length;
  }
  return turns;
}

/** "No" after "yes" is the other answer, where it is all that its clause says. */
function contraryTo(text: string): RegExp | undefined {
  const word = /^[\s*_]{0,9}(yes|no|true|false)\b/i.exec(text)?.[1]?.toLowerCase();
  const other = word === undefined ? undefined : { yes: "no", no: "yes", true: "false", false: "true" }[word];
  return other === undefined
    ? undefined
    : new RegExp(`(?:(?:but|and|so)\\s)?(?:(?:it|that)(?:'s|\\sis)\\s)?[*_]{0,3}${other}[*_]{0,3}\\s{0,3}(?=[.!,;\\n]|$)`, "iuy");
}

interface Said {
  readonly effects: ReadonlySet<Effect>;
  readonly end: number;
  /** A comma, colon or stop follows the last of the words. */
  readonly paused: boolean;
}

/** The words of the table that stand there, one after another: "Wait, no, sorry, I mean". */
function cuesAt(text: string, at: number, contrary: RegExp | undefined): Said | undefined {
  const effects = new Set<Effect>();
  let [end, paused] = [at, false];
  for (let round = 0; round < 8; round++) {
    if (contrary !== undefined) contrary.lastIndex = end;
    if (contrary?.test(text) === true) return { effects: effects.add("doubts"), end, paused: true };
    const cue = cues.find(({ pattern }) => {
      pattern.lastIndex = end;
      return pattern.test(text);
    });
    if (cue === undefined) break;
    effects.add(cue.effect);
    between.lastIndex = cue.pattern.lastIndex;
    const gap = between.exec(text)?.[0] ?? "";
    paused = /[,.:;!?…—–-]/.test(gap);
    // A sign or a bracket belongs to the value: "no, -5", "actually, (2, 1)".
    const kept = /[-(]?$/.exec(gap.replace(/\s-\s$/, ""))?.[0] ?? "";
    end = cue.pattern.lastIndex + gap.length - kept.length;
    if (kept !== "") break;
  }
  return effects.size === 0 ? undefined : { effects, end, paused };
}

/** Whether "or" joins no list there, no union and no explanation. */
function mayOffer(text: string, at: number, end: number, test: ValueTest): boolean {
  const word = text.slice(at, end);
  if (word.includes("/")) return test.prose;
  const head = text.slice(0, at);
  if (test.several && /\bor\b/i.test(word)) return isNamedApart(head, text.slice(end));
  return true;
}

/** "x = 3 or y = -2": one of two values, where "x = 3 or x = -2" are both. */
function isNamedApart(one: string, other: string): boolean {
  const [first, second] = [one, other].map((part) => /^\W{0,9}([a-z](?:_\{?\w\}?)?)\s?=/i.exec(part)?.[1]);
  return first !== undefined && second !== undefined && first !== second;
}

/** Whether nothing stands between the answer, or the last turn, and this place but the rest of its clause. */
function isNear(text: string, from: number, at: number, own: number): boolean {
  const since = text.slice(from, at);
  return from > 1 || at <= own
    ? !/[.!?]\s+\S|\n\s{0,40}\S/.test(since)
    : text.slice(own, at).trim() === "" && !/[.!?]\s{1,40}\S/.test(since);
}

function turnOf(text: string, at: number, { effects, end, paused }: Said, near: boolean, test: ValueTest): Turn | undefined {
  const only = effects.size === 1;
  const corrects = effects.has("corrects") || effects.has("retracts") || (effects.has("denies") && near);
  // Words alone are values only where the text turns beyond doubt: "Actually quite small", "No problem".
  if (test.prose && !near && !corrects) return undefined;
  const value = test.prose && !paused && only && effects.has("doubts") ? undefined : valueAt(text.slice(end, end + 300), test);
  if (value !== undefined && !(effects.has("denies") && only && !near)) {
    const summed = effects.has("doubts") && !corrects && value.includes("=") && !text.slice(0, at).includes("=");
    const replaces = (effects.has("doubts") || corrects) && !summed;
    if (!near && !corrects && isRestated(text, at, end + value.length)) return undefined;
    return { does: replaces ? "replaces" : "offers", at, value };
  }
  if (effects.has("retracts") || (effects.has("denies") && near)) return { does: "denies", at, value: "" };
  const ended = /^[\s.!?)*_"]*$/.test(text.slice(end, end + 300)) || /^\s*\n/.test(text.slice(end));
  return near && effects.has("doubts") && /^\W{0,6}(?:no|nope|nah)\b/i.test(text.slice(at)) && ended
    ? { does: "denies", at, value: "" }
    : undefined;
}

/** The value that a clause consists of, without "it should be" before it and "is correct" behind it. */
function valueAt(text: string, test: ValueTest): string | undefined {
  const clause = text.slice(0, text.search(clauseEnd));
  const cut = clause.slice(1).search(explained);
  for (const part of cut < 0 ? [clause] : [clause, clause.slice(0, cut + 1)]) {
    const value = part
      .trim()
      .replace(lead, "")
      .replace(trail, "")
      .replace(/^["'“(]+(?=\p{L}{2})|["'”]+$/gu, "")
      .trim();
    if (isBare(value, test.prose) && test.reads(value)) return value;
  }
  return undefined;
}

/** Whether an answer stands alone, without a reason. */
function isPlain(head: string): boolean {
  return isBare(head.replace(lead, ""), false) && !/\b(?:because|since|as|given|which|where|when|if|for)\b/i.test(head);
}

function isBare(value: string, prose: boolean): boolean {
  const said = value.replace(/\\[a-z]+/gi, " ");
  const found = said.match(/\p{L}{2,}/gu) ?? [];
  return /[\p{L}\p{N}]/u.test(said) && found.length <= 4 && !verbs.test(said) && !openers.test(said) && !(prose && said.includes(","));
}

/** Whether the answer as it was is said again further on: a slip within an explanation takes nothing back. */
function isRestated(text: string, at: number, from: number): boolean {
  const head = /[^\s.,;:!?*_$()]{1,40}/.exec(text.slice(0, at))?.[0];
  return (
    head !== undefined &&
    text
      .slice(from)
      .split(/[^\p{L}\p{N}.-]+/u)
      .some((word) => word.replace(/\.$/, "") === head)
  );
}
