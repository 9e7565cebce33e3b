import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../../models/fake.ts";
import { quoteOf } from "../../models/estimate.ts";
import type { Ask, Price } from "../../types.ts";
import { lengthened, missingIn, wholeQuote } from "./long-text.ts";

const price: Price = {
  id: "p",
  source: "test",
  date: "2026-01-01",
  input: 1,
  output: 2,
  cacheRead: 0.1,
  cacheWrite5m: 1.25,
  cacheWrite1h: 2,
  tiers: [{ above: 100_000, input: 4, output: 8, cacheRead: 0.4, cacheWrite5m: 5, cacheWrite1h: 8 }],
};
const ask = (...texts: string[]): Ask => ({ purpose: "merge", messages: texts.map((text) => ({ role: "user", text })), maxTokens: 1000 });
const most = 2_000_000;

test("a long text is written as its beginning and stands for all of its characters", () => {
  const short = lengthened("0123456789abcdef ", most);
  assert.ok(short.length < 4_100, `${short.length} characters`);
  assert.equal(short.indexOf("[") + missingIn(ask(short)), most);
  assert.equal(missingIn(ask(`<a>${short}</a>`, short)), 2 * (most - 4_000), "quoted twice, it counts twice");
  assert.equal(lengthened("ab", 4).length, 4);
  assert.equal(missingIn(ask("plain")), 0);
});

test("what an ask that quotes it costs is what it would cost with every character, tiers of the price included", () => {
  const model = { ...fake(["x"]), price, quote: (wanted: Ask) => quoteOf(wanted, price) };
  for (const length of [5_000, 200_000, most]) {
    const whole = quoteOf(ask("task", "x".repeat(length)), price);
    const told = wholeQuote(model, ask("task", lengthened("x", length)));
    // The mark itself is a few tokens.
    assert.ok(told >= whole && told - whole < 20 * 5_000, `${length}: ${told} for ${whole}`);
  }
  const flat = { ...fake(["x"]), price, quote: (wanted: Ask) => 7 * wanted.messages.reduce((sum, { text }) => sum + text.length, 0) };
  const guessed = wholeQuote(flat, ask(lengthened("x", most)));
  assert.ok(Math.abs(guessed - 7 * most) < 0.001 * 7 * most, `${guessed}`);
});
