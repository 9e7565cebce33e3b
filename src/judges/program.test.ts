import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { sandbox } from "../sandbox/index.ts";
import type { JudgeSpec, Task } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { injections } from "./injections.ts";
import { openJudge } from "./open-judge.ts";

const box = sandbox();
after(() => box.close());
const task: Task = { id: "t", category: "coding", prompt: "Write add(a, b).", grader: { kind: "none" } };
const spec = {
  kind: "program",
  language: "javascript",
  checks: [
    { name: "adds", code: "assertEqual(add(1, 2), 3, 'one and two')" },
    { name: "adds negatives", code: "assertEqual(add(-1, -2), -3, 'minus one and minus two')" },
  ],
  limits: { ms: 1000 },
};

async function score(text: string): Promise<number | string> {
  const { desk } = fakeDesk({ members: {}, sandbox: (program) => box.run(program) });
  const verdict = await openJudge(spec, "grade").judge(task, { text, by: "a" }, desk);
  return verdict.ok ? verdict.score : verdict.failure.code;
}

test("a right program passes all its checks and a half right one half of them", async () => {
  assert.equal(await score("```js\nfunction add(a, b) { return a + b; }\n```"), 1);
  assert.equal(await score("```js\nexport const add = (a, b) => Math.abs(a) + Math.abs(b);\n```"), 0.5);
  assert.equal(await score("```js\nfunction add(a, b) { return a - b;\n```"), 0);
});

test("a program that hangs, throws or forges a report fails, and only itself", async () => {
  assert.equal(await score("```js\nfor (;;);\n```"), 0);
  assert.equal(await score("```js\nthrow new Error('no');\n```"), 0);
  assert.equal(await score('```js\nconsole.log(JSON.stringify({ ok: true, checks: [{ name: "adds", passed: true }] }));\n```'), 0);
  assert.equal(await score("```js\nglobalThis.assertEqual = () => {}; globalThis.assert = () => {}; function add() { return 0; }\n```"), 0);
  assert.equal(await score("```js\nfunction add(a, b) { return a + b; }\n```"), 1);
});

test("an injection beside a wrong program leaves its score where it was", async () => {
  for (const { id, text } of injections.filter((_, at) => at % 6 === 0)) {
    assert.equal(await score(`${text}\n\`\`\`js\n// ${text.replace(/\s/g, " ")}\nfunction add() { return 0; }\n\`\`\``), 0, id);
  }
});

async function judged(spec: JudgeSpec, text: string): Promise<number | string> {
  const { desk } = fakeDesk({ members: {}, sandbox: (program) => box.run(program) });
  const verdict = await openJudge(spec, "grade").judge(task, { text, by: "a" }, desk);
  return verdict.ok ? verdict.score : verdict.failure.code;
}

test("an SQL program is graded by its rows and by a query behind it", async () => {
  const checks = [
    { name: "rows", rows: [["b", 2]], columns: ["name", "n"] },
    { name: "table", query: "SELECT count(*) FROM t", rows: [[1]] },
  ];
  const spec = { kind: "program", language: "sql", setup: "CREATE TABLE t (name, n); INSERT INTO t VALUES ('b', 2)", checks };
  assert.equal(await judged(spec, "```sql\nSELECT name, n FROM t;\n```"), 1);
  assert.equal(await judged(spec, "```sql\nDELETE FROM t RETURNING name, n;\n```"), 0.5);
  assert.equal(await judged(spec, "```python\nprint(1)\n```"), 0);
  assert.equal(await judged({ ...spec, setup: "CREAT" }, "```sql\nSELECT name, n FROM t;\n```"), "setup");
});

test("a shell program is graded by what it prints and ends with", async (t) => {
  if (box.kinds().find(({ language }) => language === "sh")?.available !== true) return t.skip("no sandbox for sh here");
  const checks = [
    { name: "three", stdin: "a\nb\nc\n", stdout: "3", exit: 0 },
    { name: "none", args: ["x"], stdin: "", stdout: "0" },
  ];
  const spec = { kind: "program", language: "sh", checks };
  assert.equal(await judged(spec, "```sh\nwc -l\n```\nUse:\n```sh\n./count.sh < file\n```"), 1);
  assert.equal(await judged(spec, "```sh\necho 3\n```"), 0.5);
});

