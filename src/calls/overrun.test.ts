import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../models/fake.ts";
import { noUsage } from "../util/money.ts";
import type { Ask, CallFact, Model } from "../types.ts";
import { fakeDesk } from "./fake-desk.ts";

const ask: Ask = { purpose: "attempt", messages: [{ role: "user", text: "hello" }], maxTokens: 10 };

/** A model that quotes one amount and bills another. */
function billing(quote: number, cost: number, id = "fake/one"): Model {
  const model = fake(["an answer"], { id });
  return { ...model, quote: () => quote, call: async (asked, watch) => ({ ...(await model.call(asked, watch)), cost }) };
}

test("a provider that bills more than it quoted is booked whole and flagged, and its overrun is gone for later calls", async () => {
  const { desk, events, spent } = fakeDesk({ members: { one: billing(100, 350) }, budget: 400 });
  const first = await desk.ask("one", ask);
  assert.equal(first.ok, true);
  assert.deepEqual(first.receipt?.flags, ["overrun"]);
  assert.equal(spent(), 350);
  assert.equal(desk.left.cost, 50);
  const second = await desk.ask("one", ask);
  assert.equal(second.ok ? "" : second.failure.code, "budget");
  const calls = events().flatMap(({ fact }) => (fact.type === "call" ? [fact] : [])) as CallFact[];
  assert.deepEqual(
    calls.map(({ cost, flags }) => [cost, flags]),
    [[350, ["overrun"]]],
  );
});

test("after an overrun, calls of that model are held at as much more, so that calls at once cannot pass the budget again", async () => {
  const dear = billing(100, 350);
  const { desk, spent } = fakeDesk({ members: { one: dear, other: billing(100, 100, "fake/other") }, budget: 800 });
  await desk.ask("one", ask);
  // 450 is left: one hold of 100 + 250 fits, a second one does not, now or later; another model's hold is its quote.
  const replies = await Promise.all([1, 2].map((n) => desk.ask("one", { ...ask, maxTokens: 10 + n })));
  assert.deepEqual(
    replies.map((reply) => (reply.ok ? "answered" : reply.failure.code)),
    ["answered", "budget"],
  );
  assert.match(replies[1]?.ok === false ? replies[1].failure.message : "", /billed \S+ above its quote, so that much more is held/);
  assert.equal((await desk.ask("other", ask)).ok, true);
  assert.equal(spent(), 800);
});

test("a reply whose cost nobody can tell is charged all that was held, also where earlier bills have raised the hold", async () => {
  for (const flag of ["no-usage", "inconsistent-usage"]) {
    const model = billing(100, 350);
    let untold = false;
    const dear: Model = {
      ...model,
      call: async (asked, watch) => {
        const reply = await model.call(asked, watch);
        return untold ? { ...reply, cost: 100, receipt: { flags: [flag] } } : reply;
      },
    };
    const { desk, spent } = fakeDesk({ members: { one: dear }, budget: 2000 });
    await desk.ask("one", ask);
    untold = true;
    const second = await desk.ask("one", ask);
    assert.equal(second.cost, 350);
    assert.equal((await desk.ask("one", ask)).cost, 350, "the hold is not raised by what it was raised to");
    assert.equal(spent(), 1050);
  }
});

test("an overrun beyond the whole budget leaves nothing, never less", async () => {
  const { desk } = fakeDesk({ members: { one: billing(100, 900) }, budget: 400 });
  await desk.ask("one", ask);
  assert.equal(desk.left.cost, 0);
});

test("a bill that is no amount of money is charged at the quote and flagged", async () => {
  for (const cost of [-5, Number.NaN, 1.5, Number.POSITIVE_INFINITY]) {
    const { desk, spent } = fakeDesk({ members: { one: billing(100, cost) }, budget: 400 });
    const reply = await desk.ask("one", ask);
    assert.deepEqual([reply.cost, reply.receipt?.flags], [100, ["inconsistent-usage"]], String(cost));
    assert.deepEqual(reply.usage, noUsage, "what is charged at the quote has no usage in figures");
    assert.equal(spent(), 100);
  }
});

test("a function without a price quotes nothing, so its bill is no overrun; one with a price may have one", async () => {
  const { price: _price, ...free } = billing(0, 350, "function:own#0123456789ab");
  const price = { id: "own", source: "x", date: "x", input: 1, output: 1, cacheRead: 1, cacheWrite5m: 1, cacheWrite1h: 1 };
  const { desk, spent } = fakeDesk({ members: { free, priced: { ...billing(100, 350, "function:priced#0123456789ab"), price } } });
  assert.equal((await desk.ask("free", ask)).receipt?.flags, undefined);
  assert.deepEqual((await desk.ask("priced", ask)).receipt?.flags, ["overrun"]);
  assert.equal(spent(), 700);
});
