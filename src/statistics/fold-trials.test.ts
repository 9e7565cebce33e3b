import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallFact, Event, Fact, FailureCode, Purpose } from "../types.ts";
import { noUsage } from "../util/money.ts";
import { drainTrials, foldTrials, foldTrialsFrom, trialView } from "./fold-trials.ts";
import type { TrialRow } from "./trial-row.ts";

const start: Fact = { type: "trial-start", topology: "t", task: "a", category: "c", repetition: 3 };
const grade = (more: Partial<Extract<Fact, { type: "grade" }>> = {}): Fact => ({
  type: "grade",
  grader: "g",
  scored: true,
  passed: true,
  score: 0.75,
  why: "w",
  cost: 4,
  ...more,
});
const end = (more: Partial<Extract<Fact, { type: "trial-end" }>> = {}): Fact => ({
  type: "trial-end",
  state: "answered",
  answer: "r",
  by: "m",
  cost: 0,
  ms: 8,
  ...more,
});
const call = (purpose: Purpose, reply: string, cost: number, more: Partial<CallFact> = {}): CallFact => ({
  type: "call",
  key: reply,
  member: "m",
  model: "x",
  purpose,
  ok: true,
  usage: { ...noUsage, output: 2 },
  cost,
  start: 0,
  ms: 6,
  ask: "q",
  reply,
  ...more,
});
const failing = (purpose: Purpose, key: string, code: FailureCode, more: Partial<CallFact> = {}): CallFact =>
  call(purpose, key, 1, { ok: false, failure: { code, message: code }, ...more });

function eventsOf(facts: readonly Fact[], trial = "t/a/3"): Event[] {
  return facts.map((fact, seq) => ({ seq, trial, span: "", at: 0, fact, hash: "" }));
}
/** The row of a trial of these facts. */
function of(...facts: Fact[]): TrialRow {
  return foldTrials(eventsOf([start, ...facts]))[0] ?? assert.fail("no row");
}

test("every field of a trial's row comes from its own facts", () => {
  const facts: Fact[] = [
    start,
    { type: "bid", member: "m", p: 0.5, ask: 3, valid: true },
    call("bid", "b", 2),
    { type: "award", member: "m", attempt: 1, score: 1, rule: "x" },
    { type: "award", member: "n", attempt: 2, score: 1, rule: "x" },
    { type: "award", member: "m", attempt: 3, score: 1, rule: "x" },
    call("attempt", "r0", 10, { flags: ["no-usage"] }),
    { type: "guard", guard: "loop", stopped: true, tokens: 1 },
    { type: "guard", guard: "loop", stopped: false, tokens: 1 },
    call("retry", "r", 20, { member: "n" }),
    { type: "outcome", member: "m", p: 0.4, passed: false, attempt: 1 },
    call("grade", "g", 50),
    end({ by: "n" }),
    grade(),
    grade({ score: 0.5, cost: 5 }),
  ];
  assert.deepEqual(foldTrials(eventsOf(facts)), [
    {
      trial: "t/a/3",
      topology: "t",
      task: "a",
      category: "c",
      repetition: 3,
      state: "answered",
      answered: true,
      scored: true,
      passed: true,
      score: 0.5,
      cost: 32,
      gradeCost: 9,
      winningCost: 20,
      shown: 2,
      lostCost: 10,
      wastedCost: 0,
      ms: 8,
      calls: 3,
      usage: { ...noUsage, output: 6 },
      byPurpose: { bid: 2, attempt: 10, retry: 20 },
      byMember: { m: 12, n: 20 },
      wrote: { m: 1, n: 1 },
      awards: { m: 2, n: 1 },
      attempts: 2,
      outcomes: [{ member: "m", p: 0.4, passed: false, attempt: 1 }],
      guards: 1,
      flags: { "no-usage": 1 },
      odd: [{ call: "r0 6", flags: new Set(["no-usage"]), cost: 10 }],
      by: "n",
      unreadable: false,
    },
  ]);
});

