import type { Event } from "../../types.ts";

/** Something that is made of a run's events as they stream by, so that they are never all in memory. */
export interface Fold<T> {
  /** Takes the next event, in order of the ledger. */
  take(event: Event): void;
  /** What has come of the events so far. */
  made(): T;
}

/** A fold over events that are at hand. */
export function folded<T>(fold: Fold<T>, events: Iterable<Event>): T {
  for (const event of events) fold.take(event);
  return fold.made();
}
