import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer, Result, Task } from "../../types.ts";
import { fail } from "../../util/failure.ts";
import { turnAnswers } from "../../util/turn-answers.ts";
import { solveTask, type TurnStage } from "./solve-task.ts";

const task: Task = {
  id: "t",
  category: "c",
  prompt: "p1",
  grader: { kind: "exact", answer: "a1" },
  turns: [{ prompt: "p2" }, { prompt: "p3" }],
};

/** A stage on which each turn is answered with its own number, or fails where that is said. */
function stage(change: { fails?: number; how?: Result<Answer>; stops?: number; turns?: "together" } = {}) {
  const asked: Task[] = [];
  const heard: unknown[] = [];
  const { fails, how = fail("timeout", "too slow"), stops, turns } = change;
  const room: TurnStage = {
    terms: turns === undefined ? {} : { turns },
    solve: async (part, at) => {
      asked.push(part);
      return at?.turn === fails && fails !== undefined ? how : { ok: true, text: `a${at?.turn ?? ""}`, by: `m${at?.turn ?? ""}` };
    },
    ended: (end, answer) => {
      heard.push([end.turn, end.of, answer?.text ?? end.failure?.code]);
      return end.turn !== stops;
    },
  };
  return { room, asked, heard };
}

test("a task of one turn is solved as it is", async () => {
  const { room, asked, heard } = stage();
  const { turns: _turns, ...single } = task;
  const { solved } = await solveTask(single, room);
  assert.deepEqual(solved, { ok: true, text: "a", by: "m" });
  assert.deepEqual(asked, [single]);
  assert.deepEqual(heard, []);
});

test("turns are asked in order, each behind the answers that were given, and the answer is all of theirs", async () => {
  const { room, asked, heard } = stage();
  const { solved, failure } = await solveTask(task, room);
  assert.ok(solved.ok);
  assert.equal(failure, undefined);
  assert.equal(solved.by, "m3");
  assert.deepEqual(turnAnswers(solved.text, 3), ["a1", "a2", "a3"]);
  assert.deepEqual(
    asked.map(({ prompt, dialogue }) => [prompt, (dialogue ?? []).map(({ answer }) => answer)]),
    [
      ["p1", []],
      ["p2", ["a1"]],
      ["p3", ["a1", "a2"]],
    ],
  );
  assert.deepEqual(heard, [
    [1, 3, "a1"],
    [2, 3, "a2"],
    [3, 3, "a3"],
  ]);
});

test("a turn that times out ends the dialogue: the turns behind it are not asked, and the answers before it stand", async () => {
  const { room, asked, heard } = stage({ fails: 2 });
  const { solved, failure } = await solveTask(task, room);
  assert.deepEqual(
    asked.map(({ prompt }) => prompt),
    ["p1", "p2"],
  );
  assert.ok(solved.ok);
  assert.deepEqual(turnAnswers(solved.text, 3), ["a1", undefined, undefined]);
  assert.equal(failure?.code, "timeout");
  assert.deepEqual(heard.at(-1), [2, 3, "timeout"]);
});

test("what ends the first turn, or what infrastructure lost, leaves no answer", async () => {
  const first = await solveTask(task, stage({ fails: 1 }).room);
  assert.equal(!first.solved.ok && first.solved.failure.code, "timeout");
  const lost = await solveTask(task, stage({ fails: 3, how: fail("provider", "gone") }).room);
  assert.equal(!lost.solved.ok && lost.solved.failure.code, "provider");
});

test("a trial that is stopped asks no further turn", async () => {
  const { room, asked } = stage({ stops: 1 });
  await solveTask(task, room);
  assert.equal(asked.length, 1);
});

test("all turns together are one ask, judged as one", async () => {
  const { room, asked, heard } = stage({ turns: "together" });
  const { solved } = await solveTask(task, room);
  assert.deepEqual(
    asked.map(({ id, turns }) => [id, turns]),
    [["t#all", undefined]],
  );
  assert.deepEqual([solved.ok && solved.text, heard], ["a", []]);
});
