import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Json, Model, Reply } from "../types.ts";
import { awsFrame, eventFrame } from "./fixtures/aws.ts";
import { ask, watch } from "./fixtures/opened.ts";
import { wireServer, type WireServer } from "./fixtures/wire.ts";
import { openModel } from "./registry.ts";

const streaming = { ...watch, onFirst: () => {} };
const id = "bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0";
const price = { input: 1, output: 5, cacheRead: 0.1, cacheWrite5m: 1.25, cacheWrite1h: 2 };

/** What the server sends: bytes, and then an end in order, or a reset. */
interface ServerAnswer {
  readonly bytes: Buffer;
  readonly type?: string;
  readonly reset?: boolean;
  /** Whether the connection is left open. */
  readonly open?: boolean;
  /** In how many bytes at a time. */
  readonly size?: number;
}
let sent: ServerAnswer = { bytes: Buffer.alloc(0) };
let server: WireServer;
before(async () => {
  server = await wireServer((_, response) => {
    const { bytes, type = "application/vnd.amazon.eventstream", reset = false, open = false, size = bytes.length } = sent;
    response.writeHead(200, { "content-type": type });
    response.flushHeaders();
    const next = (at: number): void => {
      if (at < bytes.length) response.write(bytes.subarray(at, at + size), () => setImmediate(next, at + size));
      else if (reset) setTimeout(() => response.socket?.resetAndDestroy(), 50);
      else if (!open) response.end();
    };
    next(0);
  });
});
after(() => server.close());

async function called(what: ServerAnswer): Promise<{ reply: Reply; quote: number; model: Model }> {
  sent = what;
  const model = await openModel(
    { model: id, baseUrl: server.url, sendKeyTo: "127.0.0.1", price },
    { env: { AWS_BEARER_TOKEN_BEDROCK: "bedrock-key" } },
  );
  return { reply: await model.call(ask, streaming), quote: model.quote(ask), model };
}

const start = eventFrame("messageStart", { role: "assistant" });
const piece = (text: string): Buffer => eventFrame("contentBlockDelta", { contentBlockIndex: 0, delta: { text } });
const text = [piece("Answer"), piece(": 14"), eventFrame("contentBlockStop", { contentBlockIndex: 0 })];
const stop = (stopReason: Json): Buffer => eventFrame("messageStop", { stopReason });
const usage = { inputTokens: 900, outputTokens: 40, totalTokens: 4540, cacheReadInputTokens: 3000, cacheWriteInputTokens: 600 };
// 900 fresh at $1, 3000 read at $0.10, 600 written at $1.25, 40 out at $5, per million.
const cost = 900 * 1000 + 3000 * 100 + 600 * 1250 + 40 * 5000;
const metadata = (told: Json): Buffer => eventFrame("metadata", { usage: told, metrics: { latencyMs: 100 } });
const whole = (...frames: readonly Buffer[]): ServerAnswer => ({ bytes: Buffer.concat(frames) });
const complete = Buffer.concat([start, ...text, stop("end_turn"), metadata(usage)]);

const exception = (type: string, payload: Json): Buffer =>
  awsFrame({ ":exception-type": type, ":content-type": "application/json", ":message-type": "exception" }, JSON.stringify(payload));
const error = (code: string, message: string): Buffer =>
  awsFrame({ ":error-code": code, ":error-message": message, ":message-type": "error" }, "");

test("a stream is read however its bytes are cut into pieces", async () => {
  for (const size of [1, 7, 64]) {
    const { reply } = await called({ bytes: complete, size });
    assert.deepEqual([reply.ok && reply.text, reply.cost, reply.receipt?.flags], ["Answer: 14", cost, undefined], JSON.stringify(reply));
  }
});

