import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { cohenKappa, crossTable, krippendorffAlpha, weightedKappa } from "./agreement.ts";
import {
  breakEvenFalsePositive,
  correctedRate,
  fromMoments,
  predictionPowered,
  reportedRate,
  retryUntilPass,
  trustOfPass,
} from "./fallible.ts";
import { errorCorrelation, errorShares, lengthSlope, selfPreference, shareOf, swapConsistency } from "./judge-quality.ts";

function near(got: number | null | undefined, wanted: number, within = 5e-4): void {
  assert.ok(got !== null && got !== undefined && Math.abs(got - wanted) <= within, `${got} is not ${wanted}`);
}

test("kappa has its published values and shows the prevalence paradox", () => {
  near(
    cohenKappa([
      [20, 5],
      [10, 15],
    ]).kappa,
    0.4,
  );
  const skewed = cohenKappa([
    [85, 5],
    [5, 5],
  ]);
  near(skewed.kappa, 0.444);
  near(skewed.observed, 0.9);
  near(skewed.prevalence[0], 0.9);
  assert.equal(
    cohenKappa([
      [10, 0],
      [0, 0],
    ]).kappa,
    null,
  );
});

test("weighted kappa has its published values", () => {
  const table = [
    [10, 3, 1],
    [2, 8, 4],
    [1, 3, 12],
  ];
  near(weightedKappa(table, "none").kappa, 0.521);
  near(weightedKappa(table, "linear").kappa, 0.594);
  near(weightedKappa(table, "quadratic").kappa, 0.665);
});

test("a cross table drops what either rater left out", () => {
  assert.deepEqual(crossTable([true, false, undefined, true], [true, true, true, undefined], [true, false]), [
    [1, 0],
    [1, 0],
  ]);
});

test("Krippendorff's alpha has the textbook's values with missing ratings", () => {
  const row = (text: string) => text.split(" ").map((one) => (one === "-" ? undefined : Number(one)));
  const ratings = ["1 2 3 3 2 1 4 1 2 - - -", "1 2 3 3 2 2 4 1 2 5 - 3", "- 3 3 3 2 3 4 2 2 5 1 -", "1 2 3 3 2 4 4 1 2 5 1 -"].map(row);
  near(krippendorffAlpha(ratings, "nominal"), 0.743);
  near(krippendorffAlpha(ratings, "ordinal"), 0.815);
  near(krippendorffAlpha(ratings, "interval"), 0.849);
  assert.equal(
    krippendorffAlpha(
      [
        [1, 1],
        [1, 1],
      ],
      "nominal",
    ),
    null,
  );
});

test("a reported rate is corrected for the judge's errors", () => {
  const rates = { sensitivity: 0.9, specificity: 0.8 };
  near(reportedRate(0.5, rates), 0.55, 1e-12);
  near(correctedRate(0.55, rates)?.rate, 0.5, 1e-12);
  near(correctedRate(0.55, rates)?.varianceInflation, 1 / 0.49, 1e-9);
  assert.equal(correctedRate(0.5, { sensitivity: 0.5, specificity: 0.5 }), null);
});

test("the trust of a pass depends on the true rate, not on the number of attempts", () => {
  const rates = { sensitivity: 0.9, specificity: 0.8 };
  near(trustOfPass(0.5, rates), 0.818);
  near(trustOfPass(0.2, rates), 0.529);
  near(trustOfPass(0.8, rates), 0.947);
  const four = retryUntilPass(0.5, rates, 4);
  near(four.accepted, 0.959);
  near(four.right, 0.785);
  near(four.right / four.accepted, trustOfPass(0.5, rates) ?? 0, 1e-12);
});

