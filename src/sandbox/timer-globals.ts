/** Code of the prelude: timers on virtual time, which starts at 0 and jumps to the next timer, and what fails a check from within one. */
export const timerGlobals = String.raw`
let clock = 0, order = 0, failure;
// Whether what runs now was begun by a check: what the program began before any check may exit.
let ofCheck = false;
const exited = "process.exit was called";
const timers = new Map();
function schedule(id, callback, delay, args, every, own) {
  if (typeof callback !== "function") throw new TypeError("A timer needs a function.");
  const wait = delay > 0 ? +delay : 0;
  mapSet(timers, id, { callback, args, wait, due: clock + wait, every: every ? (wait > 1 ? wait : 1) : undefined, ofCheck: own || ofCheck, own });
  return id;
}
const setTimeout = (callback, delay, ...args) => schedule(++order, callback, delay, args, false, false);
const setInterval = (callback, delay, ...args) => schedule(++order, callback, delay, args, true, false);
const setImmediate = (callback, ...args) => schedule(++order, callback, 0, args, false, false);
const clear = (id) => { mapDelete(timers, id); };
// A check's own timers are objects, as in Node: a program that guesses numbers clears none of them, and they are waited for.
const handle = {
  ref() { return this; }, unref() { return this; }, hasRef: () => true,
  refresh() { const timer = mapGet(timers, this); if (timer !== undefined) timer.due = clock + timer.wait; return this; },
  close() { clear(this); return this; },
};
const handles = keys(handle);
for (let i = 0; i < handles.length; i++) freeze(handle[handles[i]]);
freeze(handle);
const checkTimers = {
  setTimeout: freeze((callback, delay, ...args) => schedule({ __proto__: handle }, callback, delay, args, false, true)),
  setInterval: freeze((callback, delay, ...args) => schedule({ __proto__: handle }, callback, delay, args, true, true)),
  setImmediate: freeze((callback, ...args) => schedule({ __proto__: handle }, callback, 0, args, false, true)),
};
const waiting = () => { let found = 0; eachOfMap(timers, (timer) => { if (timer.own && !timer.fired) found = 1; }); return found; };
const queueMicrotask = (callback) => { then(RealPromise.resolve(), () => guarded(callback, [])); };
function guarded(callback, args) {
  try { apply(callback, undefined, args); } catch (thrown) { if (thrown !== leaving) failure ??= "uncaught: " + words(thrown); else if (ofCheck) failure ??= exited; }
}
function fire() {
  let next, due;
  eachOfMap(timers, (timer, id) => { if (next === undefined || timer.due < due) { next = id; due = timer.due; } });
  if (next === undefined) return -1;
  const timer = mapGet(timers, next);
  if (due > clock) clock = due;
  if (timer.every === undefined) mapDelete(timers, next); else timer.due = clock + timer.every;
  timer.fired = true;
  ofCheck = timer.ofCheck;
  guarded(timer.callback, timer.args);
  return clock;
}
`;
