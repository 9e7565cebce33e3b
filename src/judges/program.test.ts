import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { sandbox } from "../sandbox/index.ts";
import type { Task } from "../types.ts";
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
