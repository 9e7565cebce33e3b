import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reply, CallContext } from "../types.ts";
import { toNano } from "../util/money.ts";
import { ask, fixture, opened, secret, specs, watch } from "./fixtures/opened.ts";
import { type Fixture, type Handler, replays, sendEvents, sendJson, type WireServer, wireServer } from "./fixtures/wire.ts";
import { openModel } from "./registry.ts";

const every = Object.keys(specs);
const streaming: CallContext = { ...watch, onFirst: () => {} };

/** One call of the named fixture's model against a server with this handler. */
async function call(
  name: string,
  handler: Handler,
  how: CallContext = watch,
  settings: { timeoutMs?: number } = {},
): Promise<{ reply: Reply; quote: number; server: WireServer }> {
  const server = await wireServer(handler);
  const model = await opened(name, server.url, { settings });
  const reply = await model.call(ask, how);
  await server.close();
  return { reply, quote: model.quote(ask), server };
}
function failure(reply: Reply) {
  assert.ok(!reply.ok, JSON.stringify(reply));
  assert.ok(!JSON.stringify(reply).includes(secret));
  return reply.failure;
}
/** A provider's own error body. */
const errors: { [name: string]: (type: string, message: string) => Fixture["body"] } = {
  "openai-chat": (type, message) => ({ error: { message, type, param: null, code: type } }),
  "openai-responses": (type, message) => ({ error: { message, type, param: null, code: type } }),
  anthropic: (type, message) => ({ type: "error", error: { type, message } }),
  gemini: (type, message) => ({ error: { code: 400, message, status: type } }),
  openrouter: (type, message) => ({ error: { code: type, message } }),
};
const errorOf = (name: string, type: string, message: string): Fixture["body"] => errors[name]?.(type, message) ?? {};

