import { fewestForCosts, type NoInterval, type PairedCosts, tailOf, uneven, unseenOf } from "./cost-difference.ts";
import { bisect } from "../util/bisect.ts";
import { normalQuantile } from "../util/distributions.ts";
import { mean } from "./moments.ts";
import type { Interval } from "./proportions.ts";
import { skewedMeanInterval } from "./skewed-mean.ts";

/** Two topologies task by task: what their passes are worth, and what they cost, in one unit of money. */
export interface PairedNet {
  /** Mean worth of a's passes less that of b's, on each task. */
  readonly gains: Float64Array;
  readonly costs: PairedCosts;
  /** What one pass of one trial is worth, in the mean over tasks. */
  readonly worth: number;
  /** Trials of a task at the most. */
  readonly repetitions: number;
}

/** The difference a - b of net values (worth of passes less cost) per task. Without an interval, why; a p stands beside uneven costs of the worse one alone. */
export interface NetDifference {
  readonly difference: number;
  readonly interval?: Interval;
  readonly p?: number;
  readonly why?: NoInterval;
}

/**
 * Compares net values. The interval is the wider, on either side, of the skew-corrected one of the mean and of the normal one with half a trial
 * added to each cell of the passes, its ends moved out by what was not seen of the costs, as where costs alone are compared. p is one minus
 * the level at which the interval just reaches 0: both say the same.
 */
export function netDifference(net: PairedNet, level = 0.95): NetDifference {
  const risk = riskOf(net);
  const difference = mean(netOf(net));
  if (risk === "too-few") return { difference, why: risk };
  const [better, worse] = difference > 0 ? [net.costs.a, net.costs.b] : [net.costs.b, net.costs.a];
  if (uneven(better)) return { difference, why: "uneven" };
  const p = lastLevel((at) => {
    const [low, high] = intervalAt(net, risk, 1 - at);
    return difference > 0 ? low > 0 : high < 0;
  });
  return uneven(worse) ? { difference, p, why: "uneven" } : { difference, p, interval: intervalAt(net, risk, level) };
}

/** The smallest p at which a claim still stands: claims at a lower p stand at a higher one too. 1 where it never does. */
function lastLevel(stands: (p: number) => boolean): number {
  if (!stands(1 - 1e-9)) return 1;
  if (stands(least)) return least;
  return 10 ** bisect((digits) => !stands(Math.min(1 - 1e-9, 10 ** digits)), Math.log10(least), 0);
}

const least = 1e-14;

/** What the costs of each side may hold that was not seen. */
interface Risk {
  readonly a: number;
  readonly b: number;
  readonly unseen: number;
}

function riskOf({ costs: { a, b } }: PairedNet): Risk | "too-few" {
  if (a.length < fewestForCosts) return "too-few";
  const differences = a.map((cost, i) => cost - (b[i] as number));
  const interval = skewedMeanInterval(differences) as Interval;
  return { a: tailOf(a), b: tailOf(b), unseen: unseenOf(a, b, interval) };
}

function netOf({ gains, costs: { a, b } }: PairedNet): Float64Array {
  return gains.map((gain, i) => gain - ((a[i] as number) - (b[i] as number)));
}

function intervalAt(net: PairedNet, { a, b, unseen }: Risk, level: number): Interval {
  const [low, high] = sampled(net, level);
  const center = mean(netOf(net));
  return [Math.min(low - a, center - unseen), Math.max(high + b, center + unseen)];
}

/** The interval of the mean before anything is allowed for that was not seen. */
function sampled(net: PairedNet, level: number): Interval {
  const values = netOf(net);
  const skewed = skewedMeanInterval(values, level) as Interval;
  const added = 1 / net.repetitions;
  const n = values.length + 2 * added;
  const gain = mean(net.gains);
  // The made-up trials pass on one side each and cost what the others do.
  const center = (gain * values.length) / n + mean(values) - gain;
  let squares = added * net.worth * net.worth;
  for (const value of values) squares += (value - center) ** 2;
  const reach = (normalQuantile((1 + level) / 2) * Math.sqrt(squares / n)) / Math.sqrt(n);
  return [Math.min(skewed[0], center - reach), Math.max(skewed[1], center + reach)];
}

/** Money per extra pass of a over b, which passes less and costs less. */
export interface ExchangeRate {
  readonly rate: number;
  /** From 0 where a may cost no more; infinite where a may pass no more. Absent, with `why`, where costs have no interval. */
  readonly interval?: Interval;
  readonly why?: NoInterval;
}

/**
 * What an extra pass costs: the worth of a pass at which the two give the same. Its interval holds every worth at which their net values cannot
 * be told apart (Fieller's way): open where that a passes more is not shown. Undefined unless a passes more, and costs more, in the mean.
 * `net.gains` and `net.worth` are for a worth of 1.
 */
export function exchangeRate(net: PairedNet): ExchangeRate | undefined {
  const gain = mean(net.gains);
  const { a, b } = net.costs;
  const cost = mean(a) - mean(b);
  // Sums of thirds that come to nothing leave a rest of rounding.
  if (!(gain > 1e-12 && cost > 0)) return undefined;
  const rate = cost / gain;
  const risk = riskOf(net);
  if (risk === "too-few") return { rate, why: risk };
  if (uneven(a) || uneven(b)) return { rate, why: "uneven" };
  const at = (worth: number): Interval =>
    intervalAt({ ...net, gains: net.gains.map((each) => each * worth), worth: net.worth * worth }, risk, 0.95);
  const told = { low: (worth: number): boolean => at(worth)[1] < 0, high: (worth: number): boolean => at(worth)[0] > 0 };
  return { rate, interval: [lowest(rate, told.low), highest(rate, told.high)] };
}

/** Between 0 and the rate: above what is told to be too little. */
function lowest(rate: number, tooLittle: (worth: number) => boolean): number {
  return tooLittle(0) ? bisect(tooLittle, 0, rate) : 0;
}

/** From the rate up to what is told to be more than enough; infinite where nothing is. */
function highest(rate: number, enough: (worth: number) => boolean): number {
  let high = rate;
  for (let i = 0; i < 40 && !enough(high); i++) high *= 2;
  if (!enough(high)) return Number.POSITIVE_INFINITY;
  return bisect((worth) => !enough(worth), rate, high);
}
