/** A bid with the score under which it competes. */
export interface ScoredBid {
  readonly member: string;
  readonly score: number;
}
/** `runnerUp` is the second score, at least 0: what the buyer could have had without the winner. */
export interface Award<T extends ScoredBid> {
  readonly winner: T;
  readonly runnerUp: number;
}

/**
 * The bids from best to worst. Contract: neither the order of arrival nor names decide: one draw per bid, taken in name order,
 * breaks ties. Scores that are not numbers rank last.
 */
export function ranked<T extends ScoredBid>(bids: readonly T[], chance: () => number): T[] {
  const keyed = bids.toSorted((a, b) => (a.member < b.member ? -1 : a.member > b.member ? 1 : 0)).map((bid) => ({ bid, draw: chance() }));
  const worth = ({ score }: ScoredBid) => (Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score);
  return keyed.sort((a, b) => (worth(a.bid) === worth(b.bid) ? a.draw - b.draw : worth(b.bid) - worth(a.bid))).map(({ bid }) => bid);
}

/** The best bid with a score above 0; undefined when there is none. */
export function awarded<T extends ScoredBid>(bids: readonly T[], chance: () => number): Award<T> | undefined {
  const [winner, second] = ranked(bids, chance);
  if (winner === undefined || !(winner.score > 0)) return undefined;
  return { winner, runnerUp: Math.max(0, second?.score ?? 0) };
}
