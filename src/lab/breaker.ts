import { cameThrough, lostCalls } from "../statistics/index.ts";
import type { CallFact, Event, Failure, Reply } from "../types.ts";

/** Trials in a row that a model may lose to its provider before the run is paused. */
export const mostLost = 3;

/** Watches for faults that no further call can mend, and stops the run at them. */
export interface Breaker {
  /** Hears how each try of a live call ended. */
  heard(model: string, reply: Reply): void;
  /** Hears what a trial noted once it has worked; true when it was hit by what stopped the run: then it has no end, and is run again. */
  hit(events: readonly Event[]): boolean;
  /** Why the run was stopped, in words; undefined while it was not. */
  readonly why: () => string | undefined;
}

/**
 * Calls `stop` once: at the first fault of setup (key, model, address, quota), which a person must mend; or when `mostLost`
 * trials in a row lost a call to the same model after all tries, with no answer of it in between: its server is gone.
 */
export function breaker(stop: () => void): Breaker {
  const inARow = new Map<string, number>();
  let why: string | undefined;
  const trip = (words: string): void => {
    if (why !== undefined) return;
    why = words;
    stop();
  };
  return {
    heard(model, reply) {
      if (cameThrough(reply)) inARow.delete(model);
      // A fault with a time to wait for is tried again first; the trial tells how that ended.
      else if (!reply.ok && reply.failure.code === "setup" && reply.failure.retryAfterMs === undefined) trip(reply.failure.message);
    },
    hit(events) {
      const lost = lostCalls(events.flatMap(({ fact }) => (fact.type === "call" ? [fact] : [])));
      for (const [model, calls] of Map.groupBy(lost, (call) => call.model)) {
        const words = lastWords(calls);
        if (calls.some(({ failure }) => failure?.code === "setup")) trip(words);
        const count = (inARow.get(model) ?? 0) + 1;
        inARow.set(model, count);
        if (count >= mostLost) trip(`${model} gave no answer in ${count} trials in a row. ${words}`);
      }
      return lost.length > 0 && why !== undefined;
    },
    why: () => why,
  };
}

/** What was said of a fault of setup, else of the last fault. */
function lastWords(calls: readonly CallFact[]): string {
  const failures = calls.flatMap(({ failure }): Failure[] => (failure === undefined ? [] : [failure]));
  return (failures.find(({ code }) => code === "setup") ?? failures.at(-1))?.message ?? "";
}
