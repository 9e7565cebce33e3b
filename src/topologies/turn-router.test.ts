import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask, Event, Verdict } from "../types.ts";
import { factsOf, teamOf, wants } from "./fake-team.test.ts";
import { turnRouter } from "./turn-router.ts";
import { verdictNote } from "./turn-tables.ts";

/** Verdicts of earlier tasks of this session: the member's answers after such turns passed so often of so many. */
function earlier(...rows: readonly [member: string, last: string, passed: number, judged: number][]): Event[] {
  return rows.flatMap(([member, last, passed, judged]) =>
    Array.from({ length: judged }, (_, i) => {
      const value = { category: "test", turn: 1, last, member, passed: i < passed };
      return { trial: "before", span: "s", at: 0, seq: i, hash: "", fact: { type: "own", name: verdictNote, value } } as unknown as Event;
    }),
  );
}
const never = { verifier: (): Verdict => ({ ok: true, passed: false, score: 0, why: "the sum is off" }) };
const choices = (events: readonly Event[]) =>
  factsOf(events, "own").flatMap(({ name, value }) =>
    name === "turn-choice" ? [value as { role: string; member: string; last: string; weighed: object[] }] : [],
  );

test("who is known to be right works first, then it is checked, and a rejected answer goes to who mends such", async () => {
  const room = teamOf(2, (_ask, name) => `by ${name}`, {
    terms: { attempts: 2 },
    earlier: earlier(["m0", "start", 60, 60], ["m1", "start", 0, 60], ["m0", "rejected", 0, 60], ["m1", "rejected", 60, 60]),
    ...never,
  });
  const result = await turnRouter({ transcript: false, value: 100, learn: 0 }).solve(room.task, room.desk);
  assert.deepEqual(result, { ok: true, text: "by m1", by: "m1" });
  const acts = choices(room.events()).map(({ role, member, last }) => [role, member, last]);
  assert.deepEqual(acts, [
    ["worker", "m0", "start"],
    ["verifier", "", "written"],
    ["worker", "m1", "rejected"],
    ["end", "", "written"],
  ]);
  assert.match(room.asked[1]?.text ?? "", /by m0[\s\S]*the sum is off/);
  assert.ok(choices(room.events()).every(({ weighed }) => weighed.length > 0));
});

test("an answer that is hardly ever wrong is not checked where the check costs more than it brings", async () => {
  const own = (name: string, value: object) => ({ type: "own", name, value });
  const paid = [
    own("turn-choice", { role: "verifier", member: "" }),
    { type: "call", purpose: "verdict", cost: 3e9 },
    own("turn-end", { category: "test", judged: false }),
  ];
  const verdict = paid.map((fact, seq) => ({ trial: "before", span: "s", at: 0, seq, hash: "", fact }) as unknown as Event);
  const known = [...earlier(["m0", "start", 300, 300]), ...verdict];
  const room = teamOf(1, () => "4", { terms: { attempts: 3 }, earlier: known, ...never });
  await turnRouter({ transcript: false, value: 0.000001, learn: 0 }).solve(room.task, room.desk);
  assert.deepEqual([room.calls(), room.facts("verdict").length], [1, 0]);
  const learning = teamOf(1, () => "4", { terms: { attempts: 3 }, earlier: known, ...never });
  await turnRouter({ transcript: false, value: 0.000001 }).solve(learning.task, learning.desk);
  assert.deepEqual([learning.calls(), learning.facts("verdict").length], [1, 1]);
});

/** Plans that make every answer right: whoever knows that thinks first. */
const planning = earlier(["m0", "start", 0, 60], ["m0", "thought", 60, 60], ["m0", "written", 0, 60], ["m0", "rejected", 0, 60]);
const thinking = (next: string) => (ask: Ask) => (wants(ask, "next") ? { object: { plan: "count twice", next } } : "4");

test("a plan is shown to the next worker, and the role that a thinker names overrides the choice", async () => {
  const room = teamOf(1, thinking("worker"), { terms: { attempts: 1 }, earlier: planning });
  await turnRouter({ value: 100, turns: 2, learn: 0 }).solve(room.task, room.desk);
  assert.deepEqual(
    choices(room.events()).map(({ role }) => role),
    ["thinker", "worker"],
  );
  assert.match(room.asked[1]?.text ?? "", /<plan-[0-9a-f]{16} by="m0">\ncount twice/);
  const stubborn = teamOf(1, thinking("thinker"), { terms: { attempts: 1 }, earlier: planning });
  await turnRouter({ value: 100, turns: 4, learn: 0 }).solve(stubborn.task, stubborn.desk);
  // In the last turn there is no thinker, whatever was named.
  assert.deepEqual(
    choices(stubborn.events()).map(({ role }) => role),
    ["thinker", "thinker", "thinker", "worker"],
  );
});

test("a plain attempt is asked where nothing was said, so that its draw is shared", async () => {
  const room = teamOf(1, () => "4");
  await turnRouter({ transcript: false }).solve(room.task, room.desk);
  assert.deepEqual(
    room.asked.map(({ text }) => text),
    ["<task>\nWhat is two and two?\n</task>"],
  );
});

test("a verifier that cannot tell ends it with the answer as it stands", async () => {
  const room = teamOf(2, () => "4", {
    terms: { attempts: 3 },
    verifier: () => ({ ok: false, failure: { code: "unsupported", message: "none" } }),
  });
  const result = await turnRouter({ transcript: false, value: 100 }).solve(room.task, room.desk);
  assert.deepEqual([result.ok, room.calls()], [true, 1]);
});

test("where no turn brings an answer, those who have not failed try once each, at most 2 x turns calls in all", async () => {
  const room = teamOf(6, (_ask, name) => (name === "m5" ? "4" : ""), { earlier: earlier(["m0", "start", 60, 60]) });
  const result = await turnRouter({ turns: 3, value: 100, transcript: false, learn: 0 }).solve(room.task, room.desk);
  assert.ok(room.calls() <= 6, String(room.calls()));
  assert.equal(
    result.ok && result.by === "m5",
    room.asked.some(({ name }) => name === "m5"),
  );
});
