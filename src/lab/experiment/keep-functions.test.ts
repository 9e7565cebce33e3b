import { changedFunction, functionsIn, nameOfFunction } from "../../util/functions.ts";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { fakeDesk } from "../../calls/fake-desk.ts";
import { openJudge } from "../../judges/index.ts";
import type { JudgeSpec, Task } from "../../types.ts";
import { keepFunctions } from "./keep-functions.ts";
import { loadExperiment } from "./load-experiment.ts";

async function gradersOf(context: TestContext, source: string) {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-functions-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "lab.config.ts");
  writeFileSync(file, source);
  const { tasks = [] } = await loadExperiment(file);
  return (tasks as readonly (Omit<Task, "grader"> & { readonly grader: JudgeSpec })[]).map((task) => {
    const judge = openJudge(task.grader, "grade");
    const passes = async (text: string): Promise<unknown> => {
      const verdict = await judge.judge(task, { text, by: "m" }, fakeDesk({ members: {} }).desk);
      return verdict.ok ? verdict.passed : verdict.failure.message;
    };
    return { name: judge.name, passes };
  });
}

const rest = `members: [{ name: "m", model: "simulated/small" }], topologies: ["solo"], verifier: "none"`;

test("a grader is called by its name, or its task's where it has none, and by where it is defined", async (context) => {
  const graders = await gradersOf(
    context,
    `const near = (text: string) => text === "2";
export default {
  suite: [
    { id: "a", prompt: "1 + 1", grader: (text: string) => text === "2" },
    { id: "b", prompt: "1 + 1", grader: near },
  ],
  ${rest},
};
`,
  );
  assert.equal(graders[0]?.name, "grader-of-a (lab.config.ts:4:41)");
  assert.equal(graders[1]?.name, "near (lab.config.ts:1:14)");
});

test("graders of one source that were made with different values are different graders", async (context) => {
  const graders = await gradersOf(
    context,
    `const within = (most: number) => (text: string) => Math.abs(Number(text) - 10) <= most;
const wide = within(5);
export default {
  suite: [
    { id: "a", prompt: "?", grader: within(1) },
    { id: "b", prompt: "?", grader: wide },
    { id: "c", prompt: "?", grader: wide },
  ],
  ${rest},
};
`,
  );
  assert.deepEqual(await Promise.all(graders.map(({ passes }) => passes("13"))), [false, true, true]);
});

test("graders without a name are called by their tasks, so that each changed one is known for its own", () => {
  const named = (one: (answer: string) => boolean, two: (answer: string) => boolean): string[] => {
    const suite = [one, two].map((grader, index) => {
      Object.defineProperty(grader, "name", { value: "grader" });
      return { id: ["one", "two"][index], prompt: "x", grader };
    });
    const { tasks } = keepFunctions({ suite, members: [], topologies: [] }) as { tasks: readonly { grader: { function: string } }[] };
    return tasks.map(({ grader }) => grader.function);
  };
  const before = named(
    (answer) => answer === "1",
    (answer) => answer !== "1",
  );
  const after = named(
    (answer) => answer === "2",
    (answer) => answer !== "2",
  );
  assert.deepEqual(before.map(nameOfFunction), ["grader-of-one", "grader-of-two"]);
  assert.deepEqual(before.map(changedFunction), after);
});

test("functions without a name are called by where they stand in the configuration", () => {
  const config = {
    suite: "x",
    members: [],
    topologies: ["solo", { use: async () => "a", verifier: () => true }, async () => "b", { use: async () => "c", name: "mine" }],
    verifier: () => false,
  };
  const kept = JSON.stringify(keepFunctions(config));
  const names = functionsIn(JSON.parse(kept)).map(nameOfFunction);
  assert.deepEqual(names, ["topology-2", "verifier-of-topology-2", "topology-3", "mine", "verifier"]);
});
