import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, Reply } from "../types.ts";
import { ask, opened, watch } from "./fixtures/opened.ts";
import { sendEvents, sendJson, wireServer } from "./fixtures/wire.ts";
import { openModel } from "./registry.ts";

type Fields = { readonly [key: string]: Json };
const price = { input: 1, output: 5 };
const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
const words = "I can't help with that.";
const chat = (message: Fields): Fields => ({
  id: "x",
  object: "chat.completion",
  created: 1,
  model: "m",
  choices: [{ index: 0, message: { role: "assistant", ...message }, finish_reason: "stop" }],
  usage,
});
const piece = (delta: Fields, more: Fields = {}): { data: Json } => ({
  data: { id: "x", object: "chat.completion.chunk", created: 1, model: "m", choices: [{ index: 0, delta, finish_reason: null, ...more }] },
});
type Events = readonly { readonly data: Json }[];

async function replyTo(name: string, body: Json | Events, streamed: boolean): Promise<Reply> {
  const events = streamed && Array.isArray(body);
  const server = await wireServer((_, response) => (events ? sendEvents(response, body as Events) : sendJson(response, 200, body)));
  const settings = { apiVersion: "2024-10-21" };
  const opening =
    name === "azure"
      ? openModel(
          { model: "azure/d", baseUrl: `${server.url}/openai`, price, settings, sendKeyTo: new URL(server.url).host },
          { env: { AZURE_API_KEY: "k" } },
        )
      : opened(name, server.url, { price });
  try {
    return await (await opening).call(ask, streamed ? { ...watch, onFirst: () => {} } : watch);
  } finally {
    await server.close();
  }
}

function refusedWith(reply: Reply, cost = 200_000): void {
  assert.ok(!reply.ok, JSON.stringify(reply));
  assert.equal(reply.failure.code, "refused");
  assert.match(reply.failure.message, /refused to answer: I can't help with that\.$/);
  // 100 x $1 + 20 x $5 per million tokens.
  assert.equal(reply.cost, cost);
  assert.equal((reply as { text?: string }).text, words);
}

const forms: { readonly [name: string]: Fields } = {
  "a refusal and a content of null": { content: null, refusal: words },
  "a refusal and an empty content": { content: "", refusal: words },
  "a refusal and no content": { refusal: words },
  "a content whose part is a refusal": { content: [{ type: "refusal", refusal: words }] },
  "the same words in both": { content: words, refusal: words },
};
for (const name of ["openai-chat", "azure", "openrouter"]) {
  for (const [form, message] of Object.entries(forms)) {
    for (const streamed of [false, true]) {
      test(`${name}: ${form}, ${streamed ? "whole where a stream was asked for" : "whole"}, is refused in the provider's words`, async () => {
        refusedWith(await replyTo(name, chat(message), streamed));
      });
    }
  }

  test(`${name}: a refusal that is streamed in pieces is refused in the provider's words`, async () => {
    const events = [
      piece({ role: "assistant", content: "", refusal: null }),
      piece({ refusal: "I can't help" }),
      piece({ refusal: " with that." }),
      piece({}, { finish_reason: "stop" }),
      { data: { id: "x", object: "chat.completion.chunk", created: 1, model: "m", choices: [], usage } },
      { data: "[DONE]" },
    ];
    refusedWith(await replyTo(name, events, true));
  });

  for (const none of [null, "", "none"]) {
    test(`${name}: an answer beside a refusal of ${JSON.stringify(none)} stands`, async () => {
      const reply = await replyTo(name, chat({ content: "Answer: 14", refusal: none }), false);
      assert.ok(reply.ok, JSON.stringify(reply));
      assert.equal(reply.text, "Answer: 14");
    });
  }
}

const item = { type: "message", role: "assistant", id: "msg", status: "completed", content: [{ type: "refusal", refusal: words }] };
const response = {
  id: "r",
  object: "response",
  created_at: 1,
  model: "m",
  status: "completed",
  output: [item],
  incomplete_details: null,
  usage: { input_tokens: 100, output_tokens: 20, total_tokens: 120 },
};
for (const streamed of [false, true]) {
  test(`openai-responses: a part that is a refusal is refused in the provider's words${streamed ? ", as a whole answer to a stream" : ""}`, async () => {
    refusedWith(await replyTo("openai-responses", response, streamed));
  });
}

test("openai-responses: a refusal that is streamed is refused in the provider's words, which are said once", async () => {
  const at = { item_id: "msg", output_index: 0, content_index: 0 };
  const events = [
    { data: { type: "response.created", response: { ...response, output: [], usage: null, status: "in_progress" } } },
    { data: { type: "response.output_item.added", output_index: 0, item: { ...item, content: [] } } },
    { data: { type: "response.refusal.delta", ...at, delta: "I can't help" } },
    { data: { type: "response.refusal.delta", ...at, delta: " with that." } },
    { data: { type: "response.refusal.done", ...at, refusal: words } },
    { data: { type: "response.output_item.done", output_index: 0, item } },
    { data: { type: "response.completed", response } },
  ];
  refusedWith(await replyTo("openai-responses", events, true));
});