test("a trial that never ended is no row, one begun again counts from its last start, and what comes before any start is passed over", async () => {
  const facts = [start, call("attempt", "r", 5), start, call("attempt", "r", 7), end(), grade()];
  assert.deepEqual(
    foldTrials(eventsOf(facts)).map(({ cost, calls }) => [cost, calls]),
    [[7, 1]],
  );
  assert.deepEqual(foldTrials(eventsOf(facts.slice(0, 4))), []);
  assert.deepEqual(foldTrials(eventsOf([end(), grade()])), []);
  async function* later(): AsyncGenerator<Event> {
    yield* eventsOf(facts);
  }
  assert.deepEqual(await foldTrialsFrom(later()), foldTrials(eventsOf(facts)));
  // Rows stand in the order of their starts and share no counts.
  const two = [...eventsOf(facts.slice(0, 2), "x"), ...eventsOf(facts, "y"), ...eventsOf([end(), grade()], "x")];
  assert.deepEqual(
    foldTrials(two).map(({ trial, cost, byMember }) => [trial, cost, byMember]),
    [
      ["x", 5, { m: 5 }],
      ["y", 7, { m: 7 }],
    ],
  );
});

test("what infrastructure lost of the work or the grading takes the score, until a later try of the same call came through", () => {
  const ended = [end(), grade()] as const;
  const lostOf = (...facts: Fact[]): unknown[] => {
    const { lost, scored, score } = of(...facts);
    return [lost?.code, scored, score];
  };
  assert.deepEqual(lostOf(failing("attempt", "k.1", "provider"), ...ended), ["provider", false, 0]);
  assert.deepEqual(lostOf(failing("attempt", "k.1", "provider"), call("attempt", "k.2", 1, { key: "k.2" }), ...ended), [
    undefined,
    true,
    0.75,
  ]);
  assert.deepEqual(lostOf(failing("attempt", "k.1", "provider"), call("attempt", "j.2", 1, { key: "j.2" }), ...ended), [
    "provider",
    false,
    0,
  ]);
  assert.deepEqual(lostOf(failing("attempt", "k.1", "provider"), failing("attempt", "k.2", "refused"), ...ended), [undefined, true, 0.75]);
  // A member's timeout is part of the work; a judge's is a loss, but not where it comes after the end.
  assert.deepEqual(lostOf(failing("verdict", "k.1", "timeout"), ...ended), [undefined, true, 0.75]);
  assert.deepEqual(lostOf(failing("grade", "k.1", "timeout"), end(), grade({ scored: false, code: "unknown" })), ["timeout", false, 0]);
  assert.deepEqual(lostOf(failing("grade", "k.1", "rate"), call("grade", "k.2", 1, { key: "k.2" }), end(), grade({ scored: false })), [
    undefined,
    false,
    0,
  ]);
  assert.deepEqual(lostOf(end(), failing("grade", "k.1", "rate"), grade()), [undefined, true, 0.75]);
  assert.deepEqual(lostOf(end(), grade(), failing("grade", "k.1", "rate")), [undefined, true, 0.75]);
  // A grade that came takes back what earlier gradings lost; one that was kept from judging is lost itself.
  assert.deepEqual(lostOf(end(), grade({ scored: false, code: "provider" })), ["provider", false, 0]);
  assert.deepEqual(lostOf(failing("grade", "k.1", "rate"), ...ended), [undefined, true, 0.75]);
  assert.deepEqual(lostOf(end(), grade({ scored: false, code: "provider" }), grade()), [undefined, true, 0.75]);
  assert.deepEqual(lostOf({ type: "unverified", member: "j", why: "gone", code: "provider" }, ...ended), ["provider", false, 0]);
  assert.deepEqual(of({ type: "unverified", member: "j", why: "gone", code: "provider" }, ...ended).lost, {
    code: "provider",
    message: "gone",
  });
  assert.deepEqual(lostOf({ type: "unverified", member: "j", why: "gone", code: "unknown" }, ...ended), [undefined, true, 0.75]);
  assert.deepEqual(lostOf({ type: "unverified", member: "j", why: "gone" }, ...ended), [undefined, true, 0.75]);
});

