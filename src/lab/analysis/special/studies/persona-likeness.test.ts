import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../../../../models/fake.ts";
import type { Summary } from "../../../../summary.ts";
import { openLedger } from "../../../plan/fixtures/open-ledger.ts";
import { planOf, rowOf, taskOf, topologyOf } from "../../../plan/fixtures/plan-of.ts";
import { likeness } from "./persona-likeness.ts";

const seats = [{ name: "m", model: fake(["x"], { id: "m" }) }];
const ids = Array.from({ length: 40 }, (_, i) => `t${String(i).padStart(2, "0")}`);
const told = (arms: Readonly<Record<string, (task: number, repetition: number) => boolean>>): string[] =>
  likeness({
    plan: planOf(
      Object.keys(arms).map((name) => topologyOf(name, { seats })),
      ids.map((id) => taskOf(id)),
      { repetitions: 2 },
    ),
    rows: Object.entries(arms).flatMap(([name, passes]) =>
      ids.flatMap((id, i) => [0, 1].map((repetition) => rowOf(name, id, { repetition, passed: passes(i, repetition) }))),
    ),
    summary: {} as Summary,
    events: [],
    ledger: openLedger().ledger,
  });

test("two personas that fail apart end alike where both pass or both fail, and one of them passes where either does", () => {
  const lines = told({
    // Two tries of twenty passes each that differ on ten tasks.
    s1: (task, repetition) => (repetition === 0 ? task < 20 : task >= 5 && task < 25),
    // Thirty and twenty passes: ten tasks both, ten more the first, ten the second, ten none: phi 0 would need 30 x 20 / 40 = 15 both.
    "s1-p1": (task) => task < 20,
    "s1-p2": (task) => task >= 10 && task < 30,
  });
  assert.equal(lines.length, 2);
  assert.match(
    lines[1] ?? "",
    /^s1: they pass 50%, and two of them end alike on 50% of tasks, two tries without a persona on 75%; failures correlate by 0\.00 \(.*\), of two tries by 0\.50 \(.*\); one of the four passes 75%\.$/,
  );
});

test("a level without personas has no line, and what too few failures tell nothing of is said so", () => {
  assert.deepEqual(told({ solo: () => true }), []);
  assert.match(told({ s1: () => true, "s1-p1": () => true, "s1-p2": () => true })[1] ?? "", /correlate by what these tasks cannot tell/);
});
