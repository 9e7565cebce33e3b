import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake } from "../models/fake.ts";
import type { Ask, DomainFact, Event } from "../types.ts";
import { market } from "./market.ts";

const value = 1_000_000_000;
const facts = <T extends DomainFact["type"]>(events: readonly Event[], type: T) =>
  events.flatMap(({ fact }) => (fact.type === type ? [fact as Extract<DomainFact, { type: T }>] : []));
const crew = () => {
  const bidder = (name: string, p: number, ask: number) =>
    fake(({ purpose }: Ask) => (purpose === "bid" ? { object: { p, ask, tokens: 10 } } : "right"), {
      id: name,
      family: name,
      priced: false,
    });
  return { dear: bidder("dear", 0.9, 0.3), cheap: bidder("cheap", 0.85, 0.05) };
};
async function trade(options: Parameters<typeof market>[0], members = crew()) {
  const task = { id: "t", category: "x", prompt: "Do it.", value };
  const room = fakeDesk({
    members,
    verifier: () => ({ ok: true, passed: true, score: 1, why: "" }),
    task: { ...task, grader: { kind: "none" } },
  });
  const result = await market({ reputation: "none", ...options }).solve(task, room.desk);
  return { result, events: room.events(), members };
}

test("at its own price the cheap member wins; at one price for all the likelier one does, and is told the price", async () => {
  const free = await trade({});
  assert.equal(facts(free.events, "award")[0]?.member, "cheap");
  const { events, members } = await trade({ mechanism: "posted", clearing: { fiat: { dear: 0.1, cheap: 0.1 } } });
  assert.deepEqual(
    facts(events, "bid").map(({ member, ask }) => [member, ask]),
    [
      ["dear", 0.1 * value],
      ["cheap", 0.1 * value],
    ],
  );
  assert.match(
    members.dear.asked[0]?.messages.at(-1)?.text ?? "",
    /The house fixes prices: your ask is 0\.1 dollars, whatever the work costs you\./,
  );
  const scored = await trade({ clearing: { fiat: { dear: 0.1, cheap: 0.1 } } });
  assert.equal(facts(scored.events, "award")[0]?.member, "dear");
  const own = events.flatMap(({ fact }) =>
    fact.type === "own" && fact.name === "bid-reveal" ? [(fact.value as { ask: number }).ask] : [],
  );
  assert.deepEqual(own, [0.3 * value, 0.05 * value], "what was sealed stays on record");
});

test("a price above what an answer is worth leaves the task undone, and a member that is not named asks its own", async () => {
  const { result, events } = await trade({ clearing: { fiat: { dear: 2, cheap: 2 } } });
  assert.equal(result.ok, false);
  assert.deepEqual(facts(events, "unfilled"), [{ type: "unfilled", reason: "no-positive-score" }]);
  const half = await trade({ clearing: { fiat: { dear: 0 } } });
  assert.deepEqual(
    facts(half.events, "bid").map(({ ask }) => ask),
    [0, 0.05 * value],
  );
});

test("a price of a stranger, below nothing or finer than a nano-dollar is refused in words", async () => {
  const { result } = await trade({ clearing: { fiat: { deer: 0.1 } } });
  assert.ok(!result.ok && result.failure.message === 'The market fixes a price for "deer", who is no member; there are dear, cheap.');
  for (const wrong of [-1, 1e-10, Number.NaN]) assert.throws(() => market({ clearing: { fiat: { dear: wrong } } }));
});
