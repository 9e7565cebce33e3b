import {
  cascade,
  type Cost,
  overTasks,
  pareto,
  partial,
  retries,
  rubric,
  type Shape,
  type SimulatedArm,
  skill,
  steady,
  times,
} from "./shape.ts";

/** Topologies that are alike in every mean, whatever their costs look like. */
function alike(chance: SimulatedArm["chance"], ...costs: readonly Cost[]): SimulatedArm[] {
  return costs.map((cost) => ({ chance, cost }));
}
function many<T>(count: number, item: T): T[] {
  return Array.from({ length: count }, () => item);
}
const even = steady();
const twenty = skill(0.6, 1);
const retried = skill(0.5, 1);
const retryCost = retries(retried, 4, 1 / overTasks(retries(retried, 4, 1).mean));

/** Where all means are equal, so that every difference that is asserted is false. */
export const nullShapes: readonly Shape[] = [
  { name: "binary, 2 topologies", tasks: 50, arms: alike(twenty, even, even) },
  { name: "binary, 4 topologies", tasks: 30, arms: alike(twenty, ...many(4, even)) },
  { name: "binary, 9 topologies", tasks: 40, arms: alike(skill(0.75), ...many(9, even)) },
  { name: "binary, 6 topologies, few tasks", tasks: 15, arms: alike(skill(0.5), ...many(6, even)) },
  { name: "3 repeats, correlated", tasks: 30, repetitions: () => 3, arms: alike(skill(0.55, 1.5), ...many(3, even)) },
  { name: "3 repeats that always agree", tasks: 30, repetitions: () => 3, arms: alike(skill(0.55, 100), ...many(3, even)) },
  {
    name: "unequal repeats: 15 on one task in five, else 1",
    tasks: 20,
    repetitions: (next) => (next() < 0.2 ? 15 : 1),
    arms: alike(skill(0.6, 1.5), even, even),
  },
  {
    name: "unequal repeats: 1 to 8, correlated",
    tasks: 40,
    repetitions: (next) => 1 + Math.floor(8 * next() ** 2),
    arms: alike(skill(0.7, 3), even, even),
  },
  { name: "U-shaped difficulty, binary", tasks: 50, arms: alike(skill(0.6, 3), ...many(3, even)) },
  { name: "U-shaped difficulty, graded", tasks: 50, score: rubric(8), arms: alike(skill(0.6, 3), ...many(3, even)) },
  { name: "graded, 8 criteria", tasks: 15, score: rubric(8), arms: alike(twenty, ...many(3, even)) },
  { name: "graded, 5 topologies, 4 categories", tasks: 200, score: partial, categories: 4, arms: alike(twenty, ...many(5, even)) },
  { name: "ceiling, binary (97%)", tasks: 50, edge: true, arms: alike(skill(0.97), even, even, even) },
  { name: "ceiling, graded (97%)", tasks: 30, edge: true, score: partial, arms: alike(skill(0.94), even, even, even) },
  { name: "floor, binary (4%)", tasks: 30, edge: true, arms: alike(skill(0.04), even, even, even) },
  { name: "floor, graded (4%)", tasks: 30, edge: true, score: rubric(5), arms: alike(skill(0.04), even, even, even) },
  { name: "2 tasks", tasks: 2, arms: alike(twenty, even, even) },
  { name: "5 tasks, 3 repeats", tasks: 5, repetitions: () => 3, score: rubric(4), arms: alike(skill(0.6, 1.5), even, even, even) },
  { name: "8 tasks, graded, 4 topologies", tasks: 8, score: partial, arms: alike(skill(0.4), ...many(4, even)) },
  { name: "log-normal costs (sd 1) beside even ones", tasks: 30, arms: alike(twenty, even, steady(1)) },
  { name: "Pareto 1.5 costs", tasks: 50, arms: alike(twenty, pareto, pareto) },
  { name: "Pareto 1.5 costs beside even ones", tasks: 50, arms: alike(twenty, even, pareto) },
  { name: "Pareto 1.5 costs beside even ones, 30 tasks", tasks: 30, arms: alike(twenty, even, pareto) },
  { name: "Pareto 1.5 costs beside even ones, 200 tasks", tasks: 200, arms: alike(twenty, even, pareto) },
  { name: "cascade: 1 task in 5 climbs, 15 tasks", tasks: 15, arms: alike(twenty, even, cascade(0.2, 0.3)) },
  { name: "cascade: 1 task in 10 climbs, 30 tasks", tasks: 30, arms: alike(twenty, even, cascade(0.1, 0.3)) },
  {
    name: "cascade: 1 task in 5 climbs, 60 tasks, 3 topologies",
    tasks: 60,
    arms: alike(twenty, even, cascade(0.2, 0.3), cascade(0.3, 0.1)),
  },
  { name: "cascade: 1 task in 20 climbs, 100 tasks", tasks: 100, arms: alike(twenty, even, cascade(0.05, 0.3)) },
  { name: "retries: up to 4 attempts", tasks: 40, arms: alike(retried, even, retryCost, retryCost) },
  {
    name: "one outlier, 40 times as dear",
    tasks: 30,
    outlier: { arm: 1, times: 40 },
    arms: alike(twenty, even, times(even, 30 / (29 + 40))),
  },
  { name: "net value at 3 costs, log-normal costs", tasks: 40, worth: 3, arms: alike(twenty, even, steady(0.8), even) },
  {
    name: "net value at 10 costs, cascade-like costs",
    tasks: 60,
    worth: 10,
    arms: alike(twenty, even, cascade(0.2, 0.3), cascade(0.3, 0.1)),
  },
  { name: "net value at 50 costs, 3 repeats", tasks: 30, worth: 50, repetitions: () => 3, arms: alike(skill(0.8, 1.5), ...many(4, even)) },
  { name: "timeouts by difficulty", tasks: 60, lost: skill(0.25, -1.5), arms: alike(skill(0.6, 1.5), even, even, even) },
];

/** Where topologies differ: an assertion is false when it names the wrong side. */
export const realShapes: readonly Shape[] = [
  {
    name: "real differences, 3 topologies",
    tasks: 40,
    arms: [
      { chance: skill(0.55), cost: even },
      { chance: skill(0.7), cost: times(even, 3) },
      { chance: skill(0.85), cost: times(steady(0.8), 6) },
    ],
  },
  {
    name: "real differences, cascade between weak and strong",
    tasks: 60,
    score: partial,
    arms: [
      { chance: skill(0.5), cost: times(even, 0.3) },
      { chance: skill(0.8), cost: times(even, 2) },
      { chance: skill(0.75), cost: times(cascade(0.2, 0.3), 1.2) },
    ],
  },
  {
    name: "near ties, 8 topologies",
    tasks: 50,
    arms: [0.6, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66, 0.67].map((mean) => ({ chance: skill(mean), cost: times(even, 2 * mean) })),
  },
  {
    name: "net value at 4 costs, near ties, 8 topologies",
    tasks: 60,
    worth: 4,
    arms: [0.6, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66, 0.67].map((mean) => ({ chance: skill(mean), cost: times(even, 2 * mean) })),
  },
  {
    name: "worse by just the margin of 3 points, 3 topologies",
    tasks: 400,
    arms: [
      { chance: skill(0.95), cost: even },
      { chance: skill(0.92), cost: even },
      { chance: skill(0.92), cost: times(even, 0.5) },
    ],
  },
];
