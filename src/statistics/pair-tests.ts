import { logChoose } from "../util/distributions.ts";
import type { Interval } from "./proportions.ts";

/** Exact McNemar: two-sided p from the tasks that only A (`b`) and only B (`c`) passed. 11 and 6 give .3323. */
export function mcNemar(b: number, c: number): number {
  return Math.min(1, 2 * halfTail(b + c, Math.min(b, c)));
}

/** McNemar with mid-p: half the chance of the table itself is taken off; less conservative. 11 and 6 give .2379. */
export function mcNemarMidP(b: number, c: number): number {
  const n = b + c;
  return n === 0 ? 1 : Math.min(1, 2 * halfTail(n, Math.min(b, c)) - pointHalf(n, b));
}

function halfTail(n: number, k: number): number {
  let sum = 0;
  for (let i = 0; i <= k; i++) sum += pointHalf(n, i);
  return sum;
}

function pointHalf(n: number, k: number): number {
  return Math.exp(logChoose(n, k) - n * Math.LN2);
}

/** Equivalence by two one-sided tests: A equals B within `delta` when the 90% interval of the difference lies inside. */
export function equivalent(interval90: Interval, delta: number): boolean {
  return interval90[0] > -delta && interval90[1] < delta;
}

/** No worse at lower cost: the quality difference stays above -delta and the cost ratio below 1, each at its one-sided 95% bound. */
export function noWorseAndCheaper(quality90: Interval, costRatio90: Interval, delta: number): boolean {
  return quality90[0] > -delta && costRatio90[1] < 1;
}
