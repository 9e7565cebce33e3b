import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, Reply } from "../types.ts";
import { ask, fixture, opened, watch } from "./fixtures/opened.ts";
import { wireServer } from "./fixtures/wire.ts";

const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
/** 100 tokens in at $1 and 20 out at $5 per million. */
const cost = 200_000;
const price = { input: 1, output: 5 };
const text = "Answer: 42";
const answer = {
  id: "x",
  object: "chat.completion",
  created: 1,
  model: "m",
  choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
  usage,
};
const chunk = (delta: Json, finish: string | null = null): Json => ({
  id: "x",
  model: "m",
  choices: [{ index: 0, delta, finish_reason: finish }],
});
const pieces: readonly Json[] = [
  chunk({ role: "assistant", content: "Ans" }),
  chunk({ content: "wer: 42" }),
  chunk({}, "stop"),
  { id: "x", model: "m", choices: [], usage },
];
const events = (values: readonly Json[], end = "\n\n"): string => values.map((value) => `data: ${JSON.stringify(value)}${end}`).join("");
const done = "data: [DONE]\n\n";
const json = JSON.stringify(answer);

async function replyTo(body: string, type: string, name = "openai-chat", streams = false): Promise<{ reply: Reply; asked: number }> {
  const server = await wireServer((_, response) => {
    response.writeHead(200, type === "" ? {} : { "content-type": type });
    response.end(body);
  });
  const model = await opened(name, server.url, name === "openai-chat" ? { price } : {});
  const reply = await model.call(ask, streams ? { ...watch, onFirst: () => {} } : watch);
  await server.close();
  return { reply, asked: server.asked.length };
}

const wrapped = (data: Json): string => JSON.stringify({ code: 0, message: "success", data });
const whole: readonly (readonly [string, string, string])[] = [
  ["events that nobody asked for", events(pieces) + done, "text/event-stream"],
  ["events as bytes", events(pieces) + done, "application/octet-stream"],
  ["events as JSON", events(pieces) + done, "application/json"],
  ["events of no type", events(pieces) + done, ""],
  ["events whose lines end in returns", events(pieces, "\r\r"), "text/event-stream"],
  ["events without blank lines", events(pieces, "\n"), "text/event-stream"],
  ["events with names and comments", `: hi\n\n${events(pieces).replaceAll("data:", "event: chunk\ndata:")}${done}`, "text/event-stream"],
  ["a whole answer as one event", events([answer]) + done, "text/event-stream"],
  ["a whole answer as one event without an end", events([answer]), "text/plain"],
  ["pieces wrapped one by one", events(pieces.map((data) => ({ code: 0, data }))), "text/event-stream"],
  ["JSON line by line", pieces.map((piece) => JSON.stringify(piece)).join("\n"), "application/x-ndjson"],
  ["a list of pieces", JSON.stringify(pieces), "application/json"],
  ["a guard against scripts", `)]}'\n${json}`, "application/json"],
  ["another guard", `while(1);${json}`, "text/plain"],
  ["an envelope", wrapped(answer), "application/json"],
  ["an envelope of status 200", JSON.stringify({ status: 200, success: true, result: answer, error: null }), "application/json"],
  ["two envelopes", wrapped({ output: answer }), "application/json"],
  ["an envelope around a text", wrapped(json), "application/json"],
  ["usage beside the envelope's answer", JSON.stringify({ data: { ...answer, usage: undefined }, usage }), "application/json"],
  ["a list of one", `[${json}]`, "application/json"],
  ["a text of JSON", JSON.stringify(json), "application/json"],
  ["the same answer twice", `${json}\n${json}`, "application/x-ndjson"],
];
for (const [name, body, type] of whole)
  for (const streams of [false, true])
    test(`${name}: one answer, read and paid once, ${streams ? "where a stream was asked for" : "whole"}`, async () => {
      const { reply } = await replyTo(body, type, "openai-chat", streams);
      assert.ok(reply.ok, JSON.stringify(reply));
      assert.deepEqual([reply.text, reply.cost], [text, cost]);
    });

for (const name of ["openai-chat", "anthropic", "openai-responses", "gemini", "openrouter"])
  test(`${name}: its own stream where none was asked for is the answer that it makes, and so is its answer in an envelope`, async () => {
    const { text: want, usage: tokens, events: told, body } = fixture(name);
    for (const came of [
      events(told.map(({ data }) => data)).replace('data: "[DONE]"', "data: [DONE]"),
      wrapped(body),
      `[${JSON.stringify(body)}]`,
    ]) {
      const { reply } = await replyTo(came, "text/event-stream", name);
      assert.ok(reply.ok, JSON.stringify(reply));
      assert.deepEqual([reply.text, reply.usage], [want, tokens], came.slice(0, 60));
    }
  });

test("answers that cannot be told apart are paid by their usage, told in the provider's words, and not asked again", async () => {
  const other = { ...answer, choices: [{ index: 0, message: { role: "assistant", content: "Answer: 7" }, finish_reason: "stop" }] };
  for (const body of [JSON.stringify([answer, other]), `${json}\n${JSON.stringify(other)}`]) {
    const { reply } = await replyTo(body, "application/json");
    assert.ok(!reply.ok);
    assert.deepEqual([reply.failure.code, reply.cost, reply.failure.retryAfterMs], ["malformed", cost, undefined]);
    assert.ok(reply.failure.message.includes('{"id":"x","object":"chat.completion"'), reply.failure.message);
  }
});

test("two answers with a report each keep the hold", async () => {
  const other = { ...answer, usage: { ...usage, completion_tokens: 30, total_tokens: 130 } };
  const { reply } = await replyTo(JSON.stringify([answer, other]), "application/json");
  assert.ok(!reply.ok && reply.failure.code === "malformed" && reply.cost > cost, JSON.stringify(reply));
  assert.ok(reply.receipt?.flags?.includes("outcome-unknown"));
});

test("events that nobody asked for and that end before the answer does keep the hold", async () => {
  const { reply } = await replyTo(events(pieces.slice(0, 2)), "text/event-stream");
  assert.ok(!reply.ok && reply.failure.code === "unknown" && reply.cost > cost, JSON.stringify(reply));
});

test("an error that came as an event, or in an envelope that says so, is told as that error", async () => {
  const error = { message: "Rate limit reached", code: 429 };
  for (const body of [events([{ error }]), JSON.stringify({ code: 429, message: "Rate limit reached", data: null })]) {
    const { reply } = await replyTo(body, "text/event-stream");
    assert.ok(!reply.ok);
    assert.deepEqual([reply.failure.code, reply.cost], ["rate", 0], reply.failure.message);
    assert.match(reply.failure.message, /sent an error with status 200: Rate limit reached/);
  }
  const { reply } = await replyTo(events([...pieces.slice(0, 2), { error: { message: "boom", code: 500 }, usage }]), "text/event-stream");
  assert.ok(!reply.ok);
  assert.deepEqual([reply.failure.code, reply.cost], ["provider", cost], reply.failure.message);
});
