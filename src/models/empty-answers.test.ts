import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, Reply } from "../types.ts";
import { ask, opened, watch } from "./fixtures/opened.ts";
import { sendEvents, sendJson, wireServer } from "./fixtures/wire.ts";

type Fields = { readonly [key: string]: Json };
const usage = { input_tokens: 100, output_tokens: 0 };
const message = (content: Json, stop: string): Fields => ({
  id: "m",
  type: "message",
  role: "assistant",
  model: "claude-sonnet-5",
  content,
  stop_reason: stop,
  stop_sequence: null,
  usage,
});
const google = (more: Fields): Fields => ({ ...more, usageMetadata: { promptTokenCount: 100, totalTokenCount: 100 }, modelVersion: "g" });
const response = (status: string): Fields => ({
  id: "r",
  object: "response",
  created_at: 1,
  status,
  error: null,
  incomplete_details: null,
  model: "gpt-5.6-sol",
  output: [],
  usage: { ...usage, total_tokens: 100 },
});

// 100 tokens in, at the book's $2, $1.25 and $4 per million.
const answers: readonly (readonly [string, string, Fields, string, number])[] = [
  ["anthropic", "a refusal without content", message([], "refusal"), "refused", 200_000],
  ["anthropic", "a refusal whose content is null", message(null, "refusal"), "refused", 200_000],
  ["anthropic", "an end without content", message([], "end_turn"), "malformed", 200_000],
  ["gemini", "a blocked prompt", google({ promptFeedback: { blockReason: "OTHER" } }), "refused", 125_000],
  ["gemini", "no candidates", google({}), "malformed", 125_000],
  ["gemini", "an empty list of candidates", google({ candidates: [] }), "malformed", 125_000],
  ["openai-responses", "no output", response("completed"), "malformed", 400_000],
];

/** The events by which a provider streams such an answer. */
function eventsOf(name: string, body: Fields): { readonly data: Json }[] {
  if (name === "openai-responses") {
    const begun = { type: "response.created", response: { ...body, status: "in_progress", usage: null } };
    return [{ data: begun }, { data: { type: "response.completed", response: body } }];
  }
  if (name === "gemini") return [{ data: body }];
  const { stop_reason: stop } = body;
  return [
    { data: { type: "message_start", message: { ...body, content: [], stop_reason: null } } },
    { data: { type: "message_delta", delta: { stop_reason: stop ?? null, stop_sequence: null }, usage: { output_tokens: 0 } } },
    { data: { type: "message_stop" } },
  ];
}

async function replyTo(name: string, body: Fields, manner: "whole" | "whole for a stream" | "streamed"): Promise<Reply> {
  const server = await wireServer((_, to) => (manner === "streamed" ? sendEvents(to, eventsOf(name, body)) : sendJson(to, 200, body)));
  try {
    return await (await opened(name, server.url)).call(ask, manner === "whole" ? watch : { ...watch, onFirst: () => {} });
  } finally {
    await server.close();
  }
}

for (const [name, what, body, code, cost] of answers) {
  test(`${name}: ${what}, beside usage, is ${code}, a settled answer that costs its usage, however it comes`, async () => {
    for (const manner of ["whole", "whole for a stream", "streamed"] as const) {
      const reply = await replyTo(name, body, manner);
      assert.ok(!reply.ok, JSON.stringify(reply));
      assert.deepEqual([reply.failure.code, reply.cost], [code, cost], `${manner}: ${reply.failure.message}`);
      assert.equal(typeof (reply as { text?: string }).text, "string");
    }
  });
}

test("an envelope without usage and without an end is a fault of the provider still, and free", async () => {
  const bodies: readonly (readonly [string, Fields])[] = [
    ["anthropic", { ...message([], "end_turn"), usage: null }],
    ["gemini", { modelVersion: "g" }],
    ["openai-responses", { ...response("in_progress"), usage: null }],
  ];
  for (const [name, body] of bodies) {
    const reply = await replyTo(name, body, "whole");
    assert.ok(!reply.ok);
    assert.deepEqual([reply.failure.code, reply.cost], ["provider", 0], name);
  }
});
