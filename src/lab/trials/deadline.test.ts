import assert from "node:assert/strict";
import { test } from "node:test";
import { deadline, lateWords } from "./deadline.ts";

test("a deadline stops once at its time, also where that is longer than a timer can wait, and not after it was closed", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let stops = 0;
  const stop = (): void => void (stops += 1);
  const short = deadline(1000, stop);
  context.mock.timers.tick(999);
  assert.deepEqual([stops, short.reached()], [0, false]);
  context.mock.timers.tick(1);
  assert.deepEqual([stops, short.reached()], [1, true]);
  const longest = 2 ** 31 - 1;
  const long = deadline(longest + 5, stop);
  context.mock.timers.tick(longest);
  assert.deepEqual([stops, long.reached()], [1, false]);
  context.mock.timers.tick(5);
  assert.deepEqual([stops, long.reached()], [2, true]);
  const closed = deadline(10, stop);
  closed.close();
  const never = deadline(undefined, stop);
  context.mock.timers.tick(longest);
  never.close();
  assert.deepEqual([stops, closed.reached(), never.reached()], [2, false, false]);
});

test("the words of a deadline name its seconds", () => {
  assert.match(lateWords(1500, "r", undefined), /^The deadline of 1\.5 s stopped the run: .* Go on with: `catallaxy resume r`$/);
});
