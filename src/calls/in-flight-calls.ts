import type { Reply } from "../types.ts";
import { mayPass } from "./may-pass.ts";

/**
 * Calls that are under way in this process: a second asker of the same key waits for the first one's reply. A failure that
 * is tried again under another key is kept, so that the second asker follows to that try instead of making its own.
 */
export interface InFlightCalls {
  /** Starts `work` unless the key is in flight already; `first` tells whether this caller started it. */
  join(key: string, work: () => Promise<Reply>): { first: boolean; reply: Promise<Reply> };
  /** Whoever tried these keys gave up: the next asker starts anew. */
  forget(keys: readonly string[]): void;
}

export function inFlightCalls(): InFlightCalls {
  const open = new Map<string, Promise<Reply>>();
  return {
    join(key, work) {
      const under = open.get(key);
      if (under !== undefined) return { first: false, reply: under };
      const reply = work().then(
        (landed) => {
          if (!mayPass(landed)) open.delete(key);
          return landed;
        },
        (thrown: unknown) => {
          open.delete(key);
          throw thrown;
        },
      );
      open.set(key, reply);
      return { first: true, reply };
    },
    forget(keys) {
      for (const key of keys) open.delete(key);
    },
  };
}
