import assert from "node:assert/strict";
import { test } from "node:test";
import { bca, percentile, resamplesFor } from "./bootstrap.ts";
import { reliability } from "./calibration.ts";
import { calibrationErrorInterval } from "./calibration-interval.ts";
import { compare } from "./compare.ts";
import { costDifference, tailIndex } from "./cost-difference.ts";
import { row } from "./fixtures/row.ts";
import { mayLead, rankedRows } from "./leader.ts";
import { cvar, mean, quantile, variance } from "./moments.ts";
import { benjaminiHochberg, eBenjaminiHochberg, holm, holmLevel, leftOver } from "./multiplicity.ts";
import { attemptsFor, coverageAt, fitCoverage, passAtK, passHatK } from "./repeated-sampling.ts";
import { type About, summarize } from "./summarize.ts";
import { topologyRow } from "./topology-row.ts";

const near = (got: number | undefined, wanted: number, within = 1e-12): void =>
  assert.ok(Math.abs((got ?? Number.NaN) - wanted) < within, `${got} against ${wanted}`);

test("a statistic whose estimate no resample falls below keeps the percentiles of its resamples", () => {
  // How far the mean of a resample is from the mean itself: half of a normal distribution, whose quantiles are R's qnorm((1 + q) / 2).
  const values = Float64Array.from({ length: 40 }, (_, i) => Math.sin(i * 1.7) + i / 97);
  const total = values.reduce((sum, value) => sum + value, 0);
  const center = total / 40;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0));
  const far = ([sum = 0]: readonly number[]): number => (sum === total ? 0 : Math.abs(sum - total) + 1);
  const [low, high] = bca([values], far, "s", 0.8);
  near((low - 1) / spread, 0.12566, 0.02);
  near((high - 1) / spread, 1.64485, 0.05);
  assert.deepEqual(
    [resamplesFor(1), resamplesFor(100), resamplesFor(200), resamplesFor(500), resamplesFor(10_000)],
    [10_000, 10_000, 5_000, 2_000, 2_000],
  );
  assert.deepEqual(percentile(Float64Array.of(Number.NaN, 3, 1, Infinity, 2), 0.5), [1.5, 2.5]);
});

test("forecasts of certainty stand in the last bin with those just below it, and those of nothing in the first", () => {
  const forecasts = [0, 0.05, 0.95, 1].map((p) => ({ p, passed: p > 0.5 }));
  const bins = reliability(forecasts).map(({ count, stated, passed }) => [count, stated, passed]);
  assert.deepEqual(bins, [
    [2, 0.025, 0],
    [2, 0.975, 1],
  ]);
  // The tasks of a bin are counted with its own forecasts: a hundred failures of one task are one, which a small error gives too.
  const again = (task: (i: number) => string) =>
    calibrationErrorInterval(
      Array.from({ length: 100 }, (_, i) => ({ p: i % 2 === 0 ? 1 : 0.95, passed: false, task: task(i) })),
      "s",
    );
  const [one, many] = [again(() => "t"), again((i) => `t${i}`)];
  assert.ok(one[0] < 0.1 && many[0] > 0.9, `${one[0]} and ${many[0]}`);
});

test("a tail index is nothing over costs of nothing, infinite where nothing costs anything or all cost alike", () => {
  assert.equal(tailIndex(Float64Array.of(3, 2, 0, 0), 2), 0);
  assert.equal(tailIndex(Float64Array.of(0, 0, 0, 0), 2), Infinity);
  assert.equal(tailIndex(Float64Array.of(2, 2, 2, 2), 2), Infinity);
  // 2 / (ln 4 + ln 2).
  near(tailIndex(Float64Array.of(4, 2, 1, 1), 2), 2 / (3 * Math.LN2));
  assert.deepEqual(costDifference({ a: new Float64Array(0), b: new Float64Array(0) }), { why: "too-few" });
});

