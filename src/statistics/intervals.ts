import { normalQuantile, tQuantile } from "../util/distributions.ts";
import { mean } from "./moments.ts";
import { type Interval, midP } from "./proportions.ts";
import { skewedMeanInterval } from "./skewed-mean.ts";

/**
 * The interval of a pass rate (95%): the mean of the tasks' shares of passes, each task weighed alike. One trial per task: exact (mid-P).
 * Several: Korn and Graubard's (1998), the exact interval at the effective number of trials that the spread between tasks allows,
 * because repeats of a task are not fresh evidence. Never of zero width. Undefined without trials.
 */
export function rateInterval(tasks: readonly { passes: number; trials: number }[], level = 0.95): Interval | undefined {
  const counted = tasks.filter(({ trials }) => trials > 0);
  const trials = counted.reduce((sum, task) => sum + task.trials, 0);
  if (trials === 0) return undefined;
  if (trials === counted.length)
    return midP(
      counted.reduce((sum, task) => sum + task.passes, 0),
      trials,
      level,
    );
  const effective = effectiveNumber(
    counted.map((task) => task.passes / task.trials),
    level,
  );
  const n = Math.min(trials, effective.n);
  return midP(effective.mean * n, n, level);
}

/**
 * The interval of a mean of tasks' scores in [0, 1] (95%): the exact interval of a proportion at the number of pass-or-fail tasks
 * that would spread the mean as much. Near 0 and 1 it leans inward, and scores that are all alike are no certainty. Undefined
 * without scores.
 */
export function scoreInterval(scores: ArrayLike<number>, level = 0.95): Interval | undefined {
  if (scores.length === 0) return undefined;
  const { n, mean: center } = effectiveNumber(scores, level);
  return midP(center * n, n, level);
}

/**
 * How many independent pass-or-fail trials would tell as much as these shares of tasks. The variance is raised by a quarter of what
 * one pass-or-fail task has, so that a few equal shares do not pretend to certainty, and the number is lowered as Student's t is
 * longer than the normal at so many tasks.
 */
function effectiveNumber(shares: ArrayLike<number>, level: number): { readonly n: number; readonly mean: number } {
  const tasks = shares.length;
  const center = mean(shares);
  const bernoulli = center * (1 - center);
  if (!(bernoulli > 1e-12)) return { n: tasks, mean: center };
  let spread = 0;
  for (let i = 0; i < tasks; i++) spread += ((shares[i] as number) - center) ** 2;
  const variance = (spread + 0.25 * bernoulli) / tasks ** 2;
  const raised = (variance * tasks) / Math.max(0.25, tasks - 0.75);
  const longer = tQuantile((1 + level) / 2, Math.max(0.5, tasks - 1)) / normalQuantile((1 + level) / 2);
  return { n: bernoulli / raised / longer ** 2, mean: center };
}

/**
 * The interval of a mean of paired differences of rates, each a multiple of 1 / `repetitions` in [-1, 1]: half a trial is added to
 * each of the four cells (Agresti and Min 2005), so that a table without discordant pairs does not pretend to certainty.
 */
export function differenceInterval(differences: Float64Array, repetitions = 1, level = 0.95): Interval | undefined {
  if (differences.length < 2) return undefined;
  // Repeats that always agree are one: the coarsest grid that holds the differences.
  const added = 1 / Math.max(1, gridOf(differences, repetitions) ?? repetitions);
  const n = differences.length + 2 * added;
  const center = (mean(differences) * differences.length) / n;
  const squares = differences.reduce((total, d) => total + d * d, added);
  const reach = normalQuantile((1 + level) / 2) * Math.sqrt(Math.max(0, squares / n - center * center) / n);
  return [Math.max(-1, center - reach), Math.min(1, center + reach)];
}

/** The interval for paired differences in [-1, 1]: by cells where they are counts over repetitions, as of any skewed mean where they are scores. */
export function boundedInterval(differences: Float64Array, repetitions: number, level = 0.95): Interval | undefined {
  if (gridOf(differences, repetitions) !== undefined) return differenceInterval(differences, repetitions, level);
  const interval = skewedMeanInterval(differences, level);
  if (interval === undefined) return undefined;
  const [low, high] = interval;
  if (high - low > 1e-12) return [Math.max(-1, low), Math.min(1, high)];
  // All alike: a share of tasks too rare to have been seen may differ as much as can be.
  const unseen = 1 - ((1 - level) / 2) ** (1 / differences.length);
  return [low - (1 + low) * unseen, high + (1 - high) * unseen];
}

/** The fewest parts of 1, up to `most`, that all values are whole multiples of. */
export function gridOf(values: ArrayLike<number>, most: number): number | undefined {
  for (let parts = 1; parts <= most; parts++) {
    if (Array.from(values).every((d) => Math.abs(d * parts - Math.round(d * parts)) < 1e-9)) return parts;
  }
  return undefined;
}
