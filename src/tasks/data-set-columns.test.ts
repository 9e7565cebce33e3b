import assert from "node:assert/strict";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { z } from "zod";
import { UserError } from "../util/bug.ts";
import { loadSuite } from "./load-suite.ts";
import type { GraderKind } from "./settle.ts";

const folder = mkdtempSync(join(tmpdir(), "suites-"));
after(() => rmSync(folder, { recursive: true }));
let serial = 0;

/** A fresh folder with these files; the path of the first. */
function files(contents: Readonly<Record<string, string>>): string {
  const home = join(folder, String(++serial));
  for (const [name, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), content);
  }
  return join(home, Object.keys(contents)[0] ?? "");
}

function kinds(...names: readonly string[]): GraderKind[] {
  return names.map((name) => ({ name, options: z.looseObject({}) }));
}

/** The message with which a suite is refused, without the folder's name. */
async function refusal(path: string, graders?: readonly GraderKind[]): Promise<string> {
  try {
    await loadSuite(path, graders);
  } catch (thrown) {
    assert.ok(thrown instanceof UserError, String(thrown));
    assert.equal(thrown.exitCode, 2);
    return thrown.message.replaceAll(`${dirname(path)}/`, "");
  }
  return assert.fail("it was loaded");
}

test("a task without a grader is graded by exact with its answer, in every form of file; of several answers each is right", async () => {
  const grader = { kind: "exact", answer: "4" };
  for (const [name, text] of [
    ["s.csv", "id,prompt,answer\na,x,4\n"],
    ["t.csv", "id,prompt,grader,answer\na,x,,4\n"],
    ["s.jsonl", '{"id":"a","prompt":"x","answer":"4"}\n'],
    ["s.json", '[{"id":"a","prompt":"x","answer":"4"}]'],
    ["s.yaml", "tasks:\n  - { id: a, prompt: x, answer: '4' }\n"],
  ] as const) {
    const { tasks } = await loadSuite(files({ [name]: text }), kinds("exact"));
    assert.deepEqual(tasks[0]?.grader, grader, name);
  }
  const graderOf = async (rest: string) =>
    (await loadSuite(files({ "s.jsonl": `{"id":"a","prompt":"x",${rest}}\n` }), kinds("exact", "contains"))).tasks[0]?.grader;
  assert.deepEqual(await graderOf('"answer":["4","four"]'), { kind: "exact", answer: "4", aliases: ["four"] });
  assert.deepEqual(await graderOf('"answer":"Paris","grader":"contains"'), { kind: "contains", answer: "Paris" });
  assert.deepEqual(await graderOf('"answer":"4","grader":{"kind":"exact","caseSensitive":true}'), {
    kind: "exact",
    caseSensitive: true,
    answer: "4",
  });
  const settings = await loadSuite(files({ "s.csv": "id,prompt,answer,grader.tolerance\na,x,4,0.5\n" }), kinds("exact"));
  assert.equal(settings.tasks[0]?.grader.kind, "exact");
  const solution = await refusal(files({ "s.jsonl": '{"id":"a","prompt":"x","answer":"6 x 7 = 42\\n#### 42"}\n' }));
  assert.match(solution, /s\.jsonl:1:\d+: wanted an answer of one line .*got 2 lines\. Keep the final answer alone .*or name a grader/);
  const twice = await refusal(files({ "s.jsonl": '{"id":"a","prompt":"x","answer":"1","grader":{"kind":"exact","answer":"2"}}\n' }));
  assert.match(twice, /one beside the grader and one in it/);
});

test("a cell with `;` is a list where a grader takes a text or a list; written as JSON it is one text, and a JSON list is several keys of exact", async () => {
  const texts = z.union([z.string(), z.array(z.string())]);
  const graders = [
    {
      name: "contains",
      options: z.strictObject({ kind: z.literal("contains"), answer: texts, not: texts.optional() }),
      keys: ["answer", "not"],
    },
    { name: "exact", options: z.looseObject({ answer: z.string(), aliases: z.array(z.string()).optional() }) },
  ];
  const read = async (head: string, row: string) =>
    (await loadSuite(files({ "s.csv": `id,prompt,${head}\na,x,${row}\n` }), graders)).tasks[0]?.grader;
  const contains = async (cell: string) => (await read("grader,answer", `contains,${cell}`))?.["answer"];
  assert.deepEqual(await contains("Paris;France"), ["Paris", "France"]);
  assert.deepEqual(await contains(" Paris ; 007;"), ["Paris", "007"]);
  assert.deepEqual(await contains("Paris"), "Paris");
  assert.deepEqual(await contains('"[""Paris"",""a;b""]"'), ["Paris", "a;b"]);
  assert.deepEqual(await contains('"""a; b"""'), "a; b");
  assert.deepEqual(await contains("AT&T"), "AT&T");
  assert.deepEqual((await read("grader,answer,grader.not", "contains,Paris,Lyon;Nice"))?.["not"], ["Lyon", "Nice"]);
  assert.deepEqual(await read("answer", "Paris;Lyon"), { kind: "exact", answer: "Paris;Lyon" });
  const both = { kind: "exact", answer: "Paris", aliases: ["Lyon"] };
  assert.deepEqual(await read("answer", '"[""Paris"",""Lyon""]"'), both);
  assert.deepEqual(await read("grader,answer", 'exact,"[""Paris"",""Lyon""]"'), both);
  assert.deepEqual(await read("answer", '"[1, 2]"'), { kind: "exact", answer: "[1, 2]" });
  const list = { kind: "exact", answerKind: "list", answer: '["a","b"]' };
  assert.deepEqual(await read("answer,grader.answerKind", '"[""a"",""b""]",list'), list);
  const yaml = "tasks:\n  - { id: a, prompt: x, grader: exact, answer: [Paris, Lyon] }\n";
  assert.deepEqual((await loadSuite(files({ "s.yaml": yaml }), graders)).tasks[0]?.grader, both);
});

