import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, Usage } from "../types.ts";
import { type Dialect, usageIn, usageOf } from "./usage.ts";
import { defined } from "../util/defined.ts";

/** Usage reports as providers and gateways write them, and the partition that comes of each by hand. */
interface Form {
  readonly name: string;
  readonly dialect?: Dialect;
  readonly raw: Json;
  /** uncached, read, written for five minutes, for an hour, output, reasoning. */
  readonly want: readonly [number, number, number, number, number, number];
  readonly flag?: "total-above-parts";
}
const forms: readonly Form[] = [
  {
    name: "LiteLLM tells writes twice: inside the details and at the top",
    raw: {
      prompt_tokens: 98_805,
      completion_tokens: 5120,
      total_tokens: 103_925,
      prompt_tokens_details: { cached_tokens: 66_360, cache_creation_tokens: 32_435 },
      cache_read_input_tokens: 66_360,
      cache_creation_input_tokens: 32_435,
    },
    want: [10, 66_360, 32_435, 0, 5120, 0],
  },
  {
    name: "cached tokens outside the prompt, as the total proves, fewer than the prompt has",
    raw: { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1600, prompt_tokens_details: { cached_tokens: 500 } },
    want: [1000, 500, 0, 0, 100, 0],
  },
  {
    name: "reads and writes outside the prompt, as the total proves",
    raw: {
      input_tokens: 1000,
      output_tokens: 100,
      total_tokens: 1900,
      input_tokens_details: { cached_tokens: 500, cache_write_tokens: 300 },
    },
    want: [1000, 500, 300, 0, 100, 0],
  },
  {
    name: "as many reasoning as cached tokens: the total holds the reasoning, which the output leaves out",
    raw: {
      prompt_tokens: 1000,
      completion_tokens: 100,
      total_tokens: 1600,
      prompt_tokens_details: { cached_tokens: 500 },
      completion_tokens_details: { reasoning_tokens: 500 },
    },
    want: [500, 500, 0, 0, 600, 500],
  },
  {
    name: "LiteLLM splits writes by their time to live",
    raw: {
      prompt_tokens: 1000,
      completion_tokens: 5,
      total_tokens: 1005,
      prompt_tokens_details: { cache_creation_token_details: { ephemeral_5m_input_tokens: 200, ephemeral_1h_input_tokens: 300 } },
      cache_creation_input_tokens: 500,
    },
    want: [500, 0, 200, 300, 5, 0],
  },
  {
    name: "Anthropic nests writes by their time to live",
    dialect: "anthropic",
    raw: {
      input_tokens: 7,
      cache_read_input_tokens: 100,
      cache_creation_input_tokens: 50,
      cache_creation: { ephemeral_5m_input_tokens: 20, ephemeral_1h_input_tokens: 30 },
      output_tokens: 9,
    },
    want: [7, 100, 20, 30, 9, 0],
  },
  {
    name: "Anthropic with the nested split alone",
    dialect: "anthropic",
    raw: { input_tokens: 7, cache_creation: { ephemeral_5m_input_tokens: 20, ephemeral_1h_input_tokens: 30 }, output_tokens: 9 },
    want: [7, 0, 20, 30, 9, 0],
  },
  {
    name: "a gateway that passes Anthropic's names on",
    raw: { input_tokens: 7, cache_read_input_tokens: 100, cache_creation_input_tokens: 50, output_tokens: 9 },
    want: [7, 100, 50, 0, 9, 0],
  },
  {
    name: "OpenRouter",
    dialect: "openrouter",
    raw: {
      prompt_tokens: 1000,
      completion_tokens: 20,
      total_tokens: 1020,
      prompt_tokens_details: { cached_tokens: 600, cache_write_tokens: 300, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 15 },
    },
    want: [100, 600, 300, 0, 20, 15],
  },
  {
    name: "Bedrock's Converse counts cached tokens outside its input",
    raw: {
      inputTokens: 10,
      outputTokens: 20,
      totalTokens: 5130,
      cacheReadInputTokens: 5000,
      cacheWriteInputTokens: 100,
      cacheDetails: [
        { ttl: "1h", inputTokens: 40 },
        { ttl: "5m", inputTokens: 60 },
      ],
    },
    want: [10, 5000, 60, 40, 20, 0],
  },
  {
    name: "cached tokens outside the prompt, where the total proves it",
    raw: { prompt_tokens: 10, completion_tokens: 20, total_tokens: 5030, prompt_tokens_details: { cached_tokens: 5000 } },
    want: [10, 5000, 0, 0, 20, 0],
  },
  {
    name: "DeepSeek tells hits and misses",
    raw: {
      prompt_tokens: 1000,
      completion_tokens: 20,
      total_tokens: 1020,
      prompt_cache_hit_tokens: 640,
      prompt_cache_miss_tokens: 360,
      completion_tokens_details: { reasoning_tokens: 12 },
    },
    want: [360, 640, 0, 0, 20, 12],
  },
  {
    name: "Moonshot tells cached tokens at the top",
    raw: { prompt_tokens: 1000, completion_tokens: 20, total_tokens: 1020, cached_tokens: 512 },
    want: [488, 512, 0, 0, 20, 0],
  },
  {
    name: "Qwen names what it wrote",
    raw: {
      prompt_tokens: 1000,
      completion_tokens: 20,
      total_tokens: 1020,
      prompt_tokens_details: { cached_tokens: 0, cache_creation_input_tokens: 900, cache_creation: { ephemeral_5m_input_tokens: 900 } },
    },
    want: [100, 0, 900, 0, 20, 0],
  },
  {
    name: "xAI counts reasoning outside the completion, inside the total",
    raw: {
      prompt_tokens: 32,
      completion_tokens: 9,
      total_tokens: 135,
      prompt_tokens_details: { text_tokens: 32, cached_tokens: 8 },
      completion_tokens_details: { reasoning_tokens: 94 },
    },
    want: [24, 8, 0, 0, 103, 94],
  },
  {
    name: "Mistral",
    raw: { prompt_tokens: 1000, completion_tokens: 20, total_tokens: 1020, prompt_token_details: { cached_tokens: 256 } },
    want: [744, 256, 0, 0, 20, 0],
  },
  {
    name: "Mistral's count of cached tokens at the top",
    raw: { prompt_tokens: 1000, completion_tokens: 20, total_tokens: 1020, num_cached_tokens: 256 },
    want: [744, 256, 0, 0, 20, 0],
  },
  {
    name: "vLLM leaves its details empty",
    raw: { prompt_tokens: 1000, completion_tokens: 20, total_tokens: 1020, prompt_tokens_details: null },
    want: [1000, 0, 0, 0, 20, 0],
  },
  {
    name: "Groq in a stream",
    raw:
      usageIn({ id: "x", choices: [], x_groq: { id: "r", usage: { prompt_tokens: 1000, completion_tokens: 20, total_tokens: 1020 } } }) ??
      null,
    want: [1000, 0, 0, 0, 20, 0],
  },
  {
    name: "thoughts that Gemini counts in the total alone, through a gateway",
    raw: { prompt_tokens: 20, completion_tokens: 198, total_tokens: 623 },
    want: [20, 0, 0, 0, 603, 0],
    flag: "total-above-parts",
  },
  {
    name: "thoughts that Gemini counts in the total alone",
    dialect: "google",
    raw: { promptTokenCount: 20, candidatesTokenCount: 198, totalTokenCount: 623 },
    want: [20, 0, 0, 0, 603, 0],
    flag: "total-above-parts",
  },
  {
    name: "a completion that was left out",
    raw: { prompt_tokens: 20, total_tokens: 120 },
    want: [20, 0, 0, 0, 100, 0],
    flag: "total-above-parts",
  },
  {
    name: "OpenAI's responses with a total above its parts",
    dialect: "openai",
    raw: { input_tokens: 100, output_tokens: 20, total_tokens: 150 },
    want: [100, 0, 0, 0, 50, 0],
    flag: "total-above-parts",
  },
  {
    name: "the AI SDK's own names",
    raw: { promptTokens: 100, completionTokens: 20, totalTokens: 120 },
    want: [100, 0, 0, 0, 20, 0],
  },
  { name: "a prompt that was left out", raw: { completion_tokens: 20, total_tokens: 120 }, want: [100, 0, 0, 0, 20, 0] },
  {
    name: "zeros in the names of chats beside the counts of responses",
    raw: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0, input_tokens: 100, output_tokens: 20 },
    want: [100, 0, 0, 0, 20, 0],
  },
  {
    name: "zeros in the names of responses beside the counts of a chat",
    raw: { input_tokens: 0, output_tokens: 0, prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
    want: [100, 0, 0, 0, 20, 0],
  },
  {
    name: "thousands with commas",
    raw: { prompt_tokens: "12,345", completion_tokens: "1,000", total_tokens: "13,345" },
    want: [12_345, 0, 0, 0, 1000, 0],
  },
  {
    name: "llama.cpp's timings, where it took 40 tokens from its cache",
    raw: usageIn({ id: "x", choices: [], timings: { cache_n: 40, prompt_n: 60, prompt_ms: 30.9, predicted_n: 20 } }) ?? null,
    want: [60, 40, 0, 0, 20, 0],
  },
  {
    name: "Ollama's own counts",
    raw: usageIn({ model: "m", done: true, prompt_eval_count: 100, eval_count: 20 }) ?? null,
    want: [100, 0, 0, 0, 20, 0],
  },
  {
    name: "TGI's details",
    raw: usageIn({ generated_text: "4", details: { generated_tokens: 2, prefill: [{ id: 1 }, { id: 2 }, { id: 3 }] } }) ?? null,
    want: [3, 0, 0, 0, 2, 0],
  },
  {
    name: "Cohere's billed units",
    raw:
      usageIn({
        id: "x",
        usage: { billed_units: { input_tokens: 100, output_tokens: 20 }, tokens: { input_tokens: 166, output_tokens: 22 } },
      }) ?? null,
    want: [100, 0, 0, 0, 20, 0],
  },
  {
    name: "Cohere's billed units in their older place",
    raw: usageIn({ text: "4", meta: { billed_units: { input_tokens: 100, output_tokens: 20 } } }) ?? null,
    want: [100, 0, 0, 0, 20, 0],
  },
  {
    name: "Bedrock's metrics of an invocation",
    raw: usageIn({ "amazon-bedrock-invocationMetrics": { inputTokenCount: 100, outputTokenCount: 20 } }) ?? null,
    want: [100, 0, 0, 0, 20, 0],
  },
  {
    name: "Vertex through a gateway",
    raw: { promptTokenCount: 100, candidatesTokenCount: 8, thoughtsTokenCount: 12, totalTokenCount: 120, cachedContentTokenCount: 30 },
    want: [70, 30, 0, 0, 20, 12],
  },
  {
    name: "Google's report with underscores",
    raw:
      usageIn({
        usage_metadata: { prompt_token_count: 100, candidates_token_count: 8, thoughts_token_count: 12, total_token_count: 120 },
      }) ?? null,
    want: [100, 0, 0, 0, 20, 12],
  },
  {
    name: "Moonshot in a stream: inside the last choice",
    raw: usageIn({ choices: [{ index: 0, delta: {}, usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 } }] }) ?? null,
    want: [100, 0, 0, 0, 20, 0],
  },
  {
    name: "counts written as texts",
    raw: { prompt_tokens: "100", completion_tokens: "20", total_tokens: "120", prompt_tokens_details: { cached_tokens: "40" } },
    want: [60, 40, 0, 0, 20, 0],
  },
  {
    name: "a total that was not filled in",
    raw: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 0 },
    want: [100, 0, 0, 0, 20, 0],
  },
];

