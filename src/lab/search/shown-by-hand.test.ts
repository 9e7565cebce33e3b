import assert from "node:assert/strict";
import { test } from "node:test";
import type { Goal } from "../../util/goal.ts";
import type { RacePlan } from "../plan/race-plan.ts";
import { ranked } from "./ranked.ts";
import type { Scored } from "./scored.ts";
import { Scores } from "./scores.ts";
import { shownAbove, shownMore } from "./shown.ts";
import { shownWorse } from "./shown-worse.ts";

const times = (n: number, value: number): number[] => Array<number>(n).fill(value);
/** After how many like differences something is shown. */
const needed = (value: number, share: number, margin?: number): number =>
  Array.from({ length: 200 }, (_, i) => i + 1).find((n) => shownAbove(times(n, value), share, margin)) ?? Infinity;

// By the formula of a bet, computed apart: wealth x (1 + min(1.8, edge / (spread + edge^2)) (x - 1/2)), x = (d + margin) / (1 + margin) / 2 + 1/2.
test("a bet shows a difference after as many tasks as its wealth takes to reach one over the share, ten at least", () => {
  assert.deepEqual(
    [1, 0.5, 0.3, 0.2, 0.1].map((difference) => needed(difference, 0.05)),
    [10, 11, 16, 22, 41],
  );
  assert.deepEqual(
    [0.05, 0.025, 0.05 / 3, 0.0125].map((share) => needed(1, share)),
    [10, 11, 12, 13],
  );
  // Ten passes make 33.65 of 1.
  assert.deepEqual([needed(1, 1 / 33.6), needed(1, 1 / 33.7)], [10, 11]);
  // More than all counts as all, and less than nothing as all of it.
  assert.deepEqual([needed(3, 0.025), needed(-0.05, 0.05), needed(-3, 0.05, 0.5)], [11, Infinity, Infinity]);
  assert.deepEqual([needed(0, 0.05), needed(-0.05, 0.05, 0.1), needed(0, 0.05, 0.1)], [Infinity, 86, 45]);
  // What was shown once stays shown.
  assert.equal(shownAbove([...times(12, 1), ...times(20, -1)], 0.05), true);
});

// By the confidence sequence, computed apart: ten amounts without spread show a mean above .14198 of the scale at a chance of .05.
test("amounts of money show a mean above what ten like ones may be off, and no chance is bolder than a quarter", () => {
  const least = (share: number): number =>
    Array.from({ length: 3000 }, (_, i) => i / 1000).find((mean) => shownMore(times(10, mean), share, 10)) ?? 0;
  assert.deepEqual([least(0.05), least(0.025), least(0.25), least(0.9)], [1.42, 1.547, 1.135, 1.135]);
  assert.equal(shownMore(times(9, 100), 0.05, 10), false);
  assert.equal(shownMore(times(12, 1.18), 0.05, 10), true);
  assert.equal(shownMore(times(12, 1.17), 0.05, 10), false);
  assert.deepEqual([shownMore(times(10, 0), 0.05, 0), shownMore(times(10, 1), 0.05, 0)], [false, true]);
});

test("a rare large cost that may not have shown yet is taken off: four times what the largest is above the mean, over one more than the tasks", () => {
  // 4 x (2 - 1.1) / 11 = .327 on top of 1.420.
  const costs = [...times(9, 1), 2];
  assert.deepEqual([shownMore(times(10, 1.75), 0.05, 10, costs), shownMore(times(10, 1.74), 0.05, 10, costs)], [true, false]);
  // Costs without spread take nothing off.
  assert.equal(shownMore(times(10, 1.42), 0.05, 10, times(10, 5)), true);
});

type Cells = readonly (readonly [passed: number, cost: number])[];
const cells = (passed: number, cost: number, n = 10): Cells => Array.from({ length: n }, () => [passed, cost] as const);
function judged(
  goal: Goal,
  results: Readonly<Record<string, Cells>>,
  { singles = [], more = 0, margin = 0.03 }: { singles?: string[]; more?: number; margin?: number } = {},
) {
  const names = [...Object.keys(results), ...Array.from({ length: more }, (_, i) => `more${i}`)];
  const plan: RacePlan = {
    arms: names.map((name) => ({ name, single: singles.includes(name), traits: [] })),
    goal,
    tasks: [],
    money: Infinity,
    alpha: 0.05,
    margin,
    seed: "1",
  };
  const scores = new Scores(plan);
  for (const [arm, own] of Object.entries(results))
    for (const [task, [passed, cost]] of own.entries()) scores.take(arm, task, { passed, cost });
  return shownWorse(plan, scores, new Set(Object.keys(results)));
}

