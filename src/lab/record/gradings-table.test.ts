import assert from "node:assert/strict";
import { test } from "node:test";
import { eventsOf, endOf, gradeOf, planOf } from "../plan/fixtures/plan-of.ts";
import { folded } from "../trials/fold.ts";
import { gradesOf, gradingNotes, gradingsOf } from "./gradings-of.ts";

const tasks = ["t1", "t2", "t3"];
const plan = planOf(["solo", "duo"], tasks);
const all = new Set(["solo", "duo"].flatMap((name) => tasks.map((task) => `${name}/${task}/0`)));
const answered = endOf({ answer: "a" });
/** By contains where it is a later grading. */
const later = (round: number, passed: boolean, change: object = {}) =>
  gradeOf({ grader: "contains", round, passed, score: Number(passed), ...change });
const first = (passed: boolean, change: object = {}) => gradeOf({ passed, score: Number(passed), ...change });

test("what counts are the grades of scored trials, in order, and the trials that have an answer; why is kept only where there is no score", () => {
  const { grades, answered: there } = folded(gradesOf(new Set(["a", "b", "c"])), [
    ...eventsOf("a", first(true, { why: "right" }), later(1, false, { scored: false, why: "cannot tell" }), answered),
    ...eventsOf("b", endOf({ state: "failed" }), first(true)),
    ...eventsOf("stranger", first(true), answered),
  ]);
  assert.deepEqual([...there], ["a"]);
  assert.deepEqual([...grades.keys()], ["a", "b"]);
  assert.deepEqual(
    grades.get("a")?.map(({ why, round }) => [why, round]),
    [
      ["", undefined],
      ["cannot tell", 1],
    ],
  );
});

test("a later grading is one of all where every answer was put before it, those on which its grader was silent included", () => {
  const mute = (round: number) => ({ type: "own", name: "ungraded", value: { round } }) as const;
  const { whole } = folded(gradesOf(all), [
    ...eventsOf("solo/t1/0", first(true), answered, later(1, true), later(3, true), later(2, true)),
    ...eventsOf("solo/t2/0", first(true), answered, mute(1), later(2, true), mute(4)),
    ...eventsOf("solo/t3/0", first(true), endOf({ state: "failed" })),
  ]);
  assert.deepEqual([...whole], [1, 2]);
});

test("a run that was graded once has no later grading", () => {
  const gathered = folded(gradesOf(all), eventsOf("solo/t1/0", first(true), answered));
  assert.deepEqual(gradingsOf(plan, gathered), []);
});

test("each later grading stands beside the grades before it: passes, means, changes, first grades, marks and cost by hand", () => {
  const gathered = folded(gradesOf(all), [
    // Wrong, then right; the task's own grader has changed.
    ...eventsOf("solo/t1/0", first(false, { mark: "old", score: 0.2 }), answered, later(1, true, { mark: "new", cost: 2e9 })),
    // Right and right.
    ...eventsOf("solo/t2/0", first(true, { mark: "same" }), answered, later(1, true, { mark: "same", score: 0.5, cost: 1e9 })),
    // No score, then its first grade.
    ...eventsOf("solo/t3/0", first(false, { scored: false }), answered, later(1, true)),
    // Right, then nobody can tell.
    ...eventsOf("duo/t1/0", first(true), answered, later(1, true, { scored: false })),
    // Never graded before, and not scored now.
    ...eventsOf("duo/t2/0", answered, later(1, false, { scored: false, grader: "alpha" })),
    // Without an answer there is nothing to grade, whatever stands there.
    ...eventsOf("duo/t3/0", later(1, true, { cost: 7e9 })),
  ]);
  assert.deepEqual(gradingsOf(plan, gathered), [
    {
      round: 1,
      graders: ["alpha", "contains"],
      instead: ["exact"],
      changedGraders: ["t1"],
      graded: 5,
      answers: 5,
      cost: 3,
      topologies: [
        {
          name: "solo",
          graded: 3,
          unscored: 0,
          passedBefore: 1,
          passedAfter: 3,
          scoreBefore: (0.2 + 1) / 2,
          scoreAfter: 2.5 / 3,
          changed: 1,
          first: 1,
        },
        { name: "duo", graded: 2, unscored: 2, passedBefore: 1, passedAfter: 0, scoreBefore: 1, scoreAfter: null, changed: 1 },
      ],
    },
  ]);
});

