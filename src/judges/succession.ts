import type { FencedBlock } from "../util/fenced-blocks.ts";
import { lastSentence } from "../util/last-sentence.ts";
import { grammar, type PhraseTable } from "../util/phrases.ts";
import { plainWords } from "../util/plain-words.ts";
import { wordClasses } from "../util/standing-words.ts";
import { isSuccessorAbroad } from "./successor-abroad.ts";

const words = grammar({
  ...wordClasses,
  code: "code|version|function|implementation|program|solution|snippet|one|approach|attempt|script|variant|method|class|block|answer|way|draft|try|algorithm|query|statement|command|pass|cut|iteration|revision",
  series: "version|attempt|try|draft|revision|iteration|pass|v|take",
  choice:
    "solution|option|approach|version|method|variant|implementation|alternative|way|block|query|script|function|code|one|attempt|answer",
  faulty: "wrong|incorrect|buggy|broken|faulty|flawed|mistaken|invalid|inefficient|slow|incomplete|exponential|unsafe",
});
const table = (place: "start" | "end" | "whole" | "anywhere", lines: string): PhraseTable => words.table(place, lines);

/** Labels and clauses that say that what follows takes the place of what came before. */
const firm = table(
  "anywhere",
  `
  final|finally|corrected|correction|correcting|revision|bugfix|fixing|fix|fixed|fixes|revised|repaired|mended|rewritten|debugged|solved
  correct|right|proper|real|actual <code>|thing
  the correct|right|proper way?
  use|write|do|try this|it|that|these? instead
  instead <open>? use|write|do
  instead ,|:
  please use this|the
  should|must|needs+to|need+to|has+to be|read|look|become
  change to :
  i|we recommend|suggest|advise this|the+following
  submit|submitting
  recommended|preferred
  the task|question|prompt|exercise|spec|specification|assignment <unsure>? wants|asks|requires|needs|demands
  `,
);
const loose = table(
  "anywhere",
  `
  refined|polished|verified|tested|bug-free|error-free|passes|passing|improved|improvement|improve|improving|better|good|best|safe|safer|working|works|update|updated|optimized|optimised|optimize|faster|efficient|refactored|refactor|cleaned|complete|completed|full|fully|whole|entire|together|combined|assembled|merged|new|again|redo|redone|rewrite|restructured|handles|handle|correctly|properly|now|next|then
  correct|right
  <series> 2|3|4|two|three|four
  v2|v3|v4
  second|third|fourth|next|last|another <series>
  step|part|stage|phase 2|3|4|5|6|7|8|9
  becomes
  based on
  change it|this|that to
  replaces|replacing
  replace it|this|that|your|the
  so|thus|hence|therefore|consequently|accordingly the|our|my|i|we|,
  after <det>? change|changes|edit|correction|fixing|correcting
  go|going|went with this
  in short
  let me
  do :
  try|use|take this|the+following
  here is the|my solution|implementation|function|program|answer|code
  the|my solution|answer :
  avoids|without|unlike|not|never|longer _*4 <faulty>|bug|mistake|fail|fails|original|error|question|naive
  keeps|preserves the? original|behavior|behaviour
  `,
);
/** Whole labels that do. */
const labels = table(
  "whole",
  `
  so|thus|hence|therefore|consequently|simply|now|good|do|new|right|after|correct|yes|fix|result|solution|answer|code|program|implementation|write|use|try <open>*2
  the|my|our|full solution|answer|code|program|implementation|query|statement|script|function|command <open>*2
  in|to short|brief|sum|summary|sum+up <open>*2
  example|sample|reference|suggested|proposed|possible implementation|solution|program|code|answer <open>*2
  \u2705|\u2714|\u2713 _*4 <open>*2
  `,
);
/** Ends of a sentence that present the answer, whatever it begins with. */
const presented = table("end", ", the|my code|solution|program|answer|implementation <open>");
/** What is for another case, another taste or another reader. */
const elsewhere = table(
  "start",
  `
  <aside>*3 (*2 if|when|whenever|should|in+case|unless|suppose|assuming|provided _*9
  <aside>*3 for|want+to|need+to|need _*9
  <aside>*3 to|as|in|with|using|under|on _*9
  <aside>*3 alternatively|optionally|optional|alternative|alternatives|bonus|extra|extension|aside|tip|note|p.s|ps|fyi|or|another|equivalent|equivalently|variant|variants|also _*9
  <aside>*3 you|one|some can|could|may|might|would|prefer _*9
  <aside>*3 we can|could|may|might also|alternatively|optionally|even _*9
  <aside>*3 this|that|it is|would+be? the+same|equivalent|shorthand|short|also _*9
  <aside>*3 the? same _*9
  so that _*9
  not|don|never _*9
  `,
);
const otherwise = table(
  "anywhere",
  `
  if|when|whenever|should|where|in+case you|one|your|we|it|the|that|this|there|performance|speed|memory|none|nothing|available|needed|necessary|preferred|required
  want|need|prefer|like|curious|looking _*9 ?
  alternative|alternatively|optional|optionally|possible|potential|further|future|advanced|variant|also|next+steps|how+it+works|how+this+works|internally|equivalent|bonus|extension|for+fun|for+comparison|for+reference|for+completeness|not+needed|not+required|not+necessary|not+recommended|only+needed|educational|test|tests|testing|mock|usage|example|benchmark|async|asynchronous|promise-based|generator|curried|object-oriented|oop
  python 2
  would|might|could
  `,
);
/** Sentences that take back the code before them. */
const retracting = table(
  "start",
  `
  <aside>*3 wait|oops|whoops|hmm|sorry|correction|edit|update|apologies|hold+on|on+second+thought|on+reflection|scratch+that|no ,|.|!|: _*9
  <aside>*3 actually|however|but|wait|oops|sorry|unfortunately|hmm ,? this|that|it|the+above|there <be>|has|contains|fails|breaks|crashes|does+not|is+not|will+fail|misses|forgets _*9
  <aside>*3 this|that|it|the+above|the+previous|the+first|my <code>? is|was|has|had|contains|contained <unsure>*2 too|a|an|quite|very? <faulty>|bug|mistake|error|problem|issue|slow|naive|o _*9
  <aside>*3 this|that|it|the+above|the+previous|the+first <code>? fails|breaks|crashes|hangs _*9
  <aside>*3 let me|us <unsure>? fix|correct|redo|rewrite|revise|improve|refine|optimize|re-do|mend|reconsider|rethink|simplify|clean _*9
  <aside>*3 i|we <unsure>*2 made|make|forgot|missed|overlooked|misread|spotted|noticed|found|need+to+fix|need+to+correct|should+fix|must+fix|should+not+use _*9
  <aside>*3 we|i can|could|should|will <unsure>? improve|optimize|optimise|fix|refine|speed|do+better|correct|simplify _*9
  <aside>*3 please? ignore|disregard|forget|discard|replace the? above|first|previous|that|this|earlier _*9
  `,
);
/** What a first version is called that is not the last. */
const drafted = table(
  "anywhere",
  `
  first|initial|starting|preliminary|rough|quick|basic|naive|simplest|draft|early <series>|<code>
  version|attempt|draft|iteration|revision|try|pass 1|one <open>?
  v1|draft|sketch
  `,
);
/** An answer's choice among its blocks, by number or place. */
const advised = table(
  "anywhere",
  `
  recommend|suggest|prefer|use|choose|favor|favour|submit|pick|take|go+with|stick+with|opt+for using|to+use|with? the? <choice>
  recommend|suggest|prefer|use|choose|favor|favour|submit|pick|take|go+with|stick+with|opt+for using|to+use|with? the first|second|third|last|latter|former
  my|the final|preferred? answer|choice|pick|solution|recommendation|submission is the? <choice>|first|second|third|last|latter|former
  `,
);

