import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createPlain, type IncomingMessage, request as forwarded } from "node:http";
import { createServer as createSecure } from "node:https";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { isDirect } from "./proxy-fault.ts";
import type { Reply } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { ask, fixture, opened, secret, watch } from "./fixtures/opened.ts";
import { replays, sendEvents, wireServer } from "./fixtures/wire.ts";
import { type ModelSpec, openModel } from "./registry.ts";

const closing: (() => unknown)[] = [];
after(async () => {
  for (const close of closing) await close();
});
const answer = fixture("openai-chat");
const failure = (reply: Reply) => (reply.ok ? assert.fail("answered") : reply.failure);
const listens = { ...watch, onFirst: () => {} };
type Settings = ModelSpec["settings"];

async function serves(handler: Parameters<typeof wireServer>[0]) {
  const server = await wireServer(handler);
  closing.push(() => server.close());
  return server;
}
const within = async (settings: Settings, handler: Parameters<typeof wireServer>[0], how: typeof watch = watch) => {
  const { url } = await serves(handler);
  return (await opened("openai-chat", url, { settings })).call(ask, how);
};

test("headers that come too late, a body that goes on too long and a stream that falls silent are told apart", async () => {
  const late = failure(await within({ timeoutMs: 150 }, () => {}));
  assert.equal(late.code, "timeout");
  assert.match(late.message, /to begin within 150 ms; no headers came.*settings\.timeouts\.headers/);
  const dripping = failure(
    await within({ timeouts: { headers: 4000, body: 4000 } }, (_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const drip = setInterval(() => response.write("\n"), 40);
      response.write("\n");
      response.on("close", () => clearInterval(drip));
    }),
  );
  assert.match(dripping.message, /the whole answer from compatible\/gpt-5-mini within 4000 ms; \d+ bytes had come/);
  const silent = failure(
    await within(
      { timeouts: { silence: 700, body: 20_000 } },
      (_, response) => sendEvents(response, answer.events.slice(0, 2), false),
      listens,
    ),
  );
  assert.equal(silent.code, "timeout");
  assert.match(silent.message, /fell silent .* nothing came for 700 ms.*timeouts\.silence/);
});

test("a late body and slow tokens are read whole while each limit holds", async () => {
  const late = await within({ timeouts: { headers: 5000, silence: 5000 } }, (_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const drip = setInterval(() => response.write("\n"), 20);
    setTimeout(() => {
      clearInterval(drip);
      response.end(JSON.stringify(answer.body));
    }, 300);
  });
  assert.equal(late.ok && late.text, answer.text);
  const slow = await within(
    { timeouts: { silence: 2000, body: 60_000 } },
    (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const pieces = answer.events.map(({ data }) => `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`);
      const send = setInterval(() => {
        const piece = pieces.shift();
        if (piece !== undefined) response.write(piece);
        else response.end();
        if (piece === undefined) clearInterval(send);
      }, 500);
    },
    listens,
  );
  assert.equal(slow.ok && slow.text, answer.text);
});

test("a time limit holds from one second to a day, in an order that can be kept", async () => {
  const refused = async (settings: Settings) => {
    const thrown: unknown = await opened("openai-chat", "http://127.0.0.1:2", { settings }).catch((error: unknown) => error);
    return thrown instanceof UserError ? thrown.message : "";
  };
  assert.equal((await opened("openai-chat", "http://127.0.0.1:2", { settings: { timeoutMs: 86_400_000 } })).longestMs, 86_400_000);
  assert.equal((await opened("openai-chat", "http://127.0.0.1:2", { settings: { timeoutMs: 1000 } })).longestMs, 1000);
  assert.match(await refused({ timeoutMs: 86_400_001 }), /settings\.timeoutMs: must be at most 86400000/);
  assert.match(await refused({ timeoutMs: "5 s" as unknown as number }), /settings\.timeoutMs: must be a (whole )?number; got text/);
  assert.match(await refused({ timeouts: { headers: 5000, body: 2000 } }), /timeouts\.headers is 5000 ms.*Raise settings\.timeouts\.body/);
});

