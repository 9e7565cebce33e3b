import type { Goal } from "../../util/goal.ts";
import { meetsGoal } from "../../util/meets-goal.ts";
import type { Scored } from "./scores.ts";

/**
 * Candidates by how well they meet the goal so far, best first. A rate that is to be matched may be missed by one standard error of a
 * difference on so many tasks, or a single unlucky task would put the best behind all that are dear.
 */
export function ranked(goal: Goal, candidates: readonly Scored[], wanted: number): Scored[] {
  const net = ({ passRate, cost }: Scored): number => (goal.kind === "value" ? goal.worth * passRate - cost : 0);
  const byPasses = (a: Scored, b: Scored): number => b.passRate - a.passRate || a.cost - b.cost;
  const byCost = (a: Scored, b: Scored): number => a.cost - b.cost || b.passRate - a.passRate;
  if (goal.kind === "value") return candidates.toSorted((a, b) => net(b) - net(a) || a.cost - b.cost);
  const met = (one: Scored): boolean => meetsGoal(goal, one, wanted - Math.sqrt(0.5 / Math.max(1, one.tasks)));
  const [inside, outside] = [candidates.filter(met), candidates.filter((one) => !met(one))];
  return goal.kind === "budget"
    ? [...inside.toSorted(byPasses), ...outside.toSorted(byCost)]
    : [...inside.toSorted(byCost), ...outside.toSorted(byPasses)];
}
