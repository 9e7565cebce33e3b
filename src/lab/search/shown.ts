import { type Bet, bet, noBet } from "../../statistics/index.ts";
import { deviationOf, lengthened, meanOf, noLead, reachOf } from "../../statistics/lead.ts";

/** Before so many tasks nothing is shown. */
const fewest = 10;
const boldest = 1.8;
/** What a tail of costs that has not shown yet may hold, in largest costs so far, as where a run stops when it is decided. */
const unseen = 4;

/**
 * Whether differences in [-1, 1] show a mean above `-margin`: by betting, exact at every number of tasks at once, with a chance of error of
 * `share`.
 */
export function shownAbove(differences: readonly number[], share: number, margin = 0): boolean {
  let state: Bet = noBet;
  for (const [i, difference] of differences.entries()) {
    state = bet(state, Math.max(-1, Math.min(1, (difference + margin) / (1 + margin))), boldest);
    if (i + 1 >= fewest && state.wealth >= 1 / share) return true;
  }
  return false;
}

/**
 * Whether amounts of money without a bound show a mean above 0: by the asymptotic confidence sequence that decides runs which stop when they
 * are decided. `scale` is the deviation that a made-up task has twice; `charged` are costs whose rare large ones may not have shown yet and would lower the mean.
 */
export function shownMore(amounts: readonly number[], share: number, scale: number, charged: readonly number[] = []): boolean {
  const tasks = amounts.length;
  if (tasks < fewest) return false;
  let lead = noLead("", "");
  for (const amount of amounts) lead = lengthened(lead, amount, Math.max(scale, Number.MIN_VALUE));
  return meanOf(lead) - reachOf(tasks, Math.min(share, mostShare)) * deviationOf(lead, scale) - tailOf(charged) > 0;
}
/** The sequence is for chances well below a half. */
const mostShare = 0.25;

function tailOf(costs: readonly number[]): number {
  if (costs.length === 0) return 0;
  const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
  return (unseen * (Math.max(...costs) - mean)) / (costs.length + 1);
}
