import type { CallFact, Nano } from "../../types.ts";
import type { Fold } from "../trials/fold.ts";
import { defined } from "../../util/defined.ts";

/** How a call ended, as far as notes on failures tell of it. */
export type CallEnd = Pick<CallFact, "member" | "purpose" | "ok" | "failure"> & {
  /** Of judges and of what failed: their repairs are told by it. */
  readonly ask?: string;
  /** What it cost, where its answer was taken over from an earlier run. */
  readonly reused?: Nano;
};

/**
 * The end of every call, preflights left out. A call that several topologies share is one; calls without an answer share the key of
 * those that were made again, and are told apart by how long they took.
 */
export function callEnds(): Fold<ReadonlyMap<string, CallEnd>> {
  const ends = new Map<string, CallEnd>();
  const plain = new Map<string, CallEnd>();
  // Of the answers that there is nothing to say of, one for each member and purpose.
  const plainEnd = (member: string, purpose: CallFact["purpose"]): CallEnd => {
    const name = `${purpose} ${member}`;
    const known = plain.get(name) ?? { member, purpose, ok: true };
    plain.set(name, known);
    return known;
  };
  return {
    take({ fact }) {
      if (fact.type !== "call" || fact.purpose === "preflight") return;
      const { key, member, purpose, ok, failure, ask, flags, cost, ms } = fact;
      const reused = flags?.includes("reused") === true;
      const plainly = ok && failure === undefined && !reused && keepsNothing(purpose);
      const told = { member, purpose, ok, ask, ...defined({ failure }), ...(reused ? { reused: cost } : {}) };
      ends.set(ok ? key : `${key} ${ms}`, plainly ? plainEnd(member, purpose) : told);
    },
    made: () => ends,
  };
}

/** A repair is looked at by itself, and so is what may be one: judges keep their purpose when they are repaired. */
function keepsNothing(purpose: CallFact["purpose"]): boolean {
  return purpose !== "repair" && purpose !== "grade" && purpose !== "verdict";
}
