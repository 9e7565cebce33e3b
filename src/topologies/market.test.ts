import assert from "node:assert/strict";
import { test } from "node:test";
import { type FakeDeskSettings, fakeDesk } from "../calls/fake-desk.ts";
import { balanceView } from "../market/balance-view.ts";
import { commitment } from "../market/commitment.ts";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { Ask, Brief, DomainFact, Event, Nano } from "../types.ts";
import { market } from "./market.ts";
import { defined } from "../util/defined.ts";
import { wantedOf } from "../util/wanted-of.ts";

const value: Nano = 1_000_000_000;
const textOf = (ask: Ask) => ask.messages.map(({ text }) => text).join("\n");
const facts = <T extends DomainFact["type"]>(events: readonly Event[], type: T) =>
  events.flatMap(({ fact }) => (fact.type === type ? [fact as Extract<DomainFact, { type: T }>] : []));
const made = (events: readonly Event[]) => events.flatMap(({ fact }) => (fact.type === "call" ? [`${fact.purpose}:${fact.member}`] : []));

interface Bidder {
  readonly p?: number;
  readonly ask?: number;
  readonly says?: ScriptedAnswer;
  readonly bids?: ScriptedAnswer;
  readonly ms?: number;
}
/** A member that bids as told and answers its text, "right" unless told otherwise. */
function bidder(name: string, { p = 0.8, ask = 0.1, says = "right", bids, ms }: Bidder) {
  const script = (asked: Ask): ScriptedAnswer =>
    asked.purpose === "bid" || asked.purpose === "repair" ? (bids ?? { object: { p, ask, tokens: 100 } }) : says;
  return fake(script, { id: `fake/${name}`, family: `family/${name}`, priced: false, ...defined({ ms }) });
}
const staff = (bidders: { [name: string]: Bidder }) =>
  Object.fromEntries(Object.entries(bidders).map(([name, settings]) => [name, bidder(name, settings)]));

/** One task of a session whose category is known; passes when the answer says "right". */
async function trade(
  options: Parameters<typeof market>[0],
  settings: Omit<FakeDeskSettings, "task"> & { readonly category?: string; readonly value?: Nano },
) {
  const { category = "coding", value: worth = value, earlier = [], ...rest } = settings;
  const trial = rest.trial ?? `market/t${earlier.length}/0`;
  const brief: Brief = { id: `t${earlier.length}`, category, prompt: "First line.\nSecond line holds the point.", value: worth };
  const start: Event = {
    seq: 0,
    trial,
    span: "",
    at: 0,
    hash: "",
    fact: { type: "trial-start", topology: "market", task: brief.id, category, repetition: 0 },
  };
  const room = fakeDesk({
    verifier: ({ text }) => ({ ok: true, passed: text === "right", score: Number(text === "right"), why: "compared" }),
    ...rest,
    trial,
    task: { ...brief, grader: { kind: "none" } },
    earlier: [...earlier, start],
  });
  const result = await market(options).solve(brief, room.desk);
  const events = room.events().slice(earlier.length);
  return { result, events, all: room.events(), spent: room.spent(), balances: room.desk.view(balanceView), now: room.desk.now };
}

test("the highest expected surplus wins: value x p - ask", async () => {
  const members = staff({ cheap: { p: 0.5, ask: 0.01 }, sure: { p: 0.9, ask: 0.2 }, dear: { p: 0.95, ask: 0.6 } });
  const { result, events } = await trade({ reputation: "none" }, { members });
  assert.deepEqual(result, { ok: true, text: "right", by: "sure" });
  const [award] = facts(events, "award");
  assert.ok(award !== undefined && Math.abs(award.score - 0.7e9) < 1);
  assert.equal(award.payment, value - 0.49e9);
});

