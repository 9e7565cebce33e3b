import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sandbox } from "../sandbox/index.ts";
import type { Ask, Task } from "../types.ts";
import { teamOf, wants } from "./fake-team.test.ts";
import { recursive } from "./recursive.ts";
import { wantedOf } from "../util/wanted-of.ts";

const box = sandbox({ processes: 1 });
after(() => void box.close());

const haystack = `${"Nothing to see here. ".repeat(3000)}The secret number is 4711. ${"Nor here, none at all. ".repeat(3000)}`;
const task: Task = {
  id: "n1",
  category: "search",
  prompt: "What is the secret number?",
  context: haystack,
  grader: { kind: "exact", answer: "4711" },
};
const room = { task, sandbox: (program: Parameters<typeof box.run>[0]) => box.run(program) };
const program = (code: string) => ({ object: { program: code } });
const find = `const at = context.indexOf("secret");
globalThis.result = { ask: [{ question: "Which number?", text: context.slice(at - 10, at + 40) }], note: "found at " + at };`;
const finish = `globalThis.result = { final: answers[0].answer.replace(/\\D/g, "") + " " + notes.length };`;

function author(...programs: string[]) {
  let written = 0;
  return (ask: Ask) =>
    wants(ask, "program") ? program(programs[written++] ?? "") : (/is (\d+)/.exec(ask.messages[0]?.text ?? "")?.[1] ?? "closing words");
}

test("programs slice the context, readers see their slice alone, and nobody sees the whole", async () => {
  const { desk, asked } = teamOf(2, author(find, finish), room);
  const result = await recursive({ reader: "m1" }).solve(task, desk);
  assert.deepEqual(result, { ok: true, text: "4711 1", by: "m0" });
  assert.deepEqual(
    asked.map(({ name }) => name),
    ["m0", "m1", "m0"],
  );
  assert.ok(asked.every(({ text }) => text.length < 4000));
  assert.ok(asked[0]?.text.includes(`[${haystack.length} characters`));
  assert.match(
    asked[1]?.text ?? "",
    /^<context>\n<slice-.{16}>\n.{50}\n<\/slice-.{16}>\n<\/context>\n<task>\n<question-.{16}>\nWhich number\?\n<\/question-.{16}>\n<\/task>$/,
  );
  assert.ok(asked[2]?.text.includes("Question: Which number?\nAnswer: 4711"));
});

test("a program's own error is shown to the next one, and the last program ends with a closing call", async () => {
  const { desk, asked } = teamOf(1, author("throw new Error('no such luck')", "42"), room);
  const result = await recursive({ iterations: 2 }).solve(task, desk);
  assert.equal(result.ok && result.text, "closing words");
  assert.equal(asked.length, 3);
  assert.ok(asked[1]?.text.includes("no such luck"));
  assert.ok(asked[2]?.text.includes("neither { ask } nor { final }"));
});

test("questions beyond the number are not asked, and longer slices are cut", async () => {
  const greedy = `globalThis.result = { ask: Array.from({ length: 50 }, (_, i) => ({ question: "q" + i, text: context.slice(0, 5000) })) };`;
  const { desk, asked } = teamOf(1, author(greedy, `globalThis.result = { final: "done" };`), room);
  await recursive({ questions: 3, slice: 500 }).solve(task, desk);
  const readers = asked.filter(({ ask }) => wantedOf(ask) === undefined);
  assert.equal(readers.length, 3);
  assert.ok(readers.every(({ text }) => text.length < 700));
});

test("no context, no sandbox and no readable program each lead to one plain attempt", async () => {
  const { context: _, ...bare } = task;
  const cases = [
    teamOf(1, author(find), { ...room, task: bare }),
    teamOf(1, author(find), { task }),
    teamOf(1, (ask) => (wants(ask, "program") ? "prose" : "plain"), room),
  ];
  for (const [i, { desk, task: given, facts, asked }] of cases.entries()) {
    assert.equal((await recursive().solve(given, desk)).ok, true);
    assert.equal(facts("fallback")[0]?.to, "solo");
    assert.equal(asked.at(-1)?.ask.messages.length, 1);
    assert.equal(asked.length, [1, 2, 3][i]);
  }
});
