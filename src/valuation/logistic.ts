import { logit, sigmoid } from "../util/logistic.ts";
import { cellWeights } from "./cell-weights.ts";
import { fitEncoder } from "./encode.ts";
import type { Evidence, Item } from "./evidence.ts";
import { type Block, fitRidge, type RidgeFit, type Strengths } from "./ridge.ts";
import type { Chance, Valuation } from "./valuation.ts";

/**
 * Logistic regression on what is seen of items and on members' bids, with effects that members share and each member's deviations from them, both
 * shrunk; how strongly is learnt from the outcomes (MacKay's 1992 fixed point: the number of coefficients that the data settle, over
 * their squares). A chance is the mean over what is not known of the coefficients, and is worth as many outcomes as a Beta of that variance.
 */
export function fitLogisticForm(evidence: Evidence): Valuation {
  const { members } = evidence;
  const encoder = fitEncoder(evidence.items);
  const bidders = evidence.items.some(({ bids }) => bids !== undefined);
  const size = 1 + encoder.size + (bidders ? 1 : 0);
  const rowFor = (encoded: Float64Array, item: Item, member: string): Float64Array => {
    const row = new Float64Array(size);
    row[0] = 1;
    row.set(encoded, 1);
    const bid = item.bids?.[member];
    // Where nothing is bid, an even chance says nothing either way.
    if (bidders && bid !== undefined && Number.isFinite(bid)) row[size - 1] = logit(Math.min(0.99, Math.max(0.01, bid)));
    return row;
  };
  const { fit, strengths } = learnt(blocksOf(evidence, encoder.encode, rowFor), size);
  const sums = fit.own.map((own) => own.map((x, i) => x + (fit.shared[i] as number)));
  return {
    form: "logistic",
    settings: { features: size - 1, ...strengths },
    members,
    chances: (item) => {
      const encoded = encoder.encode(item);
      return members.map((member, m) => {
        const row = rowFor(encoded, item, member);
        return chanceOf(dot(row, sums[m] as Float64Array), variance(row, fit.covariance[m] ?? []));
      });
    },
  };
}

function blocksOf(
  evidence: Evidence,
  encode: (item: Item) => Float64Array,
  rowFor: (x: Float64Array, item: Item, member: string) => Float64Array,
): Block[] {
  const { items, members } = evidence;
  const { weights, shares } = cellWeights(evidence);
  const encoded = items.map(encode);
  return members.map((member, m) => {
    const places = [...items.keys()].filter((i) => (weights[i * members.length + m] as number) > 0);
    return {
      rows: places.map((i) => rowFor(encoded[i] as Float64Array, items[i] as Item, member)),
      weights: places.map((i) => weights[i * members.length + m] as number),
      shares: places.map((i) => shares[i * members.length + m] as number),
    };
  });
}

function learnt(blocks: readonly Block[], size: number): { fit: RidgeFit; strengths: Strengths } {
  let strengths: Strengths = { shared: 1, level: 1, own: 1 };
  let fit = fitRidge(blocks, size, strengths);
  for (let round = 0; round < 8; round++) {
    const all = (of: readonly Float64Array[], from: number, to: number): number[] => of.flatMap((block) => [...block.subarray(from, to)]);
    const next = {
      shared: fixedPoint(strengths.shared, all([fit.shared], 1, size), all([fit.variances.shared], 1, size)),
      level: fixedPoint(strengths.level, all(fit.own, 0, 1), all(fit.variances.own, 0, 1)),
      own: fixedPoint(strengths.own, all(fit.own, 1, size), all(fit.variances.own, 1, size)),
    };
    const change = (["shared", "level", "own"] as const).map((name) => Math.abs(Math.log(next[name] / strengths[name])));
    strengths = next;
    fit = fitRidge(blocks, size, strengths, fit);
    if (Math.max(...change) < 0.1) break;
  }
  return { fit, strengths };
}

/** Held between a deviation of 10 and one of a hundredth, in log-odds. */
function fixedPoint(strength: number, values: readonly number[], variances: readonly number[]): number {
  const settled = variances.reduce((sum, variance) => sum + Math.max(0, 1 - strength * variance), 0);
  const squares = values.reduce((sum, value) => sum + value * value, 0);
  return Math.min(1e4, Math.max(1e-2, settled / Math.max(squares, 1e-12)));
}

function chanceOf(score: number, spread: number): Chance {
  // The logistic of a normal score (MacKay 1992).
  const p = sigmoid(score / Math.sqrt(1 + (Math.PI * spread) / 8));
  return { p, n: Math.max(1, 1 / (p * (1 - p) * spread) - 1) };
}

function variance(row: Float64Array, covariance: readonly Float64Array[]): number {
  return Math.max(
    1e-9,
    dot(
      row,
      Float64Array.from(covariance, (column) => dot(row, column)),
    ),
  );
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += (one[i] as number) * (other[i] as number);
  return sum;
}
