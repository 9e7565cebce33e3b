import { percentileMean, studentised } from "./bootstrap.ts";
import { normalQuantile, tQuantile } from "./distributions.ts";
import { mean, variance } from "./moments.ts";
import { type Interval, wilson } from "./proportions.ts";

/**
 * The interval of a mean over tasks (95%). Below 500 tasks the wider end of Student's t, which is too short for skewed values, and
 * of the studentised bootstrap, which is too short for heavy tails on both sides; percentile bootstrap from 500 tasks on, t from
 * 2,000. Undefined below two.
 */
export function meanInterval(values: Float64Array, seed: string, level = 0.95): Interval | undefined {
  if (values.length < 2) return undefined;
  if (values.length >= 2000) return student(values, level);
  if (values.length >= 500) return percentileMean(values, seed, level);
  const [own, drawn] = [student(values, level), studentised(values, seed, level)];
  return [Math.min(own[0], drawn[0]), Math.max(own[1], drawn[1])];
}

/** The interval of a mean of scores in [0, 1] (95%): half-way between Student's t and the studentised bootstrap, which is too long where scores pile up. */
export function scoreInterval(values: Float64Array, seed: string, level = 0.95): Interval | undefined {
  if (values.length < 2 || values.length >= 500) return meanInterval(values, seed, level);
  const [own, drawn] = [student(values, level), studentised(values, seed, level)];
  return [(own[0] + drawn[0]) / 2, (own[1] + drawn[1]) / 2];
}

function student(values: Float64Array, level: number): Interval {
  const reach = tQuantile((1 + level) / 2, values.length - 1) * Math.sqrt(variance(values) / values.length);
  return [mean(values) - reach, mean(values) + reach];
}

/**
 * The interval of a pass rate (95%). One trial per task: Wilson. Several: Wilson with the effective number of trials that the
 * spread between tasks allows, because repeats of a task are not fresh evidence. Never degenerate at 0 or 1.
 */
export function rateInterval(tasks: readonly { passes: number; trials: number }[], level = 0.95): Interval | undefined {
  const trials = tasks.reduce((sum, task) => sum + task.trials, 0);
  const passes = tasks.reduce((sum, task) => sum + task.passes, 0);
  const n = tasks.length;
  if (trials === 0) return undefined;
  if (trials === n) return wilson(passes, trials, level);
  const rate = passes / trials;
  if (n < 2) return wilson(rate * n, n, level);
  const between = variance(tasks.map((task) => ((task.passes - rate * task.trials) * n) / trials)) / n;
  const effective = between > 0 ? (rate * (1 - rate)) / between : n;
  const bounded = Math.min(trials, Math.max(n, effective));
  return wilson(rate * bounded, bounded, level);
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

/** The interval for paired differences in [-1, 1]: by cells where they are counts over repetitions, by bootstrap where they are scores. */
export function boundedInterval(differences: Float64Array, repetitions: number, seed: string, level = 0.95): Interval | undefined {
  if (gridOf(differences, repetitions) !== undefined) return differenceInterval(differences, repetitions, level);
  return meanInterval(differences, seed, level);
}

/** The fewest parts of 1, up to `most`, that all values are whole multiples of. */
function gridOf(values: Float64Array, most: number): number | undefined {
  for (let parts = 1; parts <= most; parts++) {
    if (values.every((d) => Math.abs(d * parts - Math.round(d * parts)) < 1e-9)) return parts;
  }
  return undefined;
}
