import { logit } from "../util/logistic.ts";
import type { Evidence, Outcome } from "./evidence.ts";
import { type Block, fitRidge } from "./ridge.ts";
import type { Signal } from "./sight.ts";

/** What comes with an answer. */
export type Clue = Pick<Outcome, "confidence" | "chars">;
export interface Signals {
  /** For each member, what its answers come with. */
  readonly tables: readonly Signal[];
  /** The kind of a clue: its place in the member's table. */
  readonly kind: (member: number, clue: Clue) => number;
  /** How likely what came with an answer is, were it right and were it wrong; where nothing came nothing is said but that there is an answer. */
  readonly likelihoods: (member: number, clue: Clue) => { readonly ifRight: number; readonly ifWrong: number };
  /** All of it as plain numbers, by member. */
  readonly rules: readonly ClueRule[];
}
/** How a member's clues are scored, where scores are cut, and what each kind says. `length`: the logarithm's mean and deviation, to which it is scaled. */
export interface ClueRule extends Signal {
  readonly ofConfidence: number;
  readonly ofNone: number;
  readonly ofLength?: number;
  readonly length?: Scale;
  readonly cuts: readonly number[];
}

/** Signals as they were learnt, from their rules. */
export function signalsOf(rules: readonly ClueRule[]): Signals {
  const kind = (member: number, clue: Clue): number => {
    const { ofConfidence, ofNone, ofLength = 0, length = { mean: 0, deviation: 0 }, cuts } = rules[member] ?? noRule;
    const [confidence, none, chars] = features(clue, length);
    return place(cuts, ofConfidence * confidence + ofNone * none + ofLength * chars);
  };
  return {
    tables: rules,
    rules,
    kind,
    likelihoods: (member, clue) => {
      const { ifRight, ifWrong } = rules[member] ?? noRule;
      const at = clue.confidence === undefined && clue.chars === undefined ? undefined : kind(member, clue);
      const of = (table: readonly number[]): number => (at === undefined ? table.reduce((sum, one) => sum + one, 0) : (table[at] ?? 1));
      return { ifRight: of(ifRight), ifWrong: of(ifWrong) };
    },
  };
}
const noRule: ClueRule = { ofConfidence: 0, ofNone: 0, cuts: [], ifRight: [1], ifWrong: [1] };

const kinds = 5;

/**
 * What stated confidences and lengths of replies say of an answer beyond the chance that the item gave it: a logistic regression of success on that chance
 * and the clues, with each member's own slopes; its score is cut into five kinds as common as one another, and a kind multiplies the odds by
 * the exponential of its mean score (scaled so that the chances of all kinds sum to 1 where the answer is right). That there is an answer at all is a clue too:
 * a share of a member's failures are blank, and kinds with a wrong answer sum to what is left. One sample of each item is read. Undefined where
 * no clue was recorded and no answer is blank.
 */
export function fitSignals(evidence: Pick<Evidence, "members" | "samples">, chances: Float64Array): Signals | undefined {
  const { members, samples } = evidence;
  const width = members.length;
  const first = samples.map((cell) => cell[0]);
  const lengths = members.map((_, m) => scaleOf(first.filter((_one, cell) => cell % width === m)));
  const row = (m: number, clue: Clue, chance: number): Float64Array =>
    Float64Array.of(1, logit(chance), ...features(clue, lengths[m] as Scale));
  const clued = (outcome: Outcome | undefined): outcome is Outcome =>
    outcome !== undefined && outcome.answer !== "" && (outcome.confidence !== undefined || outcome.chars !== undefined);
  const blocks = members.map((_, m): Block => {
    const places = [...first.keys()].filter((cell) => cell % width === m && clued(first[cell]));
    const rows = places.map((cell) => row(m, first[cell] as Outcome, chances[cell] as number));
    return { rows, weights: rows.map(() => 1), shares: places.map((cell) => Number(first[cell]?.passed)) };
  });
  const blanks = members.map((_, m) => blankShare(first.filter((_one, cell) => cell % width === m)));
  if (blocks.every(({ rows }) => rows.length === 0) && blanks.every((share) => share === 0)) return undefined;
  const fit = fitRidge(blocks, 5, { shared: 1, level: 1, own: 10 });
  const weights = fit.own.map((own) => own.map((x, i) => (i < 2 ? 0 : x + (fit.shared[i] as number))));
  const scores = blocks.map(({ rows }, m) => rows.map((one) => dot(one, weights[m] as Float64Array)));
  const cuts = scores.map(cut);
  return signalsOf(
    blocks.map(({ shares }, m): ClueRule => {
      const [, , ofConfidence = 0, ofNone = 0, ofLength = 0] = weights[m] as Float64Array;
      const table = tableOf(scores[m] as number[], shares, cuts[m] as number[], blanks[m] as number);
      return { ...table, ofConfidence, ofNone, ofLength, length: lengths[m] as Scale, cuts: cuts[m] as number[] };
    }),
  );
}

