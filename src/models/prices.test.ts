import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as fc from "fast-check";
import { costOf, inputOf, noUsage, ratesFor } from "../util/money.ts";
import { makePriceBook } from "./make-price-book.ts";
import { batchPrice, bookVersion, pricedModels, priceOf, type PriceSetting } from "./prices.ts";
import { type Dialect, usageOf } from "./usage.ts";

const rates = (id: string, own?: PriceSetting) => {
  const priced = priceOf(id, own);
  assert.ok(priced.ok, id);
  const { input, output, cacheRead, cacheWrite5m, cacheWrite1h } = priced.price;
  return [input, output, cacheRead, cacheWrite5m, cacheWrite1h];
};
const refusal = (id: string): string => {
  const priced = priceOf(id);
  assert.ok(!priced.ok, id);
  return priced.failure.message;
};

test("an exact id is priced, a listed alias is said to be one", () => {
  assert.deepEqual(rates("anthropic/claude-sonnet-5"), [2, 10, 0.2, 2.5, 4]);
  assert.deepEqual(rates("openai/gpt-5"), [1.25, 10, 0.125, 1.25, 1.25]);
  assert.deepEqual(rates("openai/gpt-5.6-sol"), [4, 20, 0.4, 5, 5]);
  const exact = priceOf("anthropic/claude-haiku-4-5");
  const alias = priceOf("anthropic/claude-haiku-4-5-20251001");
  assert.ok(exact.ok && alias.ok);
  assert.deepEqual([exact.matchKind, alias.matchKind], ["exact", "alias"]);
  assert.equal(alias.price.id, "anthropic/claude-haiku-4-5");
  assert.match(alias.price.source, /genai-prices 0\.1\.8/);
  assert.match(bookVersion, /2026-09-23/);
});

test("clouds sell under ids of their own: Bedrock's regions cost a tenth more than its global endpoint", () => {
  assert.deepEqual(rates("bedrock/global.anthropic.claude-sonnet-4-5-20250929-v1:0"), [3, 15, 0.3, 3.75, 6]);
  assert.deepEqual(rates("bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0"), [3.3, 16.5, 0.33, 4.125, 6.6]);
  assert.deepEqual(rates("vertex/gemini-2.5-pro"), rates("google/gemini-2.5-pro"));
  assert.deepEqual(rates("vertex/claude-opus-4-5@20251101"), [5, 25, 0.5, 6.25, 10]);
  for (const id of ["bedrock/global.anthropic.claude-3-opus-20240229-v1:0", "vertex/claude-opus", "azure/gpt-5"]) refusal(id);
  const ids = pricedModels().map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
});

test("a prefix or an extension of a known id has no price", () => {
  for (const id of [
    "anthropic/claude-sonnet-5-nonexistent",
    "anthropic/claude-sonnet-5.5",
    "anthropic/claude-sonnet",
    "anthropic/claude-haiku-4-5-20251002",
    "openai/gpt-5-nanoo",
    "openai/gpt",
    "openai/gpt-5.2-promax",
    "openrouter/anthropic/claude-sonnet-5:turbo",
    "google/gemini-2.5-pro-exp-9999",
    "claude-sonnet-5",
  ]) {
    assert.match(refusal(id), /price: \{ input: <dollars per million tokens>, output: <dollars per million tokens> \}/);
  }
});

test("no id that adds to or cuts from a known id is priced, unless the book lists it", () => {
  const listed = new Set(pricedModels().flatMap((entry) => [entry.id, ...(entry.aliases ?? [])]));
  const ids = fc.constantFrom(...listed);
  const property = fc.property(ids, fc.string({ minLength: 1, maxLength: 12 }), fc.nat(), (id, more, cut) => {
    for (const other of [id + more, id.slice(0, 1 + (cut % (id.length - 1)))]) assert.equal(priceOf(other).ok, listed.has(other), other);
  });
  fc.assert(property, { seed: 3, numRuns: 500 });
});

test("a batch costs half where it is offered", () => {
  const long = priceOf("google/gemini-2.5-pro");
  const resold = priceOf("openrouter/openai/gpt-5");
  assert.ok(long.ok && resold.ok);
  const batch = batchPrice(long.price);
  assert.deepEqual([batch?.input, batch?.output, batch?.tiers?.[0]?.output], [0.625, 5, 7.5]);
  assert.equal(batchPrice(resold.price), undefined);
});

test("the refusal of a slip of the pen names the nearest model", () => {
  assert.match(refusal("anthropic/claude-sonet-5"), /Did you mean "anthropic\/claude-sonnet-5"/);
});

test("the long-context tier holds for the whole call, from one token over", () => {
  const priced = priceOf("google/gemini-2.5-pro");
  assert.ok(priced.ok);
  assert.equal(ratesFor(priced.price, 200_000).input, 1.25);
  assert.equal(ratesFor(priced.price, 200_001).input, 2.5);
  assert.equal(costOf({ ...noUsage, uncached: 200_001, output: 1000 }, priced.price), 515_002_500);
});

