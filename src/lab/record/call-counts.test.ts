import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallLine } from "../../ledger/index.ts";
import type { Json } from "../../types.ts";
import { callCounts } from "./call-counts.ts";

const bodies: Readonly<Record<string, Json>> = {
  taken: { receipt: { flags: ["truncated", "reused"] } },
  own: { receipt: { flags: ["truncated"] } },
  bare: {},
};
const line = (change: Partial<CallLine>): CallLine => ({
  key: "k",
  attempt: 0,
  state: "settled",
  model: "live/m",
  trial: "t",
  hold: 9,
  cost: 5,
  ask: "",
  opened: 0,
  reply: "own",
  ...change,
});
function counted(...rows: Partial<CallLine>[]) {
  const counts = callCounts({ body: (address) => bodies[address] });
  for (const row of rows) counts.take(line(row));
  return counts.made();
}

test("nothing was made where there is no row", () => {
  assert.deepEqual(counted(), { made: 0, reused: 0, answered: 0, preflights: { most: 0, least: 0 } });
});

test("what was taken over has no hold, is settled and says so; all else that is settled was answered", () => {
  assert.deepEqual(
    counted(
      { hold: 0, reply: "taken" },
      // With a hold it was paid for here, whatever it says.
      { hold: 1, reply: "taken" },
      { hold: 0, reply: "own" },
      { hold: 0, reply: "bare" },
      { hold: 0, reply: "gone" },
      { hold: 0, state: "failed", reply: "taken" },
      { state: "open" },
    ),
    { made: 7, reused: 1, answered: 4, preflights: { most: 0, least: 0 } },
  );
});

test("preflights count by model and the member that it was asked through, each question once", () => {
  const ask = (model: string, trial: string, member = "a") => ({ purpose: "preflight" as const, model, trial, member });
  const { preflights } = counted(
    ask("m", "@preflight/0"),
    ask("m", "@preflight/1"),
    ask("m", "@preflight/1"),
    ask("m", "@preflight/2"),
    ask("n", "@preflight/0"),
    ask("n", "@preflight/1"),
    { purpose: "attempt", model: "other" },
  );
  assert.deepEqual(preflights, { most: 3, least: 2 });
  assert.deepEqual(counted(ask("m", "1"), ask("m", "2", "b")).preflights, { most: 1, least: 1 });
});
