import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, Reply } from "../types.ts";
import { ask, fixture, opened, specs, watch } from "./fixtures/opened.ts";
import { type Fixture, sendEvents, wireServer } from "./fixtures/wire.ts";

type Fields = { readonly [key: string]: Json };
type Events = Fixture["events"];

async function streamOf(name: string, events: Events): Promise<{ reply: Reply; quote: number; text: string; usage: Fixture["usage"] }> {
  const server = await wireServer((_, response) => sendEvents(response, events));
  const model = await opened(name, server.url);
  const reply = await model.call(ask, { ...watch, onFirst: () => {} });
  await server.close();
  const { text, usage } = fixture(name);
  return { reply, quote: model.quote(ask), text, usage };
}

/** What closes each provider's stream: the events that have one of these are left out. */
const closings: { readonly [name: string]: RegExp } = {
  "openai-chat": /"finish_reason":"|\[DONE\]/,
  "openai-responses": /"response\.completed"/,
  anthropic: /"message_stop"/,
  gemini: /"finishReason"/,
  openrouter: /"finish_reason":"|\[DONE\]/,
};

function without(events: Events, closing: RegExp): Events {
  return events.filter(({ data }) => !closing.test(JSON.stringify(data)));
}

for (const name of Object.keys(specs)) {
  const closing = closings[name] ?? /^$/;
  test(`${name}: a stream that ends in order without its closing event is cut: of unknown outcome, at its hold`, async () => {
    const { events } = fixture(name);
    const open = without(events, closing).filter(({ data }) => !/"cost":|"choices":\[\]|"message_delta"/.test(JSON.stringify(data)));
    for (const sent of [open, open.slice(0, -1), open.slice(0, 1), []]) {
      const { reply, quote } = await streamOf(name, sent);
      assert.ok(!reply.ok, JSON.stringify(reply));
      assert.deepEqual([reply.failure.code, reply.cost], ["unknown", quote]);
      assert.ok(reply.receipt?.flags?.includes("outcome-unknown"));
      assert.match(reply.failure.message, /broke before its answer was complete \(its event stream ended before the answer did\)/);
    }
  });

  test(`${name}: the same stream with its closing event stands, without a word`, async () => {
    const { reply, text, usage } = await streamOf(name, fixture(name).events);
    assert.ok(reply.ok, JSON.stringify(reply));
    assert.deepEqual([reply.text, reply.usage, reply.receipt?.flags], [text, usage, undefined]);
  });

  test(`${name}: an error event instead of the closing one is told in its own words`, async () => {
    const fault = { type: "error", error: { type: "api_error", message: "The backend went away", code: 500 } };
    const { reply } = await streamOf(name, [...without(fixture(name).events, closing), { event: "error", data: fault }]);
    assert.match(reply.ok ? "" : reply.failure.message, /The backend went away/);
  });
}

