import type { Budget, Limits, Nano, Result } from "../types.ts";
import { Bug } from "../util/bug.ts";
import { fail } from "../util/failure.ts";
import { dollars } from "../util/money.ts";

export const noLimits: Limits = { cost: Infinity, calls: Infinity, ms: Infinity };

/**
 * A budget whose slices share its money. Contract: spent + held never exceeds the cap here or in any parent, unless a
 * provider bills more than was quoted, which the settlement then shows. `now` is the clock that `ms` is counted on.
 */
export function openBudget(limits: Partial<Limits>, now: () => number = () => 0, spent: Nano = 0): Budget {
  return new Purse({ ...noLimits, ...limits }, now, undefined, spent);
}

class Purse implements Budget {
  #spent: Nano;
  #held: Nano = 0;
  #calls = 0;
  readonly #began: number;
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #parent: Purse | undefined;

  constructor(limits: Limits, now: () => number, parent: Purse | undefined, spent: Nano) {
    this.#limits = limits;
    this.#now = now;
    this.#parent = parent;
    this.#spent = spent;
    this.#began = now();
  }

  left(): Limits {
    const own: Limits = {
      cost: Math.max(0, this.#limits.cost - this.#spent - this.#held),
      calls: Math.max(0, this.#limits.calls - this.#calls),
      ms: Math.max(0, this.#limits.ms - (this.#now() - this.#began)),
    };
    const above = this.#parent?.left();
    if (above === undefined) return own;
    return { cost: Math.min(own.cost, above.cost), calls: Math.min(own.calls, above.calls), ms: Math.min(own.ms, above.ms) };
  }

  hold(cost: Nano): Result<{ settle(cost: Nano): void }> {
    if (!(cost >= 0)) throw new Bug(`A hold wants an amount of zero or more; got ${cost}.`);
    const left = this.left();
    if (cost > left.cost) return fail("budget", `The call may cost up to ${dollars(cost)} and ${dollars(left.cost)} is left.`);
    if (left.calls < 1) return fail("budget", "No call is left in this budget.");
    if (left.ms <= 0) return fail("budget", "No time is left in this budget.");
    this.#take(cost);
    let open = true;
    return {
      ok: true,
      settle: (actual) => {
        if (!open) throw new Bug("A hold can be settled once.");
        open = false;
        this.#settle(cost, actual);
      },
    };
  }

  slice(limits: Partial<Limits>): Budget {
    return new Purse({ ...noLimits, ...limits }, this.#now, this, 0);
  }

  #take(cost: Nano): void {
    this.#held += cost;
    this.#calls += 1;
    if (this.#parent !== undefined) this.#parent.#take(cost);
  }

  #settle(held: Nano, actual: Nano): void {
    this.#held -= held;
    this.#spent += actual;
    if (this.#parent !== undefined) this.#parent.#settle(held, actual);
  }
}
