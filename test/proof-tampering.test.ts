import assert from "node:assert/strict";
import { test } from "node:test";
import { tamperAtRandom } from "../bench/proof/tampering.ts";

test("verify finds each single row that was changed, deleted, added or reordered, and names the run and the table", async () => {
  const { tried, missed, tables, columns } = await tamperAtRandom(400, "test");
  assert.equal(tried, 400);
  assert.deepEqual(missed, []);
  assert.deepEqual(tables, ["bodies", "calls", "events", "purse_owners", "purse_queue", "purses", "runs", "totals", "trials"]);
  for (const column of [
    "calls.cost",
    "calls.hold",
    "calls.member",
    "calls.purpose",
    "calls.opened",
    "events.wall",
    "runs.config",
    "purses.spent",
  ])
    assert.ok(columns.has(column), column);
});
