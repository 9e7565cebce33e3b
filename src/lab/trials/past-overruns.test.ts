import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallLine } from "../../ledger/index.ts";
import { fake } from "../../models/fake.ts";
import type { Seat } from "../../types.ts";
import { pastOverruns } from "./past-overruns.ts";

const row = (name: string, hold: number, cost: number, opened: number, more: Partial<CallLine> = {}): CallLine => ({
  key: `${name}${opened}`,
  state: "settled",
  model: "fake/one",
  member: name,
  trial: "t",
  hold,
  cost,
  attempt: 0,
  ask: "",
  opened,
  closed: opened + 5,
  ...more,
});
const seat = (name: string, identity: string): Seat => ({ name, model: { ...fake(["a"], { id: "fake/one" }), identity } });
const seats = [seat("a", "here"), seat("b", "there")];

test("what a model was billed above its quotes is read from the rows, model by model, and a raised hold is no quote", () => {
  // The quote is 100 each time: 350 is 250 above it; 450 at a hold of 350 is 100 above the hold, so 350 above the quote.
  const rows = [row("a", 350, 450, 20), row("a", 100, 350, 0), row("b", 100, 130, 0), row("b", 100, 90, 10)];
  assert.deepEqual(Object.fromEntries(pastOverruns(rows, seats)), { here: 350, there: 30 });
});

test("calls within their holds, reused answers and calls of unknown outcome teach nothing", () => {
  const unknown = row("a", 100, 0, 10, { state: "unknown" });
  assert.equal(pastOverruns([row("a", 100, 100, 0), row("a", 0, 70, 5), unknown], seats).size, 0);
});

test("a call that left before the first overrun was known was held at its quote", () => {
  const rows = [row("a", 100, 350, 0), row("a", 100, 300, 1)];
  assert.deepEqual(Object.fromEntries(pastOverruns(rows, seats)), { here: 250 });
});
