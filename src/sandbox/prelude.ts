import { equality } from "./equality.ts";
import { errorGlobals } from "./error-globals.ts";
import { eventGlobals } from "./event-globals.ts";
import { intlGlobals } from "./intl-globals.ts";
import { keptNames } from "./kept-names.ts";
import { locks } from "./locks.ts";
import { nodeAssert } from "./node-assert.ts";
import { nodeGlobals } from "./node-globals.ts";
import { plainNames } from "./plain-names.ts";
import { promiseWatch } from "./promise-watch.ts";
import { timerGlobals } from "./timer-globals.ts";
import { webGlobals } from "./web-globals.ts";

const text = String.raw`(function (print, host, meter) {
"use strict";
// All of the prelude finds the language here: what a program makes of these names later steers and breaks nothing of it.
const {
  Object, Function, Array, String, Number, Boolean, Symbol, BigInt, Map, Set, WeakMap, WeakSet, FinalizationRegistry, Promise, Proxy, Reflect, JSON, Math, RegExp, Iterator,
  Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError, InternalError,
  ArrayBuffer, SharedArrayBuffer, DataView, Uint8Array, Uint8ClampedArray, Uint16Array, Uint32Array, Int8Array, Int16Array, Int32Array, Float16Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array,
  parseInt, parseFloat, isNaN, isFinite, encodeURIComponent, decodeURIComponent, encodeURI, decodeURI,
} = globalThis;
const { apply, construct, defineProperty, getPrototypeOf, ownKeys } = Reflect;
const { stringify, parse } = JSON;
const { isArray } = Array;
const { keys, hasOwn, freeze } = Object;
const { round, floor } = Math;
const globals = globalThis, text = String, fault = Error, evaluate = eval, plain = Object.prototype;
const view = ArrayBuffer.isView;
const method = (self, name) => { const f = self[name]; return (it, ...args) => apply(f, it, args); };
const getter = (proto, name) => { const f = Object.getOwnPropertyDescriptor(proto, name).get; return (it) => apply(f, it, []); };
const mapSize = getter(Map.prototype, "size"), setSize = getter(Set.prototype, "size");
const eachOfMap = method(Map.prototype, "forEach"), eachOfSet = method(Set.prototype, "forEach");
const mapHas = method(Map.prototype, "has"), mapGet = method(Map.prototype, "get"), mapSet = method(Map.prototype, "set"), mapDelete = method(Map.prototype, "delete");
const setHas = method(Set.prototype, "has"), setAdd = method(Set.prototype, "add"), timeOf = method(Date.prototype, "getTime"), slice = method(String.prototype, "slice");
const patternText = method(RegExp.prototype, "toString"), matches = method(RegExp.prototype, "test");
const identifier = /^[A-Za-z_$][\w$]*$/;
const RealMap = Map, RealSet = Set, RealDate = Date, RealPromise = Promise;
const then = method(Promise.prototype, "then");

${timerGlobals}
const start = 1767225600000;
function VirtualDate(...args) {
  if (new.target === undefined) return text(new RealDate(start + timeNow()));
  return construct(RealDate, args.length === 0 ? [start + timeNow()] : args, new.target === VirtualDate ? RealDate : new.target);
}
VirtualDate.prototype = RealDate.prototype;
RealDate.prototype.constructor = VirtualDate;
defineProperty(VirtualDate, "name", { value: "Date" });
VirtualDate.now = () => start + timeNow();
VirtualDate.parse = RealDate.parse;
VirtualDate.UTC = RealDate.UTC;
// The engine lets go of what is held weakly at once; the language holds it until the job that made or asked for it has ended.
const RealWeakRef = WeakRef, weakly = method(WeakRef.prototype, "deref");
let held = new RealSet();
function WeakReference(target) {
  if (new.target === undefined) throw new TypeError("Constructor WeakRef requires 'new'");
  const made = construct(RealWeakRef, [target], new.target === WeakReference ? RealWeakRef : new.target);
  setAdd(held, target);
  return made;
}
WeakReference.prototype = RealWeakRef.prototype;
defineProperty(WeakReference, "name", { value: "WeakRef" });
for (const [name, value] of [["constructor", WeakReference], ["deref", { deref() { const found = weakly(this); if (found !== undefined) setAdd(held, found); return found; } }.deref]])
  defineProperty(RealWeakRef.prototype, name, { value, writable: true, configurable: true, enumerable: false });
defineProperty(globals, "WeakRef", { value: WeakReference, writable: true, configurable: true, enumerable: false });
let state = 0x9e3779b9;
Math.random = () => {
  state ^= state << 13; state ^= state >>> 17; state ^= state << 5;
  return (state >>> 0) / 4294967296;
};

function show(value, depth) {
  if (typeof value === "string") return stringify(value.length > 200 ? slice(value, 0, 200) + "..." : value);
  if (typeof value === "bigint") return text(value) + "n";
  if (typeof value === "function") return "[function]";
  if (typeof value !== "object" || value === null) return text(value);
  const kind = kindOf(value);
  if (kind === "date") return "Date " + text(timeOf(value));
  if (kind === "pattern") return patternText(value);
  if (kind === "url") return "URL " + hrefOf(value);
  if (kind === "query") return "URLSearchParams " + queryOf(value);
  if (depth > 2) return kind === "array" ? "[...]" : "{...}";
  let parts = "", count = 0;
  const add = (part) => { count += 1; if (count <= 12) parts += (parts === "" ? "" : ", ") + part; else if (count === 13) parts += ", ..."; };
  if (kind === "error") return text(value.name) + ": " + text(value.message);
  if (kind === "map") eachOfMap(value, (item, key) => add(show(key, depth + 1) + " => " + show(item, depth + 1)));
  else if (kind === "set") eachOfSet(value, (item) => add(show(item, depth + 1)));
  else if (kind === "array" || view(value)) for (let i = 0; i < value.length && i < 14; i++) add(show(value[i], depth + 1));
  else { const names = keys(value); for (let i = 0; i < names.length && i < 14; i++) add(names[i] + ": " + show(value[names[i]], depth + 1)); }
  if (kind === "array" || view(value)) return "[" + parts + "]";
  return (kind === "map" ? "Map " : kind === "set" ? "Set " : "") + "{" + parts + "}";
}
function shown(value) {
  try { return slice(show(value, 0), 0, 300); } catch { return "a value that cannot be shown"; }
}
// What fails by an assertion is told in the words in which answers were always told of it.
const nameOf = (thrown) => { const name = text(thrown.name); return name === "AssertionError" && thrown instanceof AssertionError ? "Error" : name; };
function words(thrown) {
  try { return slice(typeof thrown === "object" && thrown !== null && "message" in thrown ? nameOf(thrown) + ": " + text(thrown.message) : shown(thrown), 0, 500); } catch { return "an error that cannot be shown"; }
}
${equality}
function fail(why, facts) {
  failure ??= why;
  const made = new AssertionError({ message: why, ...facts });
  if (facts?.generated) made.generatedMessage = true;
  throw made;
}
const assert = (condition, why) => { if (!condition) refuse(why, "an assertion did not hold", { actual: condition, expected: true, operator: "==" }); };
const assertEqual = (actual, expected, why) => {
  let equal = false, thrown;
  try { equal = same(actual, expected, layer()); } catch (error) { thrown = error; }
  if (!equal) fail((why === undefined ? "" : text(why) + ": ") + "got " + shown(actual) + ", wanted " + shown(expected) + (thrown === undefined ? "" : " (" + words(thrown) + ")"), { generated: why === undefined, actual, expected, operator: "deepEqual" });
};
${nodeAssert}
function lineOf(args) {
  let line = "";
  for (let i = 0; i < args.length; i++) line += (i === 0 ? "" : " ") + (typeof args[i] === "string" ? args[i] : shown(args[i]));
  return line + "\n";
}
// What is logged goes through the stream's method, as in Node: a check may catch it there.
const put = (to, line) => { if (to.write === written) print(line); else to.write(line); };
const log = (...args) => put(process.stdout, lineOf(args)), logError = (...args) => put(process.stderr, lineOf(args));
const counts = { __proto__: null };
const console = { log, info: log, debug: log, warn: logError, error: logError, table: log, trace: logError, assert() {}, time() {}, timeEnd() {}, timeLog: log, group: log, groupCollapsed: log, groupEnd() {}, dir: log, count: (name = "default") => { const n = (counts[name] ?? 0) + 1; counts[name] = n; log(name + ": " + n); }, countReset(name = "default") { delete counts[name]; } };
const performance = { now: () => timeNow() };
const offered = { setTimeout, clearTimeout: clear, setInterval, clearInterval: clear, setImmediate, clearImmediate: clear, queueMicrotask, console, performance, Date: VirtualDate };
const names = keys(offered);
for (let i = 0; i < names.length; i++) defineProperty(globals, names[i], { value: offered[names[i]], writable: true, configurable: true, enumerable: false });

${webGlobals}
${eventGlobals}
${intlGlobals}
${errorGlobals}
${nodeGlobals}
defineProperty(globals, "process", { value: process, writable: true, configurable: true, enumerable: false });
const added = { ...webOffered, ...eventOffered, ...intlOffered };
for (const name of keys(added)) {
  defineProperty(globals, name, { value: added[name], writable: true, configurable: true, enumerable: false });
  freeze(added[name]);
  if (added[name].prototype) freeze(added[name].prototype);
}
for (const name of ownKeys(Intl)) if (typeof Intl[name] === "function") { freeze(Intl[name]); if (Intl[name].prototype) freeze(Intl[name].prototype); }

${promiseWatch}
// Properties that this code itself asks for.
const namesRead = NAMES_READ;
${keptNames}
${locks}
trusted[trusted.length] = watchGiven;
const module = { exports: {} };
return {
  fire,
  ticks,
  words,
  exited: (thrown) => (thrown === leaving ? 1 : 0),
  waiting,
  asserting,
  cut,
  added: addedInRehearsal,
  exits: () => (exits ? 1 : 0),
  failure: () => failure ?? unheard(),
  json: (value) => (value === undefined ? undefined : stringify(value)),
  enter(check, given, modules) {
    ofCheck = checking = true;
    deep = 0;
    const { assigned, shared, slots, handed: names, leaves, words, rehearsal } = parse(given);
    if (rehearsal) rehearsed = [];
    sharedNow = shared;
    const why = shutPlain(words) ?? shutGlobals(shared) ?? shut(assigned, slots);
    mayLeave = leaves;
    handed = setOf(names);
    if (why !== undefined) fail(why);
    if (modules !== undefined) moduleOf = apply(modules, undefined, [...trusted, sameAs, nodeGlobal]);
    return apply(apply(check, undefined, trusted), undefined, []);
  },
  offer(json) {
    const values = parse(json);
    for (const name of keys(values)) defineProperty(globals, name, { value: values[name], writable: true, configurable: true, enumerable: true });
    defineProperty(globals, "module", { value: module, writable: true, configurable: true, enumerable: false });
    defineProperty(globals, "exports", { value: module.exports, writable: true, configurable: true, enumerable: false });
  },
  publish(called) {
    const given = module.exports, names = parse(called);
    if ((typeof given !== "object" && typeof given !== "function") || given === null) return;
    publishAs(typeof given === "function" ? given.name : undefined, given);
    const members = keys(given);
    for (let i = 0; i < members.length; i++) publishAs(members[i], given[members[i]]);
    const whole = given.default ?? given;
    publishAs(typeof whole === "function" ? whole.name : undefined, whole);
    const parts = typeof whole === "object" && whole !== given ? keys(whole) : [];
    for (let i = 0; i < parts.length; i++) publishAs(parts[i], whole[parts[i]]);
    // Whoever imports a module's default gives it a name of his own: it is the one name that checks call and that is not there.
    let missing;
    for (let i = 0; i < names.length; i++) {
      const found = valueAt(names[i]);
      if (found.there ? found.value === whole || (hasOwn(whole, names[i]) && whole[names[i]] === found.value) : missing !== undefined) return;
      if (!found.there) missing = names[i];
    }
    if (whole !== given || typeof whole === "function" || members.length > 0) publishAs(missing, whole);
  },
};
// An accessor of the program's is not asked: whoever asks may count.
function isAsked(name) { const found = describe(globals, name); return found !== undefined && !hasOwn(found, "value"); }
function valueAt(name) {
  if (isAsked(name)) return { there: true, value: undefined };
  try { return { there: evaluate("typeof " + name) !== "undefined", value: evaluate(name) }; } catch { return { there: false }; }
}
function publishAs(name, value) {
  if (typeof name !== "string" || !matches(identifier, name) || isAsked(name)) return;
  try { if (evaluate("typeof " + name) !== "undefined") return; } catch { return; }
  defineProperty(globals, name, { value, writable: true, configurable: true, enumerable: true });
}
})`;

/**
 * Runs in each fresh QuickJS context before the program does. Everything that decides a verdict is captured here, and the built-ins
 * that checks lean on are frozen, so that a program can change what it has but not what judges it. What it returns is held by the
 * host alone: no name leads there. Time is virtual (it starts at 2026-01-01 for dates), chance is seeded. `meter` is where the host
 * writes how many milliseconds of work were done.
 */
export const prelude = text.replace("NAMES_READ", () => JSON.stringify(plainNames(text)));
