import assert from "node:assert/strict";
import { test } from "node:test";
import type { ComparisonRow, Summary } from "../../summary.ts";
import { planOf } from "../plan/fixtures/plan-of.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlannedRace } from "../plan/race-plan.ts";
import type { Course } from "./course.ts";
import type { Dropped } from "./cell.ts";
import type { Scored } from "./scored.ts";
import { searchFigures } from "./search-figures.ts";

const cents = 10_000_000;
const scored = (name: string, passRate: number, cost: number, single = false): Scored => ({
  name,
  single,
  tasks: 10,
  passRate,
  cost: cost * cents,
});
const [small, winner] = [scored("small", 0.5, 4, true), scored("winner", 0.75, 2)];
const drop = (arm: string, why: Dropped["why"]): Dropped => ({ arm, why, tasks: 3 });

const raceOf = (change: Partial<PlannedRace> = {}): PlannedRace => ({
  arms: ["small", "winner", "w", "m1", "m2", "r"].map((name) => ({ name, single: name === "small", traits: [] })),
  goal: { kind: "match" },
  tasks: ["t1", "t2"],
  money: 500 * cents,
  alpha: 0.05,
  margin: 0.03,
  seed: "1",
  strategies: ["racing"],
  space: { written: 20, different: 9 },
  ...change,
});
const planned = (race: PlannedRace | undefined): Plan =>
  planOf(["small", "winner"], ["t1", "t2", "t3", "t4", "t5"], { learning: new Set(["t1", "t2"]), ...(race === undefined ? {} : { race }) });
const courseOf = (change: Partial<Course["verdict"]> = {}, more: Partial<Course> = {}): Course => ({
  strategy: "racing",
  verdict: {
    chosen: winner,
    single: small,
    left: [winner, small, scored("c", 0.4, 1), scored("d", 0.3, 1), scored("e", 0.2, 1)],
    live: ["winner", "small", "c", "d", "e", "f"],
    dropped: [drop("w", "worse"), drop("m1", "money"), drop("m2", "money"), drop("r", "replay")],
    tried: 6,
    tasks: 10,
    ...change,
  },
  spent: 120 * cents,
  trials: 44,
  ended: true,
  ...more,
});
const row = (a: string, b: string, metric: ComparisonRow["metric"], difference: number, ci: [number, number] | null) =>
  ({ a, b, metric, difference, ci }) as ComparisonRow;
const topology = (name: string, passRate: number, perTrial: number, attempted = 3) =>
  ({
    name,
    passRate,
    passRateCi: [passRate - 0.1, passRate + 0.1],
    attempted,
    cost: { perTrial },
  }) as unknown as Summary["topologies"][number];
const passes = row("winner", "small", "passed", 0.25, [0.05, 0.45]);
const costs = row("winner", "small", "cost", -0.02, [-0.03, -0.01]);
const summaryOf = (change: Partial<Summary> = {}): Summary =>
  ({
    run: "r-1",
    experiment: "e",
    world: "live",
    seed: "7",
    state: "done",
    topologies: [topology("small", 0.5, 0.04), topology("winner", 0.75, 0.02)],
    comparisons: [passes, costs],
    selection: { goal: "the goal", tasks: 2, chosen: "winner", single: "small" },
    spending: { topologies: 0.25, grading: 0.05, learning: 1.5 },
    ...change,
  }) as Summary;
const figures = (change: Partial<Summary> = {}, race: Partial<PlannedRace> = {}, courses: readonly Course[] = [courseOf()]) =>
  searchFigures(planned(raceOf(race)), courses, summaryOf(change));

test("a search's figures are those of its courses in dollars, beside how winner and best single member did on the other tasks", () => {
  const measured = (passRate: number, cost: number) => ({ passRate, cost, tasks: 10 });
  const held = (passRate: number, cost: number) => ({ passRate, interval: [passRate - 0.1, passRate + 0.1], cost });
  assert.deepEqual(figures(), {
    kind: "search",
    run: "r-1",
    experiment: "e",
    world: "live",
    seed: "7",
    state: "done",
    goal: "the goal",
    tasks: { choose: 2, score: 3 },
    space: { candidates: 6, written: 20, different: 9 },
    budget: 5,
    alpha: 0.05,
    single: { name: "small", training: measured(0.5, 0.04), scored: held(0.5, 0.04) },
    searches: [
      {
        strategy: "racing",
        chosen: "winner",
        single: false,
        training: measured(0.75, 0.02),
        scored: held(0.75, 0.02),
        passes: { difference: 0.25, interval: [0.05, 0.45] },
        costs: { difference: -0.02, interval: [-0.03, -0.01] },
        spent: 1.2,
        trials: 44,
        tried: 6,
        tasks: 10,
        dropped: { worse: 1, money: 2, replay: 1 },
        // Four of those that are left, of six that could still be the best.
        left: [
          { name: "winner", ...measured(0.75, 0.02) },
          { name: "small", ...measured(0.5, 0.04) },
          { name: "c", ...measured(0.4, 0.01) },
          { name: "d", ...measured(0.3, 0.01) },
        ],
        remaining: 6,
        ended: true,
      },
    ],
    cost: { choosing: 1.2, all: 1.5, scoring: 0.3 },
    // Two cents a task saved, one to three: 1.50 dollars are 75 tasks, 50 to 150.
    pays: { what: "cost", perTask: 0.02, interval: [0.01, 0.03], after: 75, soonest: 50, latest: 150 },
  });
});

