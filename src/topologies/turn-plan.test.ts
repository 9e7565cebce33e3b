import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event } from "../types.ts";
import { actsAt, type TurnOdds, weighedActs } from "./turn-plan.ts";
import { answerLaw, costOf, turnEndNote, turnNote, turnView, verdictNote } from "./turn-tables.ts";

const odds = (more: Partial<TurnOdds> = {}): TurnOdds => ({
  turns: 5,
  verdicts: 2,
  value: 10,
  workers: ["a", "b"],
  thinkers: [],
  transcript: false,
  chance: (member) => (member === "a" ? 0.5 : 0.8),
  cost: ({ role, member }) => (role === "worker" ? (member === "a" ? 1 : 3) : 0.5),
  ...more,
});
const worths = (from: TurnOdds, state: Parameters<typeof weighedActs>[1]) =>
  Object.fromEntries(weighedActs(from, state).map(({ act, worth }) => [`${act.role} ${act.member}`.trim(), Number(worth.toFixed(6))]));

test("the worth of an act is the value's chance to come less what it costs until then, the best acts after it taken", () => {
  // One turn: 10 x .5 - 1 and 10 x .8 - 3.
  assert.deepEqual(worths(odds({ turns: 1 }), { turn: 1, last: "start", rejected: 0 }), { "worker a": 4, "worker b": 5 });
  // Three turns: work, verdict, work. After a rejection in turn 3 the better is b at 5. Turn 2, answer of a: verdict 5 + .5 x 5 - .5 = 7, end 5; of b: 8 + .2 x 5 - .5 = 8.5.
  assert.deepEqual(worths(odds({ turns: 3 }), { turn: 2, last: "written", rejected: 0, answer: { name: "x", chance: 0.5 } }), {
    verifier: 7,
    end: 5,
  });
  assert.deepEqual(worths(odds({ turns: 3 }), { turn: 1, last: "start", rejected: 0 }), { "worker a": 6, "worker b": 5.5 });
  // Five turns and two verdicts: turn 3 after a rejection is worth the 6 of three turns, so a verdict on a's answer in turn 2 is 5 + .5 x 6 - .5.
  assert.equal(worths(odds(), { turn: 1, last: "start", rejected: 0 })["worker a"], 6.5);
});

test("a verdict that could not be acted on is not among the acts, and an answer that stands ends it then", () => {
  const roles = (from: TurnOdds, state: Parameters<typeof actsAt>[1]) => actsAt(from, state).map(({ role }) => role);
  const answer = { name: "x", chance: 0.5 };
  assert.deepEqual(roles(odds(), { turn: 2, last: "written", rejected: 0, answer }), ["verifier", "end"]);
  assert.deepEqual(roles(odds(), { turn: 2, last: "written", rejected: 2, answer }), ["end"]);
  assert.deepEqual(roles(odds(), { turn: 5, last: "written", rejected: 0, answer }), ["end"]);
  assert.deepEqual(roles(odds({ verdicts: 0 }), { turn: 1, last: "start", rejected: 0 }), ["worker", "worker"]);
  assert.deepEqual(roles(odds(), { turn: 3, last: "rejected", rejected: 1 }), ["worker", "worker", "end"]);
});

test("thinkers come where there is a turn after them, and a plan is worth what it does for the next answer", () => {
  const thinking = odds({ transcript: true, thinkers: ["a"], turns: 2, chance: (_member, last) => (last === "thought" ? 0.9 : 0.5) });
  const { "thinker a": thought, "worker a": worked } = worths(thinking, { turn: 1, last: "start", rejected: 0 });
  // Turn 2 after a plan: 9 - 1 by a; the plan itself costs .5. Without one: 5 - 1.
  assert.deepEqual([thought, worked], [7.5, 4]);
  assert.deepEqual(
    actsAt(thinking, { turn: 2, last: "thought", rejected: 0 }).map(({ role }) => role),
    ["worker", "worker"],
  );
  const answer = { name: "x", chance: 0.5 };
  assert.deepEqual(
    actsAt({ ...thinking, turns: 3 }, { turn: 2, last: "written", rejected: 0, answer }).map(({ role }) => role),
    ["worker", "worker", "thinker", "verifier", "end"],
  );
});

const place = { category: "c", turn: 1, last: "start" as const };
const events = (...facts: { span: string; fact: object }[]) =>
  facts.map(({ span, fact }, seq) => ({ trial: "t", span, at: 0, seq, hash: "", fact }) as unknown as Event);
const own = (name: string, value: object, span = "s") => ({ span, fact: { type: "own", name, value } });
const call = (cost: number, span = "s", purpose = "attempt") => ({ span, fact: { type: "call", purpose, cost } });
const folded = (list: readonly Event[]) => list.reduce((tables, event) => turnView.step(tables, event), turnView.start);

test("each table is the prior of the next narrower one, worth twenty outcomes at most", () => {
  const verdict = (passed: boolean, at: object = {}) => own(verdictNote, { ...place, member: "m", passed, ...at });
  const one = folded(events(verdict(true), verdict(false, { turn: 3 }), verdict(true, { category: "d" })));
  // Anywhere: Beta(1 + 2, 1 + 1). In the category: + 1 and 1. At turn 1: + 1 and 0.
  assert.deepEqual(answerLaw(one, place, "m"), { a: 5, b: 3 });
  assert.deepEqual(answerLaw(one, { ...place, last: "rejected" }, "m"), { a: 1, b: 1 });
  const many = folded(events(...Array.from({ length: 38 }, () => verdict(true, { category: "d" }))));
  // Beta(39, 1) is worth 40, and half of that to the category.
  assert.deepEqual(answerLaw(many, place, "m"), { a: 19.5, b: 0.5 });
});

test("an act costs what is paid on its span until the next one, gradings left out", () => {
  const act = (role: string, member: string) => own(turnNote, { role, member });
  const tables = folded(
    events(
      act("worker", "m"),
      call(4e9),
      call(1e9, "elsewhere"),
      act("verifier", ""),
      call(1e9, "s:verify"),
      own(turnEndNote, { category: "c", judged: true }),
      call(7e9),
      call(7e9, "s", "grade"),
    ),
  );
  assert.equal(costOf(tables, { role: "worker", member: "m" }, 1), (4 + 2 * 1) / 3);
  assert.equal(costOf(tables, { role: "verifier", member: "" }, 0), 1 / 3);
  assert.equal(costOf(tables, { role: "thinker", member: "m" }, 0.25), 0.25);
  assert.deepEqual([tables.ended.get("c"), tables.open.size], [1, 0]);
});
