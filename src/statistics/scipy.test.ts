import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { rateInterval, scoreInterval } from "./intervals.ts";
import { detectableExactly } from "./power.ts";
import { clopperPearson, type Interval, midP } from "./proportions.ts";
import { skewedMeanInterval, skewedMeanP } from "./skewed-mean.ts";

interface Golden {
  readonly clopperPearson: readonly { passes: number; n: number; ci: Interval }[];
  readonly midP: readonly { passes: number; n: number; ci: Interval }[];
  readonly rates: readonly { passes: number[]; trials: number[]; ci: Interval }[];
  readonly scores: readonly { values: number[]; ci: Interval }[];
  readonly skewedMeans: readonly { values: number[]; level: number; ci: Interval }[];
  readonly smallest: readonly { rate: number; discordance: number; side: 1 | -1; n: number; alpha: number; delta: number }[];
}
// Made by test/golden/statistics.py with SciPy, which solves the same definitions by other means.
const golden = JSON.parse(readFileSync(new URL("../../test/golden/statistics.json", import.meta.url), "utf8")) as Golden;

function near(got: Interval | undefined, wanted: Interval, what: string, tolerance = 1e-9): void {
  for (const end of [0, 1])
    assert.ok(Math.abs((got?.[end] ?? Number.NaN) - (wanted[end] ?? 0)) < tolerance, `${what}: ${got?.join()} against ${wanted.join()}`);
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

test("the smallest difference that the exact test finds on either side, at one odds ratio, is SciPy's", () => {
  for (const { rate, discordance, side, n, alpha, delta } of golden.smallest) {
    const got = detectableExactly({ rate, discordance }, side, n, { alpha });
    assert.ok(Math.abs((got ?? 0) - delta) < 2e-4, `${got} against ${delta}`);
  }
});
