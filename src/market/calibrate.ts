import { betaMap, type CalibrationMap, fitBeta, fitPlatt, isotonicMap, type PlattFit, plattMap, shrinkMap } from "./calibration-maps.ts";
import { baseBrier, brier, type Forecast, skill, trustWeight } from "./proper-scores.ts";
import { posterior } from "./reputation.ts";

/** Which map was fit, on how many outcomes. */
export interface Calibration {
  readonly kind: "shrink" | "platt" | "beta" | "isotonic";
  readonly n: number;
  readonly map: CalibrationMap;
}

/**
 * The map that the evidence can bear: shift to the record below 30 outcomes, Platt to 100 (shrunk to the pool's), beta to 1,000,
 * isotonic above, and Platt again where one number is always stated. With a map `learnt` elsewhere, Platt shrunk to that until there
 * is evidence enough to do without. Contract: give it earlier outcomes only.
 */
export function calibration(own: readonly Forecast[], pool: readonly Forecast[], learnt?: PlattFit): Calibration {
  const n = own.length;
  if (learnt !== undefined && n < 100) return { kind: "platt", n, map: plattMap(n === 0 ? learnt : fitPlatt(own, learnt, learntStrength)) };
  if (n >= 1000) {
    const map = isotonicMap(own);
    if (map !== undefined) return { kind: "isotonic", n, map };
  }
  if (n >= 100) return { kind: "beta", n, map: betaMap(fitBeta(own)) };
  if (n >= 30) return { kind: "platt", n, map: plattMap(fitPlatt(own, fitPlatt(pool), 5)) };
  return { kind: "shrink", n, map: shrinkMap(recordMean(own, pool), trust(own, pool)) };
}

/** How many outcomes a map from another run is worth against the session's own. */
const learntStrength = 10;

function recordMean(own: readonly Forecast[], pool: readonly Forecast[]): number {
  const counts = (forecasts: readonly Forecast[]) => ({ passed: forecasts.filter(({ passed }) => passed).length, tried: forecasts.length });
  return posterior(counts(own), posterior(counts(pool)), 10);
}

/** Before anything is known statements count half; then as far as they proved better than the base rate. */
function trust(own: readonly Forecast[], pool: readonly Forecast[]): number {
  const n = own.length;
  const start = 0.5 * Math.max(0, 1 - n / 15);
  if (n === 0) return start;
  const rate = pool.filter(({ passed }) => passed).length / Math.max(1, pool.length);
  return Math.max(start, trustWeight(skill(brier(own), baseBrier(rate)), n));
}