test("rounds come in order, each beside the grade that stood before it, and of a part it is said which gradings stand after it", () => {
  const until = { question: { kind: "better", a: "solo", b: "duo" } } as unknown as NonNullable<typeof plan.until>;
  const gathered = folded(gradesOf(all), [
    ...eventsOf("solo/t1/0", first(true), answered, later(2, false), later(10, true)),
    ...eventsOf("solo/t2/0", first(true), answered, later(2, false, { grader: "other" })),
    ...eventsOf("solo/t3/0", first(false), answered),
    ...eventsOf("duo/t1/0", first(true), answered),
  ]);
  const [second, tenth] = gradingsOf({ ...plan, until }, gathered);
  assert.deepEqual([second?.round, second?.graded, second?.answers, tenth?.round, tenth?.graded], [2, 2, 4, 10, 1]);
  // Another grader's grades of a part stand beside those of the run, which figures are made of.
  const part = { name: "solo", unscored: 0, standing: [{ grading: 1, grader: "exact", answers: 3 }] };
  assert.deepEqual(second?.topologies, [
    { ...part, graded: 2, passedBefore: 2, passedAfter: 0, scoreBefore: 1, scoreAfter: 0, changed: 2 },
  ]);
  assert.deepEqual(tenth?.topologies, [{ ...part, graded: 1, passedBefore: 1, passedAfter: 1, scoreBefore: 1, scoreAfter: 1, changed: 0 }]);
  // In whatever order the trials have them.
  const mixed = folded(gradesOf(all), [
    ...eventsOf("solo/t1/0", first(true), answered, later(10, true)),
    ...eventsOf("solo/t2/0", first(true), answered, later(2, false)),
    ...eventsOf("solo/t3/0", first(true), answered, later(3, false)),
  ]);
  assert.deepEqual(
    gradingsOf(plan, mixed).map(({ round }) => round),
    [2, 3, 10],
  );
});

test("of gradings that stand side by side the later come first, then those of more answers", () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  const wide = planOf(["solo"], names);
  const graders: Record<string, string> = { a: "one", b: "two", c: "two", d: "three" };
  const gathered = folded(
    gradesOf(new Set(names.map((name) => `solo/${name}/0`))),
    names.flatMap((name) =>
      eventsOf(
        `solo/${name}/0`,
        first(true, { grader: graders[name] ?? "exact" }),
        answered,
        ...(name === "f" ? [later(1, true, { grader: "exact" })] : []),
      ),
    ),
  );
  assert.deepEqual(gradingsOf(wide, gathered)[0]?.topologies[0]?.standing, [
    { grading: 2, grader: "exact", answers: 1 },
    { grading: 1, grader: "two", answers: 2 },
    { grading: 1, grader: "one", answers: 1 },
    { grading: 1, grader: "three", answers: 1 },
    { grading: 1, grader: "exact", answers: 1 },
  ]);
});

type Grading = Parameters<typeof gradingNotes>[0][number];
const row = (change: object = {}) => ({
  name: "solo",
  graded: 4,
  unscored: 0,
  passedBefore: 2,
  passedAfter: 2,
  scoreBefore: 0.5,
  scoreAfter: 0.5,
  changed: 0,
  ...change,
});
const grading = (change: Partial<Grading> = {}): Grading => ({
  round: 1,
  graders: ["exact"],
  instead: ["exact"],
  graded: 4,
  answers: 4,
  cost: 0,
  topologies: [row()],
  ...change,
});