for (const name of every) {
  for (const [how, mode] of [
    ["whole", watch],
    ["streamed", streaming],
  ] as const) {
    test(`${name}, ${how}: 429 is a rate failure with its Retry-After, costs nothing and is not sent again`, async () => {
      const handler: Handler = (_, response) =>
        sendJson(response, 429, errorOf(name, "rate_limit_exceeded", "slow down"), { "retry-after": "7" });
      const { reply, server } = await call(name, handler, mode);
      assert.deepEqual([failure(reply).code, failure(reply).retryAfterMs, reply.cost], ["rate", 7000, 0]);
      assert.equal(server.asked.length, 1);
    });

    test(`${name}, ${how}: 500 is a provider failure, costs nothing and is not sent again`, async () => {
      const { reply, server } = await call(name, (_, response) => sendJson(response, 500, errorOf(name, "server_error", "oops")), mode);
      assert.deepEqual([failure(reply).code, reply.cost, server.asked.length], ["provider", 0, 1]);
    });

    test(`${name}, ${how}: a connection that is reset is unknown, and its hold stays spent`, async () => {
      const { reply, quote } = await call(name, (_, response) => response.socket?.resetAndDestroy(), mode);
      assert.deepEqual([failure(reply).code, reply.cost], ["unknown", quote]);
      assert.deepEqual(reply.receipt?.flags, ["no-usage", "outcome-unknown"]);
    });

    for (const [status, code] of [
      [408, "provider"],
      [502, "provider"],
      [504, "provider"],
      [524, "provider"],
    ] as const)
      for (const body of [errorOf(name, "server_error", "upstream is gone"), "<html><head><title>gone</title></head></html>"])
        test(`${name}, ${how}: after ${status} (${typeof body === "string" ? "a page" : "JSON"}) nobody can tell what was billed; the hold stays`, async () => {
          const { reply, quote, server } = await call(name, (_, response) => sendJson(response, status, body), mode);
          assert.deepEqual([failure(reply).code, reply.cost, server.asked.length], [code, quote, 1]);
          assert.ok(reply.receipt?.flags?.includes("outcome-unknown"));
        });

    test(`${name}, ${how}: a silent server is a timeout at the hold`, async () => {
      const { reply, quote } = await call(name, () => {}, mode, { timeoutMs: 60 });
      assert.deepEqual([failure(reply).code, reply.cost], ["timeout", quote]);
      // Under load it may be later, never earlier.
      assert.ok(reply.ms >= 55, String(reply.ms));
    });

    test(`${name}, ${how}: an abort ends the call at its hold`, async () => {
      const stop = new AbortController();
      const { reply, quote } = await call(name, () => stop.abort(), { ...mode, signal: stop.signal });
      assert.deepEqual([failure(reply).code, reply.cost], ["aborted", quote]);
    });
  }

  test(`${name}: a body that is no JSON is a provider failure at the hold`, async () => {
    const handler: Handler = (_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end('{"id": "x", "choices": [{"mess');
    };
    const { reply, quote } = await call(name, handler);
    assert.deepEqual([failure(reply).code, reply.cost], ["provider", quote]);
  });

  test(`${name}: a body of another shape keeps the usage that it has`, async () => {
    const recorded = fixture(name);
    const body = recorded.body as { [key: string]: Fixture["body"] };
    const broken = { ...body, choices: "none", content: 7, output: 7, candidates: "none" };
    const { reply, quote } = await call(name, (_, response) => sendJson(response, 200, broken));
    assert.equal(failure(reply).code, "provider");
    assert.deepEqual(reply.usage, recorded.usage);
    assert.ok(reply.cost > 0 && reply.cost < quote);
  });

  test(`${name}: a stream that breaks off is unknown at the hold`, async () => {
    const handler: Handler = (_, response) => {
      sendEvents(response, fixture(name).events.slice(0, -3), false);
      setImmediate(() => response.socket?.resetAndDestroy());
    };
    const { reply, quote } = await call(name, handler, streaming);
    assert.deepEqual([failure(reply).code, reply.cost], ["unknown", quote]);
  });

  test(`${name}: a wrong key is a failure of setup with the variable's name and without the key`, async () => {
    const body = errorOf(name, "authentication_error", `Incorrect API key: ${secret}`);
    const { reply } = await call(name, (_, response) => sendJson(response, 401, body));
    assert.equal(failure(reply).code, "setup");
    assert.match(failure(reply).message, /answered 401: Incorrect API key: \[key\]\. Check [A-Z_]+_KEY: .*`catallaxy doctor`/);
  });

  test(`${name}: nobody at the address is a failure of setup that may pass and costs nothing`, async () => {
    const server = await wireServer(() => {});
    await server.close();
    const reply = await (await opened(name, server.url)).call(ask, watch);
    assert.deepEqual([failure(reply).code, failure(reply).retryAfterMs, reply.cost], ["setup", 1000, 0]);
    assert.match(failure(reply).message, /ECONNREFUSED.*Nothing listens there/);
  });
}

test("Retry-After may be a date, a Google delay, or milliseconds", async () => {
  const at = (headers: Record<string, string>, body: Fixture["body"] = {}) =>
    call("gemini", (_, response) => sendJson(response, 429, body, headers));
  // What is left until 2100 falls with every day that this test is older, and is more than fifty years until 2050.
  const dated = failure((await at({ "retry-after": "Fri, 01 Jan 2100 00:00:00 GMT" })).reply).retryAfterMs ?? 0;
  assert.ok(dated > 50 * 365 * 86_400_000 && dated < 74 * 366 * 86_400_000, String(dated));
  assert.equal(failure((await at({ "retry-after-ms": "1234" })).reply).retryAfterMs, 1234);
  const details = [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "37s" }];
  const body = { error: { code: 429, message: "quota", status: "RESOURCE_EXHAUSTED", details } };
  assert.equal(failure((await at({}, body)).reply).retryAfterMs, 37_000);
});

