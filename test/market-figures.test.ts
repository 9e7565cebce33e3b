import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenPromise } from "../bench/market-history.ts";
import { historyEffect, statements } from "../bench/market.ts";
import { misreportGain, randomInstance } from "../src/market/index.ts";
import { auc, brier, brierSkill, calibrationError } from "../src/statistics/index.ts";
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { stream } from "../src/util/random.ts";

test("in 2,000 random histories sums are zero after every event, nobody falls below its line and no cap is exceeded", () => {
  for (let index = 0; index < 2_000; index++) assert.equal(brokenPromise(`test/${index}`), undefined, `history ${index}`);
});

test("a lie gains nothing under execution-contingent payment, and something under the others, in 500 instances", () => {
  const most = (rule: "execution-contingent" | "second-score" | "first-price" | "anchor"): number => {
    const next = stream("lies");
    return Math.max(...Array.from({ length: 500 }, () => misreportGain(rule, randomInstance(next), 10).gain));
  };
  assert.ok(most("execution-contingent") <= 1e-9);
  for (const rule of ["second-score", "first-price", "anchor"] as const) assert.ok(most(rule) > 1, rule);
});

const published = parse<Record<string, string>>(
  readFileSync(new URL("../recorded/strangeloopcanon/marketbench_phase1_metrics.csv", import.meta.url), "utf8"),
  { columns: true },
);
const near = (got: number | undefined, wanted: number, digits: number, what: string): void =>
  assert.ok(got !== undefined && Math.abs(got - wanted) < 0.5 * 10 ** -digits + 1e-9, `${what}: got ${got}, published ${wanted}`);

test("Brier, ECE and pass rate of the six recorded models are the published ones to three digits", () => {
  const rows = published.filter((row) => row["slice"] === "first_30");
  assert.equal(rows.length, 7);
  for (const row of rows) {
    const own = statements().filter(({ model }) => row["model"] === "ALL" || model === row["model"]);
    assert.equal(own.length, Number(row["n"]));
    const what = row["model"] ?? "";
    near(brier(own), Number(row["brier"]), 3, `${what} Brier`);
    near(calibrationError(own), Number(row["ece_10bin"]), 3, `${what} ECE`);
    near(own.filter(({ passed }) => passed).length / own.length, Number(row["pass_rate"]), 3, `${what} pass rate`);
  }
});

test("AUC of the six recorded models is the published one to two digits", () => {
  const wanted = { "gpt-5.2-2025": 0.5, "gpt-5.2-pro": 0.57, "gpt-5-mini": 0.61, sonnet: 0.58, opus: 0.54, gemini: 0.48 };
  for (const [name, value] of Object.entries(wanted)) near(auc(statements().filter(({ model }) => model.includes(name))), value, 2, name);
});

test("skill over all 93 tasks is the published one to three digits, from Brier and pass rate", () => {
  // Published: README of multi-agent-scaling at 71fee3a, the column of the recorded rows.
  const wanted = { opus: 0.002, sonnet: 0.069, "gpt-5.2-pro": -0.132, gemini: -0.18, "gpt-5.2-2025": -0.268, "gpt-5-mini": -0.162 };
  for (const [name, value] of Object.entries(wanted)) {
    const row = published.find((one) => one["slice"]?.startsWith("pooled_93") && one["model"]?.includes(name));
    const passed = Math.round(Number(row?.["pass_rate"]) * 93);
    const rate = passed / 93;
    near(1 - Number(row?.["brier"]) / (rate * (1 - rate)), value, 3, name);
  }
});

test("skill of statements is one minus Brier over the variance of outcomes, on the recorded rows too", () => {
  const own = statements().filter(({ model }) => model.includes("opus"));
  near(brierSkill(own), 1 - 0.349133 / (0.433333 * 0.566667), 3, "opus");
});

test("calibrated bidding improves held-out statements in the direction of the published history card", () => {
  const { before, after } = historyEffect(40);
  // Published, 93 tasks: Brier .1835 -> .1693, ECE .1065 -> .0616.
  assert.ok(after.brier < before.brier - 0.03, `Brier ${before.brier} -> ${after.brier}`);
  assert.ok(after.ece < before.ece - 0.08, `ECE ${before.ece} -> ${after.ece}`);
});
