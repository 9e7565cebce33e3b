/** One step of the chain: what it changes in the one that it builds on. */
export interface Step {
  readonly name: string;
  /** The step that it is held against; the first has none. */
  readonly over?: string;
  readonly change: string;
}

/** The chain, step by step. Each differs from the step that it builds on by one thing, as near as topologies allow. */
export const ablationSteps: readonly Step[] = [
  { name: "solo", change: "One strong member, one try" },
  { name: "solo+retry", over: "solo", change: "Retry after a failed verdict" },
  { name: "best-of", over: "solo+retry", change: "Three tries at once and the verifier's choice, in place of retry" },
  { name: "random+retry", over: "solo+retry", change: "A member drawn by lot for every try, in place of the strong one" },
  { name: "router+retry", over: "random+retry", change: "A router that chooses, in place of the lot" },
  { name: "market-bare", over: "solo", change: "Allocation by bids, without retry or reputation" },
  { name: "market+retry", over: "market-bare", change: "Retry by the next member" },
  { name: "market", over: "market+retry", change: "Reputation" },
  { name: "market-peers", over: "market", change: "The others' word on a member, in place of its own" },
  { name: "market-fiat", over: "market", change: "One price for all by fiat, in place of each member's own" },
  { name: "market-scarce", over: "market", change: "Scarce members, first come, first served" },
  { name: "market-cleared", over: "market-scarce", change: "Prices of places that rise until six tasks clear, in place of first come" },
  { name: "hub-handoff", over: "solo", change: "The whole task handed to another member" },
  { name: "hub-split", over: "hub-handoff", change: "A split into parts, joined as they are" },
  { name: "hub-merge", over: "hub-split", change: "A merge by the hub" },
  { name: "hub-spoke", over: "hub-merge", change: "A critic, and a revision by the hub" },
  { name: "hub-spoke", over: "solo", change: "A hub that splits, delegates and recomposes" },
  { name: "hub-spoke+retry", over: "hub-spoke", change: "Retry by planning anew" },
  { name: "personas-reply", over: "solo", change: "Four perspectives in one reply" },
  { name: "personas cold", over: "solo", change: "Four perspectives as turns of one session, no prompt cache" },
  { name: "personas warm", over: "personas cold", change: "A warm prompt cache (the same answers)" },
  { name: "experts", over: "personas cold", change: "The perspectives as separate calls, in place of one session" },
];

/** The questions that the chain is there to answer: the whole market beside its rivals with the same judge and the same retry. */
export const ablationRivals: readonly Step[] = ["solo+retry", "random+retry", "router+retry", "hub-spoke+retry"].map((over) => ({
  name: "market",
  over,
  change: "The whole market, with the same judge and the same attempts",
}));