test("the last grade stands with its failure, its flags and both its costs", () => {
  const of2 = (...facts: Fact[]): unknown[] => {
    const { scored, passed, score, gradeFailure, unreadable, gradeCost } = of(end(), ...facts);
    return [scored, passed, score, gradeFailure, unreadable, gradeCost];
  };
  assert.deepEqual(of2(grade({ passed: false, score: 0.25, flags: ["unreadable"] })), [true, false, 0.25, undefined, true, 4]);
  assert.deepEqual(of2(grade({ flags: ["other"] }), grade({ scored: false, code: "timeout" })), [false, false, 0, "timeout", false, 8]);
  assert.deepEqual(of2(grade({ scored: false, code: "timeout" }), grade()), [true, true, 0.75, undefined, false, 8]);
  assert.deepEqual(of2(grade({ scored: false, code: "timeout" }), grade({ scored: false })), [false, false, 0, undefined, false, 8]);
  // A grade counts for nothing where there is no answer.
  const { scored, passed, score, answered } = of(end({ state: "failed" }), grade({ flags: ["unreadable"] }));
  assert.deepEqual([scored, passed, score, answered], [false, false, 0, false]);
  assert.equal(of(end({ state: "budget" }), grade()).answered, true);
  assert.equal(foldTrials(eventsOf([start, { type: "trial-end", state: "answered", cost: 0, ms: 1 }]))[0]?.answered, false);
});

test("the call of the accepted answer is found by its text, then by the passing verdict, then by its author's last writing call", () => {
  const verdict = (member: string, more: Partial<Extract<Fact, { type: "verdict" }>> = {}): Fact => ({
    type: "verdict",
    member,
    passed: true,
    score: 1,
    why: "",
    ...more,
  });
  const [one, two, three] = [call("attempt", "r1", 1), call("retry", "r2", 2), call("message", "r3", 4)];
  const won = (...facts: Fact[]): number => of(...facts, grade()).winningCost;
  assert.equal(won(one, two, three, end({ answer: "r1" })), 1);
  assert.equal(won(one, call("attempt", "r1", 8, { member: "n" }), end({ answer: "r1" })), 8);
  assert.equal(won(one, verdict("m"), two, end({ answer: "x" })), 1);
  assert.equal(won(one, verdict("m", { passed: false }), two, end({ answer: "x" })), 2);
  assert.equal(won(one, verdict("m", { part: "p" }), two, end({ answer: "x" })), 2);
  // A verdict on another member than the author is not of the answer, unless nobody is named.
  assert.equal(won(one, verdict("m"), call("attempt", "r5", 16, { member: "n" }), end({ answer: "x", by: "n" })), 16);
  const unnamed: Fact = { type: "trial-end", state: "answered", answer: "x", cost: 0, ms: 1 };
  assert.equal(won(one, verdict("m"), two, unnamed), 1);
  assert.equal(won(one, verdict("nobody"), two, end({ answer: "x" })), 2);
  assert.equal(won(three, verdict("m"), end({ answer: "x" })), 4);
  assert.equal(won(one, two, three, end({ answer: "x" })), 2);
  assert.equal(won(one, call("merge", "r6", 32), three, end({ answer: "x" })), 32);
  assert.equal(won(call("plan", "p", 64), three, end({ answer: "x" })), 4);
  assert.equal(won(one, three, unnamed), 1);
  assert.equal(won(call("attempt", "r9", 9, { ok: false }), end({ answer: "r9" })), 0);
  assert.equal(of(one, end({ state: "failed", answer: "r1" })).winningCost, 0);
});

test("flags, cuts and unknown outcomes are oddities of their calls, each once, by what the call was for", () => {
  const flagsOf = (...calls: CallFact[]): unknown => of(...calls, end(), grade()).flags;
  assert.deepEqual(
    flagsOf(
      call("attempt", "a", 1, { stop: "length" }),
      call("merge", "b", 1, { stop: "length" }),
      call("retry", "c", 1, { flags: ["truncated"] }),
    ),
    { truncated: 3 },
  );
  assert.deepEqual(flagsOf(call("verdict", "a", 1), call("repair", "b", 1, { stop: "length" })), { "truncated-verdict": 1 });
  assert.deepEqual(flagsOf(call("repair", "b", 1, { stop: "length" }), call("bid", "c", 1, { stop: "length" })), { "truncated-other": 2 });
  assert.deepEqual(flagsOf(call("grade", "g", 1), call("repair", "b", 1, { stop: "length" })), { "truncated-verdict": 1 });
  assert.deepEqual(flagsOf(call("attempt", "a", 1, { stop: "length", flags: ["context-full"] })), { "context-full": 1 });
  assert.deepEqual(flagsOf(call("attempt", "a", 1, { stop: "end" })), {});
  assert.deepEqual(flagsOf(failing("attempt", "a", "unknown", { flags: ["no-usage", "overrun"] })), { "outcome-unknown": 1, overrun: 1 });
  assert.deepEqual(flagsOf(failing("attempt", "a", "unknown", { usage: { ...noUsage, output: 2 } })), {});
  assert.deepEqual(flagsOf(failing("attempt", "a", "unknown", { usage: noUsage })), { "outcome-unknown": 1 });
  assert.deepEqual(flagsOf(failing("attempt", "a", "unknown", { flags: ["settled-later", "cost-stated", "total-above-parts"] })), {
    "settled-later": 1,
  });
  assert.deepEqual(flagsOf(call("attempt", "a", 1, { flags: ["inconsistent-usage", "cost-unread", "cost-contradicted"] })), {
    "inconsistent-usage": 1,
    "cost-unread": 1,
    "cost-contradicted": 1,
  });
  const { odd } = of(call("attempt", "a", 3, { flags: ["odd-end=x=y", "unpriced-tier=z", "reasoning=12"], computed: 2 }), end(), grade());
  assert.deepEqual(odd, [
    {
      call: "a 6",
      flags: new Set(["odd-end", "unpriced-tier", "reasoning"]),
      cost: 3,
      computed: 2,
      words: ["odd-end=x=y", "unpriced-tier=z"],
    },
  ]);
});

