import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { UserError } from "../../../util/bug.ts";
import type { Ask } from "./ask.ts";
import { importForeign } from "./import-foreign.ts";

const fixture = (name: string): string => join(import.meta.dirname, "fixtures", name);
const folder = mkdtempSync(join(tmpdir(), "bad-foreign-"));

function file(name: string, text: string | Uint8Array): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

async function refusal(path: string, ask: Partial<Ask> = {}): Promise<string> {
  try {
    await importForeign(path, { columns: new Map(), ...ask });
  } catch (thrown) {
    assert.ok(thrown instanceof UserError, String(thrown));
    return thrown.message.replaceAll(`${folder}/`, "");
  }
  return assert.fail(`${path} was imported`);
}

test("what breaks off is refused with the place", async () => {
  assert.match(
    await refusal(file("a.json", '{"results":{"results":[{"provider":')),
    /^a\.json: whole JSON was wanted; .*Copy or export it again/,
  );
  assert.match(
    await refusal(file("a.jsonl", '{"question":"a"}\n{"question":"b"}\n{"question":\n')),
    /^a\.jsonl:3: a JSON object was wanted on the line; it breaks off/,
  );
  assert.match(await refusal(file("b.jsonl", '{"question":"a"}\n[1]\n')), /^b\.jsonl:2: a JSON object was wanted on the line; got \[1\]/);
  assert.match(await refusal(file("a.yaml", "prompts: [a\ntests: x")), /a\.yaml:/);
  assert.match(await refusal(file("a.csv", 'question,answer\n"a,1\n')), /a\.csv.* line 2/);
  assert.match(await refusal(file("b.csv", "question,answer\na\n")), /b\.csv line 2: 2 fields were wanted; got 1/);
  assert.match(await refusal(file("a.eval", "PK\x03\x04 and no more")), /a\.eval: a whole zip archive was wanted/);
  assert.match(await refusal(file("empty.json", " \n")), /empty\.json: something to import was wanted; the file is empty/);
  assert.match(await refusal(file("bytes.txt", new Uint8Array([0xff, 0xfe, 0x41, 0]))), /bytes that are none of these/);
  assert.match(await refusal(file("twice.csv", "question,question\na,b\n")), /the column question is there twice/);
});

test("a file of no known kind is told what was looked for", async () => {
  const told = await refusal(file("unknown.json", '{"foo":1,"bar":2}'));
  assert.match(
    told,
    /^unknown\.json is JSON with foo, bar, and none of what is known here:\n  promptfoo-output: results with provider and success\n/,
  );
  for (const name of [
    "inspect-log",
    "otel",
    "litellm",
    "langfuse",
    "promptfoo-csv",
    "lm-eval",
    "swe-bench",
    "hugging-face",
    "inspect-dataset",
    "rows",
    "outcomes",
  ])
    assert.match(told, new RegExp(`\\n  ${name}: \\S`));
});

test("a format that the file is not says what it looks like", async () => {
  assert.match(
    await refusal(fixture("otel.json"), { format: "langfuse" }),
    /a Langfuse export was wanted \(.*\); it is JSON, and looks like OpenTelemetry spans \(--format otel\)\.$/,
  );
  assert.match(
    await refusal(file("n.json", "[]"), { format: "rows" }),
    /rows of a data set was wanted .* it is a JSON list without that\.$/,
  );
  assert.match(
    await refusal(fixture("otel.json"), { format: "otl" }),
    /--format: one of promptfoo-output, .*, outcomes was wanted; got "otl"\. Did you mean "otel"/,
  );
});

