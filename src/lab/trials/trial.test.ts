import assert from "node:assert/strict";
import { test } from "node:test";
import { openBudget, openRun } from "../../calls/index.ts";
import { openJudge } from "../../judges/index.ts";
import { fake } from "../../models/fake.ts";
import type { AskInput, Desk, Event, Failure, FailureCode, Judge, Model, Reply, Topology } from "../../types.ts";
import { noUsage } from "../../util/money.ts";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import { taskOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import type { PlannedTopology } from "../plan/plan.ts";
import { runTrial, type TrialServices } from "./trial.ts";

const ask: AskInput = { purpose: "attempt", messages: [{ role: "user", text: "Say it." }], maxTokens: 5 };
const answered = (cost: number): Reply => ({ ok: true, text: "it", stop: "end", usage: noUsage, cost, ms: 30 });
const lostReply = (code: FailureCode, flags: readonly string[] = [], cost = 0): Reply => ({
  ok: false,
  failure: { code, message: `It was ${code}.` },
  usage: noUsage,
  cost,
  ms: 30,
  receipt: { flags },
});
const failure = (code: FailureCode): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure: { code, message: code } });
const solved = { ok: true, text: "the answer", by: "a" } as const;

interface Laid {
  readonly solve: (desk: Desk) => ReturnType<Topology["solve"]>;
  readonly reply?: Reply;
  readonly planned?: Partial<PlannedTopology>;
  readonly services?: Partial<TrialServices>;
  readonly judge?: Judge["judge"];
  readonly before?: readonly Event[];
}
/** A trial of one member "a" that is quoted 10 and bills 7 unless told otherwise, with all that was noted and heard of it. */
async function ran({ solve, reply = answered(7), planned = {}, services = {}, judge, before = [] }: Laid) {
  const { store, ledger } = openLedger();
  const model: Model = { ...fake([], { id: "fake/a" }), quote: () => 10, call: async () => reply };
  const heard: string[] = [];
  const own: Judge["judge"] = async (_, { text, by }) => {
    heard.push(`graded ${text} by ${by}`);
    return { ok: true, passed: true, score: 1, why: "right" };
  };
  const all: TrialServices = {
    context: openRun({ seed: "1", ledger }),
    verifierOf: () => openJudge({ kind: "none" }, "verdict"),
    judgeSeats: [{ name: "judge", model }],
    graderOf: () => ({ name: "exact", judge: judge ?? own }),
    watch: ({ id }) => void heard.push(`watched ${id}`),
    ...services,
  };
  const topology = topologyOf("mine", {
    seats: [{ name: "a", model }],
    topology: { name: "mine", solve: (_, desk) => solve(desk) },
    ...planned,
  });
  const memory = { events: [...before] };
  const end = await runTrial(all, { id: "mine/t/2", topology, task: taskOf("t"), repetition: 2 }, memory);
  const noted: Event[] = [];
  for await (const event of ledger.read({ trial: "mine/t/2" })) noted.push(event);
  const last = noted.at(-1)?.fact;
  const body = last?.type === "trial-end" && last.answer !== undefined ? ledger.body(last.answer) : undefined;
  store.close();
  return { end, heard, last, body, types: noted.map(({ fact }) => fact.type), facts: noted.map(({ fact }) => fact), memory };
}
const asks = (desk: Desk): Promise<Reply> => desk.ask("a", ask);
const endOf = ({ last }: Awaited<ReturnType<typeof ran>>) => (last?.type === "trial-end" ? last : assert.fail(`no end: ${last?.type}`));

test("a trial is begun, solved, watched, graded and ended, with its answer, what it cost without its grade, and how long it took", async () => {
  const trial = await ran({
    solve: async (desk) => {
      await asks(desk);
      return solved;
    },
    judge: async (_, answer, desk) => {
      assert.deepEqual(answer, solved);
      await desk.ask("judge", { ...ask, messages: [{ role: "user", text: "Is it?" }] });
      return { ok: true, passed: true, score: 0.5, why: "half", flags: ["unreadable"] };
    },
  });
  assert.deepEqual([trial.end, trial.heard], ["ended", ["watched mine/t/2"]]);
  assert.deepEqual(trial.types, ["trial-start", "call", "call", "grade", "trial-end"]);
  assert.deepEqual(trial.facts[0], { type: "trial-start", topology: "mine", task: "t", category: "c", repetition: 2 });
  const [, work, judging, grade] = trial.facts;
  assert.deepEqual([work?.type === "call" && work.purpose, judging?.type === "call" && judging.purpose], ["attempt", "grade"]);
  assert.ok(grade?.type === "grade");
  const { mark, ...told } = grade;
  assert.deepEqual(told, {
    type: "grade",
    grader: "exact",
    scored: true,
    passed: true,
    score: 0.5,
    why: "half",
    flags: ["unreadable"],
    cost: 7,
  });
  assert.equal(mark?.length, 12);
  // The judge's thirty milliseconds are none of the trial's.
  const { answer: _answer, ...end } = endOf(trial);
  assert.deepEqual([end, trial.body], [{ type: "trial-end", state: "answered", by: "a", cost: 7, ms: 30 }, "the answer"]);
});

