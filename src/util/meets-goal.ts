import type { Choice, Goal } from "./goal-types.ts";

/** Whether a choice is what was wanted: within the budget, or at the rate that is to be matched. Any is, where the most net value is wanted. */
export function meetsGoal(goal: Goal, { passRate, cost }: Choice, wanted = 0): boolean {
  if (goal.kind === "budget") return cost <= goal.most + slack * goal.most;
  return goal.kind === "value" || passRate >= wanted - slack;
}

/** Sums in another order differ by less. */
const slack = 1e-9;
