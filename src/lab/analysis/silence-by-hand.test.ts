import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fact } from "../../types.ts";
import { callOf, endOf, eventsOf, gradeOf, planOf, rowOf, taskOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import { folded } from "../trials/fold.ts";
import { graderSilence } from "./grader-silence.ts";
import { silenceOf } from "./silence-of.ts";

const unverified = (why: string, change: Partial<Extract<Fact, { type: "unverified" }>> = {}): Fact => ({
  type: "unverified",
  member: "m",
  why,
  ...change,
});
const verdict = (part?: string): Fact => ({
  type: "verdict",
  member: "m",
  passed: false,
  score: 0,
  why: "",
  ...(part === undefined ? {} : { part }),
});
const answered = endOf({ answer: "a" });
const verifier = { kind: "rubric", member: "judge" };
const plan = planOf(
  [
    topologyOf("solo", { verifier }),
    topologyOf("duo", { verifier: { kind: "oracle" } }),
    topologyOf("bare"),
    topologyOf("idle", { verifier }),
  ],
  ["t1", "t2", "t3", "t4", "t5"],
);
const everyTrial = new Set(plan.topologies.flatMap(({ name }) => plan.suite.tasks.map(({ id }) => `${name}/${id}/0`)));

test("a verifier that gave no verdict is counted per topology: asked, silent, and what stands unchecked or was not tried again for it", () => {
  const found = folded(silenceOf(plan, everyTrial), [
    // Two tries judged, the third answer was not: no try is left to be made.
    ...eventsOf("solo/t1/0", verdict(), verdict(), unverified("out of money", { code: "budget" }), answered),
    // The first answer was not judged: two tries were not made. A part's verdict is none of the whole.
    ...eventsOf("solo/t2/0", verdict("part"), unverified("cannot tell", { code: "unknown" }), answered),
    // Silent once, then heard: the answer is checked.
    ...eventsOf("solo/t3/0", unverified("cannot tell"), verdict(), answered),
    // No answer: nothing stands unchecked.
    ...eventsOf("solo/t4/0", unverified("prose", { code: "malformed" }), endOf({ state: "failed" })),
    // Always heard.
    ...eventsOf("duo/t1/0", verdict(), answered),
    // It never asked for a verdict, and has no row.
    ...eventsOf("idle/t1/0", answered),
    // Nobody was asked.
    ...eventsOf("bare/t1/0", unverified("stray"), answered),
  ]);
  assert.deepEqual(found, {
    judges: ["rubric by judge"],
    outOfBudget: 1,
    why: "cannot tell",
    topologies: [
      { topology: "solo", asked: 8, silent: 4, answers: 3, unverified: 2, retriesNotMade: 2 },
      { topology: "duo", asked: 1, silent: 0, answers: 1, unverified: 0, retriesNotMade: 0 },
    ],
  });
});

test("a verifier whose server was gone is no silent one, unless the call was answered at a later try", () => {
  const lost = callOf("k.0", { failure: { code: "provider", message: "gone" } });
  const silence = (...facts: Fact[]) => folded(silenceOf(plan, everyTrial), eventsOf("solo/t1/0", ...facts, unverified("x"), answered));
  assert.equal(silence(lost), undefined);
  assert.equal(silence(lost, callOf("j.0"))?.topologies[0]?.asked, undefined);
  assert.equal(silence(lost, callOf("k.1"))?.topologies[0]?.asked, 1);
  assert.equal(silence(callOf("k.0"))?.topologies[0]?.asked, 1);
  // What kept it from judging was infrastructure: told elsewhere.
  assert.equal(folded(silenceOf(plan, everyTrial), eventsOf("solo/t1/0", unverified("gone", { code: "provider" }), answered)), undefined);
});

test("only scored trials count, and where every verdict was given nothing is said", () => {
  const events = eventsOf("solo/t1/0", unverified("x"), answered);
  assert.equal(folded(silenceOf(plan, new Set()), events), undefined);
  assert.equal(folded(silenceOf(plan, everyTrial), eventsOf("solo/t1/0", verdict(), answered)), undefined);
  assert.equal(folded(silenceOf(plan, everyTrial), events)?.outOfBudget, undefined);
});

const mute = (grader: string, why = "no verdict") => gradeOf({ grader, scored: false, why, code: "malformed" });
const silentRow = (topology: string, task: string, code: "malformed" | "unknown" | "timeout" = "malformed") =>
  rowOf(topology, task, { scored: false, gradeFailure: code });
const gradesOf = (...entries: [string, ...ReturnType<typeof gradeOf>[]][]) => ({
  grades: new Map(entries.map(([trial, ...own]) => [trial, own])),
  answered: new Set<string>(),
  whole: new Set<number>(),
});

test("a grader that did not work owes its grades; one that cannot tell owes none, unless it said so of every answer", () => {
  const rows = [rowOf("solo", "t1"), silentRow("solo", "t2"), silentRow("solo", "t3", "unknown")];
  const grades = gradesOf(
    ["solo/t1/0", gradeOf({ grader: "exact" })],
    ["solo/t2/0", mute("exact", "old"), mute("rubric by judge", "prose")],
    ["solo/t3/0", mute("rubric by judge", "cannot tell")],
  );
  assert.deepEqual(graderSilence(plan, rows, grades), {
    told: { graders: ["rubric by judge"], answers: 3, asked: 2, silent: 2, why: "cannot tell" },
    owed: 1,
  });
  assert.equal(graderSilence(plan, rows.slice(2), grades).owed, 1);
  assert.equal(
    graderSilence(
      plan,
      [rows[0], rows[2]].flatMap((row) => row ?? []),
      grades,
    ).owed,
    0,
  );
  assert.deepEqual(graderSilence(plan, rows.slice(0, 1), grades), { told: undefined, owed: 0 });
  // The same grader's other answers were asked of it too.
  const same = gradesOf(["solo/t1/0", gradeOf({ grader: "exact" })], ["solo/t2/0", mute("exact")]);
  assert.equal(graderSilence(plan, rows.slice(0, 2), same).told?.asked, 2);
});

test("tasks without a grader, trials without an answer and those lost to infrastructure are not silent", () => {
  const graderless = planOf(["solo"], [taskOf("t1", { grader: { kind: "none" } }), "t2"]);
  const rows = [
    silentRow("solo", "t1"),
    rowOf("solo", "t2", { answered: false, scored: false, state: "failed" }),
    rowOf("solo", "t2", { scored: false, lost: { code: "provider", message: "" } }),
  ];
  assert.deepEqual(graderSilence(graderless, rows, gradesOf()), { told: undefined, owed: 0 });
});

test("silent functions are told with their tasks, five at most, where one name stands for several of them", () => {
  const names = (...graders: string[]) => {
    const wide = planOf(
      ["solo"],
      graders.map((_, i) => `t${i}`),
    );
    return graderSilence(
      wide,
      graders.map((_, i) => silentRow("solo", `t${i}`)),
      gradesOf(...graders.map((grader, i): [string, ReturnType<typeof gradeOf>] => [`solo/t${i}/0`, mute(grader)])),
    ).told?.graders;
  };
  const hash = "0123456789ab";
  assert.deepEqual(names("exact", "exact", "alpha"), ["alpha", "exact"]);
  assert.deepEqual(names(`function check#${hash}`), ["function check of task t0"]);
  assert.deepEqual(names(`function check#${hash}`, "function check#ba9876543210"), ["function check of tasks t0, t1"]);
  assert.deepEqual(names("grader-of-t0 (lab.ts:1:2)", "grader-of-t1 (lab.ts:3:4)"), ["functions in lab.ts of tasks t0, t1"]);
  assert.deepEqual(names(...Array.from({ length: 7 }, (_, i) => `grader-of-t${i} (lab.ts:${i}:1)`)), [
    "functions in lab.ts of tasks t0, t1, t2, t3, t4 and 2 more",
  ]);
  assert.deepEqual(names(...Array.from({ length: 5 }, () => `function check#${hash}`)), ["function check of tasks t0, t1, t2, t3, t4"]);
});
