/** Holm's adjusted p-values, in the order given: no more than alpha of families err. [.001 .012 .021 .04 .2] -> [.005 .048 .063 .08 .2]. */
export function holm(ps: readonly number[]): number[] {
  const adjusted = ps.map(() => 1);
  let highest = 0;
  for (const [rank, i] of ascending(ps).entries()) {
    highest = Math.max(highest, Math.min(1, (ps.length - rank) * (ps[i] as number)));
    adjusted[i] = highest;
  }
  return adjusted;
}

/**
 * The level at which Holm tests one p of a family, given the others: it is rejected when it is at most this. `alpha` divided by the
 * family's size where nothing else is rejected, up to `alpha` itself.
 */
export function holmLevel(others: readonly number[], alpha = 0.05): number {
  const sorted = [...others].sort((a, b) => a - b);
  let rejected = 0;
  while (rejected < sorted.length && (sorted[rejected] as number) <= alpha / (sorted.length + 1 - rejected)) rejected += 1;
  return alpha / (sorted.length + 1 - rejected);
}

/** Benjamini and Hochberg's adjusted p-values, for exploration: at most alpha of the findings are false. */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  const adjusted = ps.map(() => 1);
  let lowest = 1;
  const order = ascending(ps);
  for (let rank = order.length - 1; rank >= 0; rank--) {
    const i = order[rank] as number;
    lowest = Math.min(lowest, ((ps[i] as number) * ps.length) / (rank + 1));
    adjusted[i] = lowest;
  }
  return adjusted;
}

/** e-BH: which of the e-values are rejected; the k* largest with k* = max { k : e_(k) >= K / (alpha k) }. Valid under any dependence. */
export function eBenjaminiHochberg(es: readonly number[], alpha = 0.05): boolean[] {
  const order = ascending(es).reverse();
  let kept = 0;
  for (const [rank, i] of order.entries()) if ((es[i] as number) >= es.length / (alpha * (rank + 1))) kept = rank + 1;
  const rejected = es.map(() => false);
  for (const i of order.slice(0, kept)) rejected[i] = true;
  return rejected;
}

function ascending(values: readonly number[]): number[] {
  return values.map((_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
}
