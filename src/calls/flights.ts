import type { Reply } from "../types.ts";

/** Calls that are under way in this process: a second asker of the same key waits for the first one's reply. */
export interface Flights {
  /** Starts `work` unless the key is in flight already; `first` tells whether this caller started it. */
  join(key: string, work: () => Promise<Reply>): { first: boolean; reply: Promise<Reply> };
}

export function flights(): Flights {
  const open = new Map<string, Promise<Reply>>();
  return {
    join(key, work) {
      const under = open.get(key);
      if (under !== undefined) return { first: false, reply: under };
      const reply = work().finally(() => open.delete(key));
      open.set(key, reply);
      return { first: true, reply };
    },
  };
}
