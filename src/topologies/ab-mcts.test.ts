import assert from "node:assert/strict";
import { test } from "node:test";
import type { FakeDeskSettings } from "../calls/fake-desk.ts";
import { abMcts } from "./ab-mcts.ts";
import { teamOf } from "./fake-team.test.ts";

/** A verifier that reads the score from the answer: "score 0.3". */
const scored: NonNullable<FakeDeskSettings["verifier"]> = ({ text }) => {
  const score = Number(/score ([\d.]+)/.exec(text)?.[1] ?? 0);
  return { ok: true, passed: score >= 0.7, score, why: `It has ${score}.` };
};
const notes = ({ facts }: Pick<ReturnType<typeof teamOf>, "facts">, name: string) =>
  facts("own").flatMap((fact) => (fact.name === name ? [fact.value as { [name: string]: unknown }] : []));

test("the best score is the answer, the earliest of equals, after as many calls and verdicts as were allowed", async () => {
  const scores = [0.2, 0.6, 0.4, 0.6, 0.1];
  let next = 0;
  const room = teamOf(1, () => `n${next} score ${scores[next++]}`, { verifier: scored });
  const result = await abMcts({ calls: 5 }).solve(room.task, room.desk);
  assert.deepEqual(result, { ok: true, text: "n1 score 0.6", by: "m0" });
  assert.deepEqual([room.calls(), room.facts("verdict").length], [5, 5]);
  assert.deepEqual([notes(room, "ab-mcts-step").length, notes(room, "ab-mcts-tree")[0]?.score], [5, 0.6]);
});

test("a full score ends the search, unless the verifier is not trusted; a lower bar ends it earlier", async () => {
  const calls = async (score: number | "never") => {
    let next = 0;
    const room = teamOf(2, () => `score ${[0.5, 0.8, 1, 1, 1, 1][next++]}`, { verifier: scored });
    await abMcts({ calls: 6, stop: { score } }).solve(room.task, room.desk);
    return room.calls();
  };
  assert.deepEqual([await calls(1), await calls(0.8), await calls("never")], [3, 2, 6]);
});

test("a refinement sees the one answer above it with its score and reason, a fresh answer the task alone", async () => {
  let next = 0;
  const room = teamOf(2, () => `n${++next} score ${Math.min(0.9, next / 10)}`, { verifier: scored });
  await abMcts({ calls: 20, stop: { score: "never" } }).solve(room.task, room.desk);
  const steps = notes(room, "ab-mcts-step");
  for (const [i, { text }] of room.asked.entries()) {
    const from = Number(steps[i]?.from);
    const shown = [...text.matchAll(/\n(n\d+) score/g)].map((match) => match[1]);
    assert.deepEqual(shown, from === 0 ? [] : [`n${from}`]);
    if (from === 0) assert.equal(text, `<task>\n${room.task.prompt}\n</task>`);
    else if (from < 7) assert.match(text, /did not pass, with a score of 0\.\d0 of 1\..* Reason: It has/);
    else assert.match(text, /passed with a score of 0\.\d0 of 1/);
  }
  assert.ok(steps.some(({ from }) => from !== 0));
});

test("where scores are 0 or 1 a refinement is asked for as any retry is, so that draws are shared", async () => {
  const room = teamOf(1, () => "score 0", { verifier: scored });
  await abMcts({ calls: 12 }).solve(room.task, room.desk);
  const deep = room.asked.find(({ text }) => text.includes("<feedback"));
  assert.match(deep?.text ?? "", /This answer did not pass\. Give another, complete answer to the task\. Reason: It has 0\./);
});

test("left out, calls are the attempts of the terms; a single answer has no verdict", async () => {
  const room = teamOf(3, () => "score 0", { verifier: scored, terms: { attempts: 4 } });
  await abMcts().solve(room.task, room.desk);
  assert.deepEqual([room.calls(), room.facts("verdict").length], [4, 4]);
  const one = teamOf(3, () => "score 0", { verifier: scored });
  await abMcts().solve(one.task, one.desk);
  assert.deepEqual([one.calls(), one.facts("verdict").length], [1, 0]);
});

