import { betaCdf } from "../util/distributions.ts";

/**
 * The chance that an item's rate lies in a band after so many passes of so many tries, where every rate was equally likely before: 1 of 3
 * gives 79% for .2 to .8, and 3 of 3 still 41%.
 */
export function inBand(passed: number, tries: number, [low, high]: readonly [low: number, high: number]): number {
  const upTo = (rate: number): number => betaCdf(rate, passed + 1, tries - passed + 1);
  return Math.max(0, upTo(high) - upTo(low));
}
