import type { Event, Fact, Ledger, View } from "../types.ts";

/** The events that a topology may remember: earlier trials of its session in suite order, then its own so far. */
export interface Session {
  note(where: { trial: string; span: string; at: number }, fact: Fact): void;
  view<S>(view: View<S>): S;
}

/** The memory of one topology in one repetition; trials open it one after another. */
export interface Memory {
  readonly events: Event[];
}

/** Opens a trial's session: what it appends goes to the ledger and, for the next trials, to `memory`. */
export function openSession(ledger: Ledger, memory: Memory): Session {
  const events = memory.events;
  const folded = new Map<unknown, { state: unknown; upTo: number }>();
  return {
    note(where, fact) {
      events.push(ledger.append(where, fact));
    },
    view<S>(view: View<S>): S {
      const known = folded.get(view) as { state: S; upTo: number } | undefined;
      let state = known?.state ?? view.start;
      for (let i = known?.upTo ?? 0; i < events.length; i++) state = view.step(state, events[i] as Event);
      folded.set(view, { state, upTo: events.length });
      return state;
    },
  };
}
