/** Whether a member's outcomes, in the order in which they came, are of one rate. */
export interface Drift {
  /** The greatest distance of the running sum from where it would be at a constant rate, over its spread. */
  readonly statistic: number;
  /** The chance of such a distance without drift. */
  readonly p: number;
  /** How many outcomes came before the likeliest change. */
  readonly at: number;
}

/**
 * The cumulative-sum test of a constant mean (Ploberger and Kramer 1992): residuals y - p, p what was expected of each outcome, and the law
 * of a Brownian bridge's greatest distance from 0 (Kolmogorov). Old outcomes are to be forgotten only where this says that they are of another rate.
 */
export function drift(outcomes: readonly { readonly passed: boolean; readonly p: number }[]): Drift {
  const n = outcomes.length;
  const residuals = outcomes.map(({ passed, p }) => Number(passed) - p);
  const mean = residuals.reduce((sum, residual) => sum + residual, 0) / n;
  const deviation = Math.sqrt(residuals.reduce((sum, residual) => sum + (residual - mean) ** 2, 0) / n);
  if (!(deviation > 0)) return { statistic: 0, p: 1, at: 0 };
  let [sum, farthest, at] = [0, 0, 0];
  for (const [i, residual] of residuals.entries()) {
    sum += residual - mean;
    if (Math.abs(sum) > farthest) [farthest, at] = [Math.abs(sum), i + 1];
  }
  const statistic = farthest / (deviation * Math.sqrt(n));
  return { statistic, p: bridgeTail(statistic), at };
}

/** P(sup |bridge| > x) = 2 sum (-1)^(j + 1) exp(-2 j^2 x^2). */
function bridgeTail(x: number): number {
  if (x < 0.2) return 1;
  let sum = 0;
  for (let j = 1; j <= 100; j++) sum += (j % 2 === 1 ? 2 : -2) * Math.exp(-2 * j * j * x * x);
  return Math.min(1, Math.max(0, sum));
}
