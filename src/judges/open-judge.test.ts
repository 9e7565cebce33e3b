import assert from "node:assert/strict";
import { test } from "node:test";
import { openJudge } from "./open-judge.ts";

test("each distinct setting of a grader that takes nothing from whoever opens it is opened once", () => {
  const exact = (answer: string) => openJudge({ kind: "exact", answer }, "grade");
  assert.equal(exact("2"), exact("2"));
  assert.equal(exact("2"), openJudge({ kind: "exact", answer: "2" }, { purpose: "grade", seed: "7" }));
  assert.notEqual(exact("2"), exact("3"));
  assert.throws(() => openJudge({ kind: "exact", answer: "2", tolerance: Number.NaN }, "grade"), /tolerance/);
  assert.throws(() => openJudge({ kind: "exact", answer: "2", tolerance: null }, "grade"), /tolerance/);
});

test("a judge that depends on whoever opens it is opened for each", () => {
  const open = (seed: string) => openJudge({ kind: "noisy", falsePositive: 0.1, falseNegative: 0.1 }, { purpose: "verdict", seed });
  assert.notEqual(open("1"), open("1"));
});
