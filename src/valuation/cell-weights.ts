import type { Evidence } from "./evidence.ts";

/** How many independent outcomes each cell is worth, and the share of them that passed (0 where there are none). */
export interface CellWeights {
  readonly weights: Float64Array;
  readonly shares: Float64Array;
  /** The correlation of two samples of one cell, beyond the member's rate in its category. */
  readonly correlation: number;
}

/**
 * Every sample counts, and samples of one member on one item are no independent outcomes of the item's kind: n of them are worth n / (1 + (n - 1) r),
 * r their correlation about the member's rate in the category (the design effect of Kish 1965). Ten that always agree are worth one.
 */
export function cellWeights(evidence: Evidence): CellWeights {
  const { tries, passes } = evidence;
  const correlation = repeatCorrelation(evidence);
  return {
    weights: tries.map((n) => n / (1 + Math.max(0, n - 1) * correlation)),
    shares: tries.map((n, cell) => (n === 0 ? 0 : (passes[cell] as number) / n)),
    correlation,
  };
}

function repeatCorrelation({ items, members, tries, passes }: Evidence): number {
  const width = members.length;
  const categories = new Map<string, number>();
  const rows = items.map(({ category }) => categories.get(category) ?? categories.set(category, categories.size).size - 1);
  const groups = tries.map((_, cell) => (rows[Math.floor(cell / width)] as number) * width + (cell % width));
  const [n, s] = [new Float64Array(categories.size * width), new Float64Array(categories.size * width)];
  for (const [cell, group] of groups.entries()) {
    n[group] = (n[group] as number) + (tries[cell] as number);
    s[group] = (s[group] as number) + (passes[cell] as number);
  }
  let [together, apart] = [0, 0];
  for (const [cell, group] of groups.entries()) {
    const [size, passed] = [tries[cell] as number, passes[cell] as number];
    if (size < 2) continue;
    const p = (s[group] as number) / (n[group] as number);
    // The sum over ordered pairs of different samples of (y - p)(y' - p).
    together += passed * (passed - 1) - 2 * p * passed * (size - 1) + p * p * size * (size - 1);
    apart += p * (1 - p) * size * (size - 1);
  }
  return apart > 0 ? Math.min(1, Math.max(0, together / apart)) : 0;
}
