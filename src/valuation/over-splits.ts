import type { Item } from "./evidence.ts";
import type { ItemResult } from "./replay.ts";

const figures = ["passed", "cost", "calls", "verdicts", "falseAccepts"] as const;

/** Each item's figures in the mean over the splits that scored it, in the order in which items were first scored. Items weigh alike. */
export function overSplits(splits: readonly (readonly ItemResult[])[]): ItemResult[] {
  const found = new Map<string, { readonly item: Item; n: number; readonly sums: Record<(typeof figures)[number], number> }>();
  for (const result of splits.flat()) {
    const { item } = result;
    const own = found.get(item.id) ?? { item, n: 0, sums: { passed: 0, cost: 0, calls: 0, verdicts: 0, falseAccepts: 0 } };
    found.set(item.id, own);
    own.n += 1;
    for (const figure of figures) own.sums[figure] += result[figure];
  }
  return [...found.values()].map(({ item, n, sums }) => ({
    item,
    passed: sums.passed / n,
    cost: sums.cost / n,
    calls: sums.calls / n,
    verdicts: sums.verdicts / n,
    falseAccepts: sums.falseAccepts / n,
  }));
}
