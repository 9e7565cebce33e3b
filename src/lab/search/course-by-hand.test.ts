import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fact } from "../../types.ts";
import { Bug } from "../../util/bug.ts";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import { callOf, endOf, eventsOf, gradeOf, planOf, startOf } from "../plan/fixtures/plan-of.ts";
import type { PlannedRace } from "../plan/race-plan.ts";
import { folded } from "../trials/fold.ts";
import type { Cell } from "./cell.ts";
import { type Bring, course, type Course } from "./course.ts";
import { courseEnds, noteEnd } from "./course-ends.ts";
import { knownTrials } from "./known-trials.ts";
import { finalists, racedPlan } from "./raced-plan.ts";

const raceOf = (change: Partial<PlannedRace> = {}): PlannedRace => ({
  arms: ["s", "o"].map((name) => ({ name, single: name === "s", traits: [name] })),
  goal: { kind: "match" },
  tasks: ["t0", "t1", "t2", "t3", "t4", "t5"],
  money: 1000,
  alpha: 0.05,
  margin: 0.03,
  seed: "1",
  strategies: ["racing"],
  ...change,
});

/** Brings every wave: all pass, each trial by one call of its own that costs this. */
const bringing =
  (costOf: (cell: Cell) => number, seen: [number, number][] = [], key = ({ arm, task }: Cell) => `${arm}/${task}`): Bring =>
  async (cells, spent) => {
    seen.push([cells.length, spent]);
    return { result: (cell) => ({ passed: 1, cost: costOf(cell) }), calls: (cell) => new Map([[key(cell), costOf(cell)]]) };
  };
const told = ({ spent, trials, ended, end }: Course & { end: { waves: number } }) => ({ spent, trials, ended, waves: end.waves });

test("a way of searching is followed wave after wave: one task of each, then as many as eight trials are, then the rest", async () => {
  const seen: [number, number][] = [];
  const whole = await course(
    raceOf(),
    "racing",
    bringing(() => 10, seen),
  );
  assert.deepEqual(told(whole), { spent: 120, trials: 12, ended: true, waves: 4 });
  assert.deepEqual(seen, [
    [1, 0],
    [1, 10],
    [8, 20],
    [2, 100],
  ]);
  assert.equal(whole.strategy, "racing");
  // Both pass all at one price: the first is named.
  assert.deepEqual([whole.verdict.chosen?.name, whole.verdict.single?.name, whole.verdict.tasks], ["s", "s", 6]);
});

test("an answer that two trials share is paid once", async () => {
  const shared = await course(
    raceOf(),
    "racing",
    bringing(
      () => 10,
      [],
      ({ task }) => `${task}`,
    ),
  );
  assert.equal(shared.spent, 60);
});

test("no wave begins that the money would not pay, and one that cost more than was left is as if it had not been", async () => {
  const cost = ({ task }: Cell): number => (task === 0 ? 1 : 10);
  const at = async (money: number, end?: { waves: number }) => told(await course(raceOf({ money }), "racing", bringing(cost), end));
  // The first task takes 2, four more of two trials 80; the last one takes 20, which 102 pays and 101 does not.
  assert.deepEqual(await at(102), { spent: 102, trials: 12, ended: true, waves: 4 });
  assert.deepEqual(await at(101), { spent: 82, trials: 10, ended: true, waves: 3 });
  assert.deepEqual(await at(82), { spent: 82, trials: 10, ended: true, waves: 3 });
  assert.deepEqual(await at(81), { spent: 2, trials: 2, ended: true, waves: 2 });
  assert.equal((await course(raceOf({ money: 81 }), "racing", bringing(cost))).verdict.tasks, 1);
  // What is on record has been seen, whatever it cost; and no further.
  assert.deepEqual(await at(81, { waves: 3 }), { spent: 82, trials: 10, ended: true, waves: 3 });
  assert.deepEqual(await at(1000, { waves: 1 }), { spent: 1, trials: 1, ended: true, waves: 1 });
});

test("a search that ran out of money has ended, one that was stopped has not", async () => {
  const after =
    (end: "money" | "stopped"): Bring =>
    async (cells, spent) =>
      spent === 0 ? bringing(() => 10)(cells, spent) : end;
  assert.deepEqual(told(await course(raceOf(), "racing", after("money"))), { spent: 10, trials: 1, ended: true, waves: 1 });
  assert.deepEqual(told(await course(raceOf(), "racing", after("stopped"))), { spent: 10, trials: 1, ended: false, waves: 1 });
});

test("a result that nobody has counts as lost", async () => {
  const lost: Bring = async () => ({ result: () => undefined, calls: () => new Map() });
  const { verdict, trials } = await course(raceOf(), "racing", lost);
  assert.deepEqual([verdict.chosen, verdict.single, trials > 0], [undefined, undefined, true]);
});

const planned = (change: Partial<PlannedRace> = {}, repetitions = 2) =>
  planOf(["s", "o"], ["t0", "t1", "held"], { repetitions, race: raceOf({ tasks: ["t0", "t1"], ...change }) });
const trial = (name: string, passed: boolean, cost: number, repetition = 0, change: { failure?: Fact; graded?: object } = {}) => {
  const [topology = "", task = ""] = name.split("/");
  return eventsOf(
    `${name}/${repetition}`,
    startOf(topology, task, repetition),
    callOf(`k ${name} ${repetition}`, { cost }),
    change.failure ?? endOf({ cost, answer: "a" }),
    gradeOf({ passed, score: Number(passed), ...change.graded }),
  );
};

