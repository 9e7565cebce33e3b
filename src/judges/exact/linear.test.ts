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

// Quadratic reading takes ten seconds for each of these, and minutes for all; `npm run bench -- proof --reading` measures the time.
test("a long run of blanks or marks before arrows and braces is read to its end by every kind of answer, and passes none", async () => {
  for (const grader of graders) {
    const judge = openJudge(grader, "grade");
    const task: Task = { id: "a", category: "c", prompt: "", grader };
    for (const text of runs) {
      const verdict = await judge.judge(task, { text, by: "m" }, {} as unknown as Desk);
      assert.ok(!(verdict.ok && verdict.passed), JSON.stringify(grader));
    }
  }
});
