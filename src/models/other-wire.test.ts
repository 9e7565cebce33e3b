import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, Reply } from "../types.ts";
import { ask, fixture, opened, watch } from "./fixtures/opened.ts";
import { type Handler, sendEvents, sendJson, wireServer } from "./fixtures/wire.ts";

const price = { input: 1, output: 5 };
// 100 x $1 + 20 x $5 per million tokens.
const cost = 200_000;
const chatUsage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
const usage = { input_tokens: 100, output_tokens: 20 };
const said = { role: "assistant", content: [{ type: "output_text", text: "Answer: 14" }] };

async function replies(name: string, handler: Handler): Promise<Reply[]> {
  const server = await wireServer(handler);
  const model = await opened(name, server.url, { price });
  const both = [await model.call(ask, watch), await model.call(ask, { ...watch, onFirst: () => {} })];
  await server.close();
  return both;
}

function isWire(reply: Reply, words: RegExp, charged: number): void {
  assert.ok(!reply.ok, JSON.stringify(reply));
  assert.deepEqual([reply.failure.code, reply.cost], ["setup", charged], reply.failure.message);
  assert.match(reply.failure.message, words);
  assert.equal((reply as { text?: string }).text, undefined);
}

const chat = { choices: [{ index: 0, message: { role: "assistant", content: "Answer: 14" }, finish_reason: "stop" }], usage: chatUsage };
const bodies: readonly (readonly [string, Json, RegExp])[] = [
  [
    "Anthropic's Messages",
    { id: "m", type: "message", role: "assistant", content: [{ type: "text", text: "Answer: 14" }], stop_reason: "end_turn", usage },
    /Anthropic's Messages.*model: anthropic\//,
  ],
  ["OpenAI's Responses", { object: "response", status: "completed", output: [{ type: "message", ...said }], usage }, /model: openai\//],
  [
    "Gemini",
    {
      candidates: [{ content: { role: "model", parts: [{ text: "Answer: 14" }] }, finishReason: "STOP" }],
      usageMetadata: { promptTokenCount: 100, candidatesTokenCount: 20, totalTokenCount: 120 },
    },
    /Google's Gemini.*model: google\//,
  ],
  [
    "Converse",
    { output: { message: said }, stopReason: "end_turn", usage: { inputTokens: 100, outputTokens: 20, totalTokens: 120 } },
    /Converse.*model: bedrock\//,
  ],
  [
    "Ollama",
    { model: "m", message: { role: "assistant", content: "Answer: 14" }, done: true, prompt_eval_count: 100, eval_count: 20 },
    /Ollama's own.*ending in \/v1/,
  ],
  [
    "llama.cpp",
    { content: "Answer: 14", stop: true, tokens_evaluated: 100, timings: { prompt_n: 100, predicted_n: 20 } },
    /llama\.cpp's own \/completion/,
  ],
  ["TGI", { generated_text: "Answer: 14", usage: chatUsage }, /Text Generation Inference's own \/generate/],
  [
    "Cohere",
    {
      id: "c",
      message: { role: "assistant", content: [{ type: "text", text: "Answer: 14" }] },
      finish_reason: "COMPLETE",
      usage: { tokens: usage, billed_units: usage },
    },
    /Cohere's own.*compatibility\/v1/,
  ],
  ["an unknown interface", { result: { response: "Answer: 14" }, usage: chatUsage }, /not known here/],
];
for (const name of ["openai-chat", "openrouter"])
  for (const [what, body, words] of bodies)
    test(`${name}: an answer in the form of ${what} is a matter of the address, at its usage, and never an empty answer`, async () => {
      for (const reply of await replies(name, (_, response) => sendJson(response, 200, body))) isWire(reply, words, cost);
    });

for (const name of ["anthropic", "gemini"])
  test(`${name}: a chat completion is told as one`, async () => {
    const words = /chat completions.*model: compatible\/.*before \/chat\/completions/;
    for (const reply of await replies(name, (_, response) => sendJson(response, 200, chat))) isWire(reply, words, cost);
  });

for (const [name, other, words] of [
  ["openai-chat", "anthropic", /Anthropic's Messages/],
  ["openai-chat", "openai-responses", /OpenAI's Responses/],
  ["openai-chat", "gemini", /Google's Gemini/],
  ["anthropic", "openai-chat", /chat completions/],
  ["gemini", "openai-chat", /chat completions/],
] as const)
  test(`${name}: a stream in the form of ${other} is a matter of the address, whole or cut`, async () => {
    const { events } = fixture(other);
    for (const sent of [events, events.slice(0, 2)]) {
      const [, reply] = await replies(name, (_, response) => sendEvents(response, sent));
      assert.ok(reply !== undefined && !reply.ok);
      assert.equal(reply.failure.code, "setup", reply.failure.message);
      assert.match(reply.failure.message, words);
    }
  });

test("an answer of another interface that tells no usage counts at its hold", async () => {
  const server = await wireServer((_, response) => sendJson(response, 200, { type: "message", content: [{ type: "text", text: "14" }] }));
  const model = await opened("openai-chat", server.url, { price });
  isWire(await model.call(ask, watch), /Anthropic's Messages/, model.quote(ask));
  await server.close();
});
