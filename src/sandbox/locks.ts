/**
 * The names under which a check finds what the prelude keeps safe from the program, in the order in which it hands them over. Names that
 * programs like to give functions of their own (`escape`, `Iterator`) are not among them.
 */
export const trustedNames =
  "assert, assertEqual, setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate, queueMicrotask, console, performance, Date, " +
  "JSON, Math, Reflect, Promise, Object, Array, Map, Set, WeakMap, WeakSet, String, Number, Boolean, BigInt, Symbol, RegExp, Error, " +
  "TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError, Function, Proxy, WeakRef, FinalizationRegistry, " +
  "ArrayBuffer, SharedArrayBuffer, DataView, Uint8Array, Uint8ClampedArray, Uint16Array, Uint32Array, Int8Array, Int16Array, Int32Array, " +
  "Float32Array, Float64Array, BigInt64Array, BigUint64Array, globalThis, " +
  "parseInt, parseFloat, isNaN, isFinite, encodeURIComponent, decodeURIComponent, encodeURI, decodeURI";

/**
 * Code of the prelude, behind everything that is offered: what the language has stays as it is, for checks too. Names may be added to it,
 * and what inherits from it may shadow it by assignment; only names that the language itself would ask for cannot be added.
 */
export const locks = String.raw`
const asked = ["toJSON", "then", Symbol.toPrimitive, Symbol.isConcatSpreadable, Symbol.toStringTag, Symbol.match, Symbol.matchAll, Symbol.replace, Symbol.search, Symbol.split];
const describe = Object.getOwnPropertyDescriptor, still = Object.preventExtensions;
function open(owner, name, value, enumerable) {
  defineProperty(owner, name, {
    get: () => value,
    set(given) { if (this !== owner && (typeof this === "object" || typeof this === "function")) defineProperty(this, name, { value: given, writable: true, configurable: true, enumerable: true }); },
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
  // A big number has no JSON but what a program gives it.
  for (let i = proto === BigInt.prototype ? 1 : 0; i < asked.length; i++) if (proto !== plain && !(asked[i] in proto)) open(proto, asked[i], undefined, false);
  lock(proto);
  // What is inherited could be shadowed by a name that is added.
  const above = getPrototypeOf(proto);
  if (above === plain) extensible[extensible.length] = { owner: proto, names: setOf(ownKeys(proto)) };
  if (above === plain) for (const name of ownKeys(plain)) { if (name !== "__proto__" && !hasOwn(proto, name)) open(proto, name, plain[name], false); }
  else if (above !== null) still(proto);
}
const extensible = [];
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
lockClass(Iterator);
lockPrototype(listView); lock(getPrototypeOf(Uint8Array));
for (let i = 0; i < trusted.length; i++) {
  if (trusted[i] === globals || trusted[i] === console || trusted[i] === performance) continue;
  if (typeof trusted[i] !== "function") lock(trusted[i]);
  else if (trusted[i] === Proxy || hasOwn(trusted[i], "prototype")) lockClass(trusted[i]);
  else freeze(trusted[i]);
}
still(plain);

// An element of the prototype would come between a check and the elements of its own arrays.
const number = /^\d+$/, lists = [Array.prototype, String.prototype];
const indexes = (list) => { const found = [], all = ownKeys(list); for (let i = 0; i < all.length; i++) if (typeof all[i] === "string" && matches(number, all[i])) defineProperty(found, found.length, { value: all[i] }); return found; };
const erase = Reflect.deleteProperty, adopt = Reflect.setPrototypeOf;
const classes = { Array, String, Number, Boolean, BigInt, Symbol, Function, Map, Set, WeakMap, WeakSet, Promise, RegExp, Date: RealDate, Error, ArrayBuffer, DataView, WeakRef, __proto__: null };
// Before a check: what the program did to the prototypes is undone or told, and then nothing can be added to them, for however short a
// time: an accessor on a prototype reads and answers for the lists and functions of the check. What a text extends by name stays open.
function shut(assigned, slots) {
  for (let i = 0; i < lists.length; i++) {
    if (getPrototypeOf(lists[i]) !== plain) adopt(lists[i], plain);
    const found = indexes(lists[i]);
    for (let k = 0; k < found.length; k++) if (!erase(lists[i], found[k])) return "the program gave every list an element";
  }
  for (let i = 0; i < slots.length; i++) {
    const owner = classes[slots[i][0]].prototype;
    if (!(slots[i][1] in owner)) defineProperty(owner, slots[i][1], { value: undefined, writable: true, configurable: true, enumerable: false });
  }
  for (let i = 0; i < extensible.length; i++) {
    const { owner, names } = extensible[i];
    if (getPrototypeOf(owner) !== plain && !adopt(owner, plain)) return "the program gave what the language has another prototype";
    if (!setHas(names, Symbol.asyncIterator) && !erase(owner, Symbol.asyncIterator)) return "the program made lists asynchronous";
    for (let k = 0; k < assigned.length; k++)
      if (hasOwn(owner, assigned[k]) && !setHas(names, assigned[k])) return "the program gave objects of the language a property " + assigned[k] + ", which the check sets for its own";
    still(owner);
  }
  return undefined;
}
`;
