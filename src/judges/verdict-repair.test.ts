import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { Desk, JudgeSpec, Model, Task } from "../types.ts";
import { openJudge } from "./open-judge.ts";

const task: Task = { id: "t", category: "test", prompt: "How many sides has a square?", grader: { kind: "exact", answer: "4" } };
const answer = { text: "Four sides, all equal.", by: "author" };
const criteria = ["a", "b", "c"].map((id) => ({ id, statement: `It has what ${id} wants`, evidence: "absence" }));
const met = (...entries: readonly (readonly [string, boolean, string])[]): ScriptedAnswer => ({
  object: { criteria: entries.map(([id, met, quote]) => ({ id, met, quote })) },
});
const judgeSaying = (script: readonly ScriptedAnswer[]): ReturnType<typeof fake> => fake(script, { id: "fake/judge" });
const desk = (j: Model): Desk => fakeDesk({ members: { j } }).desk;

async function judged(spec: JudgeSpec, judge: Model): Promise<string> {
  const verdict = await openJudge(spec, "grade").judge(task, answer, desk(judge));
  return verdict.ok ? `${verdict.passed ? "pass" : "fail"} ${verdict.score}` : verdict.failure.code;
}

test("a verdict that does not fit the criteria goes through the one repair, which names its fault", async () => {
  const whole = met(["a", true, "Four sides"], ["b", true, "all equal"], ["c", true, ""]);
  const faults: readonly (readonly [ScriptedAnswer, RegExp])[] = [
    [met(), /: the verdicts for criteria "a", "b", "c" are missing\.\n/],
    [met(["a", true, "Four sides"], ["c", true, ""]), /: the verdict for criterion "b" is missing\.\n/],
    [
      met(["a", true, ""], ["a", false, ""], ["b", true, ""], ["c", true, ""]),
      /: the verdict for criterion "a" is given more than once\.\n/,
    ],
    [met(["a", true, ""], ["b", true, ""], ["x", true, ""]), /at "\/criteria\/2\/id" it must be one of "a", "b", "c"; it is "x"\.\n/],
  ];
  for (const [first, fault] of faults) {
    const judge = judgeSaying([first, whole]);
    assert.equal(await judged({ kind: "rubric", criteria }, judge), "pass 1");
    assert.equal(judge.asked.length, 2);
    const repair = judge.asked[1];
    assert.equal(repair?.messages.length, 2);
    assert.match(repair?.messages[1]?.text ?? "", fault);
    assert.doesNotMatch(repair?.messages[1]?.text ?? "", /fake|\u2716/);
    const shown = repair?.example as { criteria: { id: string }[] };
    assert.deepEqual(
      shown.criteria.map(({ id }) => id),
      ["a", "b", "c"],
    );
    const never = judgeSaying([first]);
    const verdict = await openJudge({ kind: "rubric", criteria }, "grade").judge(task, answer, desk(never));
    assert.equal(never.asked.length, 2);
    assert.match(verdict.ok ? "" : verdict.failure.message, /was asked twice for a verdict in JSON and gave none that can be used: /);
    assert.doesNotMatch(verdict.ok ? "" : verdict.failure.message, /\u2716/);
  }
});

test("a question of one's own has the same one repair", async () => {
  for (const first of ["Seven out of ten.", "", { object: { why: "x", passed: true, score: 7 } }] as const) {
    const judge = judgeSaying([first, first]);
    assert.equal(await judged({ kind: "rubric", prompt: "Is it right? {{answer}}" }, judge), "malformed");
    assert.equal(judge.asked.length, 2);
    const texts = judge.asked[1]?.messages.map(({ text }) => text) ?? [];
    assert.equal(texts.filter((text) => text.includes("could not be used")).length, 1);
    assert.ok(!texts.join("\n").includes("fake"));
  }
});

test("a judge whose reply was cut is told as that, not in the words of the schema", async () => {
  const judge = judgeSaying([{ text: '{"criteria": [{"id": "a", "met": tr', stop: "length" }]);
  const verdict = await openJudge({ kind: "rubric", criteria }, "grade").judge(task, answer, desk(judge));
  assert.match(
    verdict.ok ? "" : verdict.failure.message,
    /none that can be used: its reply was cut at 1000 tokens \(terms\.outputCap\)\.$/,
  );
});

test("hidden tokens beyond the cap on the answer are no sign that it was cut", async () => {
  const judge = judgeSaying([{ text: '{"criteria": []}', usage: { output: 1500, reasoning: 1200 } }]);
  const verdict = await openJudge({ kind: "rubric", criteria }, "grade").judge(task, answer, desk(judge));
  assert.match(verdict.ok ? "" : verdict.failure.message, /: The verdicts for criteria "a", "b", "c" are missing\.$/);
});

test("null in place of a quote is no quote, and needs no repair", async () => {
  const entries = (met: boolean) => ({ object: { criteria: criteria.map(({ id }) => ({ id, met, quote: null })) } });
  const judge = judgeSaying([entries(true)]);
  assert.equal(await judged({ kind: "rubric", criteria }, judge), "pass 1");
  assert.equal(judge.asked.length, 1);
  const quoted = criteria.map((one) => ({ ...one, evidence: "quote" }));
  assert.equal(await judged({ kind: "rubric", criteria: quoted }, judgeSaying([entries(true)])), "fail 0");
});
