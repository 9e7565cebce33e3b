import assert from "node:assert/strict";
import { test } from "node:test";
import { gradingNotes } from "./gradings-of.ts";

type Grading = Parameters<typeof gradingNotes>[0][number];

const part = (change: Partial<Grading>): Grading => ({
  round: 1,
  graders: ["contains"],
  instead: ["exact"],
  graded: 12,
  answers: 25,
  cost: 0,
  topologies: [
    {
      name: "solo",
      graded: 12,
      unscored: 0,
      passedBefore: 6,
      passedAfter: 9,
      scoreBefore: 0.5,
      scoreAfter: 0.75,
      changed: 3,
      standing: [
        { grading: 2, grader: "contains", answers: 12 },
        { grading: 1, grader: "exact", answers: 13 },
      ],
      corrected: { rate: 0.8, ci: [0.6, 0.95], tasks: 12 },
    },
  ],
  ...change,
});
const mixed =
  /the figures mix graders \(solo: 12 by contains \(grading 2\), 13 by exact \(grading 1\)\).*corrected for the errors of exact/;

test("that figures mix graders is said of a part that another grader graded", () => {
  assert.match(gradingNotes([part({})]).join(), mixed);
  assert.match(gradingNotes([part({ graders: ["exact"], changedGraders: ["t1"] })]).join(), /the figures mix graders/);
});

test("it is not said where the same graders graded a part again, nor once all were graded later", () => {
  assert.doesNotMatch(gradingNotes([part({ graders: ["exact"] })]).join(), /mix graders|corrected/);
  const [first, last] = gradingNotes([part({}), part({ round: 2, graded: 25, topologies: [] })]);
  assert.doesNotMatch(`${first}${last}`, /mix graders|corrected/);
});
