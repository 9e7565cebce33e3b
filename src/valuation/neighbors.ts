import { picks } from "../util/random.ts";
import { cellWeights, type CellWeights } from "./cell-weights.ts";
import { fitEncoder } from "./encode.ts";
import type { Evidence } from "./evidence.ts";
import { squaredDistance } from "./squared-distance.ts";
import type { Chance, Valuation } from "./valuation.ts";

interface Setting {
  readonly neighbors: number;
  readonly strength: number;
}
const settings: readonly Setting[] = [10, 25, 50, 100].flatMap((neighbors) => [2, 10, 50].map((strength) => ({ neighbors, strength })));

/**
 * A member's chance on an item from its outcomes on the items most like it (items as far off as the last of them count too), shrunk to its rate
 * over all: Beta(k rate + s, ...). How many neighbors, and how strongly shrunk, is what predicts items of the training half best when each
 * is left out (log score; at most 300 of them, drawn by the seed).
 */
export function fitNeighbors(evidence: Evidence, seed: string): Valuation {
  const encoder = fitEncoder(evidence.items);
  const points = evidence.items.map(encoder.encode);
  const cells = cellWeights(evidence);
  const rates = ratesOf(evidence, cells);
  const drawn = picks(`neighbors ${seed}`);
  const tried = Array.from({ length: Math.min(300, points.length) }, () => drawn(points.length));
  const widest = Math.max(...settings.map(({ neighbors }) => neighbors));
  const nearby = tried.map((place) => nearest(points, points[place] as Float64Array, widest, place));
  const losses = settings.map((setting) =>
    tried.reduce((sum, place, i) => sum + loss(chancesFrom(nearby[i] as Near, setting, cells, rates), cells, place), 0),
  );
  const best = settings[losses.indexOf(Math.min(...losses))] as Setting;
  return {
    form: "neighbors",
    settings: { ...best },
    members: evidence.members,
    chances: (item) => chancesFrom(nearest(points, encoder.encode(item), best.neighbors), best, cells, rates),
  };
}

/** Places from the nearest on, and how far each is. */
interface Near {
  readonly places: readonly number[];
  readonly gaps: readonly number[];
}

/** The `k` nearest, and all that are no farther than the last of them. */
function nearest(points: readonly Float64Array[], point: Float64Array, k: number, without = -1): Near {
  const gaps = new Float64Array(points.length);
  for (let i = 0; i < points.length; i++) gaps[i] = i === without ? Infinity : squaredDistance(points[i] as Float64Array, point);
  const limit = gaps.toSorted()[Math.min(k, gaps.length - (without < 0 ? 0 : 1)) - 1] ?? -1;
  const places: number[] = [];
  for (let i = 0; i < gaps.length; i++) if ((gaps[i] as number) <= limit) places.push(i);
  places.sort((one, other) => (gaps[one] as number) - (gaps[other] as number));
  return { places, gaps: places.map((place) => gaps[place] as number) };
}

function chancesFrom(
  { places, gaps }: Near,
  { neighbors, strength }: Setting,
  { weights, shares }: CellWeights,
  rates: readonly number[],
): Chance[] {
  const width = rates.length;
  const limit = gaps[Math.min(neighbors, gaps.length) - 1] ?? -1;
  return rates.map((rate, m) => {
    let [n, s] = [strength, strength * rate];
    for (let i = 0; i < places.length && (gaps[i] as number) <= limit; i++) {
      const cell = (places[i] as number) * width + m;
      n += weights[cell] as number;
      s += (weights[cell] as number) * (shares[cell] as number);
    }
    return { p: s / n, n };
  });
}

function loss(chances: readonly Chance[], { weights, shares }: CellWeights, place: number): number {
  return chances.reduce((sum, { p }, m) => {
    const cell = place * chances.length + m;
    return sum - (weights[cell] as number) * ((shares[cell] as number) * Math.log(p) + (1 - (shares[cell] as number)) * Math.log(1 - p));
  }, 0);
}

/** Each member's rate over all items, with one outcome at the common rate laid to it. */
function ratesOf({ members }: Evidence, { weights, shares }: CellWeights): number[] {
  const all = members.map(() => ({ n: 0, s: 0 }));
  for (const [cell, weight] of weights.entries()) {
    const of = all[cell % members.length] as { n: number; s: number };
    of.n += weight;
    of.s += weight * (shares[cell] as number);
  }
  const common = (all.reduce((sum, { s }) => sum + s, 0) + 0.5) / (all.reduce((sum, { n }) => sum + n, 0) + 1);
  return all.map(({ n, s }) => (s + common) / (n + 1));
}
