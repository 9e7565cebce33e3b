import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../models/fake.ts";
import type { Ask, Event, View } from "../types.ts";
import type { Fund } from "../util/fund.ts";
import { openBudget } from "./budget.ts";
import { cutBack } from "./cut-back.ts";
import type { RunContext } from "./context.ts";
import { fakeDesk } from "./fake-desk.ts";
import { jointBudget } from "./joint-budget.ts";
import { memoryLedger } from "./memory-ledger.ts";
import { type Memory, openSession } from "./session.ts";

test("a call of a joint budget is paid from both in full, and what the second refuses the first has back", async () => {
  const [run, day] = [openBudget({ cost: 100, calls: 9, ms: 50 }, () => 0), openBudget({ cost: 60, calls: 3, ms: 80 }, () => 0)];
  const joint = jointBudget(run, day);
  assert.deepEqual(joint.left(), { cost: 60, calls: 3, ms: 50 });
  const held = joint.hold(40);
  assert.ok(held.ok);
  assert.deepEqual([run.left().cost, day.left().cost], [60, 20]);
  assert.equal(joint.hold(30).ok, false);
  assert.deepEqual([run.left().cost, day.left().cost], [60, 20]);
  held.settle(10);
  assert.deepEqual([run.left().cost, day.left().cost], [90, 50]);
  const reserved = await joint.reserve(50);
  assert.ok(reserved.ok);
  assert.deepEqual([run.left().cost, day.left().cost], [40, 0]);
  reserved.settle(5);
  assert.deepEqual([run.left().cost, day.left().cost], [85, 45]);
  assert.equal((await joint.reserve(46)).ok, false);
  assert.equal((await joint.reserve(86)).ok, false);
  assert.deepEqual([run.left().cost, day.left().cost], [85, 45]);
  const slice = joint.slice({ cost: 20 });
  assert.equal(slice.hold(21).ok, false);
  assert.ok(slice.hold(20).ok);
  assert.deepEqual([run.left().cost, day.left().cost, slice.left().cost], [65, 25, 0]);
});

test("a second budget that cannot be written keeps nothing of the first one's money", async () => {
  const run = openBudget({ cost: 100 });
  const gone: Fund = { ...openBudget({}), reserve: () => Promise.reject(new TypeError("no file")) };
  await assert.rejects(jointBudget(run, gone).reserve(40), /no file/);
  assert.equal(run.left().cost, 100);
});

test("a ledger in memory reads back what was appended, from a number on and of one trial", async () => {
  const ledger = memoryLedger();
  const at = (trial: string) => ({ trial, span: "", at: 0 });
  const [one, two, three] = ["a", "b", "a"].map((trial, value) => ledger.append(at(trial), { type: "own", name: "n", value }));
  const read = async (filter?: Parameters<typeof ledger.read>[0]): Promise<Event[]> => {
    const found: Event[] = [];
    for await (const event of ledger.read(filter)) found.push(event);
    return found;
  };
  assert.deepEqual(await read(), [one, two, three]);
  assert.deepEqual(
    (await read()).map(({ seq }) => seq),
    [1, 2, 3],
  );
  assert.deepEqual(await read({ after: 1 }), [two, three]);
  assert.deepEqual(await read({ trial: "a" }), [one, three]);
  assert.deepEqual(await read({ trial: "a", after: 1 }), [three]);
  // Each trial has a chain of its own: the same fact after another one has another hash.
  assert.notEqual(ledger.append(at("a"), { type: "own", name: "n", value: 0 }).hash, one?.hash);
  assert.equal(memoryLedger().append(at("a"), { type: "own", name: "n", value: 0 }).hash, one?.hash);
  const address = ledger.put({ text: "x" });
  assert.deepEqual([ledger.body(address), ledger.body("none")], [{ text: "x" }, undefined]);
});

test("a session's view counts each event once, those of earlier trials first", () => {
  let steps = 0;
  const names: View<string[]> = {
    start: [],
    step: (state, { fact }: Event) => {
      steps += 1;
      return fact.type === "own" ? [...state, fact.name] : state;
    },
  };
  const memory: { events: Event[] } = { events: [] };
  const ledger = memoryLedger();
  const note = (session: ReturnType<typeof openSession>, name: string) =>
    session.note({ trial: "t", span: "", at: 0 }, { type: "own", name, value: 0 });
  const first = openSession(ledger, memory);
  note(first, "one");
  assert.deepEqual(first.view(names), ["one"]);
  note(first, "two");
  assert.deepEqual([first.view(names), first.view(names), steps], [["one", "two"], ["one", "two"], 2]);
  const next = openSession(ledger, memory);
  note(next, "three");
  assert.deepEqual([next.view(names), steps], [["one", "two", "three"], 3], "a trial folds on from where the one before it came to");
});

test("what was folded of events that are taken back is forgotten, also where a view folds in place; so is a fold that broke off", () => {
  let broken = false;
  const names: View<Map<string, number>> = {
    get start() {
      return new Map<string, number>();
    },
    step: (state, { fact }: Event) => {
      if (fact.type === "own") state.set(fact.name, (state.get(fact.name) ?? 0) + 1);
      if (broken) throw new RangeError("a step that fails");
      return state;
    },
  };
  const memory: Memory = { events: [] };
  const session = openSession(memoryLedger(), memory);
  const note = (name: string) => session.note({ trial: "t", span: "", at: 0 }, { type: "own", name, value: 0 });
  note("kept");
  note("taken back");
  assert.equal(session.view(names).size, 2);
  cutBack(memory, 1);
  note("later");
  assert.deepEqual(
    [...session.view(names)],
    [
      ["kept", 1],
      ["later", 1],
    ],
  );
  note("twice");
  broken = true;
  assert.throws(() => session.view(names), RangeError);
  broken = false;
  assert.deepEqual(
    [...session.view(names)],
    [
      ["kept", 1],
      ["later", 1],
      ["twice", 1],
    ],
  );
});

test("a live call waits for its turn with the tokens it may take: a third of its characters and its output cap", async () => {
  const asked: number[] = [];
  const admit: RunContext["admit"] = async (_model, tokens) => {
    asked.push(tokens);
    return { release: () => {}, waitedMs: 0 };
  };
  const { desk } = fakeDesk({ members: { a: fake(["x"], { world: "live" }) }, systems: { a: "12345" }, admit });
  const ask: Ask = { purpose: "attempt", messages: [{ role: "user", text: "67890" }], maxTokens: 100 };
  await desk.ask("a", ask);
  assert.deepEqual(asked, [104]);
});

test("an object that was found in prose keeps the flags of its call and says how it was found", async () => {
  const model = fake(['Sure: {"n": 1}']);
  const shape = { type: "object", properties: { n: { type: "number" } }, required: ["n"] };
  const flagged = {
    ...model,
    call: async (...given: Parameters<typeof model.call>) => ({ ...(await model.call(...given)), receipt: { flags: ["cached"] } }),
  };
  const ask: Ask = { purpose: "attempt", messages: [{ role: "user", text: "x" }], maxTokens: 100, shape };
  const bare = await fakeDesk({ members: { a: model } }).desk.ask("a", ask);
  const kept = await fakeDesk({ members: { a: flagged } }).desk.ask("a", ask);
  assert.ok(bare.ok && kept.ok);
  assert.deepEqual([bare.object, kept.object], [{ n: 1 }, { n: 1 }]);
  const own = bare.receipt?.flags ?? [];
  assert.deepEqual(kept.receipt?.flags, ["cached", ...own]);
});
