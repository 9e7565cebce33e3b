/** A wait that can be called off. */
export interface FairTimer {
  clear(): void;
}

/**
 * Calls `act` once `ms` have passed, and not before. Node counts a timer from when the turn began that sets it, so that one which is set
 * late in a long turn comes early; and behind a long turn timers go first, before what came in meanwhile. Here the time is looked at
 * again, and what has come in is read before `act` is called, so that a busy machine lets nobody be late who was not.
 */
export function fairTimer(ms: number, act: () => void): FairTimer {
  const began = performance.now();
  let cleared = false;
  let timer = setTimeout(look, ms);
  function look(): void {
    const left = ms - (performance.now() - began);
    if (left > 1) timer = setTimeout(look, Math.ceil(left));
    // The first of these ends the turn of timers, and behind the second all has been read that had come by then.
    else setImmediate(() => setImmediate(() => cleared || act()));
  }
  return {
    clear() {
      cleared = true;
      clearTimeout(timer);
    },
  };
}
