import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fact, Purpose } from "../../types.ts";
import { noUsage } from "../../util/money.ts";
import { callOf, eventsOf, planOf } from "../plan/fixtures/plan-of.ts";
import { folded } from "../trials/fold.ts";
import { guardNotes } from "./guard-notes.ts";

const plan = planOf(["solo", "duo"], ["t1", "t2"]);
const scored = new Set(["solo/t1/0", "solo/t2/0", "duo/t1/0"]);
const guard = (name: string, tokens = 0, stopped = false): Fact => ({ type: "guard", guard: name, stopped, tokens });
const said = (output: number, purpose: Purpose = "attempt"): Fact => callOf("k", { purpose, usage: { ...noUsage, output } });

test("each guard has a line with the trials in which it fired, and tokens in vain are a share of what the topology said", () => {
  assert.deepEqual(
    folded(guardNotes(plan, scored), [
      ...eventsOf("solo/t1/0", said(100), said(50), said(900, "grade"), guard("loop", 30), guard("echo", 20), guard("loop", 10)),
      ...eventsOf("solo/t2/0", said(50), guard("loop", 10, true)),
      ...eventsOf("duo/t1/0", said(60), guard("loop", 6)),
      // Neither planned nor scored.
      ...eventsOf("duo/t2/0", said(60), guard("loop", 60)),
      ...eventsOf("gone/t1/0", said(60), guard("alarm", 60)),
    ]),
    [
      "Guard echo fired, in trials: solo 1.",
      "Guard loop fired, in trials: solo 2 (stopped 1), duo 1.",
      // The most that any guard tells of a trial: 30 + 10 of 200, and 6 of 60.
      "Output tokens spent after a guard's stop rule held: solo 20.0%, duo 10.0%.",
    ],
  );
});

test("without tokens in vain there are the guards alone, and without guards nothing", () => {
  assert.deepEqual(folded(guardNotes(plan, scored), eventsOf("duo/t1/0", guard("loop", 0, true))), [
    "Guard loop fired, in trials: duo 1 (stopped 1).",
  ]);
  assert.deepEqual(folded(guardNotes(plan, scored), eventsOf("duo/t1/0", said(5))), []);
  // Nothing was said, as far as anyone counted.
  assert.match(folded(guardNotes(plan, scored), eventsOf("duo/t1/0", guard("loop", 2))).at(-1) ?? "", /duo 200\.0%/);
});
