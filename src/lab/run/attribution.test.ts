import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import { foldTrials } from "../../statistics/index.ts";
import { topologyKinds } from "../../topologies/index.ts";
import type { Event } from "../../types.ts";
import { toNano } from "../../util/money.ts";
import type { ExperimentInput } from "../experiment/experiment.ts";
import { check } from "../experiment/load-experiment.ts";
import { startRun } from "./run.ts";

const sum = (amounts: Readonly<Record<string, number>>): number => Object.values(amounts).reduce((total, amount) => total + amount, 0);

/** Two short tasks and a long one under every kind of topology, with retries, so that every purpose and the prompt cache occur. */
const experiment: ExperimentInput = {
  suite: "generated",
  generate: { families: ["counting", "long-log"], n: 3, seed: "attribution" },
  members: ["large", "medium", "small"].map((name) => ({ name, model: `simulated/${name}` })),
  judges: [{ name: "judge", model: "simulated/judge" }],
  topologies: topologyKinds.map((kind) => kind.name),
  verifier: { kind: "rubric", member: "judge" },
  terms: { attempts: 2, outputCap: 2000 },
  seed: "5",
};

test("under every topology each cent is told once by purpose, by member and by outcome, and the cache costs keep their order", async () => {
  const store = openStore(":memory:");
  const surroundings = { store, environment: {}, concurrency: 8, now: () => 0, signal: new AbortController().signal };
  const { summary, run } = await startRun({ ...check(experiment, "all"), name: "all" }, surroundings);
  const events: Event[] = [];
  for await (const event of store.ledger(run).read()) events.push(event);
  store.close();

  assert.equal(summary.topologies.length, topologyKinds.length);
  for (const { name, cost, trials } of summary.topologies) {
    const { total, rated = Number.NaN, byPurpose, byMember, byOutcome, cold, idealised = Number.NaN, warm, overheadShare } = cost;
    assert.ok(byOutcome !== undefined && trials === 3, name);
    for (const parts of [byPurpose, byMember, byOutcome])
      assert.equal(toNano(sum(parts)), toNano(total), `${name}: ${JSON.stringify(parts)}`);
    assert.ok(
      Object.values(byOutcome).every((part) => part > -1e-12),
      `${name}: ${JSON.stringify(byOutcome)}`,
    );
    assert.equal(Math.round((overheadShare ?? 0) * 1e6), total === 0 ? 0 : Math.round((1 - byOutcome.won / rated) * 1e6), name);
    // Each call is rounded once in the bill, each trial once in the ideal.
    assert.ok(cold >= idealised && idealised >= warm && rated >= idealised - 1e-6, `${name}: ${cold} ${rated} ${idealised} ${warm}`);
  }
  for (const row of foldTrials(events)) {
    const { trial, cost, byPurpose, byMember, winningCost, lostCost = 0, wastedCost = 0 } = row;
    assert.equal(sum(byPurpose), cost, trial);
    assert.equal(sum(byMember), cost, trial);
    assert.ok(winningCost + lostCost + wastedCost <= cost && Math.min(winningCost, lostCost, wastedCost) >= 0, trial);
    const calls = events.flatMap(({ trial: own, fact }) =>
      own === trial && fact.type === "call" && fact.purpose !== "grade" ? [fact.cost] : [],
    );
    assert.equal(
      calls.reduce((total, each) => total + each, 0),
      cost,
      trial,
    );
  }
});