test("the words of a grading tell who graded, how much of it, and what changed", () => {
  const texts: [Partial<Grading>, string][] = [
    [{}, "Grading 2, by exact, of 4 of 4 answers: no verdict changed. The graders are as they were."],
    [
      { round: 2, graders: ["contains"], graded: 1, answers: 1, topologies: [row({ changed: 1, graded: 1, passedAfter: 3 })] },
      "Grading 3, by contains (before: exact), of 1 of 1 answer: 1 verdict changed: solo 2 -> 3 of 1 passed, 1 changed.",
    ],
    [
      { instead: [], topologies: [row({ first: 1, scoreBefore: null }), row({ name: "duo", first: 2, unscored: 1 })] },
      "Grading 2, by exact, of 4 of 4 answers: no verdict changed, 3 answers have their first grade: solo 1 graded for the first time, score none -> 0.50; duo 2 graded for the first time, 1 without a score.",
    ],
    [
      { topologies: [row({ changed: 2, first: 1, passedBefore: 1 }), row({ name: "duo", changed: 2 })] },
      "Grading 2, by exact, of 4 of 4 answers: 4 verdicts changed, 1 answer has its first grade: solo 1 -> 2 of 4 passed, 2 changed, 1 graded for the first time; duo 2 -> 2 of 4 passed, 2 changed. The graders are as they were.",
    ],
    [
      { topologies: [row({ passedBefore: 1 })] },
      "Grading 2, by exact, of 4 of 4 answers: no verdict changed: solo 1 -> 2 of 4 passed. The graders are as they were.",
    ],
    [{ changedGraders: ["t1"] }, "Grading 2, by exact, of 4 of 4 answers: no verdict changed. The grader of t1 changed."],
    [{ changedGraders: ["t1", "t2"] }, "Grading 2, by exact, of 4 of 4 answers: no verdict changed. The graders of t1 and t2 changed."],
    [
      { changedGraders: ["1", "2", "3", "4", "5", "6", "7"] },
      "Grading 2, by exact, of 4 of 4 answers: no verdict changed. The graders of 1, 2, 3, 4, 5 and 2 more tasks changed.",
    ],
    [
      { graders: ["1", "2", "3", "4", "5", "6", "7", "8"], instead: ["1", "2", "3", "4", "5", "6"] },
      "Grading 2, by 1, 2, 3, 4, 5 and 3 more graders (before: 1, 2, 3, 4, 5 and 6), of 4 of 4 answers: no verdict changed.",
    ],
  ];
  for (const [change, wanted] of texts) assert.deepEqual(gradingNotes([grading(change)]), [wanted]);
  assert.deepEqual(gradingNotes([]), []);
});

test("of a part it is said what stands beside it and what grading all would have brought, until one grades all", () => {
  const standing = [
    { grading: 2, grader: "contains", answers: 3 },
    { grading: 1, grader: "exact", answers: 1 },
  ];
  const part = grading({
    graders: ["contains"],
    graded: 3,
    topologies: [row({ graded: 3, standing, corrected: { rate: 0.804, ci: [0.606, 0.954], tasks: 3 } }), row({ name: "duo" })],
  });
  const head = "Grading 2, by contains (before: exact), of 3 of 4 answers: no verdict changed.";
  const blend = " 1 answer keeps an earlier grade: the figures mix graders (solo: 3 by contains (grading 2), 1 by exact (grading 1)).";
  const rates =
    " Had contains graded all, pass rates corrected for the errors of exact, by prediction-powered inference and as far as the tasks graded are a random part: solo 80% (95% interval 61 to 95, 3 tasks graded by both).";
  assert.deepEqual(gradingNotes([part]), [`${head}${blend}${rates}`]);
  // A later grading of a part changes nothing of that; one of all does, an earlier one of all does not.
  assert.equal(gradingNotes([part, grading({ round: 2, graded: 3 })])[0], `${head}${blend}${rates}`);
  assert.equal(gradingNotes([part, grading({ round: 2 })])[0], head);
  assert.equal(gradingNotes([grading({ round: 0 }), part])[1], `${head}${blend}${rates}`);
  // By the same graders there is no blend, unless a grader of its own has changed.
  const same = { ...part, graders: ["exact"] };
  assert.equal(gradingNotes([same])[0], "Grading 2, by exact, of 3 of 4 answers: no verdict changed. The graders are as they were.");
  const mended = { ...same, changedGraders: ["t1"], graded: 2, topologies: [row()] };
  assert.equal(
    gradingNotes([mended])[0],
    "Grading 2, by exact, of 2 of 4 answers: no verdict changed. The grader of t1 changed. 2 answers keep an earlier grade: the figures mix graders.",
  );
  // A part that another grader graded leaves the figures to the grades that stood before.
  const beside = { ...part, topologies: [row({ graded: 3, changed: 1, standing: standing.slice(1) }), row({ name: "duo", standing: [] })] };
  assert.equal(
    gradingNotes([beside])[0],
    "Grading 2, by contains (before: exact), of 3 of 4 answers: 1 verdict would change: solo 2 -> 2 of 3 passed, 1 changed. A part was graded, so the figures stay those by exact (grading 1).",
  );
  // Of all there is no blend either, but the rates are told where they were made.
  assert.equal(gradingNotes([{ ...part, graded: 4 }])[0], `${head.replace("3 of 4", "4 of 4")}${rates}`);
});
