import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../../calls/fake-desk.ts";
import { fake } from "../../models/fake.ts";
import { market } from "../../topologies/market.ts";
import type { CalibrationRow } from "./calibration-of.ts";
import { calibrationMaps } from "./calibration-report.ts";

const row = (category: string | undefined, forecasts: number, a: number, b: number) =>
  ({ member: "m", ...(category === undefined ? {} : { category }), forecasts, map: { a, b } }) as unknown as CalibrationRow;

test("a category with thirty statements has a correction of its own beside the member's, one with fewer has none", () => {
  const rows = [row(undefined, 70, 1, 0), row("math", 30, 0.5, -0.25), row("code", 29, 2, 1)];
  assert.deepEqual(calibrationMaps({ rows }), { m: { a: 1, b: 0, categories: { math: { a: 0.5, b: -0.25 } } } });
  assert.deepEqual(calibrationMaps({ rows: rows.slice(0, 1) }), { m: { a: 1, b: 0 } });
});

test("a first bid is corrected by what another run taught of its category, else by what it taught of the member", async () => {
  const maps = { m: { a: 1, b: 0, categories: { math: { a: 0, b: Math.log(0.25) } } } };
  const cleared = async (category: string) => {
    const model = fake(({ purpose }) => (purpose === "bid" ? { object: { p: 0.9, ask: 0, tokens: 1 } } : "x"), { priced: false });
    const task = { id: "t", category, prompt: "Do it.", value: 1e9 };
    const verifier = () => ({ ok: true as const, passed: true, score: 1, why: "" });
    const events = [
      {
        seq: 0,
        trial: "x/t/0",
        span: "",
        at: 0,
        hash: "",
        fact: { type: "trial-start", topology: "x", task: "t", category, repetition: 0 },
      },
    ] as const;
    const room = fakeDesk({
      members: { m: model },
      verifier,
      task: { ...task, grader: { kind: "none" } },
      trial: "x/t/0",
      earlier: events,
    });
    await market({ bidding: "calibrated", reputation: "none", house: { maps } }).solve(task, room.desk);
    return room.events().flatMap(({ fact }) => (fact.type === "bid" ? [fact.p] : []))[0] ?? 0;
  };
  // sigmoid(0 x logit .9 + ln .25) = .2; elsewhere .9 stays.
  assert.ok(Math.abs((await cleared("math")) - 0.2) < 1e-9);
  assert.ok(Math.abs((await cleared("code")) - 0.9) < 1e-9);
});