test("for the most net value a candidate is dropped once the leader is shown to give more, each of the others having its share of the error", () => {
  const value: Goal = { kind: "value", worth: 10 };
  // .15 of 10 is more than 1.42, the bar of one rival; of two it is 1.546.
  assert.deepEqual(judged(value, { a: cells(0.2, 1), b: cells(0.05, 1) }), [{ arm: "b", by: "a" }]);
  assert.deepEqual(judged(value, { a: cells(0.2, 1), b: cells(0.05, 1) }, { more: 1 }), []);
  assert.deepEqual(judged(value, { a: cells(0.2, 1), b: cells(0.04, 1) }, { more: 1 }), [{ arm: "b", by: "a" }]);
  // What is saved counts as what is passed.
  assert.deepEqual(judged(value, { a: cells(0.5, 0.5), b: cells(0.5, 2) }), [{ arm: "b", by: "a" }]);
  assert.deepEqual(judged(value, { a: cells(0.5, 0.5), b: cells(0.55, 2.3) }), []);
  // The leader's one large cost may have others behind it: 4 x .9 / 11 = .327 is taken off 1.5.
  assert.deepEqual(judged(value, { a: [...cells(0.31, 1, 9), [0.31, 2]], b: cells(0.05, 0) }), []);
  assert.deepEqual(judged(value, { a: cells(0.2, 1, 9), b: cells(0, 1, 9) }), []);
});

test("within a budget a candidate is dropped that is shown to cost more, or to pass less than a leader that is shown to keep within", () => {
  const budget: Goal = { kind: "budget", most: 10 };
  // The bar is 1.616 of three candidates and 1.546 of two: 1.6 above the budget is shown to be over by two alone.
  const lead = cells(1, 8);
  assert.deepEqual(judged(budget, { a: lead, b: cells(1, 12), c: cells(1, 11.6) }), [{ arm: "b", by: "the budget" }]);
  assert.deepEqual(judged(budget, { a: lead, b: cells(1, 11.6) }), [{ arm: "b", by: "the budget" }]);
  // Twelve passes beside none are shown among three, ten are not; the leader is 2 within, or only 1.
  assert.deepEqual(judged(budget, { a: cells(1, 8, 12), b: cells(0, 8, 12), c: cells(0, 8) }), [{ arm: "b", by: "a" }]);
  assert.deepEqual(judged(budget, { a: cells(1, 9, 12), b: cells(0, 8, 12) }, { more: 1 }), []);
  // Without a bound nobody is over it, and everybody within.
  const free: Goal = { kind: "budget", most: Infinity };
  assert.deepEqual(judged(free, { a: cells(1, 9, 12), b: cells(0, 800, 12) }, { more: 1 }), [{ arm: "b", by: "a" }]);
  assert.deepEqual(judged(free, { a: cells(1, 9, 12), b: cells(1, 800, 12) }, { more: 1 }), []);
});

test("at the rate of the best single member who passes less than one goes, and who costs more than all that may be best", () => {
  const match: Goal = { kind: "match" };
  // One single member and one more make 2 + 2 - 1 = 3 claims: twelve passes are shown.
  const s = cells(1, 10, 12);
  assert.deepEqual(judged(match, { s, b: cells(0, 1, 12) }, { singles: ["s"] }), [{ arm: "b", by: "s" }]);
  assert.deepEqual(judged(match, { s: s.slice(1), b: cells(0, 1, 11) }, { singles: ["s"] }), []);
  // A candidate that passes the same and costs more than every single member: the bar is .1337 of the larger cost.
  assert.deepEqual(judged(match, { s: cells(1, 8.6, 12), b: cells(1, 10, 12) }, { singles: ["s"] }), [{ arm: "b", by: "s" }]);
  assert.deepEqual(judged(match, { s: cells(1, 8.7, 12), b: cells(1, 10, 12) }, { singles: ["s"] }), []);
  // It must cost more than each of two; the dearer one may be the best as well.
  const two = { s: cells(1, 5, 16), t: cells(1, 9.5, 16), b: cells(1, 10, 16) };
  assert.deepEqual(judged(match, two, { singles: ["s", "t"], margin: 0.001 }), []);
  assert.deepEqual(
    judged(match, { ...two, t: cells(1, 7, 16) }, { singles: ["s", "t"], margin: 0.001 }).map(({ arm }) => arm),
    ["b"],
  );
});

