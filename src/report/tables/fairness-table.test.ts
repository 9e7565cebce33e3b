import assert from "node:assert/strict";
import { test } from "node:test";
import { type FairnessRow, fairnessTable } from "./fairness-table.ts";

const row = (topology: string, difference: number | null, rereads = false): FairnessRow => ({
  topology,
  passRate: difference === null ? 0.7 : 0.7 + difference,
  difference,
  ci: difference === null ? null : [difference - 0.01, difference + 0.02],
  perTask: 0.01,
  rereads,
});

test("points beside the model alone stand with their interval, and the dearest way of asking is the one that differs in nothing else", () => {
  const { rows, notes, title } = fairnessTable({
    kind: "fairness",
    simulated: true,
    baseline: "solo",
    rows: [row("solo", null), row("json", -0.025), row("blocks", 0), row("fusion", -0.1, true)],
  });
  assert.match(title, /SIMULATED/);
  assert.deepEqual(rows, [
    ["solo", "70.0%", "-", "$0.0100"],
    ["json", "67.5%", "-2.5 (-3.5 to -0.5)", "$0.0100"],
    ["blocks", "70.0%", "0.0 (-1.0 to +2.0)", "$0.0100"],
    ["fusion", "60.0%", "-10.0 (-11.0 to -8.0)", "$0.0100"],
  ]);
  assert.deepEqual(notes, [
    "Where nothing but the asking differs, json costs the most: -2.5 points.",
    "A closing call reads the model's own answer once more, which is more than another way of asking: fusion.",
  ]);
});

test("where nothing is lost the table says so", () => {
  const { notes } = fairnessTable({ kind: "fairness", simulated: false, baseline: "solo", rows: [row("solo", null), row("json", 0)] });
  assert.deepEqual(notes, ["No way of asking passes less than solo where nothing but the asking differs."]);
});
