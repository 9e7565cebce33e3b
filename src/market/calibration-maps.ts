import { fitLogistic, logit, sigmoid } from "../util/logistic.ts";
import type { Forecast } from "./proper-scores.ts";

/** Corrects a stated chance of success; monotone, in [0.01, 0.99]. */
export type CalibrationMap = (p: number) => number;

/** Platt: sigmoid(a x logit p + b). `toward` is what (a, b) are shrunk to: the pool's fit, or the identity. */
export interface PlattFit {
  readonly a: number;
  readonly b: number;
}
export const identityPlatt: PlattFit = { a: 1, b: 0 };

/** Fits Platt's map; `strength` counts like that many observations' worth of doubt. A negative slope is cut to 0: the map stays monotone. */
export function fitPlatt(forecasts: readonly Forecast[], toward: PlattFit = identityPlatt, strength = 1): PlattFit {
  const observations = forecasts.map(({ p, passed }) => ({ features: [logit(clipped(p)), 1], passed }));
  const [a = 1, b = 0] = fitLogistic(observations, [toward.a, toward.b], strength);
  if (a >= 0) return { a, b };
  const [level = 0] = fitLogistic(
    observations.map(({ passed }) => ({ features: [1], passed })),
    [toward.b],
    strength,
  );
  return { a: 0, b: level };
}

export function plattMap({ a, b }: PlattFit): CalibrationMap {
  return (p) => clipped(sigmoid(a * logit(clipped(p)) + b));
}

/** Beta calibration: sigmoid(a ln p - b ln(1 - p) + c) with a, b >= 0, shrunk to the identity (1, 1, 0). For errors that differ at the two ends. */
export function fitBeta(forecasts: readonly Forecast[], strength = 1): { readonly a: number; readonly b: number; readonly c: number } {
  const features = (p: number) => [Math.log(clipped(p)), -Math.log(1 - clipped(p)), 1];
  const fitted = (used: readonly [boolean, boolean]): { a: number; b: number; c: number } => {
    const observations = forecasts.map(({ p, passed }) => ({ features: masked(features(p), used), passed }));
    const [a = 1, b = 1, c = 0] = fitLogistic(observations, [used[0] ? 1 : 0, used[1] ? 1 : 0, 0], strength);
    return { a: used[0] ? a : 0, b: used[1] ? b : 0, c };
  };
  const free = fitted([true, true]);
  if (free.a >= 0 && free.b >= 0) return free;
  const half = free.a < 0 ? fitted([false, true]) : fitted([true, false]);
  return half.a >= 0 && half.b >= 0 ? half : fitted([false, false]);
}

export function betaMap({ a, b, c }: { readonly a: number; readonly b: number; readonly c: number }): CalibrationMap {
  return (p) => clipped(sigmoid(a * Math.log(clipped(p)) - b * Math.log(1 - clipped(p)) + c));
}

/** Isotonic regression by pooling adjacent violators; a step function with the pools' rates. Undefined with fewer than 2 distinct chances. */
export function isotonicMap(forecasts: readonly Forecast[]): CalibrationMap | undefined {
  const byChance = new Map<number, { passed: number; tried: number }>();
  for (const { p, passed } of forecasts) {
    const seen = byChance.get(p) ?? { passed: 0, tried: 0 };
    byChance.set(p, { passed: seen.passed + Number(passed), tried: seen.tried + 1 });
  }
  if (byChance.size < 2) return undefined;
  const pools: { from: number; passed: number; tried: number }[] = [];
  for (const [from, counts] of [...byChance].sort(([a], [b]) => a - b)) {
    pools.push({ from, ...counts });
    for (
      let last = pools.at(-1), before = pools.at(-2);
      last !== undefined && before !== undefined;
      last = pools.at(-1), before = pools.at(-2)
    ) {
      if (before.passed / before.tried < last.passed / last.tried) break;
      pools.splice(-2, 2, { from: before.from, passed: before.passed + last.passed, tried: before.tried + last.tried });
    }
  }
  return (p) => {
    const pool = pools.findLast(({ from }) => from <= p) ?? pools[0];
    return pool === undefined ? clipped(p) : clipped(pool.passed / pool.tried);
  };
}

/** Shift to the record: weight x p + (1 - weight) x record, weight = n / (n + 30) x how far statements tell outcomes apart. */
export function shrinkMap(record: number, weight: number): CalibrationMap {
  return (p) => clipped(weight * p + (1 - weight) * record);
}

export function clipped(p: number): number {
  return Math.min(0.99, Math.max(0.01, p));
}

function masked(features: readonly number[], used: readonly [boolean, boolean]): number[] {
  return features.map((feature, i) => (i < 2 && used[i] === false ? 0 : feature));
}
