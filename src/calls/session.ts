import type { Event, Fact, Ledger, View } from "../types.ts";

/** The events that a topology may remember: earlier trials of its session in suite order, then its own so far. */
export interface Session {
  note(where: { trial: string; span: string; at: number }, fact: Fact): void;
  view<S>(view: View<S>): S;
}

/** The memory of one topology in one repetition; trials open it one after another. Only `cutBack` takes events away. */
export interface Memory {
  readonly events: Event[];
  /** What views have folded so far: each trial folds on from there, since all of them anew would take time with the square of the session. */
  folded?: WeakMap<object, { state: unknown; upTo: number }>;
}

/** Opens a trial's session: what it appends goes to the ledger and, for the next trials, to `memory`. */
export function openSession(ledger: Ledger, memory: Memory): Session {
  const events = memory.events;
  return {
    note(where, fact) {
      events.push(ledger.append(where, fact));
    },
    view<S>(view: View<S>): S {
      const folded = (memory.folded ??= new WeakMap());
      const known = folded.get(view) as { state: S; upTo: number } | undefined;
      if (known?.upTo === events.length) return known.state;
      // A fold that throws may have changed its state in place: the next one begins anew.
      folded.delete(view);
      let state = known === undefined ? view.start : known.state;
      for (let i = known?.upTo ?? 0; i < events.length; i++) state = view.step(state, events[i] as Event);
      folded.set(view, { state, upTo: events.length });
      return state;
    },
  };
}
