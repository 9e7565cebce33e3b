import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import type { Desk, Task } from "../../types.ts";
import { openJudge } from "../open-judge.ts";

const graders: readonly Task["grader"][] = [
  { kind: "exact", answer: "14", answerKind: "integer" },
  { kind: "exact", answer: "18 km/h" },
  { kind: "exact", answer: "B" },
  { kind: "exact", answer: "x^2+1" },
  { kind: "exact", answer: "red, green", answerKind: "set" },
  { kind: "exact", answer: "1, 2, 3" },
  { kind: "exact", answer: "[[1, 2], [3, 4]]" },
  { kind: "exact", answer: "[1, 2)" },
  { kind: "exact", answer: "2024-05-01" },
  { kind: "exact", answer: "yes" },
  { kind: "exact", answer: "Paris" },
];
const size = 100_000;
const runs = [" ", "*", '"'].flatMap((filler) =>
  ["=>", "=>then{", "{"].map((unit) => `${filler.repeat(size / 2)}${unit.repeat(size / 2 / unit.length)}\n0x`),
);

/** What is quadratic takes half a minute for one of these texts, what is linear milliseconds for all. */
const most = { timeout: 60_000 };

test("a long run of blanks or marks before arrows and braces is read in time that grows with its length, by every kind of answer", () => {
  for (const grader of graders) {
    const judge = openJudge(grader, "grade");
    const task: Task = { id: "a", category: "c", prompt: "", grader };
    const read = () => runs.map((text) => judge.judge(task, { text, by: "m" }, {} as unknown as Desk));
    assert.equal((runInNewContext("read()", { read }, most) as unknown[]).length, runs.length, JSON.stringify(grader));
  }
});
