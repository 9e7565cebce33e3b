/** All amounts of one call are in one unit, whichever it is: credits in the market, points in the anchor. */
export interface Offer {
  readonly value: number;
  readonly p: number;
  readonly ask: number;
  /** Expected cost of the work to the buyer beside the ask. */
  readonly cost?: number;
}

/** What the buyer can expect to gain: value x p - ask - cost - penalty. */
export function expectedSurplus({ value, p, ask, cost = 0 }: Offer, penalty = 0): number {
  return value * p - ask - cost - penalty;
}

/** Loss on failure that upstream's direct-penalty rule charges: 10% of the value x (0.5 + p). */
export function directPenalty({ value, p }: Pick<Offer, "value" | "p">): number {
  return 0.1 * value * (0.5 + p);
}

/** value x p - ask - cost - (1 - p) x direct penalty: the rule that reproduces MarketBench's recorded clearings. */
export function directScore(offer: Offer): number {
  return expectedSurplus(offer, (1 - offer.p) * directPenalty(offer));
}

/** The anchor's rule, kept for comparison: reputation x p x value - ask - cost - (1 - p) x F, with F = value/2 x clamp((rep - 0.5)/0.75, 0, 1). */
export function anchorScore({ value, p, ask, cost = 0 }: Offer, reputation: number): number {
  const failure = (value / 2) * Math.min(1, Math.max(0, (reputation - 0.5) / 0.75));
  return reputation * p * value - ask - cost - (1 - p) * failure;
}

/** What the anchor charges for a failure, in its points: flat 10% (1 to 10 points), doubled at p = 1 for confidence above one half. */
export function anchorPenalty(value: number, p: number): number {
  const base = Math.min(10, Math.max(1, Math.round(0.1 * value)));
  return base + (p > 0.5 ? Math.round((base * (p - 0.5)) / 0.5) : 0);
}

/** The anchor's raise for a task that nobody filled: 15% more, at least one point, at most twice the first value. */
export function raisedBounty(value: number, first: number): number {
  return Math.min(2 * first, Math.max(value + 1, Math.round(1.15 * value)));
}

/** The success-contingent bid at which a worker neither gains nor loses: (cost + penalty x (1 - p)) / p; Infinity at p = 0. */
export function breakevenBid(cost: number, p: number, penalty = 0): number {
  return p === 0 ? Number.POSITIVE_INFINITY : (cost + penalty * (1 - p)) / p;
}
