/**
 * A two-outcome logarithmic market scoring rule, "passes" or "fails". Prices in (0, 1), depth `b` and all amounts in credits.
 * Source: Hanson's LMSR, C(q) = b ln sum exp(q_i / b); in prices, moving p to p' buys b ln(odds' / odds) shares of "passes".
 */
export interface Trade {
  readonly trader: string;
  readonly from: number;
  readonly to: number;
}

/** Prices stay this far from 0 and 1, where a share would cost without bound. */
const edge = 1e-6;

export function clampPrice(price: number): number {
  return Math.min(1 - edge, Math.max(edge, price));
}

/** The nearest price to `wanted` at which the trader's worst loss stays within its stake. */
export function affordable(from: number, wanted: number, depth: number, stake: number): number {
  const least = Math.exp(-stake / depth);
  return clampPrice(Math.min(1 - (1 - from) * least, Math.max(from * least, wanted)));
}

/** The most that the maker can lose: b ln 2 from an even start, b ln(1 / smaller price) from another. */
export function worstLoss(start: number, depth: number): number {
  return depth * Math.max(-Math.log(start), -Math.log(1 - start));
}

/** The baseline: prod p^w, normalized; equal weights that sum to one. */
export function logarithmicPool(beliefs: readonly number[]): number {
  const logit = beliefs.reduce((sum, p) => sum + Math.log(clampPrice(p) / (1 - clampPrice(p))), 0) / Math.max(1, beliefs.length);
  return 1 / (1 + Math.exp(-logit));
}