const columns: readonly [names: string, advice: RegExp][] = [
  ["id,question,answer", /rename "question" to "prompt"/],
  ["id,input,output", /rename "input" to "prompt"; rename "output" to "answer"/],
  ["id,instruction,input,response", /"instruction" to "prompt"; rename "input" to "context"; rename "response" to "answer"/],
  ["id,prompt,ideal", /rename "ideal" to "answer"/],
  ["id,prompt,expected", /rename "expected" to "answer"/],
  ["task_id,Problem,Ground Truth", /"task_id" to "id"; rename "Problem" to "prompt"; rename "Ground Truth" to "answer"/],
  ["id,prompt,choices,label", /"choices": write the choices into the prompt, .*; rename "label" to "answer"/],
  ["id,prompt,vars,target", /"vars": a suite has no templates: .*; rename "target" to "answer"/],
  ["id,prompt,question,answer", /"question": there is "prompt" already/],
];
for (const [names, advice] of columns) {
  test(`columns ${names}: told what to rename, in a table and in lines of JSON`, async () => {
    const cells = names.split(",").map((_, index) => `cell ${index}`);
    const line = JSON.stringify(Object.fromEntries(names.split(",").map((name, index) => [name, cells[index]])));
    for (const delimiter of [",", ";", "\t"]) {
      const table = [names.split(","), cells].map((row) => row.join(delimiter)).join("\n");
      assert.match(await refusal(files({ "s.csv": table })), advice);
    }
    const told = await refusal(files({ "s.jsonl": `${line}\n` }));
    assert.match(told, advice);
    assert.doesNotMatch(told, /in "(?:prompt|grader)", got nothing/);
  });
}

test("what is wrong in a table is told with its line and a column that the file has", async () => {
  const told = async (table: string): Promise<string> => {
    const message = await refusal(files({ "s.csv": table }), kinds("exact"));
    return message.slice(0, message.indexOf(": wanted"));
  };
  assert.equal(await told('id,prompt,grader\na,x,"{""answer"":""5""}"\n'), 's.csv:2, column "grader"');
  assert.equal(await told("id,prompt,grader.kind,grader.answer\na,x,exat,5\n"), 's.csv:2, column "grader.kind"');
  assert.equal(await told("id,prompt,grader,grader.answer\na,x,exact,5\nb,y,exat,5\n"), 's.csv:3, column "grader"');
  assert.equal(await told("id,prompt,answer,worth\na,x,5,much\n"), 's.csv:2, column "worth"');
  assert.equal(await told("id,prompt,answer\n,x,5\n"), 's.csv:2, column "id"');
  // A cell over several lines is told by the line where its row begins.
  assert.equal(await told('id,prompt,answer,worth\na,"x\ny",5,1\nb,"x\ny",5,much\n'), 's.csv:4, column "worth"');
});

test("other columns of a table are told to be kept as meta or mended", async () => {
  const told = await refusal(files({ "s.csv": "id,promt,answer,split\na,x,4,test\n" }));
  assert.match(
    told,
    /s\.csv:1: .*rename "promt" to "prompt"; name "split" "grader\.split" for a setting of the grader, "meta\.split" to keep it, or remove it/,
  );
});

test("faults of CSV and of the file system are told in our words", async () => {
  const quotes = ['id,prompt,answer\n1,he said "x",4\n', 'id,prompt,answer\n1,"he" x,4\n', 'id,prompt,answer\n1,"he,4\n'];
  for (const text of quotes) assert.match(await refusal(files({ "s.csv": text })), /s\.csv:2: .*quote \("\).*twice \(""\)/);
  const folder = files({ "p/x.md": "x", "s.yaml": "tasks:\n  - { id: a, prompt: { $text: p }, answer: '4' }\n" });
  assert.match(await refusal(join(dirname(folder), "..", "s.yaml")), /p: wanted a file, got a folder/);
});
