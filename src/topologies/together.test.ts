import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake } from "../models/fake.ts";
import type { CallFact, Model } from "../types.ts";
import { attemptAsk, askInParallel } from "./asks.ts";

/** Says its first word after 10 ms and its last after 100. */
const slow = (firstMs?: number): Model => {
  const model = fake(() => "4", { ms: 100 });
  return {
    ...model,
    call: async (ask, watch) => {
      const reply = await model.call(ask, watch);
      return firstMs === undefined ? reply : { ...reply, receipt: { firstMs } };
    },
  };
};

async function starts(warmFirst: boolean, firstMs?: number, asks = 1): Promise<{ starts: number[]; ends: number }> {
  const { desk, task, events } = fakeDesk({ members: { one: slow(firstMs) }, terms: { warmFirst } });
  const given = await askInParallel({ desk }, ["a", "b", "c"], async (item, { desk: at }, index) => {
    for (let i = 0; i < asks; i++)
      await at.ask("one", { ...attemptAsk(task, desk.terms), messages: [{ role: "user", text: `${item}${i}` }] });
    assert.deepEqual([at.now, at.left.calls, at.members.length], [desk.now, desk.left.calls, 1]);
    return `${item}${index}`;
  });
  assert.deepEqual(given, ["a0", "b1", "c2"]);
  const calls = events().flatMap(({ fact }): CallFact[] => (fact.type === "call" ? [fact] : []));
  return { starts: calls.map(({ start }) => start).sort((a, b) => a - b), ends: desk.now };
}

test("without warmFirst all leave at once", async () => {
  assert.deepEqual(await starts(false, 10), { starts: [0, 0, 0], ends: 100 });
});

test("with warmFirst the others leave at the first one's first token", async () => {
  assert.deepEqual(await starts(true, 10), { starts: [0, 10, 10], ends: 110 });
});

test("a reply whose first token nobody saw holds the others until it ends", async () => {
  assert.deepEqual(await starts(true), { starts: [0, 100, 100], ends: 200 });
});

test("of several asks of the first only the first one counts", async () => {
  assert.deepEqual(await starts(true, 10, 2), { starts: [0, 10, 10, 100, 110, 110], ends: 210 });
});
