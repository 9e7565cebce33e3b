import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fake } from "../models/fake.ts";
import type { Ask, Model, Result } from "../types.ts";
import type { Budget, Hold } from "../util/fund.ts";
import { openBudget } from "./budget.ts";
import { fakeDesk } from "./fake-desk.ts";
import { jointBudget } from "./joint-budget.ts";

/** What has become of a reservation so far. */
function watched(asked: Promise<Result<Hold>>) {
  const seen: { held?: Hold; refused?: string } = {};
  void asked.then((hold) => {
    if (hold.ok) seen.held = hold;
    else seen.refused = hold.failure.code;
  });
  return seen;
}
const turn = () => new Promise((resolve) => setImmediate(resolve));
const shown = (seen: ReturnType<typeof watched>) => seen.refused ?? (seen.held === undefined ? "waits" : "held");

test("a hold that does not fit only because of others waits until they settle; one that can never fit is refused at once", async () => {
  const budget = openBudget({ cost: 100 });
  const [one, two, three] = [60, 60, 101].map((cost) => watched(budget.reserve(cost)));
  await turn();
  assert.deepEqual(
    [one, two, three].map((seen) => seen && shown(seen)),
    ["held", "waits", "budget"],
  );
  one?.held?.settle(30);
  await turn();
  assert.equal(two && shown(two), "held");
  assert.equal(budget.left().cost, 10);
});

test("who waits is refused as soon as what is spent leaves too little for it, however much is still held", async () => {
  const budget = openBudget({ cost: 100 });
  const [one, two, three] = [50, 50, 60].map((cost) => watched(budget.reserve(cost)));
  await turn();
  one?.held?.settle(50);
  await turn();
  assert.deepEqual([shown(three ?? {}), two?.held === undefined], ["budget", false]);
});

test("nobody overtakes: a small hold waits behind a large one that waits for the same money", async () => {
  const budget = openBudget({ cost: 100 });
  const [one, large, small] = [70, 90, 5].map((cost) => watched(budget.reserve(cost)));
  await turn();
  assert.deepEqual([shown(large ?? {}), shown(small ?? {})], ["waits", "waits"]);
  one?.held?.settle(1);
  await turn();
  assert.deepEqual([shown(large ?? {}), shown(small ?? {})], ["held", "held"]);
});

test("who waits for the money of its own slice holds up nobody in another", async () => {
  const root = openBudget({ cost: 1000 });
  const [a, b] = [root.slice({ cost: 10 }), root.slice({ cost: 10 })];
  const seen = [a.reserve(8), a.reserve(8), b.reserve(8), a.slice({ cost: 5 }).reserve(1)].map(watched);
  await turn();
  assert.deepEqual(seen.map(shown), ["held", "waits", "held", "waits"]);
});

test("a stop ends the wait, and those behind move up", async () => {
  const budget = openBudget({ cost: 100 });
  const stop = new AbortController();
  const seen = [watched(budget.reserve(60)), watched(budget.reserve(90, stop.signal)), watched(budget.reserve(40))];
  stop.abort();
  await turn();
  assert.deepEqual(seen.map(shown), ["held", "aborted", "held"]);
  assert.equal(shown(watched(budget.reserve(1, stop.signal))) === "held", false);
});

test("the last call of a budget is not waited for: calls do not come back", async () => {
  const budget = openBudget({ cost: 100, calls: 2 });
  const seen = [60, 60, 10].map((cost) => watched(budget.reserve(cost)));
  await turn();
  seen[0]?.held?.settle(1);
  await turn();
  assert.deepEqual(seen.map(shown), ["held", "held", "budget"]);
});

test("for any tree of budgets and any order of settlements everybody ends, in order at one budget, and no cap is passed", async () => {
  const step = fc.record({
    slice: fc.integer({ min: 0, max: 4 }),
    cost: fc.integer({ min: 0, max: 60 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.integer({ min: 0, max: 200 }), async (steps, cap) => {
      const day = openBudget({ cost: cap });
      const root = openBudget({ cost: cap });
      const both: Budget = jointBudget(root, day);
      const slices = [both, both.slice({ cost: cap / 2 }), root, root.slice({ cost: 50 }), root.slice({ cost: cap }).slice({ cost: 30 })];
      const open: { hold: Hold; cost: number; share: number }[] = [];
      let ended = 0;
      for (const { slice, cost, share } of steps)
        void slices[slice]?.reserve(cost).then((hold) => {
          ended++;
          if (hold.ok) open.push({ hold, cost, share });
        });
      for (let spent = 0; ; ) {
        await turn();
        const held = open.reduce((sum, { cost }) => sum + cost, 0);
        assert.ok(spent + held <= cap, `${spent} + ${held} > ${cap}`);
        const next = open.shift();
        if (next === undefined) break;
        const actual = Math.floor(next.cost * next.share);
        spent += actual;
        next.hold.settle(actual);
      }
      assert.equal(ended, steps.length);
    }),
    { seed: 7, numRuns: 100 },
  );
});

/** Quotes 40 and bills 10. */
function thrifty(): Model {
  const model = fake(["an answer"], { ms: 100 });
  return { ...model, quote: () => 40, call: async (ask, watch) => ({ ...(await model.call(ask, watch)), cost: 10 }) };
}
const ask = (text: string): Ask => ({ purpose: "attempt", messages: [{ role: "user", text }], maxTokens: 10 });

test("calls that a trial asks for at once use its budget one after another, each from the moment that money came back", async () => {
  const { desk, events } = fakeDesk({ members: { a: thrifty() }, budget: 70 });
  const replies = await Promise.all(["1", "2", "3", "4", "5"].map((text) => desk.ask("a", ask(text))));
  // 70 - 10 - 10 - 10 leaves 40 for the fourth; after it 30 are left.
  assert.deepEqual(
    replies.map((reply) => (reply.ok ? "ok" : reply.failure.code)),
    ["ok", "ok", "ok", "ok", "budget"],
  );
  const starts = events().flatMap(({ fact }) => (fact.type === "call" ? [fact.start] : []));
  assert.deepEqual(starts, [0, 100, 200, 300]);
  assert.equal(desk.left.cost, 30);
});
