import { count } from "../util/count.ts";
import { logBeta } from "../util/distributions.ts";
import { logit, sigmoid } from "../util/logistic.ts";
import { cellWeights } from "./cell-weights.ts";
import { fitEncoder } from "./encode.ts";
import type { Evidence, Item } from "./evidence.ts";
import { kMeans } from "./k-means.ts";
import type { Chance, Valuation } from "./valuation.ts";

/** Counts by member and cluster, at `cluster * members + member`. */
export interface Counts {
  readonly members: number;
  readonly clusters: number;
  readonly n: Float64Array;
  readonly s: Float64Array;
}
export interface TableFit {
  readonly chances: readonly (readonly Chance[])[];
  readonly strength: number;
  /** ln of the chance of all outcomes under the priors of their cells. */
  readonly evidence: number;
}

/**
 * Beta tables by cluster of items: k-means of what is seen of items and of what members bid for them, or their categories, whichever of them gives the outcomes the greater marginal
 * likelihood. All outcomes count alike, whenever they came (drift.ts tells whether some are out of date).
 */
export function fitTables(evidence: Evidence, seed: string): Valuation {
  const { encode } = fitEncoder(evidence.items, evidence.members);
  const points = evidence.items.map(encode);
  const candidates = [byCategory(evidence.items), ...sizes(points).map((k) => byMeans(points, k, seed, encode))];
  const { weights, shares } = cellWeights(evidence);
  const fits = candidates.map((clusters) => ({ clusters, fit: fitCells(countsOf(evidence, weights, shares, clusters)) }));
  const best = fits.reduce((one, other) => (other.fit.evidence > one.fit.evidence + 1e-9 ? other : one));
  return {
    form: "tables",
    settings: { clusters: best.clusters.name, strength: best.fit.strength },
    members: evidence.members,
    chances: (item) => best.fit.chances[best.clusters.of(item)] ?? [],
  };
}

interface Clustering {
  readonly name: string;
  readonly count: number;
  readonly of: (item: Item) => number;
}

/** The last cluster is that of categories never seen: it has no outcomes, so members stand there at their own rates. */
function byCategory(items: readonly Item[]): Clustering {
  const places = new Map([...new Set(items.map(({ category }) => category))].map((category, place) => [category, place]));
  return {
    name: count(places.size, "category", "categories"),
    count: places.size + 1,
    of: ({ category }) => places.get(category) ?? places.size,
  };
}

function byMeans(points: readonly Float64Array[], k: number, seed: string, encode: (item: Item) => Float64Array): Clustering {
  const { centers, nearest } = kMeans(points, k, seed);
  return { name: `${centers.length} by k-means`, count: centers.length, of: (item) => nearest(encode(item)) };
}

/** Powers of two that leave ten items to a cluster. */
function sizes(points: readonly Float64Array[]): number[] {
  if ((points[0]?.length ?? 0) === 0) return [1];
  return [1, 2, 4, 8, 16, 32, 64].filter((k) => k === 1 || k * 10 <= points.length);
}

function countsOf({ items, members }: Evidence, weights: Float64Array, shares: Float64Array, clusters: Clustering): Counts {
  const size = clusters.count * members.length;
  const counts = { members: members.length, clusters: clusters.count, n: new Float64Array(size), s: new Float64Array(size) };
  for (const [i, item] of items.entries()) {
    const row = clusters.of(item) * members.length;
    for (let m = 0; m < members.length; m++) {
      const weight = weights[i * members.length + m] as number;
      counts.n[row + m] = (counts.n[row + m] as number) + weight;
      counts.s[row + m] = (counts.s[row + m] as number) + weight * (shares[i * members.length + m] as number);
    }
  }
  return counts;
}

/**
 * The posterior of each cell: Beta(k mu + s, k (1 - mu) + n - s). The prior mean mu adds, in log-odds, what the member does elsewhere to what others do
 * in the cluster (one outcome at the common rate is laid to each); the strength k is the one under which the outcomes of all cells are
 * likeliest (empirical Bayes, Beta-binomial; market.md 10.1).
 */
export function fitCells(counts: Counts, strength?: number): TableFit {
  const means = priorMeans(counts);
  const chosen = strength ?? Math.exp(highest((x) => marginal(counts, means, Math.exp(x)), Math.log(0.5), Math.log(5000)));
  const chance = (cell: number): Chance => {
    const n = (counts.n[cell] as number) + chosen;
    return { p: ((counts.s[cell] as number) + chosen * (means[cell] as number)) / n, n };
  };
  const chances = Array.from({ length: counts.clusters }, (_, c) =>
    Array.from({ length: counts.members }, (_, m) => chance(c * counts.members + m)),
  );
  return { chances, strength: chosen, evidence: marginal(counts, means, chosen) };
}

function priorMeans({ members, clusters, n, s }: Counts): Float64Array {
  const sum = (of: Float64Array, at: (cell: number) => boolean): number =>
    of.reduce((all, value, cell) => (at(cell) ? all + value : all), 0);
  const common = (sum(s, () => true) + 0.5) / (sum(n, () => true) + 1);
  const inMember = Array.from(
    { length: members },
    (_, m) => [n, s].map((of) => sum(of, (cell) => cell % members === m)) as [number, number],
  );
  const inCluster = Array.from(
    { length: clusters },
    (_, c) => [n, s].map((of) => sum(of, (cell) => Math.floor(cell / members) === c)) as [number, number],
  );
  const others = ([all, passed]: readonly [number, number], cell: number): number =>
    logit((passed - (s[cell] as number) + common) / (all - (n[cell] as number) + 1));
  return n.map((_, cell) =>
    sigmoid(
      others(inMember[cell % members] as [number, number], cell) +
        others(inCluster[Math.floor(cell / members)] as [number, number], cell) -
        logit(common),
    ),
  );
}

function marginal({ n, s }: Counts, means: Float64Array, strength: number): number {
  let sum = 0;
  for (const [cell, mean] of means.entries()) {
    const [a, b] = [strength * mean, strength * (1 - mean)];
    if (n[cell] !== 0) sum += logBeta(a + (s[cell] as number), b + (n[cell] as number) - (s[cell] as number)) - logBeta(a, b);
  }
  return sum;
}

/** Where a function of one number with one peak is highest, by golden section. */
function highest(of: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  for (let round = 0; round < 30; round++) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (of(left) < of(right)) low = left;
    else high = right;
  }
  return (low + high) / 2;
}
