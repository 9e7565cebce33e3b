import assert from "node:assert/strict";
import { test } from "node:test";
import { normal, stream } from "../util/random.ts";
import { lmsrCost, lmsrGain, lmsrPrices, lmsrSharesTo, lmsrSubsidy, lmsrTrade } from "./lmsr.ts";
import { fitTokens, forecastTokens, pinball } from "./token-forecast.ts";

const near = (actual: number, expected: number, within: number) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not within ${within} of ${expected}`);

test("the maker's worst loss in a binary market of depth 100 is 69.31", () => near(lmsrSubsidy(2, 100), 69.3147, 1e-4));

test("10 shares at depth 100 cost 5.125 and bring the price to 0.52498", () => {
  near(lmsrTrade([0, 0], [10, 0], 100), 5.125, 1e-3);
  near(lmsrPrices([10, 0], 100)[0] ?? 0, 0.52498, 1e-5);
});

test("moving 0.5 to 0.8 earns 47.00 when right and loses 91.63 when wrong", () => {
  near(lmsrGain(0.5, 0.8, 100), 47.0, 1e-2);
  near(lmsrGain(0.5, 0.2, 100), -91.63, 1e-2);
  const shares = lmsrSharesTo(0.8, [0, 0], 100);
  near(lmsrPrices([shares, 0], 100)[0] ?? 0, 0.8, 1e-12);
  near(shares - lmsrTrade([0, 0], [shares, 0], 100), 47.0, 1e-2);
});

test("large quantities do not overflow", () => near(lmsrCost([1e6, 0], 1), 1e6, 1e-6));

test("the token fit finds the line and the spread, and its 80% interval covers 80%", () => {
  const next = stream("tokens");
  const draw = () => {
    const stated = Math.exp(6 + 2 * next());
    return { stated, actual: Math.exp(2 + 0.9 * Math.log(stated) + 0.4 * normal(next)) };
  };
  const fit = fitTokens(Array.from({ length: 4000 }, draw));
  assert.ok(fit !== undefined);
  near(fit.beta, 0.9, 0.03);
  near(fit.sigma, 0.4, 0.02);
  const fresh = Array.from({ length: 4000 }, draw);
  const covered = fresh.filter(({ stated, actual }) => {
    const { low, high } = forecastTokens(fit, stated);
    return actual >= low && actual <= high;
  });
  near(covered.length / fresh.length, 0.8, 0.03);
  const { mean, median } = forecastTokens(fit, 1000);
  near(mean / median, Math.exp(fit.sigma ** 2 / 2), 1e-12);
});

test("a member that always states one number gets its record, whatever it states next", () => {
  const fit = fitTokens(Array.from({ length: 20 }, (_, i) => ({ stated: 500, actual: i % 2 === 0 ? 1000 : 4000 })));
  assert.equal(fit?.beta, 0);
  assert.ok(fit !== undefined);
  near(forecastTokens(fit, 500).median, 2000, 1e-6);
  near(forecastTokens(fit, 5).median, 2000, 1e-6);
});

test("no usable pair gives no fit", () => {
  assert.equal(fitTokens([]), undefined);
  assert.equal(fitTokens([{ stated: 0, actual: 10 }]), undefined);
});

test("pinball loss weighs misses by the quantile", () => {
  assert.deepEqual([pinball(10, 8, 0.75), pinball(8, 10, 0.75)], [1.5, 0.5]);
});
