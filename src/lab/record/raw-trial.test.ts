import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import { fake } from "../../models/fake.ts";
import type { CallFact, Event, Reply } from "../../types.ts";
import { noUsage } from "../../util/money.ts";
import { rawTrial } from "./raw-trial.ts";

const answer = (text: string): Reply => ({ ok: true, text, stop: "end", usage: noUsage, cost: 3, ms: 1 });

test("a trial's calls are as they were asked, sent and answered; one without a row has what the record kept", async () => {
  const store = openStore(":memory:");
  store.create({ id: "r", experiment: "e", config: {}, state: "running", world: "live", seed: "s", created: "" });
  const ledger = store.ledger("r");
  const body = { messages: [{ role: "user", text: "two and two" }], maxTokens: 9 };
  const asked = ledger.put(body);
  const kept = ledger.put({ text: "kept" });
  for (const [key, text] of [
    ["a", "4"],
    ["other", "5"],
  ] as const) {
    ledger.open({ key, model: "fake/model", trial: "t", member: "one", purpose: "attempt", hold: 9, ask: asked });
    ledger.close(key, answer(text));
  }
  ledger.open({ key: "open", model: "fake/model", trial: "t", member: "one", purpose: "retry", hold: 9, ask: asked });
  const call = (key: string): CallFact => ({
    type: "call",
    key,
    member: "one",
    model: "fake/model",
    purpose: "attempt",
    ok: true,
    usage: noUsage,
    cost: 3,
    start: 0,
    ms: 1,
    ask: asked,
    reply: kept,
  });
  for (const key of ["a", "open", "gone"]) ledger.append({ trial: "t", span: "", at: 0 }, call(key));
  ledger.append({ trial: "t", span: "", at: 0 }, { type: "own", name: "n", value: 1 });
  const events: Event[] = [];
  for await (const event of ledger.read()) events.push(event);
  const model = {
    ...fake(["x"], { id: "fake/model", world: "live" }),
    sent: async (ask: { maxTokens: number }) => ({ max_tokens: ask.maxTokens }),
  };
  const found = await rawTrial({ topologies: [], judgeSeats: [{ name: "one", model }] }, ledger, events);
  assert.deepEqual(
    found.map(({ key, member, purpose, ask, sent }) => [key, member, purpose, ask, sent]),
    ["a", "open", "gone"].map((key) => [key, "one", "attempt", body, { max_tokens: 9 }]),
  );
  assert.deepEqual(
    found.map(({ reply }) => (reply as { text: string }).text),
    ["4", "kept", "kept"],
  );
  assert.deepEqual(found[0]?.reply, { ...answer("4") });
  const stranger = await rawTrial({ topologies: [], judgeSeats: [{ name: "two", model }] }, ledger, []);
  assert.deepEqual(stranger, []);
});
