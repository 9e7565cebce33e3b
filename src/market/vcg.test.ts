import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { bestAssignment, vcg } from "./vcg.ts";

/** Every assignment tried: the yardstick for small cases. */
function bruteForce(worth: readonly (readonly number[])[], member = 0, taken: readonly number[] = []): number {
  const row = worth[member];
  if (row === undefined) return 0;
  const options = row.flatMap((value, task) =>
    value > 0 && !taken.includes(task) ? [value + bruteForce(worth, member + 1, [...taken, task])] : [],
  );
  return Math.max(bruteForce(worth, member + 1, taken), ...options);
}
const table = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).chain(([members, tasks]) =>
  fc.array(fc.array(fc.integer({ min: -10, max: 30 }), { minLength: tasks, maxLength: tasks }), {
    minLength: members,
    maxLength: members,
  }),
);

test("the assignment is worth as much as the best of all assignments", () => {
  fc.assert(
    fc.property(table, (worth) => {
      const { total, taskOf } = bestAssignment(worth);
      assert.equal(total, bruteForce(worth));
      const taken = taskOf.filter((task) => task !== undefined);
      assert.equal(new Set(taken).size, taken.length);
    }),
    { seed: 4, numRuns: 200 },
  );
});

test("a charge is never negative and never above what the member brings", () => {
  fc.assert(
    fc.property(table, (worth) => {
      const { charges, taskOf } = vcg(worth);
      for (const [member, charge] of charges.entries()) {
        const task = taskOf[member];
        assert.ok(charge >= 0 && charge <= (task === undefined ? 0 : (worth[member]?.[task] ?? 0)));
      }
    }),
    { seed: 5, numRuns: 200 },
  );
});

test("a charge is what the member's presence costs the others, by every assignment tried without it", () => {
  fc.assert(
    fc.property(table, (worth) => {
      const { charges, taskOf, total } = vcg(worth);
      for (const [member, charge] of charges.entries()) {
        const task = taskOf[member];
        if (task === undefined) continue;
        const without = bruteForce(worth.filter((_, other) => other !== member));
        assert.equal(charge, without - (total - (worth[member]?.[task] ?? 0)));
      }
    }),
    { seed: 8, numRuns: 500 },
  );
});

test("no member gains by misstating what it is worth", () => {
  fc.assert(
    fc.property(table, fc.integer({ min: -10, max: 30 }), (worth, lie) => {
      const gain = (reported: readonly (readonly number[])[]) => {
        const { taskOf, charges } = vcg(reported);
        const task = taskOf[0];
        return task === undefined ? 0 : (worth[0]?.[task] ?? 0) - (charges[0] ?? 0);
      };
      const lied = worth.map((row, member) => (member === 0 ? row.map(() => lie) : row));
      assert.ok(gain(lied) <= gain(worth) + 1e-9);
    }),
    { seed: 6, numRuns: 200 },
  );
});

test("for one task the charge is the runner-up's worth", () => {
  assert.deepEqual(vcg([[9], [6], [2]]), { taskOf: [0, undefined, undefined], total: 9, charges: [6, 0, 0] });
});

test("tasks that are worth nothing stay open", () => {
  assert.deepEqual(
    bestAssignment([
      [-1, -2],
      [Number.NEGATIVE_INFINITY, 0],
    ]),
    { taskOf: [undefined, undefined], total: 0 },
  );
  assert.deepEqual(bestAssignment([]), { taskOf: [], total: 0 });
});

test("three members and two tasks, by hand", () => {
  // 0 is best for task 0 and 1 for task 1; without either, 2 takes the place.
  const worth = [
    [10, 6],
    [7, 9],
    [4, 5],
  ];
  const { taskOf, total, charges } = vcg(worth);
  assert.deepEqual([taskOf, total], [[0, 1, undefined], 19]);
  // Without 0 the others make max(7 + 5, 4 + 9) = 13 in place of 9; without 1, max(10 + 5, 4 + 6) = 15 in place of 10.
  assert.deepEqual(charges, [4, 5, 0]);
});

test("more members than tasks, fewer, none, and pairs that are forbidden or lose money", () => {
  assert.deepEqual(bestAssignment([[3], [5], [4]]), { taskOf: [undefined, 0, undefined], total: 5 });
  assert.deepEqual(vcg([[3], [5], [4]]).charges, [0, 4, 0]);
  assert.deepEqual(bestAssignment([[3, 5, 4]]), { taskOf: [1], total: 5 });
  assert.deepEqual(vcg([[3, 5, 4]]).charges, [0]);
  assert.deepEqual(bestAssignment([]), { taskOf: [], total: 0 });
  assert.deepEqual(bestAssignment([[], []]), { taskOf: [undefined, undefined], total: 0 });
  assert.deepEqual(bestAssignment([[0, -1]]), { taskOf: [undefined], total: 0 });
  assert.deepEqual(
    bestAssignment([
      [-Infinity, 2],
      [3, -Infinity],
    ]),
    { taskOf: [1, 0], total: 5 },
  );
  assert.deepEqual(bestAssignment([[1], [2, 3]]), { taskOf: [0, 1], total: 4 });
  assert.deepEqual(
    vcg([
      [2, 2],
      [2, 2],
    ]).charges,
    [0, 0],
  );
  assert.equal(Math.max(...vcg([[2], [2]]).charges), 2);
});

test("prices that differ by rounding alone set nothing in motion", () => {
  const largest = 1e6;
  const worth = [
    [largest, 0.5],
    [0.5 + 1e-12, largest],
  ];
  assert.deepEqual(vcg(worth).charges, [0, 0]);
  // A difference of a thousandth of the largest is no rounding.
  assert.deepEqual(
    vcg([
      [1000, 0],
      [1, 0],
    ]).charges,
    [1, 0],
  );
  assert.deepEqual(vcg([[1e6], [1e-2]]).charges, [1e-2, 0]);
});
