import assert from "node:assert/strict";
import { test } from "node:test";
import { costOf, noUsage } from "../util/money.ts";
import { caseAsk, caseWatch } from "./cases.ts";
import { fake, fakePrice } from "./fake.ts";

test("a list of replies is given in order and the last one repeats", async () => {
  const model = fake(["a", "b"]);
  const texts: string[] = [];
  for (let i = 0; i < 3; i++) {
    const reply = await model.call(caseAsk, caseWatch);
    texts.push(reply.ok ? reply.text : "");
  }
  assert.deepEqual(texts, ["a", "b", "b"]);
  assert.equal(model.asked.length, 3);
});

test("tokens are characters / 4 and cost the fake price", async () => {
  const ask = { ...caseAsk, messages: [{ role: "user" as const, text: "x".repeat(4001) }] };
  const reply = await fake(["y".repeat(10)]).call(ask, caseWatch);
  assert.deepEqual(reply.usage, { ...noUsage, uncached: 1001, output: 3 });
  assert.equal(reply.cost, 1_016_000);
  assert.equal(reply.cost, costOf(reply.usage, fakePrice));
});

test("an object is its own text, a failure costs nothing, a whole reply overrides usage and time", async () => {
  const object = await fake([{ object: { answer: "7" } }]).call(caseAsk, caseWatch);
  const failed = await fake([{ failure: { code: "rate", message: "slow down", retryAfterMs: 5 } }]).call(caseAsk, caseWatch);
  const whole = await fake([{ text: "t", stop: "length", usage: { output: 50, cacheRead: 10 }, ms: 9 }]).call(caseAsk, caseWatch);
  assert.ok(object.ok && whole.ok && !failed.ok);
  assert.equal(object.text, '{"answer":"7"}');
  assert.deepEqual([failed.failure.retryAfterMs, failed.cost], [5, 0]);
  assert.deepEqual([whole.usage.output, whole.usage.cacheRead, whole.stop, whole.ms], [50, 10, "length", 9]);
});

test("a script sees the ask and the draw, and one that throws is a provider failure", async () => {
  const echo = await fake((ask, { draw }) => `${ask.maxTokens}/${draw.task}`).call(caseAsk, caseWatch);
  assert.equal(echo.ok && echo.text, "600/case");
  const broken = await fake(() => {
    throw new RangeError("out of range");
  }).call(caseAsk, caseWatch);
  assert.deepEqual(
    [broken.ok, broken.ok ? "" : broken.failure.code, broken.ok ? "" : broken.failure.message],
    [false, "provider", "out of range"],
  );
});
