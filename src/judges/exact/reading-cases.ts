import assert from "node:assert/strict";
import type { Desk, Json, Task } from "../../types.ts";
import { exactJudge } from "./exact.ts";
import { exactOptions } from "./settings.ts";

const task: Task = { id: "t", category: "reasoning", prompt: "?", grader: { kind: "exact", answer: "18" } };
const noDesk = {} as unknown as Desk;
type Settings = { [name: string]: Json };
type Row = readonly [key: Json, answer: string, wanted: "pass" | "fail" | "unknown" | "open" | "held", settings?: Settings | undefined];

/** Asserts what `exact` makes of each answer for its key; tells all rows that come out otherwise. "open": it is unreadable or ambiguous; "held": it does not pass. */
export async function table(rows: readonly Row[]): Promise<void> {
  const wrong: string[] = [];
  for (const [answer, text, wanted, more] of rows) {
    const verdict = await exactJudge(exactOptions.parse({ kind: "exact", answer, ...more })).judge(task, { text, by: "a" }, noDesk);
    const got = !verdict.ok ? verdict.failure.code : verdict.passed ? "pass" : "fail";
    const open = got === "unknown" || (verdict.ok && verdict.flags?.includes("unreadable") === true);
    if (wanted === "open" ? !open : wanted === "held" ? got === "pass" : got !== wanted)
      wrong.push(`${JSON.stringify(answer)} against ${JSON.stringify(text)}: ${got}, wanted ${wanted}`);
  }
  assert.deepEqual(wrong, []);
}
