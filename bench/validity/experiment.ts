import { summarize, type TrialRow } from "../../src/statistics/index.ts";
import type { Summary } from "../../src/summary.ts";
import { noUsage } from "../../src/util/money.ts";
import { normal, stream } from "../../src/util/random.ts";
import { overTasks, type Shape, type SimulatedArm } from "./shape.ts";

/** What is true of one topology, over all tasks that there could be; cost in dollars per trial. */
export interface Truth {
  readonly passed: number;
  readonly score: number;
  readonly cost: number;
  /** Worth of its passes less its cost, in dollars per trial. */
  readonly value: number;
}

/** The means that the intervals should cover, topology by topology. A trial that times out counts as not passed. */
export function truthsOf(shape: Shape): Truth[] {
  const kept = (hard: number): number => 1 - (shape.lost?.(hard) ?? 0);
  const outlier = (arm: number): number => (shape.outlier?.arm === arm ? (shape.tasks - 1 + shape.outlier.times) / shape.tasks : 1);
  return shape.arms.map(({ chance, cost }, arm) => {
    const passed = overTasks((hard) => kept(hard) * chance(hard));
    const dollars = overTasks(cost.mean) * outlier(arm) * usual * 1e-9;
    return {
      passed,
      score: overTasks((hard) => kept(hard) * (shape.score?.mean(chance(hard)) ?? chance(hard))),
      cost: dollars,
      value: (shape.worth ?? 0) * usual * 1e-9 * passed - dollars,
    };
  });
}

/** What a trial with cost 1 costs, in nano-dollars. */
const usual = 5e7;

/** One experiment of a shape, reported as a run is. The same seed gives the same. */
export function simulate(shape: Shape, seed: string): Summary {
  const next = stream(seed);
  const rows: TrialRow[] = [];
  for (let i = 0; i < shape.tasks; i++) {
    const [hard, dear] = [normal(next), normal(next)];
    const repeats = shape.repetitions?.(next) ?? 1;
    for (const [arm, one] of shape.arms.entries()) {
      for (let repetition = 0; repetition < repeats; repetition++) {
        rows.push(trial(shape, one, { hard, dear, arm, task: i, repetition }, next));
      }
    }
  }
  const topologies = shape.arms.map((_, arm) => nameOf(arm));
  return summarize(rows, {
    run: "simulated",
    experiment: shape.name,
    world: "simulated",
    seed,
    repetitions: 1,
    state: "done",
    digest: "0",
    wallMs: 0,
    topologies,
    // A p near .05 is told to half a point, and the share of p below a bar does not depend on the number of draws.
    draws: 4_000,
    pooling: false,
    ...(shape.worth === undefined ? {} : { worth: shape.worth * usual }),
  });
}

export function nameOf(arm: number): string {
  return `t${arm}`;
}

interface Place {
  readonly hard: number;
  readonly dear: number;
  readonly arm: number;
  readonly task: number;
  readonly repetition: number;
}
function trial(shape: Shape, { chance, cost }: SimulatedArm, { hard, dear, arm, task, repetition }: Place, next: () => number): TrialRow {
  const p = chance(hard);
  const passed = next() < p;
  const score = shape.score?.draw(p, next) ?? Number(passed);
  const higher = shape.outlier?.arm === arm && task === 0 ? shape.outlier.times : 1;
  const spent = Math.round(usual * higher * cost.draw(hard, dear, next));
  const lost = next() < (shape.lost?.(hard) ?? 0);
  const id = `task-${String(task).padStart(4, "0")}`;
  return {
    ...empty,
    trial: `${arm}/${id}/${repetition}`,
    topology: nameOf(arm),
    task: id,
    category: `c${task % (shape.categories ?? 1)}`,
    repetition,
    cost: spent,
    winningCost: spent,
    ...(lost ? timedOut : { scored: true, passed, score }),
  };
}

const timedOut = {
  state: "failed",
  answered: false,
  scored: false,
  passed: false,
  score: 0,
  failure: { code: "timeout", message: "No answer within the time of the trial." },
} as const;
const empty = {
  state: "answered",
  answered: true,
  gradeCost: 0,
  ms: 0,
  calls: 1,
  usage: noUsage,
  byPurpose: {},
  byMember: {},
  awards: {},
  attempts: 1,
  outcomes: [],
  guards: 0,
  flags: {},
} as const;
