import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../../calls/fake-desk.ts";
import { openRun } from "../../calls/index.ts";
import { openJudge } from "../../judges/index.ts";
import { fake } from "../../models/fake.ts";
import type { Event, Failure, Judge, Model, Reply } from "../../types.ts";
import { noUsage } from "../../util/money.ts";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import { planOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import { runShadow, shadowTopology, shadowTrials, shadowTries } from "./shadow.ts";
import type { TrialServices } from "./trial.ts";

const failure: Failure = { code: "refused", message: "gone" };
/** A member that gives these answers in turn, or fails where one is missing, for so many nano-dollars each, in so many milliseconds. */
const saying = (texts: readonly (string | undefined)[], cost: number, ms: number): Model & { asked: number } => {
  const model: Model & { asked: number } = {
    ...fake([], { id: `fake/${cost}` }),
    asked: 0,
    quote: () => 100,
    call: async (): Promise<Reply> => {
      const text = texts[model.asked++];
      const spent = { usage: noUsage, cost, ms };
      return text === undefined ? { ok: false, failure, ...spent } : { ok: true, text, stop: "end", ...spent };
    },
  };
  return model;
};

/** One shadow trial of two members; a judge passes "yes", fails "no" and cannot tell of anything else. */
async function shadowed(services: Partial<TrialServices> = {}, judge?: Judge["judge"], signal?: AbortSignal) {
  const { store, ledger } = openLedger();
  const [a, b] = [saying(["yes", "no"], 5, 30), saying(["odd", undefined], 7, 20)];
  const seats = [
    { name: "a", model: a },
    { name: "b", model: b },
  ];
  const plan = planOf([topologyOf("solo", { seats })], ["t"]);
  const [spec = assert.fail()] = shadowTrials({ ...plan, shadow: plan.suite.tasks });
  const own: Judge["judge"] = async (_, { text }) =>
    text === "yes" || text === "no"
      ? { ok: true, passed: text === "yes", score: 1, why: "" }
      : { ok: false, failure: { code: "malformed", message: "odd" } };
  const all: TrialServices = {
    context: openRun({ seed: "1", ledger, ...(signal === undefined ? {} : { signal }) }),
    verifierOf: () => openJudge({ kind: "none" }, "verdict"),
    judgeSeats: [{ name: "judge", model: saying(["x", "x", "x", "x"], 1, 1) }],
    graderOf: () => ({ name: "exact", judge: judge ?? own }),
    ...services,
  };
  const end = await runShadow(all, spec);
  const events: Event[] = [];
  for await (const event of ledger.read()) events.push(event);
  store.close();
  return { end, events, types: events.map(({ fact }) => fact.type) };
}

test("every member answers twice alone, each answer is graded, and the trial ends at its last answer with what they cost", async () => {
  const { end, events, types } = await shadowed();
  assert.equal(end, "ended");
  // A try without an answer is not graded, an answer without a grade is not noted.
  assert.deepEqual(types, ["trial-start", "call", "call", "call", "call", "grade", "own", "grade", "grade", "own", "trial-end"]);
  assert.deepEqual(events[0]?.fact, { type: "trial-start", topology: "@shadow", task: "t", category: "c", repetition: 0 });
  // Both at once, and again once both have answered.
  assert.deepEqual(
    events.flatMap(({ fact }) => (fact.type === "call" ? [`${fact.purpose} ${fact.member} at ${fact.start}`] : [])).toSorted(),
    ["shadow a at 0", "shadow a at 30", "shadow b at 0", "shadow b at 30"],
  );
  assert.deepEqual(shadowTries(events), [
    { task: "t", category: "c", repetition: 0, member: "a", attempt: 1, passed: true, cost: 5 },
    { task: "t", category: "c", repetition: 0, member: "a", attempt: 2, passed: false, cost: 5 },
  ]);
  assert.deepEqual(events.at(-1)?.fact, { type: "trial-end", state: "answered", cost: 2 * 5 + 2 * 7, ms: 60 });
});

test("a shadow trial that stops, in its answers or their grades, or that a dead server hit, has no end", async () => {
  const stop = new AbortController();
  stop.abort();
  const early = await shadowed({}, undefined, stop.signal);
  assert.deepEqual([early.end, early.types], ["interrupted", ["trial-start"]]);
  const late = new AbortController();
  const grading = await shadowed(
    {},
    async (_, __, desk) => {
      late.abort();
      await desk.ask("judge", { purpose: "grade", messages: [{ role: "user", text: "Is it?" }], maxTokens: 5 });
      return { ok: true, passed: true, score: 1, why: "" };
    },
    late.signal,
  );
  assert.deepEqual([grading.end, grading.types.includes("grade"), grading.types.includes("trial-end")], ["interrupted", false, false]);
  const heard: unknown[] = [];
  const hit = await shadowed({ hit: (events, task) => (heard.push(events.length, task), true) });
  assert.deepEqual([hit.end, hit.types.includes("trial-end"), heard], ["interrupted", false, [10, "t"]]);
  assert.equal((await shadowed({ hit: () => false })).end, "ended");
});

test("a rehearsal of a shadow run asks what it would ask, and comes to the first answer there is", async () => {
  const { topology } = shadowTopology(planOf([topologyOf("solo")], ["t"]));
  const rehearsed = async (members: Record<string, Model>) => {
    const room = fakeDesk({ members });
    return topology.solve(room.task, room.desk);
  };
  const [silent, late] = [saying([undefined, undefined], 1, 1), saying([undefined, "two"], 2, 1)];
  assert.deepEqual(await rehearsed({ a: silent, b: late }), { ok: true, text: "two", by: "b" });
  assert.deepEqual([silent.asked, late.asked], [2, 2]);
  const none = await rehearsed({ a: saying([undefined, undefined], 1, 1) });
  assert.deepEqual(none.ok ? none : none.failure, failure);
  const nobody = await rehearsed({});
  assert.equal(nobody.ok ? "" : nobody.failure.message, "At least one member was wanted to shadow; the experiment names none.");
});
