import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fact } from "../../types.ts";
import { standingGrade } from "./standing-grades.ts";

type Graded = Extract<Fact, { type: "grade" }>;

test("a part that was graded by the grader whose grades stand counts, and so does the first grade of an answer", () => {
  const grade = (more: Partial<Graded>): Graded => ({
    type: "grade",
    grader: "exact",
    mark: "a",
    cost: 0,
    why: "",
    passed: true,
    score: 1,
    scored: true,
    ...more,
  });
  const [first, again] = [grade({}), grade({ round: 1, passed: false, score: 0 })];
  const silent = grade({ scored: false });
  const other = grade({ round: 1, grader: "rubric" });
  assert.equal(standingGrade([first, again], new Set()), again);
  assert.equal(standingGrade([first, other], new Set()), first);
  assert.equal(standingGrade([first, other], new Set([1])), other);
  assert.equal(standingGrade([first, grade({ round: 1, mark: "b" })], new Set()), first);
  assert.equal(standingGrade([silent, other], new Set()), other);
  assert.equal(standingGrade([first, other], new Set([1]), 1), first);
});
