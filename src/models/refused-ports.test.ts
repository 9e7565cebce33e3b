import assert from "node:assert/strict";
import { test } from "node:test";
import { fetch } from "undici";
import { UserError } from "../util/bug.ts";
import { opened } from "./fixtures/opened.ts";
import { failureOf } from "./call-failure.ts";
import { refusedPort } from "./refused-ports.ts";
import { deepestWords } from "./thrown.ts";

const at = (port: number): string => `http://127.0.0.1:${port}/v1`;
/** What fetch says of a port. */
const says = (port: number): Promise<string> =>
  fetch(at(port), { method: "HEAD" }).then(
    () => "",
    (thrown: unknown) => deepestWords(thrown),
  );

test("the ports that are refused when an experiment is read are those that fetch refuses", async () => {
  const refused = Array.from({ length: 11_000 }, (_, port) => port).filter((port) => refusedPort(at(port)) !== undefined);
  assert.equal(refused.length, 82);
  for (const port of refused) assert.equal(await says(port), "bad port", String(port));
  for (const address of ["http://h.example/v1", "https://h.example:443", "http://h.example:8080", "http://[::1]:11434"])
    assert.equal(refusedPort(address), undefined);
});

test("an address with such a port is refused before anything is asked", async () => {
  for (const port of [6000, 9, 10_080])
    await assert.rejects(
      opened("openai-chat", at(port)),
      (thrown) => thrown instanceof UserError && thrown.message.includes(`port ${port} in baseUrl is refused by fetch`),
    );
});

test("a call that fetch refused to send costs nothing and is a matter of setup", async () => {
  const thrown: unknown = await fetch(at(6000)).catch((error: unknown) => error);
  const context = { model: "compatible/m", keyName: "KEY", strike: (text: string) => text, deadline: new AbortController().signal, now: 0 };
  const { failure, mayBill } = failureOf(thrown, context);
  assert.deepEqual([failure.code, mayBill], ["setup", false]);
  assert.match(failure.message, /port of its address is refused by fetch/);
});