test("fault of the original: bidders saw a first line; here every bidder sees the whole task, and nothing that others do not", async () => {
  const members = staff({ a: {}, b: {}, c: {} });
  await trade({}, { members });
  const asks = Object.values(members).map(({ asked }) => asked[0] as Ask);
  for (const ask of asks) assert.ok(textOf(ask).includes("Second line holds the point."));
  assert.equal(new Set(asks.map(textOf)).size, 1);
});

test("fault: a winner voted on its own work; here no member is asked for a verdict", async () => {
  const { events } = await trade({}, { members: staff({ a: { says: "wrong" }, b: {} }), terms: { attempts: 2 } });
  assert.ok(made(events).every((call) => !call.startsWith("verdict") && !call.startsWith("vote")));
  assert.equal(facts(events, "verdict").length, 2);
});

test("fault: attempts were shared by all tasks; here each task has its own, and a hard one takes none from the next", async () => {
  const members = staff({ a: { says: "wrong" }, b: { says: "wrong", p: 0.7 } });
  const first = await trade({ mechanism: "first-price" }, { members, terms: { attempts: 3 } });
  assert.equal(facts(first.events, "award").length, 3);
  const second = await trade({ mechanism: "first-price" }, { members, terms: { attempts: 3 }, earlier: first.all });
  assert.equal(facts(second.events, "award").length, 3);
});

test("a failed answer goes to another member, and to the first again only when nobody else is left", async () => {
  const members = staff({ a: { p: 0.9, says: "wrong" }, b: { p: 0.8, says: "wrong" }, c: { p: 0.1, ask: 0.5 } });
  const { events } = await trade({ reputation: "none" }, { members, terms: { attempts: 3 } });
  assert.deepEqual(
    facts(events, "award").map(({ member }) => member),
    ["a", "b", "a"],
  );
});

test("fault: a last attempt that failed as a call lost the record; here the earlier answer stands and the cost is whole", async () => {
  const failing: ScriptedAnswer = { failure: { code: "refused", message: "no" } };
  const members = staff({ a: { p: 0.9, says: "wrong" }, b: { p: 0.8, says: failing } });
  const { result, events, spent } = await trade({}, { members, terms: { attempts: 2 } });
  assert.ok(result.ok && result.text === "wrong");
  const costs = events.flatMap(({ fact }) => (fact.type === "call" ? [fact.cost] : []));
  assert.equal(
    costs.reduce((sum, cost) => sum + cost, 0),
    spent,
  );
});

test("fault: bids were not in the cost; here every bid is a booked call, one per member and task", async () => {
  const { events, spent } = await trade({}, { members: staff({ a: {}, b: {}, c: {} }) });
  assert.deepEqual(
    made(events).filter((call) => call.startsWith("bid")),
    ["bid:a", "bid:b", "bid:c"],
  );
  const bids = events.flatMap(({ fact }) => (fact.type === "call" && fact.purpose === "bid" ? [fact.cost] : []));
  assert.ok(bids.length === 3 && bids.every((cost) => cost > 0) && bids.reduce((sum, cost) => sum + cost, 0) < spent);
});

test("fault: latency decided; here the slowest bidder wins as surely as the fastest", async () => {
  const winner = async (slow: number, fast: number) => {
    const members = staff({ a: { p: 0.9, ms: slow }, b: { p: 0.8, ms: fast } });
    return facts((await trade({}, { members })).events, "award")[0]?.member;
  };
  assert.deepEqual([await winner(100, 9000), await winner(9000, 100)], ["a", "a"]);
});

test("bids are asked for at once: the market takes the time of the slowest bid, not of all", async () => {
  const { now } = await trade({}, { members: staff({ a: { ms: 300 }, b: { ms: 200 }, c: { ms: 100, p: 0.99 } }) });
  assert.equal(now, 400);
});

test("fault: claiming certainty paid; here who fails under a claim pays the runner-up's score", async () => {
  const members = staff({ boaster: { p: 1, ask: 0, says: "wrong" }, honest: { p: 0.6, ask: 0.1 } });
  const { balances } = await trade({ reputation: "none" }, { members });
  assert.equal(balances.get("boaster"), -0.5e9);
});

