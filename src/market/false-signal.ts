import { type Batch, bestBatch } from "./batch.ts";

/** What an allocation by told worths loses of what the best one by true worths makes, and how many tasks it puts elsewhere. */
export interface FalseSignal {
  readonly lost: number;
  readonly moved: number;
}

/**
 * What prices cost that tell something else than costs do: the best allocation as it was told, valued as it truly is. Contract: never negative,
 * and never above the sum over tasks of how much the told worths of the two pairs err against each other. `told`: rows and columns as in `batch`.
 */
export function falseSignal(batch: Batch, told: Batch["worth"]): FalseSignal {
  const best = bestBatch(batch);
  const { memberOf } = bestBatch({ ...batch, worth: told });
  const made = memberOf.reduce<number>((sum, by, task) => sum + (by === undefined ? 0 : (batch.worth.at(task)?.at(by) ?? 0)), 0);
  return { lost: Math.max(0, best.total - made), moved: memberOf.filter((by, task) => by !== best.memberOf.at(task)).length };
}
