import { picks as picksOf } from "../util/random.ts";
import { normalCdf, normalQuantile } from "../util/distributions.ts";
import { mean, quantileOfSorted } from "./moments.ts";
import type { Interval } from "./proportions.ts";

/** How many resamples `n` units deserve: 10,000, fewer from 100 units on, where the noise of resampling is a hundredth of the width. */
export function resamplesFor(n: number): number {
  return Math.round(Math.min(10_000, Math.max(2_000, 1_000_000 / Math.max(1, n))));
}

/**
 * Sums over resamples of units (tasks) drawn with replacement: one array of `count` sums per column.
 * All columns share the draws, so that differences of columns are paired. 10,000 resamples of 1,000 units x 10 columns take under 2 s.
 */
export function resampledSums(columns: readonly Float64Array[], count: number, seed: string): Float64Array[] {
  const next = picksOf(seed);
  const n = columns[0]?.length ?? 0;
  const sums = columns.map(() => new Float64Array(count));
  const picks = new Int32Array(n);
  for (let b = 0; b < count; b++) {
    for (let i = 0; i < n; i++) picks[i] = next(n);
    for (const [c, column] of columns.entries()) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += column[picks[i] as number] as number;
      (sums[c] as Float64Array)[b] = sum;
    }
  }
  return sums;
}

/** The percentile interval of resampled statistics; non-finite ones are left out. */
export function percentile(statistics: Float64Array, level = 0.95): Interval {
  const sorted = statistics.filter(Number.isFinite).sort();
  return [quantileOfSorted(sorted, (1 - level) / 2), quantileOfSorted(sorted, (1 + level) / 2)];
}

/** Percentile bootstrap interval of a mean over units. */
export function percentileMean(values: Float64Array, seed: string, level = 0.95): Interval {
  const [sums] = resampledSums([values], resamplesFor(values.length), seed);
  return percentile(divided(sums as Float64Array, values.length), level);
}

/**
 * Bias-corrected and accelerated interval of any statistic of weighted columns (Efron 1987), acceleration by the jackknife over units.
 * `of` gets the sums of each column. A statistic without spread gives a point.
 */
export function bca(columns: readonly Float64Array[], of: (sums: readonly number[]) => number, seed: string, level = 0.95): Interval {
  const n = columns[0]?.length ?? 0;
  const sums = resampledSums(columns, resamplesFor(n), seed);
  const totals = columns.map((column) => column.reduce((a, b) => a + b, 0));
  const estimate = of(totals);
  const draws = Float64Array.from({ length: resamplesFor(n) }, (_, b) => of(sums.map((column) => column[b] as number)))
    .filter(Number.isFinite)
    .sort();
  const below = draws.reduce((count, draw) => count + (draw < estimate ? 1 : draw === estimate ? 0.5 : 0), 0) / draws.length;
  if (!(below > 0 && below < 1)) return [quantileOfSorted(draws, (1 - level) / 2), quantileOfSorted(draws, (1 + level) / 2)];
  const bias = normalQuantile(below);
  const jackknife = Float64Array.from({ length: n }, (_, i) =>
    of(totals.map((total, c) => total - ((columns[c] as Float64Array)[i] as number))),
  );
  const acceleration = skew(jackknife);
  const at = (share: number): number => {
    const z = bias + normalQuantile(share);
    return quantileOfSorted(draws, normalCdf(bias + z / (1 - acceleration * z)));
  };
  return [at((1 - level) / 2), at((1 + level) / 2)];
}

function skew(jackknife: Float64Array): number {
  const center = mean(jackknife);
  let squares = 0;
  let cubes = 0;
  for (const value of jackknife) {
    squares += (center - value) ** 2;
    cubes += (center - value) ** 3;
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/**
 * Studentised bootstrap interval of a mean over units: the default below 50 units.
 * Contract: symmetric in its tails (quantiles of t itself), a point when all values are equal.
 */
export function studentised(values: Float64Array, seed: string, level = 0.95): Interval {
  const n = values.length;
  const count = resamplesFor(n);
  const [sums, squares] = resampledSums([values, values.map((value) => value * value)], count, seed) as [Float64Array, Float64Array];
  const estimate = mean(values);
  const error = standardError(n * estimate, sum(values.map((value) => value * value)), n);
  if (!(error > 0)) return [estimate, estimate];
  const ts = new Float64Array(count);
  for (let b = 0; b < count; b++) {
    const own = standardError(sums[b] as number, squares[b] as number, n);
    ts[b] = own > error * 1e-6 ? ((sums[b] as number) / n - estimate) / own : Number.NaN;
  }
  const [low, high] = percentile(ts, level);
  return [estimate - high * error, estimate - low * error];
}

function standardError(sum: number, squares: number, n: number): number {
  return Math.sqrt(Math.max(0, squares - (sum * sum) / n) / (n - 1) / n);
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function divided(values: Float64Array, by: number): Float64Array {
  return values.map((value) => value / by);
}
