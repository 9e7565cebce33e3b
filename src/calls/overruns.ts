import type { Model, Nano } from "../types.ts";

/** The most that calls of each model were billed above their quotes, by whose money paid for them: a run's budget, a trial. */
const known = new WeakMap<object, Map<string, Nano>>();

/** What to hold for a call of this quote: as much more as this payer has seen a call of the model billed above its own. */
export function heldFor(payer: object, model: Model, quote: Nano): Nano {
  return quote + (known.get(payer)?.get(nameOf(model)) ?? 0);
}

/** Remembers a bill above its quote, so that the holds of later calls allow for it. */
export function noteOverrun(payer: object, model: Model, quote: Nano, cost: Nano): void {
  if (cost <= quote) return;
  const most = known.get(payer) ?? new Map<string, Nano>();
  known.set(payer, most);
  most.set(nameOf(model), Math.max(most.get(nameOf(model)) ?? 0, cost - quote));
}

/** Lets a payer know from the start what it learnt before, by the models' identities: a run that is resumed. */
export function recallOverruns(payer: object, most: ReadonlyMap<string, Nano>): void {
  known.set(payer, new Map(most));
}

function nameOf({ id, identity = id }: Model): string {
  return identity;
}
