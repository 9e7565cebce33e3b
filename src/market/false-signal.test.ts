import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { falseSignal } from "./false-signal.ts";

test("one wage for all hides who is cheap: the dear and slightly better member does everything, by hand", () => {
  // Worth 1 x p - cost: the dear one .9 - .3 = .6, the cheap one .85 - .05 = .8. At a wage of .1 they look like .8 and .75.
  const worth = Array.from({ length: 4 }, () => [0.6, 0.8]);
  const told = Array.from({ length: 4 }, () => [0.8, 0.75]);
  const { lost, moved } = falseSignal({ worth, capacity: [4, 4] }, told);
  assert.ok(Math.abs(lost - 4 * 0.2) < 1e-9);
  assert.equal(moved, 4);
  // Where the dear one has one place only, three tasks go to the cheap one all the same.
  const scarce = falseSignal({ worth, capacity: [1, 4] }, told);
  assert.ok(Math.abs(scarce.lost - 0.2) < 1e-9);
  assert.equal(scarce.moved, 1);
});

test("a wage above what anything is worth leaves all undone, and one that is too low takes what loses money", () => {
  const worth = [[0.6, -0.2]];
  assert.deepEqual(falseSignal({ worth, capacity: [1, 1] }, [[-0.1, -0.1]]), { lost: 0.6, moved: 1 });
  const { lost } = falseSignal({ worth, capacity: [1, 1] }, [[0.1, 0.3]]);
  assert.ok(Math.abs(lost - 0.8) < 1e-9);
});

const table = fc.array(fc.array(fc.integer({ min: -10, max: 30 }), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 });

test("it never gains, true prices lose nothing, and it loses no more than the prices err", () => {
  fc.assert(
    fc.property(table, fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 3, maxLength: 3 }), (worth, errors) => {
      const batch = { worth, capacity: [2, 1, 3] };
      assert.deepEqual(falseSignal(batch, worth), { lost: 0, moved: 0 });
      const told = worth.map((row) => row.map((one, member) => one + (errors[member] ?? 0)));
      const { lost } = falseSignal(batch, told);
      assert.ok(lost >= 0);
      assert.ok(lost <= worth.length * (Math.max(0, ...errors) - Math.min(0, ...errors)));
    }),
    { seed: 13, numRuns: 300 },
  );
});
