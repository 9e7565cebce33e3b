/** Half of what Holm's later steps gain is kept for a second family, where there is one. */
export const kept = 0.5;

/**
 * Holm's adjusted p-values, in the order given: no more than alpha of families err. [.001 .012 .021 .04 .2] -> [.005 .048 .063 .08 .2].
 * With `truncation` below 1 (Dmitrienko, Tamhane and Wiens 2008) each step keeps that share of what it gains over Bonferroni, and what is left
 * may be spent on a second family: `leftOver` says how much.
 */
export function holm(ps: readonly number[], truncation = 1): number[] {
  const adjusted = ps.map(() => 1);
  let highest = 0;
  for (const [rank, i] of ascending(ps).entries()) {
    highest = Math.max(highest, Math.min(1, (ps[i] as number) / stepOf(ps.length, rank, truncation)));
    adjusted[i] = highest;
  }
  return adjusted;
}

/** The share of alpha at which a family of so many tests is tested once so many were rejected. */
function stepOf(tests: number, rejected: number, truncation: number): number {
  return truncation === 1 ? 1 / (tests - rejected) : truncation / (tests - rejected) + (1 - truncation) / tests;
}

/** The share of alpha that a truncated Holm test leaves to a second family. */
export function leftOver(tests: number, rejected: number, truncation: number): number {
  return rejected === tests ? 1 : ((1 - truncation) * rejected) / tests;
}

/**
 * The level at which Holm tests one p of a family, given the others: it is rejected when it is at most this. `alpha` divided by the
 * family's size where nothing else is rejected, up to `alpha` itself.
 */
export function holmLevel(others: readonly number[], alpha = 0.05, truncation = 1): number {
  const sorted = [...others].sort((a, b) => a - b);
  const tests = sorted.length + 1;
  let rejected = 0;
  while (rejected < sorted.length && (sorted[rejected] as number) <= alpha * stepOf(tests, rejected, truncation)) rejected += 1;
  return alpha * stepOf(tests, rejected, truncation);
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
  return values.map((_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number));
}
