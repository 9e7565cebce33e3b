import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../../ledger/index.ts";
import { check } from "../../experiment/load-experiment.ts";
import { experiment } from "../../experiment/bundled/caching.ts";
import { startRun } from "../../run/run.ts";

test("on a long shared context billing by cache rules lies between its bounds, and one call ahead of a fan-out saves", async () => {
  const store = openStore(":memory:");
  const small = { ...experiment, generate: { families: ["long-log"], n: 3, seed: "caching" }, repetitions: 1 };
  const { summary, table } = await startRun(
    { ...check(small, "caching"), name: "caching" },
    { store, environment: {}, concurrency: 8, now: () => 0, signal: new AbortController().signal },
  );
  store.close();
  const costs = Object.fromEntries(summary.topologies.map((row) => [row.name, row.cost]));
  assert.equal(Object.keys(costs).length, 11);
  for (const [name, { cold, total, idealised = Number.NaN, warm }] of Object.entries(costs)) {
    assert.ok(cold >= idealised && idealised >= warm, `${name}: ${cold} ${idealised} ${warm}`);
    // Rounded once per call in the bill, once per trial in the ideal.
    assert.ok(total >= idealised - 1e-6, `${name}: ${total} ${idealised}`);
  }
  for (const name of ["experts", "council", "market"]) {
    const [atOnce, ahead] = [costs[name]?.total ?? 0, costs[`${name}+warm`]?.total ?? 0];
    assert.ok(ahead < 0.75 * atOnce, `${name}: ${ahead} of ${atOnce}`);
    assert.ok(Math.abs((costs[name]?.cold ?? 0) - (costs[`${name}+warm`]?.cold ?? 1)) < 0.1 * atOnce, name);
  }
  // One conversation reads what parallel experts each pay for: costlier without a cache, cheaper with one.
  assert.ok((costs["personas-turns"]?.cold ?? 0) > (costs["market"]?.cold ?? 0));
  assert.ok((costs["personas-turns"]?.total ?? 0) < (costs["market"]?.total ?? 0));
  assert.ok(table?.kind === "caching");
  assert.equal(table.rows.length, 11);
  assert.ok(table.overtakings.counted.length > 0);
  assert.deepEqual(
    table.warmFirst.map(({ name }) => name),
    ["experts", "council", "hub-spoke", "market"],
  );
});
