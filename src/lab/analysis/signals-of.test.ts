import assert from "node:assert/strict";
import { test } from "node:test";
import { calibrationTable } from "../../report/tables/calibration-table.ts";
import { signalsOf } from "./signals-of.ts";

const bid = (topology: string, stated: number, used: number, passed: boolean) => ({
  member: "m",
  category: "c",
  task: "t",
  topology,
  stated,
  used,
  passed,
});

test("of the same bids it is told how well what was stated and what they were cleared with tell passes from failures", () => {
  const bids = [
    // Stated: of the four pairs of a pass and a failure one and a tie are in order. Cleared with: all of them.
    bid("plans", 0.9, 0.4, false),
    bid("plans", 0.5, 0.3, false),
    bid("plans", 0.5, 0.6, true),
    bid("plans", 0.6, 0.9, true),
    bid("plain", 0.5, 0.5, true),
    bid("one-sided", 0.5, 0.4, true),
  ];
  const signals = signalsOf(bids);
  assert.deepEqual(signals, [
    { topology: "plans", forecasts: 4, stated: 0.375, used: 1 },
    { topology: "one-sided", forecasts: 1, stated: null, used: null },
  ]);
  const { notes } = calibrationTable({ run: "r", world: "simulated", rows: [], bins: [], signals });
  assert.match(notes.join("\n"), /plans \(4 bids\): \.38 by what was stated, 1\.00 by what it cleared with/);
  assert.match(notes.join("\n"), /one-sided \(1 bid\): - by what was stated/);
});