test("what the bid ask promises is what is settled: V - S to a winner that passes", async () => {
  const members = staff({ a: { p: 0.9, ask: 0.1 }, b: { p: 0.5, ask: 0.2 } });
  const { balances } = await trade({ reputation: "none" }, { members });
  assert.ok(textOf(members["a"]?.asked[0] as Ask).includes("V - S if its answer passes"));
  assert.deepEqual([balances.get("a"), balances.get("@buyer"), balances.get("@escrow")], [0.7e9, -0.7e9, 0]);
});

test("fault: reputation was one number for all work; here failures in one category leave another alone", async () => {
  let earlier: readonly Event[] = [];
  for (let task = 0; task < 4; task++) {
    const members = staff({ a: { says: "wrong" } });
    earlier = (await trade({ mechanism: "first-price" }, { members, earlier })).all;
  }
  const believed = async (category: string) => {
    const { events } = await trade({ mechanism: "first-price" }, { members: staff({ a: {} }), earlier, category });
    return facts(events, "bid")[0]?.p ?? 0;
  };
  assert.ok((await believed("coding")) < 0.65);
  assert.equal(await believed("synthesis"), 0.8);
});

test("fault: only one member had a cautious persona; here the market adds no text to one member and not to another", async () => {
  const members = staff({ a: {}, b: {} });
  await trade({ information: "history" }, { members });
  assert.equal(textOf(members["a"]?.asked[0] as Ask), textOf(members["b"]?.asked[0] as Ask));
});

test("fault: empty fills had one cause; here no bid, no positive score and insolvency are told apart", async () => {
  const reasonOf = async (bidders: { [name: string]: Bidder }, earlier: readonly Event[] = []) => {
    const { result, events } = await trade({}, { members: staff(bidders), earlier });
    assert.ok(!result.ok && result.failure.code === "unsupported");
    return facts(events, "unfilled").map(({ reason }) => reason);
  };
  assert.deepEqual(await reasonOf({ a: { bids: "no, thanks" } }), ["no-bid"]);
  assert.deepEqual(await reasonOf({ a: { p: 0.1, ask: 0.5 } }), ["no-positive-score"]);
  const debt: DomainFact = { type: "transfer", from: "a", to: "@buyer", amount: 2.2 * value, reason: "test" };
  assert.deepEqual(await reasonOf({ a: {} }, [{ seq: 1, trial: "x", span: "", at: 0, fact: debt, hash: "" }]), ["insolvent"]);
});

test("a member at the end of its credit is not asked to bid, and stipends bring it back", async () => {
  const debt: DomainFact = { type: "transfer", from: "a", to: "@buyer", amount: 2.2 * value, reason: "test" };
  let earlier: readonly Event[] = [{ seq: 1, trial: "x", span: "", at: 0, fact: debt, hash: "" }];
  const bids: boolean[] = [];
  for (let task = 0; task < 4; task++) {
    const { all, events } = await trade({}, { members: staff({ a: { p: 0.1, ask: 0.5 }, b: {} }), earlier });
    bids.push(made(events).includes("bid:a"));
    earlier = all;
  }
  assert.deepEqual(bids, [false, false, true, true]);
});

test("a member that cannot put up the deposit is passed over, and the bid says so", async () => {
  const debt: DomainFact = { type: "transfer", from: "a", to: "@buyer", amount: 1.9 * value, reason: "test" };
  const earlier: Event[] = [{ seq: 1, trial: "x", span: "", at: 0, fact: debt, hash: "" }];
  const { result, events } = await trade({ reputation: "none" }, { members: staff({ a: { p: 0.9 }, b: { p: 0.8 } }), earlier });
  assert.ok(result.ok && result.by === "b");
  assert.ok(facts(events, "bid").some(({ member, valid, why }) => member === "a" && !valid && (why ?? "").includes("deposit")));
});

