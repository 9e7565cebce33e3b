import { percentile, resampledSums } from "./bootstrap.ts";
import { mean } from "./moments.ts";
import type { Interval } from "./proportions.ts";

/** A figure and its 95% interval; without one where resampling leaves the figure undefined too often. */
export interface ResampledFigure {
  readonly value: number;
  readonly interval?: Interval;
}

const resamples = 1000;
/** A figure that one resample in twenty lacks has no interval: what is left would be those that happen to have it. */
const mostLacking = 0.05;

/**
 * Figures of means over items, with percentile intervals over items drawn with replacement; all columns share the draws. `of` gets the mean
 * of each column and gives the figures in one order, undefined where there is none. A figure that the items themselves leave undefined is undefined.
 */
export function resampledFigures(
  columns: readonly Float64Array[],
  of: (means: readonly number[]) => readonly (number | undefined)[],
  seed: string,
): (ResampledFigure | undefined)[] {
  const n = columns[0]?.length ?? 0;
  if (n === 0) return [];
  const found = of(columns.map(mean));
  const sums = resampledSums(columns, resamples, seed);
  const drawn = found.map(() => new Float64Array(resamples));
  for (let b = 0; b < resamples; b++) {
    const figures = of(sums.map((sum) => (sum[b] as number) / n));
    for (const [f, values] of drawn.entries()) values[b] = figures[f] ?? Number.NaN;
  }
  return found.map((value, f) => {
    if (value === undefined || !Number.isFinite(value)) return undefined;
    const values = drawn[f] as Float64Array;
    const lacking = values.filter((each) => !Number.isFinite(each)).length;
    return n < 2 || lacking > mostLacking * resamples ? { value } : { value, interval: percentile(values) };
  });
}
