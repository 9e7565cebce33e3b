import assert from "node:assert/strict";
import { test } from "node:test";
import { noUsage } from "../util/money.ts";
import { budgetCurves, costToScore } from "./budget-curves.ts";
import { byTopology } from "./by-task.ts";
import type { TrialRow } from "./trial-row.ts";

function trial(topology: string, task: string, score: number | undefined, cost: number, state: TrialRow["state"] = "answered"): TrialRow {
  const scored = score !== undefined;
  return {
    trial: `${topology}/${task}/0`,
    topology,
    task,
    category: "c",
    repetition: 0,
    state,
    answered: scored,
    scored,
    passed: (score ?? 0) >= 1,
    score: score ?? 0,
    cost: cost * 1e9,
    gradeCost: 0,
    winningCost: 0,
    ms: 0,
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

const rows = [
  trial("solo@$0.1", "a", 1, 0.05),
  trial("solo@$0.1", "b", 0, 0.1, "budget"),
  // No answer when the money ended: worth 0, not left out.
  trial("hub@$0.1", "a", undefined, 0.1, "budget"),
  trial("hub@$0.1", "b", undefined, 0.08, "budget"),
  trial("hub@$0.01", "a", undefined, 0, "budget"),
  trial("hub@$0.01", "b", undefined, 0, "budget"),
  trial("hub@$1", "a", 1, 0.4),
  trial("hub@$1", "b", 0.8, 0.6),
  trial("solo@$1", "a", 1, 0.05),
  trial("solo@$1", "b", 0.5, 0.25),
];
const runs = Object.fromEntries(
  [...new Set(rows.map((row) => row.topology))].map((name) => {
    const [topology = "", budget = ""] = name.split("@$");
    return [name, { topology, budget: Number(budget) }];
  }),
);

test("a topology's curve is its mean score at each budget, cheapest first, and no answer counts as nothing", () => {
  const curves = budgetCurves(byTopology(rows), runs);
  const hub = curves.find(({ topology }) => topology === "hub");
  assert.deepEqual(
    hub?.points.map(({ budget, score, passRate, ended, trials }) => [budget, score, passRate, ended, trials]),
    [
      [0.01, 0, 0, 2, 2],
      [0.1, 0, 0, 2, 2],
      [1, 0.9, 0.5, 0, 2],
    ],
  );
  assert.deepEqual(
    hub?.points.map(({ cost }) => cost),
    [0, 0.09, 0.5],
  );
  const solo = curves.find(({ topology }) => topology === "solo");
  assert.deepEqual(
    solo?.points.map(({ score }) => score),
    [0.5, 0.75],
  );
});

test("the cost to reach a score is the smallest budget that reaches it, with what was really spent there", () => {
  const [hub, solo] = budgetCurves(byTopology(rows), runs);
  assert.ok(hub?.topology === "hub" && solo?.topology === "solo");
  assert.deepEqual(
    solo.reach.map(({ score, budget }) => [score, budget]),
    [
      [0.5, 0.1],
      [0.6, 1],
      [0.7, 1],
      [0.8, null],
      [0.9, null],
    ],
  );
  assert.deepEqual(hub.reach.at(-1), { score: 0.9, budget: 1, cost: 0.5 });
  assert.deepEqual(costToScore([], 0.5), { budget: null, cost: null });
});

test("names that are no part of the design are left out, and a design without scores has no levels", () => {
  assert.deepEqual(budgetCurves(byTopology(rows), {}), []);
  const [only] = budgetCurves(byTopology(rows.filter((row) => row.topology === "hub@$0.1")), runs);
  assert.deepEqual(only?.reach, []);
});
