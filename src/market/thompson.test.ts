import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { betaDraw, thompson } from "./thompson.ts";

test("draws have the mean and the variance of their Beta distribution", () => {
  for (const [a, b] of [
    [0.5, 0.5],
    [2, 5],
    [30, 10],
  ] as const) {
    const next = stream(`beta/${a}/${b}`);
    const draws = Array.from({ length: 20_000 }, () => betaDraw(a, b, next));
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    assert.ok(Math.abs(mean - a / (a + b)) < 0.01, `mean ${mean}`);
    assert.ok(Math.abs(variance - (a * b) / ((a + b) ** 2 * (a + b + 1))) < 0.005, `variance ${variance}`);
  }
});

test("an untried rival is tried before a mediocre one is settled on, and the better one gets most of the work", () => {
  const next = stream("bandit");
  const truth = { known: 0.6, better: 0.85 };
  const counts = { known: { passed: 6, tried: 10 }, better: { passed: 0, tried: 0 } };
  let better = 0;
  for (let task = 0; task < 300; task++) {
    const draws = { known: thompson(counts.known, next, 0.6, 4), better: thompson(counts.better, next, 0.6, 4) };
    const chosen = draws.better > draws.known ? "better" : "known";
    const passed = next() < truth[chosen];
    counts[chosen] = { passed: counts[chosen].passed + Number(passed), tried: counts[chosen].tried + 1 };
    if (chosen === "better") better++;
  }
  assert.ok(better > 220, `${better} of 300`);
});

test("an untried worker is drawn about its prior, the closer the stronger that is", () => {
  const spread = (passed: number, tried: number, mean: number, strength: number): { mean: number; variance: number } => {
    const next = stream(`prior/${mean}/${strength}`);
    const draws = Array.from({ length: 20_000 }, () => thompson({ passed, tried }, next, mean, strength));
    const average = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    return { mean: average, variance: draws.reduce((sum, draw) => sum + (draw - average) ** 2, 0) / draws.length };
  };
  for (const [passed, tried, mean, strength, a, b] of [
    [0, 0, 0.8, 10, 8, 2],
    [3, 5, 0.8, 10, 11, 4],
    [0, 0, 0.5, 40, 20, 20],
    // Decayed counts may pass more than they try.
    [5, 4, 0.5, 4, 7, 2],
  ] as const) {
    const drawn = spread(passed, tried, mean, strength);
    assert.ok(Math.abs(drawn.mean - a / (a + b)) < 0.01, `mean ${drawn.mean}`);
    assert.ok(Math.abs(drawn.variance - (a * b) / ((a + b) ** 2 * (a + b + 1))) < 0.002, `variance ${drawn.variance}`);
  }
});
