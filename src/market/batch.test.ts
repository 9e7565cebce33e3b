import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { ascending } from "./ascending.ts";
import { bestBatch } from "./batch.ts";
import { batchVcg } from "./batch-vcg.ts";
import { type Bundle, bundleVcg } from "./bundle-vcg.ts";
import { byLot } from "./by-lot.ts";
import { vcg } from "./vcg.ts";

/** Every assignment tried: the yardstick for small cases. */
function bruteForce(worth: readonly (readonly number[])[], capacity: readonly number[], task = 0): number {
  const row = worth[task];
  if (row === undefined) return 0;
  const options = row.flatMap((value, member) =>
    value > 0 && (capacity[member] ?? 0) > 0
      ? [
          value +
            bruteForce(
              worth,
              capacity.map((most, other) => most - Number(other === member)),
              task + 1,
            ),
        ]
      : [],
  );
  return Math.max(bruteForce(worth, capacity, task + 1), ...options);
}
const batch = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 })).chain(([tasks, members]) =>
  fc.record({
    worth: fc.array(fc.array(fc.integer({ min: -10, max: 30 }), { minLength: members, maxLength: members }), {
      minLength: tasks,
      maxLength: tasks,
    }),
    capacity: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: members, maxLength: members }),
  }),
);
const property = (check: (one: { worth: number[][]; capacity: number[] }) => void) =>
  fc.assert(fc.property(batch, check), { seed: 13, numRuns: 300 });
const usedBy = (memberOf: readonly (number | undefined)[], member: number) => memberOf.filter((one) => one === member).length;

test("the best batch is worth as much as the best of all assignments, and nobody is asked beyond its capacity", () => {
  property((one) => {
    const { memberOf, total } = bestBatch(one);
    assert.equal(total, bruteForce(one.worth, one.capacity));
    for (const [member, most] of one.capacity.entries()) assert.ok(usedBy(memberOf, member) <= most);
  });
});

test("rising prices clear: no member beyond its capacity, and a price above 0 only where every place is taken", () => {
  property((one) => {
    const { memberOf, prices } = ascending(one, 0.25);
    for (const [member, most] of one.capacity.entries()) {
      assert.ok(usedBy(memberOf, member) <= most);
      if ((prices[member] ?? 0) > 0) assert.equal(usedBy(memberOf, member), most);
    }
  });
});

test("at the clearing prices no task would rather have another member, or none, by more than the increment", () => {
  property((one) => {
    const { memberOf, prices } = ascending(one, 0.25);
    for (const [task, member] of memberOf.entries()) {
      const left = (at: number) => (one.worth[task]?.[at] ?? 0) - (prices[at] ?? 0);
      const own = member === undefined ? 0 : left(member);
      assert.ok(own >= -1e-9);
      for (const [other, most] of one.capacity.entries()) if (most > 0) assert.ok(own >= left(other) - 0.25 - 1e-9);
    }
  });
});

test("the total at the clearing prices is within the increment times the tasks of the best, and the best where worths are whole and it is small", () => {
  property((one) => {
    const best = bruteForce(one.worth, one.capacity);
    assert.ok(ascending(one, 3).total >= best - 3 * one.worth.length);
    assert.equal(ascending(one, 0.9 / one.worth.length).total, best);
  });
});

test("the clearing prices are the lowest that clear, to within the increment times the smaller side", () => {
  property((one) => {
    const increment = 0.01;
    const places = one.capacity.flatMap((most, member) => Array.from({ length: Math.min(most, one.worth.length) }, () => member));
    if (places.length === 0) return;
    // Bidders of one place each: their VCG charges are the lowest prices (Leonard 1983), here found by another way.
    const { taskOf, charges } = vcg(one.worth.map((row) => places.map((member) => row[member] ?? 0)));
    const { prices } = ascending(one, increment);
    const slack = increment * Math.min(places.length, one.worth.length) + 1e-6;
    for (const [task, place] of taskOf.entries()) {
      if (place === undefined) continue;
      assert.ok(Math.abs((prices[places[place] ?? 0] ?? 0) - (charges[task] ?? 0)) <= slack);
    }
  });
});

