import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, Reply } from "../types.ts";
import { ask, opened, watch } from "./fixtures/opened.ts";
import { sendJson, wireServer } from "./fixtures/wire.ts";
import { isContradicted, isUnread, statedCost } from "./stated-cost.ts";

/** Where providers and gateways state what they charged; the amount in nano-dollars by hand. */
const forms: readonly (readonly [string, number | undefined, Json, Json?, Record<string, string>?])[] = [
  ["OpenRouter's number", 400_000, { cost: 0.0004 }],
  ["a text", 400_000, { cost: "0.0004" }],
  ["cents by cost_unit", 20_000_000, { cost: 2, cost_unit: "cents" }],
  ["cents by unit", 20_000_000, { cost: 2, unit: "cent" }],
  ["cents by currency", 20_000_000, { cost: "2", currency: "USD_CENTS" }],
  ["cents by costUnit beside the currency", 20_000_000, { total_cost: 2, currency: "USD", costUnit: "US cents" }],
  ["cents within the cost", 20_000_000, { cost: { amount: 2, unit: "cents" } }],
  ["cents in the body", 20_000_000, {}, { cost: 2, cost_unit: "cents" }],
  ["cents in the name", 20_000_000, { cost_cents: 2 }],
  ["dollars by cost_unit", 2_000_000_000, { cost: 2, cost_unit: "USD" }],
  ["another currency by cost_unit", undefined, { cost: 2, cost_unit: "EUR" }],
  ["two units", undefined, { cost: 2, cost_unit: "cents", currency: "EUR" }],
  ["a unit that is none of ours", undefined, { cost: 2, units: "credits" }],
  ["a text with its sign", 400_000, { cost: "$0.0004" }],
  ["an exponent", 40_000, { cost: "4e-5" }],
  [
    "Perplexity's object",
    5_200_000,
    { cost: { input_tokens_cost: 0.0001, output_tokens_cost: 0.0001, request_cost: 0.005, total_cost: 0.0052 } },
  ],
  ["an object of parts alone", 5_200_000, { cost: { input_tokens_cost: 0.0001, output_tokens_cost: 0.0001, request_cost: 0.005 } }],
  ["DeepInfra's estimate", 3_000_000, { estimated_cost: 0.003 }],
  ["xAI's ticks", 37_756_000, { cost_in_usd_ticks: 377_560_000 }],
  [
    "OpenRouter with the user's own key: its fee and the provider's bill",
    1_050_000,
    { is_byok: true, cost: 0.00005, cost_details: { upstream_inference_cost: 0.001 } },
  ],
  [
    "OpenRouter with its own key: the details are inside",
    1_000_000,
    { is_byok: false, cost: 0.001, cost_details: { upstream_inference_cost: 0.0009 } },
  ],
  ["a fee of nothing beside the provider's bill", 1_000_000, { cost: 0, cost_details: { upstream_inference_cost: 0.001 } }],
  ["a fee of nothing, told as a text", 1_000_000, { cost: "0", is_byok: false, cost_details: { upstream_inference_cost: "0.001" } }],
  [
    "a fee of nothing beside the provider's bill in parts",
    3_000_000,
    { cost: 0, cost_details: { upstream_inference_prompt_cost: 0.001, upstream_inference_completions_cost: 0.002 } },
  ],
  [
    "a fee beside the provider's bill in parts, with the user's own key",
    3_050_000,
    {
      is_byok: true,
      cost: 0.00005,
      cost_details: {
        upstream_inference_cost: null,
        upstream_inference_prompt_cost: 0.001,
        upstream_inference_completions_cost: 0.002,
      },
    },
  ],
  ["a fee of nothing, and nothing behind it", 0, { cost: 0, cost_details: { upstream_inference_cost: 0 } }],
  ["a fee of nothing, and nobody knows what is behind it", 0, { cost: 0, cost_details: { upstream_inference_cost: null } }],
  ["details alone", 1_000_000, { cost_details: { upstream_inference_cost: 0.001 } }],
  ["the body beside the usage", 700_000, {}, { id: "x", cost: { total: 0.0007, currency: "USD" } }],
  ["Vercel's gateway", 4_500_000, {}, { provider_metadata: { gateway: { cost: "0.0045" } } }],
  ["LiteLLM's hidden field", 700_000, {}, { _hidden_params: { response_cost: 0.0007 } }],
  ["LiteLLM's header", 10_300, {}, {}, { "x-litellm-response-cost": "1.03e-05" }],
  ["a text with its currency behind", 5_200_000, { cost: "0.0052 USD" }],
  ["a text with its currency before", 5_200_000, { cost: "US$ 0.0052" }],
  ["a dollar sign", 5_000_000, { cost: "$0.005" }],
  ["camel case", 5_000_000, { totalCost: 0.005 }],
  ["a name with its currency", 5_000_000, { costUSD: 0.005 }],
  ["a name with its currency in the middle", 5_000_000, { cost_usd_total: 0.005, cost_usd_input: 0.002, cost_usd_output: 0.003 }],
  ["parts beside the counts", 5_000_000, { prompt_cost: 0.002, completion_cost: 0.003 }],
  ["parts in camel case", 5_000_000, { cost: { inputCost: 0.002, outputCost: 0.003 } }],
  [
    "parts beside the counts, all of them",
    10_000_000,
    { prompt_tokens: 1000, completion_tokens: 200, input_cost: 0.001, output_cost: 0.001, cache_write_cost: 0.003, request_cost: 0.005 },
  ],
  [
    "parts of reads, reasoning and searches",
    15_000_000,
    { input_cost: 0.001, output_cost: 0.002, cached_cost: 0.003, reasoning_cost: 0.004, search_cost: "0.005", savings_cost: 9 },
  ],
  ["parts with their currency", 6_000_000, { input_cost_usd: 0.001, output_cost_usd: 0.002, cache_read_cost_usd: 0.003 }],
  ["parts in cents", 60_000_000, { input_cost: 1, output_cost: 2, request_cost: 3, cost_unit: "cents" }],
  ["parts that say one thing under two names", 3_000_000, { input_cost: 0.001, prompt_cost: 0.001, output_cost: 0.002 }],
  ["parts in the body", 6_000_000, {}, { input_cost: 0.001, output_cost: 0.002, request_cost: 0.003 }],
  ["a zero in the usage beside the body's amount", 20_000_000, { cost: 0 }, { response_cost: 0.02 }],
  ["a zero in the usage beside the header's amount", 20_000_000, { cost: 0 }, {}, { "x-litellm-response-cost": "0.02" }],
  ["a zero in the body before the header's amount", 20_000_000, {}, { cost: 0 }, { "x-response-cost": "0.02" }],
  ["a zero under one name beside an amount under another", 20_000_000, { cost: 0, total_cost: 0.02 }],
  ["a zero in dollars beside parts", 3_000_000, { cost_usd: 0, input_cost: 0.001, output_cost: 0.002 }],
  ["one part alone", undefined, { input_cost: 0.002 }],
  ["Dify's price", 5_000_000, { total_price: "0.005", currency: "USD" }],
  ["an amount in its own object", 5_000_000, { cost: { USD: 0.005 } }],
  ["cents in the text", 5_000_000, { cost: "0.5 cents" }],
  ["thousands in the text", 1_000_500_000_000, { cost: "1,000.5" }],
  ["a plus", 1_000_000, { cost: "+0.001" }],
  ["a plus before the sign", 1_000_000, { cost: "+$0.001" }],
  ["two whole costs that differ", 2_000_000, { cost: 0.001, total_cost: 0.002 }],
  ["two whole costs that differ, the larger first", 2_000_000, { cost: "0.002", cost_usd: 0.001 }],
  ["two whole costs within a hundredth", 1_000_000, { cost: 0.001, total_cost: 0.001005 }],
  ["two whole costs in the body that differ", 2_000_000, {}, { cost: 0.001, total_cost: 0.002 }],
  ["an estimate beside a cost", 1_000_000, { cost: 0.001, estimated_cost: 0.004 }],
  ["millionths by the name", 5_000_000, { cost_in_micro_usd: 5000 }],
  ["billionths by the name", 5_000_000, { cost_in_nano_usd: 5_000_000 }],
  ["millionths of what is not said", undefined, { cost_micros: 5000 }],
  ["xAI's ticks as a text", 37_756_000, { cost_in_usd_ticks: "377560000" }],
  ["a provider's own usage behind a gateway", 5_000_000, {}, { provider_metadata: { openrouter: { usage: { cost: 0.005 } } } }],
  ["a user's own metadata that comes back", undefined, {}, { metadata: { cost: "5" } }],
  ["a count of requests in a header", undefined, {}, {}, { "x-request-cost": "1" }],
  ["a zero in the usage, as for a free model", 0, { cost: 0 }],
  [
    "OpenRouter's fee alone, where the user's own key pays the rest",
    undefined,
    { is_byok: true, cost: 0, cost_details: { upstream_inference_cost: null } },
  ],
  ["a zero in LiteLLM's header, for a model that it has no price for", undefined, {}, {}, { "x-litellm-response-cost": "0.0" }],
  ["a zero of Vercel's gateway", undefined, {}, { provider_metadata: { gateway: { cost: "0" } } }],
  ["another currency beside the amount", undefined, { cost: 0.0052, currency: "EUR" }],
  ["another currency in the text", undefined, { cost: "0.0052 EUR" }],
  ["another currency, and dollars named so", 5_200_000, { cost: 0.004, cost_usd: 0.0052, currency: "EUR" }],
  ["no number", undefined, { cost: "NaN" }],
  ["nothing filled in", undefined, { cost: null }],
  ["yes", undefined, { cost: true }],
  ["another currency", undefined, { cost: { total: 0.0007, currency: "CNY" } }],
  ["a negative amount", undefined, { cost: -1 }],
  ["words", undefined, { cost: "free" }],
  ["nothing", undefined, { prompt_tokens: 3 }],
];
for (const [name, want, usage, body, headers] of forms) {
  test(`stated cost: ${name}`, () => {
    assert.equal(statedCost(usage, body, headers), want);
  });
}

