/**
 * The names under which a check finds what the prelude keeps safe from the program, in the order in which it hands them over. Names that
 * programs like to give functions of their own (`escape`, `Iterator`) are not among them.
 */
export const trustedNames =
  "assert, assertEqual, require, setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate, queueMicrotask, console, performance, Date, " +
  "JSON, Math, Reflect, Promise, Object, Array, Map, Set, WeakMap, WeakSet, String, Number, Boolean, BigInt, Symbol, RegExp, Error, " +
  "TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError, Function, Proxy, WeakRef, FinalizationRegistry, " +
  "ArrayBuffer, SharedArrayBuffer, DataView, Uint8Array, Uint8ClampedArray, Uint16Array, Uint32Array, Int8Array, Int16Array, Int32Array, " +
  "Float16Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array, globalThis, " +
  "parseInt, parseFloat, isNaN, isFinite, encodeURIComponent, decodeURIComponent, encodeURI, decodeURI";

/**
 * Code of the prelude, behind everything that is offered: what the language has stays as it is, for checks too. Names may be added to it,
 * and what inherits from it may shadow it by assignment; only names that the language itself would ask for cannot be added.
 */
export const locks = String.raw`
const asked = ["toJSON", "then", Symbol.asyncIterator], marks = [Symbol.toPrimitive, Symbol.isConcatSpreadable, Symbol.toStringTag, Symbol.match, Symbol.matchAll, Symbol.replace, Symbol.search, Symbol.split];
const still = Object.preventExtensions;
const own = (it, name, value) => { if (typeof it === "object" || typeof it === "function") defineProperty(it, name, { value, writable: true, configurable: true, enumerable: true }); };
// The clock, chance and JSON a check may replace, as tests do; nobody else.
let handed = new RealSet();
const stubs = (owner, name) => (name === "now" && (owner === VirtualDate || owner === performance)) || (owner === Math && name === "random") || (owner === JSON && (name === "stringify" || name === "parse"));
function open(owner, name, value, enumerable) {
  if (value === realHas) replaced[replaced.length] = () => { value = keptHas; };
  const get = () => value;
  tell(places, get, get);
  defineProperty(owner, name, {
    get,
    set(given) {
      if (this !== owner) own(this, name, given);
      else if (checking && stubs(owner, name) && (calledByCheck() || setHas(handed, name))) value = given;
    },
    configurable: false, enumerable,
  });
}
function lock(owner) {
  const all = ownKeys(owner);
  for (let i = 0; i < all.length; i++) {
    const found = describe(owner, all[i]);
    if (typeof found.value === "function" && all[i] !== "constructor" && all[i] !== "prototype") freeze(found.value);
    if (!found.configurable) continue;
    if (found.writable) open(owner, all[i], found.value, found.enumerable); else defineProperty(owner, all[i], { configurable: false });
  }
}
function lockPrototype(proto) {
  for (let i = 0; i < marks.length; i++) if (proto !== plain && !(marks[i] in proto)) open(proto, marks[i], undefined, false);
  lock(proto);
  const above = getPrototypeOf(proto);
  // What is inherited could be shadowed by a name that is added.
  if (above === plain) for (const name of ownKeys(plain)) { if (name !== "__proto__" && !hasOwn(proto, name)) open(proto, name, plain[name], false); }
  if (above === plain) extensible[extensible.length] = { owner: proto, names: setOf(ownKeys(proto)), count: ownKeys(proto).length };
  else if (above !== null) still(proto);
}
const adopt = Reflect.setPrototypeOf;
// A name of the program's that is deleted can be given again.
defineProperty(Reflect, "deleteProperty", {
  value: { deleteProperty(owner, name) {
    for (let i = 0; checking && i < extensible.length; i++) {
      if (extensible[i].owner !== owner || typeof name !== "string" || setHas(extensible[i].names, name) || !hasOwn(owner, name)) continue;
      if (owner === Function.prototype) owner[name] = undefined; else if (describe(owner, name).configurable) slot(owner, name); else return false;
      return true;
    }
    return erase(owner, name);
  } }.deleteProperty,
  writable: true, configurable: true, enumerable: false,
});
const hasInstance = Function.prototype[Symbol.hasInstance];
const ofFunctions = ["call", "apply", "bind", "toString"];
function lockClass(kind) {
  if (kind.prototype) lockPrototype(kind.prototype);
  if (!hasOwn(kind, Symbol.hasInstance)) defineProperty(kind, Symbol.hasInstance, { value: hasInstance });
  // A class is asked for what all functions have (Array.apply) by its own name first.
  for (let i = 0; i < ofFunctions.length; i++) if (!hasOwn(kind, ofFunctions[i])) defineProperty(kind, ofFunctions[i], { value: Function.prototype[ofFunctions[i]] });
  lock(kind);
  if (getPrototypeOf(kind) !== Function.prototype) still(kind);
}

const iterators = [[][Symbol.iterator](), new Map().entries(), new Set().values(), ""[Symbol.iterator](), "".matchAll(/a/g)];
// The engine's iterator helpers close what they stand on without asking whether it can be closed: map(...).take(1) would fail.
const close = { return: (value) => ({ value, done: true }) }.return;
for (let i = 0; i < iterators.length; i++) { defineProperty(getPrototypeOf(iterators[i]), "return", { value: close, writable: true, configurable: true }); lockPrototype(getPrototypeOf(iterators[i])); }
const generators = [function* () {}, async function* () {}, async function () {}];
for (let i = 0; i < generators.length; i++) { const proto = getPrototypeOf(generators[i]); lockPrototype(proto); if (proto.prototype) lockPrototype(proto.prototype); }
lockPrototype(getPrototypeOf(getPrototypeOf(generators[1].prototype)));
const helpers = [[].values().map((x) => x), Iterator.from({ next() {} })];
for (let i = 0; i < helpers.length; i++) lockPrototype(getPrototypeOf(helpers[i]));
const trusted = (({ setTimeout, setInterval, setImmediate }) => [${trustedNames}])(checkTimers);
// What a program finds as these runs no test: a check that hands one over would pass without it.
const runners = setOf(["test", "node:test", "vitest", "mocha", "@jest/globals"]);
const requireOfCheck = (name, ...more) => (setHas(runners, name) ? fail("a check is a test itself and finds no " + name + ": what it asserts stands in it as it is") : required(name, ...more));
// The modules of a check are its own; an emitter of the program's module is one for it too.
let moduleOf = () => undefined;
const nodeGlobal = freeze({ __proto__: null, ...webOffered, ...eventOffered, ...intlOffered, ...checkTimers, clearTimeout: clear, clearInterval: clear, clearImmediate: clear, console, performance, process, Promise, Buffer });
function required(name, ...more) {
  const bare = slice(text(name), 0, 5) === "node:" ? slice(text(name), 5) : text(name), found = moduleOf(bare === "path/posix" ? "path" : bare);
  if (found === undefined) return require(name, ...more);
  if (bare !== "events" || hasOwn(found, Symbol.hasInstance)) return found;
  const theirs = valueAt("require");
  let other;
  if (theirs.there) try { other = theirs.value("events"); } catch {}
  defineProperty(found, Symbol.hasInstance, { value: (it) => apply(hasInstance, found, [it]) || (typeof other === "function" && apply(hasInstance, other, [it])) });
  return found;
}
for (let i = 0; i < trusted.length; i++) if (trusted[i] === require) trusted[i] = requireOfCheck;
lockClass(Iterator);
lockClass(AssertionError);
// What the engine throws where a call is too deep is a RangeError elsewhere.
adopt(InternalError.prototype, RangeError.prototype);
InternalError.prototype.name = "RangeError";
lockPrototype(InternalError.prototype);
lockPrototype(listView); lock(getPrototypeOf(Uint8Array));
for (let i = 0; i < trusted.length; i++) {
  if (trusted[i] === globals || trusted[i] === console) continue;
  if (typeof trusted[i] !== "function") lock(trusted[i]);
  else if (trusted[i] === Proxy || hasOwn(trusted[i], "prototype")) lockClass(trusted[i]);
  else freeze(trusted[i]);
}
still(performance);
// A big number has no JSON but what a program gives it.
for (let i = 0; i < extensible.length; i++) if (extensible[i].owner === BigInt.prototype) setAdd(extensible[i].names, "toJSON");

// An element of the prototype would come between a check and the elements of its own arrays.
const number = /^\d+$/, lists = [Array.prototype, String.prototype];
const indexes = (list) => { const found = [], all = ownKeys(list); for (let i = 0; i < all.length; i++) if (typeof all[i] === "string" && matches(number, all[i])) defineProperty(found, found.length, { value: all[i] }); return found; };
const classes = { Array, String, Number, Boolean, BigInt, Symbol, Function, Map, Set, WeakMap, WeakSet, Promise, RegExp, Date: RealDate, Error, ArrayBuffer, DataView, WeakRef, __proto__: null };
const given = (name) => "a property " + (typeof name === "symbol" ? "[" + slice(text(name), 7, -1) + "]" : name);
// Names that only an index or a key beside what is there asks for ('list[-1]', 'list[undefined]', 'list["a b"]'): of a check's own lists they say nothing.
const oddWords = setOf(["undefined", "null", "NaN", "Infinity", "true", "false"]), wordSign = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const isOdd = (name) => typeof name === "string" && (setHas(oddWords, name) || !matches(wordSign, name));
// A name that can still be given: nothing can be added to a prototype that is shut, but what is there can become another.
function slot(owner, name) {
  defineProperty(owner, name, { get: nothing, set(value) { if (this !== owner || !answers(name, { __proto__: null, value })) own(this, name, value); }, configurable: true, enumerable: false });
}
// What all functions have from the program are methods for good: of a check's own functions (spies) it says nothing.
function methodOfFunctions(name, value, enumerable) {
  const owner = Function.prototype, get = () => value;
  tell(places, get, get);
  keepVacant(vacant, get);
  defineProperty(owner, name, {
    get,
    set(next) { if (this !== owner) own(this, name, next); else if (next === undefined || typeof next === "function") value = next; },
    configurable: false, enumerable,
  });
}
function shutFunctions(names, assigned) {
  const owner = Function.prototype, all = ownKeys(owner);
  for (let i = 0; i < all.length; i++) {
    const name = all[i];
    if (setHas(names, name)) continue;
    const found = describe(owner, name);
    if (typeof found.value !== "function") return "the program gave every function " + given(name) + " that is no method";
    for (let k = 0; k < assigned.length; k++) if (assigned[k] === name) return "the program gave every function " + given(name) + ", which the check sets for its own";
    if (found.configurable) methodOfFunctions(name, found.value, found.enumerable); else if (found.writable) defineProperty(owner, name, { writable: false });
  }
  return undefined;
}
// Lists that a check uses as dictionaries are asked for names that they do not have: nothing that the program gave answers for them.
const specimensOf = (owner) =>
  owner === Map.prototype ? [new RealMap(), new RealMap([[1, 2]]), new RealMap([["a", 1], [2, 2]])] : owner === Set.prototype ? [new RealSet(), new RealSet([1]), new RealSet(["a", "b"])]
  : owner === RealDate.prototype ? [new RealDate(0), new RealDate(1e12 + 5), new RealDate(NaN)] : owner === String.prototype ? ["", "a", "b c"] : owner === Number.prototype ? [0, 1, -2.5] : owner === Array.prototype ? [[], [1, 2], ["a"]] : [1, 1, 1];
const answersAlike = ({ value, get }, owner = Array.prototype) => {
  if (get === undefined) return value !== undefined && typeof value !== "function";
  const asked = specimensOf(owner);
  for (let i = 0; i < asked.length; i++) { try { defineProperty(asked, i, { value: apply(get, asked[i], []) }); } catch { return false; } }
  return asked[0] !== undefined && asked[0] === asked[1] && asked[1] === asked[2];
};
function shutLists(names, assigned) {
  const owner = Array.prototype, all = ownKeys(owner);
  for (let i = 0; i < all.length; i++) {
    const name = all[i], found = describe(owner, name);
    if (setHas(names, name)) continue;
    for (let k = 0; k < assigned.length; k++) if (assigned[k] === name && answersAlike(found)) return "the program gave every list " + given(name) + ", which the check sets for its own";
    const { get, set } = found;
    // What an accessor does not keep, the list itself does.
    if (set !== undefined && found.configurable) defineProperty(owner, name, { get, set(value) { apply(set, this, [value]); if (this !== owner && (get === undefined ? undefined : apply(get, this, [])) !== value && value === value) own(this, name, value); }, configurable: false, enumerable: found.enumerable });
  }
  return undefined;
}
function shutOthers(owner, names, assigned) {
  for (let i = 0; i < assigned.length; i++) if (!setHas(names, assigned[i]) && hasOwn(owner, assigned[i]) && answersAlike(describe(owner, assigned[i]), owner)) return "the program gave what the language has " + given(assigned[i]) + ", which the check sets for its own";
  return undefined;
}
// A name of the whole program that answers by itself is none that a check can set and read back.
const ownGlobals = setOf(ownKeys(globals));
function shutGlobals(assigned) {
  if (getPrototypeOf(globals) !== plain) adopt(globals, plain);
  for (let i = 0; i < assigned.length; i++) if (!setHas(ownGlobals, assigned[i]) && hasOwn(globals, assigned[i]) && !hasOwn(describe(globals, assigned[i]), "value")) return "the program gave all code " + given(assigned[i]) + " that answers by itself, which the check sets for its own";
  return undefined;
}
// What all objects have from the program are methods that neither the language, nor this code, nor the check asks for otherwise than by
// calling them: of an object that a check uses as a dictionary they say nothing. Whatever else is there is taken away.
const plainOwn = setOf(ownKeys(plain)), plainRead = setOf(namesRead), digit = /\d/;
function shutPlain(words) {
  const all = ownKeys(plain), asked = words === null ? undefined : setOf(words);
  for (let i = 0; i < all.length; i++) {
    if (setHas(plainOwn, all[i])) continue;
    const found = describe(plain, all[i]), name = all[i];
    const fits = hasOwn(found, "value") && typeof found.value === "function" && typeof name === "string" && asked !== undefined && !isOdd(name) && !matches(digit, name) && !setHas(plainRead, name) && !setHas(asked, name);
    if (!fits && !erase(plain, name)) return "the program gave every object " + given(name) + (setHas(asked ?? plainRead, name) ? ", a name that the check or the sandbox asks objects for" : ": only methods may be given to all");
  }
  still(plain);
  return undefined;
}
const adoptAny = Object.setPrototypeOf, adoptOwn = describe(plain, "__proto__");
const fixed = () => { throw new TypeError("Immutable prototype object '#<Object>' cannot have their prototype set"); };
defineProperty(Object, "setPrototypeOf", { value: { setPrototypeOf(it, proto) { return it === globals && proto !== plain ? fixed() : adoptAny(it, proto); } }.setPrototypeOf, writable: true, configurable: true, enumerable: false });
defineProperty(Reflect, "setPrototypeOf", { value: { setPrototypeOf(it, proto) { return it === globals && proto !== plain ? false : adopt(it, proto); } }.setPrototypeOf, writable: true, configurable: true, enumerable: false });
defineProperty(plain, "__proto__", { get: adoptOwn.get, set(proto) { if (this === globals && proto !== plain) fixed(); apply(adoptOwn.set, this, [proto]); }, configurable: true, enumerable: false });
// Before a check: what the program did to the prototypes is undone or told, and then nothing can be added to them, for however short a
// time: an accessor on a prototype reads and answers for the lists and functions of the check. What a text extends by name stays open.
function shut(assigned, slots) {
  assignedNow = assigned;
  for (let i = 0; i < lists.length; i++) {
    if (getPrototypeOf(lists[i]) !== plain) adopt(lists[i], plain);
    const found = indexes(lists[i]);
    for (let k = 0; k < found.length; k++) if (!erase(lists[i], found[k])) return "the program gave every list an element";
  }
  for (let i = 0; i < extensible.length; i++) {
    const { owner, names } = extensible[i];
    if (getPrototypeOf(owner) !== plain && !adopt(owner, plain)) return "the program gave what the language has another prototype";
    for (let k = 0; k < asked.length; k++) if (!setHas(names, asked[k]) && !erase(owner, asked[k])) return "the program gave what the language has " + given(asked[k]);
    // Nothing of the language's own can be taken away: where there is no more than there was, nothing was added.
    const all = ownKeys(owner);
    if (all.length === extensible[i].count) continue;
    for (let k = 0; k < all.length; k++) if (!setHas(names, all[k]) && isOdd(all[k]) && !erase(owner, all[k])) return "the program gave what the language has " + given(all[k]);
    const why = owner === Function.prototype ? shutFunctions(names, assigned) : owner === Array.prototype ? shutLists(names, assigned) : shutOthers(owner, names, assigned);
    if (why !== undefined) return why;
    // What a check keeps on its errors is read back from them.
    if (owner === Error.prototype) for (let k = 0; k < all.length; k++) if (!setHas(names, all[k]) && hasOwn(owner, all[k]) && !("value" in describe(owner, all[k]))) return "the program gave every error an accessor " + text(all[k]);
  }
  for (let i = 0; slots.length > 0 && i < replaced.length; i++) replaced[i]();
  for (let i = 0; i < slots.length; i++) {
    const owner = classes[slots[i][0]].prototype, name = slots[i][1];
    if (owner === Error.prototype || name in owner) continue;
    if (owner === Function.prototype) methodOfFunctions(name, undefined, false); else slot(owner, name);
  }
  for (let i = 0; i < extensible.length; i++) if (rehearsed === undefined) still(extensible[i].owner); else rehearsed[i] = setOf(ownKeys(extensible[i].owner));
  return undefined;
}
// In a rehearsal the prototypes stay open, and what is given to them is told: names that no text spells out.
let rehearsed;
function addedInRehearsal() {
  const found = [];
  for (const kind in classes) for (let i = 0; i < extensible.length; i++) {
    const { owner } = extensible[i];
    if (owner !== classes[kind].prototype) continue;
    const all = ownKeys(owner);
    for (let k = 0; k < all.length; k++) if (typeof all[k] === "string" && all[k] !== "then" && all[k] !== "toJSON" && !matches(number, all[k]) && !setHas(rehearsed[i], all[k]) && typeof describe(owner, all[k]).value === "function") found[found.length] = [kind, all[k]];
  }
  return stringify(found);
}
`;
