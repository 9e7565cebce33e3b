import { type Plan, trialsOf } from "../plan/plan.ts";
import { shadowTrials } from "../trials/shadow.ts";

/** The trials over whose heads a run's digest is taken, in order: the topologies' as planned, then shadow trials. */
export function digestOrder(plan: Plan): string[] {
  return [...trialsOf(plan), ...shadowTrials(plan)].map((spec) => spec.id);
}
