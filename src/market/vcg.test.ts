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
