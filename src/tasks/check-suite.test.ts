import assert from "node:assert/strict";
import { test } from "node:test";
import { openJudge } from "../judges/index.ts";
import type { Desk, Suite, Task, Verdict } from "../types.ts";
import { checkSuite, type Grade } from "./check-suite.ts";
import { generate } from "./generate/generate.ts";
import { loadSuite } from "./load-suite.ts";
import { duplicatesIn } from "./near-duplicates.ts";

const passed: Verdict = { ok: true, passed: true, score: 1, why: "" };
const failed: Verdict = { ok: true, passed: false, score: 0, why: "not equal" };
const unscored: Verdict = { ok: false, failure: { code: "malformed", message: "no answer found" } };
const task = (id: string, prompt: string, more: Partial<Task> = {}): Task => ({
  id,
  category: "c",
  prompt,
  grader: { kind: "exact", answer: "right" },
  meta: { reference: "right" },
  ...more,
});
const grade: Grade = async (one, answer) => (answer === one.grader["answer"] ? passed : failed);
const kinds = async (tasks: readonly Task[], grader: Grade = grade) =>
  (await checkSuite({ name: "s", tasks }, grader)).map((finding) => `${finding.kind} ${finding.tasks.join(" ")}`);

test("a sound suite has no findings", async () => {
  assert.deepEqual(await kinds([task("a", "What is the capital of France?"), task("b", "How many legs has an ant?")]), []);
});

test("doubled ids are found", async () => {
  assert.deepEqual(await kinds([task("a", "One question."), task("a", "Some other thing altogether.")]), ["duplicate-id a"]);
});

test("a grader that passes an empty answer is found, also one that passes white space only", async () => {
  assert.deepEqual(await kinds([task("a", "Why?")], async () => passed), ["passes-empty a"]);
  assert.deepEqual(await kinds([task("a", "Why?")], async (_, answer) => (answer === "" ? failed : passed)), ["passes-empty a"]);
});

test("a grader that fails the reference, one that cannot tell, and a task without a reference are found", async () => {
  assert.deepEqual(await kinds([task("a", "Why?", { meta: { reference: "wrong" } })]), ["fails-reference a"]);
  assert.deepEqual(await kinds([task("a", "Why?")], async () => unscored), ["ungradable a"]);
  assert.deepEqual(await kinds([task("a", "Why?", { meta: {} })]), ["no-reference a"]);
});

test("tasks without a reference are one finding, with their number and the first ids", async () => {
  const tasks = ["a", "b", "c", "d", "e", "f", "g"].map((id, index) =>
    task(id, `${["Why", "Who", "Where", "When", "How", "Which", "What"][index]}?`, { meta: {} }),
  );
  const found = (await checkSuite({ name: "s", tasks }, grade)).filter(({ kind }) => kind === "no-reference");
  assert.deepEqual(
    found.map(({ tasks: of }) => of),
    [["a", "b", "c", "d", "e", "f", "g"]],
  );
  assert.match(found[0]?.message ?? "", /^7 tasks have no meta\.reference .*: "a", "b", "c", "d", "e" and 2 more\.$/);
});

test("a prompt that holds the answer is found, by whole words only, and not for a choice", async () => {
  const leaking = (prompt: string, grader: Task["grader"]) =>
    kinds([task("a", prompt, { grader, meta: { reference: grader["answer"] ?? "" } })]);
  const exact = { kind: "exact", answer: "10/33" };
  assert.deepEqual(await leaking("Show that the result is 10/33.", exact), ["prompt-leak a"]);
  assert.deepEqual(await leaking("Show that the result is not 110/333.", exact), []);
  assert.deepEqual(await leaking("Paris, Rome or Oslo?", { kind: "exact", answer: "Paris", answerKind: "choice" }), []);
  const criteria = [{ id: "x", statement: "The old database must stay until the new one has survived a full week of business." }];
  const rubric = { kind: "rubric", criteria, answer: "none of these" };
  assert.deepEqual(await leaking("Say that the old database must stay until the new one has survived a full week of business.", rubric), [
    "prompt-leak a",
  ]);
});

test("generated tasks do not give their answers away, and list programs are no two alike", async () => {
  const tasks = generate({ n: 400, seed: "leaks" }).tasks;
  const findings = await checkSuite({ name: "g", tasks }, async (one, text) => (text === one.meta?.["reference"] ? passed : failed));
  assert.deepEqual(
    findings.filter((finding) => finding.kind !== "near-duplicate"),
    [],
  );
  const lists = tasks.filter((one) => one.meta?.["family"] === "list-programs");
  assert.equal(new Set(lists.map((one) => one.prompt)).size, 40);
});

test("near-duplicates are found among many tasks, and different tasks are not", () => {
  const tasks = generate({ families: ["counting", "scheduling"], n: 400, seed: "pool" }).tasks;
  const long =
    "A ferry leaves the northern harbor at nine with forty barrels of oil, twelve crates of tea and a piano for the school on the island";
  const near = [
    task("x", `${long}. What does it carry?`),
    task("y", `${long}. What does it carry now?`),
    task("z", `${long.split(" ").reverse().join(" ")}?`),
  ];
  const found = duplicatesIn([...near, ...tasks.filter((one) => one.prompt.length > 900)]);
  assert.deepEqual(
    found.map(({ a, b }) => [a, b]),
    [["x", "y"]],
  );
  assert.ok((found[0]?.similarity ?? 0) > 0.9);
});

test("the bundled suite has no findings under its own graders", async () => {
  const suite = await loadSuite("coase-hayek");
  const judged = suite.tasks.filter((one) => one.grader.kind === "exact" || one.grader.kind === "constraints");
  const byJudge = (one: Task, text: string) => openJudge(one.grader, "grade").judge(one, { text, by: "a" }, {} as Desk);
  assert.equal(judged.length, 5);
  assert.deepEqual(await checkSuite({ ...suite, tasks: judged }, byJudge), []);
  const others: Suite = { ...suite, tasks: suite.tasks.filter((one) => !judged.includes(one)) };
  const byReference = async (one: Task, text: string) => (text === one.meta?.["reference"] ? passed : failed);
  assert.deepEqual(await checkSuite(others, byReference), []);
});

test("turns without a reference are counted as turns of their task, not as tasks", async () => {
  const exact = { kind: "exact", answer: "6" };
  const turns = [
    { prompt: "And two more?", grader: exact },
    { prompt: "And less three?", grader: exact },
  ];
  const told = async (...tasks: Task[]): Promise<string | undefined> =>
    (await checkSuite({ name: "s", tasks }, grade)).find(({ kind }) => kind === "no-reference")?.message.split(" no meta")[0];
  const alone = task("b", "Why?", { meta: {} });
  assert.equal(await told(task("a", "How many?", { meta: {}, turns })), "3 turns of 1 task have");
  assert.equal(await told(alone, task("a", "How many?", { meta: {}, turns })), "1 task and 3 turns of 1 task have");
  assert.equal(await told(alone), "1 task has");
});
