import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { test } from "node:test";
import type { Reply } from "../types.ts";
import { ask, opened, watch } from "./fixtures/opened.ts";
import { wireServer } from "./fixtures/wire.ts";

const begun = '{"error":{"message":"please wait';
const json = { "content-type": "application/json" };

/** How an error's body fails to come: its first words and silence, headers alone, a drip that never ends, a broken connection. */
const manners: { readonly [manner: string]: (response: ServerResponse) => void } = {
  hangs: (response) => void response.write(begun),
  "never begins": (response) => response.flushHeaders(),
  drips: (response) => {
    const drip = setInterval(() => response.write(" "), 50);
    response.on("close", () => clearInterval(drip));
  },
  "breaks off": (response) => {
    response.write(begun);
    setTimeout(() => response.destroy(), 30);
  },
};

async function replyTo(status: number, manner: string, stream: boolean, headers: Record<string, string> = {}) {
  const server = await wireServer((_, response) => {
    response.writeHead(status, { ...json, ...headers });
    manners[manner]?.(response);
  });
  // Silence ends a call sooner than what the words of an error are waited for.
  const settings = { timeouts: { headers: 20_000, body: 20_000, silence: 1000 } };
  const model = await opened("openai-chat", server.url, { settings });
  const reply: Reply = await model.call(ask, stream ? { ...watch, onFirst: () => {} } : watch);
  await server.close();
  return { reply, quote: model.quote(ask) };
}

// The status, what it comes to, and whether somebody gave up waiting behind it, so that nobody knows what is owed.
const statuses: readonly (readonly [number, string, boolean])[] = [
  [400, "setup", false],
  [401, "setup", false],
  [402, "setup", false],
  [403, "setup", false],
  [404, "setup", false],
  [429, "rate", false],
  [500, "provider", false],
  [503, "provider", false],
  [408, "provider", true],
  [504, "provider", true],
  [524, "provider", true],
];
for (const manner of Object.keys(manners))
  test(`an error whose body ${manner} is what its status says, and no timeout`, { concurrency: true }, async () => {
    await Promise.all(
      statuses.flatMap(([status, code, unknown]) =>
        [false, true].map(async (stream) => {
          const { reply, quote } = await replyTo(status, manner, stream);
          assert.ok(!reply.ok);
          const said = `${status}: ${reply.failure.message}`;
          assert.deepEqual([reply.failure.code, reply.cost], [code, unknown ? quote : 0], said);
          assert.equal(reply.receipt?.flags?.includes("outcome-unknown") ?? false, unknown, said);
          assert.match(reply.failure.message, new RegExp(`answered ${status}`));
          assert.match(reply.failure.message, /the rest of its words did not come/);
          if (manner === "hangs" || manner === "breaks off") assert.match(reply.failure.message, /please wait/);
        }),
      ),
    );
  });

test("the wait that a limit's headers tell is kept though its body never comes", async () => {
  const { reply } = await replyTo(429, "never begins", false, { "retry-after": "7" });
  assert.ok(!reply.ok);
  assert.deepEqual([reply.failure.code, reply.failure.retryAfterMs], ["rate", 7000]);
});

test("a status that is no setting's is told by its own name", async () => {
  for (const [status, name] of [
    [423, "Locked"],
    [426, "Upgrade Required"],
    [428, "Precondition Required"],
  ] as const) {
    const server = await wireServer((_, response) => {
      response.writeHead(status, json);
      response.end('{"error":{"message":"says so"}}');
    });
    const reply = await (await opened("openai-chat", server.url)).call(ask, watch);
    await server.close();
    assert.ok(!reply.ok);
    assert.deepEqual([reply.failure.code, reply.failure.message], ["setup", `compatible/gpt-5-mini answered ${status} (${name}): says so`]);
  }
});

test("a whole answer whose chunks are no HTTP broke off like any other: of unknown outcome, at its hold", async () => {
  for (const sent of ["ZZ\r\n", '14\r\n{"choices":[{"index":\r\nZZ\r\n']) {
    const server = await wireServer((_, response) => {
      response.socket?.write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${sent}`);
      setTimeout(() => response.socket?.end(), 50);
    });
    const model = await opened("openai-chat", server.url);
    const reply = await model.call(ask, watch);
    await server.close();
    assert.ok(!reply.ok);
    assert.deepEqual([reply.failure.code, reply.cost], ["unknown", model.quote(ask)], reply.failure.message);
    assert.ok(reply.receipt?.flags?.includes("outcome-unknown"));
    assert.match(reply.failure.message, /broke before its answer was complete/);
  }
});