const faults: readonly (readonly [string, Buffer, string, RegExp])[] = [
  ["throttling", exception("throttlingException", { message: "Too many tokens" }), "rate", /Too many tokens/],
  [
    "a model that breaks off",
    exception("modelStreamErrorException", { message: "An error occurred", originalStatusCode: 500, originalMessage: "cuda" }),
    "provider",
    /An error occurred \(cuda\)/,
  ],
  [
    "a model that is throttled itself",
    exception("modelStreamErrorException", { message: "Retry your request", originalStatusCode: 429 }),
    "rate",
    /Retry your request/,
  ],
  ["a model that takes too long", exception("modelTimeoutException", { message: "Took too long" }), "provider", /Took too long/],
  ["a service that is away", exception("serviceUnavailableException", { message: "Try later" }), "provider", /Try later/],
  ["a service without capacity", exception("serviceUnavailableException", { message: "Too busy: no capacity" }), "rate", /no capacity/],
  ["a fault of the service", exception("internalServerException", { message: "Internal" }), "provider", /Internal/],
  ["a request that does not fit", exception("validationException", { message: "Malformed input request" }), "setup", /Malformed input/],
  [
    "a prompt that is too long",
    exception("validationException", { message: "Input is too long for requested model." }),
    "unsupported",
    /too long/,
  ],
  [
    "a wrong model",
    exception("validationException", { message: "The provided model identifier is invalid." }),
    "setup",
    /identifier is invalid/,
  ],
  [
    "a model without throughput",
    exception("validationException", { message: "Invocation of model ID x with on-demand throughput isn't supported." }),
    "setup",
    /on-demand/,
  ],
  ["capitals, and Message", exception("ThrottlingException", { Message: "Slow down" }), "rate", /Slow down/],
  ["a qualified name", exception("com.amazon.coral.service#ThrottlingException:http://x/", { message: "Wait" }), "rate", /Wait/],
  ["no words", exception("internalServerException", {}), "provider", /internalServerException/],
  ["an unknown name", exception("somethingNewException", { message: "New" }), "provider", /New/],
  ["a name of every object", exception("constructor", { message: "Odd" }), "provider", /Odd/],
  ["no JSON", awsFrame({ ":exception-type": "throttlingException", ":message-type": "exception" }, "go away"), "rate", /go away/],
  ["no access", exception("accessDeniedException", { message: "Not authorized to invoke" }), "setup", /Not authorized to invoke/],
  ["an error message", error("InternalError", "An internal server error occurred"), "provider", /An internal server error occurred/],
  ["an error message of a limit", error("ThrottlingException", "Rate exceeded"), "rate", /Rate exceeded/],
  ["an error message with a number", error("503", "Service overloaded"), "rate", /Service overloaded/],
  ["an exception sent as an event", eventFrame("throttlingException", { message: "As an event" }), "rate", /As an event/],
];
for (const [name, frame, code, words] of faults) {
  test(`${name} inside the stream is ${code}, free before the answer has begun unless it gave up waiting, and at its hold after`, async () => {
    const early = await called(whole(start, frame));
    const late = await called(whole(start, ...text, frame));
    for (const { reply } of [early, late]) {
      assert.ok(!reply.ok, JSON.stringify(reply));
      assert.match(reply.failure.message, words);
    }
    assert.ok(!early.reply.ok && !late.reply.ok);
    // Whether an answer that took too long was billed nobody can tell: that is what 408 says, which the exception stands for.
    const free = !/takes too long/.test(name);
    assert.deepEqual([early.reply.failure.code, early.reply.cost], [code, free ? 0 : early.quote], early.reply.failure.message);
    assert.equal(late.reply.cost, late.quote);
    // A request whose answer has begun was no fault of the setup's, unless the words say so.
    if (!/does not fit/.test(name)) assert.equal(late.reply.failure.code, code, late.reply.failure.message);
    else assert.equal(late.reply.failure.code, "provider");
  });
}

const flipped = (frame: Buffer, at: number): Buffer => {
  const copy = Buffer.from(frame);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};
const broken: readonly (readonly [string, ServerAnswer])[] = [
  ["a reset between messages", { ...whole(start, ...text), reset: true }],
  ["a reset inside a message", { bytes: complete.subarray(0, -30), reset: true }],
  ["an end inside a message", { bytes: complete.subarray(0, -30) }],
  ["an end inside the first prelude", { bytes: complete.subarray(0, 5) }],
  ["an end before the answer's", whole(start, ...text)],
  ["an end before the answer began", whole(start)],
  ["a wrong checksum", whole(start, flipped(piece("Answer"), piece("Answer").length - 1), stop("end_turn"), metadata(usage))],
  ["a changed payload", whole(start, flipped(piece("Answer"), piece("Answer").length - 10), stop("end_turn"), metadata(usage))],
  ["a changed length", whole(start, flipped(piece("Answer"), 1), stop("end_turn"), metadata(usage))],
  ["a damaged usage report", whole(start, ...text, stop("end_turn"), flipped(metadata(usage), metadata(usage).length - 9))],
];
for (const [name, what] of broken) {
  test(`a stream with ${name} is of unknown outcome, at its hold`, async () => {
    const { reply, quote } = await called(what);
    assert.deepEqual([reply.ok ? "" : reply.failure.code, reply.cost], ["unknown", quote], JSON.stringify(reply));
    assert.deepEqual(reply.receipt?.flags, ["no-usage", "outcome-unknown"]);
  });
}

