import { stream } from "../util/random.ts";
import { squaredDistance } from "./squared-distance.ts";

/** Centers, and which is nearest to a point (the first, of two as near). */
export interface Clusters {
  readonly centers: readonly Float64Array[];
  readonly nearest: (point: Float64Array) => number;
}

/**
 * At most `k` clusters of points by k-means: centers drawn apart from one another (k-means++, Arthur and Vassilvitskii 2007), then Lloyd's steps until
 * no point moves. Contract: seeded; as many centers as there are different points where these are fewer than k; none empty.
 */
export function kMeans(points: readonly Float64Array[], k: number, seed: string): Clusters {
  let centers = drawn(points, k, stream(`k-means ${seed}`));
  let places = points.map((point) => nearestOf(centers, point));
  for (let round = 0; round < 50; round++) {
    centers = centersOf(points, places, centers);
    const moved = points.map((point) => nearestOf(centers, point));
    const still = moved.every((place, i) => place === places[i]);
    places = moved;
    if (still) break;
  }
  const used = [...new Set(places)].toSorted((one, other) => one - other).map((place) => centers[place] as Float64Array);
  return { centers: used, nearest: (point) => nearestOf(used, point) };
}

function drawn(points: readonly Float64Array[], k: number, next: () => number): Float64Array[] {
  const first = points[Math.floor(next() * points.length)];
  if (first === undefined) return [];
  const centers = [first];
  const gaps = Float64Array.from(points, (point) => squaredDistance(point, first));
  while (centers.length < k) {
    let left = next() * gaps.reduce((sum, gap) => sum + gap, 0);
    const place = gaps.findIndex((gap) => gap > 0 && (left -= gap) <= 0);
    const center = points[place];
    if (center === undefined) break;
    centers.push(center);
    for (const [i, point] of points.entries()) gaps[i] = Math.min(gaps[i] ?? 0, squaredDistance(point, center));
  }
  return centers;
}

function centersOf(points: readonly Float64Array[], places: readonly number[], old: readonly Float64Array[]): Float64Array[] {
  const sums = old.map((center) => new Float64Array(center.length));
  const counts = old.map(() => 0);
  for (const [i, point] of points.entries()) {
    const place = places[i] as number;
    const sum = sums[place] as Float64Array;
    counts[place] = (counts[place] ?? 0) + 1;
    for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] as number) + (point[d] as number);
  }
  return sums.map((sum, place) =>
    counts[place] === 0 ? (old[place] as Float64Array) : sum.map((value) => value / (counts[place] as number)),
  );
}

function nearestOf(centers: readonly Float64Array[], point: Float64Array): number {
  let best = 0;
  let least = Infinity;
  for (let place = 0; place < centers.length; place++) {
    const gap = squaredDistance(point, centers[place] as Float64Array, least);
    if (gap < least) [best, least] = [place, gap];
  }
  return best;
}
