import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openJudge } from "../../../judges/index.ts";
import type { Answer, Desk, Task } from "../../../types.ts";
import { importForeign } from "./import-foreign.ts";
import { foreignFolder } from "./fixtures/foreign-folder.ts";

const fixture = (name: string): string => join(import.meta.dirname, "fixtures", name);
const { folder, file, suiteOf } = foreignFolder();

const asked = (letters: string, ...choices: string[]): string =>
  `${choices.map((text, at) => `(${letters[at]}) ${text}`).join("\n")}\n\nEnd with a line \`Answer: <letter>\`.`;

test("a promptfoo configuration is a task for each test, value and prompt; its assertions are one grader that wants them all", async () => {
  const { readAs, tasks, notes, lost } = await suiteOf(fixture("promptfoo.yaml"));
  assert.equal(readAs, "a promptfoo configuration");
  const graders = tasks.filter((_, at) => at % 2 === 0).map(({ prompt, grader }) => [prompt, grader]);
  const both = { kind: "regex", pattern: "^(?=(?i:[\\s\\S]*(?:lima|santiago)))(?![\\s\\S]*(?:sorry))" };
  assert.deepEqual(graders, [
    ["What is the capital of France?", { kind: "contains", answer: "Paris", caseSensitive: true }],
    ["What is the capital of Peru?", both],
    ["What is the capital of Chile?", both],
    [
      "What is the capital of Japan?",
      { kind: "rubric", criteria: [{ id: "criterion-1", statement: "Says which city is the capital of Japan.", must: true }] },
    ],
    ["What is the capital of Chad?", { kind: "json-schema", schema: { type: "object", required: ["city"] } }],
    ["What is the capital of Fiji?", { kind: "exact", answer: "Suva", caseSensitive: true }],
    ["What is the capital of Oman?", { kind: "human" }],
  ]);
  assert.equal(tasks[1]?.prompt, "France: its capital, in one word.");
  assert.equal(tasks[0]?.category, "europe");
  assert.deepEqual(notes, [
    "Left out: 4 assertions javascript: code of others is not run; write checks of a program, or another assertion, first at promptfoo.yaml tests[1].assert[2].",
    "Left out: 2 assertions latency: it is measured by every run here, and no matter of the answer, first at promptfoo.yaml tests[3].assert[1].",
    "Left out: 2 assertions python: code of others is not run; write checks of a program, or another assertion, first at promptfoo.yaml tests[5].assert[0].",
    "2 tasks without an answer to grade by, which a person judges (grader human), first at promptfoo.yaml tests[5].",
  ]);
  assert.equal(lost, 8);
});

test("assertions that are joined to one pattern pass and fail what each of them does", async () => {
  const config = (assertions: unknown): string => JSON.stringify({ prompts: ["Say."], tests: [{ assert: assertions }] });
  const rows: [unknown, string, boolean][] = [
    [
      [
        { type: "contains", value: "a.b" },
        { type: "icontains", value: "YES" },
      ],
      "yes a.b",
      true,
    ],
    [
      [
        { type: "contains", value: "a.b" },
        { type: "icontains", value: "YES" },
      ],
      "yes axb",
      false,
    ],
    [
      [
        { type: "contains", value: "A" },
        { type: "regex", value: "^\\d" },
      ],
      "1\nA",
      true,
    ],
    [
      [
        { type: "contains", value: "A" },
        { type: "regex", value: "^\\d" },
      ],
      "A1",
      false,
    ],
    [
      [
        { type: "contains", value: "A" },
        { type: "regex", value: "\\d$" },
      ],
      "A\n1",
      true,
    ],
    [[{ type: "not-contains", value: "no" }], "yes", true],
    [[{ type: "not-contains", value: "no" }], "yes\nno", false],
    [[{ type: "not-icontains", value: "no" }], "NO", false],
    [[{ type: "not-contains-all", value: ["a", "b"] }], "a", true],
    [[{ type: "not-contains-all", value: ["a", "b"] }], "b a", false],
    [
      [
        { type: "contains-all", value: "a, b" },
        { type: "not-regex", value: "z" },
      ],
      "b a",
      true,
    ],
    [
      [
        { type: "contains-all", value: "a, b" },
        { type: "not-regex", value: "z" },
      ],
      "b a z",
      false,
    ],
    [[{ type: "starts-with", value: "Dear" }], "Dear all", true],
    [[{ type: "starts-with", value: "Dear" }], "Oh Dear", false],
    [[{ type: "equals", value: "one\ntwo" }], "one\ntwo\n", true],
    [[{ type: "equals", value: "one\ntwo" }], "one\ntwo three", false],
    [[{ type: "not-equals", value: "x" }], "x", false],
    [[{ type: "not-equals", value: "x" }], "x y", true],
    [[{ type: "equals", value: { city: "Lima" } }], '{"city":"Lima"}', true],
    [[{ type: "equals", value: { city: "Lima" } }], '{"city":"Rome"}', false],
  ];
  for (const [at, [assertions, text, wanted]] of rows.entries()) {
    const { tasks, lost } = await suiteOf(file(`joined-${at}.json`, config(assertions)));
    assert.equal(lost, 0);
    const [task] = tasks as unknown as [Task];
    const verdict = await openJudge(task.grader, "grade").judge(task, { text } as Answer, {} as Desk);
    assert.deepEqual([at, verdict.ok && verdict.passed], [at, wanted]);
  }
});

