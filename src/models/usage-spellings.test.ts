import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../types.ts";
import { type Dialect, usageIn, usageOf } from "./usage.ts";

/** One call of 1000 input tokens, 500 of them read from the cache and 300 written to it, 20 written, in the words of many. */
const chat = { prompt_tokens: 1000, completion_tokens: 20, total_tokens: 1020 };
const apart = { input_tokens: 200, output_tokens: 20 };
const spellings: { readonly [name: string]: Json } = {
  "a chat's with Bedrock's names": { ...chat, cacheReadInputTokens: 500, cacheWriteInputTokens: 300 },
  "a chat's with Anthropic's names in camel case": { ...chat, cacheReadInputTokens: 500, cacheCreationInputTokens: 300 },
  "a chat's details in camel case": { ...chat, promptTokensDetails: { cachedTokens: 500, cacheWriteTokens: 300 } },
  "a chat in camel case": {
    promptTokens: 1000,
    completionTokens: 20,
    totalTokens: 1020,
    promptTokensDetails: { cachedTokens: 500, cacheWriteTokens: 300 },
  },
  "a chat with hyphens": { "prompt-tokens": 1000, "completion-tokens": 20, "cache-read-tokens": 500, "cache-write-tokens": 300 },
  "a chat with Gemini's name for reads": { ...chat, cachedContentTokenCount: 500, cache_write_tokens: 300 },
  "One Hub's details": { ...chat, prompt_tokens_details: { cached_read_tokens: 500, cached_write_tokens: 300 } },
  "New API's mixture of both kinds": {
    ...chat,
    prompt_tokens_details: { cached_tokens: 500 },
    input_tokens: 200,
    output_tokens: 20,
    input_tokens_details: { cache_creation: 300, cache_read: 500 },
  },
  "LangChain's": {
    input_tokens: 1000,
    output_tokens: 20,
    total_tokens: 1020,
    input_token_details: { cache_read: 500, cache_creation: 300 },
  },
  "Codex's": { input_tokens: 1000, cached_input_tokens: 500, cache_write_input_tokens: 300, output_tokens: 20 },
  "the AI SDK's, with details": {
    inputTokens: 1000,
    inputTokenDetails: { noCacheTokens: 200, cacheReadTokens: 500, cacheWriteTokens: 300 },
    outputTokens: 20,
    totalTokens: 1020,
  },
  "the AI SDK's between its parts": {
    inputTokens: { total: 1000, noCache: 200, cacheRead: 500, cacheWrite: 300 },
    outputTokens: { total: 20, text: 20 },
  },
  "the AI SDK's between its parts, without totals": {
    inputTokens: { noCache: 200, cacheRead: 500, cacheWrite: 300 },
    outputTokens: { text: 20, reasoning: 0 },
  },
  "OpenTelemetry's": {
    "gen_ai.usage.input_tokens": 1000,
    "gen_ai.usage.output_tokens": 20,
    "gen_ai.usage.cache_read.input_tokens": 500,
    "gen_ai.usage.cache_write.input_tokens": 300,
  },
  "Anthropic's in camel case": { ...apart, cacheReadInputTokens: 500, cacheCreationInputTokens: 300 },
  "Anthropic's with Bedrock's name for writes": { ...apart, cache_read_input_tokens: 500, cache_write_input_tokens: 300 },
  "Anthropic's with a total that leaves the cached tokens out": {
    ...apart,
    cache_read_input_tokens: 500,
    cache_creation_input_tokens: 300,
    total_tokens: 220,
  },
  "Claude Code's": { inputTokens: 200, outputTokens: 20, cacheReadInputTokens: 500, cacheCreationInputTokens: 300 },
  "Inspect's": { ...apart, input_tokens_cache_read: 500, input_tokens_cache_write: 300, total_tokens: 1020 },
  "the Agent Client Protocol's": {
    inputTokens: 200,
    outputTokens: 20,
    cachedReadTokens: 500,
    cachedWriteTokens: 300,
    totalTokens: 1020,
  },
  "Bedrock's metrics of an invocation": {
    inputTokenCount: 200,
    outputTokenCount: 20,
    cacheReadInputTokenCount: 500,
    cacheWriteInputTokenCount: 300,
  },
  "pi's": { input: 200, output: 20, cacheRead: 500, cacheWrite: 300, totalTokens: 1020 },
  "OpenCode's": { input: 200, output: 20, reasoning: 0, cache: { read: 500, write: 300 } },
};
for (const [name, raw] of Object.entries(spellings)) {
  test(`usage in other words: ${name}`, () => {
    assert.deepEqual(usageOf("compatible", usageIn({ usage: raw })), {
      ok: true,
      usage: { uncached: 200, cacheRead: 500, cacheWrite5m: 300, cacheWrite1h: 0, output: 20, reasoning: 0 },
    });
  });
}

