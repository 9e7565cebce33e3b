const throwsRange = (work) => {
  try {
    work();
  } catch (thrown) {
    return thrown instanceof RangeError;
  }
  return false;
};
// check: overlapping intervals become one
const store = createIntervalStore();
store.add(5, 9);
store.add(1, 3);
store.add(2, 6);
assertEqual(store.list(), [[1, 9]], "an interval that bridges two others joins all three");
// check: touching intervals become one
const store = createIntervalStore();
store.add(1, 2);
store.add(2, 3);
store.add(0, 1);
assertEqual(store.list(), [[0, 3]], "intervals that touch are joined");
// check: the end is not in the interval
const store = createIntervalStore();
store.add(1, 4);
assert(store.has(1) && store.has(3.5) && !store.has(4) && !store.has(0.5), "[1, 4) holds 1 and 3.5 and neither 4 nor 0.5");
// check: removing from the middle splits
const store = createIntervalStore();
store.add(0, 10);
store.remove(3, 5);
assertEqual(store.list(), [[0, 3], [5, 10]], "what is left on both sides stays");
// check: removing spans several intervals
const store = createIntervalStore();
store.add(0, 2);
store.add(4, 6);
store.add(8, 10);
store.add(12, 14);
store.remove(1, 9);
assertEqual(store.list(), [[0, 1], [9, 10], [12, 14]], "every interval that is met is cut");
// check: intervals are in numeric order
const store = createIntervalStore();
for (const start of [100, 9, 20, 3, -7]) store.add(start, start + 1);
assertEqual(store.list(), [[-7, -6], [3, 4], [9, 10], [20, 21], [100, 101]], "the order is that of numbers");
// check: the list is a copy
const store = createIntervalStore();
store.add(0, 2);
store.list()[0][1] = 50;
store.list().push([7, 8]);
assertEqual(store.list(), [[0, 2]], "changing a returned list leaves the store as it was");
assert(store.total() === 2, "the total is still 2");
// check: the total counts no number twice
const store = createIntervalStore();
store.add(0, 5);
store.add(3, 8);
store.add(20, 21);
store.remove(1, 2);
assert(store.total() === 8, "the total of [0,1) [2,8) [20,21) is 8");
// check: gaps are clipped to the window
const store = createIntervalStore();
store.add(2, 4);
store.add(6, 8);
assertEqual(store.gaps(0, 10), [[0, 2], [4, 6], [8, 10]], "gaps before, between and after");
assertEqual(store.gaps(3, 7), [[4, 6]], "a window that starts and ends inside intervals");
assertEqual(store.gaps(2, 4), [], "a covered window has no gaps");
assertEqual(store.gaps(4, 6), [[4, 6]], "an empty window is one gap");
assertEqual(createIntervalStore().gaps(1, 2), [[1, 2]], "an empty store is one gap");
// check: bad ranges throw and change nothing
const store = createIntervalStore();
store.add(0, 2);
for (const [from, to] of [[3, 3], [5, 4], [Number.NaN, 1], [0, Infinity], ["0", 1], [0, undefined]]) {
  for (const name of ["add", "remove", "gaps"]) {
    assert(throwsRange(() => store[name](from, to)), `${name}(${from}, ${to}) throws a RangeError`);
  }
}
assertEqual(store.list(), [[0, 2]], "the store is as before");
// check: a thousand random steps agree with a plain set
let state = 12345;
const next = (n) => {
  state = (state * 1103515245 + 12345) % 2147483648;
  return Math.floor((state / 2147483648) * n);
};
const store = createIntervalStore();
const cells = new Set();
for (let step = 0; step < 1000; step++) {
  const from = next(60);
  const to = from + 1 + next(12);
  const adding = next(2) === 0;
  store[adding ? "add" : "remove"](from, to);
  for (let cell = from; cell < to; cell++) adding ? cells.add(cell) : cells.delete(cell);
  assert(store.total() === cells.size, `after step ${step} the total is ${cells.size}`);
}
for (let cell = -1; cell < 75; cell++) assert(store.has(cell) === cells.has(cell), `cell ${cell}`);
const intervals = store.list();
for (let i = 1; i < intervals.length; i++) assert(intervals[i - 1][1] < intervals[i][0], "intervals are apart");
