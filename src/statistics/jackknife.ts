import { tQuantile } from "../util/distributions.ts";
import { mean } from "./moments.ts";
import type { Interval } from "./proportions.ts";

/** A scale on which a figure spreads alike wherever it lies, and the way back. */
export interface Scale {
  to(value: number): number;
  from(scaled: number): number;
}

/**
 * The 95% interval of a figure over units (tasks), from the figure without each of them: Student's t and the jackknife's standard error on the
 * scale (Efron and Tibshirani 1993, chapter 11). Undefined where the figure is not defined without one of the units, and where it is the same without any of them.
 */
export function jackknifeInterval(estimate: number, without: readonly number[], scale: Scale): Interval | undefined {
  const n = without.length;
  const center = scale.to(estimate);
  const scaled = without.map((value) => scale.to(value));
  if (n < 2 || ![center, ...scaled].every(Number.isFinite)) return undefined;
  const middle = mean(scaled);
  const squares = scaled.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  // What no unit moves is no certainty: members that never differed so far will.
  if (!(squares > 1e-18)) return undefined;
  const reach = tQuantile(0.975, n - 1) * Math.sqrt(((n - 1) / n) * squares);
  return [scale.from(center - reach), scale.from(center + reach)];
}