test("writes are told by how long they last in every spelling", () => {
  const splits: readonly Json[] = [
    { ...chat, claude_cache_creation_5_m_tokens: 100, claude_cache_creation_1_h_tokens: 200 },
    { ...chat, prompt_tokens_details: { cached_creation_tokens: 300 }, claude_cache_creation_1_h_tokens: 200 },
    { ...chat, cacheCreation: { ephemeral5mInputTokens: 100, ephemeral1hInputTokens: 200 } },
    { ...chat, cache_creation_tokens_5m: 100, cache_creation_tokens_1h: 200 },
    { ...chat, prompt_tokens_details: { ephemeral_5m_input_tokens: 100, ephemeral_1hr_input_tokens: 200 } },
    {
      ...chat,
      cacheWriteInputTokens: 300,
      cacheDetails: [
        { ttl: "1h", inputTokens: 200 },
        { ttl: "5m", inputTokens: 100 },
      ],
    },
  ];
  for (const raw of splits) {
    const usage = { uncached: 700, cacheRead: 0, cacheWrite5m: 100, cacheWrite1h: 200, output: 20, reasoning: 0 };
    assert.deepEqual(usageOf("compatible", raw), { ok: true, usage }, JSON.stringify(raw));
  }
});

test("cached tokens beside `input_tokens` lie inside it where a total or details say so", () => {
  const inside: readonly Json[] = [
    { input_tokens: 1000, output_tokens: 20, total_tokens: 1020, cache_read_input_tokens: 500 },
    { input_tokens: 1000, output_tokens: 20, cache_read_input_tokens: 500, input_tokens_details: { cached_tokens: 500 } },
    { inputTokens: 1000, outputTokens: 20, totalTokens: 1020, cachedInputTokens: 500 },
  ];
  const usage = { uncached: 500, cacheRead: 500, cacheWrite5m: 0, cacheWrite1h: 0, output: 20, reasoning: 0 };
  for (const raw of inside) assert.deepEqual(usageOf("compatible", raw), { ok: true, usage }, JSON.stringify(raw));
  // What comes from Anthropic or Bedrock themselves leaves them out, whatever else it says.
  const said = { input_tokens: 1000, output_tokens: 20, cache_read_input_tokens: 500 };
  for (const dialect of ["anthropic", "bedrock", "compatible"] satisfies Dialect[])
    assert.deepEqual(usageOf(dialect, said), { ok: true, usage: { ...usage, uncached: 1000 } });
});

test("reasoning is read in every spelling, and counted once", () => {
  const said: readonly Json[] = [
    { ...chat, completionTokensDetails: { reasoningTokens: 7 } },
    { ...chat, reasoning_tokens: 7 },
    { input_tokens: 1000, output_tokens: 20, reasoning_output_tokens: 7 },
    { input_tokens: 1000, output_tokens: 20, output_tokens_details: { thinking_tokens: 7 } },
    { input_tokens: 1000, output_tokens: 20, total_tokens: 1020, output_token_details: { reasoning: 7 } },
    { inputTokens: 1000, outputTokens: 20, outputTokenDetails: { textTokens: 13, reasoningTokens: 7 } },
    { promptTokenCount: 1000, candidatesTokenCount: 13, thoughtsTokenCount: 7, totalTokenCount: 1020 },
  ];
  const usage = { uncached: 1000, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 20, reasoning: 7 };
  for (const raw of said) assert.deepEqual(usageOf("compatible", raw), { ok: true, usage }, JSON.stringify(raw));
});

test("names of Object.prototype, words and nested objects in a report are nobody's counts", () => {
  const odd = { ...chat, constructor: 5, __proto__: 5, reasoning: "brief", service_tier: "default", cached_tokens: { text: 4 } } as Json;
  assert.deepEqual(usageOf("compatible", odd), {
    ok: true,
    usage: { uncached: 1000, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 20, reasoning: 0 },
  });
});

test("of two pairs of names that were both filled in, the one whose sum is the total counts", () => {
  const pairs = { prompt_tokens: 100, completion_tokens: 20, input_tokens: 500, output_tokens: 60 };
  const countsBy = (raw: Json): (number | undefined)[] => {
    const read = usageOf("compatible", raw);
    return read.ok ? [read.usage.uncached, read.usage.output] : [];
  };
  assert.deepEqual(countsBy({ ...pairs, total_tokens: 560 }), [500, 60]);
  assert.deepEqual(countsBy({ ...pairs, total_tokens: 120 }), [100, 20]);
  assert.deepEqual(usageOf("compatible", { ...pairs, total_tokens: 560 }).flag, "usage-contradicted");
  assert.deepEqual(usageOf("compatible", pairs), { ok: false, flag: "inconsistent-usage" });
  const google = { prompt_tokens: 100, completion_tokens: 20, promptTokenCount: 500, candidatesTokenCount: 60, totalTokenCount: 560 };
  assert.deepEqual(countsBy(google), [500, 60]);
});
