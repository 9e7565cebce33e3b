/**
 * Code of the prelude: timers on virtual time, which starts at 0 and jumps to the next timer, and what fails a check from within one.
 * Work that was done shows only to whoever reads the clock: so a loop that waits for it ends, and timers keep the order that they have
 * on a machine that takes no time.
 */
export const timerGlobals = String.raw`
let clock = 0, failure;
// Milliseconds of work that the clock has in it, and how often it was read: a loop that waits does little else.
let inClock = 0, readings = 0;
const readingsPerMs = 1000;
const untold = () => meter[0] + floor(readings / readingsPerMs) - inClock;
function timeNow() {
  readings += 1;
  const more = untold();
  inClock += more;
  clock += more;
  return clock;
}
// Whether a check has begun.
let checking = false;
// Whether what runs now was begun by a check: what the program began before any check may exit.
let ofCheck = false;
const exited = "process.exit was called";
// How many timers came one from the other to the one that has gone off.
let deep = 0;
const timers = new Map(), records = new WeakMap();
const recordOf = method(WeakMap.prototype, "get"), setRecord = method(WeakMap.prototype, "set");
// By the numbers of a program's timers nobody reaches one of a check.
let numbered = 0;
const byNumber = new Map();
const truncate = Math.trunc;
function schedule(callback, delay, args, every, own, now) {
  if (typeof callback !== "function") throw new TypeError("A timer needs a function.");
  // As in Node: no time at all is a millisecond, so that whoever waits in a loop sees the clock go on.
  const id = { __proto__: handle }, wait = now ? 0 : delay >= 1 && delay <= 2147483647 ? truncate(+delay) : 1;
  const timer = { callback, args, wait, due: clock + wait, every: every ? wait : undefined, ofCheck: own || ofCheck, own, deep, fired: 0, held: true, cleared: false, number: undefined };
  setRecord(records, id, timer);
  mapSet(timers, id, timer);
  return id;
}
const setTimeout = (callback, delay, ...args) => schedule(callback, delay, args, false, false);
const setInterval = (callback, delay, ...args) => schedule(callback, delay, args, true, false);
const setImmediate = (callback, ...args) => schedule(callback, 0, args, false, false, true);
const clear = (given) => {
  const id = typeof given === "number" || typeof given === "string" ? mapGet(byNumber, +given) : given;
  const timer = typeof id === "object" && id !== null ? recordOf(records, id) : undefined;
  if (timer === undefined) return;
  timer.cleared = true;
  mapDelete(timers, id);
};
// Timers are objects, as in Node: a program that guesses numbers clears none of a check, and a check's own are waited for.
const handle = {
  ref() { const timer = recordOf(records, this); if (timer !== undefined) timer.held = true; return this; },
  unref() { const timer = recordOf(records, this); if (timer !== undefined) timer.held = timer.own; return this; },
  hasRef() { return recordOf(records, this)?.held ?? false; },
  refresh() { const timer = recordOf(records, this); if (timer !== undefined && !timer.cleared) { timer.due = clock + timer.wait; mapSet(timers, this, timer); } return this; },
  close() { clear(this); return this; },
  [Symbol.toPrimitive]() {
    const timer = recordOf(records, this);
    if (timer === undefined) return NaN;
    if (timer.number === undefined) { timer.number = ++numbered; if (!timer.own) mapSet(byNumber, timer.number, this); }
    return timer.number;
  },
};
const handles = ownKeys(handle);
for (let i = 0; i < handles.length; i++) { freeze(handle[handles[i]]); defineProperty(handle, handles[i], { enumerable: false }); }
freeze(handle);
const checkTimers = {
  setTimeout: freeze((callback, delay, ...args) => schedule(callback, delay, args, false, true)),
  setInterval: freeze((callback, delay, ...args) => schedule(callback, delay, args, true, true)),
  setImmediate: freeze((callback, ...args) => schedule(callback, 0, args, false, true, true)),
};
// A timer that has gone off so often, or comes of so many that were set one by the other, is taken to be endless.
const often = 100;
const turnsOf = (timer) => (timer.every === undefined ? timer.deep : timer.fired);
// Whether a timer of the check is still to come: one of its own, how often soever up to so many times, or what it made the program set.
const waiting = (most) => { let found = 0; eachOfMap(timers, (timer) => { if (timer.ofCheck && timer.held && turnsOf(timer) < (timer.own ? most : often)) found = 1; }); return found; };
// Takes what is endless from the program, so that the rest has its turn.
const cut = () => { eachOfMap(timers, (timer, id) => { if (!timer.own && turnsOf(timer) >= often) mapDelete(timers, id); }); };
const queueMicrotask = (callback) => { then(RealPromise.resolve(), () => guarded(callback, [])); };
// What comes before all that promises have queued, as in Node; from within these, once they are done.
let firstTick, lastTick;
const nextTick = (callback, ...args) => {
  if (typeof callback !== "function") throw new TypeError('The "callback" argument must be of type function.');
  const tick = { callback, args, ofCheck, next: undefined };
  if (firstTick === undefined) firstTick = tick; else lastTick.next = tick;
  lastTick = tick;
};
// Runs them; whether there were any.
function ticks() {
  const before = ofCheck;
  let ran = 0;
  for (; firstTick !== undefined; ran++) {
    const tick = firstTick;
    firstTick = tick.next;
    ofCheck = tick.ofCheck;
    guarded(tick.callback, tick.args);
  }
  ofCheck = before;
  return ran > 0 ? 1 : 0;
}
function guarded(callback, args) {
  try { apply(callback, undefined, args); } catch (thrown) { if (thrown !== leaving) failure ??= "uncaught: " + words(thrown); else if (ofCheck) failure ??= exited; }
}
function fire() {
  let next, due;
  eachOfMap(timers, (timer, id) => { if (next === undefined || timer.due < due) { next = id; due = timer.due; } });
  if (next === undefined) return -1;
  const timer = mapGet(timers, next);
  if (due > clock) {
    // What was done while the timer ran is part of its time.
    const done = untold(), wait = due - clock;
    inClock += done < wait ? done : wait;
    clock = due;
  }
  if (timer.every === undefined) mapDelete(timers, next); else timer.due = clock + timer.every;
  timer.fired += 1;
  deep = timer.deep + 1;
  ofCheck = timer.ofCheck;
  guarded(timer.callback, timer.args);
  return clock;
}
`;
