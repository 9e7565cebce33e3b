/** An arm by task: what it passes, and what it spends in the mean. */
export interface Spender {
  readonly passes: Float64Array;
  readonly spent: number;
}

/**
 * What one model passes, by task, that spends as much as `spent` in the mean: of `tries`, arms of ever more tries, the two between which that lies,
 * each with the chance that makes up the sum. `short` where even the most tries spend less. Undefined without any arm.
 */
export function equalSpending(
  tries: readonly Spender[],
  spent: number,
): { readonly passes: Float64Array; readonly short: boolean } | undefined {
  const ladder = tries.toSorted((a, b) => a.spent - b.spent);
  const above = ladder.findIndex((arm) => arm.spent >= spent);
  const upper = above < 0 ? ladder.at(-1) : ladder[above];
  if (upper === undefined) return undefined;
  const lower = above < 1 ? upper : (ladder[above - 1] ?? upper);
  const share = upper.spent > lower.spent ? (spent - lower.spent) / (upper.spent - lower.spent) : 1;
  return { passes: upper.passes.map((high, i) => share * high + (1 - share) * (lower.passes[i] ?? 0)), short: above < 0 };
}
