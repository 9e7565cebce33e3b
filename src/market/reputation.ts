/** Outcomes of one worker in one category; both counts decay, so they need not be whole. */
export interface Counts {
  readonly passed: number;
  readonly tried: number;
}
export const noCounts: Counts = { passed: 0, tried: 0 };

/** Older outcomes weigh less: models drift. */
const decay = 0.98;
/** What is believed of somebody without a record. */
export const priorMean = 0.5;
/** How many outcomes the prior is worth while the pool is too small to tell. */
export const priorStrength = 4;

/** The counts after one more outcome: s <- decay x s + y, n <- decay x n + 1. */
export function counted({ passed, tried }: Counts, success: boolean, keep = decay): Counts {
  return { passed: keep * passed + Number(success), tried: keep * tried + 1 };
}

/** Posterior mean of the chance of success (Beta-Binomial): (s + m x mu) / (n + m). */
export function posterior({ passed, tried }: Counts, mean = priorMean, strength = priorStrength): number {
  return tried + strength === 0 ? mean : (passed + strength * mean) / (tried + strength);
}

/** The prior that the pool of workers in a category suggests: pooled mean, and strength by the method of moments, in [2, 50]. */
export function poolPrior(pool: readonly Counts[]): { mean: number; strength: number } {
  const seen = pool.filter(({ tried }) => tried > 0);
  const tried = seen.reduce((sum, counts) => sum + counts.tried, 0);
  if (tried === 0) return { mean: priorMean, strength: priorStrength };
  // Two made-up outcomes, one of each kind, keep a pool that has only passed or only failed away from certainty.
  const mean = (seen.reduce((sum, counts) => sum + counts.passed, 0) + 1) / (tried + 2);
  if (seen.length < 2) return { mean, strength: priorStrength };
  const rates = seen.map((counts) => counts.passed / counts.tried);
  const center = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const spread = rates.reduce((sum, rate) => sum + (rate - center) ** 2, 0) / (rates.length - 1);
  const noise = seen.reduce((sum, counts) => sum + (mean * (1 - mean)) / counts.tried, 0) / seen.length;
  const between = Math.max(1e-6, spread - noise);
  return { mean, strength: Math.min(50, Math.max(2, (mean * (1 - mean)) / between - 1)) };
}

/** Reputation by a proper score: moves by rate x (base - (p - y)^2), so that saying the base rate leaves it where it is on average. */
export function scored(reputation: number, p: number, success: boolean, base: number, rate = 0.5): number {
  return reputation + rate * (base - (p - Number(success)) ** 2);
}

/** The anchor's rule, for comparison: +0.06 for a pass, -0.20 for a fail, kept in [0.5, 1.25]. It starts at 1. */
export function anchored(reputation: number, success: boolean): number {
  return Math.min(1.25, Math.max(0.5, reputation + (success ? 0.06 : -0.2)));
}
