import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { loadExperiment, makePlan, openStore, startRun, topologyKinds } from "../src/lab/index.ts";
import { bareEnvironment, catallaxy, root } from "./catallaxy.ts";

const folder = join(root, "examples");
const experiments = globSync("**/*.yaml", { cwd: folder })
  .filter((file) => /^suite:/m.test(readFileSync(join(folder, file), "utf8")))
  .sort();
const configurations = globSync("**/lab.config.ts", { cwd: folder }).sort();
/** Ours alone: an example adds its plugin's once it is loaded. */
const ownKinds = topologyKinds.map(({ name }) => name);
const programs = globSync("**/*.ts", { cwd: folder })
  // Plugins are loaded by experiments.
  .filter((file) => !configurations.includes(file) && !file.startsWith("plugin"))
  .sort();

/** Runs an experiment offline on its first tasks and holds it against what every example promises. */
async function ran(file: string): Promise<void> {
  const experiment = await loadExperiment(join(folder, file), { plugins: async () => {} });
  const { suite } = await makePlan(experiment, {});
  const only = suite.tasks.slice(0, 2).map(({ id }) => id);
  const store = openStore(":memory:");
  try {
    const surroundings = { store, environment: {}, concurrency: 4, now: () => 0, signal: new AbortController().signal };
    const { state, summary } = await startRun({ ...experiment, only, repetitions: 1 }, surroundings);
    assert.equal(state, "done");
    assert.equal(summary.world, experiment.suite.startsWith("recorded/") ? "recorded" : "simulated");
    for (const { name, trials, attempted, infra, unscored, missing, cost } of summary.topologies) {
      // A bid is what a schedule lets its member spend, so that it can cut an answer.
      const cut = name.startsWith("schedule") ? (missing?.["output-cap"] ?? 0) : 0;
      assert.deepEqual([trials, infra, unscored], [only.length, 0, cut], name);
      assert.ok(attempted > 0 && cost.total > 0, name);
    }
  } finally {
    store.close();
  }
}

for (const file of [...experiments, ...configurations]) test(`examples/${file} runs offline`, () => ran(file));

for (const file of programs) {
  test(`examples/${file} runs offline`, async () => {
    const words = ["--conditions=catallaxy-source", join(folder, file)];
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root, env: bareEnvironment() });
    assert.notEqual(stdout, "");
  });
}

test("each topology of examples/serve.yaml answers a request", async () => {
  for (const name of ["careful", "quick"]) {
    const words = ["--with", join(folder, "serve.yaml"), "--topology", name, "--embedded", "--json", "--ledger", ":memory:"];
    const { code, out, err } = await catallaxy(["solve", "Which is larger, 9.11 or 9.9?", ...words]);
    assert.equal(code, 0, err);
    const { topology, answer } = JSON.parse(out) as { topology: string; answer: string };
    assert.equal(topology, name);
    assert.notEqual(answer, "");
  }
});

test("every topology has an example of its own name that uses it", async () => {
  for (const name of ownKinds) {
    const file = join("topologies", `${name}.yaml`);
    assert.ok(experiments.includes(file), `examples/${file} is missing`);
    const { topologies } = await loadExperiment(join(folder, file));
    assert.ok(
      topologies.some((entry) => (typeof entry === "string" ? entry : entry.use) === name),
      `examples/${file} does not use ${name}`,
    );
  }
  assert.deepEqual(
    experiments.filter((file) => file.startsWith("topologies")).filter((file) => !ownKinds.includes(basename(file, ".yaml"))),
    [],
  );
});

test("the command line takes an example by its path", async () => {
  const { code, out } = await catallaxy(["run", join("examples", "topologies", "debate.yaml"), "--ledger", ":memory:", "--dry-run"]);
  assert.equal(code, 0);
  assert.match(out, /debate/);
});
