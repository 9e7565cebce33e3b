import { normal } from "../util/random.ts";
import { type Counts, priorMean, priorStrength } from "./reputation.ts";

/**
 * One draw from what is believed of a worker, Beta(s + m mu, n - s + m (1 - mu)): choosing by draws tries whoever may still prove
 * the best as often as it may (Thompson 1933), where choosing by the mean would never look again.
 */
export function thompson(counts: Counts, next: () => number, mean = priorMean, strength = priorStrength): number {
  return betaDraw(counts.passed + strength * mean, Math.max(0, counts.tried - counts.passed) + strength * (1 - mean), next);
}

/** A Beta(a, b) draw as a ratio of gammas; a and b below 1e-3 are raised to it. */
export function betaDraw(a: number, b: number, next: () => number): number {
  const x = gammaDraw(Math.max(1e-3, a), next);
  const y = gammaDraw(Math.max(1e-3, b), next);
  return x + y === 0 ? a / (a + b) : x / (x + y);
}

/** A Gamma(shape, 1) draw (Marsaglia and Tsang 2000); shapes below 1 by the power of a uniform. */
function gammaDraw(shape: number, next: () => number): number {
  if (shape < 1) return gammaDraw(shape + 1, next) * (1 - next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(next);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
