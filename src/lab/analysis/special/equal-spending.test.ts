import assert from "node:assert/strict";
import { test } from "node:test";
import { equalSpending } from "./equal-spending.ts";

const arm = (spent: number, ...passes: number[]) => ({ spent, passes: Float64Array.from(passes) });
const tries = [arm(4, 1, 1), arm(1, 0, 1), arm(2, 0.5, 1)];

test("between two numbers of tries a lot decides, so that both spend the same", () => {
  // A quarter of the way from 2 to 4: 0.75 x 2 + 0.25 x 4 = 2.5.
  assert.deepEqual(equalSpending(tries, 2.5), { passes: Float64Array.from([0.625, 1]), short: false });
  assert.deepEqual(equalSpending(tries, 2), { passes: Float64Array.from([0.5, 1]), short: false });
});

test("who spends less than one try stands beside one, and who spends more than the most tries beside these, which is said", () => {
  assert.deepEqual(equalSpending(tries, 0.1), { passes: Float64Array.from([0, 1]), short: false });
  assert.deepEqual(equalSpending(tries, 5), { passes: Float64Array.from([1, 1]), short: true });
  assert.equal(equalSpending([], 5), undefined);
});
