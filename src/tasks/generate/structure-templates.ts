import { randomSource, type Template } from "./program-template.ts";

/** Small data structures that are to be written from their demands. */
export const structureTemplates: readonly Template[] = [
  {
    name: "createRing",
    numbers: { room: [3, 6] },
    demand:
      "`createRing()` returns an object with `push(value)`, `shift()`, `list()` and `size()`. It holds at most $room values. `push` appends; when there is no room the oldest value is dropped first and returned, otherwise `undefined` is returned. `shift` removes and returns the oldest value, `undefined` when there is none. `list` returns a fresh array, oldest first.",
    right: [
      `function createRing() {
  const values = [];
  return {
    push(value) {
      const dropped = values.length === $room ? values.shift() : undefined;
      values.push(value);
      return dropped;
    },
    shift: () => values.shift(),
    list: () => [...values],
    size: () => values.length,
  };
}`,
      `function createRing() {
  const slots = new Array($room);
  let first = 0;
  let count = 0;
  const shift = () => {
    if (count === 0) return undefined;
    const value = slots[first];
    first = (first + 1) % $room;
    count--;
    return value;
  };
  const push = (value) => {
    const dropped = count === $room ? shift() : undefined;
    slots[(first + count) % $room] = value;
    count++;
    return dropped;
  };
  return { push, shift, list: () => Array.from({ length: count }, (_, i) => slots[(first + i) % $room]), size: () => count };
}`,
    ],
    mutants: [
      ["values.length === $room", "values.length > $room"],
      ["? values.shift() : undefined", "? values.pop() : undefined"],
      ["return dropped;", ""],
      ["[...values]", "values"],
      ["shift: () => values.shift()", "shift: () => values.pop()"],
      ["size: () => values.length", "size: () => $room"],
    ],
    checks: [
      {
        name: "random steps agree with a plain list",
        code: `${randomSource}const ring = createRing();
let plain = [];
for (let step = 0; step < 500; step++) {
  if (next(3) === 0) assertEqual(ring.shift(), plain.shift(), "shift in step " + step);
  else {
    const dropped = plain.length === $room ? plain.shift() : undefined;
    plain.push(step);
    assertEqual(ring.push(step), dropped, "push in step " + step);
  }
  assertEqual(ring.list(), plain, "list after step " + step);
  assert(ring.size() === plain.length, "size after step " + step);
}`,
      },
      {
        name: "a changed list changes nothing",
        code: `const ring = createRing();
ring.push(1);
ring.list().push(2);
assertEqual(ring.list(), [1], "the list is a copy");`,
      },
    ],
  },
  {
    name: "createQueue",
    numbers: { levels: [3, 9] },
    demand:
      "`createQueue()` returns an object with `push(item, level)`, `pop()` and `size()`. `level` is a whole number from 1 to $levels; any other throws a `RangeError` and stores nothing. `pop` removes and returns the item of the highest level, among equals the one pushed first; `undefined` when the queue is empty.",
    right: [
      `function createQueue() {
  const entries = [];
  return {
    push(item, level) {
      if (!Number.isInteger(level) || level < 1 || level > $levels) throw new RangeError("bad level");
      let at = entries.length;
      while (at > 0 && entries[at - 1].level < level) at--;
      entries.splice(at, 0, { item, level });
    },
    pop: () => entries.shift()?.item,
    size: () => entries.length,
  };
}`,
      `function createQueue() {
  const lanes = Array.from({ length: $levels + 1 }, () => []);
  return {
    push(item, level) {
      if (!lanes[level] || level === 0) throw new RangeError("level must be 1 to $levels");
      lanes[level].push(item);
    },
    pop() {
      for (let level = $levels; level > 0; level--) if (lanes[level].length > 0) return lanes[level].shift();
      return undefined;
    },
    size: () => lanes.reduce((sum, lane) => sum + lane.length, 0),
  };
}`,
    ],
    mutants: [
      [".level < level) at--", ".level <= level) at--"],
      [".level < level) at--", ".level > level) at--"],
      ["level > $levels)", "level >= $levels)"],
      ["!Number.isInteger(level) || ", ""],
      ["entries.shift()?.item", "entries.shift()"],
      ["level < 1 || ", ""],
    ],
    checks: [
      {
        name: "bad levels are refused",
        code: `const queue = createQueue();
for (const level of [0, -1, $levels + 1, 1.5, undefined, "x"]) {
  let refused = false;
  try {
    queue.push("x", level);
  } catch (thrown) {
    refused = thrown instanceof RangeError;
  }
  assert(refused, "level " + level);
}
assert(queue.size() === 0 && queue.pop() === undefined, "nothing was stored");`,
      },
      {
        name: "random steps agree with a slow search",
        code: `${randomSource}const queue = createQueue();
let plain = [];
for (let step = 0; step < 500; step++) {
  if (next(5) < 2) {
    const top = Math.max(...plain.map((entry) => entry[1]));
    const best = plain.find((entry) => entry[1] === top);
    assertEqual(queue.pop(), best ? best[0] : undefined, "pop in step " + step);
    plain = plain.filter((entry) => entry !== best);
  } else {
    const level = 1 + next($levels);
    queue.push("item" + step, level);
    plain.push(["item" + step, level]);
  }
  assert(queue.size() === plain.length, "size after step " + step);
}`,
      },
    ],
  },
  {
    name: "createHistory",
    numbers: { depth: [2, 5] },
    demand:
      "`createHistory(first)` returns an object with `value()`, `set(value)`, `undo()` and `redo()`. `undo` goes back to the value before the last `set` and `redo` forward again; both return whether they could. At most the last $depth sets can be undone. A `set` after `undo` forgets what could be redone. Setting the value that is current already (by `Object.is`) does nothing at all.",
    right: [
      `function createHistory(first) {
  let current = first;
  const past = [];
  let future = [];
  return {
    value: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      past.push(current);
      if (past.length > $depth) past.shift();
      future = [];
      current = value;
    },
    undo() {
      if (past.length === 0) return false;
      future.push(current);
      current = past.pop();
      return true;
    },
    redo() {
      if (future.length === 0) return false;
      past.push(current);
      current = future.pop();
      return true;
    },
  };
}`,
      `function createHistory(first) {
  let states = [first];
  let at = 0;
  const move = (by) => {
    if (states.length <= at + by || at + by < 0) return false;
    at += by;
    return true;
  };
  return {
    value: () => states[at],
    set(value) {
      if (Object.is(states[at], value)) return;
      states = [...states.slice(0, at + 1), value].slice(-($depth + 1));
      at = states.length - 1;
    },
    undo: () => move(-1),
    redo: () => move(1),
  };
}`,
    ],
    mutants: [
      ["if (Object.is(value, current)) return;", ""],
      ["past.length > $depth", "past.length >= $depth"],
      ["past.shift()", "past.pop()"],
      ["      future = [];\n", ""],
      ["future.push(current);", ""],
      ["if (past.length === 0) return false;", ""],
    ],
    checks: [
      {
        name: "the depth is limited",
        code: `const history = createHistory(0);
for (let i = 1; i <= $depth + 3; i++) history.set(i);
let undone = 0;
while (undone < 50 && history.undo()) undone++;
assert(undone === $depth, "as many sets can be undone as allowed");
assert(history.value() === 3, "and the oldest left is the right one");`,
      },
      {
        name: "setting the same value does nothing",
        code: `const history = createHistory(Number.NaN);
history.set(Number.NaN);
assert(history.undo() === false, "nothing to undo");
history.set(1);
history.undo();
history.set(Number.NaN);
assert(history.redo() === true && history.value() === 1, "what could be redone is still there");`,
      },
      {
        name: "random steps agree with a plain list",
        code: `${randomSource}const history = createHistory(0);
let states = [0];
let at = 0;
for (let step = 1; step <= 600; step++) {
  const kind = next(4);
  if (kind === 0) {
    const could = at > 0;
    if (could) at--;
    assert(history.undo() === could, "undo in step " + step);
  } else if (kind === 1) {
    const could = at < states.length - 1;
    if (could) at++;
    assert(history.redo() === could, "redo in step " + step);
  } else {
    states = [...states.slice(0, at + 1), step];
    if (states.length > $depth + 1) states.shift();
    at = states.length - 1;
    history.set(step);
  }
  assert(history.value() === states[at], "value after step " + step);
}`,
      },
    ],
  },
  {
    name: "createTally",
    numbers: { quorum: [2, 4] },
    demand:
      "`createTally()` returns an object with `add(name)`, `remove(name)` and `leaders(count)`. `add` counts one more for the name and returns its new count; `remove` counts one less, never below zero, and returns the new count. `leaders(count)` returns up to `count` names that have at least $quorum, highest count first, equal counts in alphabetical order (by `<`). Any string may be a name.",
    right: [
      `function createTally() {
  const counts = new Map();
  return {
    add(name) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return counts.get(name);
    },
    remove(name) {
      counts.set(name, Math.max(0, (counts.get(name) ?? 0) - 1));
      return counts.get(name);
    },
    leaders(count) {
      const able = [...counts].filter(([, votes]) => votes >= $quorum);
      able.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
      return able.slice(0, count).map(([name]) => name);
    },
  };
}`,
      `function createTally() {
  const counts = Object.create(null);
  const keyOf = (name) => "n:" + name;
  const change = (name, by) => (counts[keyOf(name)] = Math.max(0, (counts[keyOf(name)] || 0) + by));
  return {
    add: (name) => change(name, 1),
    remove: (name) => change(name, -1),
    leaders: (count) =>
      Object.keys(counts)
        .map((key) => ({ name: key.slice(2), votes: counts[key] }))
        .filter((entry) => entry.votes >= $quorum)
        .sort((a, b) => b.votes - a.votes || (a.name > b.name ? 1 : -1))
        .slice(0, Math.max(0, count))
        .map((entry) => entry.name),
  };
}`,
    ],
    mutants: [
      ["votes >= $quorum", "votes > $quorum"],
      ["y - x || (a < b ? -1 : 1)", "y - x"],
      ["y - x ||", "x - y ||"],
      ["Math.max(0, (counts.get(name) ?? 0) - 1)", "(counts.get(name) ?? 0) - 1"],
      [".slice(0, count)", ""],
      [
        "new Map()",
        "{ get(name) { return this[name]; }, set(name, votes) { this[name] = votes; }, [Symbol.iterator]() { return Object.entries(this).filter(([, v]) => typeof v === 'number')[Symbol.iterator](); } }",
      ],
    ],
    checks: [
      {
        name: "odd names count",
        code: `const tally = createTally();
for (const name of ["constructor", "__proto__", "get", ""]) {
  assert(tally.remove(name) === 0, "nothing to remove for " + name);
  for (let i = 1; i <= $quorum; i++) assert(tally.add(name) === i, "count of " + name);
}
assertEqual(tally.leaders(9), ["", "__proto__", "constructor", "get"], "all four lead, in order");`,
      },
      {
        name: "random steps agree with a slow count",
        code: `${randomSource}const tally = createTally();
const names = ["pear", "apple", "fig", "lime", "kiwi"];
const plain = names.map(() => 0);
for (let step = 0; step < 400; step++) {
  const i = next(names.length);
  if (next(5) < 2) {
    plain[i] = Math.max(0, plain[i] - 1);
    assert(tally.remove(names[i]) === plain[i], "remove in step " + step);
  } else {
    plain[i]++;
    assert(tally.add(names[i]) === plain[i], "add in step " + step);
  }
  const count = next(5);
  const wanted = names
    .map((name, at) => ({ name, votes: plain[at] }))
    .filter((entry) => entry.votes >= $quorum)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .sort((a, b) => b.votes - a.votes)
    .slice(0, count)
    .map((entry) => entry.name);
  assertEqual(tally.leaders(count), wanted, "leaders after step " + step);
}`,
      },
    ],
  },
];
