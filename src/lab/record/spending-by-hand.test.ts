import assert from "node:assert/strict";
import { test } from "node:test";
import { type CallLine, openStore, settledLater } from "../../ledger/index.ts";
import type { Json } from "../../types.ts";
import { noUsage } from "../../util/money.ts";
import { callOf, endOf, eventsOf, planOf, startOf } from "../plan/fixtures/plan-of.ts";
import { folded } from "../trials/fold.ts";
import { askedCalls } from "./asked-calls.ts";
import { spendingNow, spendingOf } from "./spending-of.ts";

const plan = planOf(["solo", "duo"], ["learn", "t1"], { learning: new Set(["learn"]) });
const line = (key: string, cost: number, change: Partial<CallLine> = {}): CallLine => ({
  key,
  attempt: 0,
  state: "settled",
  model: "live/m",
  trial: "solo/t1/0",
  hold: 1_000_000,
  cost,
  ask: "",
  opened: 0,
  ...change,
});
const bodies: Readonly<Record<string, Json>> = {
  later: { receipt: { flags: [settledLater] } },
  plain: { receipt: {} },
};
const events = [
  ...eventsOf(
    "solo/learn/0",
    startOf("solo", "learn"),
    callOf("learnt", { cost: 1 }),
    callOf("was", { flags: ["reused"], cost: 9 }),
    endOf(),
  ),
  ...eventsOf(
    "solo/t1/0",
    startOf("solo", "t1"),
    callOf("own", { cost: 2 }),
    callOf("shared", { cost: 4 }),
    callOf("taken", { cost: 8, flags: ["reused"] }),
    // Its own prompt cache made it cheaper than its row says.
    callOf("cached", { cost: 16 }),
    callOf("failed", { cost: 32, failure: { code: "provider", message: "" } }),
    callOf("both", { cost: 64 }),
    callOf("both", { cost: 64, purpose: "grade" }),
    callOf("graded", { cost: 128, purpose: "grade" }),
    endOf(),
  ),
  ...eventsOf("duo/t1/0", startOf("duo", "t1"), callOf("shared", { cost: 4 }), callOf("duo", { cost: 256, purpose: "attempt" })),
  ...eventsOf("gone/t9/0", startOf("gone", "t9"), endOf()),
];
const spent = (rows: readonly CallLine[], held = 0) =>
  spendingOf(
    plan,
    { calls: () => rows, spentAndHeld: () => ({ spent: 0, held, unknown: 0 }), body: (address) => bodies[address] },
    folded(askedCalls(plan), events),
  );

test("every row of the call table is in one place, and the places add up", () => {
  const found = spent(
    [
      line("learnt", 1),
      line("was", 0, { hold: 0 }),
      line("own", 2, { model: "simulated/m" }),
      line("shared", 4, { model: "recorded/m" }),
      line("taken", 0, { hold: 0 }),
      line("cached", 20),
      line("failed", 32, { state: "failed", reply: "plain" }),
      line("both", 64),
      line("graded", 128, { purpose: "grade" }),
      // Cut off while grading: no trial has it, its topology pays for its grading all the same.
      line("lost grade", 300, { purpose: "grade", trial: "duo/t1/0" }),
      line("shadow grade", 301, { purpose: "grade", trial: "@shadow/t1/0" }),
      line("shadow", 302, { purpose: "shadow", trial: "@shadow/t1/0" }),
      line("preflight", 303, { purpose: "preflight", trial: "@preflight/0" }),
      line("duo", 256, { trial: "duo/t1/0" }),
      line("in flight", 0, { trial: "duo/t1/0", state: "open", hold: 304 }),
      // The trial has ended without these.
      line("cut", 0, { state: "unknown", hold: 305 }),
      line("told", 306, { state: "failed", reply: "later" }),
      line("orphan", 307, { state: "failed", reply: "plain" }),
      line("bare", 308, { state: "failed" }),
      line("removed", 309, { trial: "gone/t9/0" }),
    ],
    777,
  );
  assert.deepEqual(found, {
    // own, shared, cached, failed, both: what the trial pays, not what the rows say.
    topologies: { solo: 2 + 4 + 16 + 32 + 64, duo: 0 },
    grading: { solo: 128, duo: 300, "@shadow": 301 },
    learning: 1,
    shadow: 302,
    preflight: 303,
    unfinished: 256 + 304,
    cutOff: 305 + 306,
    other: 307 + 308 + 309,
    total: 118 + 729 + 1 + 302 + 303 + 560 + 611 + 924,
    unsettled: 777,
    unsettledCalls: 2,
    cutOffHeld: 305,
    // Of the trial that ended in the figures: 2 + 4 + 8 + 16 + 32 + 64.
    alone: 126,
    shared: 0,
    reused: 8,
    embedded: 6,
    calls: { made: 20, reused: 0, answered: 14, preflights: { most: 1, least: 1 } },
  });
});

test("what several trials asked alike is paid once, by the first in plan order, and told apart", () => {
  const twice = planOf(["solo", "duo"], ["t1"]);
  const asks = (name: string) => eventsOf(`${name}/t1/0`, startOf(name, "t1"), callOf("k", { cost: 5 }), endOf());
  const { topologies, alone, shared } = spendingOf(
    twice,
    { calls: () => [line("k", 5, { trial: "duo/t1/0" })], spentAndHeld: () => ({ spent: 5, held: 0, unknown: 0 }), body: () => undefined },
    folded(askedCalls(twice), [...asks("duo"), ...asks("solo")]),
  );
  assert.deepEqual([topologies, alone, shared], [{ solo: 5, duo: 0 }, 10, 5]);
});

test("an unknown call of a shadow run or of a trial that no plan holds is cut off, one of a preflight or an unfinished trial is not", () => {
  const unknown = (purpose: CallLine["purpose"] & string, trial: string, hold: number) =>
    line(`${purpose} ${trial}`, 0, { purpose, trial, hold, state: "unknown" });
  const { shadow, other, preflight, unfinished, cutOff, cutOffHeld } = spent([
    unknown("shadow", "@shadow/t1/0", 1),
    unknown("attempt", "gone/t9/0", 2),
    unknown("preflight", "@preflight/0", 4),
    unknown("attempt", "duo/t1/0", 8),
  ]);
  assert.deepEqual([shadow, other, preflight, unfinished, cutOff, cutOffHeld], [0, 0, 4, 8, 3, 3]);
});

test("what a run spent so far is told from its ledger alone, settlements included", async () => {
  const store = openStore(":memory:");
  store.create({ id: "r", experiment: "e", config: {}, state: "running", world: "live", seed: "1", created: "" });
  const ledger = store.ledger("r");
  ledger.open({ key: "k", model: "live/m", trial: "solo/t1/0", hold: 9, ask: "a", member: "m", purpose: "attempt" });
  ledger.close("k", { ok: true, text: "x", stop: "end", usage: noUsage, cost: 5, ms: 1 });
  for (const { fact } of eventsOf("solo/t1/0", startOf("solo", "t1"), callOf("k", { cost: 5 }), endOf()))
    ledger.append({ trial: "solo/t1/0", span: "", at: 0 }, fact);
  const { topologies, total, calls } = await spendingNow(plan, ledger);
  assert.deepEqual([topologies, total, calls.answered], [{ solo: 5, duo: 0 }, 5, 1]);
  store.close();
});
