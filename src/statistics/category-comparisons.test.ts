import assert from "node:assert/strict";
import { test } from "node:test";
import { findingOf } from "../report/findings.ts";
import { noUsage } from "../util/money.ts";
import { stream } from "../util/random.ts";
import { holm, holmLevel, leftOver } from "./multiplicity.ts";
import { type About, summarize } from "./summarize.ts";
import type { TrialRow } from "./trial-row.ts";

const about: About = {
  run: "r",
  experiment: "e",
  world: "simulated",
  seed: "s",
  digest: "d",
  wallMs: 1,
  repetitions: 1,
  topologies: ["base", "one", "two"],
  draws: 2_000,
  pooling: false,
};

function trial(topology: string, task: number, category: string, passed: boolean): TrialRow {
  return {
    trial: `${topology}/${task}/0`,
    topology,
    task: `t${String(task).padStart(3, "0")}`,
    category,
    repetition: 0,
    state: "answered",
    answered: true,
    scored: true,
    passed,
    score: Number(passed),
    cost: 1_000_000 + task,
    gradeCost: 0,
    winningCost: 0,
    ms: 1,
    calls: 1,
    usage: noUsage,
    byPurpose: {},
    byMember: {},
    awards: {},
    attempts: 1,
    outcomes: [],
    guards: 0,
    flags: {},
  };
}

/** 25 tasks in each of four categories; `one` passes more at the first alone, by `gain`. */
function drawn(seed: string, gain: number): TrialRow[] {
  const next = stream(seed);
  return Array.from({ length: 100 }, (_, task) => task).flatMap((task) => {
    const category = `c${task % 4}`;
    return ["base", "one", "two"].map((name) =>
      trial(name, task, category, next() < 0.45 + (name === "one" && category === "c0" ? gain : 0)),
    );
  });
}

test("a truncated Holm test keeps half of what its later steps gain, and leaves the rest by how much was rejected", () => {
  // Steps of three tests: a third, 1/4 + 1/6, and 1/2 + 1/6.
  const raised = holm([0.012, 0.001, 0.021], 0.5);
  for (const [i, wanted] of [0.012 * (12 / 5), 0.003, 0.021 * 1.5].entries()) assert.ok(Math.abs((raised[i] ?? 0) - wanted) < 1e-12);
  assert.ok(Math.abs(holmLevel([0.001, 0.012], 0.05, 0.5) - 0.05 * (2 / 3)) < 1e-12);
  assert.deepEqual([leftOver(3, 0, 0.5), leftOver(4, 2, 0.5), leftOver(3, 3, 0.5)], [0, 0.25, 1]);
});

test("a category is looked at only where all tasks show a difference, and screens assert something false in one of twenty at most", () => {
  let [wrong, found, asked] = [0, 0, 0];
  const worlds = 100;
  for (let world = 0; world < worlds; world++) {
    const { comparisons, categories = [], family } = summarize(drawn(`categories ${world}`, 0.5), about);
    assert.equal(family?.categories, 8);
    const gates = comparisons.filter((row) => row.metric === "passed" && row.b === "base" && (row.pHolm ?? 1) < 0.05).map(({ a }) => a);
    assert.deepEqual(new Set(categories.map(({ a }) => a)), new Set(gates));
    if (gates.includes("one")) asked += 1;
    // "one" passes more than the others; nothing else differs but by category.
    const false1 = comparisons.some(
      (row) => findingOf(row) !== "not distinguishable" && (row.metric === "cost" || ![row.a, row.b].includes("one")),
    );
    const shown = categories.filter(({ pHolm }) => pHolm < 0.05);
    if (false1 || shown.some(({ a, category, difference }) => a !== "one" || category !== "c0" || difference < 0)) wrong += 1;
    if (shown.some(({ a, category }) => a === "one" && category === "c0")) found += 1;
    for (const { pHolm, p, ci, difference } of categories) {
      assert.ok(pHolm >= p);
      assert.ok(ci !== null && ci[0] <= difference && difference <= ci[1]);
    }
  }
  assert.ok(wrong <= worlds * 0.05 + 6, `${wrong} of ${worlds} screens assert something false`);
  assert.ok(asked > 10 && found > 3, `${asked} asked, ${found} found`);
});

test("categories of fewer than six tasks, and a single one, make no second family", () => {
  const few = summarize(
    drawn("few", 0.5).filter(({ task }) => Number(task.slice(1)) < 20),
    about,
  );
  assert.deepEqual([few.family?.categories, few.categories], [undefined, undefined]);
  const one = summarize(
    drawn("one", 0.5).filter(({ category }) => category === "c0"),
    about,
  );
  assert.equal(one.family?.categories, undefined);
});
