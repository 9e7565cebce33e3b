import { findingOf } from "../../src/report/findings.ts";
import { simulate } from "./experiment.ts";
import type { ComparisonRow } from "../../src/summary.ts";
import { cascade, type Cost, rubric, type Score, type Shape, type SimulatedArm, skill, steady, times } from "./shape.ts";
import { defined } from "../../src/util/defined.ts";

/** A kind of experiment in which one topology is above or below the others by a size that can be chosen. */
export interface PowerShape {
  readonly name: string;
  readonly metric: "passed" | "score" | "cost";
  readonly tasks: number;
  readonly repetitions: number;
  readonly topologies: number;
  /** The topology that is so much above all others, or below: a share of passes, of the score, or of the mean cost. */
  readonly other: (by: number) => SimulatedArm;
  readonly score?: Score;
}

const even = steady();
function passes(name: string, tasks: number, topologies: number, mean: number, spread: number, repetitions = 1): PowerShape {
  const other = (by: number): SimulatedArm => ({ chance: skill(mean + by, spread), cost: even });
  return { name, metric: "passed", tasks, repetitions, topologies, other };
}
function costs(name: string, tasks: number, topologies: number, cost: Cost): PowerShape {
  const chance = skill(0.6);
  const other = (by: number): SimulatedArm => ({ chance, cost: times(cost, 1 + by) });
  return { name, metric: "cost", tasks, repetitions: 1, topologies, other };
}

export const powerShapes: readonly PowerShape[] = [
  passes("passes, 2 topologies", 60, 2, 0.5, 1),
  passes("passes, 5 topologies", 60, 5, 0.5, 1),
  passes("passes, 9 topologies", 100, 9, 0.4, 1),
  passes("passes, 2 topologies", 20, 2, 0.4, 1),
  passes("passes, 5 topologies", 200, 5, 0.7, 1.5),
  passes("passes near the ceiling, 3 topologies", 100, 3, 0.9, 1),
  passes("passes, 3 topologies, 3 repeats", 40, 3, 0.5, 1.5, 3),
  { ...passes("scores of 8 criteria, 3 topologies", 50, 3, 0.6, 1), metric: "score", score: rubric(8) },
  costs("even costs, 2 topologies", 60, 2, even),
  costs("even costs, 5 topologies", 60, 5, even),
  costs("cascade-like costs, 3 topologies", 100, 3, cascade(0.3, 0.3)),
];

/** What "could have found" says in the median, with the sign of the side, and how often a difference of that size is then found. */
export interface Promise80 {
  readonly said: number;
  readonly found: number;
}

/**
 * The promise is read off experiments of equal topologies, as a report says it. Then one topology is made to differ by that much, and the
 * row of that topology and the baseline is looked at.
 */
export function promisesOf(shape: PowerShape, experiments: number): Promise80[] {
  const before = Array.from({ length: 400 }, (_, i) => rowOf(shape, 0, i)?.findable);
  return [1, -1].flatMap((side) => {
    const sizes = before.map((found) => (side > 0 ? found?.more : found?.less) ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
    const median = sizes[sizes.length >> 1] ?? Number.POSITIVE_INFINITY;
    if (!Number.isFinite(median)) return [];
    const by = (side * median) / (shape.metric === "cost" ? perTrial : 1);
    let found = 0;
    for (let i = 0; i < experiments; i++) {
      const row = rowOf(shape, by, i);
      if (row !== undefined && findingOf(row) !== "not distinguishable" && Math.sign(row.difference) === side) found += 1;
    }
    return [{ said: by, found: found / experiments }];
  });
}
/** What a trial of a simulated topology costs in the mean, in dollars. */
const perTrial = 0.05;

function rowOf(
  { name, tasks, repetitions, topologies, other, metric, score }: PowerShape,
  by: number,
  i: number,
): ComparisonRow | undefined {
  const usual = other(0);
  const drawn: Shape = {
    name: `${name}/${by}`,
    tasks,
    repetitions: () => repetitions,
    arms: [usual, other(by), ...Array.from({ length: topologies - 2 }, () => usual)],
    ...defined({ score }),
  };
  const { comparisons } = simulate(drawn, `${name}/${tasks}/${by}/${i}`);
  return comparisons.find((row) => row.metric === metric && row.a === "t1" && row.b === "t0");
}
