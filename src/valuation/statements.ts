import { logit, sigmoid } from "../util/logistic.ts";
import type { Block } from "./ridge.ts";
import { fitShrunk } from "./shrunk-ridge.ts";

/** What a member said of a task before it tried, where it said anything that counts. */
export interface Statement {
  readonly p?: number;
  /** The output tokens that it thought to need. */
  readonly tokens?: number;
}
/** A member by its place, the chance that was thought without asking it, what it said, and what came of it. */
export interface JudgedStatement extends Statement {
  readonly member: number;
  readonly chance: number;
  readonly passed: boolean;
}
export interface StatementFit {
  /** The chance that is thought given a statement, and without it. */
  readonly given: (member: number, chance: number, said: Statement) => number;
  readonly without: (member: number, chance: number) => number;
}

/** So many judged statements there must be before anything is made of them. */
const fewest = 20;

/**
 * What members' statements say beyond the chance that is thought of them anyway: logistic regression from that chance on, on the stated chance in
 * log-odds, whether there is none, and the logarithm of the stated tokens, members' own slopes shrunk to common ones and those to 0 as strongly as outcomes tell.
 * `without` is the same regression with levels alone, so that the two differ by the statements and nothing else.
 */
export function fitStatements(known: readonly JudgedStatement[], members: number): StatementFit {
  if (known.filter(({ p }) => p !== undefined).length < fewest)
    return { given: (_member, chance) => chance, without: (_member, chance) => chance };
  const chances = scaleOf(known.flatMap(({ p }) => (p === undefined ? [] : [logit(clipped(p))])));
  const lengths = scaleOf(known.flatMap(({ tokens }) => (tokens === undefined ? [] : [Math.log1p(tokens)])));
  const row = ({ p, tokens }: Statement): Float64Array =>
    Float64Array.of(
      1,
      p === undefined ? 0 : logit(clipped(p)) - chances.mean,
      Number(p === undefined),
      tokens === undefined || lengths.deviation < 1e-9 ? 0 : (Math.log1p(tokens) - lengths.mean) / lengths.deviation,
    );
  const given = regression(known, members, row);
  const without = regression(known, members, () => Float64Array.of(1));
  return { given, without: (member, chance) => without(member, chance, {}) };
}

/** Before outcomes say more: the chance is about right, a slope of 1 (a statement taken whole) is at one deviation, and members' own slopes are about the common ones. */
const least = { common: 4, shared: 1, level: 4, own: 16 };

function regression(known: readonly JudgedStatement[], members: number, row: (said: Statement) => Float64Array): StatementFit["given"] {
  const blocks = Array.from({ length: members }, (_, m): Block => {
    const own = known.filter(({ member }) => member === m);
    return {
      rows: own.map(row),
      weights: own.map(() => 1),
      shares: own.map(({ passed }) => Number(passed)),
      offsets: own.map(({ chance }) => logit(held(chance))),
    };
  });
  const size = row({}).length;
  const { fit } = fitShrunk(blocks, size, least);
  return (member, chance, said) => {
    const features = row(said);
    const weights = fit.own[member]?.map((own, i) => own + (fit.shared[i] as number)) ?? fit.shared;
    const spread = features.reduce((sum, x, i) => sum + x * dot(fit.covariance[member]?.[i] ?? [], features), 0);
    // The logistic of a normal score (MacKay 1992).
    return held(sigmoid((logit(held(chance)) + dot(weights, features)) / Math.sqrt(1 + (Math.PI * spread) / 8)));
  };
}

function scaleOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length)) };
}

function clipped(p: number): number {
  return Math.min(0.99, Math.max(0.01, p));
}

/** Never sure. */
function held(p: number): number {
  return Math.min(0.999, Math.max(0.001, p));
}

function dot(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < other.length; i++) sum += (one[i] ?? 0) * (other[i] as number);
  return sum;
}
