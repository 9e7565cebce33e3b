import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import type { Ask, Price } from "../types.ts";
import { costOf, noUsage } from "../util/money.ts";
import { inputAtMost, quoteOf, tokensAtMost } from "./estimate.ts";
import { defined } from "../util/defined.ts";

/** At least what byte-pair tokenizers of the day make of such texts (a token per word, per three digits, per ideograph). */
const texts: [text: string, most: number, least: number][] = [
  ["The quick brown fox jumps over the lazy dog.", 24, 10],
  ["3.14159265358979", 16, 6],
  ['{"answer":"10/33","p":0.7}', 30, 14],
  ["日本語のテキスト", 16, 8],
  ["aGVsbG8gd29ybGQgZm9vYmFy", 24, 10],
];
test("the bound lies above what tokenizers give and below a token per character", () => {
  for (const [text, most, least] of texts) {
    const bound = tokensAtMost(text);
    assert.ok(bound >= least && bound <= most, `${text}: ${bound}`);
  }
});

test("an empty text has no tokens, and a longer text never has fewer", () => {
  assert.equal(tokensAtMost(""), 0);
  const property = fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 50 }), (a, b) =>
    assert.ok(tokensAtMost(a + b) >= tokensAtMost(a)),
  );
  fc.assert(property, { seed: 2, numRuns: 300 });
});

const price: Price = {
  id: "p",
  source: "s",
  date: "d",
  input: 2,
  output: 10,
  cacheRead: 0.2,
  cacheWrite5m: 2.5,
  cacheWrite1h: 4,
  tiers: [{ above: 1000, input: 4, output: 15, cacheRead: 0.4, cacheWrite5m: 5, cacheWrite1h: 8 }],
};
const ask = (words: number, cache?: "5m" | "1h"): Ask => ({
  purpose: "attempt",
  messages: [{ role: "user", text: "word ".repeat(words), ...defined({ cache }) }],
  maxTokens: 100,
});

test("a quote takes the most expensive rate that may apply: a write, an hour-long one where it is asked for, the long tier when reached", () => {
  const [short, long] = [ask(100), ask(2000)];
  assert.equal(quoteOf(short, price), costOf({ ...noUsage, cacheWrite5m: inputAtMost(short), output: 100 }, price));
  assert.equal(quoteOf(ask(100, "1h"), price), costOf({ ...noUsage, cacheWrite1h: inputAtMost(short), output: 100 }, price));
  assert.equal(quoteOf(long, price), costOf({ ...noUsage, cacheWrite5m: inputAtMost(long), output: 100 }, price));
});

test("no way of billing the estimated tokens costs more than the quote", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const property = fc.property(fc.integer({ min: 0, max: 3000 }), share, share, share, (words, a, b, c) => {
    const one = ask(words, "1h");
    const input = Math.floor(inputAtMost(one) * c);
    const cacheWrite1h = Math.floor(input * a);
    const cacheRead = Math.floor((input - cacheWrite1h) * b);
    const usage = { ...noUsage, cacheWrite1h, cacheRead, uncached: input - cacheWrite1h - cacheRead, output: 100 };
    assert.ok(costOf(usage, price) <= quoteOf(one, price));
  });
  fc.assert(property, { seed: 4, numRuns: 300 });
});

test("a shape is quoted with what it may add to the prompt", () => {
  assert.ok(inputAtMost({ ...ask(10), shape: { type: "object" } }) >= inputAtMost(ask(10)) + 500);
});
