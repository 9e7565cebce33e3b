import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake } from "../models/fake.ts";
import type { Task } from "../types.ts";
import { dialogueText } from "../util/dialogue-text.ts";
import { turnsGrader } from "../util/turns-grader.ts";
import { openJudge } from "./open-judge.ts";

const exact = (answer: string) => ({ kind: "exact", answer });
const task: Task = {
  id: "t",
  category: "c",
  prompt: "First?",
  grader: exact("1"),
  turns: [{ prompt: "Second?" }, { prompt: "Third?", grader: exact("3") }, { prompt: "Fourth?", grader: exact("4") }],
};
const desk = () => fakeDesk({ members: {} }).desk;
const judged = (text: string, of = task) => openJudge(turnsGrader(of), "grade").judge(of, { text, by: "a" }, desk());

test("a dialogue passes when every graded turn does", async () => {
  const verdict = await judged(dialogueText(["Answer: 1", "whatever", "Answer: 3", "Answer: 4"]));
  assert.ok(verdict.ok);
  assert.deepEqual([verdict.passed, verdict.score], [true, 1]);
  assert.deepEqual(
    verdict.turns?.map(({ turn, answered, passed }) => [turn, answered, passed]),
    [
      [1, true, true],
      [3, true, true],
      [4, true, true],
    ],
  );
});

test("the score is the share of graded turns that are right: one of three, and one without an answer counts as wrong", async () => {
  const verdict = await judged(dialogueText(["Answer: 1", "whatever", "Answer: 9"]));
  assert.ok(verdict.ok);
  assert.equal(verdict.passed, false);
  assert.equal(verdict.score, 1 / 3);
  assert.deepEqual(verdict.turns?.at(-1), { turn: 4, answered: false, passed: false, score: 0, why: "it has no answer" });
  assert.match(verdict.why, /^1 of 3 graded turns passed; turn 3: "9" does not equal the key; turn 4: it has no answer$/);
});

test("reasoning in one answer takes nothing of the others away", async () => {
  const verdict = await judged(dialogueText(["<think>2?</think>Answer: 1", "</think> odd", "Answer: 3", "Answer: 4"]));
  assert.equal(verdict.ok && verdict.passed, true);
});

test("a turn whose grader cannot tell leaves the whole without a score, and says which it was", async () => {
  const of: Task = { ...task, turns: [{ prompt: "Second?", grader: { kind: "rubric" } }] };
  const verdict = await judged(dialogueText(["Answer: 1", "an essay"]), of);
  assert.equal(verdict.ok, false);
  assert.match(verdict.ok ? "" : verdict.failure.message, /^Turn 2: /);
});

test("a judge that asks a model shows it the turns before, with the answers that were given, and judges the turn's own", async () => {
  const grader = fake(() => ({ object: { why: "w", passed: true, score: 1 } }));
  const of: Task = { ...task, context: "LONG", turns: [{ prompt: "Second?", grader: { kind: "rubric", member: "grader" } }] };
  const room = fakeDesk({ members: { grader } });
  const verdict = await openJudge(turnsGrader(of), "grade").judge(
    of,
    { text: dialogueText(["Answer: 1", "an essay"]), by: "a" },
    room.desk,
  );
  assert.equal(verdict.ok && verdict.passed, true);
  const shown = grader.asked[0]?.messages.map(({ text }) => text).join("\n") ?? "";
  const order = ["LONG", "<task>\nFirst?", "Answer: 1", "<task>\nSecond?", "an essay"].map((text) => shown.indexOf(text));
  assert.ok(
    order.every((at, place) => at >= 0 && at > (order[place - 1] ?? -1)),
    shown,
  );
  assert.match(shown, /<history-[0-9a-f]{16}>\nAnswer: 1\n<\/history-/);
  assert.match(shown, /<answer-[0-9a-f]{16}>\nan essay\n<\/answer-/);
});

test("blocks of a member that was asked all turns at once are judged alike", async () => {
  const verdict = await judged('<turn n="1">Answer: 1</turn><turn n="2">-</turn><turn n="3">Answer: 3</turn><turn n="4">Answer: 5</turn>');
  assert.ok(verdict.ok);
  assert.equal(verdict.score, 2 / 3);
});
