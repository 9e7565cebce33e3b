import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { check, openStore, resumeRun, startRun, type RunEnvironment } from "../src/lab/index.ts";
import type { Event } from "../src/types.ts";
import { catallaxy, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const path = join(folder, "tasks.json");
const task = (id: string, prompt: string) => ({ id, category: "c", prompt, grader: { kind: "exact", answer: "7" } });
const write = (tasks: readonly object[]) => writeFileSync(path, JSON.stringify({ name: "changing", tasks }));
const first = [task("stays", "What is 3 + 4?"), task("changes", "What is 9 - 2?"), task("goes", "What is 14 / 2?")];
const second = [task("stays", "What is 3 + 4?"), task("changes", "What is 10 - 3?"), task("comes", "What is 7 x 1?")];

const experiment = {
  ...check({ suite: path, members: [{ name: "large", model: "simulated/large" }], topologies: ["solo"], verifier: "none" }, "changing"),
  name: "changing",
};
const around = (store: RunEnvironment["store"]): RunEnvironment => ({
  store,
  environment: {},
  concurrency: 2,
  now: () => 0,
  signal: new AbortController().signal,
});
async function trialEnds(store: RunEnvironment["store"], run: string): Promise<string[]> {
  const events: Event[] = [];
  for await (const event of store.ledger(run).read()) events.push(event);
  return events.filter(({ fact }) => fact.type === "trial-end").map(({ trial }) => trial);
}

test("a run whose suite changed is refused with the difference, and begins those tasks anew when the change is accepted", async () => {
  write(first);
  const store = openStore(":memory:");
  const { run } = await startRun(experiment, around(store));
  const calls = [...store.ledger(run).calls()].length;
  write(second);
  await assert.rejects(resumeRun(run, around(store)), (thrown: Error) => {
    for (const words of [/changes changed/, /comes added/, /goes removed/, /--accept-changes/]) assert.match(thrown.message, words);
    assert.ok(!thrown.message.includes("stays"));
    return true;
  });
  assert.equal([...store.ledger(run).calls()].length, calls);
  const resumed = await resumeRun(run, around(store), { acceptChanges: true });
  assert.equal(resumed.summary.tasks, 3);
  assert.equal(resumed.summary.topologies[0]?.trials, 3);
  // The unchanged task was not paid again, the changed and the new one were.
  assert.equal([...store.ledger(run).calls()].length, calls + 2);
  const ends = await trialEnds(store, run);
  assert.equal(ends.filter((trial) => trial === "solo/stays/0").length, 1);
  assert.ok(ends.includes("solo/comes/0") && ends.includes("solo/changes/0"));
  assert.equal((await resumeRun(run, around(store))).summary.digest, resumed.summary.digest);
  store.close();
});

test("the command line refuses with exit code 2 and takes --accept-changes", async () => {
  write(first);
  const lab = join(folder, "lab.yaml");
  const ledger = join(folder, "ledger.sqlite");
  writeFileSync(lab, "suite: tasks.json\nmembers: [{ name: large, model: simulated/large }]\ntopologies: [solo]\nverifier: none\n");
  assert.equal((await catallaxy(["run", lab, "--quiet", "--ledger", ledger])).code, 0);
  write(second);
  const refused = await catallaxy(["resume", "last", "--ledger", ledger]);
  assert.equal(refused.code, 2);
  assert.match(refused.err, /changes changed; comes added; goes removed/);
  assert.match(refused.err, /\n {2}changes: prompt was "What is 9 - 2\?" and is now "What is 10 - 3\?"\nRestore it/);
  assert.equal((await catallaxy(["resume", "last", "--accept-changes", "--quiet", "--ledger", ledger])).code, 0);
});
