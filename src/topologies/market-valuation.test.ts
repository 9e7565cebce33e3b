import assert from "node:assert/strict";
import { test } from "node:test";
import { type FakeDeskSettings, fakeDesk } from "../calls/fake-desk.ts";
import { commitment } from "../market/commitment.ts";
import type { Bid } from "../market/bid.ts";
import { fake } from "../models/fake.ts";
import type { Ask, DomainFact, Event, Json } from "../types.ts";
import { market } from "./market.ts";
import { forecastView } from "./market/forecast-view.ts";

const value = 1_000_000_000;
const facts = <T extends DomainFact["type"]>(events: readonly Event[], type: T) =>
  events.flatMap(({ fact }) => (fact.type === type ? [fact as Extract<DomainFact, { type: T }>] : []));
const textOf = (ask: Ask) => ask.messages.map(({ text }) => text).join("\n");

/** A member with its word on itself and on others, by their names; labels are names, so that a test can tell them. */
function bidder(name: string, p: number, others: Readonly<Record<string, number>>, says = "right") {
  const list: Json = Object.entries(others).map(([member, p]) => ({ member, p }));
  const script = (asked: Ask) => {
    if (asked.purpose !== "bid" && asked.purpose !== "repair") return says;
    return { object: { p, ask: 0, tokens: 10, ...(textOf(asked).includes("others") ? { others: list } : {}) } };
  };
  return fake(script, { id: `fake/${name}`, family: `family/${name}`, priced: false });
}
async function trade(options: Parameters<typeof market>[0], members: FakeDeskSettings["members"], earlier: readonly Event[] = []) {
  const task = { id: `t${earlier.length}`, category: "x", prompt: "Do it.", value };
  const room = fakeDesk({
    members,
    terms: { showNames: true },
    verifier: ({ text }) => ({ ok: true, passed: text === "right", score: 1, why: "" }),
    task: { ...task, grader: { kind: "none" } },
    trial: `market/${task.id}/0`,
    earlier,
  });
  await market({ reputation: "none", ...options }).solve(task, room.desk);
  const events = room.events();
  return { events: events.slice(earlier.length), all: events, known: room.desk.view(forecastView).known };
}
/** The boaster says .99 of itself and is thought little of; the modest one is thought much of. */
const crew = () => ({
  boaster: bidder("boaster", 0.99, { modest: 0.9, third: 0.3 }),
  modest: bidder("modest", 0.4, { boaster: 0.2, third: 0.3 }),
  third: bidder("third", 0.5, { boaster: 0.4, modest: 0.7 }),
});
const cleared = (events: readonly Event[]) =>
  Object.fromEntries(facts(events, "bid").map(({ member, p }) => [member, Number(p.toFixed(4))]));

test("on peers' word the boaster loses to whoever the others think well of; on its own word it wins", async () => {
  const own = await trade({}, crew());
  assert.equal(facts(own.events, "award")[0]?.member, "boaster");
  const peers = await trade({ clearing: { valuation: "peers" } }, crew());
  assert.deepEqual(cleared(peers.events), { boaster: 0.3, modest: 0.8, third: 0.3 });
  assert.equal(facts(peers.events, "award")[0]?.member, "modest");
  assert.deepEqual(
    facts(peers.events, "bid").map(({ stated }) => stated),
    [0.99, 0.4, 0.5],
  );
  const mean = await trade({ clearing: { valuation: "mean" } }, crew());
  assert.deepEqual(cleared(mean.events), { boaster: 0.53, modest: 0.6667, third: 0.3667 });
});

test("whose word was wrong is heard less: the best expert's word counts on the next task", async () => {
  const first = await trade({ clearing: { valuation: "best-expert" } }, crew());
  // Nothing came out yet: the mean of all gives it to the modest one, whose answer passes. Said of it: .9, .4, .7.
  assert.equal(facts(first.events, "award")[0]?.member, "modest");
  assert.deepEqual(
    [...first.known].map(([by, { squared, n }]) => [by, Number(squared.toFixed(4)), n]),
    [
      ["boaster", 0.01, 1],
      ["modest", 0.36, 1],
      ["third", 0.09, 1],
    ],
  );
  const second = await trade({ clearing: { valuation: "best-expert" } }, crew(), first.all);
  assert.deepEqual(cleared(second.events), { boaster: 0.99, modest: 0.9, third: 0.3 });
});

