import type { Limits, Nano, Result } from "../types.ts";
import type { Budget, Hold } from "../util/fund.ts";
import { Bug } from "../util/bug.ts";
import { fail } from "../util/failure.ts";
import { dollarsApart } from "../util/money.ts";

export const noLimits: Limits = { cost: Infinity, calls: Infinity, ms: Infinity };

/** Limits, and the most that a single call may cost. */
export interface Caps extends Limits {
  readonly perCall: Nano;
}
const noCaps: Caps = { ...noLimits, perCall: Infinity };

/** A budget in memory. `refused` tells whether its own limits or those above it have refused a call, here or in a slice. */
export interface CallBudget extends Budget {
  readonly refused: boolean;
  /** Of one that stands `apart`: why limits above it refused a call that its own would have let go; it lets no other go after that. */
  readonly cutShort: string | undefined;
  slice(limits: Partial<Caps>): CallBudget;
  /**
   * A slice whose `ms` is counted on a clock of its own, and whose `left` tells its own limits alone: what it shares with others
   * can cut its work short, and must not change how it works until then.
   */
  apart(limits: Partial<Caps>, now: () => number): CallBudget;
}

/**
 * A budget whose slices share its money. Contract: spent + held never exceeds the cap here or in any parent, unless a
 * provider bills more than was quoted, which the settlement then shows. `now` is the clock that `ms` is counted on. Who waits in
 * `reserve` is let through in order of asking; nobody overtakes at a budget whose money an earlier one waits for.
 */
export function openBudget(limits: Partial<Caps>, now: () => number = () => 0, spent: Nano = 0): CallBudget {
  return new MemoryBudget({ ...noCaps, ...limits }, now, spent);
}

interface Waiter {
  readonly budget: MemoryBudget;
  readonly cost: Nano;
  readonly go: (held: Result<Hold>) => void;
}

const givenUp = fail("aborted", "The wait for money was given up, because the run is stopping.");

class MemoryBudget implements CallBudget {
  refused = false;
  cutShort: string | undefined;
  #spent: Nano;
  #held: Nano = 0;
  #calls = 0;
  readonly #began: number;
  readonly #limits: Caps;
  readonly #now: () => number;
  readonly #parent: MemoryBudget | undefined;
  #apart = false;
  /** Of a budget and all its slices, in order of asking; kept by the outermost one. */
  readonly #queue: Waiter[];

  constructor(limits: Caps, now: () => number, spent: Nano, parent?: MemoryBudget) {
    this.#limits = limits;
    this.#now = now;
    this.#parent = parent;
    this.#spent = spent;
    this.#began = now();
    this.#queue = parent === undefined ? [] : parent.#queue;
  }

  left(): Limits {
    const own = this.#own();
    return this.#parent === undefined || this.#apart ? own : least(own, this.#parent.left());
  }

