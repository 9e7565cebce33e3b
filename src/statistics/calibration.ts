import { mean } from "./moments.ts";

/** A stated probability and what came of it. */
export interface Forecast {
  readonly p: number;
  readonly passed: boolean;
}

/** Mean squared error of stated probabilities; 0 is perfect, .25 is what always saying .5 earns. */
export function brier(forecasts: readonly Forecast[]): number {
  return mean(forecasts.map(({ p, passed }) => (p - Number(passed)) ** 2));
}

/** 1 - Brier / (y (1 - y)); above 0 is better than saying the base rate `y`: that of the category, else of these forecasts. */
export function brierSkill(forecasts: readonly Forecast[], base = baseRate(forecasts)): number | undefined {
  const reference = base * (1 - base);
  return reference > 0 ? 1 - brier(forecasts) / reference : undefined;
}

export function baseRate(forecasts: readonly Forecast[]): number {
  return mean(forecasts.map(({ passed }) => Number(passed)));
}

/** Mean of -ln(p of what happened), p clipped to [.001, .999]. */
export function logScore(forecasts: readonly Forecast[]): number {
  return mean(forecasts.map(({ p, passed }) => -Math.log(Math.min(0.999, Math.max(0.001, passed ? p : 1 - p)))));
}

/** The chance that a passed item was given a higher probability than a failed one, ties a half. Undefined without both kinds. */
export function auc(forecasts: readonly Forecast[]): number | undefined {
  const passed = forecasts.filter((forecast) => forecast.passed).length;
  const failed = forecasts.length - passed;
  if (passed === 0 || failed === 0) return undefined;
  const sorted = [...forecasts].sort((a, b) => a.p - b.p);
  let ranks = 0;
  for (let i = 0; i < sorted.length; ) {
    let end = i;
    while (end < sorted.length && sorted[end]?.p === sorted[i]?.p) end += 1;
    const rank = (i + 1 + end) / 2;
    for (let j = i; j < end; j++) if (sorted[j]?.passed === true) ranks += rank;
    i = end;
  }
  return (ranks - (passed * (passed + 1)) / 2) / (passed * failed);
}

/** One bin of a reliability diagram. */
export interface Bin {
  readonly count: number;
  readonly stated: number;
  readonly passed: number;
}

/** Equal-width bins of the stated probability; empty ones are left out. */
export function reliability(forecasts: readonly Forecast[], bins = 10): Bin[] {
  const groups = Map.groupBy(forecasts, ({ p }) => Math.min(bins - 1, Math.max(0, Math.floor(p * bins))));
  return [...groups.keys()]
    .sort((a, b) => a - b)
    .map((key) => {
      const group = groups.get(key) as Forecast[];
      return { count: group.length, stated: mean(group.map(({ p }) => p)), passed: baseRate(group) };
    });
}

/** Expected calibration error over equal-width bins. Biased upward at small n: show it with its interval (calibration-interval.ts). */
export function calibrationError(forecasts: readonly Forecast[], bins = 10): number {
  const gap = (bin: Bin): number => (bin.count / forecasts.length) * Math.abs(bin.stated - bin.passed);
  return reliability(forecasts, bins).reduce((sum, bin) => sum + gap(bin), 0);
}

/** Murphy's parts: Brier of the binned forecasts = reliability - resolution + uncertainty, exactly. */
export function murphy(forecasts: readonly Forecast[], bins = 10): { reliability: number; resolution: number; uncertainty: number } {
  const base = baseRate(forecasts);
  const n = forecasts.length;
  const table = reliability(forecasts, bins);
  return {
    reliability: table.reduce((sum, bin) => sum + (bin.count / n) * (bin.stated - bin.passed) ** 2, 0),
    resolution: table.reduce((sum, bin) => sum + (bin.count / n) * (bin.passed - base) ** 2, 0),
    uncertainty: base * (1 - base),
  };
}
