import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Bug } from "../util/bug.ts";
import { openBudget } from "./budget.ts";
import { jointBudget } from "./joint-budget.ts";

test("a slice cannot spend what its parent no longer has", () => {
  const parent = openBudget({ cost: 100 });
  const slice = parent.slice({ cost: 80 });
  const other = parent.slice({ cost: 80 });
  assert.equal(slice.hold(70).ok, true);
  assert.equal(other.left().cost, 30);
  assert.equal(other.hold(31).ok, false);
  assert.equal(other.hold(30).ok, true);
});

test("a cap of zero lets nothing leave that may cost, and free calls still go", () => {
  const budget = openBudget({ cost: 0 });
  assert.equal(budget.hold(1).ok, false);
  assert.equal(budget.hold(0).ok, true);
});

test("a refusal says what was left at that moment, with as many digits as tell it from what the call may cost", () => {
  const close = openBudget({ cost: 2_170_399 }).hold(2_170_400);
  assert.equal(close.ok ? "" : close.failure.message, "The call may cost up to $0.0021704 and $0.002170399 was left then.");
  const capped = openBudget({ perCall: 2_170_399 }).hold(2_170_400);
  assert.equal(capped.ok ? "" : capped.failure.message, "The call may cost up to $0.0021704; one call may cost $0.002170399.");
  const far = openBudget({ cost: 1_000_000 }).hold(2_170_400);
  assert.equal(far.ok ? "" : far.failure.message, "The call may cost up to $0.00217 and $0.00100 was left then.");
});

test("limits on calls and on time refuse with code budget", () => {
  let now = 0;
  const budget = openBudget({ calls: 1, ms: 50 }, () => now);
  assert.equal(budget.hold(1).ok, true);
  const second = budget.hold(1);
  assert.equal(second.ok ? "" : second.failure.code, "budget");
  now = 60;
  assert.equal(openBudget({ ms: 50 }, () => 0).left().ms, 50);
  assert.equal(budget.left().ms, 0);
});

test("a settlement counts once and a negative hold is a bug", () => {
  const budget = openBudget({ cost: 10 });
  const hold = budget.hold(5);
  assert.ok(hold.ok);
  hold.settle(2);
  assert.throws(() => hold.settle(2), Bug);
  assert.equal(budget.left().cost, 8);
  assert.throws(() => budget.hold(-1), Bug);
  assert.throws(() => budget.hold(Number.NaN), Bug);
});

test("spent and held never exceed the cap for any order of holds, settlements and slices", () => {
  const step = fc.record({
    slice: fc.integer({ min: 0, max: 3 }),
    cost: fc.integer({ min: 0, max: 50 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    settle: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 0, max: 300 }), (steps, cap) => {
      const root = openBudget({ cost: cap });
      const slices = [root, root.slice({ cost: cap / 2 }), root.slice({}), root.slice({ cost: cap }).slice({ cost: 60 })];
      const open: { settle(cost: number): void; cost: number }[] = [];
      let spent = 0;
      let held = 0;
      for (const { slice, cost, share, settle } of steps) {
        const hold = slices[slice]?.hold(cost);
        if (hold?.ok === true) {
          open.push({ settle: (actual) => hold.settle(actual), cost });
          held += cost;
        }
        const first = settle ? open.shift() : undefined;
        if (first !== undefined) {
          const actual = Math.floor(first.cost * share);
          first.settle(actual);
          held -= first.cost;
          spent += actual;
        }
        assert.ok(spent + held <= cap, `${spent} + ${held} > ${cap}`);
        assert.equal(root.left().cost, cap - spent - held);
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});

test("a budget says that it refused when its own limit or one above it was too tight, not one below", () => {
  const session = openBudget({ cost: 100 });
  const trial = session.slice({ cost: 60 });
  const step = trial.slice({ cost: 10 });
  assert.equal(step.hold(20).ok, false);
  assert.deepEqual([step.refused, trial.refused, session.refused], [true, false, false]);
  assert.ok(session.hold(70).ok);
  const other = session.slice({ cost: 90 });
  assert.equal(other.slice({}).hold(40).ok, false);
  assert.deepEqual([other.refused, session.refused, trial.refused], [true, true, false]);
});

test("a cap on one call refuses the call and leaves the money for cheaper ones", () => {
  const budget = openBudget({ cost: 100, perCall: 10 });
  const refused = budget.slice({}).hold(11);
  assert.equal(refused.ok ? "" : refused.failure.code, "budget");
  assert.equal(budget.refused, true);
  assert.equal(budget.left().cost, 100);
  assert.equal(budget.slice({}).hold(10).ok, true);
});

test("a clock that is set back gives no time beyond the limit", () => {
  let now = 1000;
  const budget = openBudget({ ms: 50 }, () => now);
  now = 400;
  assert.equal(budget.left().ms, 50);
  assert.equal(budget.hold(1).ok, true);
});

test("a slice may count its time on a clock of its own", () => {
  let now = 0;
  const session = openBudget({ cost: 10 });
  const trial = session.apart({ ms: 5 }, () => now);
  now = 5;
  assert.equal(trial.hold(1).ok, false);
  assert.equal(session.hold(1).ok, true);
});

test("a joint budget keeps both caps, and a refusal by the second leaves the first as it was", () => {
  const run = openBudget({ cost: 100 });
  const day = openBudget({ cost: 50 });
  const both = jointBudget(run, day);
  assert.equal(both.hold(51).ok, false);
  assert.equal(run.left().cost, 100);
  const hold = both.hold(50);
  assert.ok(hold.ok);
  assert.deepEqual([run.left().cost, day.left().cost], [50, 0]);
  hold.settle(20);
  assert.deepEqual([run.left().cost, day.left().cost, both.left().cost], [80, 30, 30]);
  assert.equal(both.slice({ cost: 10 }).hold(11).ok, false);
  assert.equal(both.slice({ cost: 10 }).hold(10).ok, true);
  assert.deepEqual([run.left().cost, day.left().cost], [70, 20]);
});