test("the prediction market's trades are on record, settle by what came out, and members that did not work are void", async () => {
  const { events, known } = await trade({ clearing: { valuation: "prediction-market" } }, crew());
  const note = events.flatMap(({ fact }) =>
    fact.type === "own" && fact.name === "forecasts" ? [fact.value as { trades: Json[]; said: Json[] }] : [],
  )[0];
  assert.equal(note?.said.length, 9);
  assert.equal(note.trades.length, 9);
  const winner = facts(events, "award")[0]?.member;
  const gains = [...known.values()].map(({ wealth }) => wealth - 1);
  const price = facts(events, "bid").find(({ member }) => member === winner)?.p ?? 0;
  // All gains together are the house's loss on the one market that came out, ln(last price / .5).
  assert.ok(Math.abs(gains.reduce((sum, gain) => sum + gain, 0) - Math.log(price / 0.5)) < 1e-9);
});

test("asking for others makes bids longer, and only where it is wanted; each is told what is known of the others and not who they are", async () => {
  const members = crew();
  await trade({ clearing: { valuation: "peers" } }, members);
  const text = textOf(members.boaster.asked[0] as Ask);
  assert.match(text, /- modest: 0 of 0 answers in the category "x" passed\n- third: 0 of 0/);
  assert.match(text, /others: your probability/);
  const plain = crew();
  await trade({}, plain);
  assert.doesNotMatch(textOf(plain.boaster.asked[0] as Ask), /others/);
  const hidden = crew();
  await trade({ clearing: { valuation: "peers" }, information: "task" }, hidden);
  assert.doesNotMatch(textOf(hidden.boaster.asked[0] as Ask), /answers in the category/);
});

test("commitments hold what was stated of others, and the reveal opens them", async () => {
  const { events } = await trade({ clearing: { valuation: "peers" } }, crew());
  for (const { member, digest } of facts(events, "commit")) {
    const reveal = events
      .flatMap(({ fact }) => (fact.type === "own" && fact.name === "bid-reveal" ? [fact.value as { [name: string]: Json }] : []))
      .find((one) => one["member"] === member);
    const fact = facts(events, "bid").find((one) => one.member === member);
    const bid = { member, p: fact?.stated ?? 0, ask: 0, tokens: 10, others: reveal?.["others"] } as unknown as Bid;
    assert.equal(commitment({ run: "session", task: "t0", nonce: reveal?.["nonce"] as string, bid }), digest);
  }
});

test("a bid that speaks of strangers, of itself or out of range is void; of whom nobody else speaks, its own word counts", async () => {
  for (const odd of [{ modest: 1 }, { stranger: 1 }, { boaster: 1.2 }]) {
    const { events } = await trade(
      { clearing: { valuation: "peers" } },
      { modest: bidder("modest", 0.4, odd), boaster: bidder("boaster", 0.9, {}) },
    );
    assert.deepEqual(
      facts(events, "bid").map(({ member, valid, p }) => [member, valid, p]),
      [
        ["modest", false, 0],
        ["boaster", true, 0.9],
      ],
    );
  }
  const alone = await trade({ clearing: { valuation: "peers" } }, { modest: bidder("modest", 0.4, {}) });
  assert.deepEqual(cleared(alone.events), { modest: 0.4 });
});

test("valuations of bids that nobody states, of corrected ones and of schedules are refused in words", () => {
  for (const bidding of ["track-record", "calibrated", "learned"] as const)
    assert.throws(() => market({ bidding, clearing: { valuation: "peers" } }), /members say what they think of each other/);
  assert.throws(() => market({ house: { schedule: true }, clearing: { valuation: "mean" } }), /not used with schedules/);
});
