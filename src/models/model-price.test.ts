import assert from "node:assert/strict";
import { test } from "node:test";
import { providerRegistry } from "./kinds.ts";
import { modelPrice } from "./model-price.ts";
import { isBookPrice } from "./prices.ts";

test("a model costs what the experiment says, else what its provider says of that name, else what the book says", () => {
  const asked: string[] = [];
  const price = (name: string) => {
    asked.push(name);
    return name === "unknown" ? undefined : ({ input: 2, output: 8, cacheRead: 0.5 } as const);
  };
  const load = () => assert.fail("a price asks no model");
  providerRegistry.add({ name: "priced", homes: [], keys: [], forcesShape: false, takes: [], load, price }, "test");
  const given = modelPrice("priced/a/b", { input: 1, output: 1 });
  assert.ok(given.ok && given.matchKind === "user" && given.price.input === 1);
  assert.deepEqual(asked, []);
  const stated = modelPrice("priced/a/b");
  assert.ok(stated.ok && stated.matchKind === "provider");
  const { id, source, input, output, cacheRead, cacheWrite1h } = stated.price;
  assert.deepEqual([id, source, input, output, cacheRead, cacheWrite1h], ["priced/a/b", "the provider priced", 2, 8, 0.5, 2]);
  assert.deepEqual(asked, ["a/b"]);
  assert.equal(modelPrice("priced/unknown").ok, false);
  const booked = modelPrice("openai/gpt-5-mini");
  assert.ok(booked.ok && booked.matchKind === "exact" && isBookPrice(booked.price));
  assert.ok(!isBookPrice(stated.price) && !isBookPrice(given.price));
  assert.ok(isBookPrice({ source: "@pydantic/genai-prices 0.0.3 (MIT)" }));
});
