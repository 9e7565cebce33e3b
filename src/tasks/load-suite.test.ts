import assert from "node:assert/strict";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import fc from "fast-check";
import { z } from "zod";
import { Ajv2020 } from "ajv/dist/2020.js";
import { UserError } from "../util/bug.ts";
import { bundledSuites } from "./bundled-suites.ts";
import { loadSuite } from "./load-suite.ts";
import type { GraderKind } from "./settle.ts";
import { suiteJsonSchema } from "./suite-schema.ts";

const folder = mkdtempSync(join(tmpdir(), "suites-"));
after(() => rmSync(folder, { recursive: true }));
let serial = 0;

/** A fresh folder with these files; the path of the first. */
function files(contents: Readonly<Record<string, string | Buffer>>): string {
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
async function refusal(path: string, graders?: readonly string[]): Promise<string> {
  try {
    await loadSuite(path, graders && kinds(...graders));
  } catch (thrown) {
    assert.ok(thrown instanceof UserError, String(thrown));
    assert.equal(thrown.exitCode, 2);
    return thrown.message.replaceAll(`${dirname(path)}/`, "");
  }
  return assert.fail("it was loaded");
}

const two = `name: two
description: Two tasks.
graders:
  strict: { kind: exact, caseSensitive: true }
tasks:
  - id: a
    prompt: What is 2 + 2?
    grader: { kind: exact, answer: "4" }
  - id: b
    category: names
    prompt: Who?
    worth: 0.25
    context: A long text.
    grader: strict
`;

test("YAML, JSON, JSONL and CSV of the same tasks give the same tasks", async () => {
  const wanted = [
    {
      id: "a",
      category: "sums",
      prompt: "2 + 2, then?",
      grader: { kind: "exact", answer: "4" },
      value: 10_000_000,
      meta: { source: "own" },
    },
    { id: "b", category: "general", prompt: "3 + 3?", grader: { kind: "exact", answer: "6" } },
  ];
  const written = wanted.map(({ value, ...task }) => (value === undefined ? task : { ...task, worth: 0.01 }));
  const yaml = `tasks:
  - { id: a, category: sums, prompt: "2 + 2, then?", grader: { kind: exact, answer: "4" }, worth: 0.01, meta: { source: own } }
  - { id: b, prompt: "3 + 3?", grader: { kind: exact, answer: "6" } }
`;
  const csv = `id,category,prompt,grader,answer,worth,meta.source\na,sums,"2 + 2, then?",exact,4,0.01,own\nb,,3 + 3?,exact,6,,\n`;
  const forms = {
    "s.yaml": yaml,
    "s.json": JSON.stringify({ tasks: written }),
    "s.jsonl": written.map((task) => JSON.stringify(task)).join("\n"),
    "s.csv": csv,
  };
  for (const [name, text] of Object.entries(forms)) {
    const suite = await loadSuite(files({ [name]: text }));
    assert.deepEqual(suite, { name: "s", tasks: wanted }, name);
  }
});

test("a task may name a grader of its suite, and dollars become nano-dollars", async () => {
  const suite = await loadSuite(files({ "two.yaml": two }), kinds("exact"));
  assert.deepEqual(suite.tasks[1], {
    id: "b",
    category: "names",
    prompt: "Who?",
    context: "A long text.",
    grader: { kind: "exact", caseSensitive: true },
    value: 250_000_000,
  });
  assert.equal(suite.description, "Two tasks.");
});

test("a folder without suite.yaml is all of its task files in order of name", async () => {
  const head = files({
    "b.jsonl": '{"id":"2","prompt":"p","grader":"exact"}\n',
    "a.yaml": "- { id: one, prompt: p, grader: exact }\n",
    "notes.md": "x",
  });
  const suite = await loadSuite(dirname(head));
  assert.deepEqual(
    suite.tasks.map((task) => task.id),
    ["one", "2"],
  );
});

test("prompts, answers, checks and tasks may stand in files beside the suite", async () => {
  const head = files({
    "suite.yaml": "tasks:\n  - $task: one/task.yaml\n",
    "one/task.yaml":
      "id: one\nprompt: { $text: prompt.md }\ngrader: { kind: program, checks: { $checks: checks.js } }\nmeta: { right: { $answers: right } }\n",
    "one/prompt.md": "Write it.\r\nNow.\r\n",
    "one/checks.js": "const shared = 1;\n// check: first one\nassert(shared);\n// check: second\nassert(true);\n",
    "one/right/b.txt": "prose",
    "one/right/a.js": "let x;\n",
  });
  const [task] = (await loadSuite(dirname(head))).tasks;
  assert.deepEqual(task, {
    id: "one",
    category: "general",
    prompt: "Write it.\nNow.\n",
    grader: {
      kind: "program",
      checks: [
        { name: "first one", code: "const shared = 1;\nassert(shared);" },
        { name: "second", code: "const shared = 1;\nassert(true);" },
      ],
    },
    meta: { right: ["```js\nlet x;\n```", "prose"] },
  });
});

test("a byte order mark and CRLF change nothing", async () => {
  const plain = await loadSuite(files({ "two.yaml": two }));
  for (const name of ["two.yaml"]) {
    assert.deepEqual(await loadSuite(files({ [name]: `\uFEFF${two.replaceAll("\n", "\r\n")}` })), plain);
  }
  const csv = '\uFEFFid,prompt,grader\r\na,"one\r\ntwo",exact\r\n';
  assert.deepEqual((await loadSuite(files({ "s.csv": csv }))).tasks[0]?.prompt, "one\ntwo");
});

test("the bundled suite loads by name, from any working folder, with fifteen tasks in three categories", async () => {
  const suite = await loadSuite("coase-hayek", kinds("exact", "program", "constraints", "rubric"));
  const categories = suite.tasks.map((task) => task.category);
  assert.deepEqual(
    ["coding", "reasoning", "synthesis"].map((name) => categories.filter((category) => category === name).length),
    [5, 5, 5],
  );
  for (const task of suite.tasks) {
    const simulation = task.meta?.["simulation"] as {
      difficulty: number;
      coupling: number;
      parts: unknown[];
      right: string[];
      wrong: string[];
    };
    assert.ok(simulation.difficulty >= -1 && simulation.difficulty <= 1.2, task.id);
    assert.ok(simulation.coupling >= 0 && simulation.coupling <= 1);
    assert.ok(simulation.parts.length >= 2 && simulation.parts.length <= 4);
    assert.ok(simulation.right.length >= 2 && simulation.wrong.length >= 3, task.id);
    assert.ok(typeof task.meta?.["reference"] === "string" && typeof task.meta["provenance"] === "string");
  }
  assert.deepEqual(
    bundledSuites().map(({ name, tasks }) => ({ name, tasks })),
    [{ name: "coase-hayek", tasks: 15 }],
  );
});

const refusals: readonly [title: string, contents: Readonly<Record<string, string | Buffer>>, wanted: RegExp][] = [
  ["no tasks", { "s.yaml": "name: s\ntasks: []\n" }, /s\.yaml: wanted at least one task, got none\. Add a task/],
  ["an empty file", { "s.yaml": "" }, /wanted a suite with a list "tasks", got an empty file/],
  ["tasks that are no list", { "s.yaml": "tasks: none\n" }, /s\.yaml:1:8: wanted a list of tasks, got "none"/],
  [
    "a doubled id",
    { "s.yaml": `${two}  - { id: a, prompt: x, grader: exact }\n` },
    /s\.yaml:15:11: wanted ids that are unique in the suite, got "a" again \(first at s\.yaml:6:9\)\. Rename one/,
  ],
  [
    "a missing id",
    { "s.yaml": "tasks:\n  - prompt: x\n    grader: exact\n" },
    /s\.yaml:2:5: wanted a text in "id", got nothing\. Add the field/,
  ],
  [
    "a number for an id",
    { "s.yaml": "tasks:\n  - id: 12\n    prompt: x\n    grader: exact\n" },
    /s\.yaml:2:9: wanted a text in "id", got 12\. Put it in quotes/,
  ],
  [
    "a missing grader",
    { "s.yaml": "tasks:\n  - id: a\n    prompt: x\n" },
    /s\.yaml:2:5: wanted a grader: its kind with settings, or a name in "grader", got nothing/,
  ],
  [
    "an unknown grader",
    { "s.yaml": "tasks:\n  - id: a\n    prompt: x\n    grader: { kind: exat }\n" },
    /s\.yaml:4:13: wanted a known grader in task "a", got "exat"\. Did you mean "exact"\?/,
  ],
  [
    "an unknown field",
    { "s.yaml": "tasks:\n  - id: a\n    promt: x\n    prompt: y\n    grader: exact\n" },
    /got "promt"\. Did you mean "prompt"\? Rename or remove it/,
  ],
  [
    "a negative worth",
    { "s.yaml": "tasks:\n  - { id: a, prompt: x, grader: exact, worth: -1 }\n" },
    /s\.yaml:2:47: wanted at least 0 in "worth", got -1/,
  ],
  [
    "broken YAML",
    { "s.yaml": "tasks:\n  - id: a\n    prompt: [x\n    y: z\n" },
    /s\.yaml:4:5: this is not valid YAML: .*bracket.*\n  4 \|     y: z\n/,
  ],
  [
    "a doubled key",
    { "s.yaml": "tasks:\n  - id: a\n    id: b\n" },
    /s\.yaml:3:5: this is not valid YAML: this field is there already.*\n  3 \|     id: b\n {10}\^/,
  ],
  [
    "broken JSON",
    { "s.json": '{ "tasks": [\n  { "id": "a", }\n] }' },
    /s\.json:2:16: this is not valid JSON: .*comma.*\n  2 \|   { "id": "a", }\n/,
  ],
  [
    "a wrong JSON field",
    { "s.json": '{ "tasks": [\n  { "id": 3, "prompt": "x", "grader": "exact" }\n] }' },
    /s\.json:2:11: wanted a text in "id", got 3/,
  ],
  [
    "a broken JSONL line",
    { "s.jsonl": '{"id":"a","prompt":"x","grader":"exact"}\n{"id":\n' },
    /s\.jsonl:2:\d+: wanted one JSON object on the line/,
  ],
  [
    "a wrong JSONL field",
    { "s.jsonl": '{"id":"a","prompt":"x","grader":"exact"}\n\n{"id":"b","prompt":"","grader":"exact"}\n' },
    /s\.jsonl:3:20: wanted a text that is not empty in "prompt", got ""/,
  ],
  ["CSV with an open quote", { "s.csv": 'id,prompt,grader\na,"x,exact\n' }, /s\.csv:\d+: wanted CSV with one head line/],
  ["CSV with too few cells", { "s.csv": "id,prompt,grader\na,x\n" }, /s\.csv:2: wanted CSV with one head line/],
  ["a CSV row without a grader", { "s.csv": "id,prompt,grader\na,x,exact\nb,y,\n" }, /s\.csv:3, column "grader": wanted a grader/],
  [
    "bytes that are not UTF-8",
    { "s.yaml": Buffer.from([0x61, 0x3a, 0x0a, 0xc3, 0xa9, 0xff, 0x0a]) },
    /s\.yaml:2: wanted UTF-8, got byte 0xff at offset 5/,
  ],
  ["UTF-16", { "s.yaml": Buffer.from(`\uFEFF${two}`, "utf16le") }, /offset 0, .* It looks like UTF-16\. Save the file as UTF-8/],
  ["an endless nesting", { "s.yaml": `tasks: ${"[".repeat(20_000)}` }, /s\.yaml:1:\d+: this cannot be read: lists or fields are nested/],
  ["a file of another kind", { "s.txt": two }, /wanted a suite file \(\.yaml, \.yml, \.json, \.jsonl, \.csv, \.tsv\), got "\.txt"/],
  [
    "a path that leaves the folder",
    { "in/s.yaml": "tasks:\n  - { id: a, prompt: { $text: ../outside.md }, grader: exact }\n", "outside.md": "s" },
    /wanted a path inside .*, got "\.\.\/outside\.md"/,
  ],
  [
    "a named file that is missing",
    { "s.yaml": "tasks:\n  - { id: a, prompt: { $text: no.md }, grader: exact }\n" },
    /wanted no\.md, which cannot be read: it does not exist\. The folder has: s\.yaml\. Create it/,
  ],
];
for (const [title, contents, wanted] of refusals) {
  test(`${title}: refused with place, wanted, got and what to do`, async () => {
    assert.match(await refusal(files(contents), ["exact", "program"]), wanted);
  });
}

test("a YAML bomb of 10^12 values is refused before it is expanded", async () => {
  const levels = Array.from({ length: 12 }, (_, level) => `l${level + 1}: &l${level + 1} [${Array(10).fill(`*l${level}`).join(", ")}]`);
  const message = await refusal(files({ "s.yaml": `l0: &l0 [x]\n${levels.join("\n")}\ntasks: *l12\n` }));
  assert.match(message, /s\.yaml:1:1: the aliases expand \d+ written values to about \d\.\de\+12: that is taken for a bomb/);
});

test("a prompt of 10 MB is refused with the limit, one of 7 MB is not", async () => {
  const line = (size: number) => `${JSON.stringify({ id: "big", prompt: "x".repeat(size), grader: "exact" })}\n`;
  assert.match(
    await refusal(files({ "s.jsonl": line(10_000_000) })),
    /s\.jsonl:1: wanted at most 8000000 bytes of prompt and context in task "big", got 10000000/,
  );
  assert.equal((await loadSuite(files({ "s.jsonl": line(7_000_000) }))).tasks[0]?.prompt.length, 7_000_000);
});

test("a link out of the suite's folder is refused", async () => {
  const outside = files({ "secret.txt": "s" });
  const head = files({ "s.yaml": "tasks:\n  - { id: a, prompt: { $text: link.md }, grader: exact }\n" });
  symlinkSync(outside, join(dirname(head), "link.md"));
  assert.match(await refusal(head), /wanted a path inside .*, got "link\.md"/);
});

test("a property that stands twice in one object is refused with its place and name", async () => {
  const grader = '"grader":{"kind":"exact","answer":"1"}';
  const twice = files({
    "a.jsonl": `{"id":"a","prompt":"{\\"x\\":1,\\"x\\":2}","meta":{"l":[{"x":1},{"x":2}]},${grader}}\n{"id":"b","prompt":"p","prom\\u0070t":"q",${grader}}\n`,
  });
  await assert.rejects(loadSuite(twice), /a\.jsonl:2:24: the property "prompt" stands twice in one object/);
  const deep = files({ "b.json": '{"tasks":[\n  {"id":"a","prompt":"p","grader":{"kind":"exact","answer":"1","answer":"2"}}]}' });
  await assert.rejects(loadSuite(deep), /b\.json:2:64: the property "answer" stands twice/);
});

test("an unknown suite names the nearest bundled one", async () => {
  await assert.rejects(loadSuite("coase-hayec"), /Did you mean "coase-hayek"\?/);
});

test("the JSON Schema takes what loads and refuses what does not", () => {
  const validate = new Ajv2020({ strict: false }).compile(suiteJsonSchema());
  const task = { id: "a", prompt: "x", grader: "exact" };
  assert.equal(validate({ tasks: [task, { $task: "b.yaml" }, { ...task, prompt: { $text: "p.md" } }] }), true);
  for (const wrong of [{ tasks: [] }, { tasks: [{ ...task, id: 3 }] }, { tasks: [{ ...task, worth: -1 }] }, { tasks: [task], task: 1 }]) {
    assert.equal(validate(wrong), false, JSON.stringify(wrong));
  }
});

test("whatever a file holds, it is loaded or refused with words", async () => {
  const pieces = fc.constantFrom(
    "tasks:",
    "- ",
    "id: a",
    "\n",
    "  ",
    "{",
    "}",
    "[",
    "]",
    "&x",
    "*x",
    '"',
    ",",
    "grader: exact",
    "prompt: p",
    "<<: ",
    "!!js ",
    "\t",
    "null",
    "__proto__",
    "1e999",
    ".nan",
  );
  const text = fc.array(fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 4 })), { maxLength: 14 }).map((parts) => parts.join(""));
  const extension = fc.constantFrom("yaml", "json", "jsonl", "csv");
  await fc.assert(
    fc.asyncProperty(text, extension, async (content, kind) => {
      const path = files({ [`s.${kind}`]: content });
      try {
        assert.ok((await loadSuite(path)).tasks.length > 0);
      } catch (thrown) {
        assert.ok(thrown instanceof UserError, `${String(thrown)} for ${JSON.stringify(content)}`);
        assert.ok(thrown.message.startsWith(path) || thrown.message.includes("anted"));
      }
    }),
    { seed: 11, numRuns: 250 },
  );
});

