import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, Reply } from "../types.ts";
import { ask, fixture, opened, specs, watch } from "./fixtures/opened.ts";
import { type Fixture, sendEvents, wireServer } from "./fixtures/wire.ts";
import type { ModelSpec } from "./registry.ts";

/** One streamed call against a server that sends these events and then leaves the connection open. */
async function leftOpen(name: string, events: Fixture["events"], more: Partial<ModelSpec> = {}): Promise<{ reply: Reply; quote: number }> {
  const server = await wireServer((_, response) => sendEvents(response, events, false));
  const model = await opened(name, server.url, more);
  const reply = await model.call(ask, { ...watch, onFirst: () => {} });
  await server.close();
  return { reply, quote: model.quote(ask) };
}

// One limit is far behind what is waited for more, one is reached before.
for (const name of Object.keys(specs))
  for (const timeoutMs of [60_000, 1000])
    test(`${name}: a stream whose end and usage came is complete, though its connection stays open (${timeoutMs} ms)`, async () => {
      const { events, text, usage } = fixture(name);
      const { reply } = await leftOpen(name, events, { settings: { timeoutMs } });
      assert.ok(reply.ok, JSON.stringify(reply));
      assert.deepEqual([reply.text, reply.usage, reply.stop], [text, usage, "end"]);
      assert.equal(reply.receipt?.flags, undefined);
    });

test("a chat that says why it ended and what it used needs no [DONE], and without usage it is complete at its hold", async () => {
  const { events, text, usage } = fixture("openai-chat");
  const open = events.filter(({ data }) => data !== "[DONE]");
  const { reply } = await leftOpen("openai-chat", open, { settings: { timeoutMs: 1000 } });
  assert.ok(reply.ok, JSON.stringify(reply));
  assert.deepEqual([reply.text, reply.usage], [text, usage]);
  const unbilled = events.filter(({ data }) => !/"usage":\{/.test(JSON.stringify(data)));
  const { reply: held, quote } = await leftOpen("openai-chat", unbilled, { settings: { timeoutMs: 1000 } });
  assert.ok(held.ok, JSON.stringify(held));
  assert.deepEqual([held.text, held.cost, held.receipt?.flags], [text, quote, ["no-usage"]]);
});

test("a stream that falls silent before its end is late still, at its hold", async () => {
  const { events } = fixture("openai-chat");
  const begun = events.filter(({ data }) => !/"finish_reason":"|\[DONE\]|"usage":\{/.test(JSON.stringify(data)));
  const { reply, quote } = await leftOpen("openai-chat", begun, { settings: { timeoutMs: 1000 } });
  assert.deepEqual([reply.ok ? "" : reply.failure.code, reply.cost], ["timeout", quote]);
});

const price = { input: 1, output: 5 };
const part = (more: Json): Json => ({ id: "x", object: "chat.completion.chunk", created: 1, model: "m", choices: [], ...(more as object) });
const piece = part({ choices: [{ index: 0, delta: { role: "assistant", content: "Ans" }, finish_reason: null }] });
const usage = part({ usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 } });
// 100 x $1 + 20 x $5 per million tokens.
const cost = 200_000;
const faults: readonly (readonly [string, Json])[] = [
  ["an event of its own", { error: { message: "boom", code: 500 } }],
  ["an end of its own", part({ choices: [{ index: 0, delta: {}, finish_reason: "error" }], error: { message: "boom", code: 500 } })],
];
for (const [what, fault] of faults)
  for (const ends of [true, false])
    test(`an error in a stream, as ${what}, costs the usage that is told before or behind it (${ends ? "ended" : "left open"})`, async () => {
      for (const events of [
        [piece, fault, usage, "[DONE]"],
        [piece, fault, usage],
        [piece, usage, fault],
      ]) {
        const server = await wireServer((_, response) =>
          sendEvents(
            response,
            events.map((data) => ({ data })),
            ends,
          ),
        );
        const model = await opened("openai-chat", server.url, { price, settings: { timeoutMs: 1000 } });
        const reply = await model.call(ask, { ...watch, onFirst: () => {} });
        await server.close();
        assert.ok(!reply.ok);
        assert.deepEqual([reply.failure.code, reply.cost], ["provider", cost], reply.failure.message);
        assert.match(reply.failure.message, /broke off its answer: boom/);
        assert.equal(reply.receipt?.flags?.includes("outcome-unknown") ?? false, false);
      }
    });

test("an error in a stream that is left open without usage is that error, at its hold, and no timeout", async () => {
  const { reply, quote } = await leftOpen("openai-chat", [{ data: piece }, { data: { error: { message: "boom", code: 500 } } }], {
    settings: { timeoutMs: 1000 },
  });
  assert.ok(!reply.ok);
  assert.deepEqual([reply.failure.code, reply.cost], ["provider", quote], reply.failure.message);
  assert.match(reply.failure.message, /boom/);
});