test("a user's price stands before the book's, and missing cache rates are the input rate", () => {
  assert.deepEqual(rates("openai/gpt-5", { input: 3, output: 9 }), [3, 9, 3, 3, 3]);
  assert.deepEqual(rates("compatible/llama3", { input: 1, output: 2, cacheRead: 0.5, cacheWrite5m: 1.5 }), [1, 2, 0.5, 1.5, 1.5]);
  assert.deepEqual(rates("compatible/llama3", "free"), [0, 0, 0, 0, 0]);
  const free = priceOf("compatible/llama3", "free");
  const own = priceOf("compatible/llama3", { input: 1, output: 2 });
  assert.deepEqual([free.ok && free.matchKind, own.ok && own.matchKind], ["free", "user"]);
});

test("a user's price may have tiers by the length of the input", () => {
  const own = priceOf("compatible/long", { input: 1, output: 2, tiers: [{ above: 1000, input: 3, output: 4, cacheRead: 0.3 }] });
  assert.ok(own.ok);
  assert.deepEqual(own.price.tiers, [{ above: 1000, input: 3, output: 4, cacheRead: 0.3, cacheWrite5m: 3, cacheWrite1h: 3 }]);
  assert.equal(costOf({ ...noUsage, uncached: 1000 }, own.price), 1_000_000);
  assert.equal(costOf({ ...noUsage, uncached: 1001 }, own.price), 3_003_000);
  assert.throws(() => priceOf("compatible/long", { input: 1, output: 2, tiers: [{ above: -1, input: 3, output: 4 }] }), /tiers/);
});

test("a price with a missing, negative or unknown field is refused by the field's name", () => {
  assert.throws(() => priceOf("x/y", { input: 3 }), /"output" is missing/);
  assert.throws(() => priceOf("x/y", { input: -3, output: 1 }), /cannot be negative; "input" is -3/);
  assert.throws(() => priceOf("x/y", { input: 3, output: Number.NaN }), /"output"/);
  assert.throws(() => priceOf("x/y", { input: 3, output: 1, cached: 2 }), /cached/);
  assert.throws(() => priceOf("x/y", "cheap"), /got "cheap"/);
});

test("every price in the book is whole, dear enough to be true, and its tiers rise", () => {
  assert.ok(pricedModels().length > 500);
  for (const { id, free, tiers = [], input, output, cacheRead, cacheWrite5m, cacheWrite1h } of pricedModels()) {
    const all = [{ input, output, cacheRead, cacheWrite5m, cacheWrite1h }, ...tiers].flatMap((tier) => Object.values(tier));
    assert.ok(
      all.every((rate) => Number.isFinite(rate) && (free === true ? rate === 0 : rate >= 0)),
      id,
    );
    assert.ok(free === true || (input > 0 && output > 0), id);
    assert.ok(
      tiers.every((tier, i) => tier.above > (tiers[i - 1]?.above ?? 0)),
      id,
    );
  }
});

test("no id or alias stands for two models", () => {
  const seen = new Set<string>();
  for (const id of pricedModels().flatMap((entry) => [entry.id, ...(entry.aliases ?? [])])) {
    assert.ok(!seen.has(id), id);
    seen.add(id);
  }
});

test("the committed book is what the price package gives", () => {
  const book = JSON.parse(readFileSync(new URL("price-book.json", import.meta.url), "utf8")) as object;
  assert.deepEqual(JSON.parse(JSON.stringify(makePriceBook("2026-09-23"))), book);
});

interface WorkedExample {
  readonly provider: string;
  readonly model: string;
  readonly price?: PriceSetting;
  readonly raw: { readonly [key: string]: number };
  readonly input: number;
  readonly cents: number;
}
test("the worked examples of every provider cost their expected cents", () => {
  const examples = JSON.parse(readFileSync(new URL("fixtures/worked-examples.json", import.meta.url), "utf8")) as WorkedExample[];
  const counts = new Map<string, number>();
  for (const { provider, model, price, raw, input, cents } of examples) {
    const priced = priceOf(model, price);
    assert.ok(priced.ok, model);
    const prefix = model.slice(0, model.indexOf("/")) as Dialect;
    const counted = usageOf(prefix, raw);
    assert.ok(counted.ok, JSON.stringify(raw));
    assert.equal(inputOf(counted.usage), input);
    assert.equal(costOf(counted.usage, priced.price), Math.round(cents * 1e7), `${model} ${JSON.stringify(raw)}`);
    counts.set(provider, (counts.get(provider) ?? 0) + 1);
  }
  assert.deepEqual([...counts.values()], [10, 10, 10, 10, 10, 10, 10]);
});