test("a candidate's result on a task is the mean of its repetitions, once all have ended", () => {
  const known = folded(knownTrials(planned()), [
    ...trial("s/t0", true, 4),
    ...trial("s/t0", false, 2, 1),
    ...trial("s/t1", true, 9),
    ...trial("o/held", true, 7),
  ]);
  assert.deepEqual(known.result({ arm: "s", task: 0 }), { passed: 0.5, cost: 3 });
  assert.equal(known.result({ arm: "s", task: 1 }), undefined);
  assert.equal(known.result({ arm: "o", task: 0 }), undefined);
  assert.deepEqual(
    [...known.calls({ arm: "s", task: 0 })],
    [
      ["k s/t0 0", 4],
      ["k s/t0 1", 2],
    ],
  );
  assert.deepEqual([...known.calls({ arm: "s", task: 1 })], [["k s/t1 0", 9]]);
  // Neither a task to score on nor one that is none.
  assert.deepEqual([...known.calls({ arm: "o", task: 2 })], []);
});

test("a trial that is begun anew is answered by its new calls alone", () => {
  const known = folded(knownTrials(planned({}, 1)), [
    ...eventsOf("s/t0/0", startOf("s", "t0"), callOf("old", { cost: 100 })),
    ...trial("s/t0", true, 4),
  ]);
  assert.deepEqual([...known.calls({ arm: "s", task: 0 })], [["k s/t0 0", 4]]);
});

test("what was never recorded cannot be told, what infrastructure lost is lost, what has no score has not passed", () => {
  const ended = (code: "unrecorded" | "provider" | "timeout") =>
    endOf({ state: "failed", failure: { code, message: "x", retryable: false } } as never);
  const result = (failure: Fact, graded: object = {}) =>
    folded(knownTrials(planned({}, 1)), trial("s/t0", false, 4, 0, { failure, graded })).result({ arm: "s", task: 0 });
  assert.equal(result(ended("unrecorded")), "untold");
  assert.equal(result(endOf({ cost: 4, answer: "a" }), { scored: false, code: "unrecorded" }), "untold");
  assert.equal(result(ended("provider")), "lost");
  assert.deepEqual(result(ended("timeout")), { passed: 0, cost: 4 });
});

test("how a way of searching ended is on record under its own name", () => {
  const { store, ledger } = openLedger();
  noteEnd(ledger, "racing", { waves: 7 });
  noteEnd(ledger, "mutation", { waves: 2 });
  store.close();
  const note = (trialId: string, name = "search-end"): Fact[] =>
    [{ type: "own", name, value: { waves: 5 } }].map((fact) => ({ ...fact, trial: trialId }) as never);
  const ends = folded(courseEnds(["racing", "thompson"]), [
    ...eventsOf("@search/racing", ...note("x")),
    ...eventsOf("@search/racing", ...note("x", "another fact"), startOf("s", "t")),
    ...eventsOf("@search/mutation", ...note("x")),
    ...eventsOf("s/t0/0", ...note("x")),
  ]);
  assert.deepEqual([...ends.keys()], ["racing"]);
  assert.equal(ends.get("racing")?.waves, 5);
});

test("what a search decided is read from its trials: the winners and the best single member alone are scored", async () => {
  const { store, ledger } = openLedger();
  const plan = {
    ...planned({ arms: [...raceOf().arms, { name: "p", single: false, traits: ["p"] }] }, 1),
    topologies: planOf(["s", "o", "p"], []).topologies,
  };
  for (const name of ["s/t0", "o/t0", "p/t0", "s/t1", "o/t1", "p/t1"])
    for (const { fact, trial: id } of trial(name, name.startsWith("o"), 4)) ledger.append({ trial: id, span: "", at: 0 }, fact);
  const before = await racedPlan(plan, ledger);
  assert.deepEqual([before.courses[0]?.ended, before.courses[0]?.trials], [false, 6]);
  noteEnd(ledger, "racing", { waves: 3 });
  const after = await racedPlan(plan, ledger);
  assert.deepEqual([after.courses[0]?.ended, after.courses[0]?.verdict.chosen?.name], [true, "o"]);
  assert.deepEqual(
    after.plan.topologies.map(({ name }) => name),
    ["s", "o"],
  );
  assert.deepEqual([after.plan.baseline, after.plan.raced], ["s", { chosen: "o", single: "s" }]);
  // A plan that is no search is left as it is.
  const { race: _race, ...plain } = plan;
  assert.deepEqual(await racedPlan(plain, ledger), { plan: plain, courses: [] });
  store.close();
});

test("a search that saw nothing has nobody to score; one without a way of searching is a fault of ours", () => {
  const verdict = { chosen: undefined, single: undefined, left: [], live: [], dropped: [], tried: 0, tasks: 0 };
  const none: Course = { strategy: "racing", verdict, spent: 0, trials: 0, ended: false };
  const plan = planned();
  const { topologies, baseline, raced } = finalists(plan, [none]);
  assert.deepEqual([topologies, baseline, raced], [[], "s", { chosen: undefined, single: undefined }]);
  const scored = { name: "o", single: false, tasks: 1, passRate: 1, cost: 1 };
  const chosen = finalists(plan, [{ ...none, verdict: { ...verdict, chosen: scored } }]);
  assert.deepEqual([chosen.topologies.map(({ name }) => name), chosen.baseline], [["o"], "o"]);
  assert.throws(() => finalists(plan, []), Bug);
});
