import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json, Reply } from "../types.ts";
import { ask, opened, specs, watch } from "./fixtures/opened.ts";
import { wireServer } from "./fixtures/wire.ts";

const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
// 100 x $1 + 20 x $5 per million tokens.
const cost = 200_000;
const text = "Ünïcödé 数学 🎓 Answer: 14";
const choices = [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }];
const whole = { id: "x", object: "chat.completion", created: 1, model: "m", choices, usage };

interface ServerAnswer {
  readonly body: string;
  readonly type?: string;
  readonly status?: number;
}
/** One call against a server with this answer; streams arrive in pieces of five bytes, which cut signs apart. */
async function reply(sent: ServerAnswer, stream: boolean, name = "openai-chat"): Promise<{ reply: Reply; quote: number }> {
  const server = await wireServer((_, response) => {
    response.writeHead(sent.status ?? 200, { "content-type": sent.type ?? (stream ? "text/event-stream" : "application/json") });
    const bytes = Buffer.from(sent.body);
    const size = stream ? 5 : bytes.length;
    const next = (at: number): void => {
      if (at < bytes.length) response.write(bytes.subarray(at, at + size));
      if (at < bytes.length) setImmediate(next, at + size);
      else response.end();
    };
    next(0);
  });
  const price = { input: 1, output: 5 };
  const model = await opened(name, server.url, name === "openai-chat" ? { price } : {});
  const got = await model.call(ask, stream ? { ...watch, onFirst: () => {} } : watch);
  await server.close();
  return { reply: got, quote: model.quote(ask) };
}

const json = (value: Json): ServerAnswer => ({ body: JSON.stringify(value), type: "application/json" });
const page: ServerAnswer = { body: "<!doctype html><html><body>Sign in to the portal</body></html>", type: "text/html" };

/** Answers with status 200 that hold none: the code, the provider's words, the cost. */
const faults: readonly (readonly [string, ServerAnswer, string, RegExp, number])[] = [
  ["an error object", json({ error: { message: "Rate limit exceeded", code: 429 } }), "rate", /Rate limit exceeded/, 0],
  ["an error text", json({ error: "model is overloaded" }), "rate", /model is overloaded/, 0],
  ["an error with usage", json({ error: { message: "boom", code: 500 }, usage }), "provider", /boom/, cost],
  ["a refusal of content", json({ error: { message: "flagged", code: "content_filter", status: 400 } }), "refused", /flagged/, 0],
  ["a wrong key", json({ error: { message: "Invalid API key", type: "authentication_error" } }), "setup", /Check LOCAL_KEY/, 0],
  ["an empty account", json({ error: { message: "Insufficient credits", code: 402 } }), "setup", /Insufficient credits/, 0],
  ["a status in the body", json({ status: 401, message: "Unauthorized" }), "setup", /Unauthorized/, 0],
  ["MiniMax's status", json({ base_resp: { status_code: 1002, status_msg: "rate limit" }, choices: null }), "rate", /rate limit/, 0],
  ["a sentence beside usage", json({ message: "Too many requests", type: "error", usage }), "rate", /error .*: Too many requests/, cost],
  ["a code and words beside usage", json({ code: 1302, msg: "concurrency limit reached", usage }), "rate", /concurrency limit/, cost],
  ["a gateway's fault", json({ fault: { faultstring: "Rate limit quota violation", detail: { errorcode: "q" } } }), "rate", /violation/, 0],
  ["an exception", json({ exception: "CUDA out of memory" }), "provider", /: CUDA out of memory/, 0],
  ["a web page", page, "setup", /Sign in to the portal.*Check baseUrl/, 0],
  ["a plain text", { body: "upstream connect error", type: "text/plain" }, "provider", /upstream connect error/, 0],
  ["nothing", { body: "", type: "application/json" }, "provider", /sent an empty answer/, 0],
];
for (const [name, sent, code, words, charged] of faults) {
  for (const stream of [false, true]) {
    test(`200 with ${name}, ${stream ? "where a stream was wanted" : "whole"}, is ${code} and costs ${charged}`, async () => {
      const { reply: got } = await reply(sent, stream);
      assert.ok(!got.ok, JSON.stringify(got));
      assert.equal(got.failure.code, code, got.failure.message);
      assert.match(got.failure.message, words);
      assert.equal(got.cost, charged);
      assert.equal(got.receipt?.flags?.includes("outcome-unknown") ?? false, false);
    });
  }
}

for (const name of Object.keys(specs)) {
  for (const stream of [false, true]) {
    test(`${name}: a web page with status 200 is a matter of setup, ${stream ? "streamed" : "whole"}`, async () => {
      const { reply: got } = await reply(page, stream, name);
      assert.deepEqual([got.ok ? "" : got.failure.code, got.cost], ["setup", 0], JSON.stringify(got));
    });
  }
}