test("an exhausted account is a matter of setup, not waited for", async () => {
  const { reply } = await call("openai-responses", (_, response) =>
    sendJson(response, 429, errorOf("openai-responses", "insufficient_quota", "pay first")),
  );
  assert.deepEqual([failure(reply).code, failure(reply).retryAfterMs], ["setup", undefined]);
  assert.match(failure(reply).message, /pay first\. Add credit or raise the quota of the account that OPENAI_API_KEY belongs to/);
});

/** The fixture's body with its answer's ending replaced. */
function ending(name: string, change: (body: string) => string): Handler {
  const recorded = fixture(name);
  return replays({ ...recorded, body: JSON.parse(change(JSON.stringify(recorded.body))) as Fixture["body"] });
}
const cutOff: { [name: string]: [string, string] } = {
  "openai-chat": ['"finish_reason":"stop"', '"finish_reason":"length"'],
  "openai-responses": ['"incomplete_details":null', '"incomplete_details":{"reason":"max_output_tokens"}'],
  anthropic: ['"stop_reason":"end_turn"', '"stop_reason":"max_tokens"'],
  gemini: ['"finishReason":"STOP"', '"finishReason":"MAX_TOKENS"'],
  openrouter: ['"finish_reason":"stop"', '"finish_reason":"length"'],
};
const filtered: { [name: string]: string } = {
  "openai-chat": '"finish_reason":"content_filter"',
  "openai-responses": '"incomplete_details":{"reason":"content_filter"}',
  anthropic: '"stop_reason":"refusal"',
  gemini: '"finishReason":"SAFETY"',
  openrouter: '"finish_reason":"content_filter"',
};
for (const name of every) {
  const [ended, long] = cutOff[name] ?? ["", ""];
  test(`${name}: an answer cut at its cap stands, marked "length"`, async () => {
    const { reply } = await call(
      name,
      ending(name, (body) => body.replace(ended, long)),
    );
    assert.ok(reply.ok, JSON.stringify(reply));
    assert.equal(reply.stop, "length");
  });

  test(`${name}: a filtered answer is refused and keeps what it cost`, async () => {
    const { reply } = await call(
      name,
      ending(name, (body) => body.replace(ended, filtered[name] ?? "")),
    );
    assert.equal(failure(reply).code, "refused");
    assert.deepEqual(reply.usage, fixture(name).usage);
    assert.ok(reply.cost > 0);
  });

  test(`${name}: an empty answer is malformed and keeps what it cost`, async () => {
    const { reply } = await call(
      name,
      ending(name, (body) => body.replaceAll("The answer is 10/33.", "")),
    );
    assert.equal(failure(reply).code, "malformed");
    assert.deepEqual(reply.usage, fixture(name).usage);
  });

  test(`${name}: no usage, or one that cannot be, is charged at the hold and flagged`, async () => {
    const without = await call(
      name,
      ending(name, (body) => body.replace(/"(usage|usageMetadata)":\{/, '"unused":{')),
    );
    assert.deepEqual([without.reply.ok, without.reply.cost], [true, without.quote]);
    assert.ok(without.reply.receipt?.flags?.includes("no-usage"));
    const wrong = await call(
      name,
      ending(name, (body) => body.replace(/"(prompt_tokens|input_tokens|promptTokenCount)":\d+/, '"$1":-7')),
    );
    // OpenRouter states what it charged, which then holds.
    assert.equal(wrong.reply.cost, name === "openrouter" ? 2_705_600 : wrong.quote);
    assert.ok(wrong.reply.receipt?.flags?.includes("inconsistent-usage"), JSON.stringify(wrong.reply));
  });
}

test("an answer of 10 MB is cut at a million characters, also when it streams", async () => {
  const { events } = fixture("openai-chat");
  const long = events.map((event) => ({
    data: JSON.parse(JSON.stringify(event.data).replace('" is 10/33."', `"${"x".repeat(400_000)}"`)) as Fixture["body"],
  }));
  const streamed = [...long.slice(0, 2), ...Array.from({ length: 25 }, () => long[2] ?? { data: {} }), ...long.slice(3)];
  const { reply } = await call("openai-chat", (_, response) => sendEvents(response, streamed), streaming);
  assert.ok(reply.ok, JSON.stringify(reply).slice(0, 300));
  assert.equal(reply.text.length, 1_000_000);
  assert.deepEqual(reply.receipt?.flags, ["cut"]);
  assert.deepEqual(reply.usage, fixture("openai-chat").usage);
});

test("the statuses of proxies that gave up waiting, or took the caller for gone, leave the hold", async () => {
  for (const status of [460, 499, 520, 598]) {
    const { reply, quote } = await call("openai-chat", (_, response) => sendJson(response, status, "gone"));
    assert.equal(reply.cost, quote, String(status));
    assert.ok(reply.receipt?.flags?.includes("outcome-unknown"), String(status));
  }
});

test("a prompt that Gemini blocks is refused", async () => {
  const body = { promptFeedback: { blockReason: "PROHIBITED_CONTENT" }, usageMetadata: { promptTokenCount: 40, totalTokenCount: 40 } };
  const { reply } = await call("gemini", (_, response) => sendJson(response, 200, body));
  assert.equal(failure(reply).code, "refused");
  assert.equal(reply.usage.uncached, 40);
});

test("OpenRouter's own cost is kept beside ours, and a difference over 1% is flagged", async () => {
  const near = await call(
    "openrouter",
    ending("openrouter", (body) => body),
  );
  assert.equal(near.reply.cost, 2_705_600);
  assert.equal(near.reply.receipt?.reported, toNano(0.0027056));
  assert.equal(near.reply.receipt?.flags, undefined);
  const far = await call(
    "openrouter",
    ending("openrouter", (body) => body.replace('"cost":0.0027056', '"cost":0.0027356')),
  );
  assert.equal(far.reply.receipt?.reported, 2_735_600);
  assert.deepEqual(far.reply.receipt?.flags, ["price-differs"]);
});

test("a bill over the quote is flagged as an overrun", async () => {
  const { reply, quote } = await call(
    "anthropic",
    ending("anthropic", (body) => body.replace('"output_tokens":503', '"output_tokens":50300')),
  );
  assert.ok(reply.ok && reply.cost > quote);
  assert.deepEqual(reply.receipt?.flags, ["overrun"]);
});

test("an ask over maxInputTokens is unsupported, and nothing leaves", async () => {
  const server = await wireServer(() => {});
  const model = await openModel({ model: "compatible/m", baseUrl: server.url, price: "free", settings: { maxInputTokens: 100 } });
  const reply = await model.call(ask, watch);
  await server.close();
  assert.deepEqual([failure(reply).code, server.asked.length], ["unsupported", 0]);
});

test("a call whose signal is already aborted does not leave", async () => {
  const { reply, server } = await call("anthropic", () => {}, { ...watch, signal: AbortSignal.abort() });
  assert.deepEqual([failure(reply).code, reply.cost, server.asked.length], ["aborted", 0, 0]);
});

test("an error inside a stream costs nothing before the answer has begun, and its hold after", async () => {
  const overloaded = { event: "error", data: { type: "error", error: { type: "overloaded_error", message: "Overloaded" } } };
  const { events } = fixture("anthropic");
  const early = await call("anthropic", (_, response) => sendEvents(response, [...events.slice(0, 2), overloaded]), streaming);
  const late = await call("anthropic", (_, response) => sendEvents(response, [...events.slice(0, 4), overloaded]), streaming);
  assert.deepEqual([failure(early.reply).code, early.reply.cost], ["rate", 0]);
  assert.deepEqual([failure(late.reply).code, late.reply.cost], ["rate", late.quote]);
  assert.match(failure(late.reply).message, /Overloaded/);
});

test("an answer that goes on for ever is broken off by its size", async () => {
  const server = await wireServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const piece = Buffer.alloc(1024 * 1024, "x");
    const more = (): void => {
      if (!response.destroyed) response.write(piece, more);
    };
    response.on("error", () => {});
    more();
  });
  const reply = await (await opened("openai-chat", server.url, { settings: { timeoutMs: 60_000 } })).call(ask, watch);
  await server.close();
  assert.equal(failure(reply).code, "provider");
  assert.match(failure(reply).message, /at most 67108864 bytes/);
});

