import assert from "node:assert/strict";
import { test } from "node:test";
import { sigmoid } from "../util/logistic.ts";
import { stream } from "../util/random.ts";
import { calibration } from "./calibrate.ts";
import { betaMap, clipped, fitBeta, fitPlatt, identityPlatt, isotonicMap, plattMap, shrinkMap } from "./calibration-maps.ts";
import type { Forecast } from "./proper-scores.ts";

const near = (got: number, wanted: number, within = 1e-9): void =>
  assert.ok(Math.abs(got - wanted) <= within, `${got} is not within ${within} of ${wanted}`);

/** As many forecasts, in equal steps of p, that pass with the chance that their logarithms give. */
function drawn(a: number, b: number, c: number, n = 3000): Forecast[] {
  const next = stream("maps");
  return Array.from({ length: n }, (_, at) => {
    const p = 0.05 + (0.9 * (at % 100)) / 99;
    return { p, passed: next() < sigmoid(a * Math.log(p) - b * Math.log(1 - p) + c) };
  });
}

test("maps keep what they give within a hundredth of 0 and 1", () => {
  assert.deepEqual([0, 0.005, 0.5, 0.995, 1].map(clipped), [0.01, 0.01, 0.5, 0.99, 0.99]);
  near(shrinkMap(0.5, 0.3)(0.9), 0.62);
  near(shrinkMap(0.2, 0)(0.9), 0.2);
  near(shrinkMap(0, 0)(0.9), 0.01);
  near(plattMap(identityPlatt)(0.3), 0.3);
  near(plattMap(identityPlatt)(0), 0.01);
  // The odds of .8 are 4: 4² e^.5 of them.
  near(plattMap({ a: 2, b: 0.5 })(0.8), (16 * Math.exp(0.5)) / (1 + 16 * Math.exp(0.5)));
  // At one half: 2 ln .5 - .5 ln .5 + .3.
  const odds = Math.exp(0.3) / 2 ** 1.5;
  near(betaMap({ a: 2, b: 0.5, c: 0.3 })(0.5), odds / (1 + odds));
  near(betaMap({ a: 1, b: 1, c: 0 })(0.3), 0.3);
});

test("Platt's fit is where what is left over is as large as the pull to what it is shrunk to", () => {
  const forecasts = drawn(1, 0.5, 0.2, 60);
  for (const [toward, strength] of [
    [{ a: 1, b: 0 }, 1],
    [{ a: 0.5, b: -1 }, 5],
  ] as const) {
    const { a, b } = fitPlatt(forecasts, toward, strength);
    const rest = forecasts.map(({ p, passed }) => ({
      x: Math.log(p / (1 - p)),
      gap: Number(passed) - sigmoid(a * Math.log(p / (1 - p)) + b),
    }));
    near(
      rest.reduce((sum, { gap }) => sum + gap, 0),
      strength * (b - toward.b),
      1e-4,
    );
    near(
      rest.reduce((sum, { x, gap }) => sum + x * gap, 0),
      strength * (a - toward.a),
      1e-4,
    );
  }
});

test("a forecaster who says the contrary gets one level, shrunk as the fit is", () => {
  const forecasts = [0.1, 0.2, 0.9, 0.8, 0.95].flatMap((p) => Array.from({ length: 40 }, (_, at) => ({ p, passed: p < 0.5 || at < 4 })));
  const { a, b } = fitPlatt(forecasts, { a: 1, b: 2 }, 5);
  assert.equal(a, 0);
  // 92 of 200 pass.
  near(92 - 200 * sigmoid(b), 5 * (b - 2), 1e-4);
});

test("beta calibration cuts the slope that would be negative, and both where both would be", () => {
  for (const [a, b, kept] of [
    [2, 0.5, "ab"],
    [-0.5, 2, "b"],
    [2, -0.5, "a"],
    [-1, -1, ""],
  ] as const) {
    const forecasts = drawn(a, b, 0.3);
    const fit = fitBeta(forecasts);
    assert.equal(`${fit.a > 0 ? "a" : ""}${fit.b > 0 ? "b" : ""}`, kept, `${a}, ${b}`);
    assert.ok(fit.a >= 0 && fit.b >= 0);
    const rest = forecasts.map(({ p, passed }) => ({
      x: Math.log(p),
      y: -Math.log(1 - p),
      gap: Number(passed) - sigmoid(fit.a * Math.log(p) - fit.b * Math.log(1 - p) + fit.c),
    }));
    near(
      rest.reduce((sum, { gap }) => sum + gap, 0),
      fit.c,
      1e-3,
    );
    if (fit.a > 0)
      near(
        rest.reduce((sum, { x, gap }) => sum + x * gap, 0),
        fit.a - 1,
        1e-3,
      );
    if (fit.b > 0)
      near(
        rest.reduce((sum, { y, gap }) => sum + y * gap, 0),
        fit.b - 1,
        1e-3,
      );
  }
  const strong = fitBeta(drawn(2, 0.5, 0.3, 100), 1e9);
  near(strong.a, 1, 1e-5);
  near(strong.b, 1, 1e-5);
  near(strong.c, 0, 1e-5);
});

test("isotonic regression pools a rate with every higher one before it", () => {
  const at = (p: number, passed: number, tried: number) => Array.from({ length: tried }, (_, one) => ({ p, passed: one < passed }));
  // 3/4, then 1/2, then 0: all are 4/10; then 3/5 stays.
  const map = isotonicMap([...at(0.8, 3, 5), ...at(0.2, 3, 4), ...at(0.6, 0, 4), ...at(0.4, 1, 2)]);
  assert.ok(map !== undefined);
  for (const [p, rate] of [
    [0.1, 0.4],
    [0.2, 0.4],
    [0.5, 0.4],
    [0.6, 0.4],
    [0.79, 0.4],
    [0.8, 0.6],
    [1, 0.6],
  ] as const)
    near(map(p), rate);
  const rising = isotonicMap([...at(0.2, 1, 4), ...at(0.4, 1, 2), ...at(0.6, 3, 4)]);
  assert.deepEqual(
    [0.2, 0.3, 0.4, 0.6].map((p) => rising?.(p)),
    [0.25, 0.25, 0.5, 0.75],
  );
  assert.equal(isotonicMap([]), undefined);
});

test("statements count half at first, then less, unless they prove better than the base rate", () => {
  // Without outcomes: half of what is said, half of a record of one half.
  near(calibration([], []).map(0.9), 0.7);
  // A pool of 10 of 10 is, with four made-up halves, a record of 12/14.
  const passed = (n: number, p: number, ok: boolean): Forecast[] => Array.from({ length: n }, () => ({ p, passed: ok }));
  near(calibration([], passed(10, 0.9, true)).map(0.9), 0.5 * 0.9 + (0.5 * 12) / 14);
  // Three of three, with ten of one half: 8/13; the statements count .5 (1 - 3/15).
  near(calibration(passed(3, 0.9, true), []).map(0.9), 0.4 * 0.9 + (0.6 * 8) / 13);
  // From fifteen on statements that tell nothing count for nothing: 20/25.
  near(calibration(passed(15, 0.9, true), []).map(0.9), 20 / 25);
  near(calibration(passed(20, 0.9, true), []).map(0.9), 25 / 30);
  // Ten of twenty, all foretold: skill 1 - .01/.25, by 20/50; the record is one half.
  const told = [...passed(10, 0.9, true), ...passed(10, 0.1, false)];
  near(calibration(told, told).map(0.9), 0.384 * 0.9 + 0.616 * 0.5);
  assert.equal(calibration(told, told).n, 20);
});