test("a leader that is shown to pass as often, but for the margin, drops who costs more, single members too", () => {
  const match: Goal = { kind: "match" };
  const results = { s: cells(1, 10, 60), a: cells(1, 2, 60), b: cells(1, 4, 60) };
  // Equal passes with a margin of .3 are shown in 60 tasks, with one of .001 they are not.
  assert.deepEqual(judged(match, results, { singles: ["s"], margin: 0.3 }), [
    { arm: "s", by: "a" },
    { arm: "b", by: "a" },
  ]);
  assert.deepEqual(judged(match, results, { singles: ["s"], margin: 0.001 }), []);
  // The best single member as leader need not be compared with itself.
  assert.deepEqual(judged(match, { s: cells(1, 2, 12), b: cells(1, 4, 12) }, { singles: ["s"], margin: 0.001 }), [{ arm: "b", by: "s" }]);
});

test("nobody is worse where nobody has results", () => {
  assert.deepEqual(judged({ kind: "match" }, { a: [], b: [] }), []);
});

const one = (name: string, passRate: number, cost: number, tasks = 4): Scored => ({ name, single: name === "s", passRate, cost, tasks });
const order = (goal: Goal, all: readonly Scored[], single?: Scored): string =>
  ranked(goal, all, single)
    .map(({ name }) => name)
    .join("");

test("candidates are ranked by net value, the cheaper of two alike first", () => {
  // 10 x .5 - 1 = 4 = 10 x .4 - 0; 10 x .6 - 2.5 = 3.5.
  assert.equal(order({ kind: "value", worth: 10 }, [one("b", 0.6, 2.5), one("a", 0.5, 1), one("c", 0.4, 0)]), "cab");
});

test("those within a budget come first, by passes and then cost; those above by cost and then passes", () => {
  const all = [one("d", 0.9, 5), one("a", 0.5, 1), one("e", 0.8, 3), one("b", 0.5, 0.5), one("f", 0.95, 3), one("c", 0.7, 2)];
  assert.equal(order({ kind: "budget", most: 2 }, all), "cbafed");
});

test("where a rate is to be matched, the chance that it is times what is saved ranks", () => {
  const match: Goal = { kind: "match" };
  const s = one("s", 0.5, 10, 9);
  // a: error sqrt((.25 x .75 + .25 + .5 / 4) / 4) = .375, so that .25 below is -.667 errors, a chance of .252 to save .9: .227.
  const [a, near, far] = [one("a", 0.25, 1), one("n", 0.5, 5.3), one("f", 0.5, 5.6)];
  assert.equal(order(match, [far, a, near, s], s), "nafs");
  // Who saves nothing has no merit, however dear; passes and then costs decide.
  assert.equal(order(match, [one("x", 0.1, 12), one("y", 0.9, 11), one("z", 0.9, 20)], s), "yzx");
  // Without a single member passes alone rank, then costs; beside a free one nothing is saved.
  assert.equal(order(match, [one("x", 0.1, 1), one("y", 0.9, 11), one("z", 0.9, 9)]), "zyx");
  assert.equal(order(match, [one("x", 0.1, 1), one("y", 0.9, 11), one("z", 0.9, 9)], one("s", 0.5, 0)), "zyx");
});

test("the scores of a candidate are its means, pairs are of tasks that both have, and what cannot be told is in none", () => {
  const plan = {
    arms: ["s", "a", "b"].map((name) => ({ name, single: name === "s", traits: [] })),
    goal: { kind: "value", worth: 2 } as Goal,
  };
  const scores = new Scores(plan);
  scores.take("s", 0, { passed: 1, cost: 4 });
  scores.take("s", 1, { passed: 0, cost: 2 });
  scores.take("a", 1, { passed: 1, cost: 1 });
  scores.take("a", 2, { passed: 0.5, cost: 3 });
  scores.take("a", 3, "lost");
  scores.take("nobody", 0, { passed: 1, cost: 0 });
  const [s, a] = plan.arms;
  assert.deepEqual(s && scores.figures(s), { name: "s", single: true, tasks: 2, passRate: 0.5, cost: 3 });
  assert.deepEqual(a && scores.figures(a), { name: "a", single: false, tasks: 2, passRate: 0.75, cost: 2 });
  assert.deepEqual(scores.pairs("s", "a"), [
    [
      { passed: 0, cost: 2 },
      { passed: 1, cost: 1 },
    ],
  ]);
  assert.deepEqual([scores.pairs("s", "nobody"), scores.pairs("nobody", "s"), scores.of("nobody")], [[], [], []]);
  const all = new Set(["s", "a", "b"]);
  assert.deepEqual(
    [scores.single()?.name, scores.best(all)?.name, scores.best(new Set(["s", "b"]))?.name, scores.best(new Set(["b"]))],
    ["s", "a", "s", undefined],
  );
  assert.deepEqual(
    scores.ranked(all).map(({ name }) => name),
    ["a", "s"],
  );
  scores.take("a", 4, "untold");
  assert.deepEqual([scores.untold("a"), scores.untold("s"), scores.best(all)?.name], [true, false, "s"]);
});
