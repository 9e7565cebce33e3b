import type { Evidence } from "./evidence.ts";
import type { ItemResult, ReplayTerms } from "./replay.ts";

/**
 * What the best single attempt of each item would have brought to whoever knew beforehand: without `value` the member likeliest to be right, the cheapest
 * of several as likely; with it the one of most net value, and no attempt where none is worth its cost. By each member's share of samples that passed.
 */
export function oracle({ items, members, samples }: Evidence, { unknownCost = 0 }: ReplayTerms, value = Infinity): ItemResult[] {
  return items.map((item, i) => {
    const cells = samples.slice(i * members.length, (i + 1) * members.length).flatMap((cell) => {
      if (cell.length === 0) return [];
      return [
        {
          passed: cell.filter(({ passed }) => passed).length / cell.length,
          cost: cell.reduce((sum, { cost = unknownCost }) => sum + cost, 0) / cell.length,
        },
      ];
    });
    const net = (cell: { passed: number; cost: number }): number => value * cell.passed - cell.cost;
    const best = cells.toSorted((one, other) =>
      value === Infinity ? other.passed - one.passed || one.cost - other.cost : net(other) - net(one),
    )[0];
    if (best === undefined || (value !== Infinity && net(best) <= 0))
      return { item, passed: 0, cost: 0, calls: 0, verdicts: 0, falseAccepts: 0 };
    return { item, passed: best.passed, cost: best.cost, calls: 1, verdicts: 0, falseAccepts: 0 };
  });
}