test("a member that gives no answer after the award loses its deposit, and the task goes on without using up an attempt", async () => {
  const members = staff({ a: { p: 0.9, says: "" }, b: { p: 0.8 } });
  const { result, balances, events } = await trade({ reputation: "none" }, { members });
  assert.ok(result.ok && result.by === "b");
  assert.equal(balances.get("a"), -0.7e9);
  assert.deepEqual(
    facts(events, "award").map(({ member, attempt }) => [member, attempt]),
    [
      ["a", 1],
      ["b", 1],
    ],
  );
});

test("void bids are noted with their reason and win nothing", async () => {
  const bad = (object: ScriptedAnswer): Bidder => ({ bids: object });
  const members = staff({
    words: bad({ object: { p: "likely", ask: 0, tokens: 1 } }),
    negative: bad({ object: { p: 0.9, ask: -5, tokens: 1 } }),
    two: bad({
      object: [
        { p: 0.9, ask: 0, tokens: 1 },
        { p: 0.8, ask: 0, tokens: 1 },
      ],
    }),
    above: bad({ object: { p: 1.5, ask: 0, tokens: 1 } }),
    silent: bad(""),
    good: {},
  });
  const { result, events } = await trade({}, { members });
  assert.ok(result.ok && result.by === "good");
  const noted = facts(events, "bid").map(({ member, valid, why }) => [member, valid, (why ?? "").length > 0]);
  for (const name of ["words", "negative", "two", "above", "silent"]) {
    assert.ok(
      noted.some(([member, valid, said]) => member === name && valid === false && said === true),
      name,
    );
  }
});

test("ties are broken by chance, never by the order of the members", async () => {
  const wins = { a: 0, b: 0 };
  for (let seed = 0; seed < 40; seed++) {
    const { result } = await trade({}, { members: staff({ a: {}, b: {} }), seed: `${seed}` });
    if (result.ok) wins[result.by as "a" | "b"]++;
  }
  assert.ok(wins.a > 8 && wins.b > 8, JSON.stringify(wins));
});

test("commitments are noted before any bid is, and an outsider can check them", async () => {
  const { events } = await trade({}, { members: staff({ a: {}, b: { p: 0.7 } }) });
  const order = events.map(({ fact }) => fact.type);
  assert.ok(order.lastIndexOf("commit") < order.indexOf("bid"));
  for (const reveal of facts(events, "own")) {
    const { member, nonce } = reveal.value as { member: string; nonce: string };
    const fact = facts(events, "bid").find((bid) => bid.member === member);
    assert.ok(fact !== undefined);
    const bid = { member, p: fact.stated ?? -1, ask: fact.ask, tokens: 100 };
    const digest = commitment({ run: "session", task: "t0", nonce, bid });
    assert.equal(facts(events, "commit").find((commit) => commit.member === member)?.digest, digest);
  }
});

test("an unfilled task is done by the fallback that is named, and is still noted as unfilled", async () => {
  const cheap = { id: "p", source: "t", date: "2026-01-01", input: 0.1, output: 0.1, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 };
  const script = (ask: Ask): ScriptedAnswer => (wantedOf(ask) === undefined ? "right" : { object: { p: 0, ask: 1, tokens: 1 } });
  const members = { dear: fake(script, { id: "fake/dear" }), cheap: fake(script, { id: "fake/cheap", price: cheap }) };
  const { result, events } = await trade({ fallback: "cheapest" }, { members });
  assert.deepEqual(result, { ok: true, text: "right", by: "cheap" });
  assert.equal(facts(events, "unfilled").length, 1);
  assert.equal(facts(events, "fallback")[0]?.to, "cheap");
});

