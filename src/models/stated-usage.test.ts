import assert from "node:assert/strict";
import { test } from "node:test";
import { functionModel } from "./function-model.ts";
import type { FunctionReply } from "./function-model.ts";
import { watch } from "./fixtures/opened.ts";
import { keepFunction } from "../util/functions.ts";
import { noUsage } from "../util/money.ts";
import { statedUsage } from "./stated-usage.ts";

/** $1 a million tokens in, $4 out, $0.10 read from a cache, $2 written to it. */
const price = { input: 1, output: 4, cacheRead: 0.1, cacheWrite5m: 2, cacheWrite1h: 2, id: "own", source: "test", date: "2026-01-01" };
const ask = { purpose: "attempt", messages: [{ role: "user", text: "?" }], maxTokens: 50 } as const;
async function reply(said: FunctionReply) {
  const work = () => said;
  return functionModel(keepFunction("own", work), "own", price).call(ask, watch);
}

test("a thousand tokens each way are charged both ways, under whichever names they are told", async () => {
  // 1000 in at $1 and 1000 out at $4 a million: $0.005, 5,000,000 nanodollars.
  for (const usage of [
    { input: 1000, output: 1000 },
    { uncached: 1000, output: 1000 },
    { inputTokens: 1000, outputTokens: 1000, totalTokens: 2000, reasoningTokens: undefined, cachedInputTokens: undefined },
    { input_tokens: 1000, output_tokens: 1000, service_tier: "standard" },
    { prompt_tokens: 1000, completion_tokens: 1000, total_tokens: 2000 },
    { promptTokens: 1000, completionTokens: 1000 },
    { promptTokenCount: 1000, candidatesTokenCount: 400, thoughtsTokenCount: 600 },
    { prompt_eval_count: 1000, eval_count: 1000 },
    { "gen_ai.usage.input_tokens": 1000, "gen_ai.usage.output_tokens": 1000 },
  ]) {
    const { ok, cost } = await reply({ text: "1", usage });
    assert.deepEqual([ok, cost], [true, 5_000_000], JSON.stringify(usage));
  }
});

test("cached tokens are charged as such, in the sense of whose names they have", async () => {
  // 200 fresh, 800 read, 10 out: 0.0002 + 0.00008 + 0.00004 dollars.
  for (const usage of [
    { input: 200, cacheRead: 800, output: 10 },
    { input_tokens: 200, cache_read_input_tokens: 800, cache_creation_input_tokens: 0, output_tokens: 10 },
    { prompt_tokens: 1000, completion_tokens: 10, prompt_tokens_details: { cached_tokens: 800 } },
    { inputTokens: 1000, outputTokens: 10, cachedInputTokens: 800, totalTokens: 1010 },
  ]) {
    const { ok, cost } = await reply({ text: "1", usage });
    assert.deepEqual([ok, cost], [true, 320_000], JSON.stringify(usage));
  }
  const written = await reply({ text: "1", usage: { input: 200, cacheWrite1h: 100, output: 10 } });
  assert.deepEqual([written.ok, written.cost], [true, 440_000]);
});

test("a field that is not known, mixed names and counts that are none are refused with what is known", async () => {
  for (const [usage, words] of [
    [{ tokensIn: 1000, output: 1000 }, /"tokensIn", which is no known field\. Wanted: uncached, cacheRead, .*input and output/],
    [{ uncahced: 1000, output: 5 }, /"uncahced".*Did you mean "uncached"\?/],
    [{ uncached: 5, prompt_tokens: 5, completion_tokens: 5 }, /mixes "uncached" with "prompt_tokens"/],
    [{ inputTokens: 5, output: 5 }, /mixes "output" with "input_tokens"/],
    [{ input: 5, uncached: 5, output: 5 }, /both input and uncached/],
    [{ outputTokens: 5 }, /both the input and the output/],
    [{ uncached: 1.5, output: 5 }, /whole tokens/],
    [{ uncached: -1, output: 5 }, /whole tokens/],
    [{ prompt_tokens: 5, completion_tokens: 5, cached_tokens: 9 }, /does not add up/],
    [{ constructor: 5, output: 5 }, /"constructor", which is no known field/],
    [7, /is no object/],
  ] as const) {
    const said = await reply({ text: "1", usage: usage as object });
    assert.ok(!said.ok, JSON.stringify(usage));
    assert.deepEqual([said.failure.code, said.cost], ["function", 0]);
    assert.match(said.failure.message, words);
  }
});

/** What an editor marks: `npm run check` holds the line to its comment. */
const typed: readonly FunctionReply[] = [
  { text: "1", usage: { inputTokens: 1, outputTokens: undefined } },
  // @ts-expect-error a field that is not known
  { text: "1", usage: { tokensIn: 1, output: 1 } },
];

test("what the types mark is refused, and what they let stand without a count is too", async () => {
  for (const said of typed) assert.equal((await reply(said)).ok, false);
});

test("tokens that are all zero, or left out, are none told", () => {
  for (const usage of [undefined, null, {}, { inputTokens: 0, outputTokens: 0 }, { uncached: 0 }, { input: undefined }])
    assert.deepEqual(statedUsage(usage), { ok: true, usage: noUsage });
  assert.deepEqual(statedUsage({ output: 5 }), { ok: true, usage: { ...noUsage, output: 5 } });
});
