import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { stream } from "../util/random.ts";
import { calibration } from "./calibrate.ts";
import { betaMap, fitBeta, fitPlatt, isotonicMap, plattMap, shrinkMap } from "./calibration-maps.ts";
import { sigmoid, logit } from "../util/logistic.ts";
import { brier, type Forecast } from "./proper-scores.ts";

const near = (actual: number, expected: number, within: number) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not within ${within} of ${expected}`);

/** Forecasters whose true chance is sigmoid(a logit p + b) of what they state. */
function population(n: number, a: number, b: number, seed: string): Forecast[] {
  const next = stream(seed);
  return Array.from({ length: n }, () => {
    const p = 0.05 + 0.9 * next();
    return { p, passed: next() < sigmoid(a * logit(p) + b) };
  });
}

test("Platt's fit finds the slope and the shift that made the outcomes", () => {
  const { a, b } = fitPlatt(population(20_000, 0.5, -0.7, "platt"));
  near(a, 0.5, 0.05);
  near(b, -0.7, 0.05);
});

test("beta calibration finds a, b and c that made the outcomes", () => {
  const next = stream("beta");
  const forecasts = Array.from({ length: 20_000 }, () => {
    const p = 0.05 + 0.9 * next();
    return { p, passed: next() < sigmoid(2 * Math.log(p) - 0.5 * Math.log(1 - p) + 0.3) };
  });
  const fit = fitBeta(forecasts);
  near(fit.a, 2, 0.15);
  near(fit.b, 0.5, 0.1);
  near(fit.c, 0.3, 0.15);
});

test("without outcomes Platt's map is the identity, and an inverse forecaster gets its base rate", () => {
  near(plattMap(fitPlatt([]))(0.3), 0.3, 1e-9);
  const inverse = population(500, -1, 0, "inverse");
  const fit = fitPlatt(inverse);
  const rate = inverse.filter(({ passed }) => passed).length / inverse.length;
  assert.equal(fit.a, 0);
  near(plattMap(fit)(0.9), rate, 0.01);
});

test("isotonic regression pools adjacent violators into their common rate", () => {
  const at = (p: number, outcomes: readonly number[]) => outcomes.map((y) => ({ p, passed: y === 1 }));
  const map = isotonicMap([...at(0.2, [0, 1]), ...at(0.4, [1, 1, 1, 0]), ...at(0.6, [0, 1]), ...at(0.8, [1, 1])]);
  assert.ok(map !== undefined);
  near(map(0.2), 0.5, 1e-9);
  near(map(0.4), 4 / 6, 1e-9);
  near(map(0.6), 4 / 6, 1e-9);
  near(map(0.9), 0.99, 1e-9);
  near(map(0.1), 0.5, 1e-9);
  assert.equal(isotonicMap(at(0.62, [0, 1, 1])), undefined);
});

test("every map is monotone and stays within [0.01, 0.99]", () => {
  const forecast = fc.record({ p: fc.double({ min: 0, max: 1, noNaN: true }), passed: fc.boolean() });
  fc.assert(
    fc.property(fc.array(forecast, { maxLength: 130 }), fc.array(forecast, { maxLength: 30 }), (own, others) => {
      const maps = [calibration(own, [...own, ...others]).map, betaMap(fitBeta(own)), shrinkMap(0.5, 0.3), isotonicMap(own)];
      for (const map of maps) {
        if (map === undefined) continue;
        let last = 0;
        for (let p = 0; p <= 1.0001; p += 0.1) {
          const now = map(Math.min(1, p));
          assert.ok(now >= 0.01 && now <= 0.99 && now >= last - 1e-9, `${now} after ${last}`);
          last = now;
        }
      }
    }),
    { seed: 8, numRuns: 60 },
  );
});

test("the map grows with the evidence: shrink, Platt, beta, isotonic", () => {
  const all = population(1200, 0.5, -0.7, "kinds");
  assert.deepEqual(
    [0, 29, 30, 100, 1000].map((n) => calibration(all.slice(0, n), all.slice(0, n)).kind),
    ["shrink", "shrink", "platt", "beta", "isotonic"],
  );
  const constant = all.map(({ passed }) => ({ p: 0.62, passed }));
  assert.equal(calibration(constant, constant).kind, "beta");
});

test("calibrating an overconfident forecaster on earlier outcomes lowers the Brier score of later ones", () => {
  const all = population(400, 0.6, -1, "held out");
  const [earlier, later] = [all.slice(0, 200), all.slice(200)];
  const { map } = calibration(earlier, earlier);
  const mapped = later.map(({ p, passed }) => ({ p: map(p), passed }));
  assert.ok(brier(mapped) < brier(later) - 0.03, `${brier(mapped)} against ${brier(later)}`);
});

test("a map learnt elsewhere corrects from the first bid, gives way to the session's own outcomes, and is dropped at a hundred", () => {
  const learnt = { a: 0.5, b: -1 };
  const first = calibration([], [], learnt);
  assert.equal(first.kind, "platt");
  near(first.map(0.9), plattMap(learnt)(0.9), 1e-12);
  const own = population(99, 1, 1, "own");
  const later = calibration(own, own, learnt).map(0.6);
  assert.ok(later > plattMap(learnt)(0.6) + 0.1 && later < 0.9, `${later}`);
  const many = population(100, 1, 1, "many");
  assert.equal(calibration(many, many, learnt).map(0.6), calibration(many, many).map(0.6));
});