/** How many of a member's failures are blank; 0 where none is. */
function blankShare(outcomes: readonly (Outcome | undefined)[]): number {
  const failed = outcomes.filter((outcome) => outcome?.passed === false);
  return failed.filter((outcome) => outcome?.answer === "").length / (failed.length + 1);
}

interface Scale {
  readonly mean: number;
  readonly deviation: number;
}

function scaleOf(outcomes: readonly (Outcome | undefined)[]): Scale {
  const logs = outcomes.flatMap((outcome) => (outcome?.chars === undefined ? [] : [Math.log1p(outcome.chars)]));
  const mean = logs.reduce((sum, log) => sum + log, 0) / Math.max(1, logs.length);
  return { mean, deviation: Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / Math.max(1, logs.length)) };
}

/** The log-odds of the confidence, whether it is missing, the scaled logarithm of the length. */
function features({ confidence, chars }: Clue, { mean, deviation }: Scale): [number, number, number] {
  return [
    confidence === undefined ? 0 : logit(Math.min(0.99, Math.max(0.01, confidence))),
    confidence === undefined ? 1 : 0,
    chars === undefined || deviation === 0 ? 0 : (Math.log1p(chars) - mean) / deviation,
  ];
}

function cut(scores: readonly number[]): number[] {
  const sorted = scores.toSorted((one, other) => one - other);
  const at = Array.from({ length: kinds - 1 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / kinds)] ?? 0);
  return [...new Set(at)].filter((edge) => edge > (sorted[0] ?? 0));
}

function place(cuts: readonly number[], score: number): number {
  return cuts.filter((edge) => score >= edge).length;
}

function tableOf(scores: readonly number[], shares: readonly number[], cuts: readonly number[], blank: number): Signal {
  if (scores.length === 0) return { ifRight: [1], ifWrong: [1 - blank] };
  const groups = Array.from({ length: cuts.length + 1 }, () => ({ n: 0, sum: 0 }));
  for (const score of scores) {
    const group = groups[place(cuts, score)] as { n: number; sum: number };
    group.n += 1;
    group.sum += score;
  }
  const center = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const odds = groups.map(({ n, sum }) => Math.exp(n === 0 ? 0 : sum / n - center));
  const p = (shares.reduce((sum, share) => sum + share, 0) + 0.5) / (shares.length + 1);
  const share = groups.map(({ n }) => (n + 0.5) / (scores.length + 0.5 * groups.length));
  const scaled = (raw: readonly number[]): number[] => raw.map((x) => x / raw.reduce((sum, one) => sum + one, 0));
  const ifWrong = scaled(share.map((x, i) => x / (1 - p + p * (odds[i] as number))));
  return { ifWrong: ifWrong.map((x) => x * (1 - blank)), ifRight: scaled(ifWrong.map((x, i) => x * (odds[i] as number))) };
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += (one[i] as number) * (other[i] as number);
  return sum;
}
