import { answerKey } from "./final-answer.ts";

/** One turn of a dialogue, in order. `role` where one side instructs and the other works. */
export interface Turn {
  readonly speaker: string;
  readonly role?: "instructor" | "assistant";
  readonly text: string;
  /** Output tokens of the turn. */
  readonly tokens: number;
  /** Turns of one round were said at once, none in view of another; each turn is a round of its own when absent. Never falls. */
  readonly round?: number;
  /** A whole answer to the task: likeness to another's is agreement then, not an echo. */
  readonly whole?: boolean;
}
/** A detector that fired at turn `at`; `wastedTokens` were spent after it. `stopped`: a dialogue ought to end there. */
export interface Finding {
  readonly guard: "role-flip" | "echo" | "flake" | "loop" | "drift" | "stall" | "done" | "cap";
  readonly at: number;
  readonly stopped: boolean;
  readonly wastedTokens: number;
}
type Firings = readonly { readonly at: number; readonly stopped: boolean }[];

/** The modes in which dialogues fail, each at its first firing, in order of turns. Modes: CAMEL, arXiv 2303.17760; rules: ours. */
export function detectFailures(turns: readonly Turn[], { task = "", messages = 40 } = {}): Finding[] {
  const bags = turns.map((turn) => shingles(turn.text));
  const rounds = roundsOf(turns);
  const detected: readonly (readonly [Finding["guard"], Firings])[] = [
    ["role-flip", roleFlip(turns)],
    ["echo", byMost(rounds, echo(turns, rounds, bags))],
    ["flake", byMost(rounds, twiceRunning(turns, isFlake))],
    ["loop", [...byMost(rounds, loop(turns, rounds, bags)), ...returns(turns, rounds)]],
    ["drift", drift(turns, task)],
    ["stall", stall(turns)],
    ["done", turns.flatMap((turn, at) => (doneToken.test(turn.text) ? [{ at, stopped: true }] : []))],
    ["cap", turns.length > messages ? [{ at: messages - 1, stopped: true }] : []],
  ];
  return detected
    .flatMap(([guard, fired]) =>
      firstOfEach(fired).map(({ at, stopped }) => ({ guard, at, stopped, wastedTokens: tokensAfter(turns, at) })),
    )
    .sort((a, b) => a.at - b.at);
}

const doneToken = /<?\b(?:CAMEL_)?TASK_DONE\b>?/;
const instruction = /^[ \t]*(?:instruction|your (?:next )?task)\s*:/im;
const solution = /^[ \t]*solution\s*:/im;
const promise = /\b(?:i|we)(?:'ll| will| shall|'m going to| am going to| are going to)\b|\blet me\b|\bi can (?:start|begin)\b/i;
const farewell = /\b(?:good ?bye|farewell|see you|have a (?:great|nice|good) day|take care)\b/i;
const courtesy = /\b(?:thank(?:s| you)|ok(?:ay)?|great|good|perfect|nice|excellent|well done|sure|yes|no|you|very|much|so|job|work)\b/gi;

/** The first warning and the first stop are two findings: what came between them is the price of being patient. */
function firstOfEach(fired: Firings): Firings {
  const warning = fired.find((one) => !one.stopped);
  const stop = fired.find((one) => one.stopped);
  return [warning, stop].filter((one) => one !== undefined);
}

function tokensAfter(turns: readonly Turn[], at: number): number {
  return turns.slice(at + 1).reduce((sum, turn) => sum + turn.tokens, 0);
}

function roleFlip(turns: readonly Turn[]): Firings {
  return turns.flatMap(({ role, text }, at) => {
    const flipped = (role === "assistant" && instruction.test(text)) || (role === "instructor" && solution.test(text));
    return flipped ? [{ at, stopped: true }] : [];
  });
}

/** A reply that repeats what another said in the round before: a warning the first time, then a stop. */
function echo(turns: readonly Turn[], rounds: Rounds, bags: readonly Set<string>[]): Firings {
  const echoes = turns.flatMap((turn, at) => {
    if (turn.role === "instructor" || turn.whole === true) return [];
    const repeats = before(rounds, at, 1).some((i) => turns[i]?.speaker !== turn.speaker && alike(bags[at], bags[i], 0.9));
    return repeats ? [at] : [];
  });
  return echoes.map((at, index) => ({ at, stopped: index > 0 }));
}

/** Who spoke in which round: rounds count from 0 without gaps. */
interface Rounds {
  readonly of: readonly number[];
  /** The positions of the turns of each round. */
  readonly turns: readonly (readonly number[])[];
}
function roundsOf(turns: readonly Turn[]): Rounds {
  const groups: number[][] = [];
  const of = turns.map((turn, at) => {
    if (at === 0 || turn.round === undefined || turn.round !== turns[at - 1]?.round) groups.push([]);
    groups.at(-1)?.push(at);
    return groups.length - 1;
  });
  return { of, turns: groups };
}

/** Turns of the round that lies `back` rounds before that of turn `at`. */
function before({ of, turns }: Rounds, at: number, back: number): readonly number[] {
  return turns[(of[at] ?? 0) - back] ?? [];
}