test("two tasks and one place, by hand: the price rises to what the loser would have made of it", () => {
  // The second member is worth 1 to either; the first is worth 10 to one task and 7 to the other, which leaves at 7 - 1 = 6.
  const { memberOf, prices, total } = ascending(
    {
      worth: [
        [10, 1],
        [7, 1],
      ],
      capacity: [1, 2],
    },
    0.5,
  );
  assert.deepEqual([memberOf, prices, total], [[0, 1], [6, 0], 11]);
});

test("with a place for everybody nothing rises, and every task has the member that is worth most to it", () => {
  const { memberOf, prices, rises } = ascending(
    {
      worth: [
        [5, 4],
        [3, 6],
        [-1, -2],
      ],
      capacity: [9, Number.POSITIVE_INFINITY],
    },
    0.1,
  );
  assert.deepEqual([memberOf, prices, rises], [[0, 1, undefined], [0, 0], 0]);
});

test("charges with capacity, by hand: what the others make without the member, less what they make beside it", () => {
  const worth = [
    [10, 6],
    [9, 2],
    [8, 5],
  ];
  // Two of the first, one of the second: 10 + 9 + 5 = 24 (the others: 6 + 9 + 8 = 23, 10 + 2 + 8 = 20).
  const { memberOf, total, charges } = batchVcg({ worth, capacity: [2, 1] });
  assert.deepEqual([memberOf, total], [[0, 0, 1], 24]);
  // Without the first the second makes 6 in place of 5; without the second the first makes 10 + 9, the same as beside it.
  assert.deepEqual(charges, [1, 0]);
});

test("charges of bundles are those of single tasks wherever tasks add up", () => {
  property((one) => {
    const { memberOf, total, charges } = batchVcg(one);
    const bids = one.capacity.map((most, member) => subsets(one.worth.length, most).map((tasks) => added(one.worth, member, tasks)));
    const found = bundleVcg(one.worth.length, bids);
    assert.ok(found.ok);
    assert.equal(found.total, total);
    // Between assignments that are worth the same each may have another; what a member is left with is the same in all.
    const own = (member: number) =>
      memberOf.reduce<number>((sum, by, task) => sum + (by === member ? (one.worth[task]?.[member] ?? 0) : 0), 0);
    for (const member of one.capacity.keys())
      assert.equal((found.bundleOf[member]?.worth ?? 0) - (found.charges[member] ?? 0), own(member) - (charges[member] ?? 0));
  });
});

const subsets = (tasks: number, most: number): number[][] =>
  Array.from({ length: 2 ** tasks }, (_, bits) => [...Array(tasks).keys()].filter((task) => (bits >> task) & 1)).filter(
    (set) => set.length > 0 && set.length <= most,
  );
const added = (worth: readonly (readonly number[])[], member: number, tasks: readonly number[]): Bundle => ({
  tasks,
  worth: tasks.reduce((sum, task) => sum + (worth[task]?.[member] ?? 0), 0),
});

test("tasks that go together, by hand: the pair beats the singles, and is charged what it keeps from them", () => {
  const bids = [[{ tasks: [0, 1], worth: 10 }], [{ tasks: [0], worth: 4 }], [{ tasks: [1], worth: 5 }]];
  assert.deepEqual(bundleVcg(2, bids), { ok: true, bundleOf: [bids[0]?.[0], undefined, undefined], total: 10, charges: [9, 0, 0] });
  // At 8 the singles win; each is charged what the pair would have made beyond the other: 8 - 5 and 8 - 4.
  const less = [[{ tasks: [0, 1], worth: 8 }], ...bids.slice(1)];
  assert.deepEqual(bundleVcg(2, less), { ok: true, bundleOf: [undefined, bids[1]?.[0], bids[2]?.[0]], total: 9, charges: [0, 3, 4] });
});

const bundlesOf = fc.array(
  fc.record({
    tasks: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
    worth: fc.integer({ min: -5, max: 30 }),
  }),
  { maxLength: 4 },
);

