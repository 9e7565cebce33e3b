import assert from "node:assert/strict";
import { test } from "node:test";
import { gradeOf, planOf } from "../plan/fixtures/plan-of.ts";
import { correctedRates } from "./corrected-rates.ts";

const names = Array.from({ length: 10 }, (_, i) => `t${i}`);
const id = (task: string, repetition = 0): string => `solo/${task}/${repetition}`;

test("the judge's rate over all is corrected by what the labels say of it: its rate where it never errs, the labels' where it tells nothing", () => {
  const plan = planOf(["solo"], names);
  const answered = new Set(names.map((task) => id(task)));
  const graded = (labelOf: (i: number) => boolean | undefined) =>
    new Map(
      names.map((task, i) => {
        const label = labelOf(i);
        // The judge passes the even ones; a later round of another number is none of this one.
        const before = [gradeOf({ passed: i % 2 === 0, score: 1 }), gradeOf({ passed: true, round: 5 })];
        return [id(task), label === undefined ? before : [...before, gradeOf({ passed: label, round: 2 })]];
      }),
    );
  const rate = (labelOf: (i: number) => boolean | undefined) =>
    correctedRates(plan, { grades: graded(labelOf), answered, whole: new Set() }, 2).get("solo");
  // 8 labels, of t2 to t9, that say what the judge says: lambda 1, 4/8 + (5/10 - 4/8).
  assert.deepEqual(
    [rate((i) => (i < 2 ? undefined : i % 2 === 0))?.rate, rate((i) => (i < 2 ? undefined : i % 2 === 0))?.labelled],
    [0.5, 8],
  );
  // All labelled right: they do not vary with the judge, lambda 0.
  assert.equal(rate((i) => (i < 2 ? undefined : true))?.rate, 1);
  // Labels of t1 to t8 that agree: the judge passes 4 of them, 5 of all.
  assert.equal(rate((i) => (i < 1 || i > 8 ? undefined : i % 2 === 0))?.rate, 0.5);
  assert.equal(
    rate((i) => (i < 3 ? undefined : true)),
    undefined,
  );
});

test("tasks for learning are none; answers that there are none of are not passed; a task is labelled where all its answers are", () => {
  const plan = planOf(["solo", "duo"], [...names, "learn"], { repetitions: 2, learning: new Set(["learn"]) });
  const answered = new Set([...names, "learn"].flatMap((task) => [id(task), ...(task === "t0" ? [] : [id(task, 1)])]));
  const right = gradeOf({ passed: true });
  const label = gradeOf({ passed: true, round: 1 });
  // t9 has a label for one of its answers alone, t8 one without a score.
  const grades = new Map(
    [...answered].map((trial) => {
      const half = trial === id("t9", 1);
      const mute = trial === id("t8", 1);
      return [trial, half ? [right] : [right, mute ? gradeOf({ round: 1, scored: false }) : label]] as const;
    }),
  );
  const found = correctedRates(plan, { grades, answered, whole: new Set() }, 1);
  // Eight tasks, t0 with half its answers: labels (0.5 + 7) / 8 = 0.9375, as the judge says; over all tasks it says 9.5 / 10.
  assert.deepEqual([found.get("solo")?.labelled, found.get("solo")?.rate.toFixed(12)], [8, (0.95).toFixed(12)]);
  // The other topology answered nothing; the same tasks were drawn for it, and all count as not passed.
  assert.deepEqual([found.get("duo")?.labelled, found.get("duo")?.rate], [10, 0]);
});
