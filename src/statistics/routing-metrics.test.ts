import assert from "node:assert/strict";
import { test } from "node:test";
import { hypervolume } from "./frontier.ts";
import { routerFigures, waterfall } from "./policy-figures.ts";
import { averageGapRecovered, averageImprovement, callsFor, costAtQuality, incrementalBenefit, upperHull } from "./routing-metrics.ts";

const near = (got: number | undefined, wanted: number): void =>
  assert.ok(Math.abs((got ?? Number.NaN) - wanted) < 1e-12, `${got} against ${wanted}`);
const offers = [
  { cost: 3, quality: 0.9 },
  { cost: 1, quality: 0.5 },
  { cost: 2, quality: 0.8 },
  { cost: 2, quality: 0.6 },
  { cost: 2.5, quality: 0.8 },
];

test("a hull keeps what no mixture of others beats: of one cost the better, nothing dearer that is no better, and no point on a line", () => {
  assert.deepEqual(
    upperHull(offers).map(({ cost }) => cost),
    [1, 2, 3],
  );
  // (2, .7) is the middle of (1, .5) and (3, .9).
  assert.deepEqual(
    upperHull([offers[1], { cost: 2, quality: 0.7 }, offers[0]].flatMap((one) => one ?? [])).map(({ cost }) => cost),
    [1, 3],
  );
  assert.deepEqual(upperHull([]), []);
});

test("the mean height of a hull is that of its trapezoids: over its own range, over a part of it, and flat beyond its dearest point", () => {
  // (.5 + .8) / 2 and (.8 + .9) / 2, one dollar each.
  near(averageImprovement(offers), (0.65 + 0.85) / 2);
  // From 1.5, where it is .65, to 2.5, where it is .85: (.65 + .8) / 4 + (.8 + .85) / 4.
  near(averageImprovement(offers, [1.5, 2.5]), 0.725 / 2 + 0.825 / 2);
  near(averageImprovement(offers, [1, 5]), (0.65 + 0.85 + 2 * 0.9) / 4);
  near(averageImprovement(offers, [2, 3]), 0.85);
  near(averageImprovement(offers, [3, 4]), 0.9);
});

test("the cost of a quality is the cheapest point's where that has it, and a quality that a rounding error hides is reached", () => {
  assert.equal(costAtQuality(offers, 0.5), 1);
  assert.equal(costAtQuality(offers, 0.1), 1);
  near(costAtQuality(offers, 0.65), 1.5);
  near(costAtQuality(offers, 0.9 + 1e-14), 3);
  assert.equal(costAtQuality(offers, 0.9 + 1e-9), undefined);
});

test("calls for a share of the gap are none where the weak model has it, and not defined where no setting recovers it", () => {
  const curve = [
    { share: 0, rate: 0.4 },
    { share: 0.5, rate: 0.7 },
    { share: 1, rate: 0.8 },
  ];
  // Gaps 0, .75, 1.
  near(callsFor(curve, 0), 0);
  near(callsFor(curve, 0.375), 0.25);
  near(callsFor(curve, 0.75), 0.5);
  near(callsFor(curve, 0.9), 0.5 + 0.5 * 0.6);
  near(callsFor(curve, 1), 1);
  assert.equal(callsFor(curve, 1.01), undefined);
  // Area .5 x .55 + .5 x .75 = .65; (.65 - .4) / .4.
  near(averageGapRecovered(curve), 0.625);
});

test("a cascade's benefit per dollar is compared with the large model's, and is not defined where it or the large one costs no more", () => {
  const [small, large] = [
    { cost: 1, quality: 0.5 },
    { cost: 5, quality: 0.7 },
  ];
  // .2 for two dollars more against .2 for four: twice as much.
  const found = incrementalBenefit({ cost: 3, quality: 0.7 }, small, large);
  near(found?.ibc, 0.1);
  near(found?.lift, 100);
  assert.equal(incrementalBenefit({ cost: 1, quality: 0.7 }, small, large), undefined);
  assert.equal(incrementalBenefit({ cost: 3, quality: 0.7 }, small, { cost: 1, quality: 0.7 }), undefined);
});

test("a router without items, or with settings of one, has no figures; no step is a share of no gap", () => {
  assert.deepEqual(routerFigures([], "s"), {});
  assert.deepEqual(routerFigures([{ strong: [0.5], passed: [0.5] }], "s"), {});
  assert.deepEqual(waterfall([], 1), []);
});

test("the area under a frontier counts what is cheaper than the worst, once, whatever the order", () => {
  // .5 from 1 to 1.5, .8 from 1.5 to 4; the dominated and the too dear add nothing.
  const points = [
    { cost: 1.5, quality: 0.8 },
    { cost: 1, quality: 0.5 },
    { cost: 1.25, quality: 0.5 },
    { cost: 4, quality: 1 },
    { cost: 3, quality: 0.7 },
  ];
  near(hypervolume(points, 4), 0.25 + 2);
  assert.equal(hypervolume([], 4), 0);
});
