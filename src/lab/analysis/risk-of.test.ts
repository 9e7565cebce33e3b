import assert from "node:assert/strict";
import { test } from "node:test";
import type { TrialRow } from "../../statistics/index.ts";
import type { Plan } from "../plan/plan.ts";
import { riskOf } from "./risk-of.ts";

const dollar = 1_000_000_000;
const planOf = (worth: number | undefined) =>
  ({
    seed: "1",
    worth,
    topologies: [
      { name: "hub", topology: { name: "hub-spoke" } },
      { name: "trade", topology: { name: "market" } },
    ],
  }) as unknown as Plan;
const rowsOf = (n: number) =>
  Array.from({ length: n }, (_, task) => [
    { topology: "hub", task: `t${task}`, repetition: 0, passed: task < 0.95 * n, cost: 0.3 * dollar },
    { topology: "trade", task: `t${task}`, repetition: 0, passed: task < 0.8 * n, cost: 0.1 * dollar },
  ]).flat() as unknown as TrialRow[];

test("a dear hub that passes more beats the market from the aversion at which the spread it saves is worth its price, by hand", () => {
  const found = riskOf(planOf(dollar), rowsOf(100));
  const [row] = found?.rows ?? [];
  assert.equal(found?.beside, "trade");
  assert.equal(row?.topology, "hub");
  // Means .65 and .7, sds root(.95 x .05) and .4; worst tenths .2 and -.1.
  assert.ok(Math.abs((row.sd.weight ?? 0) - 0.05 / (0.4 - Math.sqrt(0.0475))) < 1e-9);
  assert.ok(Math.abs((row.cvar.weight ?? 0) - 0.05 / 0.35) < 1e-9);
  const [low, high] = row.sd.ci ?? [];
  assert.ok(typeof low === "number" && low <= (row.sd.weight ?? 0) && (high === null || (high ?? 0) >= (row.sd.weight ?? 0)));
});

test("nothing is told where a right answer has no worth, of a run without a market, and of fewer than 30 tasks", () => {
  assert.equal(riskOf(planOf(undefined), rowsOf(100)), undefined);
  assert.equal(riskOf(planOf(dollar), rowsOf(29)), undefined);
  const [hub] = planOf(dollar).topologies;
  assert.equal(riskOf({ ...planOf(dollar), topologies: [hub as Plan["topologies"][number]] }, rowsOf(100)), undefined);
});
