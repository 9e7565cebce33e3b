import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, Reply } from "../types.ts";
import { ask, opened, watch } from "./fixtures/opened.ts";
import { sendEvents, sendJson, wireServer } from "./fixtures/wire.ts";
import { priceOf } from "./prices.ts";
import type { ModelSpec } from "./registry.ts";
import { servedPrice } from "./served-price.ts";

type Fields = { readonly [key: string]: Json };
type Events = readonly { readonly data: Json }[];
const tokens = { input_tokens: 100, output_tokens: 20 };
const chatUsage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
const text = "Answer: 14";

/** An answer of 100 tokens in and 20 out, with `more` beside the answer and `used` in its usage report. */
const whole: { readonly [fixture: string]: (more: Fields, used: Fields) => Fields } = {
  "openai-chat": (more, used) => ({
    id: "x",
    object: "chat.completion",
    created: 1,
    model: "m",
    choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
    usage: { ...chatUsage, ...used },
    ...more,
  }),
  "openai-responses": (more, used) => ({
    id: "r",
    object: "response",
    created_at: 1,
    status: "completed",
    error: null,
    incomplete_details: null,
    model: "gpt-5.6-sol",
    output: [
      { id: "m", type: "message", status: "completed", role: "assistant", content: [{ type: "output_text", text, annotations: [] }] },
    ],
    usage: { ...tokens, total_tokens: 120, ...used },
    ...more,
  }),
  anthropic: (more, used) => ({
    id: "m",
    type: "message",
    role: "assistant",
    model: "claude-sonnet-5",
    content: [{ type: "text", text }],
    stop_reason: "end_turn",
    stop_sequence: null,
    usage: { ...tokens, ...used },
    ...more,
  }),
  gemini: (more, used) => ({
    candidates: [{ content: { role: "model", parts: [{ text }] }, finishReason: "STOP", index: 0 }],
    usageMetadata: { promptTokenCount: 100, candidatesTokenCount: 20, totalTokenCount: 120, ...used },
    ...more,
  }),
};

/** The same as its provider streams it. */
function eventsOf(name: string, more: Fields, used: Fields): Events {
  const body = whole[name]?.(more, used) ?? {};
  if (name === "gemini") return [{ data: body }];
  if (name === "openai-responses") {
    return [
      { data: { type: "response.created", response: { ...body, status: "in_progress", output: [], usage: null } } },
      { data: { type: "response.output_item.added", output_index: 0, item: { id: "m", type: "message", status: "in_progress" } } },
      { data: { type: "response.output_text.delta", item_id: "m", delta: text } },
      { data: { type: "response.completed", response: body } },
    ];
  }
  if (name === "anthropic") {
    return [
      { data: { type: "message_start", message: { ...body, content: [], stop_reason: null } } },
      { data: { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } } },
      { data: { type: "content_block_delta", index: 0, delta: { type: "text_delta", text } } },
      { data: { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: 20 } } },
      { data: { type: "message_stop" } },
    ];
  }
  const { usage, choices: _, ...rest } = body;
  const chunk = { ...rest, object: "chat.completion.chunk" };
  return [
    { data: { ...chunk, choices: [{ index: 0, delta: { role: "assistant", content: text }, finish_reason: null }] } },
    { data: { ...chunk, choices: [{ index: 0, delta: {}, finish_reason: "stop" }] } },
    { data: { ...chunk, choices: [], usage: usage ?? null } },
  ];
}

interface PricedReply {
  readonly reply: Reply;
  readonly quote: number;
}
async function answered(name: string, more: Fields, used: Fields, spec: Partial<ModelSpec> = {}, streamed = false): Promise<PricedReply> {
  const server = await wireServer((_, to) =>
    streamed ? sendEvents(to, eventsOf(name, more, used)) : sendJson(to, 200, whole[name]?.(more, used) ?? {}),
  );
  const model = await opened(name, server.url, spec);
  const reply = await model.call(ask, streamed ? { ...watch, onFirst: () => {} } : watch);
  await server.close();
  return { reply, quote: model.quote(ask) };
}

