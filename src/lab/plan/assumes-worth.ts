import type { Task } from "../../types.ts";
import type { Plan, PlannedTopology } from "./plan.ts";

/** True where this topology goes by what a right answer of this task is worth and nobody says it: it then assumes ten times the most that an attempt can cost. */
export function assumesWorth({ topology }: PlannedTopology, task: Task, worth: Plan["worth"]): boolean {
  return topology.weighsWorth === true && typeof worth !== "number" && !(task.value !== undefined && task.value > 0);
}
