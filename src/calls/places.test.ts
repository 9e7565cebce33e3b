import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../models/fake.ts";
import { cascade } from "../topologies/cascade.ts";
import { solo } from "../topologies/solo.ts";
import type { Event, Task } from "../types.ts";
import { type FakeDeskSettings, fakeDesk } from "./fake-desk.ts";

const batch: Task[] = ["t1", "t2"].map((id) => ({ id, category: "test", prompt: `What is ${id}?`, grader: { kind: "none" } }));
const capacity = { batch: 2, of: { scarce: 1 } };
const ask = { purpose: "attempt", messages: [{ role: "user", text: "x" }], maxTokens: 10 } as const;

/** A desk at the task at a place of the batch, after what was done before. */
function at(place: number, earlier: readonly Event[] = [], settings: Partial<FakeDeskSettings> = {}) {
  const task = batch[place] as Task;
  const members = { scarce: fake(["a", "b", "c"]), plenty: fake(["d", "e", "f"]) };
  return fakeDesk({ members, terms: { capacity }, batch, task, trial: `x/${task.id}/0`, earlier, ...settings });
}

test("a member that took all the tasks that it can take of a batch is not there for the next, and is not asked for work", async () => {
  const first = at(0);
  assert.equal((await first.desk.ask("scarce", ask)).ok, true);
  const second = at(1, first.events());
  assert.deepEqual(
    second.desk.members.map(({ name }) => name),
    ["plenty"],
  );
  const refused = await second.desk.ask("scarce", ask);
  assert.ok(!refused.ok);
  assert.equal(refused.failure.message, 'Work was wanted of "scarce", who has no place left in this batch of 2 tasks.');
  assert.equal(refused.cost, 0);
  assert.equal((await second.desk.ask("plenty", ask)).ok, true);
});

test("a task takes one place however often it is tried, and talk about it takes none", async () => {
  const first = at(0);
  for (const purpose of ["bid", "route", "vote", "verdict"] as const) await first.desk.ask("scarce", { ...ask, purpose });
  assert.equal(at(1, first.events()).desk.members.length, 2);
  for (const purpose of ["attempt", "retry", "plan"] as const) assert.equal((await first.desk.ask("scarce", { ...ask, purpose })).ok, true);
  assert.equal(first.events().filter(({ fact }) => fact.type === "own").length, 1);
  assert.equal(at(1, first.events()).desk.members.length, 1);
});

test("another batch has all places again, and a capacity of none is none", async () => {
  const first = at(0);
  await first.desk.ask("scarce", ask);
  const next: Task = { ...(batch[0] as Task), id: "t3" };
  assert.equal(at(0, first.events(), { batch: [next], task: next }).desk.members.length, 2);
  const none = at(0, [], { terms: { capacity: { batch: 2, of: { scarce: 0 } } } });
  assert.deepEqual(
    none.desk.members.map(({ name }) => name),
    ["plenty"],
  );
});

test("who insists on a full member has no answer, and says why; a ladder passes over its rung", async () => {
  const first = at(0);
  await first.desk.ask("scarce", ask);
  const { desk, task, events } = at(1, first.events());
  const alone = await solo({ member: "scarce" }).solve(task, desk);
  assert.ok(!alone.ok && alone.failure.message === '"scarce" was wanted, who has no place left in this batch of 2 tasks.');
  assert.deepEqual(events().at(-1)?.fact, { type: "unfilled", reason: "capacity" });
  const climbed = await cascade({ order: ["scarce", "plenty"] }).solve(task, desk);
  assert.ok(climbed.ok && climbed.by === "plenty");
});
