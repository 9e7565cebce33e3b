import assert from "node:assert/strict";
import { test } from "node:test";
import type { FakeDeskSettings } from "../calls/fake-desk.ts";
import type { Ask, Event } from "../types.ts";
import { conductor } from "./conductor.ts";
import { teamOf, wants } from "./fake-team.test.ts";

interface Lists {
  readonly subtasks: string[];
  readonly members: string[];
  readonly access: number[][];
}
const plans = (lists: Lists) => ({ object: { why: "", ...lists } });
const diamond: Lists = {
  subtasks: ["do the left", "do the right", "join left and right"],
  members: ["m1", "m2", "m1"],
  access: [[], [], [1, 2]],
};
/** A planner that plans this, then that; members say which subtask they did. */
function says(...workflows: Lists[]) {
  let next = 0;
  return (ask: Ask, name: string) => {
    if (wants(ask, "subtasks")) return plans(workflows[Math.min(next++, workflows.length - 1)] as Lists);
    const text = ask.messages.map((message) => message.text).join("\n");
    return `${name} did "${/<part-\w+ id="\d">\n(.*)\n/.exec(text)?.[1] ?? "the task"}"`;
  };
}
const calls = (room: ReturnType<typeof teamOf>) => room.asked.map(({ name, ask }) => `${ask.purpose}:${name}`);
const passes: NonNullable<FakeDeskSettings["verifier"]> = () => ({ ok: true, passed: true, score: 1, why: "" });

test("steps that see nothing of one another run at once, and the last one's result is the answer", async () => {
  const room = teamOf(3, says(diamond));
  const result = await conductor().solve(room.task, room.desk);
  assert.deepEqual(result, { ok: true, text: 'm1 did "join left and right"', by: "m1" });
  assert.deepEqual(calls(room), ["plan:m0", "attempt:m1", "attempt:m2", "attempt:m1"]);
  // The plan, two steps at once, the join: three calls of 100 ms one after another.
  assert.equal(room.desk.now, 300);
});

test("a member sees its subtask and the results it is given in fences, not the task, not the plan, nobody else's work", async () => {
  const room = teamOf(3, says({ ...diamond, access: [[], [], [2]] }));
  await conductor().solve(room.task, room.desk);
  const [, left, right, join] = room.asked.map(({ text }) => text);
  for (const text of [left, right, join]) assert.ok(!text?.includes(room.task.prompt));
  assert.match(left ?? "", /<part-(\w+) id="1">\ndo the left\n<\/part-\1>/);
  assert.ok(!/<result/.test(left ?? "") && !/<result|left/.test(right ?? ""));
  assert.match(join ?? "", /<result-(\w+) part="2">\nm2 did "do the right"\n<\/result-\1>\n<part-(\w+) id="3">/);
  assert.ok(!join?.includes('m1 did "do the left"'));
});

test("without isolation a member sees the task as well", async () => {
  const room = teamOf(3, says(diamond));
  await conductor({ isolated: false }).solve(room.task, room.desk);
  assert.ok(room.asked.every(({ text }) => text.includes(room.task.prompt)));
});

test("a workflow with a cycle is repaired once by the desk, which says what is wrong", async () => {
  const room = teamOf(3, says({ ...diamond, access: [[3], [], [1]] }, diamond));
  const result = await conductor().solve(room.task, room.desk);
  assert.ok(result.ok);
  assert.deepEqual(calls(room), ["plan:m0", "plan:m0", "attempt:m1", "attempt:m2", "attempt:m1"]);
  assert.match(room.asked[1]?.text ?? "", /Step 1 may see steps before it alone; its access names step 3/i);
});

test("what cannot be read after that is one plain attempt by the planner, and a figure of the run", async () => {
  const room = teamOf(3, says({ ...diamond, members: ["m1"] }));
  const result = await conductor().solve(room.task, room.desk);
  assert.deepEqual(result, { ok: true, text: 'm0 did "the task"', by: "m0" });
  assert.deepEqual(calls(room), ["plan:m0", "plan:m0", "attempt:m0"]);
  assert.equal(room.asked[2]?.text, `<task>\n${room.task.prompt}\n</task>`);
  const figures = room.facts("own").flatMap(({ name, value }) => (name === "figures" ? [value] : []));
  assert.deepEqual(figures, [{ steps: 0, depth: 0, "plans that could not be read": 1 }]);
});

