import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ask, opened, watch } from "./fixtures/opened.ts";
import { type WireServer, wireServer } from "./fixtures/wire.ts";

const servers: WireServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

/** What a server says with status 200, whole and where a stream was asked for: the flags of the receipt and the cost beside the hold. */
async function said(type: string, body: string, stream: boolean): Promise<[flags: readonly string[], cost: number, hold: number]> {
  const server = await wireServer((_, response) => {
    response.writeHead(200, { "content-type": type });
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