for (const { name, dialect = "compatible", raw, want, flag } of forms) {
  test(`usage: ${name}`, () => {
    const [uncached, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning] = want;
    const usage: Usage = { uncached, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning };
    assert.deepEqual(usageOf(dialect, raw), { ok: true, usage, ...defined({ flag }) });
  });
}

const chat = { prompt_tokens: 1000, completion_tokens: 20, total_tokens: 1020 };
const contradictions: { readonly [name: string]: Json } = {
  "more reasoning than output": {
    prompt_tokens: 100,
    completion_tokens: 50,
    total_tokens: 150,
    completion_tokens_details: { reasoning_tokens: 60 },
  },
  "more cached than input, and no total that proves it lies outside": {
    prompt_tokens: 10,
    completion_tokens: 20,
    total_tokens: 30,
    prompt_tokens_details: { cached_tokens: 5000 },
  },
  "a negative count": { prompt_tokens: 100, completion_tokens: -5, total_tokens: 95 },
  "half a token": { prompt_tokens: 100.5, completion_tokens: 20, total_tokens: 120.5 },
  "a total below its parts": { prompt_tokens: 100, completion_tokens: 20, total_tokens: 90 },
  "a negative count that a total makes up for": { prompt_tokens: 100, completion_tokens: -5, total_tokens: 120 },
  "more tokens than any model takes": { prompt_tokens: 1e15, completion_tokens: 100 },
  "more tokens than any model writes": { prompt_tokens: 100, completion_tokens: 1e10 },
  "two pairs that differ": { prompt_tokens: 100, completion_tokens: 50, input_tokens: 1000, output_tokens: 500 },
  "two outputs that differ": { prompt_tokens: 100, completion_tokens: 50, output_tokens: 500 },
  "two inputs that differ, in the sense of none": { ...chat, input_tokens: 1500, output_tokens: 20, total_tokens: 0 },
  "cached tokens that differ": { ...chat, cached_tokens: 10, prompt_tokens_details: { cached_tokens: 60 } },
  "hits that differ": { ...chat, prompt_cache_hit_tokens: 10, prompt_tokens_details: { cached_tokens: 60 } },
  "written tokens that differ": { ...chat, cache_creation_input_tokens: 10, prompt_tokens_details: { cache_write_tokens: 60 } },
  "a count whose comma is no thousands'": { prompt_tokens: "0,100", completion_tokens: 20 },
  "words for a count": { prompt_tokens: "many", completion_tokens: 20 },
};
for (const [name, raw] of Object.entries(contradictions)) {
  test(`usage: ${name} contradicts itself`, () => {
    assert.deepEqual(usageOf("compatible", raw), { ok: false, flag: "inconsistent-usage" });
  });
}

