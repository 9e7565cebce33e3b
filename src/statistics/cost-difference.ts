import { mean, quantile } from "./moments.ts";
import { clopperPearson, type Interval } from "./proportions.ts";
import { skewedMeanInterval, skewedMeanP } from "./skewed-mean.ts";

/** The paired costs of two topologies, task by task. */
export interface PairedCosts {
  readonly a: Float64Array;
  readonly b: Float64Array;
}

/** Why a difference of mean costs has no interval: the tasks are too few at all, or too few for costs this uneven. */
export type NoInterval = "too-few" | "uneven";

/**
 * The difference a - b of mean costs. Where `why` is said there is no interval, and no p either, unless the uneven costs are those of
 * the more expensive topology: what was not seen of them can only make it more expensive.
 */
export interface CostDifference {
  readonly interval?: Interval;
  readonly p?: number;
  /** How much the mean difference must exceed what skewness and noise allow for, because of what was not seen. */
  readonly bar?: number;
  readonly why?: NoInterval;
}

/** Below this many tasks nothing is said: an expense of one task in ten stays unseen in more than one run of ten. */
export const fewestForCosts = 20;
/** From this many on, an expense that one task in ten has is seen with 95%. */
const enough = 30;
/** Below `enough`, what was not seen may cost so many times the more expensive topology's mean. */
const unseenTimes = 6.5;

/**
 * Compares mean costs, which a few expensive tasks decide. Mean and interval are corrected for skewness; each end is moved out by what the
 * tail above the most expensive task still holds; where the costs of either topology look like a power law (logarithms skewed to the right,
 * the highest far apart), whose mean no sample of this size tells, no interval is given.
 */
export function costDifference({ a, b }: PairedCosts, level = 0.95): CostDifference {
  const n = a.length;
  if (n < fewestForCosts) return { why: "too-few" };
  const differences = a.map((cost, i) => cost - (b[i] as number));
  const interval = skewedMeanInterval(differences, level) as Interval;
  const center = mean(differences);
  const [cheaper, other] = center > 0 ? [b, a] : [a, b];
  if (uneven(cheaper)) return { why: "uneven" };
  const unseen = unseenOf(a, b, interval);
  const [below, above] = [tailOf(b), tailOf(a)];
  const bar = Math.max(unseen, center > 0 ? below : above);
  const p = skewedMeanP(differences, bar);
  if (uneven(other)) return { bar, p, why: "uneven" };
  return {
    bar,
    interval: [Math.min(interval[0] - below, center - unseen), Math.max(interval[1] + above, center + unseen)],
    p,
  };
}

/** What an expense that shows in no task may add to a mean. */
export function unseenOf(a: Float64Array, b: Float64Array, [low, high]: Interval): number {
  const higher = Math.max(mean(a), mean(b));
  const alike = high - low <= 1e-9 * higher;
  return a.length < enough || alike ? (1 - 0.05 ** (1 / a.length)) * unseenTimes * higher : 0;
}

/**
 * What the tail above the highest cost holds of the mean. Where some tasks stand in a cluster of their own, as those on which a cascade
 * climbs: how much larger their share may be (Clopper and Pearson) than the interval of the mean allows for. Else by the tail index of the
 * highest 15%, at the heavier end of its error; nothing to speak of for light tails.
 */
export function tailOf(costs: Float64Array): number {
  const n = costs.length;
  const sorted = Float64Array.from(costs).sort().reverse();
  const few = clusterOf(sorted);
  if (few > 0) {
    const share = few / n;
    const reach = clopperPearson(few, n)[1] - share - normalReach * Math.sqrt((share * (1 - share)) / n);
    return Math.max(0, reach) * (mean(sorted.subarray(0, few)) - mean(sorted.subarray(few)));
  }
  const highest = Math.max(4, Math.round(0.15 * n));
  const index = tailIndex(sorted, highest) / (1 + 1.2 / Math.sqrt(highest));
  return ((sorted[0] as number) / n) * Math.min(heaviest, 1 / Math.max(1 / heaviest, index - 1));
}
const normalReach = 1.96;
/** A tail is taken to hold at most so many times the most expensive task: twice what one of exponent 1.5 does. */
const heaviest = 4;

