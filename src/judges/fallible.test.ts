import assert from "node:assert/strict";
import { test } from "node:test";
import {
  breakEvenFalsePositive,
  correctedRate,
  fromMoments,
  predictionPowered,
  reportedRate,
  retryUntilPass,
  trustOfPass,
} from "./fallible.ts";

const near = (got: number | null | undefined, wanted: number): void => assert.equal(got?.toFixed(9), wanted.toFixed(9));
const rates = { sensitivity: 0.9, specificity: 0.8 };

test("a judge that errs reports another rate, which Rogan and Gladen turn back within 0 and 1", () => {
  // .6 · .9 + .4 · .2.
  near(reportedRate(0.6, rates), 0.62);
  near(correctedRate(0.62, rates)?.rate, 0.6);
  near(correctedRate(0.62, rates)?.varianceInflation, 1 / 0.49);
  near(correctedRate(0.1, rates)?.rate, 0);
  near(correctedRate(0.95, rates)?.rate, 1);
  assert.equal(correctedRate(0.5, { sensitivity: 0.5, specificity: 0.5 }), null);
  assert.equal(correctedRate(0.5, { sensitivity: 0.4, specificity: 0.5 }), null);
  near(correctedRate(0.5, { sensitivity: 0.5, specificity: 0.75 })?.varianceInflation, 16);
});

test("a pass is trusted by the share of passes that are right, and more tries do not change that", () => {
  near(trustOfPass(0.6, rates), 0.54 / 0.62);
  assert.equal(trustOfPass(0, { sensitivity: 0.9, specificity: 1 }), null);
  const two = retryUntilPass(0.6, rates, 2);
  // 1 - .38².
  near(two.accepted, 0.8556);
  near(two.right, (0.8556 * 0.54) / 0.62);
  assert.deepEqual(retryUntilPass(0, { sensitivity: 0.9, specificity: 1 }, 3), { accepted: 0, right: 0 });
});

test("a second try pays up to the false-positive rate at which its gain is nothing", () => {
  // Rejected: .06 / .5 = .12 of all; so .12 = .06 + .4 (1 - rate), and the rate is .85.
  near(breakEvenFalsePositive(0.6, 0.9, 1, 0.1), 0.85);
  const gain = (falsePositive: number): number => {
    const rejected = 0.6 * 0.1 + 0.4 * (1 - falsePositive);
    return rejected * (0.6 - 0.1) - 0.6 * 0.1;
  };
  near(gain(breakEvenFalsePositive(0.6, 0.9, 1, 0.1) ?? 0), 0);
  assert.equal(breakEvenFalsePositive(0.1, 0.9, 1, 0.1), null);
  assert.equal(breakEvenFalsePositive(0.1, 0.9, 1, 0.2), null);
  assert.equal(breakEvenFalsePositive(1, 0.9, 1, 0.1), null);
  assert.equal(breakEvenFalsePositive(0.6, 0.5, 1, 0.4), null);
});

test("a judge's mean is corrected by the audited differences, with the spread of both", () => {
  const judged = [1, 0, 1, 1];
  const audited = [
    { judge: 1, human: 1 },
    { judge: 1, human: 0 },
    { judge: 0, human: 1 },
    { judge: 1, human: 0 },
  ];
  // Means 3/4 and -1/4; variances 1/4 and (1/16 + 9/16 + 25/16 + 9/16) / 3 = 11/12.
  const { estimate, standardError } = predictionPowered(judged, audited);
  near(estimate, 0.5);
  near(standardError, Math.sqrt(0.25 / 4 + 11 / 12 / 4));
  const summary = fromMoments({ n: 100, mean: 0.7, variance: 0.2 }, { n: 10, mean: -0.1, variance: 0.3 });
  near(summary.estimate, 0.6);
  near(summary.standardError, Math.sqrt(0.002 + 0.03));
});
