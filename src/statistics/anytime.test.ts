import assert from "node:assert/strict";
import { test } from "node:test";
import { normal, stream } from "../util/random.ts";
import { anytimeBounded, anytimeUnbounded } from "./anytime.ts";
import { planPower } from "./plan-power.ts";

test("p at any look errs in at most 5% of null runs, bounded or not, and so does its interval", () => {
  const wrong = { bounded: 0, unbounded: 0, interval: 0 };
  for (let run = 0; run < 150; run++) {
    const next = stream(`null ${run}`);
    const passes = Array.from({ length: 120 }, () => (next() < 0.3 ? (next() < 0.5 ? 1 : -1) : 0));
    const costs = passes.map(() => Math.exp(normal(next)) - Math.exp(normal(next)));
    const [bounded, unbounded] = [anytimeBounded(passes), anytimeUnbounded(costs)];
    if (bounded.p < 0.05) wrong.bounded += 1;
    if (unbounded.p < 0.05) wrong.unbounded += 1;
    if (unbounded.interval[0] > 0 || unbounded.interval[1] < 0) wrong.interval += 1;
  }
  assert.ok(wrong.bounded <= 8 && wrong.unbounded <= 8 && wrong.interval <= 8, JSON.stringify(wrong));
});

test("a clear difference is found, and turning it around turns the interval", () => {
  const gains = Array.from({ length: 80 }, (_, i) => (i % 3 === 0 ? 1 : 0));
  const { p, interval } = anytimeBounded(gains);
  assert.ok(p < 0.001 && interval[0] > 0 && interval[1] < 1);
  const turned = anytimeUnbounded(gains.map((d) => -d));
  assert.deepEqual(turned.interval.map((end) => -end).reverse(), [...anytimeUnbounded(gains).interval]);
  assert.equal(turned.p, anytimeUnbounded(gains).p);
  assert.equal(anytimeBounded([0, 0, 0]).p, 1);
});

test("the asymptotic sequence reaches 3.035 standard errors at the 50 tasks where it is tightest", () => {
  const values = Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? 1 : -1));
  const { interval } = anytimeUnbounded(values);
  const sd = Math.sqrt(50 / 49);
  const reach = interval[1] / (sd / Math.sqrt(50));
  // sqrt(2 (x + 1) / x ln(sqrt(x + 1) / .05)) at x = 50 rho^2 = 8.7818.
  assert.ok(Math.abs(reach - 3.0354) < 0.001, String(reach));
});

test("a plan tells the published numbers of tasks, corrected for the comparisons", () => {
  const one = planPower({ discordance: 0.3 }, 50, 1, 0.1);
  assert.ok(Math.abs((one.smallest ?? 0) - 0.212) < 0.001);
  assert.equal(one.tasksForEffect, Math.ceil(234 * 1.1));
  const ten = planPower({ discordance: 0.3 }, 50, 10, 0.1);
  assert.ok((ten.smallest ?? 0) > 0.26 && (ten.tasksForEffect ?? 0) > 390);
  assert.equal(planPower({ discordance: 0.34 }, 15, 10).smallest, undefined);
  assert.ok(Math.abs((planPower({ sd: 0.5 }, 100, 1).smallest ?? 0) - 0.1414) < 0.002);
});
