import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import type { Json, Usage } from "../types.ts";
import { inputOf } from "../util/money.ts";
import { fixture, specs } from "./fixtures/opened.ts";
import { type Dialect, rawUsage, usageIn, usageOf } from "./usage.ts";

const dialects: Dialect[] = ["openai", "anthropic", "google", "openrouter", "compatible"];
const tokens = fc.integer({ min: 0, max: 2_000_000 });
/** Any sound partition that the dialect can express: only Anthropic tells hour-long writes, Gemini none at all. */
function partition(dialect: Dialect): fc.Arbitrary<Usage> {
  return fc.tuple(tokens, tokens, tokens, tokens, tokens, tokens).map(([uncached, cacheRead, w5, w1, output, part]) => ({
    uncached: uncached + 1,
    cacheRead,
    cacheWrite5m: dialect === "google" ? 0 : w5,
    cacheWrite1h: dialect === "anthropic" ? w1 : 0,
    output,
    reasoning: Math.min(part, output),
  }));
}

for (const dialect of dialects) {
  test(`${dialect}: a partition in the provider's words and back is the same partition`, () => {
    const property = fc.property(partition(dialect), (usage) => {
      assert.deepEqual(usageOf(dialect, rawUsage(dialect, usage)), { ok: true, usage });
    });
    fc.assert(property, { seed: 11, numRuns: 200 });
  });

  test(`${dialect}: whatever a provider reports, parts sum to its total and none is negative, or it is flagged`, () => {
    const count = fc.oneof(tokens, fc.constantFrom(null, -5, 1.5, "12", undefined), fc.integer({ min: 0, max: 50 }));
    const names = Object.keys(
      flat(rawUsage(dialect, { uncached: 1, cacheRead: 1, cacheWrite5m: 1, cacheWrite1h: 1, output: 1, reasoning: 1 })),
    );
    const property = fc.property(fc.array(count, { minLength: names.length, maxLength: names.length }), (counts) => {
      const raw = nested(names, counts);
      const counted = usageOf(dialect, raw);
      if (!counted.ok) return;
      assert.ok(Object.values(counted.usage).every((part) => Number.isInteger(part) && part >= 0));
      assert.ok(counted.usage.reasoning <= counted.usage.output);
      assert.equal(inputOf(counted.usage), reportedInput(dialect, raw));
    });
    fc.assert(property, { seed: 12, numRuns: 300 });
  });
}

test("every recorded answer converts to its partition and back to the provider's own counts", () => {
  for (const name of Object.keys(specs)) {
    const recorded = fixture(name);
    const dialect = recorded.dialect as Dialect;
    const raw = usageIn(recorded.body);
    assert.deepEqual(usageOf(dialect, raw), { ok: true, usage: recorded.usage }, name);
    const again = flat(rawUsage(dialect, recorded.usage));
    const own = flat(raw as { [key: string]: Json });
    const shared = Object.keys(again).filter((field) => typeof own[field] === "number");
    assert.ok(shared.length >= 3, name);
    for (const field of shared) assert.equal(again[field], own[field], `${name} ${field}`);
  }
});

test("parts that exceed the total, negative parts and a missing report are told apart", () => {
  assert.deepEqual(usageOf("openai", { prompt_tokens: 10, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 11 } }), {
    ok: false,
    flag: "inconsistent-usage",
  });
  assert.deepEqual(usageOf("openai", { prompt_tokens: 10, completion_tokens: 5, total_tokens: 14 }), {
    ok: false,
    flag: "inconsistent-usage",
  });
  assert.deepEqual(usageOf("anthropic", { input_tokens: -1, output_tokens: 5, cache_read_input_tokens: 9 }), {
    ok: false,
    flag: "inconsistent-usage",
  });
  assert.deepEqual(usageOf("google", { promptTokenCount: 10, candidatesTokenCount: "many" }), { ok: false, flag: "inconsistent-usage" });
  for (const none of [undefined, null, {}, [], { prompt_tokens: 0, completion_tokens: 0 }]) {
    assert.deepEqual(usageOf("compatible", none), { ok: false, flag: "no-usage" });
  }
});

test("Anthropic's input leaves cached tokens out, OpenAI's has them in", () => {
  const anthropic = usageOf("anthropic", { input_tokens: 100, cache_read_input_tokens: 900, output_tokens: 1 });
  const openai = usageOf("openai", { prompt_tokens: 1000, prompt_tokens_details: { cached_tokens: 900 }, completion_tokens: 1 });
  assert.ok(anthropic.ok && openai.ok);
  assert.deepEqual(anthropic.usage, openai.usage);
});

test("reasoning that a server counts outside its output is counted once", () => {
  const counted = usageOf("compatible", {
    prompt_tokens: 50,
    completion_tokens: 10,
    total_tokens: 100,
    completion_tokens_details: { reasoning_tokens: 40 },
  });
  assert.ok(counted.ok);
  assert.deepEqual([counted.usage.output, counted.usage.reasoning], [50, 40]);
});

function flat(raw: { readonly [key: string]: Json }, prefix = ""): { [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(raw).flatMap(([key, value]) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(flat(value as { [key: string]: Json }, `${prefix}${key}.`))
        : [[`${prefix}${key}`, value] as [string, Json]],
    ),
  );
}

function nested(names: readonly string[], counts: readonly unknown[]): { [key: string]: Json } {
  const raw: { [key: string]: Json } = {};
  for (const [i, name] of names.entries()) {
    const [outer = "", inner] = name.split(".");
    const value = counts[i] as Json | undefined;
    if (value === undefined) continue;
    if (inner === undefined) raw[outer] = value;
    else raw[outer] = { ...(raw[outer] as { [key: string]: Json } | undefined), [inner]: value };
  }
  return raw;
}

/** The provider's own input, in its own sense. */
function reportedInput(dialect: Dialect, raw: { [key: string]: Json }): number {
  const number = (name: string): number => Number(flat(raw)[name] ?? 0);
  if (dialect === "google") return number("promptTokenCount");
  if (dialect === "openai") return number("input_tokens");
  // What was left out is the total without the output.
  if (dialect !== "anthropic") return number("prompt_tokens") || number("total_tokens") - number("completion_tokens");
  const split = number("cache_creation.ephemeral_5m_input_tokens") + number("cache_creation.ephemeral_1h_input_tokens");
  const written = number("cache_creation_input_tokens") || split;
  return number("input_tokens") + number("cache_read_input_tokens") + written;
}