test("of net values of too few tasks there is no p, which is said as none", () => {
  const named = (i: number): string => `t${i}`;
  const table = (cost: number) => new Map(Array.from({ length: 19 }, (_, i) => [named(i), [row({ task: named(i), cost })]] as const));
  const { rows } = compare(
    new Map([
      ["a", table(2e9)],
      ["b", table(1e9)],
    ]),
    "b",
    "s",
    { worth: 5e9 },
  );
  const value = rows.find(({ metric }) => metric === "value");
  assert.deepEqual([value?.p, value?.ci, value?.noInterval, value?.difference], [null, null, "too-few", -1]);
});

test("an unfinished run shows those that it has not come to where the plan has trials of theirs", () => {
  const about: About = { run: "r", experiment: "e", world: "simulated", seed: "s", repetitions: 1, digest: "d", wallMs: 7 };
  const names = (more: Partial<About>): string[] =>
    summarize([row({ topology: "a" })], { ...about, topologies: ["z", "a", "b"], ...more }).topologies.map(({ name }) => name);
  const progress = { finished: 1, planned: 3 } as About["progress"] & object;
  assert.deepEqual(names({ progress, planned: { a: 1, b: 2 } }), ["a", "b"]);
  assert.deepEqual(names({ progress, planned: { a: 1, b: 0, z: 1 } }), ["z", "a"]);
  assert.deepEqual(names({ progress: { ...progress, finished: 3 }, planned: { a: 1, b: 2 } }), ["a"]);
  assert.deepEqual(names({}), ["a"]);
});

test("rates are pooled and places on the frontier drawn unless that is not wanted", () => {
  const about: About = { run: "r", experiment: "e", world: "simulated", seed: "s", repetitions: 1, digest: "d", wallMs: 7 };
  const rows = ["a", "b"].flatMap((topology, k) =>
    Array.from({ length: 24 }, (_, i) =>
      row({ topology, task: `t${i}`, category: `c${i % 3}`, passed: (i * 7 + k * 3) % 5 > 1, cost: (1 + k + (i % 4)) * 1e9 }),
    ),
  );
  const told = (more: Partial<About>) =>
    summarize(rows, { ...about, ...more }).topologies.map(({ frontierShare, byCategory }) => [
      frontierShare !== undefined,
      Object.values(byCategory).every(({ pooledRate }) => pooledRate !== undefined),
    ]);
  assert.deepEqual(told({}), [
    [true, true],
    [true, true],
  ]);
  assert.deepEqual(told({ pooling: false }), [
    [false, false],
    [false, false],
  ]);
});

test("who passes most leads, then who costs less; a bound, a row without results and one that no replay tells do not", () => {
  const plain = topologyRow("a", new Map(), {});
  const of = (name: string, passRate: number | null, perTrial: number, more: object = {}) => ({
    ...plain,
    name,
    passRate,
    cost: { ...plain.cost, perTrial },
    ...more,
  });
  const rows = [
    of("dear", 0.8, 3),
    of("bound", 1, 0, { bound: true }),
    of("poor", 0.2, 0),
    of("cheap", 0.8, 2),
    of("none", null, 0),
    of("untold", 0.9, 1, { replay: { state: "tasks lost", lost: 1, of: 2, why: "" } }),
  ];
  assert.deepEqual(
    rankedRows(rows).map(({ name }) => name),
    ["cheap", "dear", "poor"],
  );
  assert.deepEqual(rows.map(mayLead), [true, false, true, true, false, false]);
});