test("a key that cannot be a header is a matter of setup: unsent, unpaid and unshown", async () => {
  const server = await wireServer(() => {});
  const key = "sk-\u{1F511}-secret";
  const model = await openModel(
    { model: "anthropic/claude-sonnet-5", baseUrl: server.url, sendKeyTo: "127.0.0.1" },
    { env: { ANTHROPIC_API_KEY: key } },
  );
  const reply = await model.call(ask, watch);
  await server.close();
  assert.deepEqual([failure(reply).code, reply.cost, server.asked.length], ["setup", 0, 0]);
  assert.ok(!failure(reply).message.includes(key));
});

test("a server that does not speak TLS is a matter of setup that no further try mends", async () => {
  const server = await wireServer(() => {});
  const model = await opened("openai-chat", server.url.replace("http:", "https:"));
  const reply = await model.call(ask, watch);
  await server.close();
  assert.deepEqual([failure(reply).code, failure(reply).retryAfterMs, reply.cost], ["setup", undefined, 0]);
  assert.match(failure(reply).message, /does not speak TLS.*http:/);
});

test("the page of a gateway is told with its status, whose words they are and what to do", async () => {
  const page = (title: string): string =>
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx/1.25</center>\r\n</body>\r\n</html>`;
  const said = async (status: number, text: string): Promise<string> => {
    const { reply } = await call("openai-chat", (_, response) => {
      response.writeHead(status, { "content-type": "text/html" });
      response.end(text);
    });
    return failure(reply)
      .message.replace(/127\.0\.0\.1:\d+/, "HOST")
      .replace(/^\S+/, "M");
  };
  const paid = "Whether it was billed nobody can tell, so it counts as paid.";
  const late =
    "gave up waiting: try again later. Where long answers end so, raise its time limit, or lower the cap on output tokens (terms.outputCap).";
  const bad = "said that in place of the model: check that the server behind it runs, or try again later.";
  assert.equal(await said(502, page("502 Bad Gateway")), `M answered 502: Bad Gateway nginx/1.25. A gateway at HOST ${bad} ${paid}`);
  assert.equal(
    await said(504, page("504 Gateway Time-out")),
    `M answered 504: Gateway Time-out nginx/1.25. The gateway or server at HOST ${late} ${paid}`,
  );
  assert.equal(await said(524, "error code: 524"), `M answered 524: error code: 524. The gateway or server at HOST ${late} ${paid}`);
  assert.equal(
    await said(500, page("500 Internal Server Error")),
    `M answered 500: Internal Server Error nginx/1.25. A gateway at HOST ${bad}`,
  );
});

test("an error in the body of a 200 is told by its own code, and by that keeps its hold or not", async () => {
  const body = { error: { code: 502, message: "upstream is down" } };
  const { reply, quote } = await call("openrouter", (_, response) => sendJson(response, 200, body));
  assert.equal(failure(reply).code, "provider");
  assert.match(failure(reply).message, /upstream is down. Whether it was billed nobody can tell/);
  assert.equal(reply.cost, quote);
  // One that says what it cost leaves nothing to tell: 10 tokens at $3 and 2 at $15 per million, or what it states.
  const told = await call("openrouter", (_, response) =>
    sendJson(response, 504, { ...body, usage: { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12, cost: 0.25 } }),
  );
  assert.equal(told.reply.cost, 250_000_000);
  assert.doesNotMatch(failure(told.reply).message, /nobody can tell|counts as paid/);
  const busy = await call("openrouter", (_, response) => sendJson(response, 200, { error: { code: 503, message: "busy" } }));
  assert.equal(busy.reply.cost, 0);
});
