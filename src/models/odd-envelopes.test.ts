import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, Reply } from "../types.ts";
import { ask, fixture, opened, specs, watch } from "./fixtures/opened.ts";
import { sendEvents, sendJson, wireServer } from "./fixtures/wire.ts";
import { defined } from "../util/defined.ts";

type Fields = { readonly [key: string]: Json };
const price = { input: 1, output: 5 };
async function replyTo(name: string, body: Json, events?: readonly { readonly data: Json; readonly event?: string }[]) {
  const server = await wireServer((_, response) => (events === undefined ? sendJson(response, 200, body) : sendEvents(response, events)));
  const model = await opened(name, server.url, name === "openai-chat" ? { price } : {});
  const reply: Reply = await model.call(ask, events === undefined ? watch : { ...watch, onFirst: () => {} });
  await server.close();
  return { reply, quote: model.quote(ask) };
}
const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
// 100 x $1 + 20 x $5 per million tokens.
const cost = 200_000;
const message = { role: "assistant", content: "Answer: 14" };
const choice = { index: 0, message, finish_reason: "stop" };
const whole: Fields = { id: "x", object: "chat.completion", created: 1, model: "m", choices: [choice], usage };
const reported = (more: Fields): Fields => ({ ...whole, ...more });
const chosen = (more: Fields): Fields => ({ ...whole, choices: [{ ...choice, ...more }] });
const spoken = (more: Fields): Fields => chosen({ message: { ...message, ...more } });

/** Envelopes that say nothing against the answer inside, and its cost: the hold where the usage is odd. */
const odd: { readonly [name: string]: readonly [Fields, ("hold" | number)?] } = {
  "a number for an id": [reported({ id: 7 })],
  "an object for an id": [reported({ id: { oid: "7" } })],
  "no object": [{ choices: [choice], usage }],
  "a date for the time": [reported({ created: "2026-01-01T00:00:00Z" })],
  "an odd model": [reported({ model: ["m"] })],
  "no index": [chosen({ index: null })],
  "a text for an index": [chosen({ index: "0" })],
  "no reason for its end": [chosen({ finish_reason: null })],
  "an object for its end": [chosen({ finish_reason: { type: "stop" } })],
  "odd logprobs": [chosen({ logprobs: "none" })],
  "tool calls of null": [spoken({ tool_calls: null })],
  "odd tool calls": [spoken({ tool_calls: {} })],
  "odd reasoning": [spoken({ reasoning_content: [{ text: "hm" }], reasoning: { text: "hm" } })],
  "another role": [spoken({ role: "model" })],
  "odd annotations": [spoken({ annotations: {}, refusal: null, audio: null, extra: [1] })],
  "a content in parts": [spoken({ content: [{ type: "text", text: "Answer:" }, " ", { type: "output_text", text: "14" }] })],
  "a content in one part": [spoken({ content: { type: "text", text: { value: "Answer: 14" } } })],
  "a message that is a text": [chosen({ message: "Answer: 14" })],
  "a text, as in completions": [{ ...whole, choices: [{ index: 0, text: "Answer: 14", finish_reason: "stop" }] }],
  "one choice without a list": [reported({ choices: choice })],
  "usage in a word": [reported({ usage: "none" }), "hold"],
  "usage in a list": [reported({ usage: [100, 20] }), "hold"],
  "usage of yes": [reported({ usage: true }), "hold"],
  "usage of null": [reported({ usage: null }), "hold"],
  "usage with words": [reported({ usage: { prompt_tokens: "many", completion_tokens: 20 } }), "hold"],
  "usage of the input alone": [reported({ usage: { prompt_tokens: 100 } }), "hold"],
  "usage without output, for a text that was written": [reported({ usage: { prompt_tokens: 100, completion_tokens: 0 } }), "hold"],
  "usage with commas": [reported({ usage: { prompt_tokens: "1,000", completion_tokens: "20" } }), 1_100_000],
  "usage with odd details": [reported({ usage: { ...usage, prompt_tokens_details: [], completion_tokens_details: "none" } })],
  "usage with a cost in words": [reported({ usage: { ...usage, cost: "0.5 EUR", cost_details: [] } })],
};
for (const [name, [body, want = cost]] of Object.entries(odd)) {
  for (const stream of [false, true]) {
    test(`a chat with ${name} keeps its answer, ${stream ? "streamed" : "whole"}`, async () => {
      const choices = [body["choices"] ?? []].flat() as readonly Fields[];
      const deltas = choices.map(({ message: told, ...rest }) => ({ ...rest, ...defined({ delta: told }) }));
      const { reply, quote } = await replyTo(
        "openai-chat",
        body,
        stream ? [{ data: { ...body, choices: deltas } }, { data: "[DONE]" }] : undefined,
      );
      assert.ok(reply.ok, JSON.stringify(reply));
      assert.equal(reply.text, "Answer: 14");
      assert.equal(reply.cost, want === "hold" ? quote : want);
      assert.equal(/no-usage|inconsistent-usage/.test(String(reply.receipt?.flags)), want === "hold");
    });
  }
}

