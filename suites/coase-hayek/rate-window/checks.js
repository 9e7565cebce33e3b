// check: the limit holds inside the window
const window = createRateWindow(3, 100);
assertEqual([0, 1, 2, 3, 50].map((now) => window.allow("a", now)), [true, true, true, false, false], "three of five are allowed");
// check: a call is out of the window when its time is up
const window = createRateWindow(1, 100);
assert(window.allow("a", 0), "the first call is allowed");
assert(!window.allow("a", 99), "at 99 the call at 0 still counts");
assert(window.allow("a", 100), "at 100 the call at 0 no longer counts");
// check: a refused call is not recorded
const window = createRateWindow(2, 100);
window.allow("a", 0);
window.allow("a", 10);
for (let now = 11; now < 100; now += 4) assert(!window.allow("a", now), `refused at ${now}`);
assert(window.allow("a", 100), "the knocking in between has not prolonged the wait");
// check: the window slides
const window = createRateWindow(2, 100);
assertEqual([0, 90, 105, 110, 189, 190].map((now) => window.allow("a", now)), [true, true, true, false, false, true], "it is no fixed slot of time");
// check: keys do not influence one another
const window = createRateWindow(1, 100);
assertEqual(["a", "b", "a", "c", "b"].map((key) => window.allow(key, 5)), [true, true, false, true, false], "each key has its own window");
// check: any text may be a key
const window = createRateWindow(1, 100);
for (const key of ["constructor", "__proto__", "toString", ""]) {
  assert(window.remaining(key, 0) === 1, `remaining of "${key}" is 1`);
  assert(window.retryAfter(key, 0) === 0, `no waiting for "${key}"`);
  assert(window.allow(key, 0), `"${key}" is allowed once`);
  assert(!window.allow(key, 1), `"${key}" is refused the second time`);
}
// check: remaining forgets what has run out and records nothing
const window = createRateWindow(3, 100);
window.allow("a", 0);
window.allow("a", 60);
assertEqual([60, 99, 100, 159, 160].map((now) => window.remaining("a", now)), [1, 1, 2, 2, 3], "remaining follows the window");
assert(window.remaining("a", 160) === 3 && window.remaining("b", 160) === 3, "asking changes nothing");
// check: remaining is never negative
const window = createRateWindow(1, 100);
for (let now = 0; now < 5; now++) window.allow("a", now);
assert(window.remaining("a", 5) === 0, "it is 0 when the limit is reached");
// check: the wait ends when the oldest counted call runs out
const window = createRateWindow(2, 100);
window.allow("a", 0);
window.allow("a", 70);
assertEqual([70, 99, 100].map((now) => window.retryAfter("a", now)), [30, 1, 0], "not when the newest does");
assert(window.allow("a", 100), "and then it is allowed");
assert(window.retryAfter("a", 100) === 70, "the next wait is for the call at 70");
// check: the announced wait is right at five hundred random moments
let state = 99;
const next = (n) => {
  state = (state * 1103515245 + 12345) % 2147483648;
  return Math.floor((state / 2147483648) * n);
};
const window = createRateWindow(3, 50);
const kept = [];
let now = 0;
for (let step = 0; step < 500; step++) {
  now += next(30);
  const counted = kept.filter((time) => now < time + 50);
  const wait = counted.length < 3 ? 0 : counted[counted.length - 3] + 50 - now;
  assert(window.remaining("k", now) === 3 - counted.length, `remaining at ${now}`);
  assert(window.retryAfter("k", now) === wait, `wait at ${now} is ${wait}`);
  const allowed = window.allow("k", now);
  assert(allowed === (wait === 0), `allow at ${now}`);
  if (allowed) kept.push(now);
}
