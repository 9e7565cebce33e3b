import { percentileMean, studentised } from "./bootstrap.ts";
import { type Interval, wilson } from "./proportions.ts";
import { tQuantile } from "./distributions.ts";
import { mean, variance } from "./moments.ts";

/** The interval of a mean over tasks (95%): studentised bootstrap below 50 tasks, percentile from there. Undefined below two tasks. */
export function meanInterval(values: Float64Array, seed: string, level = 0.95): Interval | undefined {
  if (values.length < 2) return undefined;
  return values.length < 50 ? studentised(values, seed, level) : percentileMean(values, seed, level);
}

/**
 * The interval of a pass rate (95%). One trial per task: Wilson. Several: Wilson with the effective number of trials that the
 * spread between tasks allows, and t in place of z, because repeats of a task are not fresh evidence.
 */
export function rateInterval(tasks: readonly { passes: number; trials: number }[], level = 0.95): Interval | undefined {
  const trials = tasks.reduce((sum, task) => sum + task.trials, 0);
  const passes = tasks.reduce((sum, task) => sum + task.passes, 0);
  if (trials === 0) return undefined;
  if (trials === tasks.length) return wilson(passes, trials, level);
  const rate = passes / trials;
  const n = tasks.length;
  if (n < 2) return wilson(passes * (n / trials), n, level);
  const between = variance(tasks.map((task) => ((task.passes - rate * task.trials) * n) / trials)) / n;
  const effective = between > 0 ? (rate * (1 - rate)) / between : n;
  const bounded = Math.min(trials, Math.max(n, effective));
  return wilson(rate * bounded, bounded, level, tQuantile((1 + level) / 2, n - 1));
}

/**
 * The interval of a mean of paired differences of pass rates, each in [-1, 1]: half a task is added to each of the four cells
 * (Agresti and Min 2005), so that a table without discordant pairs does not pretend to certainty.
 */
export function differenceInterval(differences: Float64Array, level = 0.95): Interval | undefined {
  const n = differences.length;
  if (n < 2) return undefined;
  const sum = mean(differences) * n;
  const squares = differences.reduce((total, d) => total + d * d, 0) + 1;
  const center = sum / (n + 2);
  const error = Math.sqrt((squares / (n + 2) - center * center) / (n + 2));
  const reach = tQuantile((1 + level) / 2, n) * error;
  return [Math.max(-1, center - reach), Math.min(1, center + reach)];
}
