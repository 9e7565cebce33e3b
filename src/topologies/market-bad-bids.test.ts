import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { balanceView } from "../market/balance-view.ts";
import { bidBox, commit, counted, reveal } from "../market/bid-box.ts";
import { commitment } from "../market/commitment.ts";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { DomainFact, Event, Nano } from "../types.ts";
import { market } from "./market.ts";
import { wantedOf } from "../util/wanted-of.ts";

const value: Nano = 1_000_000_000;

/** A bidder: what it says when asked for a bid, in the very text, how long it takes, and what it answers. */
interface Bidder {
  readonly bid?: ScriptedAnswer;
  readonly ms?: number;
  readonly says?: ScriptedAnswer;
}
const good = '{"p": 0.8, "ask": 0.1, "tokens": 100}';

async function trade(bidders: { readonly [name: string]: Bidder }, attempts = 1) {
  const members = Object.fromEntries(
    Object.entries(bidders).map(([name, { bid = good, ms = 100, says = "right" }]) => [
      name,
      fake((ask) => (wantedOf(ask) === undefined ? says : bid), { id: `fake/${name}`, priced: false, ms }),
    ]),
  );
  const brief = { id: "t1", category: "coding", prompt: "Do it.", value };
  const room = fakeDesk({
    members,
    terms: { attempts },
    task: { ...brief, grader: { kind: "none" } },
    verifier: ({ text }) => ({ ok: true, passed: text === "right", score: Number(text === "right"), why: "compared" }),
  });
  const result = await market({ reputation: "none" }).solve(brief, room.desk);
  return { result, events: room.events(), balances: room.desk.view(balanceView) };
}

function facts<T extends DomainFact["type"]>(events: readonly Event[], type: T) {
  return events.flatMap(({ fact }) => (fact.type === type ? [fact as Extract<DomainFact, { type: T }>] : []));
}

const voidBids: readonly (readonly [string, string, RegExp])[] = [
  ["p that is NaN", '{"p": NaN, "ask": 0.1, "tokens": 1}', /JSON|number|schema|fit/i],
  ["an ask that is NaN", '{"p": 0.9, "ask": NaN, "tokens": 1}', /JSON|number|schema|fit/i],
  ["an infinite ask", '{"p": 0.9, "ask": 1e999, "tokens": 1}', /ask/],
  ["a negative ask", '{"p": 0.9, "ask": -5, "tokens": 1}', /ask/],
  ["an ask beyond all money", '{"p": 0.9, "ask": 1e12, "tokens": 1}', /ask/],
  ["p above 1", '{"p": 1.5, "ask": 0.1, "tokens": 1}', /p\b/],
  ["p below 0", '{"p": -0.5, "ask": 0.1, "tokens": 1}', /p\b/],
  ["p as a number of percent", '{"p": 80, "ask": 0.1, "tokens": 1}', /p\b/],
  ["p as words", '{"p": "high", "ask": 0.1, "tokens": 1}', /p\b/],
  ["no ask", '{"p": 0.9, "tokens": 1}', /ask/],
  ["two bids", `[${good}, ${good}]`, /list|object|fit/i],
  ["a bid for another task", '{"task": "t2", "p": 0.9, "ask": 0.1, "tokens": 1}', /must not have the field|another task/],
  ["prose", "I would do it for a dollar.", /JSON|object/i],
];
for (const [name, bid, why] of voidBids) {
  test(`${name} is a void bid in the ledger: it wins nothing and the task goes to the valid one`, async () => {
    const { result, events } = await trade({ bad: { bid }, good: {} });
    assert.deepEqual(result, { ok: true, text: "right", by: "good" });
    const noted = facts(events, "bid").filter(({ member }) => member === "bad");
    assert.deepEqual(
      noted.map(({ valid }) => valid),
      [false],
    );
    assert.match(noted[0]?.why ?? "", why);
    assert.ok(!facts(events, "commit").some(({ member }) => member === "bad"));
  });
}

test("p with a percent sign is the probability that it says", async () => {
  const { events } = await trade({ sure: { bid: '{"p": "80%", "ask": 0.1, "tokens": 1}' } });
  assert.deepEqual(
    facts(events, "bid").map(({ valid, p }) => [valid, p]),
    [[true, 0.8]],
  );
});

test("a bid after the deadline is void and is never committed, however good it is", async () => {
  const best = '{"p": 1, "ask": 0, "tokens": 1}';
  const { result, events } = await trade({ late: { bid: best, ms: 600_001 }, good: {} });
  assert.ok(result.ok && result.by === "good");
  const [noted] = facts(events, "bid").filter(({ member }) => member === "late");
  assert.equal(noted?.valid, false);
  assert.match(noted?.why ?? "", /after the deadline of 600 s/);
  const punctual = await trade({ late: { bid: best, ms: 600_000 }, good: {} });
  assert.ok(punctual.result.ok && punctual.result.by === "late");
});