test("assertions that no grader holds are named; templates beyond names leave the task out, and files outside of the folder are refused", async () => {
  const text = JSON.stringify({
    prompts: ["{{ q | upper }}", "{{q}}"],
    tests: [
      {
        vars: { q: "Why?" },
        assert: [
          { type: "contains", value: "a" },
          { type: "regex", value: "(a)\\1" },
          { type: "regex", value: "(?P<x>a)" },
          { type: "llm-rubric", value: "polite" },
          { type: "similar", value: "a" },
          { type: "no-such", value: "a" },
        ],
      },
    ],
  });
  const { tasks, notes } = await suiteOf(file("named.json", text));
  assert.deepEqual(
    tasks.map(({ grader }) => grader),
    [{ kind: "contains", answer: "a", caseSensitive: true }],
  );
  const lost = notes.filter((note) => note.startsWith("Left out")).join("\n");
  for (const words of [
    /1 task whose prompt has "\{\{ q \| upper \}\}"/,
    /its groups cannot be joined/,
    /its pattern is none of JavaScript's/,
    /llm-rubric beside assertions on the text: a task has one grader/,
    /similar: likeness is no grader here/,
    /no-such: there is no grader for it here/,
  ])
    assert.match(lost, words);
  await assert.rejects(suiteOf(file("inside/out.yaml", "prompts: [file://../secret.txt]\ntests: [{ vars: { a: 1 } }]\n")), /secret\.txt/);
  file("secret.txt", "a secret");
  await assert.rejects(
    suiteOf(file("inside/out.yaml", "prompts: [file://../secret.txt]\ntests: [{ vars: { a: 1 } }]\n")),
    /wanted a path inside/,
  );
});

test("what weighs nothing, is transformed or needs a part of the points alone is left out and said", async () => {
  const text = JSON.stringify({
    prompts: ["{{q}}"],
    defaultTest: { options: { transform: "output.trim()", suffix: "!" } },
    tests: [
      {
        vars: { q: "Why?" },
        threshold: 0.5,
        assert: [
          { type: "contains", value: "a" },
          { type: "contains", value: "b", weight: 0 },
          { type: "equals", value: "c", transform: "output[0]" },
        ],
      },
    ],
  });
  const { tasks, notes, lost } = await suiteOf(file("weights.json", text));
  assert.deepEqual(
    tasks.map(({ grader }) => grader),
    [{ kind: "contains", answer: "a", caseSensitive: true }],
  );
  assert.equal(lost, 5);
  assert.deepEqual(notes, [
    "Left out: 1 setting options.transform: prompts and answers are taken as they are, at weights.json defaultTest.",
    "Left out: 1 setting options.suffix: prompts and answers are taken as they are, at weights.json defaultTest.",
    "Left out: 1 setting threshold: all assertions must hold, whatever they weigh, at weights.json tests[0].",
    "Left out: 1 assertion contains: with weight 0 it fails nothing, at weights.json tests[0].assert[1].",
    "Left out: 1 assertion equals: its transform is code of others, which is not run, at weights.json tests[0].assert[2].",
  ]);
});