test("a cut stream keeps the id of its response, by which its provider can be asked what it cost; a cost that it stated before stands", async () => {
  const open = without(fixture("openrouter").events, /"finish_reason":"|\[DONE\]/);
  const told = await streamOf("openrouter", open);
  // $0.0027056, as its last event says.
  assert.deepEqual([told.reply.ok ? "" : told.reply.failure.code, told.reply.cost], ["unknown", 2_705_600]);
  const untold = await streamOf("openrouter", open.slice(0, -1));
  for (const { reply } of [told, untold]) assert.equal(reply.receipt?.response, "gen-1750000000-Zk3XyW5bH1vQ");
  const paid = / Whether it was billed nobody can tell, so it counts as paid\.$/;
  assert.doesNotMatch(told.reply.ok ? "" : told.reply.failure.message, /nobody can tell|counts as paid/);
  assert.match(untold.reply.ok ? "" : untold.reply.failure.message, paid);
});

test("a chat that ends with its reason or with [DONE] alone is closed; half an event, a usage report or another protocol's mark closes nothing", async () => {
  const { events } = fixture("openai-chat");
  const cut = without(events, /"finish_reason":"|\[DONE\]/);
  const reason = events.filter(({ data }) => data !== "[DONE]");
  const ended = await streamOf("openai-chat", reason);
  assert.ok(ended.reply.ok, JSON.stringify(ended.reply));
  assert.equal(ended.reply.receipt?.flags, undefined);
  const done = await streamOf("openai-chat", [...cut, { data: "[DONE]" }]);
  assert.ok(done.reply.ok, JSON.stringify(done.reply));
  assert.deepEqual(done.reply.receipt?.flags, ["no-end"]);
  const usage: Fields = { id: "x", choices: [], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } };
  const half = '{"id":"x","choices":[{"index":0,"delta":{"content":" an';
  for (const last of [usage, half]) {
    const unreported = cut.filter(({ data }) => !/"choices":\[\]/.test(JSON.stringify(data)));
    const { reply, quote } = await streamOf("openai-chat", [...unreported, { data: last }]);
    // One token at $0.25 per million and one at $2.
    assert.deepEqual([reply.ok, reply.cost], [false, last === usage ? 2250 : quote], JSON.stringify(reply));
  }
  const { reply } = await streamOf("anthropic", [...without(fixture("anthropic").events, /"message_stop"/), { data: "[DONE]" }]);
  assert.equal(reply.ok ? "" : reply.failure.code, "unknown");
});

/** A chat's chunks; at $3 and $15 per million the usage of {1000, 200} is $0.006. */
const chunk = (choices: Json, more: Fields = {}): { data: Json } => ({
  data: { id: "x", object: "chat.completion.chunk", created: 1, model: "m", choices, ...more },
});
const words = chunk([{ index: 0, delta: { role: "assistant", content: "Answer: 14" }, finish_reason: null }]);
const end = chunk([{ index: 0, delta: {}, finish_reason: "stop" }]);
const report = (prompt_tokens: number, completion_tokens: number, more: Fields = {}): { data: Json } =>
  chunk([], { usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens, ...more } });
async function chatOf(events: Events, breaks = false): Promise<{ reply: Reply; quote: number }> {
  const server = await wireServer((_, response) => {
    sendEvents(response, events, !breaks);
    if (breaks) setTimeout(() => response.destroy(), 20);
  });
  const model = await opened("openai-chat", server.url, { price: { input: 3, output: 15, cacheRead: 0.3, cacheWrite5m: 3.75 } });
  const reply = await model.call(ask, { ...watch, onFirst: () => {} });
  await server.close();
  return { reply, quote: model.quote(ask) };
}

test("a usage chunk of zeros takes nothing from one that told tokens", async () => {
  for (const later of [report(0, 0), report(0, 0, { cost: 0 }), report(1000, 0)]) {
    const { reply } = await chatOf([words, end, report(1000, 200), later, { data: "[DONE]" }]);
    assert.deepEqual([reply.ok, reply.usage.uncached, reply.usage.output], [true, 1000, 200], JSON.stringify(later));
    assert.equal(reply.cost, 6_000_000);
  }
});

test("a stream that breaks behind its usage report, or behind a stated cost, costs what was told", async () => {
  const told = await chatOf([words, end, report(1000, 200)], true);
  assert.deepEqual([told.reply.usage.output, told.reply.cost], [200, 6_000_000], JSON.stringify(told.reply));
  const untold = await chatOf([words, report(1000, 200)], true);
  assert.deepEqual([untold.reply.ok, untold.reply.cost], [false, 6_000_000]);
  const stated = await chatOf([words, report(1000, 200, { cost: 0.02 })], true);
  assert.deepEqual([stated.reply.ok, stated.reply.cost], [false, 20_000_000]);
  const running = await chatOf(
    [chunk([{ index: 0, delta: { content: "A" }, finish_reason: null }], { usage: { prompt_tokens: 1000, completion_tokens: 1 } })],
    true,
  );
  assert.deepEqual([running.reply.ok, running.reply.cost], [false, running.quote]);
});

test("Anthropic's report at the end of a message counts where the stream breaks before its closing event", async () => {
  const { events } = fixture("anthropic");
  const whole = await streamOf("anthropic", events);
  const { reply } = await streamOf("anthropic", without(events, /"message_stop"/));
  assert.deepEqual([reply.ok, reply.cost, reply.usage], [false, whole.reply.cost, whole.usage]);
});
