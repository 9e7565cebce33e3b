import { normalCdf, normalQuantile } from "../../src/util/distributions.ts";
import { costDifference } from "../../src/statistics/cost-difference.ts";
import { boundedInterval, rateInterval, scoreInterval } from "../../src/statistics/intervals.ts";
import { normal, stream } from "../../src/util/random.ts";
import type { Figure } from "../figure.ts";

type Interval = readonly [number, number] | undefined;
type Next = () => number;
/** One simulated experiment: the interval that a report would print, and what it should cover. */
interface SimulatedInterval {
  readonly interval: Interval;
  readonly truth: number;
}
interface Scenario {
  readonly name: string;
  readonly draw: (next: Next, tasks: number, seed: string) => SimulatedInterval;
}

const repetitions = 3;
const experiments = 2000;
const counts = [15, 50, 200];

/** Coverage of every 95% interval that a report prints, over experiments whose true figures are drawn anew; where costs are too few or too uneven it prints none. */
export function coverageFigures(): Figure[] {
  return scenarios.map((scenario) => {
    const found = counts.map((tasks) => coverage(scenario, tasks));
    return {
      name: `coverage of the 95% interval: ${scenario.name}`,
      wanted: "93% to 97% at 15, 50 and 200 tasks, of those that are printed",
      measured: found.map(({ printed, covered }, i) => words(printed, covered, counts[i] ?? 0)).join(", "),
      met: found.every(({ printed, covered }) => printed < fewest || (covered >= 0.93 * printed && covered <= 0.97 * printed)),
    };
  });
}

/** Of fewer the share is no figure. */
const fewest = 400;

function words(printed: number, covered: number, tasks: number): string {
  if (printed === 0) return `none printed at ${tasks}`;
  const some = printed === experiments ? "" : ` (${((100 * printed) / experiments).toFixed(0)}% print one)`;
  return `${((100 * covered) / printed).toFixed(1)}% at ${tasks}${some}`;
}

function coverage({ name, draw }: Scenario, tasks: number): { readonly printed: number; readonly covered: number } {
  let [printed, covered] = [0, 0];
  for (let i = 0; i < experiments; i++) {
    const seed = `${name}/${tasks}/${i}`;
    const { interval, truth } = draw(stream(seed), tasks, seed);
    if (interval === undefined) continue;
    printed += 1;
    if (interval[0] <= truth && truth <= interval[1]) covered += 1;
  }
  return { printed, covered };
}

/** Task difficulty on the probit scale: at 1.5, two repeats of a task agree far more often than two tasks; at 100 always. */
const [usual, strong, perfect] = [0, 1.5, 100];
const scenarios: readonly Scenario[] = [
  { name: "pass rate, one trial per task", draw: (next, tasks) => rate(next, tasks, usual, 1) },
  { name: "pass rate, 3 repeats, strong clustering", draw: (next, tasks) => rate(next, tasks, strong, repetitions) },
  { name: "pass rate, 3 repeats that always agree", draw: (next, tasks) => rate(next, tasks, perfect, repetitions) },
  { name: "mean score, 3 repeats, strong clustering", draw: score },
  {
    name: "paired difference in passes, one trial per task",
    draw: (next, tasks) => passes(next, tasks, strong, 1),
  },
  {
    name: "paired difference in passes, 3 repeats, strong clustering",
    draw: (next, tasks) => passes(next, tasks, strong, repetitions),
  },
  {
    name: "paired difference in passes, 3 repeats that always agree",
    draw: (next, tasks) => passes(next, tasks, perfect, repetitions),
  },
  { name: "paired difference in scores, 3 repeats, strong clustering", draw: scores },
  {
    name: "paired difference in cost, like arms (log-normal, sd .6)",
    draw: (next, tasks) => costs(next, tasks, 1, 0.6),
  },
  {
    name: "paired difference in cost, one arm twice as dear (log-normal, sd .6)",
    draw: (next, tasks) => costs(next, tasks, 2, 0.6),
  },
  {
    name: "paired difference in cost, one arm ten times as dear (log-normal, sd .6)",
    draw: (next, tasks) => costs(next, tasks, 10, 0.6),
  },
  {
    name: "paired difference in cost, ten times as dear, heavy tail (log-normal, sd 1)",
    draw: (next, tasks) => costs(next, tasks, 10, 1),
  },
];

/** A member whose true pass rate is anything from .1 to .9, on tasks of spread difficulty. */
function arm(next: Next, spread: number): { truth: number; chance: (difficulty: number) => number } {
  const truth = 0.1 + 0.8 * next();
  const skill = normalQuantile(truth) * Math.sqrt(1 + spread * spread);
  return { truth, chance: (difficulty) => normalCdf(skill - spread * difficulty) };
}

function rate(next: Next, tasks: number, spread: number, repeats: number): SimulatedInterval {
  const { truth, chance } = arm(next, spread);
  const counted = Array.from({ length: tasks }, () => ({ passes: hits(next, chance(normal(next)), repeats), trials: repeats }));
  return { interval: rateInterval(counted), truth };
}

/** A rubric of eight criteria; each is met with the task's chance. */
function score(next: Next, tasks: number): SimulatedInterval {
  const { truth, chance } = arm(next, strong);
  const means = Float64Array.from({ length: tasks }, () => hits(next, chance(normal(next)), 8 * repetitions) / 8 / repetitions);
  return { interval: scoreInterval(means), truth };
}

function passes(next: Next, tasks: number, spread: number, repeats: number): SimulatedInterval {
  const [a, b] = [arm(next, spread), arm(next, spread)];
  const differences = Float64Array.from({ length: tasks }, () => {
    const difficulty = normal(next);
    return (hits(next, a.chance(difficulty), repeats) - hits(next, b.chance(difficulty), repeats)) / repeats;
  });
  return { interval: boundedInterval(differences, repeats), truth: a.truth - b.truth };
}

function scores(next: Next, tasks: number): SimulatedInterval {
  const [a, b] = [arm(next, strong), arm(next, strong)];
  const n = 7 * repetitions;
  // Seven criteria with weights that fit no grid of repetitions.
  const differences = Float64Array.from({ length: tasks }, () => {
    const difficulty = normal(next);
    return (hits(next, a.chance(difficulty), n) - hits(next, b.chance(difficulty), n)) / n;
  });
  return { interval: boundedInterval(differences, repetitions), truth: a.truth - b.truth };
}

/** Half of the log-variance is the task's own, and shared by the arms. */
function costs(next: Next, tasks: number, ratio: number, sd: number): SimulatedInterval {
  const part = sd / Math.SQRT2;
  const [a, b] = [new Float64Array(tasks), new Float64Array(tasks)];
  for (let i = 0; i < tasks; i++) {
    const task = part * normal(next);
    a[i] = ratio * Math.exp(task + part * normal(next));
    b[i] = Math.exp(task + part * normal(next));
  }
  return { interval: costDifference({ a, b }).interval, truth: (ratio - 1) * Math.exp((sd * sd) / 2) };
}

function hits(next: Next, chance: number, tries: number): number {
  let found = 0;
  for (let i = 0; i < tries; i++) if (next() < chance) found += 1;
  return found;
}