// 1000 tokens in and 20 out, of them 600 read from the cache.
const twice: { readonly [name: string]: Json } = {
  "the same pair": { ...chat, input_tokens: 1000, output_tokens: 20 },
  "the cached tokens outside one input": { ...chat, input_tokens: 400, output_tokens: 20, prompt_tokens_details: { cached_tokens: 600 } },
  "a pair of zeros": { ...chat, input_tokens: 0, output_tokens: 0 },
  "an output under one name alone": { prompt_tokens: 1000, completion_tokens: 0, output_tokens: 20 },
};
for (const [name, raw] of Object.entries(twice)) {
  test(`usage: ${name} told beside another contradicts nothing`, () => {
    const read = usageOf("compatible", raw);
    assert.deepEqual(
      [read.ok && read.usage.uncached + read.usage.cacheRead, read.ok && read.usage.output, read.flag],
      [1000, 20, undefined],
    );
  });
}

test("of several reports in one body the one that tells tokens counts, and two that differ are in dispute", () => {
  const [zeros, more] = [
    { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
    { ...chat, completion_tokens: 90, total_tokens: 1090 },
  ];
  const came = (body: Json): unknown => {
    const read = usageOf("compatible", usageIn(body));
    return read.ok ? [read.usage.uncached, read.usage.output, read.flag] : read.flag;
  };
  assert.deepEqual(came({ usage: zeros, x_groq: { usage: chat } }), [1000, 20, "usage-contradicted"]);
  assert.deepEqual(came({ usage: zeros, choices: [{ usage: chat }] }), [1000, 20, "usage-contradicted"]);
  assert.deepEqual(came({ usage: zeros, timings: { prompt_n: 1000, predicted_n: 20 } }), [1000, 20, "usage-contradicted"]);
  assert.deepEqual(came({ usage: chat, x_groq: { usage: more } }), "inconsistent-usage");
  assert.deepEqual(came({ usage: chat, choices: [{ usage: more }] }), "inconsistent-usage");
  assert.deepEqual(came({ usage: chat, usageMetadata: { promptTokenCount: 7, candidatesTokenCount: 20 } }), "inconsistent-usage");
  assert.deepEqual(came({ usage: chat, x_groq: { usage: chat }, choices: [{ usage: chat }] }), [1000, 20, undefined]);
  assert.deepEqual(came({ usage: { prompt_tokens: null }, x_groq: { usage: chat } }), [1000, 20, undefined]);
  assert.deepEqual(came({ usage: zeros, x_groq: { id: "x" } }), "no-usage");
});

const none: { readonly [name: string]: Json } = {
  "a word": "none",
  "a list": [100, 20],
  yes: true,
  "the input alone": { prompt_tokens: 100 },
  "the input alone, in Anthropic's names": { input_tokens: 100 },
  "the output alone": { completion_tokens: 20 },
  zeros: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
};
for (const [name, raw] of Object.entries(none)) {
  test(`usage: ${name} is none`, () => {
    assert.deepEqual(usageOf("compatible", raw), { ok: false, flag: "no-usage" });
  });
}