// At the standard rates: $4 and $20, $2 and $10, $1.25 and $10 per million.
const sol = 800_000;
const sonnet = 400_000;
const gemini = 325_000;
const served: readonly (readonly [string, Fields, Fields, number, string[] | undefined])[] = [
  ["openai-responses", { service_tier: "default" }, {}, sol, undefined],
  ["openai-responses", { service_tier: "auto" }, {}, sol, undefined],
  ["openai-responses", { service_tier: "flex" }, {}, sol / 2, ["served=flex"]],
  ["openai-responses", { service_tier: "priority" }, {}, sol, ["unpriced-tier=priority"]],
  ["openai-responses", { service_tier: "scale" }, {}, sol, ["unpriced-tier=scale"]],
  ["anthropic", {}, { service_tier: "standard", inference_geo: "global", speed: "standard" }, sonnet, undefined],
  ["anthropic", {}, { service_tier: "standard", inference_geo: "not_available" }, sonnet, undefined],
  ["anthropic", {}, { service_tier: "priority" }, sonnet, ["unpriced-tier=priority"]],
  ["anthropic", {}, { service_tier: "batch" }, sonnet / 2, ["served=batch"]],
  ["anthropic", {}, { inference_geo: "us" }, 440_000, ["served=us"]],
  ["anthropic", {}, { inference_geo: "us", speed: "fast" }, 440_000, ["unpriced-tier=fast", "served=us"]],
  ["gemini", {}, { trafficType: "ON_DEMAND" }, gemini, undefined],
  ["gemini", {}, { trafficType: "ON_DEMAND_PRIORITY" }, gemini, ["unpriced-tier=priority"]],
  ["gemini", {}, { serviceTier: "flex" }, gemini, ["unpriced-tier=flex"]],
];
for (const [name, more, used, cost, flags] of served) {
  test(`${name}: served as ${JSON.stringify({ ...more, ...used })}, whole and streamed, a call costs ${cost}`, async () => {
    for (const streamed of [false, true]) {
      const { reply } = await answered(name, more, used, {}, streamed);
      assert.ok(reply.ok, JSON.stringify(reply));
      assert.deepEqual([reply.cost, reply.receipt?.flags], [cost, flags]);
    }
  });
}

const stated = { input: 1, output: 5, served: { Priority: 2, fast: { input: 6, output: 30 }, flex: 0.5 } };
test("a member's price states tiers by a multiple or by rates, and one price of its own holds for all of them", async () => {
  // 100 x $1 + 20 x $5, twice that, and 100 x $6 + 20 x $30 per million.
  for (const [more, price, cost, flags] of [
    [{ service_tier: "priority" }, stated, 400_000, ["served=priority"]],
    [{ service_tier: "fast" }, stated, 1_200_000, ["served=fast"]],
    [{ service_tier: "batch" }, stated, 200_000, ["unpriced-tier=batch"]],
    [{ service_tier: "priority" }, { input: 1, output: 5 }, 200_000, ["served=priority"]],
    [{ service_tier: "priority" }, "free", 0, ["served=priority"]],
  ] as const) {
    for (const streamed of [false, true]) {
      const { reply } = await answered("openai-chat", more, {}, { price }, streamed);
      assert.deepEqual([reply.cost, reply.receipt?.flags], [cost, flags], JSON.stringify([more, price]));
    }
  }
});

test("a tier that is asked for holds until the answer names another one, and the hold is the dearer of both", async () => {
  const asking = (service_tier: string): Partial<ModelSpec> => ({ price: stated, settings: { body: { service_tier } } });
  const plain = await answered("openai-chat", {}, {}, { price: stated });
  const untold = await answered("openai-chat", {}, {}, asking("priority"));
  const lowered = await answered("openai-chat", { service_tier: "default" }, {}, asking("priority"));
  const cheaper = await answered("openai-chat", {}, {}, asking("flex"));
  assert.deepEqual(
    [plain, untold, lowered, cheaper].map(({ reply }) => reply.cost),
    [200_000, 400_000, 200_000, 100_000],
  );
  assert.deepEqual(
    [untold, lowered, cheaper].map(({ quote }) => quote / plain.quote),
    [2, 2, 1],
  );
});

test("what a provider states that it charged is the cost, whatever the tier", async () => {
  const { reply } = await answered("openai-chat", { service_tier: "vip" }, { cost: 0.0007 }, { price: stated });
  assert.equal(reply.cost, 700_000);
  assert.equal(reply.receipt?.flags?.includes("unpriced-tier=vip"), false);
});

test("a tier with a multiple keeps the price of long inputs in proportion", () => {
  const long = priceOf("openai/gpt-5.6-sol");
  assert.ok(long.ok);
  const flex = servedPrice(long.price, ["flex"]).price;
  assert.deepEqual([flex.input, flex.output, flex.tiers?.[0]?.input, flex.tiers?.[0]?.output], [2, 10, 4, 15]);
});

test("a plan is told which tiers a member asks for and which of them have no price", async () => {
  const model = await opened("anthropic", "http://127.0.0.1:18999", { settings: { body: { speed: "fast", inference_geo: "us" } } });
  assert.deepEqual(model.asks, { served: ["fast", "us"], unpriced: ["fast"] });
});
