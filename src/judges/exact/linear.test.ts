import assert from "node:assert/strict";
import { test } from "node:test";
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
const size = 50_000;
const runs = [" ", "*", '"'].flatMap((filler) =>
  ["=>", "=>then{", "{"].map((unit) => `${filler.repeat(size / 2)}${unit.repeat(size / 2 / unit.length)}\n0x`),
);

test("a long run of blanks or marks before arrows and braces is read in time that grows with its length, by every kind of answer", async () => {
  for (const grader of graders) {
    const judge = openJudge(grader, "grade");
    const task: Task = { id: "a", category: "c", prompt: "", grader };
    const start = process.cpuUsage();
    for (const text of runs) await judge.judge(task, { text, by: "m" }, {} as unknown as Desk);
    const { user, system } = process.cpuUsage(start);
    // What is quadratic takes ten seconds for one of them.
    assert.ok(user + system < 5_000_000, `${JSON.stringify(grader)}: ${(user + system) / 1000} ms`);
  }
});
