import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { anytimeBounded } from "./anytime.ts";
import { planPower } from "./plan-power.ts";

test("p at any look errs in at most 5% of null runs, and so does its interval", () => {
  const wrong = { p: 0, interval: 0 };
  for (let run = 0; run < 150; run++) {
    const next = stream(`null ${run}`);
    const passes = Array.from({ length: 120 }, () => (next() < 0.3 ? (next() < 0.5 ? 1 : -1) : 0));
    const { p, interval } = anytimeBounded(passes);
    if (p < 0.05) wrong.p += 1;
    if (interval[0] > 0 || interval[1] < 0) wrong.interval += 1;
  }
  assert.ok(wrong.p <= 8 && wrong.interval <= 8, JSON.stringify(wrong));
});

test("costs up to a ceiling hold at any look, skewed ones too", () => {
  let wrong = 0;
  for (let run = 0; run < 100; run++) {
    const next = stream(`skewed ${run}`);
    // One task in ten costs ten times as much as the others; the other topology always costs the mean. The ceiling is 20.
    const differences = Array.from({ length: 200 }, () => ((next() < 0.1 ? 10 : 1) - 1.9) / 20);
    if (differences.some((_, i) => i % 20 === 19 && outside(differences.slice(0, i + 1)))) wrong += 1;
  }
  assert.ok(wrong <= 10, String(wrong));
});

function outside(differences: readonly number[]): boolean {
  const { p, interval } = anytimeBounded(differences);
  return p < 0.05 || interval[0] > 0 || interval[1] < 0;
}

test("a clear difference is found", () => {
  const gains = Array.from({ length: 80 }, (_, i) => (i % 3 === 0 ? 1 : 0));
  const { p, interval } = anytimeBounded(gains);
  assert.ok(p < 0.001 && interval[0] > 0 && interval[1] < 1);
  assert.equal(anytimeBounded([0, 0, 0]).p, 1);
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
