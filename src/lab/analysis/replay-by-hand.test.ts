import assert from "node:assert/strict";
import { test } from "node:test";
import { noConfidence, outOfSamples } from "../../models/recorded/index.ts";
import type { Fact } from "../../types.ts";
import { callOf, endOf, eventsOf, gradeOf, planOf, rowOf, startOf } from "../plan/fixtures/plan-of.ts";
import type { Plan } from "../plan/plan.ts";
import { folded } from "../trials/fold.ts";
import { replayedRows, replayReadings, replayRows } from "./replay-readings.ts";

const samples: Readonly<Record<string, number>> = { "t1 m": 4, "t2 m": 2, "t3 m": 3, "t1 n": 6, "t2 n": 6, "t3 n": 6 };
const record = { models: ["m", "n"], samples: (task: string, model: string) => samples[`${task} ${model}`] ?? 0 } as unknown as NonNullable<
  Plan["record"]
>;
const plan = planOf(["solo"], ["t1", "t2", "t3"], { record, repetitions: 12 });
const asked = (model: string, change: object = {}): Fact => callOf("k", { model, ask: "same", ...change });
const unrecorded = { code: "unrecorded", message: "nobody asked that" } as const;
const reading = (task: string, ...facts: Fact[]) =>
  folded(replayReadings(plan), eventsOf("a", startOf("solo", task), ...facts, endOf())).get("solo");
const lostTasks = (task: string, ...facts: Fact[]) => [...(reading(task, ...facts)?.tasks ?? [])];

test("a topology that asked for more tries of one ask than a task has loses that task, whatever became of it", () => {
  const found = reading("t1", asked("m"), asked("m"), asked("m"));
  assert.deepEqual([[...(found?.tasks ?? [])], found?.why], [["t2"], "m was asked for 3 tries of a task, and has fewer of some."]);
  // Other asks, other models, bids and failures are no tries of the same.
  assert.deepEqual(lostTasks("t1", asked("m"), asked("m"), asked("m", { ask: "other" }), asked("n")), []);
  assert.deepEqual(lostTasks("t1", asked("m"), asked("m"), asked("m", { purpose: "bid" })), []);
  assert.deepEqual(lostTasks("t1", asked("m"), asked("m"), asked("m", { failure: { code: "timeout", message: "" } })), []);
  assert.equal(reading("t1", asked("none"))?.why, "none was asked for 1 try of a task, and has fewer of some.");
});

test("a try beyond the samples counts as one, and loses its own task with what was said", () => {
  const found = reading("t3", asked("m"), asked("m"), asked("m", { failure: unrecorded, flags: [outOfSamples] }));
  assert.deepEqual([[...(found?.tasks ?? [])], found?.why], [["t2", "t3"], "nobody asked that"]);
});

test("a probability that nobody recorded loses its task; anything else that is not on record loses all of them, and that is told", () => {
  assert.deepEqual(lostTasks("t2", asked("m", { failure: unrecorded, flags: [noConfidence] })), ["t2"]);
  const all = ["t1", "t2", "t3"];
  assert.deepEqual(lostTasks("t2", asked("m", { failure: unrecorded })), all);
  assert.deepEqual(lostTasks("t2", { type: "unverified", member: "m", why: "no verdict", code: "unrecorded" }), all);
  assert.deepEqual(lostTasks("t2", { type: "unverified", member: "m", why: "no verdict", code: "unknown" }), []);
  assert.deepEqual(lostTasks("t2", gradeOf({ code: "unrecorded", scored: false })), all);
  assert.deepEqual(lostTasks("t2", gradeOf({ code: "timeout", scored: false })), []);
  const first = reading(
    "t2",
    asked("m", { failure: { ...unrecorded, message: "a probability" }, flags: [noConfidence] }),
    gradeOf({ code: "unrecorded", why: "a grade" }),
    asked("m", { failure: { ...unrecorded, message: "a message" } }),
  );
  assert.equal(first?.why, "a grade");
});

test("an end for want of a record loses the task; what comes after an end or without a start is nobody's", () => {
  const of = (...facts: Fact[]) => folded(replayReadings(plan), eventsOf("a", ...facts)).get("solo");
  const ended = endOf({ state: "censored", failure: unrecorded });
  assert.deepEqual([...(of(startOf("solo", "t3"), ended)?.tasks ?? [])], ["t3"]);
  assert.deepEqual([...(of(startOf("solo", "t3"), endOf({ failure: { code: "timeout", message: "" } }))?.tasks ?? [])], []);
  assert.deepEqual([...(of(startOf("solo", "t3"), endOf(), asked("m", { failure: unrecorded }))?.tasks ?? [])], []);
  assert.equal(of(asked("m", { failure: unrecorded })), undefined);
});

test("of a task whole rounds through its tries are counted: the multiple of all that were asked, or all repetitions where one round is longer", () => {
  const found = reading("t1", asked("m"), asked("n"));
  // t1: rounds of 12, t2: of 6, t3: of 6.
  assert.deepEqual(
    ["t1", "t2", "t3"].map((task) => found?.counted(task)),
    [12, 12, 12],
  );
  const other = { ...plan, repetitions: 10, repeats: { of: new Map([["t2", 7]]), least: 7 } };
  const counted = folded(replayReadings(other), eventsOf("a", startOf("solo", "t1"), asked("m"), endOf())).get("solo")?.counted;
  // t1 has rounds of 4 in 10, t2 of 2 in 7, t3 of 3 in 10.
  assert.deepEqual(
    ["t1", "t2", "t3"].map((task) => counted?.(task)),
    [8, 6, 9],
  );
  const short = folded(replayReadings({ ...plan, repetitions: 3 }), eventsOf("a", startOf("solo", "t1"), asked("m"), endOf()));
  // A round of 4 is longer than the run.
  assert.equal(short.get("solo")?.counted("t1"), 3);
});

test("a plan without a record has no readings, and rows are kept by what can be told", () => {
  assert.equal(folded(replayReadings(planOf(["solo"], ["t1"])), eventsOf("a", startOf("solo", "t1"), endOf())).size, 0);
  const readings = new Map([["solo", { tasks: new Set(["t2"]), why: "", counted: () => 2 }]]);
  const rows = [
    rowOf("solo", "t1", { repetition: 1 }),
    rowOf("solo", "t1", { repetition: 2 }),
    rowOf("solo", "t2"),
    rowOf("duo", "t2", { repetition: 9 }),
  ];
  assert.deepEqual(
    replayedRows(rows, readings).map(({ trial }) => trial),
    ["solo/t1/1", "duo/t2/9"],
  );
});

test("of the scored tasks it is said how many are lost; where all are it cannot be replayed", () => {
  const reads = (...tasks: string[]) => new Map([["solo", { tasks: new Set(tasks), why: "w", counted: () => 1 }]]);
  const learning = { ...plan, learning: new Set(["t1"]) };
  assert.deepEqual(replayRows(learning, reads("t1")), {});
  assert.deepEqual(replayRows(learning, reads("t1", "t2")), { solo: { state: "tasks lost", lost: 1, of: 2, why: "w" } });
  assert.deepEqual(replayRows(learning, reads("t2", "t3")), { solo: { state: "cannot be replayed", lost: 2, of: 2, why: "w" } });
});
