import { attemptAsk } from "../../topologies/asks.ts";
import type { Nano, Seat, Task, Terms } from "../../types.ts";
import { toNano } from "../../util/money.ts";

/** What a right answer is worth, by the market's own rule: the task's value, else ten times the most that an attempt can cost, else a dollar. */
export function worthOf(task: Task, seats: readonly Seat[], terms: Terms): Nano {
  if (task.value !== undefined && task.value > 0) return task.value;
  const ask = attemptAsk(task, terms);
  const highest = Math.max(0, ...seats.map(({ model }) => model.quote(ask)));
  return highest > 0 ? 10 * highest : toNano(1);
}
