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
    const open = without(events, closing).filter(({ data }) => !/"cost":/.test(JSON.stringify(data)));
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
    const { reply, quote } = await streamOf("openai-chat", [...cut, { data: last }]);
    assert.deepEqual([reply.ok, reply.cost], [false, quote], JSON.stringify(reply));
  }
  const { reply } = await streamOf("anthropic", [...without(fixture("anthropic").events, /"message_stop"/), { data: "[DONE]" }]);
  assert.equal(reply.ok ? "" : reply.failure.code, "unknown");
});
