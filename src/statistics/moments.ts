import { Bug } from "../util/bug.ts";

/** The mean; NaN for no values. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

/** The unbiased variance; NaN below two values. Two passes, so that large means do not eat small spreads. */
export function variance(values: ArrayLike<number>): number {
  const center = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += ((values[i] as number) - center) ** 2;
  return values.length < 2 ? Number.NaN : sum / (values.length - 1);
}

export function deviation(values: ArrayLike<number>): number {
  return Math.sqrt(variance(values));
}

/** The q-quantile with linear interpolation between order statistics (Hyndman and Fan, type 7); NaN for no values. */
export function quantile(values: ArrayLike<number>, q: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), q);
}

/** As `quantile`, of values that are sorted already. */
export function quantileOfSorted(sorted: ArrayLike<number>, q: number): number {
  if (!(q >= 0 && q <= 1)) throw new Bug(`A quantile needs a share in [0, 1]; got ${q}.`);
  const at = (sorted.length - 1) * q;
  const low = Math.floor(at);
  const a = sorted[low] as number;
  const b = sorted[Math.min(low + 1, sorted.length - 1)] as number;
  return sorted.length === 0 ? Number.NaN : a + (at - low) * (b - a);
}

/** Conditional value at risk: the mean of the worst (highest) `1 - level` share of values, the fractional one included. */
export function cvar(values: ArrayLike<number>, level: number): number {
  const sorted = Float64Array.from(values).sort().reverse();
  const size = sorted.length * (1 - level);
  let left = size;
  let sum = 0;
  for (const value of sorted) {
    const weight = Math.min(1, left);
    if (weight <= 0) break;
    sum += weight * value;
    left -= weight;
  }
  return size <= 0 ? (sorted[0] ?? Number.NaN) : sum / size;
}
