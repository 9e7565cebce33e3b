import type { Budget } from "../types.ts";
import { openBudget } from "./budget.ts";

/** Two purses that each call is paid from in full, so that both caps hold: the run's own and, say, the day's. */
export function jointBudget(first: Budget, second: Budget): Budget {
  const joint: Budget = {
    left: () => {
      const [a, b] = [first.left(), second.left()];
      return { cost: Math.min(a.cost, b.cost), calls: Math.min(a.calls, b.calls), ms: Math.min(a.ms, b.ms) };
    },
    hold: (cost) => {
      const one = first.hold(cost);
      if (!one.ok) return one;
      const other = second.hold(cost);
      if (!other.ok) {
        one.settle(0);
        return other;
      }
      return {
        ok: true,
        settle: (actual) => {
          one.settle(actual);
          other.settle(actual);
        },
      };
    },
    slice: (limits) => jointBudget(openBudget(limits), joint),
  };
  return joint;
}
