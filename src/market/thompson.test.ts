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
