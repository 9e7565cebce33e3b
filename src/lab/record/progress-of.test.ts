import assert from "node:assert/strict";
import { test } from "node:test";
import type { Decision } from "../../statistics/index.ts";
import type { Plan } from "../plan/plan.ts";
import { planOf, rowOf } from "../plan/fixtures/plan-of.ts";
import { plannedOf, progressOf, restartLost, sizeOf } from "./progress-of.ts";

const plan = planOf(["solo", "duo", "bound"], ["t1", "t2", "t3"], { repetitions: 2, learning: new Set(["t3"]) });
const until = { topologies: ["solo", "duo"] } as unknown as NonNullable<Plan["until"]>;
const decision = (state: Decision["state"]) => ({ state }) as unknown as Decision;
const lost = { state: "failed", answered: false, scored: false } as const;
const rows = [
  rowOf("solo", "t1"),
  rowOf("solo", "t1", { repetition: 1 }),
  rowOf("duo", "t2", { ...lost, failure: { code: "provider", message: "" } }),
  rowOf("duo", "t1", { ...lost, failure: { code: "function", message: "" } }),
  rowOf("duo", "t2", { ...lost, failure: { code: "rate", message: "" }, givenUp: true, repetition: 1 }),
];

test("what is planned are the scored tasks of all topologies, in a run that decides those that it decides between", () => {
  assert.deepEqual(plannedOf(plan), { solo: 4, duo: 4, bound: 4 });
  assert.deepEqual(plannedOf({ ...plan, until }), { solo: 4, duo: 4 });
});

test("finished is what ended with a result; lost waits to be asked again, broken for a function to be mended", () => {
  assert.deepEqual(progressOf(plan, rows, undefined), { finished: 3, planned: 12, lost: 1, broken: 1 });
  assert.deepEqual(progressOf(plan, rows.slice(0, 3), undefined, 2), { finished: 0, planned: 12, lost: 1, ungraded: 2 });
  assert.deepEqual(progressOf(plan, [], undefined, 0), { finished: 0, planned: 12, lost: 0 });
});

test("a run that stopped because it was decided wanted no more than it has; one that is under way wants all", () => {
  assert.deepEqual(sizeOf(plan, rows, undefined), { tasks: 2, trials: 12, endedTasks: 2, endedTrials: 5 });
  assert.deepEqual(sizeOf(plan, rows.slice(0, 2), decision("running")), { tasks: 2, trials: 12, endedTasks: 1, endedTrials: 2 });
  assert.deepEqual(sizeOf(plan, rows.slice(0, 2), decision("decided")), { tasks: 1, trials: 2, endedTasks: 1, endedTrials: 2 });
  assert.equal(progressOf(plan, rows, decision("decided")).planned, 5);
});

test("what infrastructure lost is begun again, what a person gave up only where that is asked for", () => {
  const restarted: string[] = [];
  const ledger = { restart: (trial: string, why?: string) => void restarted.push(`${trial} ${why}`) };
  assert.deepEqual([...restartLost(ledger, rows, false)], ["duo/t2/0", "duo/t1/0"]);
  assert.deepEqual(restarted.splice(0), ["duo/t2/0 lost", "duo/t1/0 lost"]);
  assert.deepEqual([...restartLost(ledger, rows, true)], ["duo/t2/0", "duo/t1/0", "duo/t2/1"]);
  assert.deepEqual([...restartLost(ledger, rows.slice(0, 2), true)], []);
});