/** A proxy that forwards plain requests and opens tunnels, and remembers what it was asked for. */
async function proxyServer() {
  const seen: string[] = [];
  const proxy = createPlain((incoming: IncomingMessage, outgoing) => {
    seen.push(`${incoming.method} ${incoming.url}`);
    const onward = forwarded(incoming.url ?? "", { method: incoming.method ?? "GET", headers: incoming.headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  proxy.on("connect", (incoming: IncomingMessage, socket) => {
    seen.push(`CONNECT ${incoming.url} ${incoming.headers["proxy-authorization"] ?? ""}`.trim());
    const [host = "", port = ""] = (incoming.url ?? "").split(":");
    const onward = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [onward, socket]) end.on("error", () => onward.destroy());
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  closing.push(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return { seen, address: `127.0.0.1:${(proxy.address() as AddressInfo).port}` };
}

/** The same answers behind TLS, with a certificate that nobody knows. */
async function secureServer() {
  const file = (name: string) => new URL(`fixtures/${name}`, import.meta.url);
  const server = createSecure(
    { key: readFileSync(file("local-key.pem")), cert: readFileSync(file("local-certificate.pem")) },
    (incoming, response) => {
      incoming.resume();
      incoming.on("end", () => {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify(answer.body));
      });
    },
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, ca: file("local-certificate.pem").pathname };
}
const local = (baseUrl: string, env: Record<string, string>, settings: Settings = {}) =>
  openModel({ model: "compatible/m", price: "free", baseUrl, settings }, { env }).then((model) => model.call(ask, watch));

test("a proxy that is dead or refuses is told as such: its address without credentials, its variable, what to do", async () => {
  const server = await secureServer();
  const dead = await local(server.url, { HTTPS_PROXY: "http://user:pass@127.0.0.1:9" }, { ca: server.ca });
  const plain = await local("http://127.0.0.1:9999/v1", { ALL_PROXY: "http://user:pass@127.0.0.1:9" });
  for (const [reply, variable] of [
    [dead, "HTTPS_PROXY"],
    [plain, "ALL_PROXY"],
  ] as const) {
    assert.ok(!reply.ok);
    assert.deepEqual([reply.failure.code, reply.cost], ["setup", 0]);
    assert.match(reply.failure.message, new RegExp(`the proxy http://127.0.0.1:9, which ${variable} names, could not be reached`));
    assert.doesNotMatch(reply.failure.message, /user|pass@/);
  }
  for (const [status, words] of [
    ["407 Proxy Authentication Required", /wants a sign-in \(407\). Put user and password into HTTPS_PROXY/],
    ["502 Bad Gateway", /answered 502 instead of passing the call on/],
  ] as const) {
    const proxy = createPlain();
    proxy.on("connect", (_, socket) => socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\n\r\n`));
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    const reply = await local(server.url, { HTTPS_PROXY: `127.0.0.1:${(proxy.address() as AddressInfo).port}` }, { ca: server.ca });
    proxy.close();
    assert.match(reply.ok ? "" : reply.failure.message, words);
  }
});

test("what a forwarding proxy answers itself is told as the proxy; where nobody can tell, the proxy is named beside the status", async () => {
  const answers: readonly (readonly [number, Record<string, string>, RegExp])[] = [
    [407, { "proxy-authenticate": "Basic" }, /the proxy http:\/\/127\.0\.0\.1:\d+, which HTTP_PROXY names, wants a sign-in \(407\)/],
    [403, { "x-squid-error": "ERR_ACCESS_DENIED 0" }, /the proxy \S+, which HTTP_PROXY names, answered 403 instead of passing the call on/],
    [502, { "proxy-status": "p; error=destination_unavailable" }, /which HTTP_PROXY names, answered 502 instead/],
    [502, {}, /answered 502.*came through the proxy http:\/\/127\.0\.0\.1:\d+, which HTTP_PROXY names, whose own answer it may be/],
  ];
  for (const [status, headers, words] of answers) {
    const proxy = createPlain((_, outgoing) => outgoing.writeHead(status, headers).end("no"));
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    const reply = await local("http://provider.test/v1", {
      HTTP_PROXY: `http://u:hidden@127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    });
    proxy.close();
    assert.ok(!reply.ok);
    assert.match(reply.failure.message, words);
    assert.ok(!reply.failure.message.includes("hidden"));
    assert.equal(reply.cost, 0);
  }
});

test("calls go through the proxy that the environment names for their scheme, unless NO_PROXY names their host", async () => {
  const { url } = await serves(replays(answer));
  const { seen, address } = await proxyServer();
  assert.equal((await local(url, { HTTP_PROXY: address })).ok, true);
  assert.deepEqual(seen.splice(0), [`POST ${url}/chat/completions`]);
  assert.equal((await local(url, { http_proxy: `http://${address}`, NO_PROXY: "example.com,127.0.0.1" })).ok, true);
  assert.equal((await local(url, { HTTPS_PROXY: `http://${address}` })).ok, true);
  assert.equal((await local(url, { HTTP_PROXY: address, no_proxy: "*" })).ok, true);
  assert.deepEqual(seen, []);
  const secure = await secureServer();
  const tunneled = await local(secure.url, { https_proxy: `http://user:pass@${address}` }, { ca: secure.ca });
  assert.equal(tunneled.ok, true, JSON.stringify(tunneled));
  assert.deepEqual(seen, [`CONNECT ${secure.url.slice("https://".length)} Basic ${Buffer.from("user:pass").toString("base64")}`]);
  await assert.rejects(local(url, { HTTP_PROXY: "gopher://x" }), /address of a proxy in HTTP_PROXY/);
});

test("a certificate that nobody knows is refused, and trusted once its file is named", async () => {
  const { url, ca } = await secureServer();
  const unknown = await local(url, {});
  assert.match(failure(unknown).message, /certificate is not trusted.*settings\.ca of the member or in NODE_EXTRA_CA_CERTS/);
  assert.equal(unknown.cost, 0);
  assert.equal((await local(url, {}, { ca })).ok, true);
  assert.equal((await local(url, { NODE_EXTRA_CA_CERTS: ca })).ok, true);
  await assert.rejects(local(url, {}, { ca: "/nowhere/ca.pem" }), /certificates to trust in \/nowhere\/ca\.pem/);
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-ca-"));
  closing.push(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "ca.pem"), secret);
  await assert.rejects(local(url, {}, { ca: join(folder, "ca.pem") }), /in PEM form.*it holds none/);
});

test("http where the server speaks https, and the other way around, is told with the address to write", async () => {
  const plain = await serves(replays(answer));
  const wrong = await local(`${plain.url.replace("http:", "https:")}/v1`, {});
  assert.deepEqual([failure(wrong).code, wrong.cost], ["setup", 0]);
  assert.match(failure(wrong).message, /baseUrl says https, and this server speaks http\. Write baseUrl: "http:\/\/127\.0\.0\.1:\d+\/v1"/);
  const secure = await secureServer();
  const other = await local(`${secure.url.replace("https:", "http:")}/v1`, {});
  assert.deepEqual([failure(other).code, other.cost], ["setup", 0]);
  assert.match(failure(other).message, /baseUrl says http, and this server speaks https\. Write baseUrl: "https:/);
});

test("a connection that broke is told as that, although whoever looks into it takes longer than the call may", async () => {
  // Reads the request, breaks off, and says nothing to whoever knocks then.
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (piece) => piece.includes("POST") && setTimeout(() => socket.resetAndDestroy(), 50));
    closing.push(() => socket.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close());
  const reply = await local(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, {}, { timeouts: { headers: 1500 } });
  assert.equal(failure(reply).code, "unknown");
  assert.match(failure(reply).message, /broke before its answer was complete \((ECONNRESET|UND_ERR_SOCKET)\)/);
});

test("a connection without a call is closed from here, although the server would keep it for a minute", async () => {
  const server = createPlain((request, response) => {
    request.resume();
    request.on("end", () => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer.body)));
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close());
  const left = new Promise<void>((resolve) => server.once("connection", (socket) => socket.once("close", () => resolve())));
  const model = await opened("openai-chat", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  assert.ok((await model.call(ask, watch)).ok);
  await left;
});

test("NO_PROXY takes hosts, endings, ports, a star and networks of both kinds of addresses", () => {
  const direct = (none: string, url: string): boolean => isDirect(none, new URL(url));
  for (const [none, url, want] of [
    ["127.0.0.0/8", "http://127.9.9.9:8080/v1", true],
    ["10.0.0.0/8, 192.168.1.0/24", "https://192.168.1.7/v1", true],
    ["192.168.1.0/24", "https://192.168.2.7/v1", false],
    ["fd00::/8", "http://[fd12::1]:9/v1", true],
    ["fd00::/8", "http://10.0.0.1/v1", false],
    ["10.0.0.0/8", "http://ten.example/v1", false],
    ["10.0.0.0/99", "http://10.0.0.1/v1", false],
    ["h.example:443", "https://h.example/v1", true],
    ["h.example:80", "https://h.example/v1", false],
    [".example", "https://h.example/v1", true],
    ["*", "https://h.example/v1", true],
    ["", "https://h.example/v1", false],
  ] as const)
    assert.equal(direct(none, url), want, `${none} ${url}`);
});
