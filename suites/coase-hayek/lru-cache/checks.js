// check: the least recently used goes first
const cache = createCache(2);
cache.set("a", 1);
cache.set("b", 2);
cache.set("c", 3);
assertEqual(cache.keys(), ["c", "b"], "a is gone");
assert(cache.get("a") === undefined && !cache.has("a"), "and cannot be found");
// check: a hit counts as use
const cache = createCache(2);
cache.set("a", 1);
cache.set("b", 2);
assert(cache.get("a") === 1, "a is found");
cache.set("c", 3);
assertEqual(cache.keys(), ["c", "a"], "b is gone");
// check: setting a present key counts as use and drops nothing
const dropped = [];
const cache = createCache(2, (key) => dropped.push(key));
cache.set("a", 1);
cache.set("b", 2);
cache.set("a", 10);
assertEqual(cache.keys(), ["a", "b"], "a is the most recent");
assertEqual(dropped, [], "nothing was dropped");
cache.set("c", 3);
assertEqual([cache.get("a"), cache.get("b"), dropped], [10, undefined, ["b"]], "b goes, a has its new value");
// check: looking does not count as use
const cache = createCache(2);
cache.set("a", 1);
cache.set("b", 2);
cache.has("a");
cache.keys();
cache.set("c", 3);
assertEqual(cache.keys(), ["c", "b"], "a is gone although has saw it");
// check: undefined can be stored
const cache = createCache(2);
cache.set("a", undefined);
cache.set("b", 2);
assert(cache.has("a") && cache.size() === 2, "the entry is there");
cache.get("a");
cache.set("c", 3);
assert(cache.has("a") && !cache.has("b"), "and getting it counts as use");
assert(cache.delete("a") === true, "and it can be deleted");
// check: keys are told apart by value and type
const cache = createCache(5);
const object = {};
for (const [key, value] of [[1, "number"], ["1", "text"], [Number.NaN, "nan"], [object, "object"], [undefined, "nothing"]]) cache.set(key, value);
assertEqual([1, "1", Number.NaN, object, undefined].map((key) => cache.get(key)), ["number", "text", "nan", "object", "nothing"], "five keys");
assert(cache.size() === 5 && cache.get({}) === undefined, "and no sixth");
// check: deleting frees room and is no eviction
const dropped = [];
const cache = createCache(2, (key, value) => dropped.push([key, value]));
cache.set("a", 1);
cache.set("b", 2);
assertEqual([cache.delete("a"), cache.delete("a"), cache.delete("x")], [true, false, false], "delete says whether there was one");
cache.set("c", 3);
assertEqual([cache.keys(), dropped], [["c", "b"], []], "there was room for c");
cache.set("d", 4);
assertEqual(dropped, [["b", 2]], "the eviction tells key and value");
// check: nothing is stored at capacity zero
const dropped = [];
const cache = createCache(0, (key) => dropped.push(key));
cache.set("a", 1);
assertEqual([cache.size(), cache.has("a"), cache.keys(), dropped], [0, false, [], []], "nothing stored, nothing dropped");
// check: shrinking drops the least recent first
const dropped = [];
const cache = createCache(4, (key) => dropped.push(key));
for (const key of ["a", "b", "c", "d"]) cache.set(key, key);
cache.get("a");
cache.resize(2);
assertEqual([cache.keys(), dropped], [["a", "d"], ["b", "c"]], "b and c go, in this order");
cache.resize(3);
cache.set("e", "e");
assertEqual([cache.keys(), dropped.length], [["e", "a", "d"], 2], "growing makes room");
cache.resize(0);
assertEqual([cache.size(), dropped], [0, ["b", "c", "d", "a", "e"]], "at zero all go");
// check: the listener finds the cache in its new state
const seen = [];
const cache = createCache(1, (key) => seen.push([key, cache.has(key), cache.keys()]));
cache.set("a", 1);
cache.set("b", 2);
assertEqual(seen, [["a", false, ["b"]]], "a is gone and b is there");
// check: a changed list of keys changes nothing
const cache = createCache(2);
cache.set("a", 1);
cache.keys().push("z");
assertEqual([cache.keys(), cache.size()], [["a"], 1], "keys returns a fresh list");
// check: three thousand random steps agree with a plain list
let state = 4242;
const next = (n) => {
  state = (state * 1103515245 + 12345) % 2147483648;
  return Math.floor((state / 2147483648) * n);
};
const cache = createCache(5);
let plain = [];
for (let step = 0; step < 3000; step++) {
  const key = next(9);
  const at = plain.findIndex((entry) => entry[0] === key);
  const kind = next(4);
  if (kind === 0) {
    assert(cache.get(key) === (at < 0 ? undefined : plain[at][1]), `get ${key} in step ${step}`);
    if (at >= 0) plain.unshift(plain.splice(at, 1)[0]);
  } else if (kind === 1) {
    assert(cache.delete(key) === at >= 0, `delete ${key} in step ${step}`);
    if (at >= 0) plain.splice(at, 1);
  } else {
    cache.set(key, step);
    if (at >= 0) plain.splice(at, 1);
    plain = [[key, step], ...plain].slice(0, 5);
  }
  assertEqual(cache.keys(), plain.map((entry) => entry[0]), `keys after step ${step}`);
}
