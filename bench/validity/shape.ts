import { normalCdf, normalQuantile } from "../../src/statistics/index.ts";
import { normal } from "../../src/util/random.ts";

export type Next = () => number;

/** What one trial costs, in units of a usual trial, on a task that is `hard` and `dear` (standard normal); `mean` is over all but `hard`. */
export interface Cost {
  readonly draw: (hard: number, dear: number, next: Next) => number;
  readonly mean: (hard: number) => number;
}
/** A score whose mean follows from the chance to pass. */
export interface Score {
  readonly draw: (chance: number, next: Next) => number;
  readonly mean: (chance: number) => number;
}
export interface SimulatedArm {
  readonly chance: (hard: number) => number;
  readonly cost: Cost;
}
/** A kind of experiment whose truth is known. */
export interface Shape {
  readonly name: string;
  readonly tasks: number;
  readonly arms: readonly SimulatedArm[];
  /** Trials of a task, the same for all topologies; 1 unless told. */
  readonly repetitions?: (next: Next) => number;
  /** As the pass where nothing is said. */
  readonly score?: Score;
  /** The chance that a trial times out, which counts as not passed. */
  readonly lost?: (hard: number) => number;
  readonly categories?: number;
  /** What a pass is worth, in costs of a usual trial; net values are compared where it is told. */
  readonly worth?: number;
  /** One task of each experiment costs one topology so many times as much. */
  readonly outlier?: { readonly arm: number; readonly times: number };
  /** Rates or scores within a few points of 0 or 1, where discrete outcomes let no interval cover just 95%. */
  readonly edge?: boolean;
}

/** Passing with a mean chance over tasks; at `spread` 1.5 tasks differ a lot, at 100 a task is passed always or never. */
export function skill(mean: number, spread = 1): SimulatedArm["chance"] {
  const level = normalQuantile(mean) * Math.sqrt(1 + spread * spread);
  return (hard) => normalCdf(level - spread * hard);
}

/** Log-normal; half of the log-variance is the task's own. Mean 1. */
export function steady(sd = 0.4): Cost {
  const part = sd / Math.SQRT2;
  const level = (-sd * sd) / 2;
  return {
    draw: (_, dear, next) => Math.exp(level + part * dear + part * normal(next)),
    mean: () => 1,
  };
}

/** Pareto with tail index 1.5: its variance is infinite. Mean 1. */
export const pareto: Cost = {
  draw: (_, __, next) => (1 - next()) ** (-1 / 1.5) / 3,
  mean: () => 1,
};

/** A cheap call, and on a share of the tasks, the hard ones rather, an expensive one; mean 1, of which the cheap call is `low`. */
export function cascade(share: number, low: number): Cost {
  const climbs = skill(share, 0.7);
  const high = (1 - low) / share;
  return {
    draw: (hard, dear, next) => (low + (next() < climbs(-hard) ? high : 0)) * Math.exp(0.1 * dear - 0.005),
    mean: (hard) => low + climbs(-hard) * high,
  };
}

/** One price per attempt, up to `most` attempts until one passes; `scale` makes the mean whatever is wanted. */
export function retries(chance: SimulatedArm["chance"], most: number, scale: number): Cost {
  const attempts = (p: number): number => Array.from({ length: most }, (_, k) => (1 - p) ** k).reduce((sum, each) => sum + each, 0);
  return {
    draw: (hard, dear, next) => {
      let made = 1;
      while (made < most && next() >= chance(hard)) made += 1;
      return scale * made * Math.exp(0.2 * dear - 0.02);
    },
    mean: (hard) => scale * attempts(chance(hard)),
  };
}

export function times(cost: Cost, factor: number): Cost {
  return { draw: (hard, dear, next) => factor * cost.draw(hard, dear, next), mean: (hard) => factor * cost.mean(hard) };
}

/** A rubric: the share of its criteria that are met, each with the chance of the task. */
export function rubric(criteria: number): Score {
  return {
    draw: (chance, next) => {
      let met = 0;
      for (let i = 0; i < criteria; i++) if (next() < chance) met += 1;
      return met / criteria;
    },
    mean: (chance) => chance,
  };
}

/** Full marks with the chance of the task, else anything. */
export const partial: Score = {
  draw: (chance, next) => (next() < chance ? 1 : next()),
  mean: (chance) => chance + (1 - chance) / 2,
};

/** The mean over tasks, by the midpoints of 4,000 equally likely parts of the normal distribution. */
export function overTasks(of: (hard: number) => number): number {
  return points.reduce((sum, hard) => sum + of(hard), 0) / points.length;
}
const points = Array.from({ length: 4000 }, (_, i) => normalQuantile((i + 0.5) / 4000));
