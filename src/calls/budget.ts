import type { Budget, Limits, Nano, Result } from "../types.ts";
import { Bug } from "../util/bug.ts";
import { fail } from "../util/failure.ts";
import { dollars } from "../util/money.ts";

export const noLimits: Limits = { cost: Infinity, calls: Infinity, ms: Infinity };

/** Limits, and the most that a single call may cost. */
export interface Caps extends Limits {
  readonly perCall: Nano;
}
const noCaps: Caps = { ...noLimits, perCall: Infinity };

/** A budget in memory. `refused` tells whether its own limits or those above it have refused a call, here or in a slice. */
export interface Purse extends Budget {
  readonly refused: boolean;
  /** `now` is the clock that the slice's `ms` is counted on; its parent's when left out. */
  slice(limits: Partial<Caps>, now?: () => number): Purse;
}

/**
 * A budget whose slices share its money. Contract: spent + held never exceeds the cap here or in any parent, unless a
 * provider bills more than was quoted, which the settlement then shows. `now` is the clock that `ms` is counted on.
 */
export function openBudget(limits: Partial<Caps>, now: () => number = () => 0, spent: Nano = 0): Purse {
  return new MemoryPurse({ ...noCaps, ...limits }, now, undefined, spent);
}

class MemoryPurse implements Purse {
  refused = false;
  #spent: Nano;
  #held: Nano = 0;
  #calls = 0;
  readonly #began: number;
  readonly #limits: Caps;
  readonly #now: () => number;
  readonly #parent: MemoryPurse | undefined;

  constructor(limits: Caps, now: () => number, parent: MemoryPurse | undefined, spent: Nano) {
    this.#limits = limits;
    this.#now = now;
    this.#parent = parent;
    this.#spent = spent;
    this.#began = now();
  }

  left(): Limits {
    const own = this.#own();
    const above = this.#parent?.left();
    if (above === undefined) return own;
    return { cost: Math.min(own.cost, above.cost), calls: Math.min(own.calls, above.calls), ms: Math.min(own.ms, above.ms) };
  }

  hold(cost: Nano): Result<{ settle(cost: Nano): void }> {
    if (!(cost >= 0)) throw new Bug(`A hold wants an amount of zero or more; got ${cost}.`);
    const left = this.left();
    const perCall = this.#mostPerCall();
    if (cost > Math.min(left.cost, perCall) || left.calls < 1 || left.ms <= 0) return this.#refuse(cost, left, perCall);
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

  slice(limits: Partial<Caps>, now: () => number = this.#now): Purse {
    return new MemoryPurse({ ...noCaps, ...limits }, now, this, 0);
  }

  /** A clock that was set back gives no time beyond the limit. */
  #own(): Limits {
    const used = Math.max(0, this.#now() - this.#began);
    return {
      cost: Math.max(0, this.#limits.cost - this.#spent - this.#held),
      calls: Math.max(0, this.#limits.calls - this.#calls),
      ms: Math.max(0, this.#limits.ms - used),
    };
  }

  #mostPerCall(): Nano {
    return Math.min(this.#limits.perCall, this.#parent === undefined ? Infinity : this.#parent.#mostPerCall());
  }

  #refuse(cost: Nano, left: Limits, perCall: Nano): Result<never> & { ok: false } {
    this.#mark(cost);
    if (cost > perCall) return fail("budget", `The call may cost up to ${dollars(cost)}; one call may cost ${dollars(perCall)}.`);
    if (cost > left.cost) return fail("budget", `The call may cost up to ${dollars(cost)} and ${dollars(left.cost)} is left.`);
    return fail("budget", left.calls < 1 ? "No call is left in this budget." : "No time is left in this budget.");
  }

  /** Marks every purse up the line whose own limits, or limits above it, were too tight. */
  #mark(cost: Nano): boolean {
    const own = this.#own();
    const tight = cost > Math.min(own.cost, this.#limits.perCall) || own.calls < 1 || own.ms <= 0;
    const above = this.#parent !== undefined && this.#parent.#mark(cost);
    if (tight || above) this.refused = true;
    return tight || above;
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
