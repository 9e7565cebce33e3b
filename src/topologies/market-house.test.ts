import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { fakeDesk } from "../calls/fake-desk.ts";
import { commitment } from "../market/commitment.ts";
import { paymentRules } from "../market/payment.ts";
import { post, recoveries } from "../market/settlement.ts";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { DomainFact, Event, Json, Nano } from "../types.ts";
import { market } from "./market.ts";
import { defined } from "../util/defined.ts";

const value: Nano = 1_000_000_000;
interface Bidder {
  readonly p?: number;
  readonly ask?: number;
  readonly says?: ScriptedAnswer;
  readonly schedule?: Json;
}
function facts<T extends DomainFact["type"]>(events: readonly Event[], type: T) {
  return events.flatMap(({ fact }) => (fact.type === type ? [fact as Extract<DomainFact, { type: T }>] : []));
}
const balancesOf = (events: readonly Event[]) => facts(events, "transfer").reduce(post, new Map<string, number>());

/** One task of a session; "right" passes, "odd" cannot be judged. */
async function trade(
  options: Parameters<typeof market>[0],
  bidders: { readonly [name: string]: Bidder },
  { attempts = 1, seed = "s", earlier = [] }: { attempts?: number; seed?: string; earlier?: readonly Event[] } = {},
) {
  const members = Object.fromEntries(
    Object.entries(bidders).map(([name, { p = 0.8, ask = 0.1, says = "right", schedule }]) => {
      const bid = { p, ask, tokens: 100, ...defined({ schedule }) };
      return [
        name,
        fake((asked) => (asked.shape === undefined ? says : { object: bid }), { id: `fake/${name}`, family: name, priced: false }),
      ];
    }),
  );
  const brief = { id: `t${earlier.length}`, category: "coding", prompt: "Do it.", value };
  const room = fakeDesk({
    members,
    seed,
    earlier,
    terms: { attempts },
    task: { ...brief, grader: { kind: "none" } },
    trial: `market/${brief.id}/0`,
    verifier: ({ text }) =>
      text === "odd"
        ? { ok: false, failure: { code: "malformed", message: "no verdict" } }
        : { ok: true, passed: text === "right", score: text === "nearly" ? 0.5 : Number(text === "right"), why: "compared" },
  });
  const result = await market({ reputation: "none", ...options }).solve(brief, room.desk);
  return { result, members, all: room.events(), events: room.events().slice(earlier.length) };
}

test("an offer above the reserve never wins, however good, and its bid says why", async () => {
  const { result, events } = await trade({ house: { reserve: 0.3 } }, { dear: { p: 1, ask: 0.31 }, a: { p: 0.5 }, b: { p: 0.6 } });
  assert.ok(result.ok && result.by === "b");
  assert.match(facts(events, "bid").find(({ member }) => member === "dear")?.why ?? "", /reserve/);
  const { events: none } = await trade({ house: { reserve: 0.3 } }, { dear: { p: 1, ask: 0.31 } });
  assert.deepEqual(
    facts(none, "unfilled").map(({ reason }) => reason),
    ["no-positive-score"],
  );
});

test("one offer alone is paid the posted reserve on a pass and nothing on a failure; its own ask decides nothing", async () => {
  for (const mechanism of ["first-price", "second-score", "execution-contingent"] as const) {
    for (const [says, paid] of [
      ["right", 0.3 * value],
      ["wrong", 0],
    ] as const) {
      const { events } = await trade({ mechanism, house: { reserve: 0.3 } }, { only: { says }, dear: { ask: 0.5 } });
      assert.equal(balancesOf(events).get("only") ?? 0, paid, `${mechanism} ${says}`);
    }
  }
});

test("an offer alone that would lose at the reserve is not taken, and a reserve above the value counts as the value", async () => {
  const { events } = await trade({ house: { reserve: 0.3 } }, { only: { p: 0.5, ask: 0.2 } });
  assert.equal(facts(events, "award").length, 0);
  const { events: rich } = await trade({ house: { reserve: 50 } }, { only: {} });
  assert.equal(balancesOf(rich).get("only"), value);
});

