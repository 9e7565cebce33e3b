import { logit, sigmoid } from "../util/logistic.ts";
import { cellWeights } from "./cell-weights.ts";
import { fitEncoder } from "./encode.ts";
import type { Evidence, Item } from "./evidence.ts";
import type { Block } from "./ridge.ts";
import { fitShrunk } from "./shrunk-ridge.ts";
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
  // A bid in log-odds, and whether there is none.
  const size = 1 + encoder.size + (bidders ? 2 : 0);
  const rowFor = (encoded: Float64Array, item: Item, member: string): Float64Array => {
    const row = new Float64Array(size);
    row[0] = 1;
    row.set(encoded, 1);
    const bid = item.bids?.[member];
    if (bidders) row.set(isChance(bid) ? [logit(Math.min(0.99, Math.max(0.01, bid))), 0] : [0, 1], size - 2);
    return row;
  };
  const { fit, strengths } = fitShrunk(blocksOf(evidence, encoder.encode, rowFor), size);
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

function isChance(bid: number | undefined): bid is number {
  return bid !== undefined && bid >= 0 && bid <= 1;
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
