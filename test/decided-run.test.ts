import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { halfOf } from "../src/models/recorded/index.ts";
import { decidePlan } from "../src/lab/decide/decide-plan.ts";
import type { DecideSettings } from "../src/lab/decide/decide-settings.ts";
import { tableOf } from "../src/lab/decide/table-of.ts";
import { armsOn } from "../src/valuation/index.ts";
import { stream } from "../src/util/random.ts";
import { catallaxy, summaryOf, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const next = stream("decided run");
const rates = { small: [0.45, 0.7, 0.55], middle: [0.6, 0.6, 0.75], large: [0.85, 0.75, 0.8] } as const;
const costs = { small: 0.001, middle: 0.004, large: 0.02 } as const;
const names = ["small", "middle", "large"] as const;

/** Three models whose confidence tells something, wrong answers that coincide now and then, and a blank where a model gave up. */
const rows = Array.from({ length: 240 }, (_, i) =>
  names.map((model) => {
    const right = next() < rates[model][i % 3 === 0 ? 0 : i % 3 === 1 ? 1 : 2];
    const blank = !right && next() < 0.2;
    const sure = next() < (right ? 0.8 : 0.3);
    return [
      i,
      `c${i % 3}`,
      model,
      Number(right),
      costs[model],
      blank ? " " : right ? "right" : `wrong ${Math.floor(3 * next())}`,
      sure ? 0.9 : 0.5,
    ];
  }),
).flat();
const path = join(folder, "told.csv");
writeFileSync(path, `item,category,model,passed,cost_usd,answer,confidence\n${rows.map((row) => row.join(",")).join("\n")}\n`);

test("a run of the written experiment decides as decide counted: the same passes and dollars to the last digit where no checker errs", async () => {
  const settings: DecideSettings = {
    train: 0.5,
    splits: 1,
    seed: "1",
    values: [10, 30, 100],
    checkers: [
      { name: "none", wish: { kind: "none" } },
      { name: "perfect", wish: { kind: "assumed", sensitivity: 1, falseAccept: 0, price: 0 } },
    ],
    assumed: { models: new Map() },
  };
  const table = tableOf(path, settings);
  const { items } = table.evidence;
  const places = (half: string) => [...items.keys()].filter((i) => halfOf("told", items[i]?.id ?? "") === half);
  const { arms } = armsOn(table.evidence, decidePlan(table, settings), "1", { train: places("choose"), test: places("score") });
  const written = join(folder, "written");
  const words = ["decide", path, "--splits", "1", "--checker", "none", "--checker", "perfect", "--write", written];
  const { code, err } = await catallaxy(words);
  assert.deepEqual([code, err], [0, ""]);
  const run = await catallaxy(["run", join(written, "experiment.yaml"), "--ledger", join(folder, "ledger.sqlite"), "--json", "--quiet"]);
  assert.equal(run.code, 0, run.err);
  const { topologies } = summaryOf(run);
  const found = [
    ["index, none", "index-none"],
    ["index, perfect", "index-perfect"],
    ["agreement", "agreement"],
    ["cascade, perfect", "cascade-perfect"],
    ["best single", "best-single"],
  ].flatMap(([arm, name]) => {
    const row = topologies.find((one) => one.name === name);
    const results = arms.find((one) => one.arm === arm)?.results ?? [];
    const mean = (of: "passed" | "cost") => results.reduce((sum, one) => sum + one[of], 0) / results.length;
    if (row === undefined) return [];
    assert.ok(Math.abs((row.passRate ?? -1) - mean("passed")) < 1e-12, `${name}: ${row.passRate} beside ${mean("passed")}`);
    assert.ok(Math.abs((row.cost.perTrial ?? -1) - mean("cost")) < 1e-9, `${name}: ${row.cost.perTrial} beside ${mean("cost")}`);
    return [name];
  });
  for (const name of ["index-none", "index-perfect", "best-single"]) assert.ok(found.includes(name), found.join());
  const text = readFileSync(join(written, "experiment.yaml"), "utf8");
  const rate = arms.find(({ arm }) => arm === "index, none")?.results.reduce((sum, { passed }) => sum + passed, 0) ?? 0;
  assert.ok(text.includes(`index-none ${((100 * rate) / places("score").length).toFixed(1)}% at $`), text.slice(0, 400));
  assert.match(text, /clue:/, "what confidences say is carried over");
});