test("a retry stops paying at a false-positive rate that simulation confirms", () => {
  const [p, sensitivity, value, cost] = [0.5, 0.9, 1, 0.1];
  const rate = breakEvenFalsePositive(p, sensitivity, value, cost);
  // By hand: .225 - .25 f gained in right answers against .055 - .05 f paid.
  const rejected = (f: number) => 1 - (p * sensitivity + (1 - p) * f);
  near(value * (p * sensitivity + rejected(rate ?? 0) * p - p) - cost * rejected(rate ?? 0), 0, 1e-9);
  near(rate, 0.85, 1e-6);
  assert.equal(breakEvenFalsePositive(0.5, 0.9, 1, 1), null);
  const next = stream("retry");
  const profit = (falsePositive: number) => {
    let sum = 0;
    for (let trial = 0; trial < 40_000; trial++) {
      const right = next() < p;
      if (next() < (right ? sensitivity : falsePositive)) sum += Number(right) * value;
      else sum += Number(next() < p) * value - cost;
    }
    return sum / 40_000 - p * value;
  };
  assert.ok(profit(0.7) > 0.01 && profit(1) < -0.005);
});

test("a prediction-powered estimate uses the audit to correct the judge", () => {
  const got = fromMoments({ n: 500, mean: 0.62, variance: 0.62 * 0.38 }, { n: 50, mean: -0.06, variance: 0.09 });
  near(got.estimate, 0.56, 1e-12);
  near(got.standardError, 0.048);
  const exact = predictionPowered(
    [1, 0, 1, 0],
    [
      { judge: 1, human: 0 },
      { judge: 0, human: 0 },
    ],
  );
  near(exact.estimate, 0, 1e-12);
});

test("error shares count abstentions apart and carry Wilson intervals", () => {
  const judged = [
    ...Array.from({ length: 8 }, () => ({ passed: true, right: true })),
    ...Array.from({ length: 2 }, () => ({ passed: false, right: true })),
    ...Array.from({ length: 10 }, (_, at) => ({ passed: at < 3, right: false })),
    { passed: undefined, right: false },
  ];
  const shares = errorShares(judged);
  assert.deepEqual([shares.falsePositive.rate, shares.falseNegative.rate, shares.abstained.count], [0.3, 0.2, 1]);
  assert.deepEqual(shares.rates, { sensitivity: 0.8, specificity: 0.7 });
  const wilson = shareOf(34, 45).interval;
  near(wilson?.[0], 0.6133, 5e-5);
  near(wilson?.[1], 0.8576, 5e-5);
  near(shareOf(0, 10).interval?.[1], 0.2775, 5e-5);
});

test("swaps tell a consistent judge from one that leans to the first place", () => {
  const swaps = [
    { forward: "a", backward: "a" },
    { forward: "a", backward: "b" },
    { forward: "a", backward: "b" },
    { forward: "b", backward: "a" },
    { forward: "tie", backward: "a" },
  ] as const;
  const got = swapConsistency(swaps);
  assert.equal(got.consistent.rate, 0.2);
  assert.deepEqual([got.firstPlace.count, got.firstPlace.of], [2, 3]);
});

test("self-preference compares judges on the same answers", () => {
  const verdict = (answer: string, judgeFamily: string, passed: boolean) => ({ answer, judgeFamily, authorFamily: "x", passed });
  const got = selfPreference([
    verdict("1", "x", true),
    verdict("2", "x", true),
    verdict("1", "y", true),
    verdict("2", "y", false),
    verdict("3", "y", false),
  ]);
  assert.deepEqual([got.own.rate, got.others.rate, got.difference], [1, 0.5, 0.5]);
});

test("the length slope is found within right and wrong answers, not between them", () => {
  const rows = [2, 4, 8, 16].flatMap((power) =>
    [true, false].map((right) => ({ right, length: 2 ** power * (right ? 1000 : 1), score: 0.01 * power + (right ? 0.5 : 0) })),
  );
  near(lengthSlope(rows)?.slope, 0.01 / Math.log(2), 1e-9);
  assert.equal(lengthSlope(rows.map((row) => ({ ...row, length: 9 }))), null);
});

test("judges that err together are told from those that do not", () => {
  const judge = (errors: string) => errors.split("").map((one) => ({ passed: one === "0", right: true }));
  near(errorCorrelation(judge("1100"), judge("1100")), 1, 1e-9);
  near(errorCorrelation(judge("1100"), judge("1010")), 0, 1e-9);
  assert.equal(errorCorrelation(judge("0000"), judge("1010")), null);
});