const price = { input: 1, output: 5, cacheRead: 0.1, cacheWrite5m: 1.25 };
async function charged(
  usage: Json | undefined,
  more: { headers?: Record<string, string>; status?: number } = {},
): Promise<{ reply: Reply; quote: number }> {
  const choices = [{ index: 0, message: { role: "assistant", content: "Answer: 14" }, finish_reason: "stop" }];
  const answer = { id: "x", object: "chat.completion", created: 1, model: "m", choices };
  const body = more.status === undefined ? answer : { error: { message: "boom" } };
  const server = await wireServer((_, response) =>
    sendJson(response, more.status ?? 200, usage === undefined ? body : { ...body, usage }, more.headers ?? {}),
  );
  const model = await opened("openai-chat", server.url, { price });
  const reply = await model.call(ask, watch);
  await server.close();
  return { reply, quote: model.quote(ask) };
}

test("where the usage contradicts itself the provider's stated cost is charged, not the hold", async () => {
  const over = { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150, completion_tokens_details: { reasoning_tokens: 60 } };
  const { reply } = await charged({ ...over, cost: 0.0004 });
  assert.deepEqual([reply.ok, reply.cost, reply.receipt?.flags], [true, 400_000, ["inconsistent-usage", "cost-stated"]]);
  const silent = await charged(over);
  assert.deepEqual([silent.reply.cost, silent.reply.receipt?.flags], [silent.quote, ["inconsistent-usage"]]);
});