  /** What is left here and above, with a share of what is held counted as gone: 0 tells what could be left at most. */
  #left(share: 0 | 1): Limits {
    const own = this.#own(share);
    return this.#parent === undefined ? own : least(own, this.#parent.#left(share));
  }

  hold(cost: Nano): Result<Hold> {
    if (!(cost >= 0)) throw new Bug(`A hold wants an amount of zero or more; got ${cost}.`);
    const left = this.#left(1);
    return this.#fits(cost, left) ? this.#grant(cost) : this.#refuse(cost, left, 1);
  }

  reserve(cost: Nano, signal?: AbortSignal): Promise<Result<Hold>> {
    if (!(cost >= 0)) throw new Bug(`A hold wants an amount of zero or more; got ${cost}.`);
    if (signal?.aborted === true) return Promise.resolve(givenUp);
    return new Promise((resolve) => {
      const giveUp = (): void => {
        // Whoever has gone listens no more: this one still stands in the queue.
        this.#queue.splice(this.#queue.indexOf(waiter), 1);
        resolve(givenUp);
        this.#pump();
      };
      const go = (held: Result<Hold>): void => {
        signal?.removeEventListener("abort", giveUp);
        resolve(held);
      };
      const waiter: Waiter = { budget: this, cost, go };
      signal?.addEventListener("abort", giveUp, { once: true });
      this.#queue.push(waiter);
      this.#pump();
    });
  }

  /** Lets through, in order, whoever fits; refuses whoever never can; keeps the place of all others at the budgets that they wait for. */
  #pump(): void {
    const awaited = new Set<MemoryBudget>();
    const waiting = this.#queue.splice(0);
    for (const waiter of waiting) {
      const { budget, cost, go } = waiter;
      const line = budget.#line();
      const most = budget.#left(0);
      const never = !budget.#fits(cost, most);
      const tight = line.filter((each) => cost > each.#own().cost);
      if (!never && (tight.length > 0 || line.some((each) => awaited.has(each)))) {
        for (const each of tight) awaited.add(each);
        this.#queue.push(waiter);
        continue;
      }
      go(never ? budget.#refuse(cost, most, 0) : budget.#grant(cost));
    }
  }

  #grant(cost: Nano): Result<Hold> & { ok: true } {
    this.#take(cost);
    let open = true;
    return {
      ok: true,
      settle: (actual) => {
        if (!open) throw new Bug("A hold can be settled once.");
        open = false;
        this.#settle(cost, actual);
        this.#pump();
      },
    };
  }

  slice(limits: Partial<Caps>): CallBudget {
    return new MemoryBudget({ ...noCaps, ...limits }, this.#now, 0, this);
  }

  apart(limits: Partial<Caps>, now: () => number): CallBudget {
    const budget = new MemoryBudget({ ...noCaps, ...limits }, now, 0, this);
    budget.#apart = true;
    return budget;
  }

  /** A clock that was set back gives no time beyond the limit. */
  #own(share: 0 | 1 = 1): Limits {
    const used = Math.max(0, this.#now() - this.#began);
    return {
      cost: Math.max(0, this.#limits.cost - this.#spent - share * this.#held),
      calls: Math.max(0, this.#limits.calls - this.#calls),
      ms: Math.max(0, this.#limits.ms - used),
    };
  }

  #mostPerCall(): Nano {
    return Math.min(this.#limits.perCall, this.#parent === undefined ? Infinity : this.#parent.#mostPerCall());
  }

  /** This budget and those above it. */
  #line(): MemoryBudget[] {
    return this.#parent === undefined ? [this] : [this, ...this.#parent.#line()];
  }

  #fits(cost: Nano, left: Limits): boolean {
    if (this.#line().some(({ cutShort }) => cutShort !== undefined)) return false;
    return cost <= Math.min(left.cost, this.#mostPerCall()) && left.calls >= 1 && left.ms > 0;
  }

  #refuse(cost: Nano, left: Limits, share: 0 | 1): Result<never> & { ok: false } {
    const before = this.#line().find(({ cutShort }) => cutShort !== undefined)?.cutShort;
    const why = before ?? wordsFor(cost, left, this.#mostPerCall());
    this.#mark(cost, share, why);
    return fail("budget", why);
  }

  /** Marks every budget up the line whose own limits, or limits above it, were too tight; `within` tells that a budget below was. */
  #mark(cost: Nano, share: 0 | 1, why: string, within = false): boolean {
    const own = this.#own(share);
    const tight = cost > Math.min(own.cost, this.#limits.perCall) || own.calls < 1 || own.ms <= 0;
    const above = this.#parent !== undefined && this.#parent.#mark(cost, share, why, within || tight);
    if (tight || above) this.refused = true;
    if (above && !tight && !within && this.#apart) this.cutShort ??= why;
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

function least(a: Limits, b: Limits): Limits {
  return { cost: Math.min(a.cost, b.cost), calls: Math.min(a.calls, b.calls), ms: Math.min(a.ms, b.ms) };
}

function wordsFor(cost: Nano, left: Limits, perCall: Nano): string {
  if (cost > perCall || cost > left.cost) {
    const [most, limit] = dollarsApart(cost, cost > perCall ? perCall : left.cost);
    return cost > perCall
      ? `The call may cost up to ${most}; one call may cost ${limit}.`
      : `The call may cost up to ${most} and ${limit} was left then.`;
  }
  return left.calls < 1 ? "No call was left in this budget." : "No time was left in this budget.";
}