/** What the words before a block say of its place among several versions. */
interface Succession {
  /** It takes the place of the one before: "firm" where it is called the corrected or the final one. */
  readonly supersedes: "firm" | "loose" | undefined;
  /** It is called a first version. */
  readonly draft: boolean;
}

/** A block may define a hundred names. */
const read = new WeakMap<object, Succession>();

/** Reads the label and the sentences before a block, and the comment that opens it. */
function successionOf(block: Pick<FencedBlock, "lead" | "code">): Succession {
  const succession = read.get(block) ?? readSuccession(block);
  read.set(block, succession);
  return succession;
}

function readSuccession({ lead, code }: Pick<FencedBlock, "lead" | "code">): Succession {
  const comment = /^\s{0,20}(?:\/\/|#(?!!)|\/\*|--)([^\n]{0,100})/.exec(code)?.[1]?.replace(/\*\//, "") ?? "";
  const said = [...labelsOf(lead), comment].map(plainWords).filter((one) => one.length > 0);
  const draft = said.some((one) => find(drafted, one));
  if (lead.trim() === "") return { supersedes: "loose", draft };
  if (endsReasoning.test(lead) || said.some(isFirm) || isSuccessorAbroad(lastSentence(lead))) return { supersedes: "firm", draft };
  if (said.some((one) => find(labels, one) || find(presented, one))) return { supersedes: "loose", draft };
  const last = said[0] ?? [];
  if (find(elsewhere, last) || said.some((one) => find(otherwise, one))) return { supersedes: undefined, draft };
  const taken = sentencesOf(lead).some((sentence) => find(retracting, plainWords(sentence), "first"));
  if (taken) return { supersedes: "firm", draft };
  return { supersedes: said.some((one) => find(loose, one)) ? "loose" : undefined, draft };
}

/**
 * Of several blocks that each answer the task the one that is meant: the one that the answer advises, else the first, unless a later one is
 * announced as its correction or as the final version.
 */
export function standingVersion<T extends Pick<FencedBlock, "lead" | "code" | "trail">>(versions: readonly T[]): T | undefined {
  const [first, ...later] = versions;
  if (first === undefined || later.length === 0) return first;
  const choice = advisedOf(versions);
  if (choice !== undefined) return choice;
  let standing = first;
  let { draft, supersedes } = successionOf(first);
  for (const next of later) {
    const said = successionOf(next);
    if (!draft && said.supersedes === undefined) continue;
    if (supersedes === "firm" && said.supersedes !== "firm") continue;
    standing = next;
    ({ draft, supersedes } = said);
  }
  return standing;
}

/** What was thought before is no version of the answer. */
const endsReasoning = /<\/(?:think|thinking|thought|thoughts|reasoning|analysis|scratchpad)>|\u25C1\/think\u25B7|\[\/THINK\]/i;

function find(phrases: PhraseTable, said: readonly string[], kept: "first" | "last" = "last"): boolean {
  return said.length > 0 && phrases.find(words.read(said, kept)) >= 0;
}

function isFirm(said: readonly string[]): boolean {
  return find(firm, said) && !(find(elsewhere, said) && find(otherwise, said));
}

/** The sentence that leads to a block, and the headings and bold labels since the block before. */
function labelsOf(lead: string): string[] {
  const lines = lead.split("\n").filter((line) => line.trim() !== "");
  const heading = lines.findLast((line) => /^\s{0,3}(?:#{1,6} |\*\*[^*]{1,100}\*\*:?\s{0,9}$|__[^_]{1,100}__:?\s{0,9}$)/.test(line));
  const ended = lead.trimEnd().replace(/[.!]\W{0,4}$/, "");
  const last = lastSentence(ended === lead.trimEnd() ? lead : ended);
  return [last, ...(heading === undefined ? [] : [heading])];
}

function sentencesOf(lead: string): string[] {
  return lead.split(/(?<=[.!?:])\s|\n/).slice(-20);
}

const places: ReadonlyMap<string, number> = new Map(
  ["first|former|1|one|a", "second|2|two|b", "third|3|three|c", "fourth|4|four|d"].flatMap((row, at) =>
    row.split("|").map((word) => [word, at] as const),
  ),
);

/** The version that the text behind the last block advises: "I recommend Solution 1", "Use the second version". */
function advisedOf<T extends Pick<FencedBlock, "lead" | "trail">>(versions: readonly T[]): T | undefined {
  const sentences = (versions.at(-1)?.trail ?? "").split(/(?<=[.!])\s|\n/).map(plainWords);
  for (const said of sentences) {
    if (said.length > 25 || find(elsewhere, said, "first") || !find(advised, said, "first")) continue;
    const at = said.findIndex((word) =>
      /^(?:recommend|suggest|prefer|use|choose|favou?r|submit|pick|take|go|stick|opt|answer|choice|solution|recommendation|submission)$/.test(
        word,
      ),
    );
    const behind = said.slice(at + 1);
    if (behind.includes("last") || behind.includes("latter")) return versions.at(-1);
    const place = behind.find(
      (word, i) => (places.has(word) && !(word === "a" || word === "one")) || (places.has(word) && isChoice(behind[i - 1])),
    );
    if (place !== undefined) return versions[places.get(place) ?? 0];
  }
  return undefined;
}

function isChoice(word: string | undefined): boolean {
  return /^(?:solution|option|approach|version|method|variant|alternative)$/.test(word ?? "");
}