test("a grader's kind may stand in a column of its own, and a setting without its prefix is told the column to write", async () => {
  const csv = "id,prompt,grader.kind,grader.answer,grader.tolerance\na,p,exact,1.10,0.5\n";
  assert.deepEqual((await loadSuite(files({ "s.csv": csv }))).tasks[0]?.grader, { kind: "exact", answer: "1.10", tolerance: "0.5" });
  const bare = await refusal(files({ "s.csv": "id,prompt,answer,tolerance\na,p,1,0.5\n" }));
  assert.match(bare, /name "tolerance" "grader\.tolerance" for a setting of the grader, "meta\.tolerance" to keep it, or remove it/);
});

test("shared graders may have any name", async () => {
  for (const name of ["__proto__", "constructor", "toString"]) {
    const text = `graders: { ${name}: { kind: exact } }\ntasks:\n  - { id: a, prompt: p, answer: 1.10, grader: ${name} }\n`;
    assert.deepEqual((await loadSuite(files({ "s.yaml": text }))).tasks[0]?.grader, { kind: "exact", answer: "1.10" });
  }
});

test("the offset of a bad byte is that of the first one", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 20 }), fc.string({ maxLength: 5 }), async (before, after) => {
      const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0xfe]), Buffer.from(after)]);
      const offset = Buffer.byteLength(before.toWellFormed());
      assert.match(await refusal(files({ "s.yaml": bytes })), new RegExp(`got byte 0xfe at offset ${offset},`));
    }),
    { seed: 12, numRuns: 60 },
  );
});

test("the published schema file is the one that the code makes", () => {
  const published: unknown = JSON.parse(readFileSync(new URL("../../suites/schema.json", import.meta.url), "utf8"));
  assert.deepEqual(published, JSON.parse(JSON.stringify(suiteJsonSchema())));
});
