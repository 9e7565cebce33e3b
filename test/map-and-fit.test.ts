import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { catallaxy, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const ledger = join(folder, "ledger.sqlite");

test("fit tells skills, shocks and held-out figures of a recorded set, as text and as JSON, and writes a world", async () => {
  const world = join(folder, "world.json");
  const told = await catallaxy(["fit", "strangeloopcanon", "--write", world]);
  assert.equal(told.code, 0);
  for (const words of [/180 outcomes of 6 models at 30 items/, /openai:gpt-5\.2-2025-12-11 +-?\d\.\d\d \(/, /Brier 0\.\d{3}/])
    assert.match(told.out, words);
  const { population } = JSON.parse(readFileSync(world, "utf8")) as { population: { id: string }[] };
  assert.equal(population.length, 6);
  const found = JSON.parse((await catallaxy(["fit", "strangeloopcanon", "--json"])).out) as {
    schema: number;
    fit: { heldOut: { items: number } };
  };
  assert.deepEqual([found.schema, found.fit.heldOut.items > 0], [1, true]);
});

test("what cannot be fitted is refused with what can", async () => {
  const nothing = await catallaxy(["fit", "strangeloopcanom", "--ledger", ledger]);
  assert.equal(nothing.code, 2);
  assert.match(nothing.err, /metr_runs/);
  assert.ok(!existsSync(ledger));
  const missing = await catallaxy(["fit", join(folder, "none.csv")]);
  assert.equal(missing.code, 2);
});

test("simulate map draws, writes three files, and puts a run on the map", async () => {
  const run = ["run", "generated", "--n", "24", "--families", "counting", "--repetitions", "2", "--quiet"];
  assert.equal((await catallaxy([...run, "--ledger", ledger])).code, 0);
  const small = ["simulate", "map", "--steps", "2", "--tasks", "3", "--x", "price", "--y", "judge"];
  const drawn = await catallaxy([...small, "--at", "last", "--ledger", ledger, "--write", folder]);
  assert.equal(drawn.code, 0, drawn.err);
  for (const words of [
    /\[SIMULATED\]/,
    /\[\.\.\] is generated-/,
    /Fitted to its attempts|assumed/,
    /Break-even of market and hub-spoke\+retry/,
  ])
    assert.match(drawn.out, words);
  for (const kind of ["txt", "svg", "json"]) assert.ok(existsSync(join(folder, `price-judge.${kind}`)));
  const map = JSON.parse((await catallaxy([...small, "--json"])).out) as { schema: number; world: string; cells: unknown[] };
  assert.deepEqual([map.schema, map.world, map.cells.length], [2, "simulated", 4]);
});

test("a map of one axis, of an unknown axis or of an unknown topology is refused", async () => {
  for (const [words, told] of [
    [["--x", "retry"], /two axes/],
    [["--x", "rety"], /Did you mean "retry"/],
    [["--between", "market,hub"], /topology of the map/],
    [["--between", "market"], /two topologies/],
  ] as const) {
    const { code, err } = await catallaxy(["simulate", "map", "--steps", "2", "--tasks", "2", ...words]);
    assert.equal(code, 2);
    assert.match(err, told);
  }
});
