import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import { summarySchema } from "../../summary.ts";
import { check } from "../experiment/load-experiment.ts";
import { startRun } from "./run.ts";

test("several budgets run every topology at each, cost no more than each, and give curves against the first at its largest", async () => {
  const experiment = {
    suite: "coase-hayek",
    only: ["reasoning"],
    members: ["large", "small"].map((name) => ({ name, model: `simulated/${name}` })),
    judges: [{ name: "judge", model: "simulated/judge" }],
    topologies: ["cascade", { use: "solo", options: { member: "large" } }],
    terms: { attempts: 2, outputCap: 3000 },
    verifier: { kind: "rubric", member: "judge" },
    limits: { budget: [0.02, 0.2, 0.08] },
  };
  const store = openStore(":memory:");
  const surroundings = { store, environment: {}, concurrency: 4, now: () => 0, signal: new AbortController().signal };
  const { summary } = await startRun({ ...check(experiment, "budgets"), name: "budgets" }, surroundings);
  store.close();
  assert.equal(summarySchema.safeParse(summary).success, true);
  assert.equal(summary.topologies.length, 6);
  const [cascade, solo] = summary.budgets ?? [];
  assert.deepEqual(
    cascade?.points.map(({ budget }) => budget),
    [0.02, 0.08, 0.2],
  );
  for (const { points } of [cascade, solo].filter((curve) => curve !== undefined))
    for (const { budget, cost, trials } of points) assert.ok(cost <= budget && trials === 5, `${cost} of ${budget}`);
  // The large model's answer may cost more than two cents: at that budget the cascade has answers and solo none.
  assert.equal(solo?.points[0]?.score, 0);
  assert.equal(solo?.points[0]?.ended, 5);
  assert.ok((cascade?.points[0]?.score ?? 0) > 0);
  assert.equal(summary.comparisons[0]?.b, "cascade@$0.2");
});