test("without a usage report a header's cost is charged, and a zero is no statement", async () => {
  const { reply } = await charged(undefined, { headers: { "x-litellm-response-cost": "0.0003" } });
  assert.deepEqual([reply.cost, reply.receipt?.flags], [300_000, ["cost-stated"]]);
  const zero = await charged(undefined, { headers: { "x-litellm-response-cost": "0.0" } });
  assert.deepEqual([zero.reply.cost, zero.reply.receipt?.flags], [zero.quote, ["no-usage"]]);
});

test("what a provider states is the cost, and the book's figure is kept beside it: over 1% apart is flagged", async () => {
  // 100 x $1 + 20 x $5 per million = $0.0002.
  const { reply } = await charged({ prompt_tokens: 100, completion_tokens: 20, total_tokens: 120, cost: { total_cost: 0.0052 } });
  assert.deepEqual([reply.cost, reply.receipt?.computed, reply.receipt?.flags], [5_200_000, 200_000, ["price-differs"]]);
  const near = await charged({ prompt_tokens: 100, completion_tokens: 20, total_tokens: 120, cost: 0.000201 });
  assert.deepEqual([near.reply.cost, near.reply.receipt?.computed, near.reply.receipt?.flags], [201_000, 200_000, undefined]);
  const free = await charged({ prompt_tokens: 100, completion_tokens: 20, total_tokens: 120, cost: 0 });
  assert.deepEqual([free.reply.cost, free.reply.receipt?.computed, free.reply.receipt?.flags], [0, 200_000, ["price-differs"]]);
});

test("a positive cost in a header beats a zero in the usage, and the call says that both were stated", async () => {
  const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120, cost: 0 };
  const { reply } = await charged(usage, { headers: { "x-litellm-response-cost": "0.02" } });
  assert.deepEqual([reply.cost, reply.receipt?.flags], [20_000_000, ["cost-contradicted", "overrun", "price-differs"]]);
});