test("a verifier that cannot tell ends the search; what nobody judged is better than what got nothing", async () => {
  let verdicts = 0;
  const verifier: NonNullable<FakeDeskSettings["verifier"]> = (answer, desk, task) =>
    ++verdicts === 2 ? { ok: false, failure: { code: "malformed", message: "no verdict" } } : scored(answer, desk, task);
  let next = 0;
  const room = teamOf(1, () => `n${++next} score 0`, { verifier });
  const result = await abMcts({ calls: 9 }).solve(room.task, room.desk);
  assert.deepEqual([room.calls(), result.ok && result.text], [2, "n2 score 0"]);
});

test("a member that fails is asked less and less, and the others' answers stand", async () => {
  const no = { failure: { code: "refused" as const, message: "no" } };
  const room = teamOf(2, (_, name) => (name === "m0" ? no : "score 0.5"), { verifier: scored });
  const result = await abMcts({ calls: 30 }).solve(room.task, room.desk);
  assert.equal(result.ok && result.by, "m1");
  const late = room.asked.slice(-20).filter(({ name }) => name === "m0").length;
  assert.ok(late <= 4, String(late));
});

test("a batch is asked at once, and its scores are told after it", async () => {
  const room = teamOf(2, () => "score 0.5", { verifier: scored });
  await abMcts({ calls: 12, batch: 5 }).solve(room.task, room.desk);
  assert.deepEqual([room.calls(), room.desk.now], [12, 300]);
  const froms = notes(room, "ab-mcts-step").map(({ from }) => Number(from));
  assert.ok(froms.slice(0, 5).every((from) => from === 0) && froms.slice(5, 10).every((from) => from <= 5));
});

// A fake call of one token out costs little; the worth of a right answer is set between what a first and what a later call may bring.
test("a call that costs more than it is likely to bring is not made, and no call is stopped without a value", async () => {
  const calls = async (value: number | undefined) => {
    const room = teamOf(1, () => "score 0", { verifier: scored });
    await abMcts({ calls: 40, stop: { verdict: 0.1, ...(value === undefined ? {} : { value }) } }).solve(room.task, room.desk);
    return { calls: room.calls(), end: String(notes(room, "ab-mcts-end")[0]?.why) };
  };
  assert.deepEqual(await calls(undefined), { calls: 40, end: "as many calls as were allowed" });
  // A verdict costs $0.1, and no mean is above 1/2 once an answer got 0.
  assert.deepEqual(await calls(0.19), { calls: 1, end: "a further call costs more than it is likely to bring" });
  const some = await calls(0.6);
  assert.ok(some.calls > 2 && some.calls < 40, JSON.stringify(some));
});

test("the same seed makes the same asks, another seed others", async () => {
  const asks = async (seed: string) => {
    let next = 0;
    const room = teamOf(3, () => `n${next} score ${(next++ % 5) / 10}`, { verifier: scored, seed });
    await abMcts({ calls: 15, batch: 2 }).solve(room.task, room.desk);
    return JSON.stringify(room.asked.map(({ name, text }) => [name, text]));
  };
  const first = await asks("a");
  assert.equal(await asks("a"), first);
  assert.notEqual(await asks("b"), first);
});

test("money that ends in the middle leaves the best answer so far", async () => {
  const room = teamOf(1, () => "score 0.4", { verifier: scored, budget: 40_000, terms: { outputCap: 10 } });
  const result = await abMcts({ calls: 50 }).solve(room.task, room.desk);
  assert.ok(room.calls() < 50 && room.spent() <= 40_000);
  assert.equal(result.ok ? result.text : result.failure.code, room.calls() > 0 ? "score 0.4" : "budget");
});
