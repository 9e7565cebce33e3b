import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { JudgeSpec, Task, Verdict } from "../types.ts";
import { openJudge } from "./open-judge.ts";

const task: Task = { id: "t", category: "test", prompt: "How many sides has a square?", grader: { kind: "exact", answer: "4" } };

interface Sitting {
  readonly verdict: Verdict;
  /** How often each judge was asked. */
  readonly asked: string;
  readonly noted: unknown;
}

/** Convenes a panel whose judges give these scores in their order; "?" cannot tell, "x" is of the author's family. */
async function sit(scores: readonly (number | "?" | "x")[], more: Omit<JudgeSpec, "kind"> = {}): Promise<Sitting> {
  const says = (score: number | "?" | "x"): ScriptedAnswer =>
    typeof score === "number" ? { object: { passed: score > 0.5, score, why: `saw ${score}` } } : "hm";
  const seats = scores.map(
    (score, at) => [`j${at}`, fake([says(score), says(score)], { id: `fake/${at}`, family: score === "x" ? "own" : `f${at}` })] as const,
  );
  const room = fakeDesk({ members: Object.fromEntries(seats) });
  const judge = openJudge({ kind: "panel", members: seats.map(([name]) => name), ...more }, { purpose: "verdict", familyOf: () => "own" });
  const verdict = await judge.judge(task, { text: "Four.", by: "author" }, room.desk);
  const own = room.events().flatMap(({ fact }) => (fact.type === "own" ? [fact.value] : []));
  return { verdict, asked: seats.map(([, seat]) => Math.min(1, seat.asked.length)).join(""), noted: own[0] };
}

function said({ verdict }: Sitting): string {
  return verdict.ok
    ? `${verdict.passed ? "pass" : "fail"} ${Number(verdict.score.toFixed(4))}: ${verdict.why}`
    : `${verdict.failure.code}: ${verdict.failure.message}`;
}

test("a vote is decided once no further one can change the majority", async () => {
  for (const [scores, asked, wanted] of [
    [[1, 1, 0], "110", "pass 1: 2 of 2 judges pass it. saw 1"],
    [[0, 0, 1], "110", "fail 0: 0 of 2 judges pass it. saw 0"],
    [[1, 0, 1], "111", "pass 0.6667: 2 of 3 judges pass it; they disagree (scores 0.00, 1.00, 1.00). saw 1"],
    [[1, 0, 0], "111", "fail 0.3333: 1 of 3 judges passes it; they disagree (scores 0.00, 0.00, 1.00). saw 0"],
    [[1, 1, 1, 0, 0], "11100", "pass 1: 3 of 3 judges pass it. saw 1"],
    [[1, 1, 0, 0, 1], "11111", "pass 0.6: 3 of 5 judges pass it; they disagree (scores 0.00, 0.00, 1.00, 1.00, 1.00). saw 1"],
    [[1, 1, 0, 1, 0], "11110", "pass 0.75: 3 of 4 judges pass it; they disagree (scores 0.00, 1.00, 1.00, 1.00). saw 1"],
    [[1, 1], "11", "pass 1: 2 of 2 judges pass it. saw 1"],
  ] as const) {
    const sitting = await sit(scores);
    assert.equal(said(sitting), wanted, scores.join());
    assert.equal(sitting.asked, asked, scores.join());
  }
});

test("all are asked where the vote may not end early, and where scores are pooled", async () => {
  assert.equal((await sit([1, 1, 0], { earlyStop: false })).asked, "111");
  assert.equal((await sit([1, 1, 0], { pool: "mean" })).asked, "111");
  assert.equal((await sit([1, 1, 0, 0], { quorum: 4, earlyStop: false })).asked, "1111");
});

test("a pool of scores is their mean or their median, and passes with the majority", async () => {
  assert.match(
    said(await sit([0.9, 0.8, 0.1], { pool: "mean" })),
    /^pass 0.6: 2 of 3 judges pass it; they disagree \(scores 0\.10, 0\.80, 0\.90\)\. saw 0.9$/,
  );
  assert.match(said(await sit([0.9, 0.8, 0.1], { pool: "median" })), /^pass 0.8: /);
  assert.match(said(await sit([0.9, 0.7, 0.6, 0.1], { pool: "median" })), /^pass 0.65: /);
  assert.match(said(await sit([0.9, 0.2, 0.1, 0.3, 0.4], { pool: "median" })), /^fail 0.3: 1 of 5 judges passes it/);
});

test("judges of one mind disagree from a range of three tenths on", async () => {
  assert.equal(said(await sit([0.9, 0.7], { pool: "mean" })), "pass 0.8: 2 of 2 judges pass it. saw 0.9");
  assert.equal(said(await sit([1, 0.6], { pool: "mean" })), "pass 0.8: 2 of 2 judges pass it; they disagree (scores 0.60, 1.00). saw 1");
  assert.equal(said(await sit([0.8, 0.5], { pool: "vote" })).slice(0, 7), "unknown");
  assert.match(said(await sit([0, 0.5], { pool: "mean" })), /they disagree/);
});

test("a split without a majority is no verdict", async () => {
  assert.match(said(await sit([1, 0])), /^unknown: The panel is split 1 to 1: no majority\. Give it an odd number of judges\.$/);
  assert.deepEqual((await sit([1, 0])).noted, { passes: 1, verdicts: 2, range: 1, split: true, abstained: 0, dropped: 0, asked: 2 });
});

test("who cannot tell abstains, and who is of the author's family is not asked", async () => {
  const absent = await sit([1, "?", 1]);
  assert.equal(said(absent), "pass 1: 2 of 2 judges pass it; 1 abstained, 0 left out as family. saw 1");
  assert.equal(absent.asked, "111");
  assert.deepEqual(absent.noted, { passes: 2, verdicts: 2, range: 0, split: false, abstained: 1, dropped: 0, asked: 3 });
  const kin = await sit(["x", 1, 1, 0]);
  assert.equal(said(kin), "pass 1: 2 of 2 judges pass it; 0 abstained, 1 left out as family. saw 1");
  assert.equal(kin.asked, "0110");
  assert.deepEqual(kin.noted, { passes: 2, verdicts: 2, range: 0, split: false, abstained: 0, dropped: 1, asked: 2 });
});

test("too few judges, or too few verdicts, are no panel", async () => {
  assert.match(
    said(await sit(["x", 1])),
    /^unsupported: A quorum of 2 judges was wanted; 1 of 2 are of the author's family and 1 may judge\. Name judges of other families, or set selfJudging: allowed\.$/,
  );
  assert.match(said(await sit([1, "?"])), /^malformed: 1 of 2 judges gave a verdict, 2 were wanted\. \S/);
  assert.match(said(await sit(["?", "?", 1])), /^malformed: 1 of 3 judges gave a verdict, 2 were wanted\. \S/);
  assert.match(said(await sit([1, "?"], { quorum: 1, pool: "mean" })), /^pass 1: 1 of 1 judge passes it; 1 abstained/);
  assert.match(said(await sit([1, 1, 0, 1], { quorum: 4 })), /^pass 0.75: 3 of 4 judges pass it/);
});
