import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask, Event, Fact } from "../types.ts";
import { apprentice } from "./apprentice.ts";
import { teamOf, wants } from "./fake-team.test.ts";
import { openTopology } from "./index.ts";
import { lessonView } from "./lesson-view.ts";

const says = (ask: Ask) => (wants(ask, "lesson") ? { object: { why: "it was the sum", lesson: "Add first.\nThen check." } } : "4");
const event = (trial: string, fact: Fact): Event => ({ trial, span: "", at: 0, seq: 0, hash: "", fact });
const taught = (trial: string, category: string, text: string): Event[] => [
  event(trial, { type: "trial-start", topology: "apprentice", task: trial, category, repetition: 0 }),
  event(trial, { type: "knowledge", member: "m0", kind: "lesson", text, verified: true }),
];
const passing = { verifier: () => ({ ok: true, passed: true, score: 1, why: "right" }) as const };

test("after its answer a member is told the verdict and writes a lesson in one line, which is noted as verified where it passed", async () => {
  const { desk, task, asked, facts } = teamOf(1, says, passing);
  assert.deepEqual(await apprentice().solve(task, desk), { ok: true, text: "4", by: "m0" });
  assert.deepEqual(
    asked.map(({ ask }) => ask.purpose),
    ["attempt", "message"],
  );
  assert.match(asked[1]?.text ?? "", /This answer passed\./);
  assert.deepEqual(facts("knowledge"), [
    { type: "knowledge", member: "m0", kind: "lesson", text: "Add first. Then check.", verified: true },
  ]);
});

test("it is shown the latest lessons of the task's category; shuffled, as many of other categories; off, none, and none are written", async () => {
  const known = (category: string) => [
    ...taught("t1", category, "Own one."),
    ...taught("t2", category, "Own two."),
    ...taught("t3", "elsewhere", "Other one."),
    ...taught("t4", "elsewhere", "Other two."),
    ...taught("t5", "elsewhere", "Other three."),
  ];
  const shown = async (lessons: "on" | "shuffled" | "off") => {
    const bare = teamOf(1, says);
    const { desk, task, asked } = teamOf(1, says, { earlier: known(bare.task.category) });
    await apprentice({ lessons, keep: 1 }).solve(task, desk);
    return { first: asked[0]?.text ?? "", calls: asked.length };
  };
  const on = await shown("on");
  assert.ok(on.first.includes("- Own two.") && !on.first.includes("Own one") && !on.first.includes("Other"));
  const shuffled = await shown("shuffled");
  assert.equal(shuffled.first.match(/- Other \w+\./g)?.length, 1);
  assert.ok(!shuffled.first.includes("Own"));
  const off = await shown("off");
  assert.ok(!off.first.includes("Own") && !off.first.includes("Other"));
  assert.deepEqual([on.calls, shuffled.calls, off.calls], [2, 2, 1]);
});

test("lessons stand with the category of the task that taught them, oldest first", () => {
  const events = [...taught("a", "x", "One."), ...taught("b", "y", "Two.")];
  const { learnt } = events.reduce((state, one) => lessonView.step(state, one), lessonView.start);
  assert.deepEqual(learnt, [
    { category: "x", text: "One." },
    { category: "y", text: "Two." },
  ]);
});

test("options that do not fit are refused by their names", () => {
  for (const [options, wrong] of [
    [{ lessons: "some" }, /lessons/],
    [{ keep: 0 }, /keep/],
    [{ keep: 21 }, /keep/],
    [{ memory: 2 }, /memory/],
  ] as const)
    assert.throws(() => openTopology("apprentice", options), wrong);
});
