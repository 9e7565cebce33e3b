import { findingOf } from "../../src/report/findings.ts";
import { simulate } from "./experiment.ts";
import { cascade, type Cost, type Shape, type SimulatedArm, skill, steady, times } from "./shape.ts";

/** A kind of experiment in which one topology is better by a size that can be chosen. */
export interface PowerShape {
  readonly name: string;
  readonly metric: "passed" | "cost";
  readonly tasks: number;
  readonly repetitions: number;
  readonly topologies: number;
  /** The topology that differs from all others by so much: a share of passes, or of the mean cost. */
  readonly better: (by: number) => SimulatedArm;
  readonly usual: SimulatedArm;
}

const even = steady();
function passes(name: string, tasks: number, topologies: number, mean: number, spread: number, repetitions = 1): PowerShape {
  const better = (by: number): SimulatedArm => ({ chance: skill(mean + by, spread), cost: even });
  return { name, metric: "passed", tasks, repetitions, topologies, better, usual: better(0) };
}
function costs(name: string, tasks: number, topologies: number, cost: Cost): PowerShape {
  const chance = skill(0.6);
  const better = (by: number): SimulatedArm => ({ chance, cost: times(cost, 1 - by) });
  return { name, metric: "cost", tasks, repetitions: 1, topologies, better, usual: better(0) };
}

export const powerShapes: readonly PowerShape[] = [
  passes("passes, 2 topologies", 60, 2, 0.5, 1),
  passes("passes, 5 topologies", 60, 5, 0.5, 1),
  passes("passes, 9 topologies", 100, 9, 0.4, 1),
  passes("passes, 2 topologies, 20 tasks", 20, 2, 0.4, 1),
  passes("passes, 5 topologies, 200 tasks", 200, 5, 0.7, 1.5),
  passes("passes, 3 topologies, 3 repeats", 40, 3, 0.5, 1.5, 3),
  costs("even costs, 2 topologies", 60, 2, even),
  costs("even costs, 5 topologies", 60, 5, even),
  costs("cascade-like costs, 3 topologies", 100, 3, cascade(0.3, 0.3)),
];

/** What "could have found" says in the median, and how often a difference of that size is then found. */
export interface Promise80 {
  readonly said: number;
  readonly found: number;
}

/**
 * The promise is read off experiments of equal topologies, as a report says it. Then one topology is made better by that much, and the
 * row of that topology and the baseline is looked at.
 */
export function promiseOf(shape: PowerShape, experiments: number): Promise80 | undefined {
  const drawn = (by: number): Shape => ({
    name: `${shape.name}/${by}`,
    tasks: shape.tasks,
    repetitions: () => shape.repetitions,
    arms: [shape.usual, shape.better(by), ...Array.from({ length: shape.topologies - 2 }, () => shape.usual)],
  });
  const rowOf = (by: number, i: number) =>
    simulate(drawn(by), `${shape.name}/${by}/${i}`).comparisons.find(
      ({ a, b, metric }) => metric === shape.metric && a === "t1" && b === "t0",
    );
  const said = Array.from({ length: 200 }, (_, i) => rowOf(0, i)?.minDetectable ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const median = said[said.length >> 1] ?? Number.POSITIVE_INFINITY;
  const by = shape.metric === "cost" ? median / 0.05 : median;
  if (!Number.isFinite(by) || by >= (shape.metric === "cost" ? 1 : 0.55)) return undefined;
  let found = 0;
  for (let i = 0; i < experiments; i++) {
    const row = rowOf(by, i);
    if (row !== undefined && ["better", "cheaper"].includes(findingOf(row))) found += 1;
  }
  return { said: by, found: found / experiments };
}
