/**
 * Code of the prelude: what kind of value something is, by marks that a program cannot put on, and `same`, the equality of `assertEqual`.
 * It asks each side for its own keys once and then reads what both have: nothing that it does tells one side what the other holds.
 */
export const equality = String.raw`
const bufferSize = getter(ArrayBuffer.prototype, "byteLength"), sharedSize = getter(SharedArrayBuffer.prototype, "byteLength");
const listView = getPrototypeOf(Uint8Array.prototype), bytesOf = Uint8Array;
const viewName = getter(listView, Symbol.toStringTag), viewLength = getter(listView, "length");
const dataBuffer = getter(DataView.prototype, "buffer"), dataStart = getter(DataView.prototype, "byteOffset"), dataSize = getter(DataView.prototype, "byteLength");
const weakHas = method(WeakMap.prototype, "has"), weakSetHas = method(WeakSet.prototype, "has"), symbolsOf = Object.getOwnPropertySymbols;
const numberOf = method(Number.prototype, "valueOf"), stringOf = method(String.prototype, "valueOf"), booleanOf = method(Boolean.prototype, "valueOf");
const symbolOf = method(Symbol.prototype, "valueOf"), bigOf = method(BigInt.prototype, "valueOf");
const heldBy = method(WeakRef.prototype, "deref"), unregister = method(FinalizationRegistry.prototype, "unregister");
const patternSource = getter(RegExp.prototype, "source"), compilePattern = RegExp.prototype.constructor;
const patternFlags = ["global", "ignoreCase", "multiline", "dotAll", "unicode", "unicodeSets", "sticky", "hasIndices"];
const flagGetters = [];
for (let i = 0; i < patternFlags.length; i++) if (patternFlags[i] in RegExp.prototype) flagGetters[flagGetters.length] = getter(RegExp.prototype, patternFlags[i]);
// The getters of a pattern give the prototype itself a text, as if it were one.
const patternOf = (it) => { if (it === compilePattern.prototype) throw it; let found = patternSource(it) + "/"; for (let i = 0; i < flagGetters.length; i++) found += flagGetters[i](it) ? "1" : "0"; return found; };
const boxes = { "boxed number": numberOf, "boxed text": stringOf, "boxed truth": booleanOf, "boxed symbol": symbolOf, "boxed bigint": bigOf, __proto__: null };
const brands = [
  ["map", mapSize], ["set", setSize], ["date", timeOf], ["pattern", patternOf], ["buffer", bufferSize], ["boxed number", numberOf], ["boxed text", stringOf], ["boxed truth", booleanOf],
  ["boxed symbol", symbolOf], ["boxed bigint", bigOf], ["shared buffer", sharedSize], ["opaque", heldBy], ["opaque", (it) => unregister(it, globals)],
  ["opaque", (it) => { if (!(it instanceof TextEncoder) && !(it instanceof TextDecoder)) throw it; }],
  ["url", (it) => hrefOf(it)], ["query", (it) => listOf(it).length],
  ["opaque", (it) => { if (weakGet(setups, it) === undefined) throw it; }], ["opaque", (it) => eventful(it)], ["opaque", (it) => weakHas(it, globals)], ["opaque", (it) => weakSetHas(it, globals)], ["opaque", (it) => then(it, undefined, () => {})],
];
const contentElsewhere = [Map, Set, WeakMap, WeakSet, Date, RegExp, Promise, ArrayBuffer, SharedArrayBuffer, DataView, WeakRef, FinalizationRegistry, Number, String, Boolean, Symbol, BigInt].map((kind) => kind.prototype);
contentElsewhere[contentElsewhere.length] = listView;
const bare = (proto) => proto === plain || proto === null;
// What has no content that can be compared (promises, generators, weak collections) equals itself alone.
function kindOf(value) {
  if (isArray(value)) return "array";
  if (view(value)) { const name = viewName(value); return name === undefined ? "data view" : "view " + name; }
  const proto = getPrototypeOf(value);
  if (bare(proto) && keys(value).length > 0) return "object";
  for (let i = 0; i < brands.length; i++) { try { brands[i][1](value); return brands[i][0]; } catch {} }
  if (bare(proto)) return "object";
  if (value instanceof fault) return "error";
  if (keys(value).length > 0) return "object";
  if (typeof value.next === "function" && !hasOwn(value, "next")) return "opaque";
  // A stand-in for a map or a date that is none shows nothing of what it may hold.
  for (let i = 0, up = proto; up !== null && i < 100; i++, up = getPrototypeOf(up)) for (let k = 0; k < contentElsewhere.length; k++) if (up === contentElsewhere[k]) return "opaque";
  return "object";
}

// Pairs that are under comparison or were: a cycle is equal where everything else is. Those of a mere trial stand in a layer of their own.
const layer = (outer) => ({ pairs: new RealMap(), outer });
function met(seen, a, b) {
  for (let at = seen; at !== undefined; at = at.outer) if (mapGet(at.pairs, a) === b) return true;
  mapSet(seen.pairs, a, b);
  return false;
}
// The pairs that are left to compare stand in a chain, so that a list of any depth can be compared.
function same(a, b, seen) {
  let left = { a, b, next: undefined };
  const push = (a, b) => { left = { a, b, next: left }; };
  while (left !== undefined) {
    const { a, b } = left;
    left = left.next;
    if (a === b || (a !== a && b !== b)) continue;
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
    const kind = kindOf(a);
    if (kind !== kindOf(b)) return false;
    if (!met(seen, a, b) && !alike(a, b, kind, seen, push)) return false;
  }
  return true;
}
// Whether two of a kind are equal but for the pairs that it pushes.
function alike(a, b, kind, seen, push) {
  if (kind === "opaque") return false;
  if (kind in boxes) { push(boxes[kind](a), boxes[kind](b)); return true; }
  if (kind === "buffer" || kind === "shared buffer") return sameItems(new bytesOf(a), new bytesOf(b));
  if (kind === "data view") return sameItems(new bytesOf(dataBuffer(a), dataStart(a), dataSize(a)), new bytesOf(dataBuffer(b), dataStart(b), dataSize(b)));
  if (kind === "date") { push(timeOf(a), timeOf(b)); return true; }
  if (kind === "url") return hrefOf(a) === hrefOf(b);
  if (kind === "query") return queryOf(a) === queryOf(b);
  if (kind === "pattern") return patternOf(a) === patternOf(b);
  if (kind === "map" || kind === "set") return sameMembers(a, b, kind, seen, push);
  if (kind === "array") return sameElements(a, b, push);
  if (kind !== "object" && kind !== "error") return sameItems(a, b);
  if (kind === "error") { push(a.name, b.name); push(a.message, b.message); push(a.cause, b.cause); push(a.errors, b.errors); }
  return sameFields(a, b, kind, push);
}
function sameItems(a, b) {
  const length = viewLength(a);
  if (length !== viewLength(b)) return false;
  for (let i = 0; i < length; i++) if (a[i] !== b[i] && (a[i] === a[i] || b[i] === b[i])) return false;
  return true;
}
// A place that holds nothing is not one that holds undefined: what walks over a list passes it by.
function sameElements(a, b, push) {
  const length = a.length;
  if (length !== b.length) return false;
  for (let i = 0; i < length; i++) {
    const there = hasOwn(a, i);
    if (there !== hasOwn(b, i)) return false;
    if (!there) continue;
    const x = a[i], y = b[i];
    if (x === y) continue;
    if (typeof x !== "object" && x === x) return false;
    push(x, y);
  }
  return true;
}
const told = { name: true, message: true, stack: true, cause: true, errors: true, __proto__: null };
function sameFields(a, b, kind, push) {
  const names = namesOf(a, kind), others = namesOf(b, kind), signs = symbolsOf(a), otherSigns = symbolsOf(b);
  if (!sameNames(names, others) || !sameNames(signs, otherSigns)) return false;
  if (kind === "object" && names.length === 0 && signs.length === 0) {
    // An object of a class that shows nothing may hold anything: it equals those of its class alone.
    const mine = getPrototypeOf(a), theirs = getPrototypeOf(b);
    return mine === theirs || (bare(mine) && bare(theirs));
  }
  for (let i = 0; i < names.length; i++) push(a[names[i]], b[names[i]]);
  for (let i = 0; i < signs.length; i++) push(a[signs[i]], b[signs[i]]);
  return true;
}
function namesOf(value, kind) {
  const names = keys(value);
  if (kind !== "error") return names;
  const found = [];
  for (let i = 0; i < names.length; i++) if (!(names[i] in told)) defineProperty(found, found.length, { value: names[i] });
  return found;
}
function sameNames(names, others) {
  if (names.length !== others.length) return false;
  let i = 0;
  while (i < names.length && names[i] === others[i]) i += 1;
  if (i === names.length) return true;
  const theirs = setOf(others);
  for (; i < names.length; i++) if (!setHas(theirs, names[i])) return false;
  return true;
}
function setOf(list) {
  const found = new RealSet();
  for (let i = 0; i < list.length; i++) setAdd(found, list[i]);
  return found;
}
// Each member stands for one of the other side. Objects are tried against one another, first in the order in which they stand.
function sameMembers(a, b, kind, seen, push) {
  const isMap = kind === "map", each = isMap ? eachOfMap : eachOfSet;
  if ((isMap ? mapSize : setSize)(a) !== (isMap ? mapSize : setSize)(b)) return false;
  let equal = true, mine, last, theirs, end;
  each(a, (item, key) => {
    if (!equal) return;
    if (typeof key === "object" && key !== null) { const one = { key, item, next: undefined }; if (last === undefined) mine = one; else last.next = one; last = one; return; }
    equal = isMap ? mapHas(b, key) : setHas(b, key);
    if (equal && isMap) push(item, mapGet(b, key));
  });
  if (!equal) return false;
  each(b, (item, key) => {
    if (typeof key === "object" && key !== null) { const one = { key, item, next: undefined }; if (end === undefined) theirs = one; else end.next = one; end = one; }
  });
  for (let one = mine; one !== undefined; one = one.next) {
    let before, found = theirs;
    while (found !== undefined && !tried(one, found, isMap, seen)) { before = found; found = found.next; }
    if (found === undefined) return false;
    if (before === undefined) theirs = found.next; else before.next = found.next;
  }
  return theirs === undefined;
}
function tried(one, other, isMap, seen) {
  return same(one.key, other.key, layer(seen)) && (!isMap || same(one.item, other.item, layer(seen)));
}
`;