test("an error beside the choices breaks the answer off, at what its usage says", async () => {
  const beside = await reply(json({ ...whole, error: { message: "upstream died", code: 502 } }), false);
  const inside = await reply(json({ ...whole, choices: [{ ...choices[0], error: { message: "upstream died", code: 502 } }] }), false);
  for (const { reply: got } of [beside, inside]) {
    assert.deepEqual([got.ok ? "" : got.failure.code, got.cost], ["provider", cost]);
    assert.match(got.ok ? "" : got.failure.message, /upstream died/);
  }
  const none = await reply(json({ ...whole, error: null }), false);
  assert.ok(none.reply.ok);
});

const chunk = (delta: Json, more: { [key: string]: Json } = {}, finish: string | null = null): string =>
  `data: ${JSON.stringify({ id: "x", object: "chat.completion.chunk", model: "m", choices: [{ index: 0, delta, finish_reason: finish }], ...more })}\n\n`;
const told = `data: ${JSON.stringify({ id: "x", object: "chat.completion.chunk", choices: [], usage })}\n\n`;
const done = "data: [DONE]\n\n";
const body = chunk({ role: "assistant", content: text }) + chunk({}, {}, "stop") + told;

const streams: { readonly [name: string]: ServerAnswer } = {
  "comments and keep-alives": { body: `: PROCESSING\n\n: keep-alive\n\n${body}: bye\n\n${done}` },
  "carriage returns and line feeds": { body: (body + done).replaceAll("\n", "\r\n") },
  "no space after the colon, ids and retries": { body: `id: 7\nretry: 100\n${(body + done).replaceAll("data: ", "data:")}` },
  "no [DONE]": { body },
  "a last event without its blank line": { body: body.trimEnd() },
  "a ping without choices": { body: `event: ping\ndata: {}\n\n${body}${done}` },
  "a first event with no choices": { body: `data: ${JSON.stringify({ id: "x", choices: [] })}\n\n${body}${done}` },
  "usage in an event without choices": {
    body: chunk({ content: text }) + chunk({}, {}, "stop") + `data: ${JSON.stringify({ usage })}\n\n${done}`,
  },
  "usage in Groq's place": { body: chunk({ content: text }) + chunk({}, { x_groq: { usage } }, "stop") + done },
  "counts written as texts": { body: (body + done).replace(/_tokens":(\d+)/g, '_tokens":"$1"') },
  "a byte order mark": { body: `\uFEFF${body}${done}` },
  "a whole answer instead": json(whole),
};
for (const [name, sent] of Object.entries(streams)) {
  test(`a stream with ${name} is read and billed`, async () => {
    const { reply: got } = await reply(sent, true);
    assert.ok(got.ok, JSON.stringify(got));
    assert.deepEqual([got.text, got.cost, got.receipt?.flags], [text, cost, undefined]);
  });
}

test("a stream that is closed by [DONE] without a reason keeps what came, flagged, at its hold", async () => {
  const { reply: got, quote } = await reply({ body: chunk({ content: text }) + done }, true);
  assert.ok(got.ok, JSON.stringify(got));
  assert.deepEqual([got.text, got.cost, got.receipt?.flags], [text, quote, ["no-end", "no-usage"]]);
});

test("an error event before the answer costs nothing, unless it says that a gateway gave up, and after it the hold", async () => {
  const fault = `data: ${JSON.stringify({ error: { message: "Provider disconnected", code: 500 } })}\n\n`;
  const untold = await reply({ body: fault.replace("500", "502") }, true);
  assert.deepEqual([untold.reply.ok ? "" : untold.reply.failure.code, untold.reply.cost], ["provider", untold.quote]);
  const early = await reply({ body: fault }, true);
  assert.deepEqual([early.reply.ok ? "" : early.reply.failure.code, early.reply.cost], ["provider", 0]);
  const late = await reply({ body: chunk({ content: text }) + fault }, true);
  assert.deepEqual([late.reply.ok ? "" : late.reply.failure.code, late.reply.cost], ["provider", late.quote]);
  const billed = await reply({ body: chunk({ content: text }) + fault.replace("}}", `},"usage":${JSON.stringify(usage)}}`) }, true);
  assert.deepEqual([billed.reply.ok, billed.reply.cost], [false, cost]);
  for (const { reply: got } of [early, late, billed]) assert.match(got.ok ? "" : got.failure.message, /Provider disconnected/);
});

test("an answer broken off inside its JSON is charged at its hold, because someone wrote it", async () => {
  const { reply: got, quote } = await reply({ body: JSON.stringify(whole).slice(0, 120) }, false);
  assert.deepEqual([got.ok ? "" : got.failure.code, got.cost], ["provider", quote]);
});

for (const [name, error] of [
  ["null", null],
  ["an empty object", {}],
  ["an empty text", ""],
  ["zeros", { code: 0, message: "" }],
] as const)
  test(`an answer beside an error that is ${name} is an answer, whole and streamed`, async () => {
    const { reply: got } = await reply(json({ ...whole, error }), false);
    assert.deepEqual(got.ok && [got.text, got.cost], [text, cost]);
    const { reply: streamed } = await reply(
      { body: chunk({ content: text }, { error }) + chunk({}, { error, usage }, "stop") + done },
      true,
    );
    assert.deepEqual(streamed.ok && [streamed.text, streamed.cost], [text, cost]);
  });

test("an error with a good status is that error in every wire form, whole or in a stream and whoever's form it has: its words, its class, free", async () => {
  const forms: readonly (readonly [Json, string, RegExp])[] = [
    [{ error: { code: 503, message: "The model is overloaded.", status: "UNAVAILABLE" } }, "rate", /The model is overloaded/],
    [{ type: "error", error: { type: "overloaded_error", message: "Overloaded" } }, "rate", /Overloaded/],
    [{ error: { message: "Rate limit exceeded", code: 429 } }, "rate", /Rate limit exceeded/],
    [{ error: "model is overloaded" }, "rate", /model is overloaded/],
    [{ detail: "Not authenticated" }, "setup", /Not authenticated/],
  ];
  for (const name of ["openai-chat", "anthropic", "gemini"])
    for (const [body, code, words] of forms)
      for (const [sent, stream] of [
        [json(body), false],
        [json(body), true],
        [{ body: `data: ${JSON.stringify(body)}\n\n` }, true],
      ] as const) {
        const { reply: got } = await reply(sent, stream, name);
        const what = `${name} ${sent.body} ${stream}`;
        assert.deepEqual([got.ok ? "" : got.failure.code, got.cost], [code, 0], `${what}: ${JSON.stringify(got)}`);
        assert.match(got.ok ? "" : got.failure.message, words, what);
      }
});

const bare = `data: ${JSON.stringify({ choices: [], usage })}\n\n`;
const nothings: readonly (readonly [string, string, RegExp, number])[] = [
  ["only [DONE]", done, /empty answer/, 0],
  ["empty objects", `data: {}\n\ndata: {}\n\n${done}`, /choices/, 0],
  ["an empty object that nothing closes", "data: {}\n\n", /choices/, 0],
  ["null", `data: null\n\n${done}`, /empty answer/, 0],
  ["no choices", `data: ${JSON.stringify({ id: "x", model: "m", choices: [] })}\n\n${done}`, /choices/, 0],
  // Billed tokens make an empty answer of it, which is settled; without them it is the provider's fault, and asked again.
  ["a usage report", bare + done, /answered with no text/, cost],
  ["a usage report that nothing closes", bare, /answered with no text/, cost],
  ["pings and a usage report", `: ping\n\ndata: {}\n\n${bare}${done}`, /answered with no text/, cost],
  [
    "a usage report of zeros",
    `data: ${JSON.stringify({ choices: [], usage: { ...usage, prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 } })}\n\n${done}`,
    /choices/,
    0,
  ],
  ["a web page", page.body, /Sign in to the portal/, 0],
  ["a text", "upstream connect error", /upstream connect error/, 0],
];
for (const [name, sent, words, charged] of nothings)
  test(`an event stream of ${name} is no answer, and costs what its usage says`, async () => {
    for (const stream of [true, false]) {
      const { reply: got } = await reply({ body: sent, type: "text/event-stream" }, stream);
      assert.ok(!got.ok, JSON.stringify(got));
      assert.match(got.failure.message, words);
      assert.equal(got.failure.code === "malformed", charged > 0);
      assert.deepEqual([got.cost, got.receipt?.flags?.includes("outcome-unknown") ?? false], [charged, false], `${stream}`);
    }
  });

test("an event stream of comments alone, or that announces an answer and is not closed, is of unknown outcome, at its hold", async () => {
  for (const body of ["", ": PROCESSING\n\n: PROCESSING\n\n", `data: ${JSON.stringify({ id: "x", choices: [] })}\n\n`]) {
    const { reply: got, quote } = await reply({ body }, true);
    assert.deepEqual([got.ok, got.cost, got.receipt?.flags], [false, quote, ["no-usage", "outcome-unknown"]], body);
  }
});
