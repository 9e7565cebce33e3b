import type { Event, Fact, Ledger, View } from "../types.ts";

/** The events that a topology may remember: earlier trials of its session in suite order, then its own so far. */
export interface Session {
  note(where: { trial: string; span: string; at: number }, fact: Fact): void;
  view<S>(view: View<S>): S;
}

/** The memory of one topology in one repetition; trials open it one after another. Only `cutBack` and `letGo` take events away. */
export interface Memory {
  readonly events: Event[];
  /** What views have folded so far: each trial folds on from there, since all of them anew would take time with the square of the session. */
  folded?: WeakMap<object, { state: unknown; upTo: number }>;
  /** Events before these that are in the ledger alone, and the trials that they are of. */
  gone?: { events: number; readonly trials: string[] };
  /** Set once some view wanted what was gone: from then on all is kept. */
  keeps?: true;
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
      if ((known?.upTo ?? 0) < (memory.gone?.events ?? 0)) bringBack(ledger, memory);
      const before = memory.gone?.events ?? 0;
      const all = before + events.length;
      if (known?.upTo === all) return known.state;
      // A fold that throws may have changed its state in place: the next one begins anew.
      folded.delete(view);
      let state = known === undefined ? view.start : known.state;
      for (let i = known?.upTo ?? 0; i < all; i++) state = view.step(state, events[i - before] as Event);
      folded.set(view, { state, upTo: all });
      return state;
    },
  };
}

function bringBack(ledger: Ledger, memory: Memory): void {
  const trials = memory.gone?.trials ?? [];
  const back = trials.flatMap((trial) => [...(ledger.recall?.(trial) ?? [])]);
  const since = memory.events.splice(0);
  for (const event of [...back, ...since]) memory.events.push(event);
  delete memory.gone;
  memory.keeps = true;
}
