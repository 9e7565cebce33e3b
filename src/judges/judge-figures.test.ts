import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event, Fact } from "../types.ts";
import { noUsage } from "../util/money.ts";
import { judgeFigures } from "./judge-figures.ts";
import { type Observation, observationsIn } from "./observations.ts";

const call = (member: string, purpose: "attempt" | "retry" | "verdict", cost = 100): Fact => ({
  type: "call",
  key: "k",
  member,
  model: "m",
  purpose,
  ok: true,
  usage: { ...noUsage, output: 40 },
  cost,
  start: 0,
  ms: 1,
  ask: "a",
  reply: "r",
});
const verdict = (member: string, passed: boolean): Fact => ({ type: "verdict", member, passed, score: Number(passed), why: "w" });
const end = (by: string): Fact => ({ type: "trial-end", state: "answered", answer: "address", by, cost: 0, ms: 0 });
const grade = (passed: boolean, scored = true): Fact => ({
  type: "grade",
  grader: "exact",
  scored,
  passed,
  score: Number(passed),
  why: "w",
  cost: 0,
});
const trial = (name: string, ...facts: Fact[]): Event[] =>
  facts.map((fact, seq) => ({ seq, trial: name, span: "", at: 0, fact, hash: "" }));

test("a verdict is observed only on the answer that was handed in", () => {
  const events = [
    ...trial("one", call("a", "attempt"), call("j", "verdict", 30), verdict("a", true), end("a"), grade(false)),
    // The second try was not verified, so the first verdict says nothing of it.
    ...trial("two", call("a", "attempt"), call("j", "verdict"), verdict("a", false), call("a", "retry"), end("a"), grade(true)),
    ...trial("three", call("a", "attempt"), { type: "unverified", member: "a", why: "?" }, end("a"), grade(true, false)),
    ...trial("four", call("a", "attempt"), verdict("a", false), call("b", "attempt"), verdict("b", true), end("b"), grade(true)),
  ];
  const seen = observationsIn(events, { judge: "rubric", familyOf: (name) => (name === "j" ? "x" : "y") });
  assert.deepEqual(seen, [
    { judge: "rubric", answer: "address", cost: 30, passed: true, score: 1, right: false, length: 40, judgeFamily: "x", authorFamily: "y" },
    { judge: "rubric", answer: "address", cost: 0, length: 40, authorFamily: "y" },
    { judge: "rubric", answer: "address", cost: 0, passed: true, score: 1, right: true, length: 40, authorFamily: "y" },
  ]);
});

test("figures per judge and over the panel follow from the observations", () => {
  const rows = (judge: string, passes: string, cost: number): Observation[] =>
    passes.split("").map((one, at) => ({
      judge,
      answer: String(at),
      judgeFamily: judge,
      authorFamily: at < 2 ? "a" : "z",
      right: at < 5,
      cost,
      ...(one !== "?" && { passed: one === "1", score: Number(one) }),
    }));
  const { judges, alpha, errorCorrelations } = judgeFigures([...rows("a", "1111010000", 10), ...rows("b", "011111000?", 20)]);
  const [a, b] = judges;
  assert.deepEqual([a?.falsePositive.rate, a?.falseNegative.rate, a?.costPerVerdict], [0.2, 0.2, 10]);
  assert.deepEqual([b?.falsePositive.count, b?.falsePositive.of, b?.abstained.count], [1, 4, 1]);
  assert.ok(Math.abs((a?.kappa?.kappa ?? 0) - 0.6) < 1e-12);
  assert.ok(Math.abs((a?.trustOfPass ?? 0) - 0.8) < 1e-12);
  assert.ok(Math.abs((a?.correctedRate ?? 0) - 0.5) < 1e-12);
  assert.deepEqual([a?.ownFamily.own.rate, a?.ownFamily.others.rate], [1, 0.5]);
  assert.ok((alpha.passed ?? 0) > 0.3 && (alpha.passed ?? 1) < 0.9);
  assert.equal(errorCorrelations.length, 1);
  assert.ok((errorCorrelations[0]?.phi ?? 0) > 0);
});