test("columns and options that the file does not have are refused, with the nearest name", async () => {
  const rows = file("rows.csv", "questoin,answer\na,1\n");
  assert.match(
    await refusal(rows, { prompt: "question" }),
    /the column question was wanted for --prompt; there is questoin, answer\. Did you mean "questoin"/,
  );
  assert.match(
    await refusal(file("p.csv", "x,y\n1,2\n"), { answer: "y", format: "rows" }),
    /the column with the questions was wanted\. Name it, as in --prompt question; there is x, y/,
  );
  assert.match(await refusal(fixture("otel.json"), { prompt: "q" }), /--prompt is none of the options for OpenTelemetry spans/);
  assert.match(
    await refusal(fixture("inspect.jsonl"), { answer: "target" }),
    /--answer is none of the options for an Inspect dataset; rows of any kind take it with --format rows/,
  );
  assert.match(await refusal(fixture("hugging-face.json"), { grades: "g.csv" }), /--column and --grades are for attempts/);
  assert.match(await refusal(fixture("otel.json"), { score: "x" }), /--score names one of several scores/);
  assert.match(
    await refusal(fixture("litellm.jsonl"), { columns: new Map([["passed", "metadata.right"]]) }),
    /metadata\.right was wanted for --column passed=metadata\.right; no record has it/,
  );
  assert.match(
    await refusal(fixture("litellm.jsonl"), { columns: new Map([["pased", "metadata.correct"]]) }),
    /one of ours was wanted before "=".*Did you mean "passed"/,
  );
  assert.match(await refusal(fixture("otel.json"), { split: "test" }), /--split picks files of a folder/);
  assert.match(
    await refusal(fixture("litellm.jsonl"), { grades: file("g.csv", "name,passed\na,1\n") }),
    /the columns id and passed \(or score\) were wanted; there is name, passed/,
  );
  assert.match(await refusal(fixture("litellm.jsonl"), { grades: file("h.csv", "id,passed\na,1\na,0\n") }), /a is graded twice/);
});

test("values of another type than wanted are refused with the record, or left out and counted", async () => {
  const log = (...records: unknown[]): string => file("log.jsonl", records.map((record) => JSON.stringify(record)).join("\n"));
  const columns = new Map([
    ["item", "metadata.t"],
    ["passed", "metadata.p"],
  ]);
  const record = { request_id: "a", spend: 1, model: "m", metadata: { t: "x", p: "maybe" } };
  assert.match(await refusal(log(record), { columns }), /log\.jsonl record 1: passed must be 1 or 0, or empty; got maybe/);
  const mixed = await importForeign(
    log(
      { ...record, metadata: { t: "x", p: 1 } },
      { ...record, request_id: "b", model: null, metadata: { t: "x", p: 1 } },
      { ...record, request_id: "c", spend: "much", metadata: { t: "x", p: 0 } },
    ),
    { columns },
  );
  assert.deepEqual(
    mixed.notes.slice(0, 2).map((note) => note.replaceAll(`${folder}/`, "")),
    [
      "Left out: 1 attempt without a model, at log.jsonl:2.",
      "1 attempt without a recorded cost (decide --assume-cost states one), at log.jsonl:3.",
    ],
  );
  const questions = await importForeign(
    file(
      "q.json",
      JSON.stringify([
        { question: "a", answer: "1" },
        { question: 7, answer: null },
        { question: null, answer: "2" },
        { question: " ", answer: "3" },
      ]),
    ),
    { columns: new Map() },
  );
  assert.ok(questions.kind === "suite");
  assert.deepEqual(
    questions.tasks.map(({ prompt, grader }) => [prompt, grader.kind]),
    [
      ["a", "exact"],
      ["7", "human"],
    ],
  );
  assert.deepEqual(
    questions.notes.slice(0, 2).map((note) => note.replaceAll(`${folder}/`, "")),
    ["Left out: 1 row without question, at q.json[2].", "Left out: 1 task without a prompt, at q.json[3]."],
  );
});

test("names that every object has are names like any other", async () => {
  const rows = file("proto.jsonl", '{"__proto__":"What is 1 + 1?","constructor":"2","toString":"sums"}\n');
  const found = await importForeign(rows, { columns: new Map(), prompt: "__proto__", answer: "constructor", category: "toString" });
  assert.ok(found.kind === "suite");
  assert.deepEqual(
    [found.tasks[0]?.prompt, found.tasks[0]?.category, found.tasks[0]?.grader],
    ["What is 1 + 1?", "sums", { kind: "exact", answer: "2" }],
  );
  assert.match(await refusal(file("none.jsonl", '{"a":1}\n'), { prompt: "constructor" }), /the column constructor was wanted/);
});

test("a folder without rows, and one with a file of another kind, are refused", async () => {
  mkdirSync(join(folder, "nothing"));
  assert.match(await refusal(join(folder, "nothing")), /files of a data set were wanted \(\.parquet/);
  mkdirSync(join(folder, "odd"));
  file("odd/a.jsonl", '{"question":"a","answer":"1"}\n');
  file("odd/b.json", '"text"');
  assert.match(await refusal(join(folder, "odd")), /b\.json/);
  mkdirSync(join(folder, "linked"));
  symlinkSync(join(folder, "odd", "a.jsonl"), join(folder, "linked", "a.jsonl"));
  assert.match(await refusal(join(folder, "linked")), /is a symbolic link out of the folder .*linked/);
});