test("a bid that was changed in the ledger after its commitment no longer opens it", async () => {
  const { events } = await trade({ a: {}, b: { bid: '{"p": 0.7, "ask": 0.05, "tokens": 90}' } });
  const stated = { a: 100, b: 90 } as const;
  for (const { value: shown } of facts(events, "own").filter(({ name }) => name === "bid-reveal")) {
    const { member, nonce } = shown as { member: "a" | "b"; nonce: string };
    const bid = facts(events, "bid").find((one) => one.member === member);
    const digest = facts(events, "commit").find((one) => one.member === member)?.digest;
    assert.ok(bid !== undefined && digest !== undefined);
    const tokens = stated[member];
    const open = { member, p: bid.stated ?? bid.p, ask: bid.ask, tokens };
    const sealed = { run: "session", task: "t1", nonce };
    assert.equal(commitment({ ...sealed, bid: open }), digest);
    for (const changed of [
      { ...open, ask: open.ask - 1 },
      { ...open, p: open.p + 0.01 },
      { ...open, member: "c" },
    ])
      assert.notEqual(commitment({ ...sealed, bid: changed }), digest);
  }
});

test("among outside bidders a changed, a second and a late bid are void, each with its reason", () => {
  const bid = (member: string, p = 0.5) => ({ member, p, ask: 5 });
  const seal = (member: string, p = 0.5) => commitment({ run: "r", task: "t", nonce: "n", bid: bid(member, p) });
  let box = bidBox("r", "t", 100, 200);
  const put = (next: ReturnType<typeof commit>): void => {
    if (next.ok) box = next.box;
  };
  for (const member of ["honest", "changer", "twice", "silent"]) put(commit(box, member, seal(member), 10));
  put(commit(box, "twice", seal("twice", 0.9), 20));
  const late = commit(box, "late", seal("late"), 101);
  assert.ok(!late.ok && late.failure.code === "unsupported");
  put(reveal(box, bid("honest"), "n", 150));
  put(reveal(box, bid("changer", 0.6), "n", 150));
  const { bids, voided } = counted(box);
  assert.deepEqual(bids, [bid("honest")]);
  assert.deepEqual(Object.fromEntries(voided), {
    changer: "it differs from its commitment",
    twice: "it bid twice",
    silent: "it was never opened",
  });
});

test("no valid bid, or none with a score above 0, leaves the task unfilled for that reason, and nobody is paid", async () => {
  const none = await trade({ a: { bid: "no" }, b: { bid: "no" } });
  const dear = '{"p": 0.2, "ask": 0.5, "tokens": 1}';
  const below = await trade({ a: { bid: dear }, b: { bid: dear } });
  for (const [{ result, events, balances }, reason] of [
    [none, "no-bid"],
    [below, "no-positive-score"],
  ] as const) {
    assert.ok(!result.ok && result.failure.code === "unsupported");
    assert.deepEqual(
      facts(events, "unfilled").map((one) => one.reason),
      [reason],
    );
    assert.equal(facts(events, "award").length + facts(events, "transfer").length + balances.size, 0);
  }
});

test("a score of exactly 0 wins nothing", async () => {
  const { events } = await trade({ a: { bid: '{"p": 0.5, "ask": 0.5, "tokens": 1}' } });
  assert.deepEqual(
    facts(events, "unfilled").map(({ reason }) => reason),
    ["no-positive-score"],
  );
});

test("a single member has no runner-up: it gets the whole value if it passes and owes nothing if it fails", async () => {
  const passed = await trade({ only: {} });
  assert.deepEqual([passed.balances.get("only"), facts(passed.events, "award")[0]?.payment], [value, value]);
  const failed = await trade({ only: { says: "wrong" } });
  assert.equal(failed.balances.get("only") ?? 0, 0);
});

test("a member that fails after the award pays the runner-up's score, and the task goes to the next", async () => {
  const { result, events, balances } = await trade({ first: { bid: '{"p": 0.9, "ask": 0.1, "tokens": 1}', says: "wrong" }, next: {} }, 2);
  assert.ok(result.ok && result.by === "next");
  assert.deepEqual(
    facts(events, "award").map(({ member, attempt }) => [member, attempt]),
    [
      ["first", 1],
      ["next", 2],
    ],
  );
  assert.equal(balances.get("first"), -0.7 * value);
});

test("when every winner falls silent all lose their deposits and the last failure comes back", async () => {
  const gone: ScriptedAnswer = { failure: { code: "refused", message: "I would rather not." } };
  const { result, balances, events } = await trade({
    a: { says: gone },
    b: { bid: '{"p": 0.6, "ask": 0.1, "tokens": 1}', says: gone },
  });
  assert.ok(!result.ok && result.failure.code === "refused");
  assert.equal(facts(events, "award").length, 2);
  assert.deepEqual([balances.get("a"), balances.get("b") ?? 0, balances.get("@escrow")], [-0.5 * value, 0, 0]);
});
