import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event, Fact, Json } from "../../types.ts";
import { addressOf } from "../../util/hash.ts";
import { noUsage } from "../../util/money.ts";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import { callOf, endOf, eventsOf, gradeOf, startOf } from "../plan/fixtures/plan-of.ts";
import { regradedCalls } from "./regraded-calls.ts";
import { silence, silentRound } from "./silent-round.ts";
import { triedRows } from "./tried-rows.ts";
import { verdictOn } from "./fixtures/verdict-on.ts";

const bodies: Readonly<Record<string, Json>> = {
  one: { text: "one" },
  two: { text: "two" },
  sure: { text: "{}", object: { answer: "sure", p: 0.75 } },
  over: { text: "{}", object: { answer: "over", p: 1.5 } },
  under: { text: "{}", object: { answer: "under", p: -0.1 } },
  vague: { text: "{}", object: { answer: "vague", p: "high" } },
  shapeless: { text: "shapeless", object: { other: 1 } },
  none: { text: "none", object: null },
  number: { text: 7 },
};
const tried = (...events: Event[][]) => triedRows(events.flat(), (address) => bodies[address]);
const attempt = (reply: string, change: object = {}) => callOf(`${reply} key`, { reply, member: "m", ...change });

test("a row has who tried, what it cost, took and said, and passes by the grade, beside the verifier's word", () => {
  const usage = { ...noUsage, uncached: 1, cacheRead: 20, cacheWrite5m: 300, cacheWrite1h: 4000, output: 5 };
  const { rows, byVerdict, unjudged } = tried(
    eventsOf(
      "solo/t1/0",
      startOf("solo", "t1"),
      attempt("one", { cost: 1_500_000, ms: 70, usage }),
      verdictOn("one", false),
      attempt("two", { purpose: "retry", member: "n" }),
      verdictOn("two", false),
      gradeOf({ passed: true }),
      endOf({ answer: addressOf("two") }),
    ),
  );
  assert.deepEqual(rows, [
    {
      item: "t1",
      category: "c",
      model: "m",
      sample: 0,
      passed: 0,
      accepted: 0,
      cost_usd: 0.0015,
      input_tokens: 4321,
      output_tokens: 5,
      latency_ms: 70,
      answer: "one",
    },
    {
      item: "t1",
      category: "c",
      model: "n",
      sample: 0,
      // The outside grade counts, whatever the verifier said.
      passed: 1,
      accepted: 0,
      cost_usd: 0,
      input_tokens: 0,
      output_tokens: 0,
      latency_ms: 1,
      answer: "two",
    },
  ]);
  assert.deepEqual([byVerdict, unjudged], [1, 0]);
});

test("what was neither graded nor judged as a whole is left out and counted, and what is no attempt is not", () => {
  const { rows, byVerdict, unjudged } = tried(
    eventsOf(
      "solo/t1/0",
      startOf("solo", "t1"),
      attempt("one"),
      verdictOn("one", true, "part"),
      attempt("number"),
      attempt("gone"),
      attempt("two", { purpose: "plan" }),
      attempt("shapeless", { failure: { code: "timeout", message: "" } }),
      // An answer that its grader could not grade goes by the verdict, and without one by nothing.
      attempt("two", { key: "answer" }),
      gradeOf({ scored: false, passed: true }),
      endOf({ answer: addressOf("two") }),
    ),
    // Trials without their beginning or their end.
    eventsOf("solo/t2/0", attempt("one", { key: "a" }), verdictOn("one", true), endOf()),
    eventsOf("solo/t3/0", startOf("solo", "t3"), attempt("one", { key: "b" }), verdictOn("one", true)),
  );
  assert.deepEqual([rows, byVerdict, unjudged], [[], 0, 4]);
});

test("the chance that an attempt states beside its answer is told where it is one", () => {
  const names = ["sure", "over", "under", "vague", "shapeless", "none"];
  const { rows } = tried(
    eventsOf("solo/t1/0", startOf("solo", "t1"), ...names.flatMap((name) => [attempt(name), verdictOn(name, true)]), endOf()),
  );
  assert.deepEqual(
    rows.map(({ answer, stated_confidence, sample, passed, accepted }) => [answer, stated_confidence, sample, passed, accepted]),
    [
      ["sure", 0.75, 0, 1, 1],
      ["over", undefined, 1, 1, 1],
      ["under", undefined, 2, 1, 1],
      ["vague", undefined, 3, 1, 1],
      ["shapeless", undefined, 4, 1, 1],
      ["none", undefined, 5, 1, 1],
    ],
  );
  assert.ok(rows.every((row) => row.answer === "sure" || !("stated_confidence" in row)));
  // Both ends are chances.
  const ends = triedRows(
    eventsOf("solo/t1/0", startOf("solo", "t1"), attempt("a"), attempt("b"), verdictOn("x", true), endOf()),
    (address) => ({ object: { answer: "x", p: address === "a" ? 0 : 1 } }),
  );
  assert.deepEqual(
    ends.rows.map(({ stated_confidence }) => stated_confidence),
    [0, 1],
  );
});

