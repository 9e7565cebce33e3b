import assert from "node:assert/strict";
import { test } from "node:test";
import { fake, fakePrice } from "../models/fake.ts";
import { commitment } from "../market/commitment.ts";
import type { Ask, Event, Price } from "../types.ts";
import type { market } from "./market.ts";
import { tradeAt } from "./market-trade.test.ts";

/** "<task>\nDo it.\n</task>" has 21 characters: 6 tokens. */
const taskTokens = 6;
const dear: Price = { ...fakePrice, input: 2, output: 25 };
const textOf = (ask: Ask | undefined) => ask?.messages.map(({ text }) => text).join("\n") ?? "";

/** One task of a session with bidders that state p and tokens, and whose answers are 400 characters, 100 tokens, long. */
async function trade(
  options: Parameters<typeof market>[0],
  bidders: { readonly [name: string]: { readonly p?: number; readonly tokens: number; readonly price?: Price; readonly priced?: false } },
  earlier: readonly Event[] = [],
) {
  const asked = new Map<string, Ask[]>();
  const members = Object.fromEntries(
    Object.entries(bidders).map(([name, { p = 0.5, tokens, ...price }]) => {
      const bid = { p, tokens, ...(price.priced === false ? { ask: 0.1 } : {}) };
      const model = fake((ask) => (ask.purpose === "bid" ? { object: bid } : "w".repeat(400)), { id: `fake/${name}`, ...price });
      asked.set(name, model.asked);
      return [name, model];
    }),
  );
  const { events, all } = await tradeAt(options, members, { attempts: 1, seed: "s", earlier, worth: 1_000_000_000 });
  const bids = events.flatMap(({ fact }) => (fact.type === "bid" ? [fact] : []));
  return {
    all,
    events,
    told: (name: string) => textOf(asked.get(name)?.[0]),
    asks: Object.fromEntries(bids.map((bid) => [bid.member, bid.ask])),
  };
}

test("a bidder that has a price is told it and states p and tokens; its ask is the task and those tokens at its price", async () => {
  const { asks, told } = await trade({}, { a: { tokens: 300 }, b: { tokens: 200, price: dear } });
  assert.deepEqual(asks, { a: 1000 * (taskTokens + 5 * 300), b: 1000 * (2 * taskTokens + 25 * 200) });
  assert.match(told("b"), /Your price is 2 dollars per million input tokens and 25 dollars per million output tokens\./);
  assert.match(told("b"), /Properties: p, tokens\.$/);
});

test("a bidder whose price nobody knows names its ask", async () => {
  const { asks, told } = await trade({}, { a: { tokens: 300, priced: false } });
  assert.deepEqual(asks, { a: 100_000_000 });
  assert.match(told("a"), /ask: your cost of doing the work, in dollars\.\n[\s\S]*Properties: p, ask, tokens\.$/);
  assert.doesNotMatch(told("a"), /Your price/);
});

test("who states no tokens has not said what it asks, and its bid is void", async () => {
  const { events } = await trade({}, { a: { tokens: 0 }, b: { tokens: 100 } });
  const bids = events.flatMap(({ fact }) => (fact.type === "bid" ? [[fact.member, fact.valid]] : []));
  assert.deepEqual(bids, [
    ["a", false],
    ["b", true],
  ]);
});

test("by default a bidder is told what its work in the category took, and its ask is of tokens as its record corrects them", async () => {
  const first = await trade({}, { a: { tokens: 20 } });
  assert.doesNotMatch(first.told("a"), /in the mean of/);
  // From one pair no slope can be told, so the record speaks alone: 100 tokens.
  const second = await trade({}, { a: { tokens: 30 } }, first.all);
  assert.match(second.told("a"), /Your work on them took 100 output tokens, hidden reasoning included, in the mean of 1\./);
  assert.match(second.told("a"), /corrected by what your earlier statements of tokens came to/);
  assert.deepEqual(second.asks, { a: 1000 * (taskTokens + 5 * 100) });
  // The commitment is to what was stated, and the reveal holds the ask of that.
  const own = (name: string) => second.events.flatMap(({ fact }) => (fact.type === "own" && fact.name === name ? [fact.value] : []));
  const [reveal] = own("bid-reveal") as unknown as { ask: number; nonce: string }[];
  assert.equal(reveal?.ask, 1000 * (taskTokens + 5 * 30));
  const digest = second.events.flatMap(({ fact }) => (fact.type === "commit" ? [fact.digest] : []))[0];
  const stated = { member: "a", p: 0.5, ask: reveal?.ask ?? 0, tokens: 30 };
  const task = `t${first.all.length}`;
  assert.equal(commitment({ run: "session", task, nonce: reveal?.nonce ?? "", bid: stated }), digest);
});

test("three pairs give the factor by which tokens are understated, and its spread the mean above the median", async () => {
  const stated = [20, 50, 40];
  let earlier: readonly Event[] = [];
  for (const tokens of stated) earlier = (await trade({}, { a: { tokens } }, earlier)).all;
  const { asks } = await trade({}, { a: { tokens: 30 } }, earlier);
  // ln(100 / stated) = ln 5, ln 2, ln 2.5: the median factor is 25^(1/3), the variance sum of squares about it over n - 1.
  const logs = stated.map((tokens) => Math.log(100 / tokens));
  const center = logs.reduce((sum, log) => sum + log, 0) / 3;
  const variance = logs.reduce((sum, log) => sum + (log - center) ** 2, 0) / 2;
  assert.equal(asks["a"], 1000 * (taskTokens + 5 * Math.round(30 * 25 ** (1 / 3) * Math.exp(variance / 2))));
});

test("where statements are taken as they are, so are tokens", async () => {
  const taken = { reputation: "none" } as const;
  const first = await trade(taken, { a: { tokens: 20 } });
  const second = await trade(taken, { a: { tokens: 30 } }, first.all);
  assert.deepEqual(second.asks, { a: 1000 * (taskTokens + 5 * 30) });
  assert.doesNotMatch(second.told("a"), /corrected/);
});

test("an ask is of no more than the cap on output, whatever is stated", async () => {
  const { asks } = await trade({}, { a: { tokens: 1e9 } });
  assert.deepEqual(asks, { a: 1000 * (taskTokens + 5 * 1000) });
});
