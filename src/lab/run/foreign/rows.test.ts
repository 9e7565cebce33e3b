import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { parquetWriteBuffer } from "hyparquet-writer";
import { foreignFolder } from "./fixtures/foreign-folder.ts";

const fixture = (name: string): string => join(import.meta.dirname, "fixtures", name);
const { folder, file, suiteOf } = foreignFolder();

test("rows of Hugging Face find the right choice by number and by label; what the viewer cut off is left out", async () => {
  const { readAs, tasks, notes } = await suiteOf(fixture("hugging-face.json"));
  assert.equal(readAs, "rows of Hugging Face");
  assert.deepEqual(
    tasks.map(({ category, grader }) => [category, grader["answer"]]),
    [
      ["astronomy", "B"],
      ["biology", "B"],
    ],
  );
  assert.deepEqual(notes, [
    "Left out: 1 row with cells that the viewer cut off (question), at hugging-face.json row 3.",
    "The data set has 40 rows; the file holds 2 of them.",
    "Taken: prompt from question, answer from answer, category from subject, choices from choices.",
  ]);
  const classes = {
    features: [{ name: "mood", type: { _type: "ClassLabel", names: ["sad", "glad"] } }],
    rows: [{ row: { text: "Hooray", mood: 1 } }],
  };
  const moods = await suiteOf(file("moods.json", JSON.stringify(classes)), { prompt: "text", answer: "mood" });
  assert.deepEqual(moods.tasks[0]?.grader, { kind: "exact", answer: "glad" });
});

test("rows of any kind take a mapping of columns, in CSV, JSON lines, a list, Parquet and a folder, and are the same tasks", async () => {
  const rows = [
    { q: "What is 2 + 2?", a: "4", s: "sums", n: "x 1", url: "u" },
    { q: "What is 3 + 4?", a: "7", s: "sums", n: "x 2", url: "u" },
  ];
  const names = ["q", "a", "s", "n", "url"] as const;
  const csv = [names.join(","), ...rows.map((row) => names.map((name) => row[name]).join(","))].join("\n");
  const lines = rows.map((row) => JSON.stringify(row)).join("\n");
  const parquet = new Uint8Array(
    parquetWriteBuffer({ columnData: names.map((name) => ({ name, data: rows.map((row) => row[name]), type: "STRING" as const })) }),
  );
  file("set/data/train-00000-of-00001.jsonl", '{"q":"?","a":"1","s":"","n":"t"}\n');
  file("set/data/test-00000-of-00002.parquet", parquet);
  file("set/dataset_info.json", "{}");
  const ask = { prompt: "q", answer: "a", category: "s", id: "n" };
  const wanted = [
    {
      id: "x-1",
      category: "sums",
      prompt: "What is 2 + 2?",
      grader: { kind: "exact", answer: "4" },
      meta: { named: "x 1", source: { url: "u" } },
    },
    {
      id: "x-2",
      category: "sums",
      prompt: "What is 3 + 4?",
      grader: { kind: "exact", answer: "7" },
      meta: { named: "x 2", source: { url: "u" } },
    },
  ];
  for (const path of [file("m.csv", csv), file("m.jsonl", lines), file("m.json", JSON.stringify(rows)), file("m.parquet", parquet)])
    assert.deepEqual((await suiteOf(path, ask)).tasks, wanted, path);
  const set = join(folder, "set");
  assert.deepEqual((await suiteOf(set, { ...ask, split: "test" })).tasks, wanted);
  await assert.rejects(suiteOf(set, ask), /holds the splits test, train\. Say which, as in --split test/);
  await assert.rejects(suiteOf(set, { ...ask, split: "dev" }), /of the split dev; there is none\. It has test, train/);
});

test("numbers keep their spelling, long answers get a rubric and a solution's last line is the answer", async () => {
  const text =
    '{"question":"a","answer":1.10}\n{"question":"b","answer":18446744073709551616}\n{"question":"c","answer":"6 x 7 is 42.\\n#### 42"}\n';
  const { tasks, notes } = await suiteOf(
    file("spelled.jsonl", `${text}${JSON.stringify({ question: "d", answer: `Since ${"it is so ".repeat(20)}` })}\n`),
  );
  assert.deepEqual(
    tasks.slice(0, 3).map(({ grader }) => grader["answer"]),
    ["1.10", "18446744073709551616", "42"],
  );
  assert.equal(tasks[2]?.meta?.["reference"], "6 x 7 is 42.\n#### 42");
  assert.equal(tasks[3]?.grader.kind, "rubric");
  assert.match(notes[0] ?? "", /1 task with a long answer, which a rubric compares with it in meta\.reference/);
});

test("doubles are kept once, other tasks of the same id are numbered, and ids do not depend on the order", async () => {
  const lines = [
    '{"id":"a","question":"1?","answer":"1"}',
    '{"id":"a","question":"2?","answer":"2"}',
    '{"id":"a","question":"1?","answer":"1"}',
    '{"question":"3?","answer":"3"}',
  ];
  const { tasks, notes, lost } = await suiteOf(file("doubles.jsonl", lines.join("\n")));
  assert.deepEqual(
    tasks.slice(0, 2).map(({ id, prompt }) => [id, prompt]),
    [
      ["a", "1?"],
      ["a.2", "2?"],
    ],
  );
  assert.equal(lost, 0);
  assert.match(
    notes.join("\n"),
    /1 task with the id of another, numbered, at .*:2\.\n1 task that is there twice, word for word, kept once, at .*:3\./,
  );
  const turned = await suiteOf(file("turned.jsonl", [lines[3], lines[0]].join("\n")));
  assert.equal(turned.tasks[0]?.id, tasks[2]?.id);
});

test("an answer that names two choices, and choices that are none, are left out with the reason", async () => {
  const rows = [
    { question: "a", choices: ["2", "1", "0"], answer: "1" },
    { question: "b", choices: ["2", "1", "0"], answer: 1 },
    { question: "c", choices: "x", answer: "A" },
    { question: "d", choices: ["B", "A"], answer: "A" },
    { question: "e", choices: ["yes", "no"], answer: "no" },
    { question: "f", choices: ["yes", "no"], answer: 2 },
  ];
  const { tasks, notes } = await suiteOf(file("choices.json", JSON.stringify(rows)));
  assert.deepEqual(
    tasks.map(({ grader }) => grader["answer"]),
    ["B", "B", "B"],
  );
  assert.equal(tasks[0]?.prompt.startsWith("a"), true);
  assert.deepEqual(
    notes.filter((note) => note.startsWith("Left out")).map((note) => note.replace(/, (first )?at .*/, "")),
    [
      "Left out: 1 row whose choices are no list of 2 to 26 texts",
      "Left out: 1 row whose answer says two choices: one by its text, another by its letter or number",
      "Left out: 1 row whose answer is the number of no choice",
    ],
  );
});

test("a suite of ten thousand rows comes whole", async () => {
  const lines = Array.from({ length: 10_000 }, (_, at) =>
    JSON.stringify({ question: `What is ${at} + 1?`, answer: String(at + 1), id: `n${at}` }),
  );
  const { tasks, lost } = await suiteOf(file("many.jsonl", lines.join("\n")));
  assert.deepEqual([tasks.length, lost, tasks[9999]?.grader["answer"]], [10_000, 0, "10000"]);
});
