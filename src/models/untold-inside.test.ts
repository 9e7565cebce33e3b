import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Json } from "../types.ts";
import { gaveUp } from "./gave-up.ts";
import { ask, opened, watch } from "./fixtures/opened.ts";
import { type WireServer, wireServer } from "./fixtures/wire.ts";

const servers: WireServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

/** What a server says with a status, 200 where none is given, whole and where a stream was asked for: the flags of the receipt and the cost beside the hold. */
async function said(
  type: string,
  body: string,
  stream: boolean,
  status = 200,
): Promise<[flags: readonly string[], cost: number, hold: number]> {
  const server = await wireServer((_, response) => {
    response.writeHead(status, { "content-type": type });
    response.end(body);
  });
  servers.push(server);
  const model = await opened("openai-chat", server.url);
  const reply = await model.call(ask, stream ? { ...watch, onFirst: () => {} } : watch);
  assert.equal(reply.ok, false);
  return [reply.receipt?.flags ?? [], reply.cost, model.quote(ask)];
}

const page = (title: string): string => `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;

test("a gateway that gave up keeps the hold within an answer of good status, however it says so", async () => {
  for (const [type, body] of [
    ["application/json", '{"detail":"upstream is gone","status":502}'],
    ["application/json", '{"error":"upstream is gone","code":"504"}'],
    ["application/json", '{"message":"late","statusCode":524}'],
    ["application/json", '{"title":"Gateway Timeout","status":"504 Gateway Timeout"}'],
    ["application/json", '{"fault":{"faultstring":"gone"},"status_code":408}'],
    ["text/html", page("504 Gateway Time-out")],
    ["text/html", page("502 Bad Gateway")],
    ["text/html", page("Error 524: a timeout occurred")],
    ["text/html", page("HTTP Error 499")],
    ["text/html", page("Bad Gateway")],
    ["text/plain", "504 Gateway Time-out"],
    ["text/plain", "HTTP/1.1 502 Bad Gateway"],
    ["text/plain", "error code: 520"],
    ["text/plain", "upstream request timeout"],
    ["application/json", '{"error":"504 Gateway Timeout"}'],
    ["application/json", '{"error":{"message":"Bad Gateway"}}'],
    ["application/json", '{"error":{"message":"upstream request timeout","type":"server_error"}}'],
    ["application/json", '{"error":{"error":{"code":502,"message":"gone"}}}'],
    ["application/json", '{"errors":[{"code":524,"message":"late"}]}'],
    ["application/json", '{"Error":{"Code":"504","Message":"late"}}'],
    ["application/json", '{"message":"late","errorCode":504}'],
    ["application/json", '{"error":{"http_status":504,"message":"late"}}'],
    ["application/json", '{"message":"Endpoint request timed out"}'],
    ["text/html", page("cloudflare | 524: A timeout occurred")],
    ["text/html", "<html><head><title>ERROR: The request could not be satisfied</title></head><body><h1>504 ERROR</h1></body></html>"],
    ["text/html", "<html><head><title>The request is late</title></head><body><h1>Error 524</h1></body></html>"],
    ["text/plain", "504"],
    ["text/plain", "stream timeout"],
    ["text/plain", "upstream connect error or disconnect/reset before headers. reset reason: connection timeout"],
  ] as const)
    for (const stream of [false, true]) {
      const [flags, cost, hold] = await said(type, body, stream);
      assert.deepEqual([flags, cost], [["no-usage", "outcome-unknown"], hold], `${body} ${String(stream)}`);
    }
});

test("other faults within an answer of good status cost nothing", async () => {
  for (const [type, body] of [
    ["application/json", '{"detail":"no such field","status":422}'],
    ["application/json", '{"detail":"502 tokens are too many","status":400}'],
    ["application/json", '{"error":{"message":"502 tokens are too many"}}'],
    ["application/json", '{"error":"504 is not a valid seed"}'],
    ["text/html", page("503 Service Unavailable")],
    ["text/html", page("Sign in")],
    ["text/plain", "502,000 tokens are too many"],
  ] as const)
    for (const stream of [false, true]) assert.equal((await said(type, body, stream))[1], 0, `${body} ${String(stream)}`);
});

/** What says, wherever it stands, that a wait was given up or a connection broke: a status, an error's code, a library's name, words. */
const givenUp: readonly string[] = [
  '["504"]',
  "[504]",
  '{"errorCode":504}',
  '{"data":{"upstream_status":"502"}}',
  '{"status":"504 Gateway Timeout"}',
  '{"success":false,"result":null,"reason":"Gateway Timeout"}',
  '"ETIMEDOUT"',
  '{"code":"ECONNRESET"}',
  '{"errno":-104,"code":"ECONNRESET","syscall":"read"}',
  '{"error":{"code":500,"message":"read ECONNRESET"}}',
  '{"cause":{"name":"HeadersTimeoutError","code":"UND_ERR_HEADERS_TIMEOUT"}}',
  '{"error":"litellm.Timeout: APITimeoutError - Request timed out."}',
  '{"detail":"ReadTimeout"}',
  '"upstream request timeout"',
  '{"message":"socket hang up"}',
  '{"error":{"message":"upstream prematurely closed connection while reading response header from upstream"}}',
  '{"error":{"message":"Connection reset by peer","type":"server_error"}}',
  '{"error":{"message":"Remote end closed connection without response"}}',
  '{"error":{"message":"The model took too long to respond."}}',
  '{"error":{"message":"rpc error: code = DeadlineExceeded desc = context deadline exceeded"}}',
  '{"error":{"message":"Provider returned error","code":500,"metadata":{"raw":"{\\"error\\":{\\"code\\":504}}"}}}',
  '{"error":{"message":"timeout"}}',
  '{"title":"Upstream timeout","detail":""}',
];
/** What was refused, never reached a model, or speaks of a limit of time as a setting. */
const refused: readonly string[] = [
  '{"error":{"message":"connect ECONNREFUSED 10.0.0.1:8000"}}',
  '{"code":"ENOTFOUND"}',
  '{"error":{"message":"connect ETIMEDOUT 10.0.0.1:443"}}',
  '{"error":{"message":"timed out","code":400}}',
  '{"error":{"message":"Unknown parameter: request_timeout"}}',
  '{"error":{"message":"timeout must be below 600"}}',
  '{"error":{"message":"Your session timed out. Log in again."}}',
  '{"errorCode":401}',
  '["403"]',
  '{"ids":[504,502]}',
  '{"limit":504,"message":"too many"}',
];

test("a timeout or a reset behind a gateway keeps the hold, in a body of any form, with status 200, 500 and 503", async () => {
  for (const status of [200, 500, 503])
    for (const body of givenUp)
      for (const stream of [false, true]) {
        const [flags, cost, hold] = await said("application/json", body, stream, status);
        assert.deepEqual([flags, cost], [["no-usage", "outcome-unknown"], hold], `${status} ${body} ${String(stream)}`);
      }
});

test("what was refused or never reached a model costs nothing, and so does what a client's status says", async () => {
  for (const [statuses, bodies] of [
    [[200, 500], refused],
    [[400, 404, 422], givenUp],
  ] as const)
    for (const status of statuses)
      for (const body of bodies)
        for (const stream of [false, true])
          assert.equal((await said("application/json", body, stream, status))[1], 0, `${status} ${body} ${String(stream)}`);
});

test("of a body without end only so much is read: what stands deeper or farther back is no sentence of an error", () => {
  const deep = JSON.parse(`${'{"a":['.repeat(200)}"ETIMEDOUT"${"]}".repeat(200)}`) as Json;
  for (const body of [deep, `${"x ".repeat(500)}ETIMEDOUT`, "timeout ".repeat(200_000), "{".repeat(500_000), '{"a":1}\n'.repeat(100_000)])
    assert.equal(gaveUp(body), undefined);
});