/** One voice among many is a warning; a round stops the dialogue when more than half of its turns fire. */
function byMost({ of, turns }: Rounds, fired: Firings): Firings {
  const hits = new Map<number, number>();
  for (const { at } of fired) hits.set(of[at] ?? 0, (hits.get(of[at] ?? 0) ?? 0) + 1);
  return fired.map(({ at, stopped }) => ({
    at,
    stopped: stopped && (hits.get(of[at] ?? 0) ?? 0) > (turns[of[at] ?? 0]?.length ?? 1) / 2,
  }));
}

/** A promise and nothing made: no code, list, number or formula, and few words. */
function isFlake({ text, role }: Turn): boolean {
  if (role === "instructor" || !promise.test(text)) return false;
  const made = /```|^\s*(?:[-*•]|\d+[.)])\s|\d|[=<>{}]/m.test(text);
  return !made && text.split(/\s+/).length < 80;
}

/** Twice running by the same speaker; turns of others between do not count. */
function twiceRunning(turns: readonly Turn[], fits: (turn: Turn) => boolean): Firings {
  const before = new Map<string, boolean>();
  return turns.flatMap((turn, at) => {
    const again = before.get(turn.speaker) === true && fits(turn);
    before.set(turn.speaker, fits(turn));
    return again ? [{ at, stopped: true }] : [];
  });
}

function loop(turns: readonly Turn[], rounds: Rounds, bags: readonly Set<string>[]): Firings {
  let farewells = 0;
  return turns.flatMap((turn, at) => {
    if (farewell.test(turn.text) && turn.text.length < 400) farewells++;
    const same = turn.whole !== true && recurs(turns, rounds, bags, at);
    return same || farewells >= 2 ? [{ at, stopped: true }] : [];
  });
}

/** Said again within four rounds. What another speaker said one round before is the echo's business. */
function recurs(turns: readonly Turn[], rounds: Rounds, bags: readonly Set<string>[], at: number): boolean {
  return [1, 2, 3, 4].some((back) =>
    before(rounds, at, back).some(
      (i) => turns[i]?.whole !== true && (back > 1 || turns[i]?.speaker === turns[at]?.speaker) && alike(bags[at], bags[i], 0.92),
    ),
  );
}

/** Rounds in which every whole answer is one that its author gave before; told at their last turn. */
function returns(turns: readonly Turn[], rounds: Rounds): Firings {
  return rounds.turns.flatMap((round) => {
    const answers = round.filter((i) => turns[i]?.whole === true);
    const again = answers.every((i) => {
      const key = answerKey(turns[i]?.text ?? "");
      return turns
        .slice(0, round[0])
        .some((turn) => turn.whole === true && turn.speaker === turns[i]?.speaker && answerKey(turn.text) === key);
    });
    const at = answers.at(-1);
    return at !== undefined && again ? [{ at, stopped: true }] : [];
  });
}

/** Likeness to the task below the mean of the five turns before it by two deviations, three times. A flag, no stop. */
function drift(turns: readonly Turn[], task: string): Firings {
  const wanted = new Set(wordsIn(task));
  if (wanted.size === 0) return [];
  const likeness = turns.map(({ text }) => {
    const words = new Set(wordsIn(text));
    return words.size === 0 ? 0 : [...words].filter((word) => wanted.has(word)).length / Math.sqrt(words.size * wanted.size);
  });
  let low = 0;
  return likeness.flatMap((value, at) => {
    const before = likeness.slice(Math.max(0, at - 5), at);
    if (before.length < 5) return [];
    const mean = before.reduce((sum, one) => sum + one, 0) / before.length;
    const deviation = Math.sqrt(before.reduce((sum, one) => sum + (one - mean) ** 2, 0) / before.length);
    if (value < mean - 2 * deviation && mean - value > 0.02) low++;
    return low >= 3 ? [{ at, stopped: false }] : [];
  });
}

/** The instructing side says nothing to do three rounds running. */
function stall(turns: readonly Turn[]): Firings {
  let empty = 0;
  return turns.flatMap(({ role, text }, at) => {
    if (role !== "instructor") return [];
    const says = instruction.test(text) || wordsIn(text.replace(courtesy, " ")).length >= 4;
    empty = says ? 0 : empty + 1;
    return empty >= 3 ? [{ at, stopped: true }] : [];
  });
}

/** More alike than `bar`; sets of too different size are told apart without looking inside. */
function alike(a: ReadonlySet<string> = new Set(), b: ReadonlySet<string> = new Set(), bar: number): boolean {
  return Math.min(a.size, b.size) > bar * Math.max(a.size, b.size) && similarity(a, b) > bar;
}

/** The Jaccard index of two sets of word triples; 0 for empty ones. */
export function similarity(a: ReadonlySet<string> = new Set(), b: ReadonlySet<string> = new Set()): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const one of a) if (b.has(one)) shared++;
  return shared / (a.size + b.size - shared);
}

/** Runs of three words; a shorter text is one run. At most the first 4,000 words count. */
export function shingles(text: string): Set<string> {
  const words = wordsIn(text).slice(0, 4000);
  if (words.length === 0) return new Set();
  if (words.length < 3) return new Set([words.join(" ")]);
  return new Set(words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`));
}

/** Characters of a turn in which words are looked for. */
const mostRead = 50_000;

function wordsIn(text: string): string[] {
  return (
    text
      .slice(0, mostRead)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