test("the k best work in parallel, each is settled by its own verdict against the best score left out", async () => {
  const bidders = { a: { p: 0.9, says: "wrong" }, b: { p: 0.8 }, c: { p: 0.5 } };
  const { result, events } = await trade({ house: { awards: 2 } }, bidders);
  assert.deepEqual(result, { ok: true, text: "right", by: "b" });
  const balances = balancesOf(events);
  assert.deepEqual([balances.get("a"), balances.get("b"), balances.get("c") ?? 0], [-0.4 * value, 0.6 * value, 0]);
  const kinds = events.flatMap(({ fact }) => (fact.type === "call" && fact.purpose === "attempt" ? [fact.start] : []));
  assert.equal(kinds.length, 2);
  assert.equal(kinds[0], kinds[1]);
  const passed = new Map(facts(events, "outcome").map(({ member, passed, attempt }) => [member, [attempt, passed]]));
  assert.deepEqual(
    [passed.get("a"), passed.get("b")],
    [
      [1, false],
      [1, true],
    ],
  );
});

test("of several that pass one is chosen in an order drawn by chance, and all that pass are paid", async () => {
  const chosen = { a: 0, b: 0 };
  for (let seed = 0; seed < 40; seed++) {
    const { result, events } = await trade({ house: { awards: 2 } }, { a: { p: 0.9 }, b: { p: 0.8 } }, { seed: `${seed}` });
    assert.ok(result.ok);
    chosen[result.by as "a" | "b"]++;
    assert.deepEqual([balancesOf(events).get("a"), balancesOf(events).get("b")], [value, value]);
    assert.equal(facts(events, "choice")[0]?.member, result.by);
  }
  assert.ok(chosen.a > 8 && chosen.b > 8, JSON.stringify(chosen));
});

test("attempts count rounds: failed members are passed over while another has an offer, and the best failure stands", async () => {
  const wrong = (p: number, says = "wrong") => ({ p, says });
  const bidders = { a: wrong(0.9), b: wrong(0.85), c: wrong(0.8), d: wrong(0.7, "nearly") };
  const { result, events } = await trade({ house: { awards: 2 } }, bidders, { attempts: 2 });
  assert.deepEqual(
    facts(events, "award").map(({ member, attempt }) => `${member}${attempt}`),
    ["a1", "b1", "c2", "d2"],
  );
  assert.deepEqual(result, { ok: true, text: "nearly", by: "d" });
});

test("in a round the silent lose their deposits, and it counts as an attempt only if somebody answered", async () => {
  const { result, events } = await trade({ house: { awards: 2 } }, { a: { p: 0.9, says: "" }, b: { p: 0.8, says: "" }, c: { p: 0.5 } });
  assert.ok(result.ok && result.by === "c");
  assert.deepEqual(
    facts(events, "award").map(({ member, attempt }) => `${member}${attempt}`),
    ["a1", "b1", "c1"],
  );
  const one = await trade({ house: { awards: 2 } }, { a: { p: 0.9, says: "" }, b: { p: 0.8, says: "wrong" }, c: { p: 0.5 } });
  assert.ok(one.result.ok && one.result.by === "b");
});

test("an answer that passes goes before one that nobody can judge, and that before one that failed", async () => {
  const by = async (a: string, b: string) => {
    const { result } = await trade({ house: { awards: 2 } }, { a: { p: 0.9, says: a }, b: { p: 0.8, says: b } }, { attempts: 3 });
    return result.ok ? result.by : "";
  };
  assert.deepEqual([await by("odd", "right"), await by("wrong", "odd")], ["b", "b"]);
});

