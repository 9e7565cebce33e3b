import { canBeRight } from "../../models/simulated/index.ts";
import type { Seat, Suite } from "../../types.ts";

/** Said of a run whose simulated members could never pass: tasks that give them no text that the grader would pass. */
export function unanswerable(seats: readonly Seat[], suite: Suite): string[] {
  if (!seats.some((seat) => seat.model.world === "simulated")) return [];
  const lacking = suite.tasks.filter((task) => !canBeRight(task)).map((task) => task.id);
  if (lacking.length === 0) return [];
  const names = lacking.length > 5 ? `${lacking.slice(0, 5).join(", ")} and ${lacking.length - 5} more` : lacking.join(", ");
  return [`Simulated members have nothing to be right with in ${names}: give these tasks a meta.reference or a meta.simulation.right.`];
}
