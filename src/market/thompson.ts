import { gammaDraw } from "../util/gamma-draw.ts";
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