test("an answer without a grade says why, and the trial has ended all the same", async () => {
  const silent = await ran({ solve: async () => solved, judge: async () => failure("malformed") });
  const [grade] = silent.facts.filter(({ type }) => type === "grade");
  assert.ok(grade?.type === "grade");
  assert.deepEqual([grade.scored, grade.passed, grade.score, grade.why, grade.code], [false, false, 0, "malformed", "malformed"]);
  assert.deepEqual([silent.end, endOf(silent).state], ["ended", "answered"]);
  const broken = await ran({
    solve: async () => solved,
    judge: async () => {
      throw new Error("no judge");
    },
  });
  assert.deepEqual(
    broken.facts.flatMap((fact) => (fact.type === "grade" ? [[fact.scored, fact.code]] : [])),
    [[false, "provider"]],
  );
});

test("a trial without an answer is not graded, and ends by what kept it from one", async () => {
  const states = async (laid: Laid) => {
    const trial = await ran(laid);
    const { state, failure: why, cost } = endOf(trial);
    return [state, why?.code, cost, trial.heard.filter((words) => words.startsWith("graded")).length];
  };
  for (const [code, state] of [
    ["malformed", "failed"],
    ["refused", "failed"],
    ["budget", "budget"],
    ["unknown", "censored"],
    ["unrecorded", "censored"],
  ] as const)
    assert.deepEqual(await states({ solve: async () => failure(code) }), [state, code, 0, 0], code);
  // A call whose outcome nobody knows may have been the answer.
  const lost = {
    reply: lostReply("timeout", ["outcome-unknown"], 10),
    solve: async (desk: Desk) => (await asks(desk), failure("malformed")),
  };
  assert.deepEqual(await states(lost), ["censored", "malformed", 10, 0]);
  assert.deepEqual(await states({ ...lost, reply: lostReply("malformed", ["cut"]) }), ["failed", "malformed", 0, 0]);
  // Of an earlier trial of the session it says nothing of this one.
  const unknown = { type: "call", flags: ["outcome-unknown"], ok: false } as unknown as Event["fact"];
  const earlier: Event = { seq: 1, trial: "mine/s/2", span: "", at: 0, hash: "", fact: unknown };
  assert.deepEqual(await states({ solve: async () => failure("malformed"), before: [earlier] }), ["failed", "malformed", 0, 0]);
  const unfilled = async (desk: Desk) => {
    desk.note({ type: "unfilled", reason: "no-bid" });
    return failure("budget");
  };
  assert.deepEqual(await states({ solve: unfilled }), ["unfilled", "budget", 0, 0]);
});

test("a topology that throws broke its contract, and is named", async () => {
  const trial = await ran({
    solve: async () => {
      throw new Error("Oh.");
    },
  });
  const { state, failure: why } = endOf(trial);
  assert.deepEqual([state, why], ["failed", { code: "function", message: "The topology mine broke its contract and threw: Oh." }]);
});

test("an answer that its own budget cut short is one at a budget, and is graded", async () => {
  const twice = async (desk: Desk) => {
    await asks(desk);
    const second = await desk.ask("a", { ...ask, maxTokens: 6 });
    assert.equal(second.ok, false);
    return solved;
  };
  // 7 of 16 are spent; another 10 do not fit.
  const trial = await ran({ solve: twice, planned: { limits: { cost: 16 } } });
  assert.deepEqual([endOf(trial).state, endOf(trial).cost, trial.heard], ["budget", 7, ["watched mine/t/2", "graded the answer by a"]]);
  const calls = await ran({ solve: twice, planned: { limits: { calls: 1 } } });
  assert.equal(endOf(calls).state, "budget");
  const each = await ran({
    solve: async (desk) => ((await asks(desk)).ok ? failure("malformed") : solved),
    planned: { caps: { call: 9 } },
  });
  assert.deepEqual([endOf(each).state, endOf(each).cost], ["budget", 0]);
});

