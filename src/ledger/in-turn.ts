import type { Nano, Result } from "../types.ts";
import type { Hold } from "../util/fund.ts";
import { fail } from "../util/failure.ts";

/** Askers of one process, let through one after another. */
export interface InTurn {
  reserve(cost: Nano, signal?: AbortSignal): Promise<Result<Hold>>;
  /** Tells whoever is first that money has come back. */
  wake(): void;
}

const firstWaitMs = 20;
const longestWaitMs = 500;

/**
 * Tries `attempt` for whoever asked first until it holds or refuses, at each `wake` and, since other processes wake nobody, again
 * and again; who comes later waits behind. `leave` gives up the process's place among processes, where it had to wait.
 */
export function inTurn(attempt: (cost: Nano) => Result<Hold> | undefined, leave: () => void): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  let wake = (): void => {};
  const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", end);
        wake = () => {};
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener("abort", end, { once: true });
      wake = end;
    });
  const work = async (cost: Nano, signal: AbortSignal | undefined): Promise<Result<Hold>> => {
    for (let ms = 0; ; ms = Math.min(longestWaitMs, ms === 0 ? firstWaitMs : ms * 1.5)) {
      if (ms > 0) await pause(ms, signal);
      const stopped = signal?.aborted === true;
      const done = stopped ? fail("aborted", "The wait for money was given up, because the run is stopping.") : attempt(cost);
      if (done === undefined) continue;
      if (ms > 0) leave();
      return done;
    }
  };
  return {
    reserve: (cost, signal) => {
      const mine = last.then(() => work(cost, signal));
      // What goes wrong for one asker is told to that one alone.
      last = mine.catch(() => {});
      return mine;
    },
    wake: () => wake(),
  };
}
