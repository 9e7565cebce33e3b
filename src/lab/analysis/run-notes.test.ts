import assert from "node:assert/strict";
import { test } from "node:test";
import { mockProvider } from "../../../bench/mock-provider.ts";
import { openStore } from "../../ledger/index.ts";
import { check } from "../experiment/load-experiment.ts";
import { startRun } from "../run/run.ts";

test("a live run says at its end what was estimated and what it cost", async () => {
  const provider = await mockProvider();
  const store = openStore(":memory:");
  const price = { input: 1, output: 4 };
  const plain = {
    suite: "coase-hayek",
    only: ["reasoning"],
    members: [{ name: "only", model: "compatible/only", baseUrl: provider.url, price }],
    topologies: ["solo"],
    verifier: "none",
    terms: { attempts: 1, outputCap: 100 },
    limits: { cap: 1 },
  };
  try {
    const surroundings = { store, environment: {}, concurrency: 4, now: () => Date.now(), signal: new AbortController().signal };
    const outcome = await startRun({ ...check(plain, "estimate"), name: "estimate" }, surroundings);
    const [line = ""] = outcome.notes;
    assert.match(line, /^Estimated likely \$0\.0\d+, at most \$0\.0\d+; it cost \$0\.0\d+[.;]/);
    const told = [...outcome.notes, ...outcome.summary.warnings].join("\n");
    assert.equal(told.match(/times as high as the (cost|estimate)/g)?.length, 1, told);
    const [, likely, most, cost] = /likely \$(\d\.\d+), at most \$(\d\.\d+); it cost \$(\d\.\d+)/.exec(line)?.map(Number) ?? [];
    assert.ok((cost ?? 0) > 0 && (cost ?? 1) <= (most ?? 0) && (likely ?? 1) <= (most ?? 0), line);
    const spent = outcome.summary.topologies[0]?.spent ?? 0;
    assert.ok(Math.abs(spent - (cost ?? 0)) < 0.01 * spent);
    assert.equal(provider.bill.length, 5);
    const stored = store.run(outcome.run)?.config as { estimate?: { likely: number; most: number } };
    assert.ok((stored.estimate?.most ?? 0) >= (stored.estimate?.likely ?? 1));
  } finally {
    store.close();
    await provider.close();
  }
});

test("a run that cost nothing says why: no call was made, no call was answered, or earlier runs paid", async () => {
  const provider = await mockProvider();
  const store = openStore(":memory:");
  const plain = (url: string, cap: number) => ({
    ...check(
      {
        suite: "coase-hayek",
        only: ["reasoning"],
        members: [{ name: "only", model: "compatible/only", baseUrl: url, price: { input: 1, output: 4 } }],
        topologies: ["solo"],
        verifier: "none",
        terms: { attempts: 1, outputCap: 100 },
        limits: { cap },
      },
      "free",
    ),
    name: "free",
  });
  const base = { store, environment: {}, concurrency: 4, now: () => Date.now(), signal: new AbortController().signal };
  const notesOf = async (cap: number, more: { reuse?: boolean; url?: string } = {}) =>
    (await startRun(plain(more.url ?? provider.url, cap), { ...base, patience: { tries: 1, callMs: 5000 }, reuse: more.reuse === true }))
      .notes;
  try {
    // With --reuse a cap below every hold does not keep a run from starting.
    const none = await notesOf(0.000001, { reuse: true });
    assert.match(none[0] ?? "", /; it cost \$0\.00: no call was made/);
    assert.equal(none.length, 1);
    const nowhere = await notesOf(1, { url: "http://127.0.0.1:33999/v1" });
    assert.match(nowhere[0] ?? "", /; it cost \$0\.00: no call was answered, and none was billed/);
    const first = await notesOf(1, { reuse: true });
    assert.match(first[0] ?? "", /; it cost \$0\.0\d{4,}[.;]/);
    assert.equal(first[1], "--reuse took over nothing: no other run of this ledger has an answer to any of these calls.");
    const again = await notesOf(1, { reuse: true });
    assert.match(again[0] ?? "", /; it cost \$0\.00: its answers were paid for by earlier runs[.;]/);
    assert.ok(!again.some((line) => line.includes("took over nothing")));
  } finally {
    store.close();
    await provider.close();
  }
});
