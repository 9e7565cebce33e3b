import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../../models/fake.ts";
import type { CallFact, Event, Reply, Seat } from "../../types.ts";
import { noUsage } from "../../util/money.ts";
import { breaker } from "./breaker.ts";

/** A member of the one model "compatible/m" at an address of its own. */
function seat(name: string): Seat {
  const address = `http://${name}.example:8080/v1?key=secret`;
  return { name, model: { ...fake(["x"], { id: "compatible/m", world: "live", identity: `m at ${name}` }), address } };
}
const answer: Reply = { ok: true, text: "x", stop: "end", usage: noUsage, cost: 0, ms: 1 };
let keys = 0;
/** What a trial noted of which a call of this member was lost: one of its own, or the one of this key. */
function lost(member: string, model = "compatible/m", key = `${keys++}`): Event[] {
  const failure = { code: "unknown", message: "The connection broke." } as const;
  const call = { type: "call", key, member, model, purpose: "attempt", ok: false, failure, usage: noUsage, cost: 0 } as const;
  const fact: CallFact = { ...call, start: 0, ms: 1, ask: "", reply: "" };
  return [{ seq: 1, trial: `t${key}`, span: "", at: 0, hash: "", fact }];
}

test("a dead server pauses the run however often a server of the same model's id answers, and is named with its member", () => {
  const [a, b] = [seat("a"), seat("b")];
  let stopped = 0;
  const faults = breaker([a, b], 50, () => stopped++);
  const hits = [1, 2, 3].map((task) => {
    faults.heard(a.model, answer);
    return faults.hit(lost("b"), `task ${task}`);
  });
  assert.deepEqual([hits, stopped], [[false, false, true], 1]);
  assert.equal(faults.why(), "b (compatible/m at b.example:8080) gave no answer in 3 trials in a row. The connection broke.");
});

test("sixteen servers of one model's id that lose two trials each pause nothing", () => {
  const seats = Array.from({ length: 16 }, (_, index) => seat(`m${index}`));
  const faults = breaker(seats, 50, () => assert.fail("it was paused"));
  for (const [task, { name }] of [...seats, ...seats].entries()) assert.equal(faults.hit(lost(name), `${task}`), false);
});

test("timeouts pause the run after ten in a row, since a row of hard tasks brings them about too", () => {
  const a = seat("a");
  let stopped = 0;
  const faults = breaker([a], 50, () => stopped++);
  const late = (): Event[] =>
    lost("a").map((event) =>
      event.fact.type === "call" ? { ...event, fact: { ...event.fact, failure: { code: "timeout", message: "Too late." } } } : event,
    );
  const hits = Array.from({ length: 10 }, (_, task) => faults.hit(late(), `${task}`));
  assert.deepEqual([hits.indexOf(true), stopped], [9, 1]);
});

test("an answer of the model itself starts the count anew, for members of firms by the id of their model", () => {
  const a = seat("a");
  const faults = breaker([a], 50, () => assert.fail("it was paused"));
  for (let round = 0; round < 3; round++) {
    for (const member of ["a", "a", "inner", "inner"])
      faults.hit(lost(member, member === "a" ? "compatible/m" : "compatible/n"), `${member} ${round}`);
    faults.heard(a.model, answer);
    faults.heard({ id: "compatible/n", identity: "n inside" }, answer);
  }
  assert.equal(faults.why(), undefined);
});

test("one task that a provider cannot take pauses nothing in however many topologies, calls and repetitions it is lost", () => {
  const a = seat("a");
  const faults = breaker([a], 50, () => assert.fail("it was paused"));
  for (let topology = 0; topology < 9; topology++) {
    assert.equal(faults.hit(lost("a", "compatible/m", "shared.0"), "bad"), false);
    assert.equal(faults.hit(lost("a"), "bad"), false);
  }
  // Two bad tasks in a row are two, whatever the number of topologies; an answer makes them none.
  for (let topology = 0; topology < 9; topology++) assert.equal(faults.hit(lost("a"), "worse"), false);
  faults.heard(a.model, answer);
  for (const task of ["third", "third", "fourth"]) assert.equal(faults.hit(lost("a"), task), false);
});

test("a third task without an answer pauses the run, and so does every task of a suite that has two, once three calls are lost", () => {
  const a = seat("a");
  const hitsOf = (tasks: number, rows: readonly (readonly [key: string, task: string])[]): boolean[] => {
    const faults = breaker([a], tasks, () => {});
    return rows.map(([key, task]) => faults.hit(lost("a", "compatible/m", `${key}.0`), task));
  };
  const shared = ["x", "y", "z"].flatMap((task) => [1, 2, 3].map(() => [task, task] as const));
  assert.deepEqual(hitsOf(50, shared), [false, false, false, false, false, false, true, true, true]);
  const two = [
    ["k1", "x"],
    ["k2", "x"],
    ["k2", "x"],
    ["k2", "y"],
    ["k3", "y"],
  ] as const;
  assert.deepEqual(hitsOf(2, two), [false, false, false, false, true]);
  assert.deepEqual(
    hitsOf(1, [
      ["k1", "x"],
      ["k2", "x"],
      ["k3", "x"],
    ]),
    [false, false, false],
  );
});

test("in a run too short to be stopped a model that never answered is named, one that answered or was only late is not", () => {
  const [a, b, c] = [seat("a"), seat("b"), seat("c")];
  const faults = breaker([a, b, c], 1, () => assert.fail("it was paused"));
  assert.equal(faults.mute(), undefined);
  faults.heard(a.model, answer);
  for (const name of ["a", "b"]) assert.equal(faults.hit(lost(name), "the task"), false);
  const late = lost("c").map((event) =>
    event.fact.type === "call" ? { ...event, fact: { ...event.fact, failure: { code: "timeout", message: "Late." } as const } } : event,
  );
  assert.equal(faults.hit(late, "the task"), false);
  assert.equal(faults.mute(), "b (compatible/m at b.example:8080) gave no answer in 1 trial. The connection broke.");
});
