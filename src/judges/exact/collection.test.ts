import assert from "node:assert/strict";
import { test } from "node:test";
import type { Desk, Task } from "../../types.ts";
import { openJudge } from "../open-judge.ts";

const noDesk = {} as unknown as Desk;

async function passes(grader: Record<string, unknown>, text: string): Promise<boolean> {
  const task: Task = { id: "t", category: "c", prompt: "", grader: { kind: "exact", ...grader } };
  const verdict = await openJudge(task.grader, "grade").judge(task, { text: `Answer: ${text}`, by: "a" }, noDesk);
  assert.ok(verdict.ok, JSON.stringify(verdict));
  return verdict.passed;
}

const numbered = (count: number, item: (at: number) => string): string => Array.from({ length: count }, (_, at) => item(at)).join(", ");

test("items of a set count once, however often and in whatever form they are written", async () => {
  assert.ok(await passes({ answer: "{x+1, x+2}" }, `{${numbered(450, () => "x+1")}, ${numbered(450, () => "x + 2")}}`));
  assert.ok(await passes({ answer: "{1/2, 3}" }, "{3, 0.5, \\frac{1}{2}, 3.0}"));
  assert.ok(!(await passes({ answer: "{x+1, x+2}" }, `{${numbered(900, (at) => `x+${at}`)}}`)));
});

test("a wrong item fails a set, also behind hundreds of right ones in hundreds of forms", async () => {
  const ones = numbered(300, (at) => `1+${at}-${at}`);
  assert.ok(!(await passes({ answer: "{1, 2}", answerKind: "set" }, `{${ones}, 2, 3}`)));
  assert.ok(!(await passes({ answer: "{1, 2}", answerKind: "set" }, `{${numbered(30, (at) => `1.${"0".repeat(at + 1)}`)}, 2, 3}`)));
  assert.ok(await passes({ answer: "{1, 2}", answerKind: "set" }, `{${numbered(30, (at) => `1.${"0".repeat(at + 1)}`)}, 2}`));
});

test("items that are near enough to a wanted one are that one, a row of steps away from it is not", async () => {
  const near = { answer: "{1, 2}", answerKind: "set", tolerance: 0.01 };
  assert.ok(await passes(near, "{1.005, 2, 0.998}"));
  assert.ok(!(await passes(near, `{${numbered(21, (at) => (1 + at * 0.005).toFixed(3))}, 2}`)));
});

test("tables of other sizes are other tables, whatever is in their cells", async () => {
  const table = { answer: "| a | 1 |\n| b | 1/2 |", answerKind: "table", unordered: true };
  assert.ok(await passes(table, "\n| b | 0.5 |\n| a | 1 |"));
  assert.ok(!(await passes(table, "\n| b | 0.5 |\n| a | 1 |\n| a | 1 |")));
  assert.ok(!(await passes(table, "\n| b | 0.5 | |\n| a | 1 | |")));
});
