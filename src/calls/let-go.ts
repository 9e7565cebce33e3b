import type { Ledger } from "../types.ts";
import type { Memory } from "./session.ts";

/** From how many events on a memory lets go of its oldest, and how many it then keeps. */
const [most, kept] = [20_000, 10_000];

/**
 * Between two trials of a long session: lets go of the oldest events, trial by trial, where the ledger can give them back. Views that are asked for again
 * and again have folded them; one that has not brings them back once and for all.
 */
export function letGo(memory: Memory, ledger: Ledger): void {
  const { events } = memory;
  if (ledger.recall === undefined || memory.keeps === true || events.length < most) return;
  let upTo = events.length - kept;
  while (upTo > 0 && events[upTo]?.trial === events[upTo - 1]?.trial) upTo--;
  const gone = (memory.gone ??= { events: 0, trials: [] });
  for (const { trial } of events.splice(0, upTo)) if (gone.trials.at(-1) !== trial) gone.trials.push(trial);
  gone.events += upTo;
}
