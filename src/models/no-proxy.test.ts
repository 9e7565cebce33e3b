import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { after, test } from "node:test";
import { EnvHttpProxyAgent, fetch } from "undici";
import { openFetch } from "./open-fetch.ts";
import { proxiesIn, proxyOnTheWay } from "./proxies.ts";
import { isDirect } from "./proxy-fault.ts";

const closing: (() => unknown)[] = [];
after(async () => {
  for (const close of closing) await close();
});

async function listening(handler: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => (server.closeAllConnections(), server.close()));
  return { server, port: (server.address() as AddressInfo).port };
}

/** A proxy that passes nothing on and counts what came. */
async function proxy() {
  let count = 0;
  const { server, port } = await listening((_, response) => {
    count++;
    response.writeHead(204).end();
  });
  server.on("connect", (_: IncomingMessage, socket: Socket) => {
    count++;
    socket.destroy();
  });
  return { address: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, came: () => count };
}

test("who goes without the proxy is who undici's own agent sends without it", async () => {
  const { address, came } = await proxy();
  const lists = [
    "",
    "example.com",
    "EXAMPLE.com",
    ".example.com",
    "*.example.com",
    "*example.com",
    "example.com.",
    "ample.com",
    "com",
    ".",
    "*.",
    "example.com:443",
    "example.com:80",
    "example.com:0",
    "example.com:x",
    "*",
    " * ",
    "*:443",
    "*:80",
    "other.org,*",
    "other.org, example.com",
    "other.org\texample.com",
    "::1",
    "[::1]",
    "[::1]:443",
    "[::1]:80",
    "127.0.0.1",
    "127.0.0.1:8080",
    "0.0.1",
  ];
  const urls = [
    "https://example.com/v1",
    "http://api.Example.com/v1",
    "https://api.example.com.:8443/v1",
    "http://badexample.com/v1",
    "https://[::1]/v1",
    "http://127.0.0.1:8080/v1",
    "https://other.org/v1",
  ];
  for (const noProxy of lists) {
    let direct = 0;
    const connect = (_: unknown, done: (error: Error, socket: null) => void): void => {
      direct++;
      done(new Error("no network here"), null);
    };
    const agent = new EnvHttpProxyAgent({ httpProxy: address, httpsProxy: address, noProxy, connect });
    for (const url of urls) {
      const before = { came: came(), direct };
      await fetch(url, { dispatcher: agent }).catch(() => {});
      const went = [came() > before.came, direct > before.direct];
      assert.notEqual(went[0], went[1], `${noProxy} ${url}: one way or the other`);
      assert.equal(isDirect(noProxy, new URL(url)), went[1], `NO_PROXY="${noProxy}" ${url}`);
    }
    await agent.destroy();
  }
  assert.ok(came() > 0);
});

test("the proxy that is said to be on the way is the one that a call passes", async () => {
  const { address, host, came } = await proxy();
  const { port } = await listening((_, response) => void response.writeHead(200).end("here"));
  const url = new URL(`http://127.0.0.1:${port}/v1`);
  // Under "0.0.1" by its last letters, as every reader of such lists has it.
  for (const [none, passes] of [
    ["", true],
    ["0.0.1", false],
    [".0.0.1", false],
    ["*.0.0.1", false],
    ["10.0.0.1,127.0.0.1.", false],
    [`127.0.0.1:${port}`, false],
    ["127.0.0.1:1", true],
    ["127.0.0.0/8", false],
    ["10.0.0.0/8", true],
    ["27.0.0.1", true],
    ["*", false],
  ] as const) {
    const environment = { HTTP_PROXY: address, NO_PROXY: none };
    assert.equal(proxyOnTheWay(proxiesIn(environment), url), passes ? host : undefined, none);
    const before = came();
    const response = await (await openFetch(environment, 2000))(url);
    assert.deepEqual([came() - before, response.status], passes ? [1, 204] : [0, 200], none);
  }
});
