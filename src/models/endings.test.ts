import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, Reply } from "../types.ts";
import { ask, opened, watch } from "./fixtures/opened.ts";
import { sendEvents, sendJson, wireServer } from "./fixtures/wire.ts";

type Fields = { readonly [key: string]: Json };
type Event = { readonly event?: string; readonly data: Json };
/** One answer that ends for a reason, whole and streamed, in a provider's wire format. */
interface Wire {
  readonly whole: (text: string, reason: string) => Json;
  readonly events: (text: string, reason: string) => readonly Event[];
  readonly cost: number;
}
const chatUsage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
const partUsage = { input_tokens: 100, output_tokens: 20 };
const google = (text: string, finishReason: string): Json => ({
  candidates: [{ ...(text === "" ? {} : { content: { role: "model", parts: [{ text }] } }), finishReason, index: 0 }],
  usageMetadata: { promptTokenCount: 100, candidatesTokenCount: 20, totalTokenCount: 120 },
});
const response = (text: string, status: string): Fields => ({
  id: "r",
  object: "response",
  created_at: 1,
  status,
  error: null,
  incomplete_details: null,
  model: "gpt-5.6-sol",
  output: [
    { id: "m", type: "message", status: "incomplete", role: "assistant", content: [{ type: "output_text", text, annotations: [] }] },
  ],
  usage: { ...partUsage, input_tokens_details: { cached_tokens: 0 }, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: 120 },
});
const chunk = (delta: Json, finish: string | null): Event => ({
  data: { id: "x", object: "chat.completion.chunk", created: 1, model: "m", choices: [{ index: 0, delta, finish_reason: finish }] },
});

// 100 tokens in and 20 out, at the book's prices: $0.25/$2, $4/$20, $2/$10 and $1.25/$10 per million.
const wires: { readonly [fixture: string]: Wire } = {
  "openai-chat": {
    cost: 65_000,
    whole: (text, reason) => ({
      id: "x",
      object: "chat.completion",
      created: 1,
      model: "m",
      choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: reason }],
      usage: chatUsage,
    }),
    events: (text, reason) => [
      chunk({ role: "assistant", content: text }, null),
      chunk({}, reason),
      { data: { id: "x", object: "chat.completion.chunk", created: 1, model: "m", choices: [], usage: chatUsage } },
    ],
  },
  "openai-responses": {
    cost: 800_000,
    whole: response,
    events: (text, status) => [
      { data: { type: "response.created", response: { ...response("", "in_progress"), output: [], usage: null } } },
      { data: { type: "response.output_item.added", output_index: 0, item: { id: "m", type: "message", status: "in_progress" } } },
      { data: { type: "response.output_text.delta", item_id: "m", delta: text } },
      { data: { type: `response.${status}`, response: response(text, status) } },
    ],
  },
  anthropic: {
    cost: 400_000,
    whole: (text, reason) => ({
      id: "m",
      type: "message",
      role: "assistant",
      model: "claude-sonnet-5",
      content: [{ type: "text", text }],
      stop_reason: reason,
      stop_sequence: null,
      usage: partUsage,
    }),
    events: (text, reason) => [
      {
        data: {
          type: "message_start",
          message: {
            id: "m",
            type: "message",
            role: "assistant",
            model: "claude-sonnet-5",
            content: [],
            stop_reason: null,
            usage: partUsage,
          },
        },
      },
      { data: { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } } },
      { data: { type: "content_block_delta", index: 0, delta: { type: "text_delta", text } } },
      { data: { type: "content_block_stop", index: 0 } },
      { data: { type: "message_delta", delta: { stop_reason: reason, stop_sequence: null }, usage: { output_tokens: 20 } } },
      { data: { type: "message_stop" } },
    ],
  },
  gemini: { cost: 325_000, whole: google, events: (text, reason) => [{ data: google(text, reason) }] },
};

async function replyTo(name: string, reason: string, streamed: boolean, text = "Seven groups of"): Promise<Reply> {
  const wire = wires[name] as Wire;
  const server = await wireServer((_, to) =>
    streamed ? sendEvents(to, wire.events(text, reason)) : sendJson(to, 200, wire.whole(text, reason)),
  );
  try {
    return await (await opened(name, server.url)).call(ask, streamed ? { ...watch, onFirst: () => {} } : watch);
  } finally {
    await server.close();
  }
}

