import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { rateInterval, scoreInterval } from "./intervals.ts";
import { correctedRate } from "./judge-corrected.ts";
import { exchangeRate, netDifference } from "./net-value.ts";
import { detectableExactly } from "./power.ts";
import { clopperPearson, type Interval, midP } from "./proportions.ts";
import { skewedMeanInterval, skewedMeanP } from "./skewed-mean.ts";

interface Golden {
  readonly clopperPearson: readonly { passes: number; n: number; ci: Interval }[];
  readonly midP: readonly { passes: number; n: number; ci: Interval }[];
  readonly rates: readonly { passes: number[]; trials: number[]; ci: Interval }[];
  readonly scores: readonly { values: number[]; ci: Interval }[];
  readonly skewedMeans: readonly { values: number[]; level: number; ci: Interval }[];
  readonly nets: readonly {
    passes: [number[], number[]];
    costs: [number[], number[]];
    worth: number;
    repetitions: number;
    difference: number;
    ci: Interval;
    p: number;
    rate: number;
    between: [number, number | null];
  }[];
  readonly corrected: readonly { judged: number[]; labels: number[]; rate: number; ci: Interval }[];
  readonly smallest: readonly { rate: number; discordance: number; side: 1 | -1; n: number; alpha: number; delta: number }[];
}
// Made by test/golden/statistics.py with SciPy, which solves the same definitions by other means.
const golden = JSON.parse(readFileSync(new URL("../../test/golden/statistics.json", import.meta.url), "utf8")) as Golden;

function near(got: Interval | undefined, wanted: Interval, what: string, tolerance = 1e-9): void {
  for (const end of [0, 1])
    assert.ok(
      got?.[end] === wanted[end] || Math.abs((got?.[end] ?? Number.NaN) - (wanted[end] ?? 0)) < tolerance,
      `${what}: ${got?.join()} against ${wanted.join()}`,
    );
}

test("exact and mid-P intervals are SciPy's", () => {
  for (const { passes, n, ci } of golden.clopperPearson) near(clopperPearson(passes, n), ci, `Clopper-Pearson ${passes} of ${n}`);
  for (const { passes, n, ci } of golden.midP) near(midP(passes, n), ci, `mid-P ${passes} of ${n}`);
});

test("intervals of pass rates with repeats and of scores are those of their effective numbers by SciPy", () => {
  for (const { passes, trials, ci } of golden.rates) {
    near(rateInterval(passes.map((each, i) => ({ passes: each, trials: trials[i] ?? 0 }))), ci, `rate of ${trials.join()}`);
  }
  for (const { values, ci } of golden.scores) near(scoreInterval(values), ci, `score of ${values.join()}`);
});

test("the interval of a skewed mean is the wider of t and of Hall's transformation inverted by root finding, and its p reaches it", () => {
  for (const { values, level, ci } of golden.skewedMeans) {
    near(skewedMeanInterval(values, level), ci, `mean at ${level}`);
    // The mean is as far from 0 as the nearer end of the interval is from it: then p is one minus the level.
    const [low] = ci;
    const moved = values.map((value) => value - low);
    assert.ok(Math.abs(skewedMeanP(moved) - (1 - level)) < 1e-9, `${skewedMeanP(moved)} at ${level}`);
  }
});

test("the difference of net values, its interval and p, and the price of an extra pass with its ends are SciPy's", () => {
  for (const { passes, costs, worth, repetitions, ...wanted } of golden.nets) {
    const [a, b] = [Float64Array.from(costs[0]), Float64Array.from(costs[1])];
    const gains = (times: number) => Float64Array.from(passes[0], (own, i) => times * (own - (passes[1][i] ?? 0)));
    const found = netDifference({ gains: gains(worth), costs: { a, b }, worth, repetitions });
    assert.ok(Math.abs(found.difference - wanted.difference) < 1e-9);
    near(found.interval, wanted.ci, "net value");
    assert.ok(Math.abs((found.p ?? 2) / wanted.p - 1) < 1e-6, `p ${found.p} against ${wanted.p}`);
    const price = exchangeRate({ gains: gains(1), costs: { a, b }, worth: 1, repetitions });
    assert.ok(Math.abs((price?.rate ?? 0) - wanted.rate) < 1e-9);
    near(price?.interval, [wanted.between[0], wanted.between[1] ?? Number.POSITIVE_INFINITY], "price", 1e-7);
  }
});

test("rates that labels correct are those of SciPy's regression, and too few labels correct nothing", () => {
  for (const { judged, labels, rate, ci } of golden.corrected) {
    const tasks = judged.map((each, i) => ({ judged: each, ...(labels[i] === undefined ? {} : { label: labels[i] }) }));
    const found = correctedRate(tasks);
    assert.ok(Math.abs((found?.rate ?? 2) - rate) < 1e-9, `${found?.rate} against ${rate}`);
    near(found?.interval, ci, "corrected rate");
    assert.equal(found?.labelled, labels.length);
    assert.equal(correctedRate(tasks.map((task, i) => (i < 7 ? task : { judged: task.judged }))), undefined);
  }
});

test("an extra pass has no price where passes or costs are no more, no end above where more passes are not shown, and no interval for few tasks", () => {
  const of = (n: number, pass: (i: number) => number, cost: number) => ({
    gains: Float64Array.from({ length: n }, (_, i) => pass(i)),
    costs: {
      a: Float64Array.from({ length: n }, (_, i) => cost * (1 + ((i % 5) - 2) / 50)),
      b: Float64Array.from({ length: n }, (_, i) => 1 + ((i % 3) - 1) / 50),
    },
    worth: 1,
    repetitions: 1,
  });
  const sometimes = (i: number): number => (i % 10 === 0 ? 1 : 0);
  assert.equal(exchangeRate(of(30, () => 0, 2)), undefined);
  assert.equal(exchangeRate(of(30, sometimes, 0.5)), undefined);
  assert.equal(exchangeRate(of(30, (i) => -sometimes(i), 2)), undefined);
  // Ten thirds on one side and five of two thirds on the other come to nothing, and to 1e-16 in floating point.
  const thirds = (i: number): number => (i < 10 ? 1 / 3 : i < 15 ? -2 / 3 : 0);
  assert.notEqual(
    Array.from({ length: 30 }, (_, i) => thirds(i)).reduce((sum, each) => sum + each, 0),
    0,
  );
  assert.equal(exchangeRate(of(30, thirds, 2)), undefined);
  // Three of 30 tasks more, for a dollar more on each: $10 each. Three of three discordant tasks show nothing.
  const open = exchangeRate(of(30, sometimes, 2));
  assert.ok(Math.abs((open?.rate ?? 0) - 10) < 1e-9);
  assert.ok((open?.interval?.[0] ?? 0) > 1.5 && open?.interval?.[1] === Number.POSITIVE_INFINITY);
  const few = exchangeRate(of(10, sometimes, 2));
  assert.ok(few?.interval === undefined && few?.why === "too-few" && Math.abs(few.rate - 10) < 0.1);
});

test("the smallest difference that the exact test finds on either side, at one odds ratio, is SciPy's", () => {
  for (const { rate, discordance, side, n, alpha, delta } of golden.smallest) {
    const got = detectableExactly({ rate, discordance }, side, n, { alpha });
    assert.ok(Math.abs((got ?? 0) - delta) < 2e-4, `${got} against ${delta}`);
  }
});