/** Every place of a fixture's usage, with another report in it. */
function withUsage(value: Json, usage: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => withUsage(item, usage));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, Json]) => [key, /^usage(Metadata)?$/.test(key) ? usage : withUsage(inner, usage)]),
  );
}
for (const name of Object.keys(specs)) {
  for (const odd of ["none", [100, 20], true, null, 7] as const) {
    test(`${name}: a usage of ${JSON.stringify(odd)} keeps the answer, at the hold, whole and streamed`, async () => {
      const { body, events, text } = fixture(name);
      const asBody = await replyTo(name, withUsage(body, odd));
      const asStream = await replyTo(
        name,
        null,
        events.map((event) => ({ ...event, data: withUsage(event.data, odd) })),
      );
      for (const { reply, quote } of [asBody, asStream]) {
        assert.ok(reply.ok, JSON.stringify(reply));
        assert.deepEqual([reply.text, reply.cost, reply.receipt?.flags], [text, quote, ["no-usage"]]);
      }
    });
  }
  test(`${name}: odd ids, models and times keep the answer and its cost`, async () => {
    const { body, usage: want } = fixture(name);
    const { reply } = await replyTo(name, {
      ...(body as Fields),
      id: 7,
      responseId: 7,
      model: 7,
      modelVersion: 7,
      created: "now",
      created_at: "now",
      more: [],
    });
    assert.ok(reply.ok, JSON.stringify(reply));
    assert.deepEqual(reply.usage, want);
  });
}

for (const name of Object.keys(specs)) {
  test(`${name}: an answer that comes whole where a stream was asked for is read and billed by its usage`, async () => {
    const { body, text, usage: want } = fixture(name);
    const server = await wireServer((_, response) => sendJson(response, 200, body));
    const model = await opened(name, server.url);
    let firsts = 0;
    const reply: Reply = await model.call(ask, { ...watch, onFirst: () => firsts++ });
    await server.close();
    assert.ok(reply.ok, JSON.stringify(reply));
    assert.deepEqual([reply.text, reply.usage, firsts], [text, want, 1]);
  });
}

const cutOff: { readonly [name: string]: Json } = {
  "openai-responses": {
    id: "r",
    object: "response",
    status: "incomplete",
    incomplete_details: { reason: "max_output_tokens" },
    output: [{ type: "message", content: "Half an" }],
    usage: { input_tokens: 100, output_tokens: 20, total_tokens: 120 },
  },
  anthropic: { type: "message", content: "Half an", stop_reason: "max_tokens", usage: { input_tokens: 100, output_tokens: 20 } },
};
for (const [name, body] of Object.entries(cutOff)) {
  test(`${name}: an odd answer that comes whole where a stream was asked for keeps its end`, async () => {
    const server = await wireServer((_, response) => sendJson(response, 200, body));
    const reply: Reply = await (await opened(name, server.url)).call(ask, { ...watch, onFirst: () => {} });
    await server.close();
    assert.ok(reply.ok, JSON.stringify(reply));
    assert.deepEqual([reply.text, reply.stop, reply.usage.uncached, reply.usage.output], ["Half an", "length", 100, 20]);
  });
}