test("a call that several topologies share is one row, by a grade where any of them has one, the first of grades", () => {
  const trial = (topology: string, ...facts: Fact[]) => eventsOf(`${topology}/t1/0`, startOf(topology, "t1"), attempt("one"), ...facts);
  const judged = trial("a", verdictOn("one", false), endOf());
  const right = trial("b", gradeOf({ passed: true }), endOf({ answer: addressOf("one") }));
  const wrong = trial("c", gradeOf({ passed: false }), endOf({ answer: addressOf("one") }));
  const told = (...events: Event[][]) => {
    const { rows, byVerdict } = tried(...events);
    return [...rows.map(({ passed, accepted }) => [passed, accepted]), byVerdict];
  };
  assert.deepEqual(told(judged, right), [[1, undefined], 0]);
  assert.deepEqual(told(right, judged), [[1, undefined], 0]);
  assert.deepEqual(told(right, wrong), [[1, undefined], 0]);
  assert.deepEqual(told(wrong, right), [[0, undefined], 0]);
  assert.deepEqual(told(judged), [[0, 0], 1]);
});

test("samples count up by member and task, shadow tries among them, which have their own grades", () => {
  const shadow = (member: string, passed: boolean, cost: number): Fact => ({
    type: "own",
    name: "shadow",
    value: { member, attempt: 1, passed, cost },
  });
  const { rows, byVerdict, unjudged } = tried(
    eventsOf("solo/t1/0", startOf("solo", "t1"), attempt("one"), verdictOn("one", true), endOf()),
    eventsOf("@shadow/t1/0", startOf("@shadow", "t1"), shadow("m", false, 2_000_000), shadow("n", true, 0), endOf()),
    eventsOf("@shadow/t2/0", startOf("@shadow", "t2"), shadow("m", true, 0), endOf()),
  );
  assert.deepEqual(
    rows.map(({ item, model, sample, passed, cost_usd }) => [item, model, sample, passed, cost_usd]),
    [
      ["t1", "m", 0, 1, 0],
      ["t1", "m", 1, 0, 0.002],
      ["t1", "n", 0, 1, 0],
      ["t2", "m", 0, 1, 0],
    ],
  );
  assert.deepEqual([byVerdict, unjudged], [1, 0]);
});

test("a later grading's silence is told by its note, and by nothing else", () => {
  const own = (value: Json, name = silence): Fact => ({ type: "own", name, value });
  assert.deepEqual(
    [
      own({ round: 2, why: "prose" }),
      own({ round: 0 }),
      own({ round: 2 }, "other"),
      own({ round: "2" }),
      own({}),
      own(null),
      own("round"),
      endOf(),
    ].map(silentRound),
    [2, 0, undefined, undefined, undefined, undefined, undefined, undefined],
  );
});

test("calls of later gradings are those for grades after a trial's end that had a reply, if only an unusable one", async () => {
  const { store, ledger } = openLedger();
  const graded = (key: string, change: object = {}) => callOf(key, { purpose: "grade", ...change });
  const facts: readonly (readonly [trial: string, fact: Fact])[] = [
    ["a", startOf("solo", "t1")],
    ["a", graded("own")],
    ["b", graded("early")],
    ["a", endOf()],
    ["a", graded("later")],
    ["a", graded("unusable", { failure: { code: "malformed", message: "" } })],
    ["a", graded("lost", { failure: { code: "provider", message: "" } })],
    ["a", callOf("work")],
    ["b", graded("other trial")],
    ["a", startOf("solo", "t1")],
    ["a", graded("begun anew")],
  ];
  for (const [trial, fact] of facts) ledger.append({ trial, span: "", at: 0 }, fact);
  assert.deepEqual([...(await regradedCalls(ledger, [1]))], ["later", "unusable"]);
  assert.deepEqual([...(await regradedCalls(ledger, []))], []);
  store.close();
});