test("promptfoo's table takes the prompt as a template, and its words for what is expected", async () => {
  const { readAs, tasks, notes } = await suiteOf(fixture("promptfoo.csv"), { prompt: "To {{language}}: {{text}}" });
  assert.equal(readAs, "a promptfoo table of tests");
  assert.deepEqual(
    tasks.map(({ prompt, grader }) => [prompt, grader]),
    [
      ["To French: good morning", { kind: "contains", answer: "bonjour" }],
      ["To German: two", { kind: "exact", answer: "zwei", caseSensitive: true }],
      ["To French: the weather", { kind: "regex", pattern: "^(?=[\\s\\S]*?(?:^[A-Z]))(?![\\s\\S]*(?:weather))" }],
      ["To French: a poem", { kind: "rubric", criteria: [{ id: "criterion-1", statement: "It rhymes.", must: true }] }],
    ],
  );
  assert.equal(tasks[0]?.category, "short");
  assert.deepEqual(notes, [
    "Left out: 1 assertion javascript: code of others is not run; write checks of a program, or another assertion, at promptfoo.csv:5 __expected2.",
  ]);
  await assert.rejects(suiteOf(fixture("promptfoo.csv")), /--prompt "Translate \{\{text\}\}".*there is text, language/s);
});

test("Inspect's samples keep ids, choices, several targets and what came before the question", async () => {
  const { readAs, tasks, notes } = await suiteOf(fixture("inspect.jsonl"));
  assert.equal(readAs, "an Inspect dataset");
  assert.deepEqual(tasks.slice(0, 2), [
    {
      id: "square",
      category: "arithmetic",
      prompt: "What is 12 * 12?",
      grader: { kind: "exact", answer: "144" },
      meta: { source: { subject: "arithmetic", source_year: 2026 } },
    },
    {
      id: "prime",
      prompt: `Which is a prime?\n\n${asked("ABC", "21", "29", "33")}`,
      grader: { kind: "exact", answer: "B", answerKind: "choice" },
    },
  ]);
  assert.deepEqual(tasks[2], {
    id: tasks[2]?.id,
    prompt: "Name a noble gas.",
    context: "system: You are brief.",
    grader: { kind: "exact", answer: "neon", aliases: ["argon"] },
  });
  assert.deepEqual(notes, [
    "Left out: 1 sample whose answer is none of the choices, at inspect.jsonl:5.",
    "1 sample with files or a sandbox, which members do not get: kept in meta.source, at inspect.jsonl:4.",
  ]);
});

test("a row that lacks a field of the templates is left out and counted; a field that no row has is refused", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lm-eval-"));
  const written = (name: string, template: string, rows: readonly object[]): string => {
    writeFileSync(join(folder, `${name}.yaml`), `task: ${name}\ndoc_to_text: "Q: {{question}}"\n${template}`);
    writeFileSync(join(folder, `${name}.jsonl`), rows.map((row) => JSON.stringify(row)).join("\n"));
    return join(folder, `${name}.yaml`);
  };
  const rows = [{ question: "1+1?", answer: "2" }, { question: "no answer" }, { answer: "3" }, { question: "2+2?", answer: 4 }];
  const found = await importForeign(written("sums", 'doc_to_target: "{{answer}}"', rows), { columns: new Map() });
  assert.ok(found.kind === "suite");
  assert.deepEqual([found.tasks.map(({ prompt }) => prompt), found.lost], [["Q: 1+1?", "Q: 2+2?"], 2]);
  assert.deepEqual(
    found.notes.slice(0, 2).map((note) => note.replaceAll(`${folder}/`, "")),
    ["Left out: 1 row without answer, at sums.jsonl:2.", "Left out: 1 row without question, at sums.jsonl:3."],
  );
  await assert.rejects(
    importForeign(written("typo", 'doc_to_target: "{{anwser}}"', rows), { columns: new Map() }),
    /doc_to_target: names of fields in \{\{ \}\} are filled in.*anwser/,
  );
});

