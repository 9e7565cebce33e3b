import assert from "node:assert/strict";
import { test } from "node:test";
import { inspectSuite } from "../src/lab/index.ts";
import { loadSuite } from "../src/tasks/index.ts";
import { catallaxy, temporaryFolder } from "./catallaxy.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const examples = ["tasks.yaml", "tasks.jsonl", "tasks.csv", "folder"].map((name) => join("examples", "suites", name));
const folder = temporaryFolder();

for (const path of examples) {
  test(`${path} has no findings under its own graders`, async () => {
    assert.deepEqual((await inspectSuite(path, {})).findings, []);
  });
}

test("the same tasks as YAML, JSON lines and CSV are the same tasks", async () => {
  const [yaml, lines, table] = await Promise.all(examples.slice(0, 3).map((path) => loadSuite(path)));
  assert.deepEqual(lines?.tasks, yaml?.tasks.slice(0, 2));
  assert.deepEqual(table?.tasks, lines?.tasks);
});

test("catallaxy check exits with 0 on a sound suite and with 1 on one whose grader fails its reference, as text and as JSON", async () => {
  const sound = await catallaxy(["check", examples[0] ?? ""]);
  assert.deepEqual([sound.code, /nothing was found/.test(sound.out)], [0, true]);
  const bad = join(folder, "bad.yaml");
  const grader = '{ kind: exact, answer: "4" }';
  writeFileSync(bad, `tasks:\n  - { id: a, category: c, prompt: "What is 2 + 2?", grader: ${grader}, meta: { reference: "5" } }\n`);
  const found = await catallaxy(["check", bad, "--json"]);
  const report = JSON.parse(found.out) as { errors: number; findings: { kind: string; tasks: string[] }[] };
  assert.equal(found.code, 1);
  assert.deepEqual([report.errors, report.findings.map(({ kind, tasks }) => [kind, tasks])], [1, [["fails-reference", ["a"]]]]);
  assert.equal((await catallaxy(["check", join(folder, "none.yaml")])).code, 2);
});

test("generated tasks: the same seed gives the same suite, and what is asked of them is obeyed", async () => {
  const words = ["run", "generated", "--n", "6", "--families", "counting,coloring", "--topology", "solo", "--json", "--quiet"];
  const on = (ledger: string, ...more: string[]) => catallaxy([...words, ...more, "--ledger", join(folder, ledger)]);
  const [one, again, other] = [await on("a"), await on("b"), await on("c", "--seed", "2")];
  const digest = (finished: { out: string }) => (JSON.parse(finished.out) as { digest: string; tasks: number }).digest;
  assert.equal((JSON.parse(one.out) as { tasks: number }).tasks, 6);
  assert.equal(digest(one), digest(again));
  assert.notEqual(digest(one), digest(other));
  const elsewhere = await catallaxy(["run", "coase-hayek", "--n", "3", "--ledger", join(folder, "d")]);
  assert.equal(elsewhere.code, 2);
  assert.match(elsewhere.err, /--suite generated/);
});
