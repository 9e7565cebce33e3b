import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { judgeKinds } from "../../judges/index.ts";
import { loadSuite } from "../../tasks/index.ts";
import type { Json } from "../../types.ts";
import { addressOf } from "../../util/hash.ts";
import { differenceWords } from "./differences.ts";
import { keptFields, taskDigest, taskFields, taskRecord } from "./task-record.ts";

const folder = mkdtempSync(join(tmpdir(), "task-record-"));

async function tasksOf(name: string, text: string) {
  writeFileSync(join(folder, name), text);
  return (await loadSuite(join(folder, name), judgeKinds)).tasks;
}

test("the same suite has the same task digests in YAML, JSON, JSONL and CSV, whether its keys are written as numbers or as texts", async () => {
  const yaml = `tasks:
  - { id: pens, prompt: How many?, answer: 14 }
  - { id: pens-text, prompt: How many?, answer: "14" }
  - { id: agent, prompt: Who?, answer: 007, worth: 0.50, tags: [a, b], meta: { year: 1999, seen: true, ratio: 1.50, reference: 1.10 } }
  - { id: near, prompt: How far?, grader: { kind: exact, answer: 1.5, tolerance: 1e-1, aliases: [2, "3"] } }
  - { id: yes, prompt: Is it?, answer: true }
  - { id: both, prompt: Which?, grader: { kind: contains, answer: [12, Paris], words: true } }
`;
  const csv = `id,prompt,grader,answer,grader.tolerance,grader.aliases,grader.words,worth,tags,context,meta.year,meta.seen,meta.ratio,meta.reference
pens,How many?,,14,,,,,,,,,,
pens-text,How many?,exact,14,,,,,,,,,,
agent,Who?,,007,,,,0.5,a;b,,1999,true,1.50,1.10
near,How far?,exact,1.5,0.1,2;3,,,,,,,,
yes,Is it?,,true,,,,,,,,,,
both,Which?,contains,12;Paris,,,yes,,,,,,,
`;
  const lines = [
    { id: "pens", prompt: "How many?", answer: 14 },
    { id: "pens-text", prompt: "How many?", answer: "14" },
    {
      id: "agent",
      prompt: "Who?",
      answer: "007",
      worth: 0.5,
      tags: ["a", "b"],
      meta: { year: 1999, seen: true, ratio: 1.5, reference: "1.10" },
    },
    { id: "near", prompt: "How far?", grader: { kind: "exact", answer: "1.5", tolerance: 0.1, aliases: ["2", 3] } },
    { id: "yes", prompt: "Is it?", answer: "true" },
    { id: "both", prompt: "Which?", grader: { kind: "contains", answer: ["12", "Paris"], words: true } },
  ];
  const digests = async (name: string, text: string) => (await tasksOf(name, text)).map((task) => `${task.id} ${taskDigest(task)}`);
  const wanted = await digests("suite.yaml", yaml);
  assert.equal(wanted.length, 6);
  assert.deepEqual(await digests("suite.csv", csv), wanted);
  assert.deepEqual(await digests("suite.json", JSON.stringify({ tasks: lines })), wanted);
  assert.deepEqual(await digests("suite.jsonl", lines.map((line) => JSON.stringify(line)).join("\n")), wanted);
});

test("a key of another spelling, another tolerance and another worth are other tasks", async () => {
  const line = (task: object): string => JSON.stringify({ id: "a", prompt: "How many?", answer: "14", ...task });
  const digest = async (task: object) => taskDigest((await tasksOf("one.jsonl", line(task)))[0] as never);
  const one = await digest({});
  for (const other of [{ answer: "014" }, { answer: "14.0" }, { prompt: "How many" }, { worth: 1 }, { category: "b" }, { context: "So." }])
    assert.notEqual(await digest(other), one, JSON.stringify(other));
});

test("each field that differs is told with both sides, of long texts the part that differs", async () => {
  const [before] = await tasksOf("before.jsonl", JSON.stringify({ id: "a", prompt: `${"x".repeat(3000)} one`, answer: 14, worth: 2 }));
  const [now] = await tasksOf(
    "now.jsonl",
    JSON.stringify({ id: "a", prompt: `${"x".repeat(3000)} two`, answer: 15, tags: ["t"], worth: 2.5 }),
  );
  assert.ok(before !== undefined && now !== undefined);
  const ledger = new Map<string, Json>();
  const record = taskRecord(before, (text) => ledger.set(addressOf(text), text));
  assert.ok(JSON.stringify(record).length < 500);
  assert.equal(
    differenceWords(
      keptFields(record, (address) => ledger.get(address)),
      taskFields(now),
    ),
    `prompt was ..."${"x".repeat(19)} one" and is now ..."${"x".repeat(19)} two"; grader.answer was "14" and is now "15"; worth was 2 and is now 2.5; tags was nothing and is now ["t"]`,
  );
  assert.equal(
    differenceWords({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }], c: null }),
    "a.1.b was 2 and is now 3; c was nothing and is now null",
  );
});
