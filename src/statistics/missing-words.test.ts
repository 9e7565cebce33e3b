import assert from "node:assert/strict";
import { test } from "node:test";
import { missingWords } from "../report/bounds.ts";
import type { CallFact, Event, Fact, FailureCode, TrialState } from "../types.ts";
import { noUsage } from "../util/money.ts";
import { foldTrials } from "./fold-trials.ts";
import { type About, summarize } from "./summarize.ts";

const about: About = { run: "r", experiment: "e", world: "simulated", seed: "s", repetitions: 1, digest: "d", wallMs: 1 };

interface TrialSettings {
  readonly passed?: boolean;
  readonly state?: TrialState;
  readonly code?: FailureCode;
  readonly call?: Partial<CallFact>;
}

/** One trial with one paid call. */
function trial(topology: string, task: number, { passed, state = "answered", code, call = {} }: TrialSettings): Event[] {
  const paid: CallFact = {
    type: "call",
    key: "k",
    member: "m",
    model: "m",
    purpose: "attempt",
    ok: true,
    usage: noUsage,
    cost: 5,
    start: 0,
    ms: 1,
    ask: "a",
    reply: "r",
    ...call,
  };
  const ended = state === "answered" ? { answer: "r", by: "m" } : code === undefined ? {} : { failure: { code, message: `so ${code}` } };
  const facts: Fact[] = [
    { type: "trial-start", topology, task: `t${task}`, category: "c", repetition: 0 },
    paid,
    { type: "trial-end", state, cost: 5, ms: 1, ...ended },
  ];
  if (passed !== undefined) facts.push({ type: "grade", grader: "g", scored: true, passed, score: Number(passed), why: "", cost: 0 });
  return facts.map((fact, seq) => ({ seq, trial: `${topology}/t${task}/0`, span: "", at: 0, fact, hash: "" }));
}

test("what the named trials without a score can change is told over the trials that ended, not over all that are planned", () => {
  // Of 25 planned, 8 ended: 3 passed, 4 did not, one was refused. 3 of 8 are 38%, 4 of 8 are 50%; over the plan 12% and 84%.
  const passes = [true, true, true, false, false, false, false];
  const events = [
    ...passes.flatMap((passed, i) => [...trial("a", i, { passed }), ...trial("b", i, { passed: i < 4 })]),
    ...trial("b", 7, { passed: false }),
    ...trial("a", 7, { state: "failed", code: "refused" }),
  ];
  const progress = { finished: 16, planned: 50, lost: 0 };
  const { topologies, warnings } = summarize(foldTrials(events), { ...about, progress, planned: { a: 25, b: 25 } });
  const row = topologies.find(({ name }) => name === "a");
  assert.deepEqual([row?.passRate, row?.passRateIfPassed], [3 / 8, 4 / 8]);
  assert.deepEqual(
    row?.passRateBounds?.map((share) => Math.round(100 * share)),
    [12, 84],
  );
  assert.ok(row !== undefined && missingWords(row) === "1 of its 8 trials has no score and counts as not passed; 50% had they passed");
  assert.ok(
    warnings.some((line) => line.includes("a 1 of 8 trials (refused; a pass rate of 38%, and 50% had they passed)")),
    warnings.join("\n"),
  );
  // b passed 4 of 8, which the one refusal of a equals and does not exceed.
  assert.ok(!warnings.some((line) => line.startsWith("Had their trials")), warnings.join("\n"));
});

test("answers whose grader did not work are no part of what other trials could have changed", () => {
  const silent = trial("a", 3, {});
  silent.push({
    ...(silent.at(-1) as Event),
    fact: { type: "grade", grader: "g", scored: false, passed: false, score: 0, code: "provider", why: "gone", cost: 0 },
  });
  const events = [
    ...trial("a", 0, { passed: true }),
    ...trial("a", 1, { passed: false }),
    ...trial("a", 2, { state: "failed", code: "timeout" }),
    ...silent,
  ];
  const [row] = summarize(foldTrials(events), about).topologies;
  // Three have a result: 1 of 3, and 2 of 3; with the one that is graded again anything from 1 to 3 of 4.
  assert.deepEqual([row?.passRate, row?.passRateIfPassed, row?.passRateBounds], [1 / 3, 2 / 3, [1 / 4, 3 / 4]]);
});

test("a reply that ends by itself within its reasoning, and reasoning without an answer, are empty answers and in no bound; a cut one is", () => {
  const within = ["reasoning=50", "reasoning-cut-off"];
  const cases: [TrialSettings["call"], string | undefined][] = [
    [{ stop: "end", flags: within }, undefined],
    [{ stop: "end", flags: ["reasoning=50"] }, undefined],
    [{ stop: "end" }, undefined],
    [{ stop: "length", flags: within }, "output-cap"],
    [{ stop: "length", purpose: "plan", flags: within }, "output-cap"],
    [{ stop: "end", purpose: "plan", flags: within }, undefined],
  ];
  for (const [call = {}, reason] of cases) {
    const events = [...trial("a", 0, { passed: true }), ...trial("a", 1, { state: "failed", code: "malformed", call })];
    const { topologies, warnings } = summarize(foldTrials(events), about);
    const [row] = topologies;
    assert.deepEqual([row?.missing, row?.passRate], [reason === undefined ? undefined : { [reason]: 1 }, 0.5], JSON.stringify(call));
    assert.deepEqual(row?.passRateBounds, reason === undefined ? undefined : [0.5, 1]);
    const told = warnings.find((line) => line.startsWith("Without an answer that can be used (an empty text, reasoning alone"));
    assert.equal(told?.endsWith(": a 1 of 2 trials. Mostly: so malformed"), reason === undefined ? true : undefined, warnings.join("\n"));
  }
});

test("no trial that a member took and was paid for is unfilled, whatever it ended with", () => {
  const taken: TrialSettings[] = (["malformed", "refused", "unsupported", "timeout"] as const).map((code) => ({ state: "failed", code }));
  const rows = taken.map((told) => summarize(foldTrials(trial("a", 0, told)), about).topologies[0]);
  assert.deepEqual(
    rows.map((row) => [row?.unfilled, row?.unscored, row?.rated]),
    taken.map(() => [0, 1, 1]),
  );
  const left: TrialSettings[] = [{ state: "unfilled" }, { state: "budget", code: "budget" }];
  for (const told of left) {
    const { topologies, warnings } = summarize(foldTrials(trial("a", 0, told)), about);
    const [row] = topologies;
    assert.deepEqual([row?.unfilled, row?.unscored, row?.rated, row?.missing], [1, 0, 1, undefined]);
    assert.equal(warnings.filter((line) => line.startsWith("Left unfilled")).length, 1);
  }
});
