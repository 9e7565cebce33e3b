import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../models/fake.ts";
import type { Answer, Ask, Desk, Model, Purpose, Thinking, Verdict } from "../types.ts";
import { fakeDesk } from "./fake-desk.ts";
import { firm } from "./firm.ts";

const ask = (purpose: Purpose, more: Partial<Ask> = {}): Ask => ({
  purpose,
  messages: [{ role: "user", text: "x" }],
  maxTokens: 100,
  ...more,
});
const efforts: Partial<Record<Purpose, Thinking>> = { bid: { effort: "low" }, verdict: { effort: "high", maxThinking: 900 } };
const thinker = (script: Parameters<typeof fake>[0] = ["x"]) =>
  ({ ...fake(script), thinking: (purpose: Purpose) => efforts[purpose] ?? {} }) as Model & { readonly asked: Ask[] };
const told = ({ asked }: { readonly asked: readonly Ask[] }) => asked.map(({ effort, maxThinking }) => [effort, maxThinking]);

test("a desk fills in how much its member thinks, by what the ask is for", async () => {
  const model = thinker();
  const { desk } = fakeDesk({ members: { a: model } });
  for (const purpose of ["attempt", "bid"] as const) await desk.ask("a", ask(purpose));
  assert.deepEqual(told(model), [
    [undefined, undefined],
    ["low", undefined],
  ]);
});

test("what a judge asks is a verdict, whatever it says", async () => {
  const model = thinker();
  const verifier = async (_answer: Answer, desk: Desk): Promise<Verdict> => {
    await desk.ask("j", { messages: [{ role: "user", text: "right?" }] });
    return { ok: true, passed: true, score: 1, why: "" };
  };
  const { desk } = fakeDesk({ members: { a: fake(["x"]) }, judges: { j: model }, verifier });
  await desk.verify({ text: "x", by: "a" });
  assert.deepEqual(told(model), [["high", 900]]);
});

test("an effort is part of the call's key: the same words for a bid and for an answer are two draws", async () => {
  const model = thinker();
  const { desk, events } = fakeDesk({ members: { a: model } });
  for (const purpose of ["attempt", "plan", "bid"] as const) await desk.ask("a", ask(purpose));
  const asks = events().flatMap(({ fact }) => (fact.type === "call" ? [fact.ask] : []));
  assert.equal(asks[0], asks[1]);
  assert.notEqual(asks[0], asks[2]);
});

test("a repair thinks as much as what it repairs", async () => {
  const model = thinker(["no", '{"n":1}']);
  const { desk } = fakeDesk({ members: { a: model } });
  await desk.ask("a", ask("bid", { shape: { type: "object", properties: { n: { type: "number" } }, required: ["n"] } }));
  assert.deepEqual(told(model), [
    ["low", undefined],
    ["low", undefined],
  ]);
});

test("no topology says how much a member thinks", async () => {
  const model = thinker();
  const { desk } = fakeDesk({ members: { a: model } });
  for (const more of [{ effort: "max" }, { maxThinking: 5 }]) {
    const reply = await desk.ask("a", ask("attempt", more));
    assert.match(
      reply.ok ? "" : reply.failure.message,
      /asked with (effort "max"|maxThinking 5): leave it out: how much a member thinks is in its own/,
    );
  }
  assert.equal(model.asked.length, 0);
});

test("a desk's quote and a firm's hold the hidden tokens of the purpose", () => {
  const quoting = (model: Model): Model => ({ ...model, quote: ({ maxTokens, maxThinking = 0 }) => maxTokens + maxThinking });
  const { desk } = fakeDesk({ members: { a: quoting(thinker()) } });
  assert.deepEqual([desk.quote("a", ask("bid")), desk.quote("a", ask("verdict"))], [100, 1000]);
  const solo = { name: "solo", solve: async () => ({ ok: true as const, text: "x", by: "a" }) };
  const hired = firm(solo, [
    { name: "a", model: quoting(thinker()) },
    { name: "b", model: quoting(thinker()) },
  ]);
  assert.equal(hired.quote(ask("verdict")), 2000);
});
