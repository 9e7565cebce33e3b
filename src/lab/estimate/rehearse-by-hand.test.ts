import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../../models/fake.ts";
import { openTopology } from "../../topologies/index.ts";
import type { JudgeSpec, Model, Seat } from "../../types.ts";
import { planOf, taskOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import type { Plan, PlannedTopology } from "../plan/plan.ts";
import type { PastReplies } from "./past-replies.ts";
import { rehearse, rehearsedAsks, rehearsedSeats } from "./rehearse.ts";

const price = { id: "m", source: "test", date: "", input: 1, output: 10, cacheRead: 1, cacheWrite5m: 1, cacheWrite1h: 1 };
/** A model of $1 and $10 per million tokens whose calls hold 5 thousandths of a dollar. */
const modelOf = (id: string, change: Partial<Model> = {}): Model => ({
  ...fake([], { id, world: "simulated" }),
  price,
  quote: () => 5_000_000,
  ...change,
});
const seatOf = (name: string, change: Partial<Model> = {}): Seat => ({ name, model: modelOf(`test/${name}`, change) });
const solo = (name: string, attempts: number, change: Partial<PlannedTopology> = {}): PlannedTopology =>
  topologyOf(name, { topology: openTopology("solo"), seats: [seatOf("m")], terms: { ...topologyOf("x").terms, attempts }, ...change });
const simulated = (topologies: readonly PlannedTopology[], tasks: readonly string[], change: Partial<Plan> = {}): Plan =>
  planOf(topologies, tasks, { world: "simulated", cap: Infinity, ...change });
const callsOf = async (plan: Plan, past?: PastReplies): Promise<number> => (await rehearse(plan, past)).rows[0]?.calls ?? 0;
const oracle: JudgeSpec = { kind: "oracle" };
const rubric = (member: string): JudgeSpec => ({ kind: "rubric", member, criteria: [{ id: "c", statement: "fits" }] });

test("an estimate of one call is all that is said: its tokens at their price, and what it may hold", async () => {
  const estimate = await rehearse(simulated([solo("one", 1)], ["t"]));
  const [row] = estimate.rows;
  const [input, output] = [row?.inputTokens ?? 0, row?.outputTokens ?? 0];
  // "Say t." is two tokens: one to lead to the key of one, and two again.
  assert.equal(output, 1 + 1 + 2);
  assert.ok(input >= 2);
  const likely = (input * 1 + output * 10) * 1000;
  assert.deepEqual(estimate, {
    experiment: "plan",
    world: "simulated",
    tasks: 1,
    repetitions: 1,
    rows: [{ topology: "one", trials: 1, calls: 1, inputTokens: input, outputTokens: output, likely, most: 5_000_000 }],
    likely,
    most: 5_000_000,
  });
  const capped = await rehearse(simulated([solo("one", 1)], ["t"], { cap: 4_000_000, warnings: ["mind this"] }));
  assert.deepEqual([capped.most, capped.cap, capped.notes], [4_000_000, 4_000_000, ["mind this"]]);
  const live = await rehearse(simulated([solo("one", 1, { seats: [seatOf("m", { world: "live" })] })], ["t"]));
  assert.match(live.notes?.join() ?? "", /^Likely is a guess for models without past replies here\. test\/m: as a rule/);
});

test("trials are counted over repetitions, which are alike, and only what is left of them", async () => {
  const plan = simulated([solo("one", 1), solo("two", 1)], ["t", "u"], { repetitions: 3, draws: "independent" });
  const counts = async (left?: (topology: string, task: string) => readonly number[]) =>
    (await rehearse(plan, undefined, left === undefined ? {} : { left })).rows.map(({ topology, trials, calls, most }) => [
      topology,
      trials,
      calls,
      most / 5_000_000,
    ]);
  assert.deepEqual(await counts(), [
    ["one", 6, 6, 6],
    ["two", 6, 6, 6],
  ]);
  assert.deepEqual(await counts((topology, task) => (topology === "one" ? [] : task === "t" ? [1] : [0, 2])), [
    ["one", 0, 0, 0],
    ["two", 3, 3, 3],
  ]);
});

test("at most every verdict fails; likely seven in ten pass, or as many as past ones did; without a verifier nothing is tried again", async () => {
  const tasks = Array.from({ length: 60 }, (_, i) => `t${i}`);
  const tried = simulated([solo("one", 3, { verifier: oracle })], tasks, { draws: "independent" });
  const calls = await callsOf(tried);
  // 1 + .3 + .09 tries a task.
  assert.ok(Math.abs(calls / 60 - 1.39) < 0.25, `${calls}`);
  assert.equal((await rehearse(tried)).rows[0]?.most, 60 * 3 * 5_000_000);
  const past = (share: number | undefined): PastReplies => ({
    calls: 1,
    elsewhere: 0,
    outputTokens: () => 4,
    inputRatio: () => 1,
    passing: () => share,
  });
  const few = simulated([solo("one", 3, { verifier: oracle })], tasks.slice(0, 5));
  assert.deepEqual([await callsOf(few, past(0)), await callsOf(few, past(1))], [15, 5]);
  assert.equal(await callsOf(simulated([solo("one", 3)], tasks.slice(0, 5)), past(0)), 5);
  const { past: seen, elsewhere } = await rehearse(few, { ...past(1), elsewhere: 7 });
  assert.deepEqual([seen, elsewhere], [1, 7]);
  assert.deepEqual(
    [(await rehearse(few, { ...past(1), calls: 0 })).past, (await rehearse(few, past(1))).elsewhere],
    [undefined, undefined],
  );
});

test("a verifier that asks a model is paid for each verdict; one that may not judge gives none, and nothing is tried again", async () => {
  const plan = (verifier: JudgeSpec, change: Partial<PlannedTopology> = {}) =>
    simulated([solo("one", 3, { verifier, ...change })], ["t"], { judgeSeats: [seatOf("j"), seatOf("m")] });
  // Three answers and two verdicts between them, or three: what is tried last may be judged as well.
  const [row] = (await rehearse(plan(rubric("j")))).rows;
  assert.ok((row?.most ?? 0) >= 5 * 5_000_000 && (row?.most ?? 0) <= 6 * 5_000_000, `${row?.most}`);
  // The author's own model is refused as its judge, so that its answer stands.
  assert.deepEqual((await rehearse(plan(rubric("m")))).rows[0]?.most, 5_000_000);
  // A verdict that the budget does not pay ends the trial: one answer and no verdict.
  assert.deepEqual((await rehearse(plan(rubric("j"), { limits: { cost: 5_000_000 } }))).rows[0]?.most, 5_000_000);
});

test("grading is a row of its own, for graders that ask somebody, and none where nobody is asked", async () => {
  const graded = planOf([solo("one", 1)], [taskOf("t", { grader: rubric("j") })], {
    judgeSeats: [seatOf("j")],
    world: "simulated",
    cap: Infinity,
  });
  const { rows, likely, most } = await rehearse(graded);
  assert.deepEqual(
    rows.map(({ topology, trials, calls, most: bound }) => [topology, trials, calls, bound]),
    [
      ["one", 1, 1, 5_000_000],
      ["(grading)", 0, 1, 5_000_000],
    ],
  );
  assert.deepEqual([likely, most], [rows.reduce((sum, row) => sum + row.likely, 0), 10_000_000]);
});

test("shadow runs are told with what they alone ask: a member's first answer is its topology's own", async () => {
  const plan = simulated([solo("one", 1)], ["t", "u"], { shadow: [taskOf("u")] });
  const rows = (await rehearse(plan)).rows.map(({ topology, trials, calls }) => [topology, trials, calls]);
  assert.equal(rows.length, 2);
  assert.deepEqual(rows[0], ["one", 2, 2]);
  // Asked twice on one task, once for nothing.
  assert.deepEqual(rows[1]?.slice(1), [1, 1]);
});

test("the seats that a topology asks are those of one rehearsal in which every verdict fails, with the least that a call of each holds", async () => {
  const holds = [9, 3, 6];
  const own = seatOf("m", { quote: () => (holds.shift() ?? 9) * 1_000_000 });
  const plan = simulated([solo("one", 3, { seats: [own, seatOf("idle")], verifier: oracle })], ["t"]);
  let verdicts = 0;
  const topology = plan.topologies[0] ?? assert.fail();
  const seats = await rehearsedSeats(plan, topology, undefined, () => void (verdicts += 1));
  assert.deepEqual(
    seats.map(({ seat, calls }) => [seat.name, calls]),
    [
      ["m", 3],
      ["idle", 0],
    ],
  );
  assert.deepEqual(
    seats.map(({ hold }) => hold),
    [3_000_000, Infinity],
  );
  assert.ok(verdicts >= 2, `${verdicts}`);
  assert.deepEqual(await rehearsedSeats(simulated([solo("one", 1)], []), topology), []);
});

test("every ask that a topology is likely to come to is told with who is asked, its verifier's and the grader's too", async () => {
  const plan = planOf([solo("one", 2, { verifier: rubric("j") })], [taskOf("t", { grader: rubric("k") })], {
    judgeSeats: [seatOf("j"), seatOf("k")],
    world: "simulated",
  });
  const [task] = plan.suite.tasks;
  const asks = await rehearsedAsks(plan, plan.topologies[0] ?? assert.fail(), task ?? assert.fail());
  const told = asks.map(({ seat, ask }) => `${seat.name} ${ask.purpose}`);
  assert.deepEqual([told[0], told[1], told.at(-1)], ["m attempt", "j verdict", "k grade"]);
});
