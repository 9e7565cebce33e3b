import { rawStack } from "./engine-patch.ts";

/**
 * Code of the prelude: promises that a check made and nobody heard the end of. Where one of them was rejected the check fails, as a test
 * of Node does: what it would have asserted behind a program that rejects was never run.
 */
export const promiseWatch = String.raw`
const nativeThen = Promise.prototype.then, promiseStates = new WeakMap();
const stateGet = method(WeakMap.prototype, "get"), stateSet = method(WeakMap.prototype, "set");
const fileOf = getter(Function.prototype, "fileName"), find = method(String.prototype, "indexOf"), lines = method(String.prototype, "split");
let promisesWatched;
const ofChecks = new WeakSet(), isOfCheck = method(WeakSet.prototype, "has"), addOfCheck = method(WeakSet.prototype, "add");
const describeOwn = Object.getOwnPropertyDescriptor;
const asyncPrototype = getPrototypeOf(async () => {}), setAbove = Reflect.setPrototypeOf;
// An asynchronous function of a check, and its like whose promises are watched.
function watchAll(inner, name) {
  const outer = { f(...args) { return watch(apply(inner, this, args), true); } }.f;
  setAbove(outer, asyncPrototype);
  defineProperty(outer, "name", { value: inner.name === "" && name !== undefined ? name : inner.name, configurable: true });
  defineProperty(outer, "length", { value: inner.length, configurable: true });
  defineProperty(outer, "toString", { value: () => text(inner), configurable: true, writable: true });
  addOfCheck(ofChecks, outer);
  return outer;
}
// What a check hands over: a function with its name, what has methods (0), or a promise, of which nothing is said to assert (1).
const watchGiven = (given, how) => (how === 0 ? watchMembers(given) : how === 1 ? watch(given) : typeof given === "function" ? watchAll(given, how) : watch(given, true));
function watchMembers(owner) {
  const owners = typeof owner === "function" ? [owner, owner.prototype] : [owner];
  for (let i = 0; i < owners.length; i++) {
    const all = ownKeys(owners[i]);
    for (let k = 0; k < all.length; k++) {
      const found = describeOwn(owners[i], all[k]), value = found.value;
      if (typeof value !== "function" || !found.configurable || getPrototypeOf(value) !== asyncPrototype || isOfCheck(ofChecks, value) || fileOfCallback(value) !== "check.js") continue;
      defineProperty(owners[i], all[k], { value: watchAll(value) });
    }
  }
  return owner;
}
function watch(promise, asserts) {
  if (stateOf(promise) !== undefined) return promise;
  const state = { heard: false, rejected: false, asserts: asserts === true, settled: false, thrown: undefined, next: promisesWatched };
  try { apply(nativeThen, promise, [() => { state.settled = true; }, (thrown) => { state.settled = state.rejected = true; state.thrown = thrown; }]); } catch { return promise; }
  stateSet(promiseStates, promise, state);
  promisesWatched = state;
  return promise;
}
const stateOf = (promise) => ((typeof promise === "object" && promise !== null) || typeof promise === "function" ? stateGet(promiseStates, promise) : undefined);
const hear = (promise) => { const state = stateOf(promise); if (state !== undefined) state.heard = true; return state !== undefined; };
const unheard = () => { for (let at = promisesWatched; at !== undefined; at = at.next) if (at.rejected && !at.heard) return "nobody handled a rejection: " + words(at.thrown); return undefined; };
// Whether an assertion of the check's own may still come.
const asserting = () => { for (let at = promisesWatched; at !== undefined; at = at.next) if (at.asserts && !at.settled) return 1; return 0; };
// Whether the code that called a function of this file stands in a check, natives between them left out.
function calledByCheck() {
  const frames = lines(new fault().${rawStack}, "\n");
  let i = 2;
  while (i < frames.length && find(frames[i], "(native)") >= 0) i += 1;
  return i < frames.length && find(frames[i], "check.js:") >= 0;
}
const fileOfCallback = (callback) => { try { if (typeof callback === "function" && isOfCheck(ofChecks, callback)) return "check.js"; return typeof callback === "function" ? fileOf(callback) : undefined; } catch { return undefined; } };
// Whether check code is under way: from it no program can come back but by returning.
const inCheck = () => find(new fault().${rawStack}, "(check.js:") >= 0;
const watchedThen = { then(onFulfilled, onRejected) {
  const made = apply(nativeThen, this, [onFulfilled, onRejected]);
  if (!checking) return made;
  const own = hear(this);
  const file = fileOfCallback(onFulfilled) ?? fileOfCallback(onRejected);
  return own || file === "check.js" || (file !== "program.js" && calledByCheck()) ? watch(made) : made;
} }.then;
defineProperty(Promise.prototype, "then", { value: watchedThen, writable: true, configurable: true, enumerable: false });
const watchedWays = [[Promise, "all"], [Promise, "race"], [Promise, "any"], [Promise, "try"], [Promise, "reject"], [Promise, "withResolvers"], [Array, "fromAsync"]];
for (let i = 0; i < watchedWays.length; i++) {
  const [owner, name] = watchedWays[i], real = owner[name];
  const called = { [name](...args) { const made = apply(real, this, args); if (checking && calledByCheck()) watch(name === "withResolvers" ? made.promise : made); return made; } }[name];
  defineProperty(called, "length", { value: real.length, configurable: true });
  defineProperty(owner, name, { value: called, writable: true, configurable: true, enumerable: false });
}
// What a generator of a check is asked for and nobody waits for.
const asyncSteps = getPrototypeOf(async function* () {}).prototype, steps = ["next", "return", "throw"];
for (let i = 0; i < steps.length; i++) {
  const name = steps[i], real = asyncSteps[name];
  const called = { [name](...args) { const made = apply(real, this, args); return checking && calledByCheck() ? watch(made, true) : made; } }[name];
  defineProperty(called, "length", { value: real.length, configurable: true });
  defineProperty(asyncSteps, name, { value: called, writable: true, configurable: true, enumerable: false });
}
const isPromiseClass = method(plain, "isPrototypeOf");
defineProperty(Reflect, "construct", {
  value: { construct(kind, ...more) { const made = construct(kind, ...more); return checking && (kind === RealPromise || isPromiseClass(RealPromise, kind)) && calledByCheck() ? watch(made) : made; } }.construct,
  writable: true, configurable: true, enumerable: false,
});
// An await asks a promise for its constructor before it listens.
defineProperty(Promise.prototype, "constructor", {
  get() { hear(this); return RealPromise; },
  set(given) { if (this !== RealPromise.prototype) defineProperty(this, "constructor", { value: given, writable: true, configurable: true, enumerable: true }); },
  configurable: false, enumerable: false,
});
`;
