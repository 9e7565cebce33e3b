/** What a judge that errs makes of a true rate, and back. Sensitivity: P(pass | right); specificity: P(fail | wrong). */
export interface ErrorRates {
  readonly sensitivity: number;
  readonly specificity: number;
}

/** The rate of passes that such a judge reports at a true rate p: p se + (1 - p)(1 - sp). */
export function reportedRate(p: number, { sensitivity, specificity }: ErrorRates): number {
  return p * sensitivity + (1 - p) * (1 - specificity);
}

/** Rogan-Gladen 1978: the true rate behind a reported one, clipped to [0, 1], and how much its variance grows; null when se + sp <= 1. */
export function correctedRate(
  reported: number,
  { sensitivity, specificity }: ErrorRates,
): { readonly rate: number; readonly varianceInflation: number } | null {
  const power = sensitivity + specificity - 1;
  if (power <= 0) return null;
  return { rate: Math.min(1, Math.max(0, (reported + specificity - 1) / power)), varianceInflation: 1 / power ** 2 };
}

/** How often a pass is right: p se / (p se + (1 - p)(1 - sp)); null when such a judge passes nothing. */
export function trustOfPass(p: number, rates: ErrorRates): number | null {
  const passes = reportedRate(p, rates);
  return passes === 0 ? null : (p * rates.sensitivity) / passes;
}

/** Retry until the judge passes, at most `attempts` independent tries: more of them buy coverage, never precision. */
export function retryUntilPass(p: number, rates: ErrorRates, attempts: number): { readonly accepted: number; readonly right: number } {
  const accepted = 1 - (1 - reportedRate(p, rates)) ** attempts;
  return { accepted, right: accepted * (trustOfPass(p, rates) ?? 0) };
}

/**
 * The false-positive rate from which on a second try no longer pays: what it adds in right answers is worth less than it
 * costs. `value` of a right answer and `cost` of a try are in one currency; null when it pays at no rate. A first answer that is
 * passed stands, a rejected one is replaced: the gain is rejected (value p - cost) - value p (1 - se), solved for zero.
 */
export function breakEvenFalsePositive(p: number, sensitivity: number, value: number, cost: number): number | null {
  if (value * p <= cost || p >= 1) return null;
  const rejected = (value * p * (1 - sensitivity)) / (value * p - cost);
  const rate = (1 - rejected - p * sensitivity) / (1 - p);
  return rate <= 0 ? null : rate;
}

/** Prediction-powered mean (Angelopoulos and others 2023): the judge's mean over all, corrected by the audited differences. */
export function predictionPowered(
  judged: readonly number[],
  audited: readonly { readonly judge: number; readonly human: number }[],
): { readonly estimate: number; readonly standardError: number } {
  const differences = audited.map(({ judge, human }) => human - judge);
  return fromMoments(moments(judged), moments(differences));
}

export interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

/** The same from summaries: mean and variance of the judge's scores over all, and of the audited differences. */
export function fromMoments(judged: Moments, difference: Moments): { readonly estimate: number; readonly standardError: number } {
  const variance = judged.variance / judged.n + difference.variance / difference.n;
  return { estimate: judged.mean + difference.mean, standardError: Math.sqrt(variance) };
}

function moments(values: readonly number[]): Moments {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  return { n, mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) };
}
