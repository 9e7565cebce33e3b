import type { Evidence } from "../../valuation/index.ts";

/** The model that is cheapest over the whole table, of those that cost anything, and what its attempt costs: the unit that figures are told in. Nothing is chosen by it. */
export function unitOf({ items, members, samples }: Evidence): { readonly model: string; readonly cost: number } | undefined {
  const means = members.map((model, m) => {
    const sum = items.reduce((total, _item, i) => {
      const cell = samples[i * members.length + m] ?? [];
      return total + cell.reduce((part, { cost = 0 }) => part + cost, 0) / cell.length;
    }, 0);
    return { model, cost: sum / items.length };
  });
  return means.filter(({ cost }) => cost > 0).toSorted((one, other) => one.cost - other.cost)[0];
}
