import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../types.ts";
import { readBid } from "./bid.ts";

const whyOf = (stated: Json | undefined, task?: string) => {
  const read = readBid("m", stated, task);
  return read.ok ? "valid" : read.failure.message;
};

test("a bid in dollars becomes credits, its seconds milliseconds", () => {
  assert.deepEqual(readBid("m", { p: 0.7, ask: 0.02, tokens: 300, seconds: 4 }), {
    ok: true,
    bid: { member: "m", p: 0.7, ask: 20_000_000, tokens: 300, ms: 4000 },
  });
});

const void_: readonly [string, Json | undefined, RegExp][] = [
  ["nothing", undefined, /none was given/],
  ["a text", "0.8 for a dollar", /none was given/],
  [
    "two bids in a list",
    [
      { p: 1, ask: 1 },
      { p: 0.5, ask: 0 },
    ],
    /list of 2/,
  ],
  [
    "two bids under a name",
    {
      bids: [
        { p: 1, ask: 1 },
        { p: 0.5, ask: 0 },
      ],
    },
    /list of 2/,
  ],
  ["a bid for another task", { p: 0.5, ask: 1, task: "other" }, /another task/],
  ["p as text", { p: "0.8", ask: 1 }, /p was wanted as a number, got string/],
  ["p as a percentage in text", { p: "80%", ask: 1 }, /p was wanted as a number/],
  ["p as a percentage in a number", { p: 80, ask: 1 }, /p was wanted from 0 to 1, got 80/],
  ["p below 0", { p: -0.1, ask: 1 }, /p was wanted from 0 to 1/],
  ["p that is not a number", { p: Number.NaN, ask: 1 }, /p was wanted from 0 to 1, got NaN/],
  ["no p", { ask: 1 }, /got none/],
  ["a negative ask", { p: 0.5, ask: -1 }, /ask was wanted from 0/],
  ["an infinite ask", { p: 0.5, ask: Number.POSITIVE_INFINITY }, /got Infinity/],
  ["an ask that is not a number", { p: 0.5, ask: Number.NaN }, /got NaN/],
  ["an ask beyond all money", { p: 0.5, ask: 1e300 }, /ask was wanted from 0 to 1000000/],
];
for (const [name, stated, why] of void_) test(`${name} is a void bid that says why`, () => assert.match(whyOf(stated, "t1"), why));

test("tokens and seconds that make no sense are dropped and bind nobody", () => {
  assert.deepEqual(readBid("m", { p: 0.5, ask: 0, tokens: -3, seconds: "soon" }), { ok: true, bid: { member: "m", p: 0.5, ask: 0 } });
});

test("at a price the ask is what the stated tokens cost, whatever else is asked; without tokens there is no bid", () => {
  const cost = (tokens: number) => 7 + 3 * tokens;
  assert.deepEqual(readBid("m", { p: 0.5, ask: 9, tokens: 20 }, "t", cost), {
    ok: true,
    bid: { member: "m", p: 0.5, ask: 67, tokens: 20 },
  });
  for (const tokens of [0, -1, Number.NaN, "20", undefined]) {
    const read = readBid("m", { p: 0.5, ask: 9, ...(tokens === undefined ? {} : { tokens }) }, "t", cost);
    assert.match(read.ok ? "valid" : read.failure.message, /The bid is void: tokens was wanted/);
  }
});