test("a step that names the planner is planned anew with what it sees, one level deep", async () => {
  const outer: Lists = { subtasks: ["try it", "mend it"], members: ["m2", "m0"], access: [[], [1]] };
  const inner: Lists = { subtasks: ["mend it well"], members: ["m1"], access: [[]] };
  const room = teamOf(3, says(outer, inner));
  const result = await conductor().solve(room.task, room.desk);
  assert.deepEqual(result, { ok: true, text: 'm1 did "mend it well"', by: "m1" });
  assert.deepEqual(calls(room), ["plan:m0", "attempt:m2", "plan:m0", "attempt:m1"]);
  const nested = room.asked[2];
  assert.match(nested?.text ?? "", /<result-(\w+) part="1">\nm2 did "try it"\n<\/result-\1>\n<part-(\w+) id="2">\nmend it\n/);
  assert.ok(!nested?.text.includes(room.task.prompt));
  const names = (nested?.ask.shape as { properties: { members: { items: { enum: string[] } } } } | undefined)?.properties.members.items
    .enum;
  assert.deepEqual(names, ["m1", "m2"]);
});

test("a nested plan that cannot be read leaves the step to the planner itself", async () => {
  const outer: Lists = { subtasks: ["mend it"], members: ["m0"], access: [[]] };
  const room = teamOf(3, says(outer, { ...outer, members: ["m0"] }));
  const result = await conductor().solve(room.task, room.desk);
  assert.equal(result.ok && result.text, 'm0 did "mend it"');
  assert.deepEqual(calls(room), ["plan:m0", "plan:m0", "plan:m0", "attempt:m0"]);
});

test("without recursion, and alone, the planner is one of those who work", async () => {
  const own: Lists = { subtasks: ["first", "second"], members: ["m0", "m0"], access: [[], [1]] };
  for (const [members, options] of [
    [3, { recursion: false }],
    [1, {}],
  ] as const) {
    const room = teamOf(members, says(own));
    const result = await conductor(options).solve(room.task, room.desk);
    assert.equal(result.ok && result.text, 'm0 did "second"');
    assert.deepEqual(calls(room), ["plan:m0", "attempt:m0", "attempt:m0"]);
  }
});

test("a step whose member fails is told to those who see it, and a last step that fails leads to a plain attempt", async () => {
  const no = { failure: { code: "refused" as const, message: "no" } };
  const member = says(diamond);
  const first = teamOf(3, (ask, name) => (name === "m2" ? no : member(ask, name)));
  const result = await conductor().solve(first.task, first.desk);
  assert.ok(result.ok && first.asked.at(-1)?.text.includes("(No result: its member failed.)"));
  const again = says(diamond);
  const last = teamOf(3, (ask, name) => (name === "m1" ? no : again(ask, name)));
  const solo = await conductor().solve(last.task, last.desk);
  assert.deepEqual([solo.ok && solo.by, last.facts("fallback").length], ["m0", 1]);
});

test("workflows that passed are shown to the planner of the next task of the category, in a fence; none where examples are 0", async () => {
  const start: Event = {
    seq: 0,
    trial: "test/t1/0",
    span: "",
    at: 0,
    hash: "",
    fact: { type: "trial-start", topology: "conductor", task: "t1", category: "test", repetition: 0 },
  };
  const first = teamOf(3, says(diamond), { verifier: passes, earlier: [start] });
  await conductor().solve(first.task, first.desk);
  assert.equal(first.facts("verdict").length, 1);
  const second = teamOf(3, says(diamond), { verifier: passes, earlier: first.events() });
  await conductor().solve(second.task, second.desk);
  const shown = /<history-(\w+) by="workflow-1">\n([\s\S]*?)\n<\/history-\1>/.exec(second.asked[0]?.text ?? "")?.[2];
  assert.equal(
    shown,
    "1. m1, sees nothing else: do the left\n2. m2, sees nothing else: do the right\n3. m1, sees 1, 2: join left and right",
  );
  const without = teamOf(3, says(diamond), { verifier: passes, earlier: first.events() });
  await conductor({ examples: 0 }).solve(without.task, without.desk);
  assert.ok(!without.asked[0]?.text.includes("workflow-1"));
  assert.deepEqual([conductor().memory, conductor({ examples: 0 }).memory], [true, false]);
});
