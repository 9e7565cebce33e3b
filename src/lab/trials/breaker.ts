import { cameThrough, isSilent, lastTries } from "../../statistics/index.ts";
import type { CallFact, Event, Failure, Model, Reply, Seat } from "../../types.ts";
import { count } from "../../util/count.ts";

/** Trials in a row that a model may lose to its provider before the run is paused. */
export const mostLost = 3;
/** The same for a model that takes too long: a row of hard tasks does that too. */
export const mostLate = 10;

/** Watches for faults that no further call can mend, and stops the run at them. */
export interface Breaker {
  /** Hears how each try of a live call ended. */
  heard(model: Pick<Model, "id" | "identity">, reply: Reply): void;
  /** Hears what a trial noted once it has worked; true when it was hit by what stopped the run: then it has no end, and is run again. */
  hit(events: readonly Event[]): boolean;
  /** Why the run was stopped, in words; undefined while it was not. */
  readonly why: () => string | undefined;
}

/**
 * Calls `stop` once: at the first fault of setup (key, model, address, quota), which a person must mend; or when `mostLost`
 * trials in a row lost a call to the same model after all tries, with no answer of it in between: its server is gone (`mostLate`
 * where it only took too long). Models of
 * one id at two addresses are two; `seats` tell which of them a member is.
 */
export function breaker(seats: readonly Seat[], stop: () => void): Breaker {
  const inARow = new Map<string, number>();
  let why: string | undefined;
  const trip = (words: string): void => {
    if (why !== undefined) return;
    why = words;
    stop();
  };
  return {
    heard({ id, identity = id }, reply) {
      // A member of a firm is known by the id of its model alone.
      if (cameThrough(reply)) for (const name of [identity, id]) inARow.delete(name);
      // A fault with a time to wait for is tried again first; the trial tells how that ended.
      else if (!reply.ok && reply.failure.code === "setup" && reply.failure.retryAfterMs === undefined) trip(reply.failure.message);
    },
    hit(events) {
      const lost = lastTries(events.flatMap(({ fact }) => (fact.type === "call" ? [fact] : []))).filter(isSilent);
      for (const [identity, calls] of Map.groupBy(lost, (call) => identityOf(call, seats))) {
        const words = lastWords(calls);
        if (calls.some(({ failure }) => failure?.code === "setup")) trip(words);
        const times = (inARow.get(identity) ?? 0) + 1;
        inARow.set(identity, times);
        const late = calls.every(({ failure }) => failure?.code === "timeout");
        if (times >= (late ? mostLate : mostLost))
          trip(`${whoIs(identity, calls, seats)} gave no answer in ${count(times, "trial")} in a row. ${words}`);
      }
      return lost.length > 0 && why !== undefined;
    },
    why: () => why,
  };
}

function identityOf({ member, model: id }: CallFact, seats: readonly Seat[]): string {
  const seat = seats.find(({ name, model }) => name === member && model.id === id);
  return seat?.model.identity ?? id;
}

/** The members that share a model, the model and its host: `solo (compatible/m at 127.0.0.1:8080)`. */
function whoIs(identity: string, calls: readonly CallFact[], seats: readonly Seat[]): string {
  const here = seats.filter(({ model }) => (model.identity ?? model.id) === identity);
  const names = new Set([...calls.map(({ member }) => member), ...here.map(({ name }) => name)]);
  const address = here[0]?.model.address;
  const at = address !== undefined && URL.canParse(address) ? ` at ${new URL(address).host}` : "";
  return `${[...names].join(", ")} (${calls[0]?.model ?? identity}${at})`;
}

/** What was said of a fault of setup, else of the last fault. */
function lastWords(calls: readonly CallFact[]): string {
  const failures = calls.flatMap(({ failure }): Failure[] => (failure === undefined ? [] : [failure]));
  return (failures.find(({ code }) => code === "setup") ?? failures.at(-1))?.message ?? "";
}
