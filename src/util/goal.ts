import type { Choice, Goal } from "./goal-types.ts";
import { meetsGoal } from "./meets-goal.ts";

export type { Choice, Goal } from "./goal-types.ts";

/**
 * Who meets the goal best, the first of equals. `wanted` is the rate that is to be matched. Where nobody meets it: who comes nearest, by
 * passes where a rate was wanted, by cost where a budget was.
 */
export function chosenBy<C extends Choice>(goal: Goal, candidates: readonly C[], wanted = 0): C | undefined {
  if (goal.kind === "value") return first(candidates, (a, b) => net(b, goal.worth) - net(a, goal.worth) || a.cost - b.cost);
  const byPasses = (a: Choice, b: Choice) => b.passRate - a.passRate || a.cost - b.cost;
  const byCost = (a: Choice, b: Choice) => a.cost - b.cost || b.passRate - a.passRate;
  const met = candidates.filter((one) => meetsGoal(goal, one, wanted));
  return goal.kind === "budget" ? (first(met, byPasses) ?? first(candidates, byCost)) : (first(met, byCost) ?? first(candidates, byPasses));
}

function net({ passRate, cost }: Choice, worth: number): number {
  return worth * passRate - cost;
}

function first<C extends Choice>(candidates: readonly C[], before: (a: Choice, b: Choice) => number): C | undefined {
  return candidates.toSorted(before)[0];
}
