import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { graderKinds } from "../judges/index.ts";
import { taskDigest } from "../lab/plan/task-record.ts";
import type { Task, Verdict } from "../types.ts";
import { checkSuite, graderPlace, loadSuite, suiteJsonSchema } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-turns-"));
after(() => rmSync(folder, { recursive: true, force: true }));
function fileOf(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}
const load = (name: string, text: string) => loadSuite(fileOf(name, text), graderKinds());
const refused = async (text: string): Promise<string> => {
  const told = await load("bad.yaml", text).then(
    () => "it was taken",
    (thrown: Error) => thrown.message,
  );
  return told.replaceAll(`${folder}/`, "");
};

const yaml = `
name: shelf
graders:
  whole: { kind: exact, answerKind: integer }
tasks:
  - id: shelf
    prompt: "How many?"
    grader: { kind: whole, answer: 12 }
    turns:
      - prompt: "Tell me of the jars."
      - { prompt: "Two fewer?", grader: { kind: whole, answer: 10 }, meta: { reference: "Answer: 10" } }
      - { prompt: "Doubled?", answer: [20, twenty] }
`;
const jsonl = JSON.stringify({
  id: "shelf",
  category: "general",
  prompt: "How many?",
  grader: { kind: "exact", answerKind: "integer", answer: "12" },
  turns: [
    { prompt: "Tell me of the jars." },
    { prompt: "Two fewer?", grader: { kind: "exact", answerKind: "integer", answer: "10" }, meta: { reference: "Answer: 10" } },
    { prompt: "Doubled?", grader: { kind: "exact", answer: "20", aliases: ["twenty"] } },
  ],
});
const turnsCell = JSON.stringify((JSON.parse(jsonl) as Task).turns).replaceAll('"', '""');
const csv = `id,prompt,grader,answer,grader.answerKind,turns\nshelf,How many?,exact,12,integer,"${turnsCell}"\n`;

test("turns are the same tasks in YAML, JSON lines and CSV, with one digest, and texts and numbers as their graders want them", async () => {
  const suites = [await load("a.yaml", yaml), await load("a.jsonl", jsonl), await load("a.csv", csv)];
  const tasks = suites.map((suite) => suite.tasks[0] as Task);
  assert.deepEqual(tasks[0]?.turns, (JSON.parse(jsonl) as Task).turns);
  assert.equal(new Set(tasks.map(taskDigest)).size, 1);
});

test("a changed turn, its prompt or its key, changes the task's digest", async () => {
  const [task] = (await load("a.jsonl", jsonl)).tasks as [Task];
  const changed = [jsonl.replace("Doubled?", "Tripled?"), jsonl.replace('"10"', '"11"'), jsonl.replace("Tell me", "Say")];
  for (const text of changed) assert.notEqual(taskDigest((await load("b.jsonl", text)).tasks[0] as Task), taskDigest(task));
});

test("the first turn needs no grader where a later one has it", async () => {
  const [task] = (await load("c.yaml", 'tasks: [{ id: a, prompt: "One.", turns: [{ prompt: "Two.", answer: 2 }] }]')).tasks;
  assert.deepEqual(task?.grader, { kind: "none" });
  assert.deepEqual(task?.turns, [{ prompt: "Two.", grader: { kind: "exact", answer: "2" } }]);
});

const head = '  - id: a\n    prompt: "One."\n    grader: { kind: exact, answer: 1 }\n';
for (const [what, text, words] of [
  ["no turn at all", `tasks:\n${head}    turns: []\n`, /bad.yaml:5:\d+: wanted a list of at least 1 entry in "turns", got \[\]/],
  [
    "a grader in none",
    'tasks:\n  - { id: a, prompt: "One.", turns: [{ prompt: "Two." }] }\n',
    /bad.yaml:2:\d+: wanted a grader in at least one turn of task "a", got none\. Add a grader or an answer/,
  ],
  [
    "an empty prompt",
    `tasks:\n${head}    turns:\n      - { prompt: "" }\n`,
    /bad.yaml:6:\d+: wanted a text that is not empty in "turns.0.prompt", got ""/,
  ],
  ["turns that are texts", `tasks:\n${head}    turns: ["Two?"]\n`, /bad.yaml:5:\d+: wanted an object in "turns.0", got "Two\?"/],
  ["an unknown field", `tasks:\n${head}    turns: [{ prompt: "Two.", id: b }]\n`, /wanted only known fields in "turns.0", got "id"/],
  [
    "an unknown grader",
    `tasks:\n${head}    turns:\n      - prompt: "Two."\n        grader: { kind: exakt, answer: 2 }\n`,
    /bad.yaml:7:\d+: wanted a known grader in task "a#2", got "exakt"\. Did you mean "exact"\?/,
  ],
  [
    "a grader that does not fit",
    `tasks:\n${head}    turns:\n      - prompt: "Two."\n        grader: { kind: exact, answr: 2 }\n`,
    /bad.yaml:7:\d+: the grader of task "a#2" \(exact\) does not fit/,
  ],
  [
    "an id that a turn has",
    `tasks:\n${head}    turns: [{ prompt: "Two." }]\n  - { id: "a#2", prompt: "Three.", answer: 3 }\n`,
    /bad.yaml:6:\d+: wanted an id of its own, got "a#2", which a turn of the task "a" is called\. Rename one\./,
  ],
  [
    "two answers for a turn",
    `tasks:\n${head}    turns: [{ prompt: "Two.", answer: 2, grader: { kind: exact, answer: 3 } }]\n`,
    /bad.yaml:5:\d+: wanted one answer, got one beside the grader and one in it/,
  ],
] as const) {
  test(`${what} is told with its place`, async () => assert.match(await refused(text), words));
}

test("the place of a turn's grader is found in the file", async () => {
  const file = fileOf("a.yaml", yaml);
  assert.match(graderPlace(file, "shelf", ["turns", 2, "grader"], graderKinds()) ?? "", /a\.yaml:11:\d+$/);
  assert.match(graderPlace(file, "shelf", ["turns", 0, "grader"], graderKinds()) ?? "", /a\.yaml:8:\d+$/);
});

test("a suite is checked turn by turn: each grader on its own reference, and what has none is told by its turn", async () => {
  const asked: string[] = [];
  const suite = await load(
    "d.yaml",
    yaml.replace('answer: 10 }, meta: { reference: "Answer: 10" }', 'answer: 11 }, meta: { reference: "Answer: 10" }'),
  );
  const grade = async (task: Task, text: string): Promise<Verdict> => {
    asked.push(task.id);
    const passed = text.includes(JSON.stringify(task.grader["answer"]).replaceAll('"', ""));
    return { ok: true, passed, score: Number(passed), why: "compared" };
  };
  const findings = await checkSuite(suite, grade);
  assert.deepEqual([...new Set(asked)], ["shelf", "shelf#3", "shelf#4"]);
  assert.deepEqual(
    findings.map(({ kind, tasks }) => [kind, tasks]),
    [
      ["fails-reference", ["shelf#3"]],
      ["no-reference", ["shelf", "shelf#4"]],
    ],
  );
});

test("the schema for editors knows turns", () => {
  const schema = JSON.stringify(suiteJsonSchema());
  assert.match(schema, /"turns":\{"minItems":1,"type":"array"|"turns":\{"description":/);
});
