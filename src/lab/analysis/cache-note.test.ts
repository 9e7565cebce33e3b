import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import { fake, fakePrice } from "../../models/fake.ts";
import type { Usage, World } from "../../types.ts";
import { costOf, noUsage } from "../../util/money.ts";
import { cacheNote } from "./cache-note.ts";

/** Calls of one live model with the same prompt of 4,096 tokens, one after the other, each with the usage that its provider reports. */
function notesOn(usages: readonly Partial<Usage>[], world: World = "live", price = fakePrice): string[] {
  const store = openStore(":memory:");
  store.create({ id: "run", experiment: "test", config: {}, state: "running", world: "live", seed: "1", created: "" });
  const ledger = store.ledger("run");
  const ask = ledger.put({ messages: [{ role: "user", text: { body: ledger.put("abcd".repeat(4096)) } }], maxTokens: 10 });
  for (const [index, reported] of usages.entries()) {
    const usage = { ...noUsage, ...reported };
    ledger.open({ key: `k${index}`, model: "openai/gpt-5", trial: "t", hold: 1_000_000_000, ask });
    ledger.close(`k${index}`, { ok: true, text: "x", stop: "end", usage, cost: costOf(usage, fakePrice), ms: 5, receipt: { firstMs: 0 } });
  }
  const seat = { name: "one", model: { ...fake(["x"], { id: "openai/gpt-5", world }), price } };
  const notes = cacheNote({ topologies: [], judgeSeats: [seat] }, ledger);
  store.close();
  return notes;
}

test("bills that the cache rules foretold are said to agree", () => {
  const [note] = notesOn([{ uncached: 4096 }, { cacheRead: 4096 }, { cacheRead: 4096 }, { cacheRead: 4096 }]);
  assert.match(note ?? "", /predicted 75\.0% of the input read from caches, the bill says 75\.0%; .* billed 0\.0% above the prediction\.$/);
});

test("a bill without the reads that the rules foretold puts the other costs in doubt", () => {
  const [note] = notesOn([{ uncached: 4096 }, { uncached: 4096 }]);
  assert.match(note ?? "", /predicted 50\.0%.* the bill says 0\.0%; .* billed 81\.8% above the prediction; .*in doubt/);
});

test("there is nothing to hold the rules against in a simulated run, nor without usage", () => {
  assert.deepEqual(notesOn([{ uncached: 4096 }, { cacheRead: 4096 }], "simulated"), []);
  assert.deepEqual(notesOn([{ output: 5 }]), []);
});

test("where a read costs what fresh input does, no bill can contradict the rules and nothing is said", () => {
  const { input } = fakePrice;
  assert.deepEqual(notesOn([{ uncached: 4096 }, { cacheRead: 512, uncached: 3584 }], "live", { ...fakePrice, cacheRead: input }), []);
});
