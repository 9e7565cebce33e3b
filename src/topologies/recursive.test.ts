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
const answer = await ask("Which number?", context.slice(at - 10, at + 40));
console.log("found at", at, answer);`;
const finish = `final(answer.replace(/\\D/g, "") + " " + at);`;

function author(...programs: string[]) {
  let written = 0;
  return (ask: Ask) =>
    wants(ask, "program") ? program(programs[written++] ?? "") : (/is (\d+)/.exec(ask.messages[0]?.text ?? "")?.[1] ?? "closing words");
}

test("programs slice the context, readers see their slice alone, and what a program declares the next one finds", async () => {
  const { desk, asked } = teamOf(2, author(find, finish), room);
  const result = await recursive({ reader: "m1" }).solve(task, desk);
  assert.deepEqual(result, { ok: true, text: `4711 ${haystack.indexOf("secret")}`, by: "m0" });
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
  assert.ok(asked[2]?.text.includes(`It printed:\nfound at ${haystack.indexOf("secret")} 4711\n`));
});

test("what is awaited together is asked together, once however often the session is run again, and prints are seen in part", async () => {
  const both = `const [a, b] = await Promise.all(["one is 1", "two is 2"].map((text) => ask("Which?", text)));
const c = await ask("Which?", "three is 3");
console.log(a + b + c);
console.log("x".repeat(9000));`;
  const { desk, asked } = teamOf(1, author(both, `console.log(a, b, c);`, `final(a + b + c);`), room);
  const result = await recursive().solve(task, desk);
  assert.equal(result.ok && result.text, "123");
  const readers = asked.filter(({ text }) => text.includes("<question-"));
  assert.deepEqual(
    readers.map(({ text }) => /(\w+) is/.exec(text)?.[1]),
    ["one", "two", "three"],
  );
  const [, second, third] = asked.filter(({ text }) => !text.includes("<question-"));
  // The first 8,000 characters: "123", a new line and 7,996 x.
  assert.match(second?.text ?? "", /It printed:\n123\nx{7996} \[\.\.\. 1005 characters cut\]\n/);
  assert.match(third?.text ?? "", /It printed:\n1 2 3\n/);
});

test("a program's own error is shown to the next one, what it declared is gone, and the last program ends with a closing call", async () => {
  const { desk, asked } = teamOf(
    1,
    author("const kept = 1;", "const lost = 2;\nthrow new Error('no such luck')", "console.log(kept, typeof lost);"),
    room,
  );
  const result = await recursive({ iterations: 3 }).solve(task, desk);
  assert.equal(result.ok && result.text, "closing words");
  assert.equal(asked.length, 4);
  assert.ok(asked[1]?.text.includes("It printed nothing."));
  assert.ok(asked[2]?.text.includes("nothing that it declared stays: Error: no such luck"));
  assert.ok(asked[3]?.text.includes("It printed:\n1 undefined\n"));
});

test("a program that asks too much fails, what it asked before is not paid again, and longer slices are cut", async () => {
  const greedy = `for (let i = 0; i < 50; i++) await ask("q" + i, context.slice(0, 5000));`;
  const modest = `for (let i = 0; i < 3; i++) await ask("q" + i, context.slice(0, 5000));\nfinal("done");`;
  const { desk, asked } = teamOf(1, author(greedy, modest), room);
  const result = await recursive({ questions: 3, slice: 500 }).solve(task, desk);
  assert.equal(result.ok && result.text, "done");
  const readers = asked.filter(({ ask }) => wantedOf(ask) === undefined);
  assert.equal(readers.length, 3);
  assert.ok(readers.every(({ text }) => text.length < 700 && text.includes("[... 4500 characters cut]")));
  assert.ok(asked.at(-1)?.text.includes("a program may ask at most 3 questions"));
});

test("with depth a question about a longer text opens a session of its own, whose reader is its author; at depth 1 it is cut and read", async () => {
  const outer = `final(await ask("Which number is secret?", context));`;
  const inner = `final(/number is (\\d+)/.exec(context)[1] + "!");`;
  const scripted = () => author(outer, inner);
  const deep = teamOf(2, scripted(), room);
  const found = await recursive({ reader: "m1", slice: 1000, session: { depth: 2 } }).solve(task, deep.desk);
  assert.deepEqual(found, { ok: true, text: "4711!", by: "m0" });
  assert.deepEqual(
    deep.asked.map(({ name, ask }) => [name, wantedOf(ask) !== undefined]),
    [
      ["m0", true],
      ["m1", true],
    ],
  );
  assert.ok(deep.asked[1]?.text.includes(`[${haystack.length} characters`) && deep.asked[1].text.includes("Which number is secret?"));
  const flat = teamOf(2, scripted(), room);
  await recursive({ reader: "m1", slice: 1000 }).solve(task, flat.desk);
  assert.deepEqual(
    flat.asked.map(({ name, ask }) => [name, wantedOf(ask) !== undefined]),
    [
      ["m0", true],
      ["m1", false],
    ],
  );
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