test("what is no search has no such figures, and nothing is made up of what has not come yet", () => {
  assert.equal(searchFigures(planned(undefined), [courseOf()], summaryOf()), undefined);
  assert.equal(searchFigures(planned(raceOf()), [], summaryOf()), undefined);
  const bare = summaryOf({ comparisons: [], topologies: [topology("winner", 0, 0, 0)] });
  for (const field of ["state", "selection", "spending"] as const) delete bare[field];
  const found = searchFigures(planned(raceOf()), [courseOf({ chosen: undefined, single: undefined }, { ended: false })], bare);
  assert.deepEqual([found?.state, found?.goal, found?.cost], ["running", "", { choosing: 1.2, all: 0, scoring: 0 }]);
  const { chosen, single, training, scored: on, passes: more, costs: dearer, ended } = found?.searches[0] ?? {};
  assert.deepEqual([chosen, single, training, on, more, dearer, ended], [null, false, null, null, null, null, false]);
  assert.deepEqual([found?.single, found?.pays], [null, null]);
  // No trial of it has been scored: no rate, and not one of 0.
  assert.equal(searchFigures(planned(raceOf()), [courseOf()], bare)?.searches[0]?.scored, null);
});

test("a comparison that stands the other way round is turned, ends and all", () => {
  const turned = figures({
    comparisons: [row("small", "winner", "passed", -0.25, [-0.45, -0.05]), row("small", "winner", "cost", 0.02, [0.01, 0.03])],
  });
  assert.deepEqual(turned?.searches[0]?.passes, { difference: 0.25, interval: [0.05, 0.45] });
  assert.deepEqual(turned?.searches[0]?.costs, { difference: -0.02, interval: [-0.03, -0.01] });
  assert.deepEqual(figures({ comparisons: [row("winner", "small", "cost", -0.02, null)] })?.searches[0]?.costs, {
    difference: -0.02,
    interval: null,
  });
  // Of others, or of another metric, nothing is taken.
  const others = [row("winner", "c", "passed", 1, null), row("c", "small", "passed", 1, null), row("small", "c", "passed", 1, null)];
  assert.equal(figures({ comparisons: [...others, row("winner", "small", "score", 1, null)] })?.searches[0]?.passes, null);
  assert.deepEqual(figures({ comparisons: [...others, passes] })?.searches[0]?.passes?.difference, 0.25);
});

test("the best single member as the winner is beside nobody and pays nothing back", () => {
  const found = figures({}, {}, [courseOf({ chosen: small })]);
  const { single, passes: more, costs: dearer } = found?.searches[0] ?? {};
  assert.deepEqual([single, more, dearer, found?.pays], [true, null, null, null]);
});

test("where a right answer has a worth the net value pays: as it was compared, else worth of the passes less costs, without an interval", () => {
  const value = row("winner", "small", "value", 0.5, [0.1, 0.75]);
  const compared = figures({ comparisons: [passes, costs, value], value: 2 });
  assert.deepEqual(
    [compared?.worth, compared?.pays],
    [2, { what: "net value", perTask: 0.5, interval: [0.1, 0.75], after: 3, soonest: 2, latest: 15 }],
  );
  // A goal's own worth goes before: 2 x .25 + .02 = .52 a task.
  const goal = figures({ value: 9 }, { goal: { kind: "value", worth: 200 * cents } });
  assert.deepEqual(
    [goal?.worth, goal?.pays],
    [2, { what: "net value", perTask: 0.52, interval: null, after: 3, soonest: null, latest: null }],
  );
  assert.equal(figures({ value: 2, comparisons: [costs] })?.pays, null);
  assert.equal(figures({ value: 2, comparisons: [passes] })?.pays, null);
});

test("what costs more than it saves never pays, and an end of the interval that does not pay has no number", () => {
  const dearer = figures({ comparisons: [row("winner", "small", "cost", 0.01, [-0.01, 0.03])] })?.pays;
  assert.deepEqual(dearer, { what: "cost", perTask: -0.01, interval: [-0.03, 0.01], after: null, soonest: 150, latest: null });
  const equal = figures({ comparisons: [row("winner", "small", "cost", 0, null)] })?.pays;
  assert.deepEqual([equal?.after, equal?.soonest, equal?.latest], [null, null, null]);
});