test("a lottery that remembers nothing judges several answers only until one passes", async () => {
  const options = { mechanism: "lottery", bidding: "random", house: { awards: 3 } } as const;
  const { events } = await trade(options, { a: {}, b: {}, c: {} });
  assert.deepEqual([facts(events, "verdict").length, facts(events, "award").length], [1, 3]);
});

test("each way back is what it says: a stipend of a twentieth of the line, a tenth of the debt, nothing", async () => {
  const debt: DomainFact = { type: "transfer", from: "a", to: "@buyer", amount: value, reason: "test" };
  const earlier: Event[] = [{ seq: 1, trial: "x", span: "", at: 0, fact: debt, hash: "" }];
  const paid = async (recovery: (typeof recoveries)[number]) => {
    const { events } = await trade({ house: { recovery } }, { a: { p: 0.1, ask: 0.5 }, b: {} }, { earlier });
    return facts(events, "transfer").flatMap(({ from, amount, reason }) => (from === "@house" ? [`${reason} ${amount / value}`] : []));
  };
  assert.deepEqual([await paid("stipend"), await paid("decay"), await paid("none")], [["stipend 0.1"], ["decay 0.1"], []]);
});

const schedule = [
  { tokens: 50, p: 0.6 },
  { tokens: 900, p: 0.6005 },
];
test("a schedule's best point sets p and cuts the work off there; without the setting nobody is asked for one", async () => {
  const { events, members } = await trade({ house: { schedule: true } }, { a: { p: 0.61, schedule } });
  assert.deepEqual(
    members["a"]?.asked.map(({ maxTokens }) => maxTokens),
    [1000, 50],
  );
  assert.equal(facts(events, "bid")[0]?.p, 0.6);
  assert.equal(facts(events, "outcome")[0]?.p, 0.6);
  assert.ok(facts(events, "own").some(({ name, value }) => name === "award-budget" && (value as { tokens: number }).tokens === 50));
  const plain = await trade({}, { a: {} });
  assert.ok(plain.members["a"]?.asked.every(({ shape }) => shape === undefined || !("schedule" in (shape.properties as object))));
});

test("calibrated bidding stretches budgets by the record of stated and actual tokens, and never shortens them", async () => {
  const budgetAfter = async (ratio: number, bidding: "stated" | "calibrated") => {
    const opened = (trial: string): Event => {
      const fact = { type: "trial-start", topology: "market", task: "t", category: "coding", repetition: 0 } as const;
      return { seq: 1, trial, span: "", at: 0, hash: "", fact };
    };
    const outcomes = [100, 200, 50].map((stated): Event => {
      const fact: DomainFact = {
        type: "outcome",
        member: "a",
        p: 0.6,
        passed: true,
        attempt: 1,
        statedTokens: stated,
        tokens: ratio * stated,
      };
      return { ...opened("x"), fact };
    });
    const earlier = [opened("x"), ...outcomes, opened("market/t5/0")];
    const { members } = await trade({ bidding, house: { schedule: true } }, { a: { p: 0.61, schedule } }, { earlier });
    return members["a"]?.asked.at(-1)?.maxTokens;
  };
  assert.deepEqual([await budgetAfter(3, "calibrated"), await budgetAfter(0.2, "calibrated")], [150, 50]);
  assert.equal(await budgetAfter(3, "stated"), 50);
});

test("work that its own budget cut to nothing is a failure on the record; other silence is none", async () => {
  const outcomes = async (says: ScriptedAnswer, scheduled: boolean) => {
    const bidders = { a: { p: 0.61, says, ...(scheduled ? { schedule } : {}) } };
    const { events } = await trade({ house: { schedule: scheduled } }, bidders);
    return facts(events, "outcome").map(({ p, passed }) => [p, passed]);
  };
  const cut: ScriptedAnswer = { text: "", stop: "length" };
  assert.deepEqual(await outcomes(cut, true), [[0.6, false]]);
  assert.deepEqual([await outcomes(cut, false), await outcomes("", true)], [[], []]);
});

