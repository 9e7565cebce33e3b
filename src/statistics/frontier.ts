import { stream } from "../util/random.ts";
import { resampledSums } from "./bootstrap.ts";

/** One arm's task means, the same tasks in the same order for every arm. */
export interface Arm {
  readonly name: string;
  readonly quality: Float64Array;
  readonly cost: Float64Array;
}

/**
 * The share of task resamples in which each arm is beaten by no other in both quality and cost. Arms that are alike on every task may differ
 * on tasks that were not seen: as with half a discordant task, each is then one task better or worse with a chance of an eighth.
 */
export function frontierShares(arms: readonly Arm[], seed: string, resamples = 2_000): { name: string; share: number }[] {
  const sums = resampledSums(
    arms.flatMap((arm) => [arm.quality, arm.cost]),
    resamples,
    seed,
  );
  const next = stream(`${seed}/unseen`);
  for (const [i, arm] of arms.entries()) {
    if (!arms.some((other) => other !== arm && arm.quality.every((value, at) => value === other.quality.at(at)))) continue;
    const quality = sums[2 * i] as Float64Array;
    for (let b = 0; b < resamples; b++) {
      const unseen = next();
      quality[b] = (quality[b] as number) + (unseen < 0.125 ? 1 : unseen < 0.25 ? -1 : 0);
    }
  }
  const at = (arm: number, b: number): [number, number] => [sums[2 * arm]?.[b] as number, sums[2 * arm + 1]?.[b] as number];
  return arms.map(({ name }, i) => {
    let on = 0;
    for (let b = 0; b < resamples; b++) {
      const [quality, cost] = at(i, b);
      const beaten = arms.some((_, j) => {
        const [q, c] = at(j, b);
        return j !== i && q >= quality && c <= cost && (q > quality || c < cost);
      });
      if (!beaten) on += 1;
    }
    return { name, share: on / resamples };
  });
}

/** The area between the frontier and (0 quality, `worst` cost), cost from 0: larger is better. */
export function hypervolume(points: readonly { quality: number; cost: number }[], worst: number): number {
  let best = 0;
  let area = 0;
  let from = worst;
  for (const { quality, cost } of [...points].filter((p) => p.cost < worst).sort((a, b) => a.cost - b.cost)) {
    if (quality <= best) continue;
    area += best * Math.max(0, cost - from);
    from = cost;
    best = quality;
  }
  return area + best * (worst - from);
}

/** Mean score when each task stops at a cost: `steps` are one task's scores as its spending grew. */
export function scoreAtBudget(tasks: readonly (readonly { cost: number; score: number }[])[], budget: number): number {
  let sum = 0;
  for (const steps of tasks) {
    let best = 0;
    let spent = -1;
    for (const step of steps) {
      if (step.cost <= budget && step.cost > spent) {
        best = step.score;
        spent = step.cost;
      }
    }
    sum += best;
  }
  return sum / tasks.length;
}

/** The smallest of the tasks' own costs at which the mean score reaches a wanted one; undefined where none does. */
export function costToReach(tasks: readonly (readonly { cost: number; score: number }[])[], wanted: number): number | undefined {
  const costs = [...new Set(tasks.flatMap((steps) => steps.map(({ cost }) => cost)))].sort((a, b) => a - b);
  return costs.find((cost) => scoreAtBudget(tasks, cost) >= wanted);
}
