import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event } from "../types.ts";
import { fitOf, judgedNote, judgedView, statedSignals } from "./judged-view.ts";

type Verdicts = readonly { readonly member: string; readonly passed: boolean; readonly confidence?: number }[];

/** A session's tasks, with what is known of each attempt. */
function folded(tasks: readonly Verdicts[]) {
  let state = judgedView.start;
  const step = (trial: string, fact: unknown): void => {
    state = judgedView.step(state, { seq: 0, trial, span: "", at: 0, hash: "", fact: fact as Event["fact"] });
  };
  for (const [i, value] of tasks.entries()) {
    step(`t${i}`, { type: "trial-start", topology: "index", task: `t${i}`, category: "c", repetition: 0 });
    step(`t${i}`, { type: "own", name: judgedNote, value });
    step(`t${i}`, { type: "trial-end", state: "answered", cost: 0, ms: 0 });
  }
  return state;
}
const perfect = { sensitivity: 1, specificity: 1 };

test("a session fits once for all tasks of a step of its schedule, and apart for what was known before or errs otherwise", () => {
  const session = folded(Array.from({ length: 10 }, () => [{ member: "a", passed: true }]));
  const passes = { member: "a", passed: 60, tried: 60 };
  const fails = { ...passes, passed: 0 };
  const plain = fitOf(session, ["a"], { record: [], like: "c" }, perfect);
  assert.equal(fitOf(session, ["a"], { record: [], like: "other" }, perfect), plain, "no record: the task's category changes nothing");
  const better = fitOf(session, ["a"], { record: [passes], like: "c" }, perfect);
  const worse = fitOf(session, ["a"], { record: [fails], like: "c" }, perfect);
  const errs = fitOf(session, ["a"], { record: [], like: "c" }, { sensitivity: 1, specificity: 0.6 });
  const [a = 0, b = 0, c = 0, d = 0] = [better, plain, errs, worse].map((fit) => fit.chances("c")[0]);
  assert.ok(a > b && b > c && c > d, `${a} ${b} ${c} ${d}`);
  // The first row is of tasks like the one at hand; what another task is like is another fit.
  assert.notEqual(fitOf(session, ["a"], { record: [passes], like: "other" }, perfect), better);
  assert.equal(
    fitOf(session, ["a"], { record: [{ ...passes, category: "d" }], like: "c" }, perfect),
    fitOf(session, ["a"], { record: [{ ...passes, category: "d" }], like: "e" }, perfect),
  );
});

test("what stated chances say stands beside the chances of the fit that it was asked with", () => {
  // The high statement goes with two passes in three, the low one with one in three.
  const session = folded(
    Array.from({ length: 60 }, (_, i) => [{ member: "a", passed: i % 6 < 2 || i % 6 === 3, confidence: i % 6 < 3 ? 0.9 : 0.2 }]),
  );
  const known = (passed: number) => fitOf(session, ["a"], { record: [{ member: "a", passed, tried: 3000 }], like: "c" }, perfect);
  const [low, high] = [known(300), known(2700)];
  assert.ok(Math.abs((low.chances("c")[0] ?? 0) - 0.1) < 0.02);
  const [under, over] = [statedSignals(session, ["a"], low), statedSignals(session, ["a"], high)];
  assert.notDeepEqual(under?.rules, over?.rules);
  assert.equal(statedSignals(session, ["a"], low), under, "fitted once");
});