test("information decides what a bidder sees: nothing but the category, the task, its history, prices", async () => {
  const earlier = (await trade({}, { members: staff({ a: { p: 0.9, says: "wrong" } }) })).all;
  const seen = async (information: "none" | "task" | "history" | "prices") => {
    const members = staff({ a: {} });
    await trade({ information }, { members, earlier });
    return textOf(members["a"]?.asked[0] as Ask);
  };
  const [none, task, history, prices] = [await seen("none"), await seen("task"), await seen("history"), await seen("prices")];
  assert.ok(!none.includes("Second line") && none.includes('category "coding"'));
  assert.ok(task.includes("Second line") && !task.includes("you passed"));
  assert.ok(history.includes("you passed 0 of 1; you had stated p = 0.90") && !history.includes("Recent payments"));
  assert.ok(prices.includes("Recent payments"));
});

test("derived bids cost no call and put the better record first", async () => {
  let earlier: readonly Event[] = [];
  const bidding = "track-record";
  for (let task = 0; task < 12; task++) {
    earlier = (await trade({ bidding }, { members: staff({ good: {}, bad: { says: "wrong" } }), earlier, seed: `${task}` })).all;
  }
  const { events, result } = await trade({ bidding }, { members: staff({ good: {}, bad: { says: "wrong" } }), earlier });
  assert.ok(result.ok && result.by === "good");
  assert.deepEqual(made(events), ["attempt:good"]);
});

test("calibrated bidding corrects an overclaimer by what came of its claims", async () => {
  let earlier: readonly Event[] = [];
  const options = { bidding: "calibrated", reputation: "none", mechanism: "first-price" } as const;
  for (let task = 0; task < 6; task++) {
    earlier = (await trade(options, { members: staff({ a: { p: 0.95, says: task < 1 ? "right" : "wrong" } }), earlier })).all;
  }
  const { events } = await trade(options, { members: staff({ a: { p: 0.95 } }), earlier });
  const [bid] = facts(events, "bid");
  assert.ok(bid !== undefined && bid.stated === 0.95 && bid.p < 0.7, JSON.stringify(bid));
});

const mechanisms = ["first-price", "second-score", "execution-contingent", "vcg", "posted", "lottery"] as const;
const biddings = ["stated", "calibrated", "track-record", "learned", "posted", "random"] as const;
test("every mechanism works with every way of bidding and every reputation, and credits always sum to zero", async () => {
  for (const mechanism of mechanisms) {
    for (const bidding of biddings) {
      for (const reputation of ["none", "beta", "scoring", "anchor"] as const) {
        const options = { mechanism, bidding, reputation, information: "prices", fallback: "best-record" } as const;
        const members = staff({ a: { p: 0.7, says: "wrong" }, b: { p: 0.8 }, c: { p: 0.6, ask: 0.2 } });
        let earlier: readonly Event[] = [];
        for (let task = 0; task < 3; task++) {
          const { result, all, balances } = await trade(options, { members, terms: { attempts: 2 }, earlier });
          assert.ok(result.ok, `${mechanism} ${bidding} ${reputation}: ${JSON.stringify(result)}`);
          assert.equal(
            [...balances.values()].reduce((sum, balance) => sum + balance, 0),
            0,
          );
          for (const name of ["a", "b", "c"]) assert.ok((balances.get(name) ?? 0) >= -2 * value);
          earlier = all;
        }
      }
    }
  }
});

test("a lottery without reputation remembers nothing and does not judge its last answer", async () => {
  const options = { mechanism: "lottery", bidding: "random", reputation: "none" } as const;
  assert.equal(market(options).memory, false);
  const { events } = await trade(options, { members: staff({ a: {}, b: {} }) });
  assert.equal(facts(events, "verdict").length, 0);
});

test("money that ends before a bid leaves the task unfilled for want of budget", async () => {
  const { result, events } = await trade({}, { members: staff({ a: {} }), budget: 1000 });
  assert.ok(!result.ok);
  assert.deepEqual(
    facts(events, "unfilled").map(({ reason }) => reason),
    ["budget"],
  );
});