const cases: { readonly [fixture: string]: { readonly [outcome: string]: string } } = {
  "openai-chat": {
    provider:
      "insufficient_system_resource abort error network_error ERROR cancelled server_overloaded engine_overloaded overloaded rate_limit " +
      "rate_limited model_error provider_error upstream_error backend_error connection_error disconnected unavailable failure exception " +
      "shutdown preempted out_of_memory cancel RateLimitExceeded EngineOverloadedError engine-dead worker_died TIMED_OUT ServiceUnavailable " +
      "upstream_timeout http_error connection_reset InternalServerError oom throttled",
    refused: "sensitive content_filter recitation SAFETY ERROR_TOXIC guardrail_intervened",
    length: "length max_tokens",
    "context-full": "model_length model_context_window_exceeded",
    "odd-end":
      "repetition tool_calls something_new tool_error json_parse_error grammar_error malformed_output_error content_error failover default " +
      "token_limit_error terror",
    end: "stop eos end_turn COMPLETE stop_sequence",
  },
  "openai-responses": { provider: "cancelled", end: "completed" },
  anthropic: {
    refused: "refusal",
    length: "max_tokens",
    "context-full": "model_context_window_exceeded",
    "odd-end": "pause_turn something_new",
    end: "end_turn stop_sequence",
  },
  gemini: {
    provider: "OTHER IMAGE_OTHER NO_IMAGE MALFORMED_RESPONSE",
    refused:
      "SAFETY RECITATION LANGUAGE BLOCKLIST PROHIBITED_CONTENT SPII IMAGE_SAFETY IMAGE_PROHIBITED_CONTENT IMAGE_RECITATION MODEL_ARMOR",
    length: "MAX_TOKENS",
    "odd-end": "MALFORMED_FUNCTION_CALL UNEXPECTED_TOOL_CALL SOMETHING_NEW",
    "no-end": "FINISH_REASON_UNSPECIFIED",
    end: "STOP",
  },
};

/** What a reply came to: its failure's code, the oddity that is flagged, or how it stopped. */
function outcomeOf(reply: Reply): string {
  if (!reply.ok) return reply.failure.code;
  const flag = reply.receipt?.flags?.map((one) => one.split("=")[0] ?? one).find((one) => /^(context-full|odd-end|no-end)$/.test(one));
  return flag ?? reply.stop;
}

for (const [name, outcomes] of Object.entries(cases)) {
  for (const [outcome, reasons] of Object.entries(outcomes)) {
    test(`${name}: an answer that ends with ${reasons.replaceAll(" ", ", ")} is ${outcome}, whole and streamed, and costs its usage`, async () => {
      for (const reason of reasons.split(" ")) {
        for (const streamed of [false, true]) {
          const reply = await replyTo(name, reason, streamed);
          assert.equal(outcomeOf(reply), outcome, `${reason}: ${JSON.stringify(reply)}`);
          assert.equal(reply.cost, wires[name]?.cost);
          assert.equal((reply as { text?: string }).text, "Seven groups of");
        }
      }
    });
  }
}

test("what is odd about an end stands with the call in the provider's own word, and an empty answer names it", async () => {
  const [odd, plain] = [await replyTo("openai-chat", "some thing/new", false), await replyTo("openai-chat", "stop", false)];
  assert.deepEqual([odd.receipt?.flags, plain.receipt?.flags], [["odd-end=some_thing_new"], undefined]);
  const empty = await replyTo("gemini", "MALFORMED_FUNCTION_CALL", false, "");
  assert.ok(!empty.ok && empty.failure.code === "malformed");
  assert.match(empty.failure.message, /answered with no text and ended with "MALFORMED_FUNCTION_CALL"\.$/);
  const full = await replyTo("anthropic", "model_context_window_exceeded", false, "");
  assert.ok(!full.ok && full.failure.code === "malformed");
  assert.match(full.failure.message, /no text: its context was full \(model_context_window_exceeded\)\./);
  assert.deepEqual(full.receipt?.flags, ["context-full"]);
});
