import { callOf, cameThrough, isLost, isSilent, lastTries } from "../../statistics/index.ts";
import type { CallFact, Event, Failure, Model, Reply, Seat } from "../../types.ts";
import { count } from "../../util/count.ts";

/** Distinct calls in a row, of as many trials and tasks, that a model may lose to its provider before the run is paused. */
export const mostLost = 3;
/** The same for a model that takes too long: a row of hard tasks does that too. */
export const mostLate = 10;

/** Watches for faults that no further call can mend, and stops the run at them. */
export interface Breaker {
  /** Hears how each try of a live call ended. */
  heard(model: Pick<Model, "id" | "identity">, reply: Reply): void;
  /** Hears what a trial of this task noted once it has worked; true when it was hit by what stopped the run: then it has no end, and is run again. */
  hit(events: readonly Event[], task: string): boolean;
  /** Why the run was stopped, in words; undefined while it was not. */
  readonly why: () => string | undefined;
  /** Of a run that was too short to be stopped: the models that lost calls to their provider and never answered, in words. */
  readonly mute: () => string | undefined;
}

/** What a model lost since it last answered. */
interface Losses {
  trials: number;
  readonly calls: Set<string>;
  readonly tasks: Set<string>;
}

/**
 * Calls `stop` once: at the first fault of setup (key, model, address, quota), which a person must mend; or when `mostLost`
 * trials in a row lost a call to the same model after all tries, with no answer of it in between: its server is gone (`mostLate`
 * where it only took too long). One call that several topologies share is one, and one task that the provider cannot take says
 * nothing of the next: as many tasks must be hit, or all `tasks` that there are. Models of one id at two addresses are two; `seats`
 * tell which of them a member is.
 */
export function breaker(seats: readonly Seat[], tasks: number, stop: () => void): Breaker {
  const inARow = new Map<string, Losses>();
  const answered = new Set<string>();
  const silent = new Map<string, string>();
  let why: string | undefined;
  const trip = (words: string): void => {
    if (why !== undefined) return;
    why = words;
    stop();
  };
  return {
    heard({ id, identity = id }, reply) {
      // A member of a firm is known by the id of its model alone.
      if (cameThrough(reply)) {
        for (const name of [identity, id]) {
          inARow.delete(name);
          answered.add(name);
        }
      }
      // A fault with a time to wait for is tried again first; the trial tells how that ended.
      else if (!reply.ok && reply.failure.code === "setup" && reply.failure.retryAfterMs === undefined) trip(reply.failure.message);
    },
    hit(events, task) {
      const lost = lastTries(events.flatMap(({ fact }) => (fact.type === "call" ? [fact] : []))).filter(isSilent);
      for (const [identity, calls] of Map.groupBy(lost, (call) => identityOf(call, seats))) {
        const words = lastWords(calls);
        if (calls.some(({ failure }) => failure?.code === "setup")) trip(words);
        const losses = inARow.get(identity) ?? { trials: 0, calls: new Set(), tasks: new Set() };
        inARow.set(identity, losses);
        losses.trials += 1;
        losses.tasks.add(task);
        for (const { key } of calls) losses.calls.add(callOf(key));
        const most = calls.every(({ failure }) => failure?.code === "timeout") ? mostLate : mostLost;
        const enough = Math.min(losses.trials, losses.calls.size) >= most && losses.tasks.size >= Math.min(most, Math.max(2, tasks));
        if (enough) trip(`${whoIs(identity, calls, seats)} gave no answer in ${rowOf(losses)} in a row. ${words}`);
        if (calls.some(isLost)) silent.set(identity, `${whoIs(identity, calls, seats)} gave no answer in ${rowOf(losses)}. ${words}`);
      }
      return lost.length > 0 && why !== undefined;
    },
    why: () => why,
    mute() {
      if (why !== undefined) return undefined;
      const words = [...silent].flatMap(([identity, said]) => (answered.has(identity) ? [] : [said]));
      return words.length === 0 ? undefined : words.join(" ");
    },
  };
}

function rowOf({ trials, tasks }: Losses): string {
  return tasks.size === trials ? count(trials, "trial") : `${count(trials, "trial")} of ${count(tasks.size, "task")}`;
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
