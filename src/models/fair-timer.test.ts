import assert from "node:assert/strict";
import { createServer, get } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { fairTimer } from "./fair-timer.ts";

function block(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

test("a wait that is set late in a long turn is not shorter, and one that is called off never comes", async () => {
  const order: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  setImmediate(() => {
    block(300);
    // Set now, a plain timer of 200 ms would be over already.
    fairTimer(200, () => {
      order.push("fair");
      resolve();
    });
    fairTimer(100, () => order.push("called off")).clear();
    setImmediate(() => setTimeout(() => order.push("plain, shorter, set later"), 100));
  });
  await promise;
  assert.deepEqual(order, ["plain, shorter, set later", "fair"]);
});

test("an answer that came while this process was busy is read before the wait for it is over", async () => {
  const server = createServer((_, response) => response.end("here")).listen(0, "127.0.0.1");
  await once(server, "listening");
  let late = false;
  const { promise, resolve } = Promise.withResolvers<void>();
  const request = get({ port: (server.address() as AddressInfo).port, host: "127.0.0.1", agent: false });
  // The server answers in this process, too: the wait is set once the answer lies in the socket.
  server.once("request", (_, response) => {
    response.once("finish", () => {
      const timer = fairTimer(50, () => {
        late = true;
        resolve();
      });
      request.once("response", (answer) => {
        timer.clear();
        answer.resume();
        resolve();
      });
      block(120);
    });
  });
  await promise;
  server.close();
  assert.equal(late, false);
});
