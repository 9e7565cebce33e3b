import { type Bet, bet, ConfidenceSequence, noBet } from "./e-values.ts";
import { mean, variance } from "./moments.ts";
import type { Interval } from "./proportions.ts";

/** What may be said of paired differences at any time of looking: p = 1 / (the highest e-value so far), and a confidence sequence. */
export interface Anytime {
  readonly p: number;
  readonly interval: Interval;
}

/** Two-sided, for differences of passes or scores in [-1, 1], in the order in which they came. Null hypothesis: their mean is 0. */
export function anytimeBounded(differences: ArrayLike<number>, level = 0.95): Anytime {
  const sequence = new ConfidenceSequence(1 - level);
  for (let i = 0; i < differences.length; i++) sequence.take(differences[i] as number);
  return { p: twoSided(differences), interval: sequence.interval };
}

/**
 * Two-sided, for differences without bounds, such as money. Null hypothesis: each is as likely to be turned around, the same as
 * the sign-flip test's; a difference stakes its share of the largest so far. The interval holds at any time for many tasks
 * (asymptotic confidence sequence, arXiv 2103.06476, tightest at 50 tasks).
 */
export function anytimeUnbounded(differences: ArrayLike<number>, level = 0.95): Anytime {
  let largest = 0;
  const shares = Array.from(differences, (d) => {
    largest = Math.max(largest, Math.abs(d));
    return largest === 0 ? 0 : d / largest;
  });
  return { p: twoSided(shares), interval: asymptotic(differences, 1 - level) };
}

/** The average of a bet on each direction; its highest value so far, by Ville's inequality. */
function twoSided(differences: ArrayLike<number>): number {
  let [up, down]: [Bet, Bet] = [noBet, noBet];
  let highest = 1;
  for (let i = 0; i < differences.length; i++) {
    up = bet(up, differences[i] as number, boldest);
    down = bet(down, -(differences[i] as number), boldest);
    highest = Math.max(highest, (up.wealth + down.wealth) / 2);
  }
  return 1 / highest;
}
const boldest = 1.8;

function asymptotic(differences: ArrayLike<number>, alpha: number): Interval {
  const t = differences.length;
  const center = mean(differences);
  const log = -2 * Math.log(alpha);
  const spread = (log + Math.log(log) + 1) / 50;
  const reach = Math.sqrt(((2 * (t * spread + 1)) / (t * t * spread)) * Math.log(Math.sqrt(t * spread + 1) / alpha));
  const sd = Math.sqrt(t < 2 ? 0 : variance(differences));
  return [center - sd * reach, center + sd * reach];
}