test("a task of lm-evaluation-harness asks its rows by its templates; what is beyond fields is refused with the field", async () => {
  const { tasks } = await suiteOf(fixture("lm-eval.yaml"));
  assert.deepEqual(
    tasks.map(({ id, prompt, grader }) => [id, prompt, grader["answer"]]),
    [
      ["0", `Bats fly.\nQuestion: Do bats fly?\n\n${asked("AB", "no", "yes")}`, "B"],
      ["1", `Bats sleep by day.\nQuestion: Do bats sleep by night?\n\n${asked("AB", "no", "yes")}`, "A"],
    ],
  );
  file("rows.jsonl", '{"q":"1+1?","a":"2","opts":["1","2"]}\n');
  const yaml = (lines: string): string => file("t.yaml", `task: t\n${lines}\n`);
  const data = join(folder, "rows.jsonl");
  const plain = await suiteOf(yaml("doc_to_text: q\ndoc_to_target: a"), { data });
  assert.deepEqual([plain.tasks[0]?.prompt, plain.tasks[0]?.grader], ["1+1?", { kind: "exact", answer: "2" }]);
  const chosen = await suiteOf(yaml("doc_to_text: '{{q}}\n\n  A. {{opts[0]}} B. {{opts[1]}}'\ndoc_to_target: 1\ndoc_to_choice: [A, B]"), {
    data,
  });
  assert.equal(chosen.tasks[0]?.prompt, "1+1?\nA. 1 B. 2\n\nEnd with a line `Answer: <letter>`.");
  const listed = await suiteOf(yaml("doc_to_text: q\ndoc_to_target: 1\ndoc_to_choice: '{{[q, a]}}'"), { data });
  assert.equal(listed.tasks[0]?.prompt, `1+1?\n\n${asked("AB", "1+1?", "2")}`);
  const refusals: [string, RegExp][] = [
    ["doc_to_text: '{% if q %}{{q}}{% endif %}'\ndoc_to_target: a", /t\.yaml: doc_to_text: names of fields .* got "\{% if q %\}"/],
    ["doc_to_text: q\ndoc_to_target: '{{a.split(1)}}'", /t\.yaml: doc_to_target: .*"\{\{a\.split\(1\)\}\}"/],
    ["doc_to_text: q\ndoc_to_target: '{{answer}}'", /doc_to_target: .*of which the record has nothing/],
    ["doc_to_text: !function utils.text\ndoc_to_target: a", /doc_to_text: a template was wanted; it is the function utils\.text/],
    ["include: base.yaml\ndoc_to_text: q\ndoc_to_target: a", /include: a whole task was wanted; it takes fields from base\.yaml/],
  ];
  for (const [lines, told] of refusals) await assert.rejects(suiteOf(yaml(lines), { data }), told);
  await assert.rejects(
    suiteOf(yaml("dataset_path: someone/set\ndoc_to_text: q\ndoc_to_target: a")),
    /the rows of someone\/set were wanted\. Name a file of them: --data/,
  );
});

test("SWE-bench keeps prompt and patch, and says that its tests cannot be run", async () => {
  const { tasks, notes, lost } = await suiteOf(fixture("swe-bench.jsonl"));
  assert.deepEqual(
    [tasks[0]?.id, tasks[0]?.category, tasks[0]?.prompt, tasks[0]?.grader],
    ["someone__shapes-12", "someone/shapes", "area() of a square is twice too large.", { kind: "human" }],
  );
  assert.equal(tasks[0]?.meta?.["reference"], "--- a/s.py\n+++ b/s.py\n");
  assert.match(notes[0] ?? "", /Left out: 1 grader \(FAIL_TO_PASS, PASS_TO_PASS\): tests that run in a repository cannot be run here/);
  assert.equal(lost, 1);
});
