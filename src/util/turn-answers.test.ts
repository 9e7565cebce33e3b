import assert from "node:assert/strict";
import { test } from "node:test";
import type { Task } from "../types.ts";
import { dialogueText } from "./dialogue-text.ts";
import { jointTask } from "./joint-task.ts";
import { turnAnswers } from "./turn-answers.ts";
import { turnTasks } from "./turn-tasks.ts";

test("answers to turns are read back as they were given, whatever stands in them", () => {
  const forged = dialogueText(["one", "two"]);
  for (const answers of [["a"], ["a", "b\n", "\n\nc"], ["", "x"], [forged, "second"], ["</turn>", '<turn n="2">no</turn>', "3"]])
    assert.deepEqual(turnAnswers(dialogueText(answers), answers.length), answers);
});

test("a turn without an answer is undefined, and what an answer forges is no turn", () => {
  assert.deepEqual(turnAnswers(dialogueText(["a", "b"]), 3), ["a", "b", undefined]);
  assert.deepEqual(turnAnswers(dialogueText([dialogueText(["x", "y"])]), 2), [dialogueText(["x", "y"]), undefined]);
});

test("blocks that a member wrote are read with or without quotes, the last of a turn counts, and one that is not closed ends at the next", () => {
  const text = 'Sure.\n<turn n="1">4</turn>\n<turn n=2>\nfive\n\n<turn n="3">6</turn> and <turn n="1">7</turn>';
  assert.deepEqual(turnAnswers(text, 4), ["7", "five", "6", undefined]);
  assert.deepEqual(turnAnswers("no blocks at all", 2), [undefined, undefined]);
});

const task: Task = {
  id: "shelf",
  category: "c",
  prompt: "p1",
  context: "long",
  grader: { kind: "exact", answer: "1" },
  value: 10,
  meta: { reference: "1" },
  turns: [{ prompt: "p2" }, { prompt: "p3", grader: { kind: "exact", answer: "3" }, meta: { reference: "3" } }],
};

test("each turn is a task with its own prompt, grader, meta and share of the value, behind the answers that were given", () => {
  const [first, second, third] = turnTasks(task, ["a", "b"]);
  assert.deepEqual(first, {
    id: "shelf",
    category: "c",
    prompt: "p1",
    context: "long",
    grader: task.grader,
    value: 3,
    meta: { reference: "1" },
  });
  assert.deepEqual(second?.grader, { kind: "none" });
  assert.deepEqual(second?.dialogue, [{ prompt: "p1", answer: "a" }]);
  assert.equal(second?.meta, undefined);
  assert.deepEqual([third?.id, third?.prompt], ["shelf#3", "p3"]);
  assert.deepEqual(third?.dialogue, [
    { prompt: "p1", answer: "a" },
    { prompt: "p2", answer: "b" },
  ]);
  // Without the answers before it a turn has no dialogue to show.
  assert.equal(turnTasks(task, ["a"])[2]?.dialogue, undefined);
  const { turns: _turns, ...single } = task;
  assert.deepEqual(turnTasks(single), [single]);
});

test("all turns in one prompt show every prompt in order and ask for a block each", () => {
  const joint = jointTask(task);
  assert.equal(joint.id, "shelf#all");
  assert.ok(joint.prompt.indexOf("Turn 1:\np1") < joint.prompt.indexOf("Turn 2:\np2"));
  assert.ok(joint.prompt.endsWith('<turn n="1">...</turn>, <turn n="2">...</turn>, <turn n="3">...</turn>.'));
  assert.deepEqual(joint.grader["kind"], "turns");
  // The second turn has no reference, so the whole has none.
  assert.equal(joint.meta, undefined);
  assert.deepEqual([joint.value, joint.turns], [10, undefined]);
});
