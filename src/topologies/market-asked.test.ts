import assert from "node:assert/strict";
import { test } from "node:test";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { Event, Nano } from "../types.ts";
import { openTopology } from "./index.ts";
import type { market } from "./market.ts";
import { tradeAt } from "./market-trade.test.ts";
import type { NotedBid } from "./market/stated-view.ts";

const asked = { bidding: "learned", reputation: "none", learned: { asked: true } } as const;
interface Bidder {
  readonly bid: ScriptedAnswer;
  readonly says: string;
}
const bidOf = (p: number, tokens = 100): ScriptedAnswer => ({ object: { p, tokens } });

/** One task of a session; "right" passes. */
async function trade(
  options: Parameters<typeof market>[0],
  bidders: { readonly [name: string]: Bidder },
  { earlier = [], seed = "s", attempts = 1, budget }: { earlier?: readonly Event[]; seed?: string; attempts?: number; budget?: Nano } = {},
) {
  const members = Object.fromEntries(
    Object.entries(bidders).map(([name, { bid, says }]) => [
      name,
      fake((ask) => (ask.purpose === "attempt" || ask.purpose === "retry" ? says : bid), { id: `fake/${name}`, family: name }),
    ]),
  );
  return tradeAt(options, members, { attempts, seed, earlier, worth: 1_000_000_000, ...(budget === undefined ? {} : { budget }) });
}
type Told = NotedBid & { readonly drawn: number; readonly p: number };
const toldIn = (events: readonly Event[]): Told[][] =>
  events.flatMap(({ fact }) =>
    fact.type === "own" && fact.name === "learned-bids" ? [(fact.value as unknown as { members: Told[] }).members] : [],
  );
const bidsIn = (events: readonly Event[]) => events.flatMap(({ fact }) => (fact.type === "bid" ? [fact] : []));
const callsIn = (events: readonly Event[]) =>
  events.flatMap(({ fact }) => (fact.type === "call" ? [`${fact.purpose}:${fact.member}`] : []));

test("learned bids that ask commit and bid as stated ones do; while nothing is known of statements p is what it were without them", async () => {
  const bidders = { a: { bid: bidOf(0.9), says: "right" }, b: { bid: bidOf(0.2), says: "right" } };
  const { events } = await trade(asked, bidders);
  assert.deepEqual(callsIn(events).slice(0, 2).toSorted(), ["bid:a", "bid:b"]);
  assert.equal(events.filter(({ fact }) => fact.type === "commit").length, 2);
  const [told = []] = toldIn(events);
  assert.deepEqual(
    told.map(({ member, stated, tokens }) => [member, stated, tokens]),
    [
      ["a", 0.9, 100],
      ["b", 0.2, 100],
    ],
  );
  const silent = await trade({ ...asked, learned: {} }, bidders);
  assert.deepEqual(
    told.map(({ p }) => p),
    toldIn(silent.events)[0]?.map(({ p }) => p),
  );
  // The fact of a bid holds both: what the market cleared with, and what was stated.
  assert.deepEqual(
    bidsIn(events).map(({ member, p, stated }) => [member, p, stated]),
    told.map(({ member, p, stated }) => [member, p, stated]),
  );
});

test("a void statement is noted with its reason, and its member bids by what else is known of it", async () => {
  const { events, result } = await trade(asked, { a: { bid: { object: { p: 80, tokens: 100 } }, says: "right" } });
  assert.ok(result.ok && result.by === "a");
  const [told] = toldIn(events)[0] ?? [];
  assert.deepEqual([told?.stated, told?.tokens], [undefined, undefined]);
  assert.deepEqual(
    bidsIn(events).map(({ valid }) => valid),
    [false, true],
  );
});

test("statements of earlier tasks are learnt from: who states much where it passes is thought likelier then, and the note says what it were without", async () => {
  const statements = Array.from({ length: 60 }, (_, i) => ({ member: "a", p: i % 2 === 0 ? 0.9 : 0.5, tokens: 100, passed: i % 2 === 0 }));
  const told = async (p: number) => {
    const { events } = await trade({ ...asked, learned: { asked: true, statements } }, { a: { bid: bidOf(p), says: "right" } });
    return toldIn(events)[0]?.[0];
  };
  const [high, low] = [await told(0.9), await told(0.5)];
  assert.ok((high?.given ?? 0) > 0.85 && (low?.given ?? 1) < 0.15, JSON.stringify([high, low]));
  assert.equal(high?.without, low?.without);
  assert.ok(Math.abs((high?.without ?? 0) - 0.5) < 0.05);
});

test("the session itself is learnt from: after forty judged awards a statement moves the bid", async () => {
  let earlier: readonly Event[] = [];
  for (let task = 0; task < 40; task++) {
    const right = task % 2 === 0;
    earlier = (await trade(asked, { a: { bid: bidOf(right ? 0.9 : 0.5), says: right ? "right" : "wrong" } }, { earlier, seed: `${task}` }))
      .all;
  }
  const { events } = await trade(asked, { a: { bid: bidOf(0.9), says: "right" } }, { earlier });
  const [told] = toldIn(events)[0] ?? [];
  assert.ok((told?.given ?? 0) > (told?.without ?? 1) + 0.2, JSON.stringify(told));
});

test("where no bid can be paid for the task is left for want of budget", async () => {
  const { result, events } = await trade(asked, { a: { bid: bidOf(0.9), says: "right" } }, { budget: 1 });
  assert.ok(!result.ok && result.failure.code === "budget", JSON.stringify(result));
  assert.deepEqual(callsIn(events), []);
});

test("options that nothing would use are refused by their place", () => {
  const cases = [
    [{ bidding: "stated", learned: { asked: true } }, /learned\.asked.*"bidding": "learned" alone/s],
    [{ bidding: "learned", learned: { statements: [{ member: "a", p: 0.5, passed: true }] } }, /learned\.statements.*"asked": true alone/s],
    [{ bidding: "learned", learned: { asked: true }, house: { schedule: true } }, /house\.schedule.*not used with learned bids/s],
  ] as const;
  for (const [options, wanted] of cases) assert.throws(() => openTopology("market", options), wanted);
});

test("a statement of somebody who is no member is refused by name", async () => {
  const learned = { asked: true, statements: [{ member: "c", p: 0.5, passed: true }] };
  const { result } = await trade({ ...asked, learned }, { a: { bid: bidOf(0.9), says: "right" } });
  assert.ok(!result.ok && /names "c", who is no member; there are a\./.test(result.failure.message));
});