/** Reports, the partition by hand (fresh, read, written for five minutes and for an hour, output), or the hold. */
const reports: readonly (readonly [string, Json, readonly number[] | "hold", string?])[] = [
  ["counts as texts", { ...usage, inputTokens: "900", outputTokens: "40", cacheReadInputTokens: "3,000" }, [900, 3000, 600, 0, 40]],
  [
    "the older names",
    { inputTokens: 900, outputTokens: 40, cacheReadInputTokenCount: 3000, cacheWriteInputTokenCount: 600 },
    [900, 3000, 600, 0, 40],
  ],
  ["no total", { inputTokens: 900, outputTokens: 40 }, [900, 0, 0, 0, 40]],
  ["a total above its parts", { ...usage, totalTokens: 4640 }, [900, 3000, 600, 0, 140], "total-above-parts"],
  ["a total as a text above its parts", { ...usage, totalTokens: "4640" }, [900, 3000, 600, 0, 140], "total-above-parts"],
  ["a total below its parts", { ...usage, totalTokens: 4000 }, "hold", "inconsistent-usage"],
  ["everything from the cache", { inputTokens: 0, outputTokens: 40, totalTokens: 3040, cacheReadInputTokens: 3000 }, [0, 3000, 0, 0, 40]],
  [
    "writes by their time",
    {
      ...usage,
      cacheDetails: [
        { ttl: "1h", inputTokens: 200 },
        { ttl: "5m", inputTokens: "400" },
      ],
    },
    [900, 3000, 400, 200, 40],
  ],
  [
    "writes in the details alone",
    { ...usage, cacheWriteInputTokens: null, cacheDetails: [{ ttl: "5m", inputTokens: 600 }] },
    [900, 3000, 600, 0, 40],
  ],
  ["odd details", { ...usage, cacheDetails: "none", metrics: { a: [1] } }, [900, 3000, 600, 0, 40]],
  ["a negative count", { ...usage, outputTokens: -1 }, "hold", "inconsistent-usage"],
  ["a count in words", { ...usage, inputTokens: "many" }, "hold", "inconsistent-usage"],
  ["a fraction", { ...usage, outputTokens: 1.5, totalTokens: 4501.5 }, "hold", "inconsistent-usage"],
  ["zeros", { inputTokens: 0, outputTokens: 0, totalTokens: 0 }, "hold", "no-usage"],
  ["a word", "none", "hold", "no-usage"],
  ["nothing", null, "hold", "no-usage"],
  ["a list", [usage], "hold", "no-usage"],
];
for (const [name, report, want, flag] of reports) {
  test(`usage: ${name} keeps the answer, at ${want === "hold" ? "its hold" : "what it says"}`, async () => {
    const { reply, quote } = await called(whole(start, ...text, stop("end_turn"), metadata(report)));
    assert.equal(reply.ok && reply.text, "Answer: 14", JSON.stringify(reply));
    assert.deepEqual(reply.receipt?.flags, flag === undefined ? undefined : [flag]);
    if (want === "hold") return assert.equal(reply.cost, quote);
    const [uncached, cacheRead, cacheWrite5m, cacheWrite1h, output] = want;
    assert.deepEqual(reply.usage, { uncached, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning: 0 });
  });
}

const endings: readonly (readonly [Json, string])[] = [
  ["end_turn", "end"],
  ["stop_sequence", "end"],
  ["max_tokens", "length"],
  ["model_context_window_exceeded", "length"],
  [null, "end"],
  [{ odd: 1 }, "end"],
  ["guardrail_intervened", "refused"],
  ["content_filtered", "refused"],
  ["GUARDRAIL_INTERVENED", "refused"],
  ["refusal", "refused"],
];
test("a stream that a guardrail or a filter stopped is refused at what it cost, other endings stand", async () => {
  for (const [reason, want] of endings) {
    const { reply } = await called(whole(start, ...text, stop(reason), metadata(usage)));
    assert.deepEqual([reply.ok ? reply.stop : reply.failure.code, reply.cost], [want, cost], JSON.stringify(reply));
  }
  const { reply } = await called(whole(start, stop("guardrail_intervened"), metadata(usage)));
  assert.deepEqual([reply.ok ? "" : reply.failure.code, reply.cost], ["refused", cost]);
});

