import type { Result } from "../types.ts";
import type { Budget, Fund, Hold } from "../util/fund.ts";
import { openBudget } from "./budget.ts";

/** Two budgets that each call is paid from in full, so that both caps hold: the run's own and, say, the day's. */
export function jointBudget(first: Fund, second: Fund): Budget {
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
      return both(one, other);
    },
    reserve: async (cost, signal) => {
      const one = await first.reserve(cost, signal);
      if (!one.ok) return one;
      try {
        const other = await second.reserve(cost, signal);
        if (other.ok) return both(one, other);
        one.settle(0);
        return other;
      } catch (thrown) {
        // A budget in a file that cannot be written keeps nothing of the other's money.
        one.settle(0);
        throw thrown;
      }
    },
    slice: (limits) => jointBudget(openBudget(limits), joint),
  };
  return joint;
}

function both(one: Hold, other: Hold): Result<Hold> {
  return {
    ok: true,
    settle: (actual) => {
      one.settle(actual);
      other.settle(actual);
    },
  };
}