test("a trial that shared money cut short has no end, and nothing of it is remembered", async () => {
  const above = openBudget({ cost: 9 });
  const before: Event = {
    seq: 1,
    trial: "mine/s/2",
    span: "",
    at: 0,
    hash: "",
    fact: { type: "trial-end", state: "failed", cost: 0, ms: 0 },
  };
  const trial = await ran({
    solve: async (desk) => ((await asks(desk)).ok ? failure("malformed") : solved),
    services: { budgetOf: () => above },
    before: [before],
  });
  assert.ok(typeof trial.end === "object");
  assert.match(trial.end.starved, /may cost up to/);
  assert.deepEqual([trial.types.includes("trial-end"), trial.heard, trial.memory.events], [false, [], [before]]);
});

test("a trial that stops in its work or its grading, or that a dead server hit, has no end and is run again", async () => {
  const stop = new AbortController();
  const { store, ledger } = openLedger();
  const context = openRun({ seed: "1", ledger, signal: stop.signal });
  stop.abort();
  const work = await ran({ solve: async (desk) => (await asks(desk), solved), services: { context: { ...context, ledger } } });
  assert.deepEqual([work.end, work.heard, work.memory.events], ["interrupted", [], []]);
  store.close();
  const late = new AbortController();
  const grading = await ran({
    solve: async () => solved,
    services: { context: openRun({ seed: "1", ledger: openLedger().ledger, signal: late.signal }) },
    judge: async (_, __, desk) => {
      late.abort();
      await desk.ask("judge", ask);
      return { ok: true, passed: true, score: 1, why: "" };
    },
  });
  assert.deepEqual([grading.end, grading.memory.events], ["interrupted", []]);
  const heard: unknown[] = [];
  const hit = await ran({
    solve: async () => solved,
    services: {
      hit: (events, task) => {
        heard.push(
          events.map(({ fact }) => fact.type),
          task,
        );
        return true;
      },
    },
    before: [{ seq: 1, trial: "x", span: "", at: 0, hash: "", fact: { type: "trial-end", state: "failed", cost: 0, ms: 0 } }],
  });
  assert.deepEqual([hit.end, hit.types, hit.memory.events.length], ["interrupted", ["trial-start", "grade"], 1]);
  // It hears what this trial noted, and no earlier one.
  assert.deepEqual(heard, [["trial-start", "grade"], "t"]);
  const well = await ran({ solve: async () => solved, services: { hit: () => false } });
  assert.equal(well.end, "ended");
});

test("what infrastructure lost is not graded, for it is no result", async () => {
  const lost = await ran({ reply: lostReply("provider"), solve: async (desk) => (await asks(desk), solved) });
  assert.deepEqual([lost.end, lost.heard, endOf(lost).state], ["ended", ["watched mine/t/2"], "answered"]);
  const refused = await ran({ reply: lostReply("refused"), solve: async (desk) => (await asks(desk), solved) });
  assert.deepEqual(refused.heard, ["watched mine/t/2", "graded the answer by a"]);
});

test("what a replay had to refuse censors the trial, whatever came of it then", async () => {
  const call = await ran({ reply: lostReply("unrecorded"), solve: async (desk) => (await asks(desk), solved) });
  assert.deepEqual(
    [endOf(call).state, endOf(call).failure, call.heard],
    ["censored", { code: "unrecorded", message: "It was unrecorded." }, []],
  );
  assert.deepEqual([endOf(call).by, endOf(call).ms], [undefined, 30]);
  const verifier: Judge = { name: "record", judge: async () => ({ ok: false, failure: { code: "unrecorded", message: "No words." } }) };
  const verdict = await ran({
    solve: async (desk) => (await desk.verify({ text: "x", by: "a" }), solved),
    services: { verifierOf: () => verifier },
  });
  assert.deepEqual([endOf(verdict).state, endOf(verdict).failure], ["censored", { code: "unrecorded", message: "No words." }]);
  const other: Judge = { name: "record", judge: async () => failure("malformed") };
  const mute = await ran({
    solve: async (desk) => (await desk.verify({ text: "x", by: "a" }), solved),
    services: { verifierOf: () => other },
  });
  assert.equal(endOf(mute).state, "answered");
});