const empty: readonly (readonly [Json, string])[] = [
  [{}, "no choices: {}"],
  [null, "no choices: null"],
  [[], "no choices: []"],
  [7, "no choices: 7"],
  [{ choices: [] }, 'no choices: {"choices":[]}'],
  [{ choices: null }, 'no choices: {"choices":null}'],
  [{ choices: [null] }, 'no choices: {"choices":[null]}'],
  [{ id: "x".repeat(300) }, `no choices: {"id":"${"x".repeat(193)}...`],
  [{ choices: [], usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 } }, "no choices"],
];
for (const [body, words] of empty) {
  for (const stream of [false, true]) {
    test(`200 with ${JSON.stringify(body).slice(0, 40)}, ${stream ? "where a stream was wanted" : "whole"}, is said in words and costs nothing`, async () => {
      const server = await wireServer((_, response) => sendJson(response, 200, body));
      const model = await opened("openai-chat", server.url, { price });
      const reply = await model.call(ask, stream ? { ...watch, onFirst: () => {} } : watch);
      await server.close();
      assert.ok(!reply.ok);
      assert.deepEqual([reply.failure.code, reply.cost], ["provider", 0]);
      assert.equal(reply.failure.message.includes(`answered with status 200 and ${words}`), true, reply.failure.message);
    });
  }
}

// Who tells tokens was asked and bills every try: it had counted as the provider's fault, which was asked and paid four times.
const billedEmpty: readonly (readonly [string, Fields, string?])[] = [
  ["no choices", reported({ choices: [] })],
  ["a list of null", reported({ choices: [null] })],
  ["choices of null", reported({ choices: null })],
  ["nothing but usage", { usage }],
  ["a choice with nothing in it", reported({ choices: [{}] })],
  ["a choice without its message", reported({ choices: [{ index: 0, message: null, finish_reason: "stop" }] })],
  ["a choice filtered away", reported({ choices: [{ index: 0, finish_reason: "content_filter" }] }), "refused"],
  ["counts as texts", reported({ choices: [], usage: { prompt_tokens: "100", completion_tokens: "20" } })],
];
for (const name of ["openai-chat", "openrouter"])
  for (const [what, body, code = "malformed"] of billedEmpty)
    test(`${name}: ${what}, beside tokens that are billed, is a settled answer of no text, whole or for a stream`, async () => {
      const server = await wireServer((_, response) => sendJson(response, 200, body));
      const model = await opened(name, server.url, { price });
      const replies = [await model.call(ask, watch), await model.call(ask, { ...watch, onFirst: () => {} })];
      await server.close();
      for (const reply of replies) {
        assert.ok(!reply.ok, JSON.stringify(reply));
        assert.deepEqual([reply.failure.code, reply.cost], [code, cost], reply.failure.message);
        assert.equal((reply as { text?: string }).text, "");
      }
    });

test("a billed input alone is a settled answer too, and an error beside it is that error", async () => {
  const input = { prompt_tokens: 100, completion_tokens: 0, total_tokens: 100 };
  const { reply } = await replyTo("openai-chat", { choices: [], usage: input });
  assert.ok(!reply.ok);
  // 100 x $1 per million tokens.
  assert.deepEqual([reply.failure.code, reply.cost], ["malformed", 100_000]);
  const { reply: fault } = await replyTo("openai-chat", { choices: [], usage, error: { message: "boom", code: 500 } });
  assert.deepEqual([fault.ok ? "" : fault.failure.code, fault.cost], ["provider", cost]);
});

test("OpenAI's Responses: an error with status 200 is told with that status, by its own class", async () => {
  for (const [error, code] of [
    [{ message: "Rate limit reached", type: "requests", code: "rate_limit_exceeded" }, "rate"],
    [{ message: "out of memory", code: "server_error" }, "provider"],
    [{ message: "You exceeded your current quota", code: "insufficient_quota" }, "setup"],
  ] as const)
    for (const body of [{ error }, { id: "r", object: "response", status: "failed", error, output: [], usage: null }]) {
      const { reply } = await replyTo("openai-responses", body);
      assert.ok(!reply.ok);
      assert.deepEqual([reply.failure.code, reply.cost], [code, 0], reply.failure.message);
      assert.ok(reply.failure.message.includes(`sent an error with status 200: ${error.message}`), reply.failure.message);
    }
});

test("what each provider's answer lacks is called by its own name", async () => {
  for (const [name, lacks] of [
    ["anthropic", "content"],
    ["gemini", "candidates"],
    ["openai-responses", "output"],
    ["openrouter", "choices"],
  ] as const) {
    const { reply } = await replyTo(name, {});
    assert.ok(!reply.ok && reply.failure.message.includes(`answered with status 200 and no ${lacks}: {}`), JSON.stringify(reply));
  }
});
