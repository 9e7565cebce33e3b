import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event, Fact } from "../types.ts";
import { conversation } from "./conversation.ts";
import { defined } from "../util/defined.ts";

function events(...facts: readonly Fact[]): Event[] {
  return facts.map((fact, seq) => ({ seq, run: "r", trial: "t", span: "grade", at: 0, fact, prev: "", hash: "" }) as unknown as Event);
}

const grade = (grader: string, passed: boolean, round?: number): Fact => ({
  type: "grade",
  grader,
  scored: true,
  passed,
  score: passed ? 1 : 0,
  why: "",
  cost: 0,
  ...defined({ round }),
});

test("each of several grades says which grading it is of, the first too; a grade that stands alone says nothing of it", () => {
  const text = conversation(events(grade("exact", false), grade("rubric by judge", true, 1)), () => undefined);
  assert.match(text, /# grade by exact \(grading 1, the run's own\): failed/);
  assert.match(text, /# grade by rubric by judge \(grading 2, in place of what stands before\): passed/);
  assert.match(
    conversation(events(grade("exact", true)), () => undefined),
    /# grade by exact: passed/,
  );
});
