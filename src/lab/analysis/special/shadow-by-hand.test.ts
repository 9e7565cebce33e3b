import assert from "node:assert/strict";
import { test } from "node:test";
import type { Summary } from "../../../summary.ts";
import { fake } from "../../../models/fake.ts";
import { openLedger } from "../../plan/fixtures/open-ledger.ts";
import { callOf, endOf, eventsOf, planOf, rowOf, startOf, taskOf, topologyOf } from "../../plan/fixtures/plan-of.ts";
import { retryValues, shadowFigures } from "./shadow-figures.ts";

const seats = ["a", "b"].map((name) => ({ name, model: fake(["x"], { id: name }) }));
const tasks = ["t1", "t2", "t3", "t4", "learn"].map((id) => taskOf(id, { category: id === "t3" ? "south" : "north", value: 100 }));
const plan = planOf([topologyOf("solo", { seats }), topologyOf("unrun", { seats })], tasks, {
  shadow: tasks.slice(0, 4),
  learning: new Set(["learn"]),
});
const { ledger } = openLedger();
type Try = readonly [member: string, attempt: number, passed: boolean, cost: number];
const shadowed = (task: string, ...tries: Try[]) =>
  eventsOf(
    `@shadow/${task}/0`,
    { ...startOf("@shadow", task), category: task === "t3" ? "south" : "north" } as ReturnType<typeof startOf>,
    callOf(task, { purpose: "shadow", cost: 7 }),
    callOf(`g${task}`, { purpose: "grade", cost: 1000 }),
    ...tries.map(([member, attempt, passed, cost]) => ({
      type: "own" as const,
      name: "shadow",
      value: { member, attempt, passed, cost },
    })),
    endOf(),
  );
const events = [
  ...shadowed("t1", ["a", 1, true, 10], ["b", 1, false, 1], ["a", 2, true, 10], ["b", 2, false, 1]),
  ...shadowed("t2", ["a", 1, false, 10], ["b", 1, true, 2], ["a", 2, true, 10], ["b", 2, false, 2]),
  ...shadowed("t3", ["a", 1, false, 10], ["b", 1, false, 1], ["a", 2, false, 10], ["b", 2, false, 1]),
  ...shadowed("t4", ["a", 1, true, 10], ["b", 1, true, 1]),
  ...shadowed("learn", ["a", 1, true, 1], ["b", 1, true, 1]),
];
const rows = [
  rowOf("solo", "t1", { passed: true, cost: 20 }),
  rowOf("solo", "t2", { state: "failed", lost: { code: "provider", message: "" } }),
  rowOf("solo", "t3", { passed: true, cost: 5 }),
  rowOf("solo", "t9", { passed: true, cost: 5 }),
];
const summary = {} as Summary;
/** 1.96 standard errors of a mean. */
function halfOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return 1.96 * Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) / values.length);
}
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === "number" ? Number(one.toFixed(9)) : one)));

test("each way of choosing brings on the shadowed tasks what it brings by hand, beside who knew every outcome", () => {
  const found = shadowFigures({ plan, summary, rows, events, ledger });
  const policy = (who: object, [passRate, cost, surplus]: readonly number[], regrets?: readonly number[]) => ({
    ...who,
    passRate,
    cost,
    surplus,
    ...(regrets === undefined
      ? {}
      : { regret: { mean: regrets.reduce((sum, one) => sum + one, 0) / regrets.length, half: halfOf(regrets) } }),
  });
  const wanted = [
    // a on t1 (90), b on t2 (98) and t4 (99), nobody on t3.
    policy({ policy: "hindsight" }, [3 / 4, 13 / 4, 287 / 4]),
    // b alone: -1, 98, -1, 99, ahead of a's 90, -10, -10, 90.
    policy({ policy: "best-alone", name: "b" }, [2 / 4, 5 / 4, 195 / 4], [91, 0, 1, 0]),
    // a on t1, as both are unknown; a on t2 (66.7 - 10 against 33.3 - 1); a on t3, of another kind; b on t4 (50 - 1.5 against 50 - 10).
    policy({ policy: "record" }, [2 / 4, 31 / 4, 169 / 4], [0, 108, 10, 0]),
    // By lot: half of each.
    policy({ policy: "random" }, [2 / 4, 22.5 / 4, 177.5 / 4], [45.5, 54, 5.5, 4.5]),
    // Its trials on t1 and t3: one is asked again, one is of no shadowed task.
    policy({ policy: "topology", name: "solo" }, [1, 12.5, 87.5], [10, -95]),
  ];
  assert.deepEqual(rounded(found?.policies), rounded(wanted));
  assert.deepEqual([found?.shadowed, found?.tasks, found?.topologies, found?.cost], [4, 5, { shown: 1, of: 1 }, 35]);
  assert.deepEqual(found?.rescues, [
    { member: "a", failed: 2, same: 0.5, other: 0.5 },
    { member: "b", failed: 2, same: 0, other: 0.5 },
  ]);
});

test("without shadow runs there is nothing to tell, and of many topologies those that bring the most are shown", () => {
  assert.equal(shadowFigures({ plan, summary, rows, events: [], ledger }), undefined);
  const names = Array.from({ length: 14 }, (_, i) => `n${i}`);
  const many = planOf(
    names.map((name) => topologyOf(name, { seats })),
    tasks,
    { shadow: tasks },
  );
  const costly = names.map((name, i) => rowOf(name, "t1", { passed: true, cost: i === 0 ? 99 : i === 5 ? 98 : i }));
  const found = shadowFigures({ plan: many, summary, rows: costly, events, ledger });
  assert.deepEqual(found?.topologies, { shown: 12, of: 14 });
  // In plan order, without the two that cost the most.
  assert.deepEqual(
    found?.policies.slice(4).map(({ name }) => name),
    names.filter((name) => name !== "n0" && name !== "n5"),
  );
});

test("what a second try is worth is told by what came after a first one, of members that ever failed", () => {
  const one = (member: string, attempt: number, passed: boolean, task = "t1", repetition = 0) => ({
    task,
    category: "c",
    repetition,
    member,
    attempt,
    passed,
    cost: 1,
  });
  assert.deepEqual(retryValues([]), []);
  assert.deepEqual(retryValues([one("a", 1, true), one("b", 2, false)]), []);
  assert.deepEqual(retryValues([one("a", 1, false)]), [
    { member: "a", rate: 0, failed: 1, same: undefined, other: undefined, again: undefined },
  ]);
  const found = retryValues([
    one("a", 1, true),
    one("a", 2, false),
    one("b", 1, true),
    one("a", 1, false, "t1", 1),
    one("a", 2, true, "t1", 1),
    one("b", 1, true, "t1", 1),
    one("c", 1, false, "t1", 1),
    one("a", 1, true, "t2"),
    one("a", 2, true, "t2"),
    one("a", 1, false, "t3"),
    one("a", 2, false, "t3"),
    one("a", 1, true, "t4"),
  ]);
  // a failed two of five; its second tries then: right and wrong; after right ones: wrong and right. Others at the first of those: one of two.
  assert.deepEqual(
    found.map((row) => ({ ...row, rate: Number(row.rate.toFixed(12)) })),
    [
      { member: "a", rate: 0.6, failed: 2, same: 0.5, other: 0.5, again: 0.5 },
      { member: "c", rate: 0, failed: 1, same: undefined, other: 0.5, again: undefined },
    ],
  );
});
