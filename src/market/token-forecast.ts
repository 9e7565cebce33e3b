/** Stated and actual output tokens of one piece of work. */
export interface TokenPair {
  readonly stated: number;
  readonly actual: number;
}
/** ln(actual) = alpha + beta x ln(stated) + e, with e normal of standard deviation `sigma`, from `n` pairs. */
export interface TokenFit {
  readonly alpha: number;
  readonly beta: number;
  readonly sigma: number;
  readonly n: number;
}

/**
 * Least squares on logarithms; undefined without a usable pair. Where statements do not vary beta is 0 and the record speaks alone;
 * below ten pairs beta is 1, since a slope from so few would only carry noise.
 */
export function fitTokens(pairs: readonly TokenPair[]): TokenFit | undefined {
  const logs = pairs
    .filter(({ stated, actual }) => stated > 0 && actual > 0)
    .map(({ stated, actual }) => [Math.log(stated), Math.log(actual)] as const);
  const n = logs.length;
  if (n === 0) return undefined;
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / n;
  const sxx = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const sxy = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const varies = sxx / n > 1e-6;
  const beta = varies ? (n >= 10 ? sxy / sxx : 1) : 0;
  const alpha = meanY - beta * meanX;
  const squares = logs.reduce((sum, [x, y]) => sum + (y - alpha - beta * x) ** 2, 0);
  // With one pair the spread is unknown; a factor of e either way is a wide and honest guess.
  const sigma = n < 3 ? 1 : Math.sqrt(squares / (n - (varies && n >= 10 ? 2 : 1)));
  return { alpha, beta, sigma, n };
}

/** What a statement of `stated` tokens is likely to mean: median, mean, 80% interval, and the 95th percentile to reserve. */
export function forecastTokens({ alpha, beta, sigma }: TokenFit, stated: number) {
  const median = Math.exp(alpha + beta * Math.log(Math.max(1, stated)));
  return {
    median,
    mean: median * Math.exp(sigma ** 2 / 2),
    low: median * Math.exp(-1.2816 * sigma),
    high: median * Math.exp(1.2816 * sigma),
    reserve: median * Math.exp(1.6449 * sigma),
  };
}

/** Pinball loss of a forecast of the quantile `tau`. */
export function pinball(actual: number, forecast: number, tau: number): number {
  return actual >= forecast ? tau * (actual - forecast) : (1 - tau) * (forecast - actual);
}
