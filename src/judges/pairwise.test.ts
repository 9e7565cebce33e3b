import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { Ask, Desk, JudgeSpec, Model, Task } from "../types.ts";
import { openJudge } from "./index.ts";
import { comparePair } from "./pairwise.ts";

const task: Task = { id: "t", category: "test", prompt: "How many sides has a square?", grader: { kind: "exact", answer: "4" } };
const answer = { text: "Four sides, all equal.\nFinal answer: 4", by: "author" };
const judging = (members: { [name: string]: Model }) => fakeDesk({ members });
const model = (script: readonly ScriptedAnswer[] | ((ask: Ask) => ScriptedAnswer)) => fake(script, { id: "fake/x", family: "x" });
async function judged(spec: JudgeSpec, desk: Desk): Promise<string> {
  const verdict = await openJudge(spec, "verdict").judge(task, answer, desk);
  return verdict.ok ? `${verdict.passed ? "pass" : "fail"} ${verdict.score}` : verdict.failure.code;
}

test("a pair is judged in both orders and an inconsistent one is a tie", async () => {
  const other = { text: "Three sides.", by: "b" };
  const pair = (script: (ask: Ask) => ScriptedAnswer) =>
    comparePair(task, answer, other, judging({ j: model(script) }).desk, { purpose: "verdict" });
  const pick = (winner: string): ScriptedAnswer => ({ object: { winner, why: "better" } });
  const isFirst = (ask: Ask) => /Answer A:\n<answer-\w+>\nFour/.test(ask.messages[0]?.text ?? "");
  const fair = await pair((ask) => pick(isFirst(ask) ? "A" : "B"));
  assert.deepEqual(fair.ok && [fair.winner, fair.consistent, fair.score, fair.first], ["a", true, 1, 1]);
  const leaning = await pair(() => pick("A"));
  assert.deepEqual(leaning.ok && [leaning.winner, leaning.consistent, leaning.score, leaning.first], ["tie", false, 0.5, 2]);
  const blank = await comparePair(task, answer, { text: " . ", by: "b" }, judging({}).desk, { purpose: "verdict" });
  assert.equal(blank.ok && blank.winner, "a");
  assert.equal(await judged({ kind: "pairwise" }, judging({ j: model([pick("A")]) }).desk), "unknown");
  assert.equal(await judged({ kind: "pairwise", reference: "4" }, judging({ j: model([pick("A")]) }).desk), "pass 0.5");
});

test("without a reference a pairwise judge holds an answer against the candidates beside it, each in both orders", async () => {
  const [three, five] = [
    { text: "Three sides.", by: "b" },
    { text: "Five sides.", by: "c" },
  ];
  /** Prefers what stands earlier in this list, wherever it is shown; two that are level tie. */
  const seen: Ask[] = [];
  const ranked = (order: readonly (readonly string[])[]) =>
    model((ask) => {
      seen.push(ask);
      const shown = [.../<answer-\w+>\n(\w+)/g[Symbol.matchAll](ask.messages[0]?.text ?? "")].map(([, first = ""]) => first);
      const [a = 0, b = 0] = shown.map((first) => order.findIndex((level) => level.includes(first)));
      return { object: { winner: a === b ? "tie" : a < b ? "A" : "B", why: "ranked" } };
    });
  const verdict = (order: readonly (readonly string[])[], spec: JudgeSpec = { kind: "pairwise" }) =>
    openJudge(spec, "verdict").judge(task, answer, judging({ j: ranked(order) }).desk, [three, five]);
  const said = async (...given: Parameters<typeof verdict>) => {
    const one = await verdict(...given);
    return one.ok ? [one.passed, one.score] : one.failure.code;
  };
  assert.deepEqual(await said([["Four"], ["Three", "Five"]]), [true, 1]);
  assert.equal(seen.length, 4);
  assert.deepEqual(await said([["Three"], ["Four"], ["Five"]]), [false, 0.5]);
  // Level with one and better than the other: passes, unless a tie is not enough.
  assert.deepEqual(await said([["Three", "Four"], ["Five"]]), [true, 0.75]);
  assert.deepEqual(await said([["Three", "Four"], ["Five"]], { kind: "pairwise", tiePasses: false }), [false, 0.75]);
  // A reference goes before the candidates, and wrappers pass these on.
  assert.deepEqual(await said([["Four"], ["Three", "Five"]], { kind: "pairwise", reference: "Three sides." }), [true, 1]);
  assert.deepEqual(await said([["Four"], ["Three", "Five"]], { kind: "noisy", judge: { kind: "pairwise" } }), [true, 1]);
  assert.deepEqual(await said([["Four"], ["Three", "Five"]], { kind: "noisy", judge: { kind: "pairwise" }, falseNegative: 1 }), [false, 0]);
});
