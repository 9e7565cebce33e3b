import type { Goal } from "../../util/goal.ts";
import { meetsGoal } from "../../util/meets-goal.ts";
import { normalCdf } from "../../statistics/index.ts";
import type { Scored } from "./scored.ts";

/**
 * Candidates by how well they meet the goal so far, best first. Where a rate is to be matched, by the chance that one passes as often as
 * the best single member times what it saves beside that one: a few unlucky tasks do not put the best behind all that are dear.
 */
export function ranked(goal: Goal, candidates: readonly Scored[], single: Scored | undefined): Scored[] {
  const byPasses = (a: Scored, b: Scored): number => b.passRate - a.passRate || a.cost - b.cost;
  const byCost = (a: Scored, b: Scored): number => a.cost - b.cost || b.passRate - a.passRate;
  if (goal.kind === "value") {
    const net = ({ passRate, cost }: Scored): number => goal.worth * passRate - cost;
    return candidates.toSorted((a, b) => net(b) - net(a) || byCost(a, b));
  }
  if (goal.kind === "budget") {
    const [inside, outside] = [candidates.filter((one) => meetsGoal(goal, one)), candidates.filter((one) => !meetsGoal(goal, one))];
    return [...inside.toSorted(byPasses), ...outside.toSorted(byCost)];
  }
  const merits = new Map(candidates.map((one) => [one.name, merit(one, single)]));
  return candidates.toSorted((a, b) => (merits.get(b.name) ?? 0) - (merits.get(a.name) ?? 0) || byPasses(a, b));
}

function merit(one: Scored, single: Scored | undefined): number {
  if (single === undefined) return one.passRate;
  const tasks = Math.max(1, Math.min(one.tasks, single.tasks));
  const spread = ({ passRate }: Scored): number => passRate * (1 - passRate);
  // One made-up task each, so that no chance is 0 or 1 after a few alike.
  const error = Math.sqrt((spread(one) + spread(single) + 0.5 / tasks) / tasks);
  const saved = single.cost === 0 ? 0 : Math.max(0, 1 - one.cost / single.cost);
  return normalCdf((one.passRate - single.passRate) / error) * saved;
}
