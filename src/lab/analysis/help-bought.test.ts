import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event } from "../../types.ts";
import { eventsOf, rowOf } from "../plan/fixtures/plan-of.ts";
import { helpBought } from "./help-bought.ts";

test("help is told by owner and helper, with its price, what it changed, and the owner alone on the same tasks", () => {
  const rows = [
    rowOf("alone", "t1", { passed: false, cost: 1e9, by: "a" }),
    rowOf("alone", "t2", { passed: true, cost: 1e9, by: "a" }),
    rowOf("alone", "t3", { passed: true, cost: 1e9, by: "b" }),
    rowOf("help", "t1", { passed: true, cost: 3e9, by: "a" }),
    rowOf("help", "t2", { passed: true, cost: 4e9, by: "a" }),
    rowOf("help", "t3", { passed: true, cost: 1e9, by: "b" }),
  ];
  const trial = (task: string) => rows.find((row) => row.topology === "help" && row.task === task)?.trial ?? "";
  const asked = (task: string, p: number, hired: string | null, price: number, changed: boolean): Event[] =>
    eventsOf(
      trial(task),
      { type: "own", name: "help-asked", value: { owner: "a", p, offers: [], hired } },
      { type: "award", member: "c", attempt: 1, score: 1, payment: price, rule: "hire" },
      { type: "own", name: "help", value: { owner: "a", helper: "c", price: price / 1e9, changed } },
    );
  const found = helpBought([...asked("t1", 0.4, "c", 2e8, true), ...asked("t2", 0.6, "c", 4e8, false)], rows, "alone");
  assert.deepEqual(found.asked, [
    { topology: "help", owner: "a", tasks: 2, asked: 2, hired: 2, p: 0.5 },
    { topology: "help", owner: "b", tasks: 1, asked: 0, hired: 0, p: null },
  ]);
  // Three and four dollars beside one each: 2.5 more in the mean; two passed and one alone.
  const [pair, ...others] = found.bought;
  assert.equal(others.length, 0);
  assert.ok(Math.abs((pair?.price ?? 0) - 0.3) < 1e-9);
  assert.deepEqual(
    { ...pair, price: 0 },
    { topology: "help", owner: "a", helper: "c", bought: 2, price: 0, changed: 1, passed: 2, alone: 1, extra: 2.5 },
  );
  assert.deepEqual(helpBought([], rows, "alone"), { asked: [], bought: [] });
});
