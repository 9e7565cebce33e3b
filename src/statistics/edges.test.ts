import assert from "node:assert/strict";
import { test } from "node:test";
import { bca } from "./bootstrap.ts";
import { costRatios } from "./effect-sizes.ts";
import { costToReach, hypervolume, scoreAtBudget } from "./frontier.ts";
import { quantile } from "./moments.ts";
import { callsFor } from "./routing-metrics.ts";
import { signFlip } from "./sign-flip.ts";

const near = (actual: number | undefined, expected: number, within = 1e-9): void =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);

test("how many times costlier: tasks that cost nothing on one side have no ratio and stand in the total", () => {
  const { typical, total } = costRatios([2, 8, 0, 5], [1, 2, 3, 0]);
  near(typical, Math.sqrt(8));
  near(total, 15 / 6);
});

test("a bootstrap whose draws all lie on one side of the estimate gives their quantiles", () => {
  // The largest of the sums is reached by the data themselves alone where the statistic is capped there.
  const values = Float64Array.from([1, 2, 3, 4]);
  const [low, high] = bca([values], (sums) => Math.min(0, (sums[0] ?? 0) - 100), "s");
  assert.ok(low < high && high < 0 && low >= 4 - 100 && high <= 16 - 100, `${low} ${high}`);
  assert.deepEqual(
    bca([Float64Array.from([5, 5, 5])], (sums) => sums[0] ?? 0, "s"),
    [15, 15],
  );
});

test("the area under a frontier, and scores and costs along budgets, by hand", () => {
  const points = [
    { quality: 0.5, cost: 2 },
    { quality: 0.4, cost: 3 },
    { quality: 0.9, cost: 6 },
    { quality: 1, cost: 10 },
  ];
  // .5 from 2 to 6 and .9 from 6 to 10; the third is beaten and the last at the worst cost.
  near(hypervolume(points, 10), 0.5 * 4 + 0.9 * 4);
  assert.equal(hypervolume([], 10), 0);
  const tasks = [
    [
      { cost: 1, score: 0.2 },
      { cost: 3, score: 1 },
    ],
    [{ cost: 2, score: 0.5 }],
  ];
  assert.deepEqual(
    [0, 1, 2, 3].map((budget) => scoreAtBudget(tasks, budget)),
    [0, 0.1, 0.35, 0.75],
  );
  assert.deepEqual([costToReach(tasks, 0.3), costToReach(tasks, 0.75), costToReach(tasks, 0.8)], [2, 3, undefined]);
});

test("the share of strong calls that recovers a part of the gap lies between the points, and beyond them there is none", () => {
  const curve = [
    { share: 0, rate: 0.4 },
    { share: 0.5, rate: 0.7 },
    { share: 1, rate: 0.8 },
  ];
  // Gaps 0, .75 and 1.
  near(callsFor(curve, 0.375), 0.25);
  near(callsFor(curve, 0.875), 0.75);
  assert.deepEqual([callsFor(curve, 0), callsFor(curve, 1.1)], [0, undefined]);
});

test("sign flips are counted exactly by hand: 3 of 3 give 2 / 8, and differences that cancel give 1", () => {
  assert.deepEqual([signFlip([1, 1, 1], "s"), signFlip([1, -1], "s"), signFlip([0, 0], "s"), signFlip([], "s")], [0.25, 1, 1, 1]);
  // 1, 2, 4 off any grid of 60ths: of eight sums only +-7 reaches 7, and +-7, +-5 reach 5.
  const off = Math.PI / 100;
  near(signFlip([off, 2 * off, 4 * off], "s"), 2 / 8);
  near(signFlip([-off, 2 * off, 4 * off], "s"), 4 / 8);
});

test("quantiles lie between order statistics (type 7), and a share outside [0, 1] is a bug", () => {
  assert.deepEqual(
    [quantile([3, 1, 2, 4], 0), quantile([3, 1, 2, 4], 1), quantile([3, 1, 2, 4], 0.5), quantile([1, 2], 0.95)],
    [1, 4, 2.5, 1.95],
  );
  assert.throws(() => quantile([1], 1.01), /share in \[0, 1\]/);
  assert.throws(() => quantile([1], -0.01), /share in \[0, 1\]/);
});
