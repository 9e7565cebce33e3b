import { bisect } from "../util/bisect.ts";
import { betaCdf, betaQuantile, normalQuantile } from "../util/distributions.ts";

export type Interval = readonly [low: number, high: number];

/** Wilson's score interval of a proportion; `n` may be an effective number. 34 of 45 gives .6133 to .8576. */
export function wilson(passes: number, n: number, level = 0.95, z = normalQuantile((1 + level) / 2)): Interval {
  if (n <= 0) return [0, 1];
  const p = passes / n;
  const shrink = 1 + (z * z) / n;
  const center = (p + (z * z) / (2 * n)) / shrink;
  const half = (z / shrink) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [p <= 0 ? 0 : center - half, p >= 1 ? 1 : center + half];
}

/** The exact interval of a proportion: never covers less than `level`, hence wide. 0 of 10 gives 0 to .3085. */
export function clopperPearson(passes: number, n: number, level = 0.95): Interval {
  const tail = (1 - level) / 2;
  return [passes <= 0 ? 0 : betaQuantile(tail, passes, n - passes + 1), passes >= n ? 1 : betaQuantile(1 - tail, passes + 1, n - passes)];
}

/**
 * The exact interval with half the chance of the observed count in each tail (mid-P): covers 92% at the least and 95% to 96% on average
 * over all rates, at the edges too, where Wilson's falls to 82%. `passes` and `n` may be effective numbers.
 */
export function midP(passes: number, n: number, level = 0.95): Interval {
  const tail = (1 - level) / 2;
  const atLeast = (p: number): number => (passes <= 0 ? 1 : betaCdf(p, passes, n - passes + 1));
  const above = (p: number): number => (passes >= n ? 0 : betaCdf(p, passes + 1, n - passes));
  const middle = (p: number): number => (atLeast(p) + above(p)) / 2;
  const rootAt = (bar: number): number => bisect((p) => middle(p) < bar, 0, 1);
  return [passes <= 0 ? 0 : rootAt(tail), passes >= n ? 1 : rootAt(1 - tail)];
}
