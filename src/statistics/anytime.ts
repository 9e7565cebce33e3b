import { type Bet, bet, ConfidenceSequence, noBet } from "./e-values.ts";
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
