import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { baseBrier, brier, murphy, skill, trustWeight } from "./proper-scores.ts";
import { anchored, counted, noCounts, poolPrior, posterior, scored } from "./reputation.ts";

const near = (actual: number, expected: number, within: number) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not within ${within} of ${expected}`);

test("with strength 10 and mean 0.6, 3 of 3 is 0.692, 30 of 40 is 0.72 and 0 of 2 is 0.50", () => {
  near(posterior({ passed: 3, tried: 3 }, 0.6, 10), 0.6923, 1e-4);
  near(posterior({ passed: 30, tried: 40 }, 0.6, 10), 0.72, 1e-12);
  near(posterior({ passed: 0, tried: 2 }, 0.6, 10), 0.5, 1e-12);
});

test("old outcomes fade: the count never exceeds 1 / (1 - decay)", () => {
  let counts = noCounts;
  for (let i = 0; i < 2000; i++) counts = counted(counts, true, 0.98);
  near(counts.tried, 50, 1e-6);
  for (let i = 0; i < 100; i++) counts = counted(counts, false, 0.98);
  assert.ok(posterior(counts) < 0.2);
});

test("workers that differ give a weak prior, workers that are alike a strong one, both within [2, 50]", () => {
  const apart = poolPrior([
    { passed: 2, tried: 40 },
    { passed: 38, tried: 40 },
    { passed: 20, tried: 40 },
  ]);
  const alike = poolPrior([
    { passed: 20, tried: 40 },
    { passed: 20, tried: 40 },
    { passed: 20, tried: 40 },
  ]);
  assert.ok(apart.strength >= 2 && apart.strength < 4, String(apart.strength));
  assert.equal(alike.strength, 50);
  assert.deepEqual(poolPrior([]), { mean: 0.5, strength: 4 });
});

test("a forecaster who says the base rate drifts nowhere, a skilled one rises, an inflator falls", () => {
  const next = stream("drift");
  const merit = { base: 0, skilled: 0, inflator: 0 };
  const n = 4000;
  for (let i = 0; i < n; i++) {
    const chance = next() < 0.5 ? 0.3 : 0.9;
    const passed = next() < chance;
    merit.base = scored(merit.base, 0.6, passed, 0.24);
    merit.skilled = scored(merit.skilled, chance, passed, 0.24);
    merit.inflator = scored(merit.inflator, 1, passed, 0.24);
  }
  near(merit.base / n, 0, 0.005);
  assert.ok(merit.skilled / n > 0.03 && merit.inflator / n < -0.05, JSON.stringify(merit));
});

test("the anchor's rule breaks even at a pass rate of 76.9% and stays within [0.5, 1.25]", () => {
  near((0.2 / 0.26) * 0.06 - (1 - 0.2 / 0.26) * 0.2, 0, 1e-12);
  near(anchored(1, true), 1.06, 1e-12);
  near(anchored(1, false), 0.8, 1e-12);
  assert.deepEqual([anchored(1.24, true), anchored(0.6, false)], [1.25, 0.5]);
});

test("Murphy's parts add up to the Brier score exactly", () => {
  const next = stream("murphy");
  const forecasts = Array.from({ length: 200 }, () => ({ p: Math.floor(next() * 5) / 5, passed: next() < 0.4 }));
  const { reliability, resolution, uncertainty } = murphy(forecasts);
  near(reliability - resolution + uncertainty, brier(forecasts), 1e-12);
});

test("skill is measured against the base rate, and trust grows with the number of outcomes", () => {
  near(skill(0.16, baseBrier(0.8)), 0, 1e-12);
  near(skill(0.12, baseBrier(0.8)), 0.25, 1e-9);
  near(trustWeight(0.25, 30), 0.125, 1e-12);
  assert.deepEqual([trustWeight(-1, 500), trustWeight(0.25, 0)], [0, 0]);
});