test("two costs that differ are told, in one place and in two", () => {
  const header = { "x-litellm-response-cost": "0.002" };
  for (const [want, ...told] of [
    [true, { cost: 0.001, total_cost: 0.002 }],
    [true, { cost: 0.001 }, { cost: 0.002 }],
    [true, { cost: 0.001 }, {}, header],
    [true, {}, { cost: 0.001, response_cost: 0.002 }],
    [true, { cost: 0 }, { cost: 0.002 }],
    [false, { cost: 0.001, total_cost: 0.001 }, { cost: "0.001" }],
    [false, { cost: 0.002 }, {}, header],
    [false, { cost: 0.001, estimated_cost: 0.004 }],
    [false, { is_byok: true, cost: 0.00005, total_cost: 0.001 }],
  ] as [boolean, Json, Json?, Record<string, string>?][])
    assert.equal(isContradicted(...told), want, JSON.stringify(told));
});

test("amounts that are stated and cannot be taken are told from what says nothing", () => {
  const unread: readonly Parameters<typeof isUnread>[] = [
    [{ cost: "0.3 EUR" }],
    [{ cost: 0.3, currency: "CNY" }],
    [{ cost: "three cents" }],
    [{ cost: 2, cost_unit: "credits" }],
    [{ cost: 2, currencyCode: "EUR" }],
    [{ cost: 2, cost_currency: "JPY", unit: "cents" }],
    [{ cost_eur: 2 }],
    [{ cost_micros: 2 }],
    [{}, { total_cost_credits: 2 }],
    [{ cost: -1 }],
    [{ cost: { total: 0.5, currency: "EUR" } }],
    [{ cost: [0.5] }],
    [{}, { cost: "0,3" }],
    ...[
      "0,001",
      "0,100",
      "$0,001",
      "0,001 USD",
      "00,001",
      "1,234",
      "0,000,700",
      "0,001.5",
      "12,5",
      "1.000,50",
      "1,000,5",
      "1,23,456.5",
    ].map((cost): [Json] => [{ cost }]),
    [{}, { cost: "0,001" }],
    [undefined, {}, { "x-litellm-response-cost": "0,001" }],
    [{}, { provider_metadata: { gateway: { cost: "a lot" } } }],
    [undefined, {}, { "x-litellm-response-cost": "0.2 EUR" }],
  ];
  for (const each of unread) assert.equal(isUnread(...each), true, JSON.stringify(each));
  const silent: readonly Parameters<typeof isUnread>[] = [
    [{ cost: 0.3 }],
    [{ cost: 0.3, cost_usd: 0.4, currency: "EUR" }],
    [{ cost: null }],
    [{ cost: "" }],
    [{ cost: "0,000" }],
    [{ cost: {} }],
    [{ cost: { currency: "EUR" } }],
    [{ cost: true }],
    [{ is_byok: true, cost: 0.01 }],
    [{}, { cost: 0 }, { "x-litellm-response-cost": "None" }],
    [undefined, undefined, {}],
  ];
  for (const each of silent) assert.equal(isUnread(...each), false, JSON.stringify(each));
});

test("a stated cost that is no amount of dollars leaves the book's price", async () => {
  for (const cost of [-1, "free", "0.5 EUR", null, { total: 0.5, currency: "EUR" }]) {
    const { reply } = await charged({ prompt_tokens: 100, completion_tokens: 20, total_tokens: 120, cost });
    const flags = cost === null ? undefined : ["cost-unread"];
    assert.deepEqual([reply.cost, reply.receipt?.reported, reply.receipt?.flags], [200_000, undefined, flags], JSON.stringify(cost));
  }
});

test("a stated cost above the hold is booked whole and flagged", async () => {
  const { reply, quote } = await charged({ prompt_tokens: 100, completion_tokens: 20, total_tokens: 120, cost: 0.5 });
  assert.ok(quote < 500_000_000);
  assert.deepEqual([reply.cost, reply.receipt?.flags], [500_000_000, ["overrun", "price-differs"]]);
});

test("counts written as texts are read", async () => {
  const { reply } = await charged({ prompt_tokens: "100", completion_tokens: "20", total_tokens: "120" });
  assert.deepEqual([reply.ok, reply.cost, reply.receipt?.flags], [true, 200_000, undefined]);
});

test("a failure is charged what its usage says, and nothing without one", async () => {
  const billed = await charged({ prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 }, { status: 500 });
  assert.deepEqual([billed.reply.ok, billed.reply.cost], [false, 200_000]);
  assert.equal((await charged(undefined, { status: 500 })).reply.cost, 0);
});