test("adjusted p-values are those of R's p.adjust, and truncated steps keep half of what they gain", () => {
  const ps = [0.04, 0.001, 0.2, 0.012, 0.021];
  // p.adjust(ps, "holm"), p.adjust(ps, "BH").
  for (const [i, wanted] of [0.08, 0.005, 0.2, 0.048, 0.063].entries()) near(holm(ps)[i], wanted);
  for (const [i, wanted] of [0.05, 0.005, 0.2, 0.03, 0.035].entries()) near(benjaminiHochberg(ps)[i], wanted);
  // Steps 1/5, then .5 / 4 + .5 / 5 = .225, .5 / 3 + .1 = .26667, .35, .6.
  for (const [i, wanted] of [0.04 / 0.35, 0.005, 0.2 / 0.6, 0.012 / 0.225, 0.021 / (0.5 / 3 + 0.1)].entries())
    near(holm(ps, 0.5)[i], wanted);
  assert.deepEqual([leftOver(5, 0, 0.5), leftOver(5, 2, 0.5), leftOver(5, 5, 0.5)], [0, 0.2, 1]);
  // Beside .001 and .012, one more test of three is made at 5% / 1; beside .03 alone of two, at half.
  near(holmLevel([0.001, 0.012]), 0.05);
  near(holmLevel([0.03]), 0.025);
  near(holmLevel([0.025]), 0.05);
  near(holmLevel([]), 0.05);
  assert.deepEqual(holm([]), []);
  assert.deepEqual(benjaminiHochberg([]), []);
  // Of four at 5%: 80 / k for the k-th largest; 30 and 41 as second and third need 40 and 26.7.
  assert.deepEqual(eBenjaminiHochberg([41, 1, 30, 100]), [true, false, true, true]);
  assert.deepEqual(eBenjaminiHochberg([39, 1, 26, 79]), [false, false, false, false]);
  assert.deepEqual(eBenjaminiHochberg([80]), [true]);
});

test("chances of passing once, or each time, in k of n tries are counted; a coverage curve goes through its points", () => {
  // C(3, 2) / C(5, 2) = .3 have no pass; C(2, 2) / C(5, 2) = .1 have two.
  near(passAtK(5, 2, 2), 0.7);
  near(passHatK(5, 2, 2), 0.1);
  assert.deepEqual([passAtK(5, 2, 4), passHatK(5, 2, 3), passAtK(5, 5, 1)], [1, 0, 1]);
  near(passAtK(5, 2, 3), 0.9);
  near(passAtK(5, 0, 5), 0, 1e-9);
  const curve = { a: -2, b: -0.5, seen: 4 };
  const points = [1, 2, 4].map((k) => ({ k, coverage: coverageAt(curve, k) }));
  const found = fitCoverage([...points, { k: 8, coverage: 1 }, { k: 16, coverage: 0 }]);
  near(found?.a, -2, 1e-9);
  near(found?.b, -0.5, 1e-9);
  assert.equal(found?.seen, 4);
  assert.deepEqual([fitCoverage(points.slice(0, 1)), fitCoverage([...points.slice(0, 1), ...points.slice(0, 1)])], [undefined, undefined]);
  // A point of three times the weight counts as three.
  const off = { k: 3, coverage: 0.5 };
  const [heavy, thrice] = [fitCoverage([...points, { ...off, weight: 3 }]), fitCoverage([...points, off, off, off])];
  near(heavy?.a, thrice?.a ?? 0);
  near(heavy?.b, thrice?.b ?? 0);
  // exp(-1 / k) is exp(-1) at one attempt, which is four times a quarter.
  assert.deepEqual(attemptsFor({ a: -1, b: -1, seen: 0.25 }, Math.exp(-1)), { k: 1, extrapolated: false });
  assert.equal(attemptsFor({ a: -1, b: -1, seen: 0.24 }, Math.exp(-1)).extrapolated, true);
});

test("means, variances, quantiles and tails of few values are those of a hand", () => {
  assert.deepEqual([mean([]), variance([1]), quantile([], 0.5)], [Number.NaN, Number.NaN, Number.NaN]);
  near(variance([1, 2, 4]), 7 / 3);
  assert.deepEqual([quantile([3, 1, 2], 0), quantile([3, 1, 2], 1), quantile([3, 1, 2], 0.25)], [1, 3, 1.5]);
  for (const q of [-0.1, 1.1, Number.NaN]) assert.throws(() => quantile([1], q), /share in \[0, 1\]/);
  // The worst quarter of five values is 1.25 of them: (5 + .25 x 4) / 1.25.
  near(cvar([1, 2, 3, 4, 5], 0.75), 4.8);
  near(cvar([1, 2, 3, 4, 5], 0), 3);
  assert.deepEqual([cvar([1, 5, 2], 1), cvar([], 0.5)], [5, Number.NaN]);
});
