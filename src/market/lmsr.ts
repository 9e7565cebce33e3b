/** Hanson's logarithmic market scoring rule. `quantities` are shares sold per outcome, `depth` is b: depth against subsidy. */
export function lmsrCost(quantities: readonly number[], depth: number): number {
  const top = Math.max(...quantities);
  return top + depth * Math.log(quantities.reduce((sum, quantity) => sum + Math.exp((quantity - top) / depth), 0));
}

/** The price of each outcome: what the market believes, summing to 1. */
export function lmsrPrices(quantities: readonly number[], depth: number): number[] {
  const top = Math.max(...quantities);
  const weights = quantities.map((quantity) => Math.exp((quantity - top) / depth));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** What a trade costs: C(after) - C(before). */
export function lmsrTrade(before: readonly number[], after: readonly number[], depth: number): number {
  return lmsrCost(after, depth) - lmsrCost(before, depth);
}

/** What moving the price of what came true from `before` to `after` earns: b ln(after / before). */
export function lmsrGain(before: number, after: number, depth: number): number {
  return depth * Math.log(after / before);
}

/** The most that the maker can lose: b ln n. */
export function lmsrSubsidy(outcomes: number, depth: number): number {
  return depth * Math.log(outcomes);
}

/** Shares of a binary market's first outcome that bring its price from where it is to `wanted`. */
export function lmsrSharesTo(wanted: number, quantities: readonly [number, number], depth: number): number {
  return depth * Math.log(wanted / (1 - wanted)) - (quantities[0] - quantities[1]);
}
