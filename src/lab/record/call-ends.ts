import type { CallFact, Nano } from "../../types.ts";
import type { Fold } from "../trials/fold.ts";

/** How a call ended, as far as notes on failures tell of it. */
export type CallEnd = Pick<CallFact, "member" | "purpose" | "ok" | "failure" | "ask"> & {
  /** What it cost, where its answer was taken over from an earlier run. */
  readonly reused?: Nano;
};

/**
 * The end of every call, preflights left out. A call that several topologies share is one; calls without an answer share the key of
 * those that were made again, and are told apart by how long they took.
 */
export function callEnds(): Fold<ReadonlyMap<string, CallEnd>> {
  const ends = new Map<string, CallEnd>();
  return {
    take({ fact }) {
      if (fact.type !== "call" || fact.purpose === "preflight") return;
      const { key, member, purpose, ok, failure, ask, flags, cost, ms } = fact;
      ends.set(ok ? key : `${key} ${ms}`, {
        member,
        purpose,
        ok,
        ask,
        ...(failure === undefined ? {} : { failure }),
        ...(flags?.includes("reused") === true ? { reused: cost } : {}),
      });
    },
    made: () => ends,
  };
}
