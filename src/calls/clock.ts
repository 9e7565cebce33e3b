/**
 * A trial's own clock, in milliseconds from its start. Sleepers wake without wall time passing: when every branch of the
 * trial waits here and no outside work is under way, the clock jumps to the earliest wake-up, ties in order of asking.
 */
export interface TrialClock {
  readonly now: () => number;
  /** A place in the order of asking, to be taken before anything waits on the wall, so that ties repeat on replay. */
  ticket(): number;
  /** Resolves at `from + ms`; `from` lies in the past when the work that it stands for began then. */
  sleep(ms: number, from?: number, ticket?: number): Promise<void>;
  /** Real work (a live call, a sandbox run): the clock does not jump before it has ended. */
  outside<T>(work: () => Promise<T>): Promise<T>;
  /** Moves on to a moment that a live call has already reached. */
  reach(moment: number): void;
}

interface Sleeper {
  readonly wake: number;
  readonly order: number;
  readonly resume: () => void;
}

export function trialClock(): TrialClock {
  let now = 0;
  let asked = 0;
  let outside = 0;
  let due = false;
  const sleepers: Sleeper[] = [];

  const jump = (): void => {
    due = false;
    if (outside > 0) return;
    const next = sleepers.shift();
    if (next === undefined) return;
    now = Math.max(now, next.wake);
    next.resume();
    schedule();
  };
  // An immediate runs after all microtasks, so every branch that could run has reached its next wait by then.
  const schedule = (): void => {
    if (due || sleepers.length === 0 || outside > 0) return;
    due = true;
    setImmediate(jump);
  };

  return {
    now: () => now,
    ticket: () => asked++,
    sleep: (ms, from = now, ticket = asked++) =>
      new Promise((resume) => {
        insert(sleepers, { wake: from + Math.max(0, ms), order: ticket, resume });
        schedule();
      }),
    async outside(work) {
      outside++;
      try {
        return await work();
      } finally {
        outside--;
        schedule();
      }
    },
    reach(moment) {
      now = Math.max(now, moment);
    },
  };
}

function insert(sleepers: Sleeper[], sleeper: Sleeper): void {
  let low = 0;
  let high = sleepers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = sleepers[middle] as Sleeper;
    if (other.wake < sleeper.wake || (other.wake === sleeper.wake && other.order < sleeper.order)) low = middle + 1;
    else high = middle;
  }
  sleepers.splice(low, 0, sleeper);
}
