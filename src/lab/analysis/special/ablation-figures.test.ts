import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../../ledger/index.ts";
import { specialTable } from "../../../report/index.ts";
import { experiment } from "../../experiment/bundled/ablation.ts";
import { check } from "../../experiment/load-experiment.ts";
import { startRun } from "../../run/run.ts";
import { ablationRivals, ablationSteps } from "./ablation-steps.ts";

test("every step of the chain is told beside the one that it builds on, in points and dollars", async () => {
  const store = openStore(":memory:");
  const small = { ...experiment, generate: { n: 12, seed: "ablation" }, repetitions: 1 };
  const { table, summary } = await startRun(
    { ...check(small, "ablation"), name: "ablation" },
    { store, environment: {}, concurrency: 4, now: () => 0, signal: new AbortController().signal },
  );
  store.close();
  const steps = [...ablationSteps, ...ablationRivals];
  assert.ok(table?.kind === "ablation");
  assert.deepEqual(
    table.steps.map(({ name, over }) => [name, over]),
    steps.map(({ name, over }) => [name, over]),
  );
  const of = (name: string) => table.steps.find((step) => step.name === name);
  const cost = (name: string): number => of(name)?.perTask ?? Number.NaN;
  for (const row of summary.topologies.filter(({ name }) => name !== "personas")) {
    assert.ok(Math.abs(cost(row.name) - (row.cost.perTrial ?? 0)) < 0.01 * (row.cost.perTrial ?? 0), row.name);
  }
  const personas = summary.topologies.find(({ name }) => name === "personas");
  assert.ok(Math.abs(cost("personas cold") - (personas?.cost.cold ?? 0) / 12) < 0.001);
  assert.ok(cost("personas warm") <= cost("personas cold"));
  assert.equal(of("personas warm")?.passed?.difference, 0);
  const told = specialTable(table).notes.filter((note) => note.includes("(beside "));
  assert.equal(told.length, steps.length - 1);
  assert.ok(
    told.every((note) => /it (costs|saves)/.test(note)),
    told.join("\n"),
  );
});
