import assert from "node:assert/strict";
import { test } from "node:test";
import { affordable, clampPrice, logarithmicPool, worstLoss } from "./lmsr.ts";

const near = (got: number, wanted: number): void => assert.equal(got.toFixed(9), wanted.toFixed(9));

test("a price stays a millionth away from 0 and 1", () => {
  assert.deepEqual([0, 1, 0.5].map(clampPrice), [1e-6, 1 - 1e-6, 0.5]);
});

test("a stake bounds how far a trader moves the price, up and down", () => {
  const least = Math.exp(-0.1);
  near(affordable(0.5, 0.9, 100, 10), 1 - 0.5 * least);
  near(affordable(0.5, 0.1, 100, 10), 0.5 * least);
  near(affordable(0.8, 0.99, 100, 10), 1 - 0.2 * least);
  near(affordable(0.8, 0.1, 100, 10), 0.8 * least);
  near(affordable(0.5, 0.52, 100, 10), 0.52);
  near(affordable(0.5, 0.9, 100, Number.POSITIVE_INFINITY), 0.9);
  near(affordable(0.5, 1, 100, Number.POSITIVE_INFINITY), 1 - 1e-6);
  near(affordable(0.5, 0, 100, Number.POSITIVE_INFINITY), 1e-6);
});

test("the maker loses at most b ln 2 from an even start, and more from another", () => {
  near(worstLoss(0.5, 100), 100 * Math.LN2);
  near(worstLoss(0.2, 100), 100 * Math.log(5));
  near(worstLoss(0.8, 100), 100 * Math.log(5));
});

test("the pool of beliefs is the one of their mean odds, in logarithms", () => {
  near(logarithmicPool([0.5]), 0.5);
  near(logarithmicPool([0.8, 0.2]), 0.5);
  near(logarithmicPool([0.9, 0.9, 0.9]), 0.9);
  // The odds are √(4 · 1).
  near(logarithmicPool([0.8, 0.5]), 2 / 3);
  near(logarithmicPool([]), 0.5);
  // The root of a millionth to a million is about a thousand to one.
  near(logarithmicPool([1, 0.5]), 1 / (1 + Math.sqrt(1e-6 / (1 - 1e-6))));
});