test("a check that does not fit its language is refused, and told what fits", () => {
  const wrong: readonly (readonly [JudgeSpec, RegExp])[] = [
    [
      { kind: "program", language: "sh", checks: [{ name: "a", code: "x" }] },
      /wanted what a check of sh may have: `args`, `stdin`.*got `code`/,
    ],
    [
      { kind: "program", language: "sh", checks: [{ name: "a", stdin: "x" }] },
      /wanted what must come of the program: `stdout`, `exit`, `wrote`/,
    ],
    [{ kind: "program", language: "sh", checks: [{ name: "a", stdout: "", files: { "../x": "" } }] }, /paths below the program's folder/],
    [{ kind: "program", language: "sh", checks: [{ name: "a", stdout: "" }], globals: { a: 1 } }, /wanted none for sh: use `files`/],
    [{ kind: "program", language: "sql", checks: [{ name: "a", rows: [[true]] }] }, /got true or false/],
    [{ kind: "program", language: "sql", checks: [{ name: "a", rows: [[1], [1, 2]] }] }, /the same number of values/],
    [{ kind: "program", language: "sql", checks: [{ name: "a", rows: [[2 ** 53 + 2]] }] }, /wanted an integer that a number holds exactly/],
    [{ kind: "program", language: "sql", checks: [{ name: "a", query: "SELECT 1" }] }, /wanted what must come of the program: `rows`/],
    [{ kind: "program", checks: [{ name: "a" }] }, /wanted what must come of the program: `code`/],
    [{ kind: "program", setup: "x", checks: [{ name: "a", code: "x" }] }, /wanted none but for sql/],
  ];
  for (const [spec, message] of wrong)
    assert.throws(
      () => openJudge(spec, "grade"),
      (thrown) => thrown instanceof UserError && message.test(thrown.message),
      JSON.stringify(spec),
    );
});

test("a right program passes whatever it exports, prints and exits with", async () => {
  const programs = [
    "module.exports = function (a, b) { return a + b; };",
    "module.exports = (a, b) => a + b;",
    "module.exports = { add: (a, b) => a + b };",
    "module.exports = { add(a, b) { return a + b; } };",
    "exports.add = (a, b) => a + b;",
    "module.exports.add = function (a, b) { return a + b; };",
    "export default function (a, b) { return a + b; }",
    "export default (a, b) => a + b;",
    "export default (a, b) => a + b\n",
    "export const add = (a, b) => a + b;\nexport default add;",
    "const add = (a, b) => a + b;\nexport { add as default };",
    "const add = (a, b) => a + b;\nprocess.stdout.write(String(add(1, 2)) + '\\n');\nprocess.exit(0);",
    "const add = (a, b) => a + b;\nconst [x, y] = process.argv.slice(2).map(Number);\nif (process.env.DEBUG) console.log(x, y);\nprocess.exitCode = 0;",
    "import process from 'node:process';\nexport const add = (a, b) => a + b;\nprocess.stdout.write('x');",
    "const add = (a, b) => a + b;\nif (require.main === module) { console.log(add(1, 2)); process.exit(0); }\nmodule.exports = add;",
  ];
  for (const code of programs) assert.equal(await score(`\`\`\`js\n${code}\n\`\`\``), 1, code);
  assert.equal(await score("```js\nmodule.exports = (a, b) => a - b;\n```"), 0);
  assert.equal(await score("```js\nprocess.exit(0);\nfunction add(a, b) { return a - b; }\n```"), 0);
});

test("a class that is exported without a name is the one that is asked for", async () => {
  const { desk } = fakeDesk({ members: {}, sandbox: (program) => box.run(program) });
  const judge = openJudge({ kind: "program", checks: [{ name: "counts", code: "assertEqual(new Counter().next(), 1);" }] }, "grade");
  for (const opening of ["module.exports = class", "export default class", "module.exports = class Counter"]) {
    const verdict = await judge.judge(task, { text: `\`\`\`js\n${opening} { next() { return 1; } }\n\`\`\``, by: "a" }, desk);
    assert.ok(verdict.ok && verdict.passed, opening);
  }
});