const odd: readonly (readonly [string, readonly Buffer[]])[] = [
  ["unknown events", [awsFrame({ ":message-type": "event", ":event-type": "initial-response" }, "{}"), eventFrame("ping", null), ...text]],
  [
    "no block numbers",
    [eventFrame("contentBlockDelta", { delta: { text: "Answer" } }), eventFrame("contentBlockDelta", { delta: { text: ": 14" } })],
  ],
  ["block numbers as texts", [eventFrame("contentBlockDelta", { contentBlockIndex: "0", delta: { text: "Answer: 14" } })]],
  ["a text for a delta", [eventFrame("contentBlockDelta", { contentBlockIndex: 0, delta: "Answer: 14" })]],
  ["padding", [eventFrame("contentBlockDelta", { contentBlockIndex: 0, delta: { text: "Answer: 14" }, p: "abcdefgh" })]],
  [
    "unknown and empty deltas",
    [eventFrame("contentBlockDelta", { delta: { later: 1 } }), eventFrame("contentBlockDelta", { delta: null }), ...text],
  ],
  ["odd starts", [eventFrame("contentBlockStart", { start: { toolUse: {} } }), eventFrame("contentBlockStart", { start: 7 }), ...text]],
  [
    "reasoning before it",
    [
      eventFrame("contentBlockDelta", { delta: { reasoningContent: { text: "hm" } } }),
      eventFrame("contentBlockDelta", { delta: { reasoningContent: 7 } }),
      ...text,
    ],
  ],
  ["citations", [eventFrame("contentBlockDelta", { delta: { citation: { title: "t", source: "s" } } }), ...text]],
  ["a start that is no JSON", [awsFrame({ ":message-type": "event", ":event-type": "messageStart" }, "{"), ...text]],
];
test("odd messages beside the answer do not lose it", async () => {
  for (const [name, frames] of odd) {
    const { reply } = await called(whole(start, ...frames, stop("end_turn"), metadata(usage)));
    assert.deepEqual([reply.ok && reply.text, reply.cost], ["Answer: 14", cost], `${name}: ${JSON.stringify(reply)}`);
  }
  const late = eventFrame("metadata", { usage, performanceConfig: 7, serviceTier: "x", trace: 1, metrics: "fast" });
  const more = eventFrame("messageStop", { stopReason: "end_turn", additionalModelResponseFields: { delta: 7 } });
  const { reply } = await called(whole(start, ...text, more, late));
  assert.deepEqual([reply.ok && reply.text, reply.cost], ["Answer: 14", cost], JSON.stringify(reply));
});

test("a stream whose end and usage came is complete, though its connection stays open", async () => {
  const { reply } = await called({ bytes: complete, open: true });
  assert.deepEqual([reply.ok && reply.text, reply.cost], ["Answer: 14", cost], JSON.stringify(reply));
});

test("a piece of the answer that is no JSON breaks it off, at its hold, or at the usage that is told behind it", async () => {
  const torn = awsFrame({ ":message-type": "event", ":event-type": "contentBlockDelta" }, '{"contentBlockIndex":0,"del');
  const { reply, quote } = await called(whole(start, piece("Answer"), torn, stop("end_turn")));
  assert.deepEqual([reply.ok ? "" : reply.failure.code, reply.cost], ["provider", quote], JSON.stringify(reply));
  const { reply: billed } = await called(whole(start, piece("Answer"), torn, stop("end_turn"), metadata(usage)));
  assert.deepEqual([billed.ok ? "" : billed.failure.code, billed.cost], ["provider", cost], JSON.stringify(billed));
});

const answer = { output: { message: { role: "assistant", content: [{ text: "Answer: 14" }] } }, stopReason: "end_turn", usage };
const instead: readonly (readonly [string, Json | string, string, RegExp, string?])[] = [
  ["an error", { message: "Too many requests, please wait" }, "rate", /Too many requests/],
  ["an error of another gateway", { error: { message: "model is overloaded" } }, "rate", /model is overloaded/],
  ["a web page", "<!doctype html><html><body>Sign in to the portal</body></html>", "setup", /Sign in to the portal.*Check baseUrl/],
  ["a plain text", "upstream connect error", "provider", /upstream connect error/],
  ["nothing", "", "provider", /sent an empty answer/],
  ["another object", { ok: true }, "provider", /no output/],
];
for (const type of ["application/vnd.amazon.eventstream", "application/json", "text/html"]) {
  test(`200 with ${type} and no event stream is read as what it is, and costs what its usage says`, async () => {
    for (const [name, body, code, words] of instead) {
      const { reply } = await called({ bytes: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)), type });
      assert.ok(!reply.ok, name);
      assert.deepEqual([reply.failure.code, reply.cost], [code, 0], `${name}: ${reply.failure.message}`);
      assert.match(reply.failure.message, words);
    }
    const { reply } = await called({ bytes: Buffer.from(JSON.stringify(answer)), type });
    assert.deepEqual([reply.ok && reply.text, reply.cost], ["Answer: 14", cost], JSON.stringify(reply));
  });
}
