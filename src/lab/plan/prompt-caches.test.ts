import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import type { Summary } from "../../summary.ts";
import type { CallFact } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import type { ExperimentInput } from "../experiment/experiment.ts";
import { check } from "../experiment/load-experiment.ts";
import { startRun } from "../run/run.ts";
import { defined } from "../../util/defined.ts";

/** One conversation of four turns on a long log, its member's prompts cached by the named rules. */
async function turns(cache?: string): Promise<Summary["topologies"][number]> {
  const store = openStore(":memory:");
  const experiment: ExperimentInput = {
    suite: "generated",
    generate: { families: ["long-log"], n: 1, seed: "turns" },
    members: [{ name: "one", model: "simulated/large", ...defined({ cache }) }],
    topologies: [{ use: "personas", options: { form: "turns", curation: "none", size: 3 } }],
    terms: { attempts: 1 },
    verifier: "none",
  };
  const surroundings = { store, environment: {}, concurrency: 1, now: () => 0, signal: new AbortController().signal };
  try {
    const { summary } = await startRun({ ...check(experiment, "turns"), name: "turns" }, surroundings);
    return summary.topologies[0] as Summary["topologies"][number];
  } finally {
    store.close();
  }
}

test("a member's own cache rules bill it: none reads nothing, an unmarked explicit cache neither, an automatic one most", async () => {
  const [none, half, usual] = [await turns("none"), await turns("openai-half"), await turns()];
  assert.equal(none.tokens.cacheRead, 0);
  assert.equal(none.cost.total, none.cost.cold);
  assert.ok(usual.tokens.cacheRead > 2.9 * usual.tokens.cacheWrite, JSON.stringify(usual.tokens));
  assert.ok(usual.cost.total < 0.6 * none.cost.total);
  // Free writes are counted as fresh input; reads are the same tokens.
  assert.equal(half.tokens.cacheWrite, 0);
  assert.equal(half.tokens.cacheRead, usual.tokens.cacheRead);
});

test("unknown cache rules are refused with the nearest id", async () => {
  await assert.rejects(
    turns("openai-write"),
    (thrown) => thrown instanceof UserError && /Did you mean "openai-writes"/.test(thrown.message),
  );
});

test("with warmFirst the others leave at the first token, long before the first reply ends, and read what it wrote", async () => {
  const store = openStore(":memory:");
  const experiment: ExperimentInput = {
    suite: "generated",
    generate: { families: ["long-log"], n: 1, seed: "turns" },
    members: [{ name: "one", model: "simulated/large" }],
    topologies: [{ use: "experts", options: { curation: "none", size: 4 } }],
    terms: { attempts: 1, warmFirst: true },
    verifier: "none",
  };
  const surroundings = { store, environment: {}, concurrency: 1, now: () => 0, signal: new AbortController().signal };
  const { run } = await startRun({ ...check(experiment, "warm"), name: "warm" }, surroundings);
  const calls: CallFact[] = [];
  for await (const { fact } of store.ledger(run).read()) if (fact.type === "call" && fact.purpose === "attempt") calls.push(fact);
  store.close();
  const [first, ...others] = calls.sort((a, b) => a.start - b.start);
  assert.equal(first?.start, 0);
  assert.equal(first?.usage.cacheRead, 0);
  assert.equal(others.length, 3);
  for (const { start, usage } of others) {
    assert.ok(start > 0 && start < 0.8 * (first?.ms ?? 0), `${start} of ${first?.ms}`);
    assert.ok(usage.cacheRead > 5000, JSON.stringify(usage));
  }
});
