import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { anytimeBounded } from "./anytime.ts";
import { bradleyTerry } from "./bradley-terry.ts";
import { auc, brier, calibrationError } from "./calibration.ts";
import { reachOf } from "./lead.ts";
import { expectedRegret, type Gap } from "./regret.ts";

interface Golden {
  readonly calibrations: readonly { p: number[]; passed: boolean[]; brier: number; ece: number; auc: number }[];
  readonly strengths: readonly { wins: number[][]; virtual: number; strengths: number[] }[];
  readonly decided: readonly { differences: number[]; p: number; ci: [number, number]; alpha: number; reach: number }[];
  readonly regrets: readonly { gaps: Gap[]; regret: number }[];
}
// Made by test/golden/statistics.py with SciPy, by other means than ours.
const golden = JSON.parse(readFileSync(new URL("../../test/golden/statistics.json", import.meta.url), "utf8")) as Golden;

function near(got: number | undefined, wanted: number, what: string, tolerance = 1e-9): void {
  assert.ok(Math.abs((got ?? Number.NaN) - wanted) < tolerance, `${what}: ${got} against ${wanted}`);
}

test("calibration error, Brier score and AUC of stored forecasts are SciPy's", () => {
  for (const { p, passed, ...wanted } of golden.calibrations) {
    const forecasts = p.map((stated, i) => ({ p: stated, passed: passed[i] === true }));
    near(brier(forecasts), wanted.brier, "Brier");
    near(calibrationError(forecasts), wanted.ece, "ECE");
    near(auc(forecasts), wanted.auc, "AUC");
  }
});

test("Bradley-Terry strengths are those that maximize the likelihood by SciPy", () => {
  for (const { wins, virtual, strengths } of golden.strengths) {
    const found = bradleyTerry(wins, virtual);
    for (const [i, wanted] of strengths.entries()) near(found?.[i], wanted, `arm ${i} with ${virtual} virtual`, 1e-6);
  }
});

test("what a run that stops by itself may say of its differences, and the regret of its leader, are SciPy's", () => {
  for (const { differences, p, ci, alpha, reach } of golden.decided) {
    const found = anytimeBounded(differences);
    near(found.p, p, "p at any look");
    near(found.interval[0], ci[0], "low");
    near(found.interval[1], ci[1], "high");
    near(reachOf(differences.length, alpha), reach, "reach");
  }
  for (const { gaps, regret } of golden.regrets) near(expectedRegret(gaps), regret, "regret", 1e-4);
});
