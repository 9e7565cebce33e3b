import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../models/fake.ts";
import type { Event, Nano } from "../types.ts";
import { normalCdf, normalQuantile } from "../util/distributions.ts";
import { openTopology } from "./index.ts";
import type { market } from "./market.ts";
import { tradeAt } from "./market-trade.test.ts";

const value: Nano = 1_000_000_000;
const learnedOnly = { bidding: "learned", reputation: "none" } as const;

/** One task of a session; "right" passes. Members' attempts cost by the price of their output. */
async function trade(
  options: Parameters<typeof market>[0],
  says: { readonly [name: string]: string },
  {
    attempts = 1,
    seed = "s",
    earlier = [],
    worth = value,
  }: { attempts?: number; seed?: string; earlier?: readonly Event[]; worth?: Nano } = {},
) {
  const members = Object.fromEntries(
    Object.entries(says).map(([name, text]) => [name, fake(() => text, { id: `fake/${name}`, family: name })]),
  );
  return tradeAt(options, members, { attempts, seed, earlier, worth });
}
type Told = { tasks: number; loading: number; failed: number; members: { member: string; mean: number; drawn: number; p: number }[] };
const toldIn = (events: readonly Event[]): Told[] =>
  events.flatMap(({ fact }) => (fact.type === "own" && fact.name === "learned-bids" ? [fact.value as unknown as Told] : []));
const bidsIn = (events: readonly Event[]) => events.flatMap(({ fact }) => (fact.type === "bid" ? [fact] : []));
const callsIn = (events: readonly Event[]) =>
  events.flatMap(({ fact }) => (fact.type === "call" ? [`${fact.purpose}:${fact.member}`] : []));

/** The chance that b is right where a failed: both normal with the same ease behind them, integrated by trapezoids. */
function afterFailure(a: number, b: number, loading: number): number {
  const rest = Math.sqrt(1 - loading ** 2);
  const at = (p: number, ease: number): number => normalCdf((normalQuantile(p) + loading * ease) / rest);
  let [both, failed] = [0, 0];
  for (let ease = -8; ease <= 8; ease += 0.01) {
    const weight = Math.exp((-ease * ease) / 2) * (1 - at(a, ease));
    failed += weight;
    both += weight * at(b, ease);
  }
  return both / failed;
}

const record = [
  { member: "a", passed: 8000, tried: 10_000 },
  { member: "b", passed: 6000, tried: 10_000 },
];

test("learned bids cost no call, stand near a long record, and are those that the market clears with", async () => {
  const { events, result } = await trade({ ...learnedOnly, learned: { record } }, { a: "right", b: "right" });
  assert.ok(result.ok && result.by === "a");
  assert.deepEqual(callsIn(events), ["attempt:a"]);
  const [told] = toldIn(events);
  assert.deepEqual(
    bidsIn(events).map(({ member, p }) => [member, p]),
    told?.members.map(({ member, p }) => [member, p]),
  );
  const [a, b] = told?.members ?? [];
  // Four standard errors of 10,000 tries and what the prior draws towards one half.
  assert.ok(Math.abs((a?.mean ?? 0) - 0.8) < 0.01 && Math.abs((b?.mean ?? 0) - 0.6) < 0.01, JSON.stringify(told));
  assert.ok(Math.abs((a?.drawn ?? 0) - 0.8) < 0.03 && Math.abs((b?.drawn ?? 0) - 0.6) < 0.03, JSON.stringify(told));
});

test("a failed answer lowers the bids of the others by how members fail together, to the value of the bivariate normal", async () => {
  const { events, result } = await trade({ ...learnedOnly, learned: { record } }, { a: "wrong", b: "right" }, { attempts: 2 });
  assert.ok(result.ok && result.by === "b");
  const [before, after] = toldIn(events);
  const of = (told: Told | undefined, name: string) => told?.members.find(({ member }) => member === name)?.p ?? Number.NaN;
  const expected = afterFailure(of(before, "a"), of(before, "b"), before?.loading ?? 0);
  assert.ok(Math.abs(of(after, "b") - expected) < 0.002, `${of(after, "b")} beside ${expected}`);
  assert.ok(of(after, "b") < of(before, "b") - 0.05);
  assert.ok(of(after, "a") < 0.3, "whoever failed is not thought likely to pass at once");
});

test("where a failure leaves nobody worth the cost no second try is made; bids that stand make it", async () => {
  const says = { a: "wrong", b: "wrong" };
  // A task of each alone, after which the length of an answer, and so its cost, is known of both.
  const { all: one } = await trade(learnedOnly, { a: "right" });
  const { all: earlier } = await trade(learnedOnly, { b: "right" }, { earlier: one });
  const probe = await trade({ ...learnedOnly, learned: { record } }, says, { attempts: 2, earlier });
  const [before, after] = toldIn(probe.events).map(({ members }) => members.map(({ p }) => p));
  const ask = bidsIn(probe.events)[0]?.ask ?? 0;
  // Both ask as much: worth it at any chance from before the failure, and at none from after it.
  const worth = Math.round((2 * ask) / (Math.min(...(before ?? [])) + Math.max(...(after ?? []))));
  const { events } = await trade({ ...learnedOnly, learned: { record } }, says, { attempts: 2, worth, earlier });
  assert.deepEqual(callsIn(events), ["attempt:a"]);
  const plain = await trade({ bidding: "random", reputation: "none" }, says, { attempts: 2 });
  assert.equal(callsIn(plain.events).length, 2);
});

test("verdicts of the session are learnt from: the better member comes first", async () => {
  const says = { good: "right", bad: "wrong" };
  let earlier: readonly Event[] = [];
  for (let task = 0; task < 16; task++) earlier = (await trade(learnedOnly, says, { earlier, seed: `${task}` })).all;
  const { events, result } = await trade(learnedOnly, says, { earlier, seed: "last" });
  assert.ok(result.ok && result.by === "good");
  const [told] = toldIn(events);
  assert.equal(told?.tasks, 16);
  assert.ok((told?.members[0]?.mean ?? 0) > 0.75 && (told?.members[1]?.mean ?? 1) <= 0.5, JSON.stringify(told));
});

test("a record of somebody who is no member is refused by name", async () => {
  const { result } = await trade({ ...learnedOnly, learned: { record: [{ member: "c", passed: 1, tried: 2 }] } }, { a: "right" });
  assert.ok(!result.ok && /names "c", who is no member; there are a\./.test(result.failure.message));
});

test("a record that no bid would use is refused, with the option that it belongs to", () => {
  assert.throws(
    () => openTopology("market", { bidding: "track-record", learned: { record } }),
    /learned\.record.*"bidding": "learned" alone/s,
  );
});
