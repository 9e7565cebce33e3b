import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import { syntheticSuite } from "../../models/simulated/index.ts";
import { bundledExperiment } from "../experiment/bundled.ts";
import { check } from "../experiment/load-experiment.ts";
import { topologyKinds } from "../../topologies/index.ts";
import { startRun } from "./run.ts";

const at = (store: ReturnType<typeof openStore>) => ({
  store,
  environment: {},
  concurrency: 8,
  now: () => 0,
  signal: new AbortController().signal,
});

/** The bundled experiment on tasks whose answers are certain to be graded, so that nothing but a prompt can make a difference. */
async function fairness(topologies?: readonly unknown[], coupling = 0) {
  const bundled = (await bundledExperiment("fairness")) ?? assert.fail();
  const { generate: _, ...rest } = bundled;
  const { tasks } = syntheticSuite({ tasks: 100, parts: 2, coupling, spread: 1 }, "fairness");
  const experiment = check({ ...rest, suite: "inline", tasks, ...(topologies === undefined ? {} : { topologies }) }, "fairness");
  const store = openStore(":memory:");
  const { summary, table } = await startRun({ ...experiment, name: "fairness" }, at(store));
  store.close();
  return { summary, table };
}

test("no topology's way of asking costs the same model two points, as text, in blocks, in JSON, by label or by name", async () => {
  const { summary, table } = await fairness();
  const solo = summary.topologies.find(({ name }) => name === "solo")?.passRate ?? assert.fail();
  assert.ok(solo > 0.2 && solo < 0.9, `${solo}`);
  for (const { name, passRate } of summary.topologies)
    assert.ok((passRate ?? 0) >= solo - 0.02, `${name} passes ${passRate} where solo passes ${solo}`);
  assert.ok(table?.kind === "fairness");
  for (const { topology, difference, rereads } of table.rows)
    if (!rereads && topology !== "solo") assert.equal(difference, 0, `${topology}: ${difference}`);
});

test("every kind of topology is asked with one model in all seats", async () => {
  const { topologies } = (await bundledExperiment("fairness")) ?? assert.fail();
  const used = new Set(topologies.map((entry) => (typeof entry === "string" ? entry : entry.use)));
  assert.deepEqual(
    topologyKinds.map(({ name }) => name).filter((name) => !used.has(name)),
    [],
  );
});

test("what costs points is found: a split of tasks whose parts depend on one another", async () => {
  const split = { use: "hub-spoke", name: "split", options: { maxParts: 3, stages: ["split"] } };
  const { table } = await fairness(["solo", split], 1);
  assert.ok(table?.kind === "fairness");
  const { difference, ci } = table.rows[1] ?? assert.fail();
  assert.ok((difference ?? 0) < -0.02 && (ci?.[1] ?? 0) < -0.02, JSON.stringify({ difference, ci }));
});