test("what a rubric notes is counted by judge and kind, and other notes are not", () => {
  const own = (name: string, value: Extract<Fact, { type: "own" }>["value"]): Fact => ({ type: "own", name, value });
  const { overruled, unquoted } = of(
    own("overruled", { judge: "j" }),
    own("overruled", { judge: "j" }),
    own("no-quote", { judge: "k" }),
    own("no-quote", { judge: 7 }),
    own("overruled", { of: 1 }),
    own("overruled", null),
    own("overruled", "judge"),
    own("other", { judge: "j" }),
    end(),
    grade(),
  );
  assert.deepEqual([overruled, unquoted], [new Map([["j", 2]]), new Map([["k", 1]])]);
  const ended = of(
    { type: "unfilled", reason: "no-bid" },
    { type: "trial-end", state: "unfilled", cost: 0, ms: 2, failure: { code: "budget", message: "b" } },
    { type: "given-up" },
  );
  assert.deepEqual(
    [ended.unfilled, ended.failure, ended.givenUp, ended.ms, ended.by],
    ["no-bid", { code: "budget", message: "b" }, true, 2, undefined],
  );
  assert.deepEqual(
    [of(call("repair", "x", 3), end({ answer: "x" })).wastedCost, of(call("repair", "x", 3), end({ answer: "y", by: "n" })).wastedCost],
    [0, 3],
  );
});

test("a fold that is drained gives the ended trials in order and keeps none", () => {
  const events = [...eventsOf([start, end()], "one"), ...eventsOf([start], "begun"), ...eventsOf([start, end()], "two")];
  const fold = events.reduce((known, event) => trialView.step(known, event), trialView.start);
  assert.deepEqual(
    drainTrials(fold).map(({ trial }) => trial),
    ["one", "two"],
  );
  assert.equal(fold.size, 0);
});

test("of a task of several turns each turn has its winning call, and the tries that were not handed in are lost", () => {
  const row = of(
    call("attempt", "a1", 10),
    { type: "verdict", member: "m", passed: false, score: 0, why: "", turn: 1 },
    call("retry", "a2", 20),
    { type: "turn", turn: 1, of: 3, answer: "a2", by: "m" },
    call("attempt", "b1", 40, { member: "n" }),
    { type: "turn", turn: 2, of: 3, answer: "b1", by: "n" },
    { type: "turn", turn: 3, of: 3, failure: { code: "timeout", message: "too slow" } },
    grade({
      passed: false,
      score: 0.5,
      turns: [
        { turn: 1, answered: true, passed: true, score: 1, why: "" },
        { turn: 3, answered: false, passed: false, score: 0, why: "it has no answer" },
      ],
    }),
    end({ answer: "both", by: "n", failure: { code: "timeout", message: "too slow" } }),
  );
  // 20 and 40 were handed in, 10 was not; two tokens are shown of each answer.
  assert.deepEqual([row.winningCost, row.lostCost, row.shown, row.cost], [60, 10, 4, 70]);
  assert.deepEqual([row.scored, row.passed, row.score, row.by], [true, false, 0.5, "n"]);
  assert.deepEqual(
    row.turns?.map(({ passed }) => passed),
    [true, false],
  );
});
