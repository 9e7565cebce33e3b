import type { Nano } from "../../types.ts";
import type { PlannedTopology } from "../plan/plan.ts";

/** What one task of a topology costs each time, and the repetitions that it is run in. */
export interface TaskCost {
  readonly repetitions: readonly number[];
  readonly cost: Nano;
}

/** What the caps of a topology let be spent of these: each repetition is a session. The caps of calls and trials are in the costs. */
export function withinCaps(costs: readonly TaskCost[], { caps = {} }: Pick<PlannedTopology, "caps">): Nano {
  const sessions = new Map<number, Nano>();
  for (const { repetitions, cost } of costs)
    for (const repetition of repetitions) sessions.set(repetition, (sessions.get(repetition) ?? 0) + cost);
  const all = [...sessions.values()].reduce((sum, cost) => sum + Math.min(cost, caps.session ?? Infinity), 0);
  return Math.min(all, caps.topology ?? Infinity);
}
