import assert from "node:assert/strict";
import { test } from "node:test";
import { errorCorrelation, errorShares, type JudgedCase, lengthSlope, selfPreference, shareOf, swapConsistency } from "./judge-quality.ts";

const near = (got: number | null | undefined, wanted: number, places = 6): void =>
  assert.equal(got?.toFixed(places), wanted.toFixed(places));

test("a share has the interval of Wilson, within 0 and 1", () => {
  assert.deepEqual(shareOf(0, 0), { count: 0, of: 0, rate: null, interval: null });
  for (const [count, of, low, high] of [
    [8, 10, 0.4901625, 0.9433178],
    [0, 10, 0, 0.2775328],
    [10, 10, 0.7224672, 1],
    [1, 1, 0.2065493, 1],
  ] as const) {
    const share = shareOf(count, of);
    near(share.rate, count / of);
    near(share.interval?.[0], low, 5);
    near(share.interval?.[1], high, 5);
    assert.deepEqual([share.count, share.of], [count, of]);
  }
  assert.equal(shareOf(0, 10).interval?.[0], 0);
});

test("errors are counted among the wrong and among the right answers, abstentions among all", () => {
  const judged: JudgedCase[] = [
    { passed: true, right: true },
    { passed: true, right: true },
    { passed: true, right: true },
    { passed: false, right: true },
    { passed: true, right: false },
    { passed: false, right: false },
    { right: true },
    { right: false },
  ];
  const shares = errorShares(judged);
  assert.deepEqual([shares.falsePositive.count, shares.falsePositive.of], [1, 2]);
  assert.deepEqual([shares.falseNegative.count, shares.falseNegative.of], [1, 4]);
  assert.deepEqual([shares.abstained.count, shares.abstained.of], [2, 8]);
  assert.deepEqual(shares.rates, { sensitivity: 0.75, specificity: 0.5 });
  assert.equal(errorShares(judged.filter(({ right }) => right)).rates, null);
  assert.equal(errorShares(judged.filter(({ right }) => !right)).rates, null);
});

test("a swap is consistent with the same winner twice; among the others the first place is counted", () => {
  const { consistent, firstPlace } = swapConsistency([
    { forward: "a", backward: "a" },
    { forward: "tie", backward: "tie" },
    { forward: "a", backward: "b" },
    { forward: "a", backward: "b" },
    { forward: "b", backward: "a" },
    { forward: "tie", backward: "b" },
    { forward: "a", backward: "tie" },
  ]);
  assert.deepEqual([consistent.count, consistent.of], [2, 7]);
  assert.deepEqual([firstPlace.count, firstPlace.of], [2, 3]);
});

test("self-preference compares kin with strangers on the same answers", () => {
  const verdict = (answer: string, judgeFamily: string, passed: boolean) => ({ answer, judgeFamily, authorFamily: "x", passed });
  const verdicts = [
    verdict("1", "x", true),
    verdict("2", "x", true),
    verdict("3", "x", true),
    verdict("4", "x", false),
    verdict("1", "y", true),
    verdict("2", "y", false),
    verdict("3", "z", false),
    verdict("4", "z", false),
    // An answer that no kin judged says nothing.
    verdict("5", "y", true),
  ];
  const { own, others, difference } = selfPreference(verdicts);
  assert.deepEqual([own.count, own.of, others.count, others.of, difference], [3, 4, 1, 4, 0.5]);
  assert.equal(selfPreference(verdicts.filter(({ judgeFamily }) => judgeFamily === "x")).difference, null);
  assert.equal(selfPreference(verdicts.filter(({ judgeFamily }) => judgeFamily !== "x")).difference, null);
});

test("the slope of score by the logarithm of length is taken within right and within wrong answers", () => {
  const one = (x: number, score: number, right: boolean) => ({ score, right, length: x === 0 ? 0 : Math.exp(x) });
  const judged = [one(0, 0, true), one(1, 1, true), one(2, 2, true), one(0, 1, false), one(2, 1, false)];
  const slope = lengthSlope(judged);
  // Right: x and y from -1 to 1; wrong: x of -1 and 1, y of 0. So 2 / 4, and a rest of 1 over 2 degrees of freedom and 4.
  near(slope?.slope, 0.5);
  near(slope?.standardError, Math.sqrt(1 / 2 / 4));
  const four = lengthSlope([one(0, 0, true), one(2, 1, true), one(0, 1, false), one(2, 1, false)]);
  // 2 / 4 · 1/2: x of ±1 twice, y of ±1/2 and 0; the rest is 4 · (1/4)² over one degree of freedom and 4.
  near(four?.slope, 0.25);
  near(four?.standardError, Math.sqrt(0.25 / 1 / 4));
  assert.equal(lengthSlope(judged.slice(0, 3)), null);
  assert.equal(lengthSlope([one(1, 0, true), one(1, 1, true), one(1, 1, false), one(1, 0, false)]), null);
  assert.equal(lengthSlope([]), null);
});

test("the errors of two judges correlate by phi", () => {
  const judged = (errors: string): JudgedCase[] =>
    errors.split("").map((error, at) => ({ right: at % 2 === 0, ...(error !== "?" && { passed: (at % 2 === 0) !== (error === "1") }) }));
  const phi = (first: string, second: string): number | null => errorCorrelation(judged(first), judged(second));
  near(phi("1100", "1100"), 1);
  near(phi("1100", "0011"), -1);
  near(phi("1100", "1010"), 0);
  // Means of 1/2 and 1/4, both in 1/4: (1/4 - 1/8) / √(1/4 · 3/16).
  near(phi("1100", "1000"), 1 / Math.sqrt(3));
  near(phi("1100?1", "11001?"), 1);
  near(phi("1100", "11001"), 1);
  near(phi("11001", "1100"), 1);
  assert.equal(phi("0000", "1100"), null);
  assert.equal(phi("1111", "1100"), null);
  assert.equal(phi("", ""), null);
});
