import assert from "node:assert/strict";
import { test } from "node:test";
import { runNamed } from "./run-named.ts";

const certain = { shared: 0.25, retry: 1, persona: 1 };
const recursive = (options: object) => ({ use: "recursive", options: { member: "large", ...options } });
const long = { use: "solo", name: "long", options: { member: "large" } };

async function ran(work: object, tokens: readonly number[], topologies: readonly object[] = [long, recursive({})], n = 12) {
  const generate = { n, seed: "long", families: ["dossier"], difficulty: 0, tokens };
  const { summary, table } = await runNamed("long-context", { generate, topologies, world: { errors: certain, work } });
  assert.ok(table?.kind === "named");
  const rate = (name: string) => summary.topologies.find((row) => row.name === name)?.passRate ?? assert.fail(name);
  return { table, rate };
}

test("where neither length nor slices cost anything, a context read whole and one read by programs pass the same tasks", async () => {
  const { table, rate } = await ran({ contextLoss: 0, sliceLoss: 0 }, [8000, 32_000]);
  assert.ok(rate("long") > 0.2 && rate("long") < 1, `${rate("long")}`);
  for (const { arm, difference } of table.rows) assert.equal(difference ?? 0, 0, arm);
  assert.deepEqual(
    table.rows.map(({ arm }) => arm),
    ["long", "recursive", "long, 8k tokens", "recursive, 8k tokens", "long, 32k tokens", "recursive, 32k tokens"],
  );
});

test("what length costs falls on whoever reads all of it, and grows with it; programs do not pay it", async () => {
  const free = await ran({ contextLoss: 0, sliceLoss: 0 }, [8000, 64_000]);
  const { table } = await ran({ contextLoss: 2, sliceLoss: 0 }, [8000, 64_000]);
  const of = (rows: typeof table.rows, arm: string) => rows.find((row) => row.arm === arm)?.passRate ?? assert.fail(arm);
  // 8,000 tokens stay under the knee of 16,000; 64,000 are two doublings above it, four probit units.
  assert.equal(of(table.rows, "long, 8k tokens"), of(free.table.rows, "long, 8k tokens"));
  assert.equal(of(table.rows, "long, 64k tokens"), 0);
  assert.equal(of(table.rows, "recursive, 64k tokens"), of(free.table.rows, "recursive, 64k tokens"));
});

test("programs read on until all is read, and what nobody read is lost", async () => {
  const short = { slice: 6000, questions: 2 };
  const arms = [
    long,
    recursive(short),
    { ...recursive({ ...short, iterations: 2 }), name: "half" },
    { ...recursive({ iterations: 1 }), name: "unread" },
  ];
  // 8,000 tokens are about 33,000 characters: three programs of two slices read all, one before the last reads a third.
  const { rate, table } = await ran({ contextLoss: 0, sliceLoss: 8 }, [8000], arms);
  assert.equal(rate("unread"), 0);
  assert.equal(rate("half"), 0);
  const calls = (arm: string) => table.rows.find((row) => row.arm === arm)?.calls ?? assert.fail(arm);
  assert.deepEqual([calls("unread"), calls("half"), calls("recursive")], [1, 1 + 2 + 1, 3 + 6 + 1]);
  const free = await ran({ contextLoss: 0, sliceLoss: 0 }, [8000], arms);
  assert.equal(free.rate("unread"), free.rate("long"));
});