/**
 * Whether costs look like a power law, whose mean no sample of this size tells: logarithms that are skewed to the right, the highest far
 * apart; or, where no expensive task has shown yet, costs that pile up just above the lowest, as those of no even topology do.
 */
export function uneven(costs: Float64Array): boolean {
  const sorted = Float64Array.from(costs).sort().reverse();
  if (clusterOf(sorted) > 0) return false;
  const { skewness, floor } = logShape(sorted);
  const index = tailIndex(sorted, Math.max(6, Math.round(0.2 * costs.length)));
  // The fewer the tasks, the more power laws look even by chance; but never as even as this.
  const apart = (sorted[0] as number) > 2.5 * (sorted.at(-1) as number);
  const piled = apart && (costs.length < 45 ? floor < 1.6 : floor < 1.5 && index < 6);
  return piled || (skewness > 0.7 ? index < 4.5 : skewness > 0.45 && index < 3);
}

/**
 * How many of the most expensive tasks are a cluster: closer to one another than to the rest, and so far from it as the values of a power law
 * are in fewer than one sample of a hundred. A single expensive task is none. 0 without one.
 */
function clusterOf(falling: Float64Array): number {
  let [widest, size] = [0, 0];
  for (let k = 2; k <= falling.length / 2; k++) {
    const gap = Math.log((falling[k - 1] as number) / (falling[k] as number));
    if (gap > widest) [widest, size] = [gap, k];
  }
  const least = Math.log(size === 2 ? 6 : size === 3 ? 4 : 3);
  return widest >= least && Math.log((falling[0] as number) / (falling[size - 1] as number)) <= widest ? size : 0;
}

/** Hill's estimate from the `highest` values of a falling sequence: 1.5 for a Pareto tail without a variance. Infinite where all are equal. */
export function tailIndex(falling: Float64Array, highest: number): number {
  const base = falling[highest] as number;
  if ((falling[0] as number) <= 0) return Number.POSITIVE_INFINITY;
  if (base <= 0) return 0;
  let logs = 0;
  for (let i = 0; i < highest; i++) logs += Math.log((falling[i] as number) / base);
  return highest / logs;
}

/**
 * The skewness of the logarithms, and how many deviations their mean is above the lowest: 1 for a power law, 2 and more for even costs. What costs
 * nothing counts as a thousandth of the most expensive.
 */
function logShape(falling: Float64Array): { readonly skewness: number; readonly floor: number } {
  const least = (falling[0] as number) / 1000;
  if (!(least > 0)) return { skewness: 0, floor: Number.POSITIVE_INFINITY };
  const logs = falling.map((cost) => Math.log(Math.max(cost, least)));
  const center = mean(logs);
  let [squares, cubes] = [0, 0];
  for (const log of logs) {
    squares += (log - center) ** 2;
    cubes += (log - center) ** 3;
  }
  const deviation = Math.sqrt(squares / logs.length);
  return { skewness: cubes / logs.length / deviation ** 3, floor: (center - (logs.at(-1) as number)) / deviation };
}

/**
 * The task that alone decides who costs more, if there is one: it holds more than half of the squared distances from the median, and
 * without it the means are the other way round. `difference` is what the mean difference is without it.
 */
export function decidingTask(differences: Float64Array): { readonly index: number; readonly difference: number } | undefined {
  const n = differences.length;
  if (n < 3) return undefined;
  const middle = quantile(differences, 0.5);
  const distances = differences.map((d) => (d - middle) ** 2);
  const index = distances.indexOf(distances.reduce((most, each) => Math.max(most, each)));
  if (!((distances[index] as number) > distances.reduce((sum, each) => sum + each, 0) / 2)) return undefined;
  const total = differences.reduce((sum, d) => sum + d, 0);
  const without = total - (differences[index] as number);
  return total * without < 0 ? { index, difference: without / (n - 1) } : undefined;
}
