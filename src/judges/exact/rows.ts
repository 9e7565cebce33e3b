import assert from "node:assert/strict";
import type { Desk, Json, Task } from "../../types.ts";
import { exactJudge } from "./exact.ts";
import { exactOptions } from "./settings.ts";

/** A key, an answer and its grade: `unreadable` fails as such, `fail` may fail in any way, `unknown` is told to be ambiguous. */
export type Row = readonly [
  key: string,
  answer: string,
  wanted: "pass" | "fail" | "unreadable" | "unknown",
  settings?: Readonly<Record<string, Json>>,
];
const noDesk = {} as unknown as Desk;

/** Grades each answer and names every row whose grade is another than wanted. */
export async function checkRows(rows: readonly Row[]): Promise<void> {
  const wrong: string[] = [];
  for (const [answer, text, wanted, more] of rows) {
    const grader: Task["grader"] = { kind: "exact", answer, ...more };
    const task: Task = { id: "t", category: "reading", prompt: "?", grader };
    const verdict = await exactJudge(exactOptions.parse(grader)).judge(task, { text, by: "a" }, noDesk);
    const unreadable = verdict.ok && (verdict.flags ?? []).includes("unreadable");
    const got = !verdict.ok ? verdict.failure.code : verdict.passed ? "pass" : unreadable ? "unreadable" : "fail";
    if (got !== wanted && (wanted !== "fail" || got === "pass"))
      wrong.push(`${JSON.stringify(answer)} against ${JSON.stringify(text)}: ${got}, wanted ${wanted}`);
  }
  assert.deepEqual(wrong, []);
}