test("the winners of bundles are worth as much as the best of all ways, and none gains by the best of many lies", () => {
  const best = (bids: readonly (readonly Bundle[])[], used = new Set<number>()): number => {
    const [own, ...rest] = bids;
    if (own === undefined) return 0;
    const fits = own.filter(({ tasks, worth }) => worth > 0 && tasks.every((task) => !used.has(task)));
    return Math.max(best(rest, used), ...fits.map(({ tasks, worth }) => worth + best(rest, new Set([...used, ...tasks]))));
  };
  fc.assert(
    fc.property(
      fc.array(bundlesOf, { minLength: 1, maxLength: 3 }),
      fc.array(bundlesOf, { minLength: 20, maxLength: 20 }),
      (bids, lies) => {
        const truth = bundleVcg(4, bids);
        assert.ok(truth.ok);
        assert.equal(truth.total, best(bids));
        // What the first member's bundle really brings: the most that it told of that set or of a part of it.
        const real = (got: Bundle | undefined) =>
          Math.max(
            0,
            ...(bids[0] ?? [])
              .filter(({ tasks }) => got !== undefined && tasks.every((task) => got.tasks.includes(task)))
              .map(({ worth }) => worth),
          );
        const honest = real(truth.bundleOf[0]) - (truth.charges[0] ?? 0);
        assert.ok(honest >= 0);
        for (const lie of lies) {
          const told = bundleVcg(4, [lie, ...bids.slice(1)]);
          assert.ok(told.ok && real(told.bundleOf[0]) - (told.charges[0] ?? 0) <= honest + 1e-9);
        }
      },
    ),
    { seed: 13, numRuns: 150 },
  );
});

test("no member gains by misstating its cost of any task of a batch", () => {
  const shifts = fc.array(fc.integer({ min: -12, max: 12 }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(batch, fc.array(shifts, { minLength: 15, maxLength: 15 }), ({ worth, capacity }, lies) => {
      const gain = (told: readonly (readonly number[])[]) => {
        const { memberOf, charges } = batchVcg({ worth: told, capacity });
        return memberOf.reduce<number>((sum, member, task) => sum + (member === 0 ? (worth[task]?.[0] ?? 0) : 0), -(charges[0] ?? 0));
      };
      const honest = gain(worth);
      assert.ok(honest >= -1e-9);
      for (const lie of lies) {
        const told = worth.map((row, task) => row.map((one, member) => (member === 0 ? one + (lie[task] ?? 0) : one)));
        assert.ok(gain(told) <= honest + 1e-9);
      }
    }),
    { seed: 14, numRuns: 200 },
  );
});

test("more than twelve tasks, and tasks that are not of the batch, are refused in words", () => {
  const refused = bundleVcg(13, []);
  assert.ok(!refused.ok && refused.failure.message === "Bundles of at most 12 tasks are cleared exactly; got 13. Make the batch smaller.");
  const stray = bundleVcg(2, [[{ tasks: [2], worth: 1 }]]);
  assert.ok(!stray.ok && stray.failure.message === "A bundle has the tasks 2; this batch has those from 0 to 1.");
  assert.deepEqual(bundleVcg(0, [[]]), { ok: true, bundleOf: [undefined], total: 0, charges: [0] });
});

test("twelve tasks and five members with any bundle are cleared in time", () => {
  const worth = Array.from({ length: 12 }, (_, task) => Array.from({ length: 5 }, (_, member) => ((task * 7 + member * 5) % 11) + 1));
  const bids = Array.from({ length: 5 }, (_, member) => subsets(12, 12).map((tasks) => added(worth, member, tasks)));
  const found = bundleVcg(12, bids);
  assert.ok(found.ok);
  assert.equal(
    found.total,
    worth.reduce((sum, row) => sum + Math.max(...row), 0),
  );
});

test("by lot, whoever comes first takes what it likes best: half the orders lose what the better pair would have made", () => {
  const one = {
    worth: [
      [10, 1],
      [7, 5],
    ],
    capacity: [1, 1],
  };
  assert.deepEqual(byLot(one, [0.1, 0.9]), { memberOf: [0, 1], total: 15 });
  assert.deepEqual(byLot(one, [0.9, 0.1]), { memberOf: [1, 0], total: 8 });
  assert.equal(ascending(one, 0.1).total, 15);
});
