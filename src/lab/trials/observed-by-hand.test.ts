import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../../models/fake.ts";
import type { Event, Fact, Json, Purpose } from "../../types.ts";
import { judgeReport } from "../analysis/judge-report.ts";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import { callOf, endOf, eventsOf, gradeOf, planOf, startOf, taskOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import { observeJudges, observeSeats, swapsIn } from "./observe-judges.ts";
import { openTruths } from "./truths.ts";

const seat = (name: string, family: string) => ({ name, model: fake(["x"], { id: `fake/${name}`, family }) });
const rubric = { kind: "rubric", member: "judge" };
const plan = planOf(
  [
    topologyOf("solo", { seats: [seat("writer", "inkwell")], verifier: rubric }),
    topologyOf("bare", { seats: [seat("writer", "inkwell")] }),
    topologyOf("pair", { verifier: { kind: "pairwise", member: "judge" } }),
  ],
  [taskOf("t1", { grader: { kind: "exact", answer: "4" } }), taskOf("t2", { grader: rubric }), taskOf("t3", { grader: { kind: "none" } })],
  { judgeSeats: [seat("judge", "bench"), seat("second", "bar")] },
);
const { store, ledger } = openLedger();
const put = (body: Json): string => ledger.put(body);
const four = put("Answer: 4");
const five = put("Answer: 5!");
const verdict = (answer: string | undefined, passed: boolean, score: number, more: object = {}): Fact => ({
  type: "verdict",
  member: "writer",
  passed,
  score,
  why: "",
  ...(answer === undefined ? {} : { answer }),
  ...more,
});
/** Events of one trial, each in its span. */
const spans = (trial: string, ...facts: readonly (readonly [span: string, fact: Fact])[]): Event[] =>
  facts.map(([span, fact], seq) => ({ trial, span, at: 0, seq, hash: "", fact }));
const call = (key: string, cost: number, member = "judge", object?: Json, purpose: Purpose = "verdict") =>
  callOf(key, { cost, member, purpose, reply: put({ text: "", ...(object === undefined ? {} : { object }) }) });

test("each verdict on a whole answer stands beside the truth, with what its own calls cost, its length and both families", async () => {
  const events = [
    ...spans(
      "solo/t1/0",
      ["", call("work", 1000, "writer")],
      ["v1/ask", call("a", 3)],
      ["v1", call("b", 4)],
      ["v1x", call("other", 500)],
      ["v1", verdict(four, false, 0.25)],
      ["v2", call("c", 5)],
      ["v2", call("d", 6, "second")],
      ["v2", verdict(five, true, 0.75, { member: "stranger" })],
      // A part, one without an answer, one whose text is gone.
      ["v3", verdict(four, true, 1, { part: "p" })],
      ["v3", verdict(undefined, true, 1)],
      ["v3", verdict("gone", true, 1)],
      ["v4", { type: "unverified", member: "writer", why: "", answer: four }],
    ),
    // What only a paid call could tell.
    ...spans("solo/t2/0", ["v", verdict(four, true, 1)]),
    // No verifier; not planned.
    ...spans("bare/t1/0", ["v", verdict(four, true, 1)]),
    ...spans("gone/t1/0", ["v", verdict(four, true, 1)]),
  ];
  const truths = openTruths(plan, ledger, events);
  const common = { judge: "rubric by judge", topology: "solo", task: "t1", authorFamily: "inkwell" };
  assert.deepEqual(await observeJudges(plan, ledger, events, truths), [
    { ...common, answer: `t1/${four}`, cost: 7, length: 9, passed: false, score: 0.25, right: true, judgeFamily: "bench" },
    {
      judge: common.judge,
      topology: "solo",
      task: "t1",
      answer: `t1/${five}`,
      cost: 11,
      length: 10,
      passed: true,
      score: 0.75,
      right: false,
    },
    { ...common, answer: `t1/${four}`, cost: 0, length: 9, right: true },
    { ...common, task: "t2", answer: `t2/${four}`, cost: 0, length: 9, passed: true, score: 1 },
  ]);
  await truths.close();
});

test("each seat of a panel is a judge of its own by what it said: passed with its score, or a probability", async () => {
  const failed = { ...(call("f", 9) as object), ok: false } as Fact;
  const events = [
    ...spans(
      "solo/t1/0",
      ["v/1", call("a", 3, "judge", { passed: true, score: 0.9 })],
      ["v/2", call("b", 4, "second", { passed: false })],
      ["v/3", call("c", 5, "second", { p: 0.5 })],
      ["v/4", call("d", 6, "third", { p: 0.49 })],
      ["v/5", call("e", 7, "third", { other: 1 })],
      ["v/6", call("g", 7, "third")],
      ["v/7", failed],
      ["v", verdict(five, true, 1)],
      // One seat alone is no panel.
      ["w", call("h", 8, "judge", { passed: true })],
      ["w", verdict(four, true, 1)],
    ),
    ...spans("bare/t2/0", ["v", call("i", 1, "judge", { p: 1 })], ["v", call("j", 1, "second", { p: 0 })], ["v", verdict(four, true, 1)]),
    ...spans("gone/t1/0", ["v", call("i", 1, "judge", { p: 1 })], ["v", call("j", 1, "second", { p: 0 })], ["v", verdict(four, true, 1)]),
  ];
  const truths = openTruths(plan, ledger, events);
  const seen = await observeSeats(plan, ledger, events, truths);
  const common = { topology: "solo", task: "t1", answer: `t1/${five}`, length: 10, right: false, authorFamily: "inkwell" };
  assert.deepEqual(seen.slice(0, 4), [
    { ...common, judge: "judge", cost: 3, passed: true, score: 0.9, judgeFamily: "bench" },
    { ...common, judge: "second", cost: 4, passed: false, score: 0, judgeFamily: "bar" },
    { ...common, judge: "second", cost: 5, passed: true, score: 0.5, judgeFamily: "bar" },
    { ...common, judge: "third", cost: 6, passed: false, score: 0.49 },
  ]);
  assert.deepEqual(
    seen.slice(4).map(({ judge, topology, passed, score, right }) => [judge, topology, passed, score, right]),
    [
      ["judge", "bare", true, 1, undefined],
      ["second", "bare", false, 0, undefined],
    ],
  );
  await truths.close();
});

test("a pairwise judge's two calls are one question asked both ways round", () => {
  const asked = (span: string, ...winners: readonly Json[]) =>
    winners.map((winner, i) => [span, call(`${span}${i}`, 1, "judge", { winner })] as const);
  const failed = ["e", { ...(call("x", 1, "judge", { winner: "B" }) as object), ok: false } as Fact] as const;
  const whole = (span: string) => [span, verdict(four, true, 1)] as const;
  const events = [
    ...spans(
      "pair/t1/0",
      ...asked("a", "A", "B"),
      whole("a"),
      ...asked("b", "A", "A"),
      whole("b"),
      ...asked("c", "tie", "tie"),
      whole("c"),
      ...asked("d", "B", "A"),
      ["d", { type: "unverified", member: "writer", why: "" }],
      ...asked("e", "A"),
      failed,
      whole("e"),
      ...asked("f", "A", "B", "A"),
      whole("f"),
      ...asked("g", "A", "C"),
      whole("g"),
      ...asked("h", "A", "B"),
      ["h", verdict(four, true, 1, { part: "p" })],
      ...asked("i", "B", "A", "tie", "B"),
      whole("i"),
    ),
    ...spans("solo/t1/0", ...asked("a", "A", "B"), whole("a")),
  ];
  const judge = "pairwise by judge";
  assert.deepEqual(swapsIn(plan, ledger, events), [
    { judge, forward: "a", backward: "a" },
    { judge, forward: "a", backward: "b" },
    { judge, forward: "tie", backward: "tie" },
    { judge, forward: "b", backward: "b" },
    { judge, forward: "b", backward: "b" },
    { judge, forward: "tie", backward: "a" },
  ]);
});

test("the truth is the last scored grade where the text was handed in, else the grader's own where it asks no model", async () => {
  const graded = (trial: string, task: string, ...facts: Fact[]) => eventsOf(trial, startOf("solo", task), ...facts);
  const handed = put("Answer: 7");
  const events = [
    // Wrong by its key, and right by its last grade.
    ...graded(
      "solo/t1/0",
      "t1",
      gradeOf({ passed: false }),
      endOf({ answer: handed }),
      gradeOf({ passed: true }),
      gradeOf({ scored: false }),
    ),
    ...graded("solo/t2/0", "t2", gradeOf({ passed: true }), endOf({ answer: handed })),
    // Never scored; no answer; a text that is gone; no start.
    ...graded("solo/t2/1", "t2", gradeOf({ scored: false, passed: true }), endOf({ answer: five })),
    ...graded("solo/t2/2", "t2", gradeOf({ passed: true }), endOf()),
    ...graded("solo/t2/3", "t2", gradeOf({ passed: true }), endOf({ answer: "gone" })),
    ...eventsOf("solo/t2/4", gradeOf({ passed: true }), endOf({ answer: four })),
  ];
  const truths = openTruths(plan, ledger, events);
  const [t1, t2, t3] = plan.suite.tasks;
  assert.ok(t1 !== undefined && t2 !== undefined && t3 !== undefined);
  const of = async (task: typeof t1, text: string) => truths.of(task, text, "writer");
  assert.deepEqual(
    [
      await of(t1, "Answer: 7"),
      await of(t1, "Answer: 4"),
      await of(t1, "Answer: 5"),
      await of(t2, "Answer: 7"),
      await of(t2, "Answer: 5!"),
    ],
    [true, true, false, true, undefined],
  );
  assert.deepEqual([await of(t2, "Answer: 4"), await of(t3, "Answer: 4")], [undefined, undefined]);
  // A grader nobody knows, and one that cannot tell.
  assert.equal(await of({ ...t1, grader: { kind: "unheard" } }, "Answer: 44"), undefined);
  assert.equal(await truths.of(t1, "Answer: 4", "writer"), true);
  await truths.close();
});

test("a program is run to learn whether it is right, and nothing is written or paid for it", async () => {
  const grader = { kind: "tests", language: "javascript", checks: [{ name: "one", code: "if (1 + 1 !== 2) throw new Error('no');" }] };
  const code = taskOf("t1", { grader });
  const truths = openTruths(plan, ledger, []);
  const before = [...ledger.calls()].length;
  const told = await truths.of(code, "```js\nconst a = 1;\n```", "writer");
  assert.notEqual(told, false);
  assert.equal([...ledger.calls()].length, before);
  await truths.close();
});

test("a report holds verifiers, seats and swaps against the truth, and counts the verdicts whose truth nobody knows", async () => {
  const one = openLedger();
  const text = one.ledger.put("Answer: 4");
  const reply = (object: Json) => one.ledger.put({ text: "", object });
  const append = (trial: string, span: string, ...facts: Fact[]) =>
    facts.forEach((fact) => one.ledger.append({ trial, span, at: 0 }, fact));
  append("solo/t1/0", "v", startOf("solo", "t1"), verdict(text, false, 0), verdict(text, true, 1));
  append("solo/t2/0", "v", startOf("solo", "t2"), verdict(text, true, 1));
  append(
    "pair/t1/0",
    "v",
    startOf("pair", "t1"),
    callOf("a", { member: "judge", reply: reply({ winner: "A", p: 0.9 }) }),
    callOf("b", { member: "second", reply: reply({ winner: "A", p: 0.1 }) }),
    verdict(text, true, 1),
  );
  const report = await judgeReport(plan, one.ledger);
  assert.deepEqual(
    report.verifiers.judges.map(({ judge }) => judge),
    ["pairwise by judge", "rubric by judge"],
  );
  assert.deepEqual(
    report.seats.judges.map(({ judge }) => judge),
    ["judge", "second"],
  );
  assert.equal(report.ungraded, 1);
  assert.deepEqual(
    report.swaps.map(({ judge, consistent }) => [judge, consistent.rate]),
    [["pairwise by judge", 0]],
  );
  one.store.close();
  store.close();
});
