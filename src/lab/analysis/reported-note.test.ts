import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import { fake } from "../../models/fake.ts";
import type { Purpose } from "../../types.ts";
import { noUsage } from "../../util/money.ts";
import { reportedNote } from "./reported-note.ts";

/** Live calls, each with what the price book makes of it and what the provider states, in nano-dollars. */
function noteOn(bills: readonly (readonly [computed: number, reported?: number, flag?: string])[], purpose: Purpose = "attempt"): string {
  const store = openStore(":memory:");
  store.create({ id: "run", experiment: "test", config: {}, state: "running", world: "live", seed: "1", created: "" });
  const ledger = store.ledger("run");
  for (const [index, [computed, reported, flag]] of bills.entries()) {
    ledger.open({ key: `k${index}`, model: "openrouter/x", trial: "t", purpose, hold: 1_000_000_000, ask: ledger.put("ask") });
    const receipt = reported === undefined ? {} : { reported, computed, ...(flag === undefined ? {} : { flags: [flag] }) };
    const cost = reported ?? computed;
    ledger.close(`k${index}`, { ok: true, text: "x", stop: "end", usage: noUsage, cost, ms: 5, receipt });
  }
  const seat = { name: "one", model: fake(["x"], { id: "openrouter/x", world: "live" }) };
  const [note = ""] = reportedNote({ topologies: [], judgeSeats: [seat] }, ledger);
  store.close();
  return note;
}

test("what providers state is what the calls cost, beside the figure of the price book, and more than a hundredth apart is a reason to check", () => {
  assert.match(
    noteOn([[1_000_000_000, 1_005_000_000], [5_000_000]]),
    /1 call costs what its provider states, \$1\.0\d; .* make it \$1\.00, within 1%/,
  );
  assert.match(noteOn([[1_000_000_000, 1_250_000_000]]), /states, \$1\.25; .* make it \$1\.00, 20\.0% apart: check the prices/);
  assert.equal(noteOn([[1_000_000_000]]), "");
});

test("preflights are said to be included, and what a warning says of every call is not said twice", () => {
  const apart = [1_000_000_000, 1_250_000_000, "price-differs"] as const;
  assert.match(noteOn([apart], "preflight"), /^1 call costs what its provider states, 1 preflight included, \$1\.25; /);
  assert.equal(noteOn([apart]), "");
  assert.match(noteOn([apart, [5_000_000, 5_000_000]]), /^2 calls cost what their providers state, \$1\.25|\$1\.26/);
});
