import assert from "node:assert/strict";
import { test } from "node:test";
import { clearings } from "./fixtures/marketbench-clearings.ts";
import { anchorPenalty, anchorScore, breakevenBid, directPenalty, directScore, raisedBounty } from "./score.ts";

const near = (actual: number, expected: number, within = 1e-3) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not within ${within} of ${expected}`);

test("the anchor's score of (0.8, 20) is 53.33 and of (1, 47) is 53.00 at reputation 1 and bounty 100", () => {
  near(anchorScore({ value: 100, p: 0.8, ask: 20 }, 1), 53.3333);
  near(anchorScore({ value: 100, p: 1, ask: 47 }, 1), 53);
});

test("claiming certainty wins under the anchor's rule: (1, 46) beats (0.8, 20), (1, 47) does not", () => {
  const honest = anchorScore({ value: 100, p: 0.8, ask: 20 }, 1);
  near(anchorScore({ value: 100, p: 1, ask: 46 }, 1), 54);
  assert.ok(anchorScore({ value: 100, p: 1, ask: 46 }, 1) > honest);
  assert.ok(anchorScore({ value: 100, p: 1, ask: 47 }, 1) < honest);
});

test("each point of p is worth 133.3 points of score under the anchor's rule and 107.4 under the direct penalty", () => {
  const anchor = (p: number) => anchorScore({ value: 100, p, ask: 20 }, 1);
  near((anchor(0.81) - anchor(0.79)) / 0.02, 133.333, 1e-2);
  const direct = (p: number) => directScore({ value: 100, p, ask: 34 });
  near((direct(0.6201) - direct(0.6199)) / 0.0002, 107.4, 0.01);
});

test("the anchor's penalties at bounty 100 are 10, 12, 16, 19 and 20", () => {
  assert.deepEqual(
    [0.4, 0.62, 0.8, 0.95, 1].map((p) => anchorPenalty(100, p)),
    [10, 12, 16, 19, 20],
  );
});

test("the direct-penalty score reproduces all 30 recorded clearings of MarketBench within 0.001", () => {
  assert.equal(clearings.length, 30);
  for (const { ask, p, cost, score } of clearings) near(directScore({ value: 90, p, ask, cost }), score);
});

test("the direct penalty is a tenth of the value at p = 0.5", () => assert.equal(directPenalty({ value: 90, p: 0.5 }), 9));

test("breakeven bids are 0.975, 2.76 and 0.475 for the three published cases, and infinite at p = 0", () => {
  near(breakevenBid(0.38, 0.8, 2), 0.975, 1e-9);
  near(breakevenBid(0.38, 0.5, 2), 2.76, 1e-9);
  near(breakevenBid(0.38, 0.8), 0.475, 1e-9);
  assert.equal(breakevenBid(0.38, 0), Number.POSITIVE_INFINITY);
});

test("an unfilled bounty rises by 15% to at most twice its first value", () => {
  assert.deepEqual([raisedBounty(100, 100), raisedBounty(3, 3), raisedBounty(190, 100)], [115, 4, 200]);
});