test("the schedule is part of the commitment, and the reveal holds what opens it", async () => {
  const { events } = await trade({ house: { schedule: true } }, { a: { p: 0.61, schedule } });
  const reveal = facts(events, "own").find(({ name }) => name === "bid-reveal")?.value as {
    nonce: string;
    p: number;
    schedule: typeof schedule;
  };
  const bid = { member: "a", p: reveal.p, ask: 0.1 * value, tokens: 100, schedule: reveal.schedule };
  const digest = facts(events, "commit")[0]?.digest;
  assert.equal(commitment({ run: "session", task: "t0", nonce: reveal.nonce, bid }), digest);
  assert.notEqual(commitment({ run: "session", task: "t0", nonce: reveal.nonce, bid: { ...bid, schedule: [] } }), digest);
});

test("a bid without the schedule that was asked for is void", async () => {
  const { result } = await trade({ house: { schedule: true } }, { a: { p: 0.9 }, b: { p: 0.61, schedule } });
  assert.ok(result.ok && result.by === "b");
});

test("a correction from another run is applied from the first task, to the member that it names and under calibrated bidding alone", async () => {
  const maps = { a: { a: 1, b: -2 } };
  const believed = async (bidding: "stated" | "calibrated") => {
    const { events } = await trade({ bidding, house: { maps } }, { a: {}, b: {} });
    return Object.fromEntries(facts(events, "bid").map(({ member, p }) => [member, p]));
  };
  const calibrated = await believed("calibrated");
  assert.ok(Math.abs((calibrated["a"] ?? 0) - 4 / (4 + Math.exp(2))) < 1e-12);
  assert.ok((calibrated["b"] ?? 0) > 0.6);
  assert.deepEqual(await believed("stated"), { a: 0.8, b: 0.8 });
});

const bidder = fc.record({
  p: fc.double({ min: 0, max: 1, noNaN: true }),
  ask: fc.double({ min: 0, max: 1, noNaN: true }),
  says: fc.constantFrom("right", "wrong", "", "odd"),
});
const house = fc.record({
  reserve: fc.option(
    fc.integer({ min: 10_000_000, max: 2_000_000_000 }).map((nano) => nano / 1e9),
    { nil: undefined },
  ),
  awards: fc.integer({ min: 1, max: 4 }),
  recovery: fc.constantFrom(...recoveries),
});
const histories = fc.array(fc.tuple(bidder, bidder, bidder), { minLength: 1, maxLength: 4 });

test("under every house, sums are zero after each event, escrow ends empty, nobody is below its line, and no round has more winners than awards", async () => {
  await fc.assert(
    fc.asyncProperty(house, fc.constantFrom(...paymentRules), histories, async ({ reserve, ...rest }, mechanism, tasks) => {
      let earlier: readonly Event[] = [];
      for (const [a, b, c] of tasks) {
        const options = { mechanism, house: { ...rest, ...defined({ reserve }) } };
        const { events, all } = await trade(options, { a, b, c }, { attempts: 2, earlier });
        const balances = balancesOf(earlier);
        for (const transfer of facts(events, "transfer")) {
          assert.ok(Number.isSafeInteger(transfer.amount) && transfer.amount > 0);
          post(balances, transfer);
          assert.equal(
            [...balances.values()].reduce((sum, balance) => sum + balance, 0),
            0,
          );
          for (const name of ["a", "b", "c"]) assert.ok((balances.get(name) ?? 0) >= -2 * value);
          assert.ok((balances.get("@escrow") ?? 0) >= 0);
        }
        assert.equal(balances.get("@escrow") ?? 0, 0);
        const asked = new Map(facts(events, "bid").map(({ member, ask }) => [member, ask]));
        for (const { member } of facts(events, "award")) assert.ok((asked.get(member) ?? 0) <= (reserve ?? 2) * value + 1);
        assert.ok(facts(events, "award").length <= 2 * rest.awards + 3);
        earlier = all;
      }
    }),
    { seed: 5, numRuns: 60 },
  );
});
