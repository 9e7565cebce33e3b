import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { CallLine } from "../../ledger/index.ts";
import { fake } from "../../models/fake.ts";
import type { Fact } from "../../types.ts";
import { Bug } from "../../util/bug.ts";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import { endOf, eventsOf, planOf, startOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import { trialsOf, type TrialSpec } from "../plan/plan.ts";
import { operatorSeat } from "../../topologies/index.ts";
import { cappedBudgets, chainOf } from "./capped-budgets.ts";
import { dailyBudgetName, openDailyBudget } from "./daily-budget.ts";
import { tellProgress } from "./execute.ts";
import { grace } from "./grace.ts";
import { pastOverruns } from "./past-overruns.ts";
import { seatOperator } from "./seat-operator.ts";
import { shadowTopology, shadowTrials, shadowTries } from "./shadow.ts";
import { starvationLog } from "./starvation.ts";
import { wholeBody } from "./whole-body.ts";
import { withinCaps } from "./within-caps.ts";

test("a day's budget is one for real money and one for each embedded world, and the newest day that was seen counts", () => {
  for (const world of ["live", "mixed", "functions"] as const) assert.equal(dailyBudgetName("2026-11-21", world), "day:2026-11-21");
  for (const world of ["simulated", "recorded"] as const) assert.equal(dailyBudgetName("2026-11-21", world), `day:2026-11-21 (${world})`);
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-day-"));
  const file = join(folder, "l.sqlite");
  assert.equal(
    openDailyBudget({ world: "simulated" }, file, "r", () => 0),
    undefined,
  );
  let now = Date.UTC(2026, 10, 21, 23, 59);
  const open = (cap: number, run: string) => openDailyBudget({ world: "live", day: cap }, file, run, () => now) ?? assert.fail();
  const budget = open(10, "r");
  assert.equal(budget.hold(8).ok, true);
  assert.equal(budget.hold(8).ok, false);
  // Another run of the file shares the day, a simulated one does not.
  const other = open(10, "s");
  assert.equal(other.hold(8).ok, false);
  const simulated = openDailyBudget({ world: "simulated", day: 10 }, file, "r", () => now) ?? assert.fail();
  assert.equal(simulated.hold(8).ok, true);
  now = Date.UTC(2026, 10, 22, 0, 1);
  assert.equal(budget.hold(8).ok, true);
  // A clock that is set back opens no earlier day.
  now = Date.UTC(2026, 10, 20);
  assert.equal(budget.hold(8).ok, false);
  assert.equal(open(10, "t").hold(8).ok, false);
  const unlimited = openDailyBudget({ world: "functions" }, file, "r", () => now) ?? assert.fail();
  assert.equal(unlimited.hold(1e15).ok, true);
  for (const each of [budget, other, simulated, unlimited]) each.close();
  rmSync(folder, { recursive: true });
});

const line = (change: Partial<CallLine>): CallLine => ({
  key: "k",
  attempt: 0,
  state: "settled",
  model: "live/m",
  trial: "t",
  hold: 100,
  cost: 100,
  ask: "",
  opened: 0,
  closed: 10,
  ...change,
});
const seat = (name: string, id: string, identity?: string) => ({
  name,
  model: { ...fake(["x"], { id }), ...(identity === undefined ? {} : { identity }) },
});

test("a model's overrun is what it was billed above its quote, what was known when the call left taken off the hold", () => {
  const of = (...rows: Partial<CallLine>[]) => Object.fromEntries(pastOverruns(rows.map(line), []));
  assert.deepEqual(of({}), {});
  assert.deepEqual(of({ cost: 130 }), { "live/m": 30 });
  assert.deepEqual(of({ cost: 130, state: "unknown" }, { cost: 130, state: "open" }, { cost: 130, hold: 0 }), {});
  assert.deepEqual(of({ cost: 130, state: "failed" }), { "live/m": 30 });
  assert.deepEqual(of({ cost: 130 }, { cost: 120, closed: 20 }), { "live/m": 30 });
  assert.deepEqual(of({ cost: 120, closed: 20 }, { cost: 130 }), { "live/m": 30 });
  // It left after 30 more were known, so that its hold had them already: 30 + 20 above the quote.
  assert.deepEqual(of({ cost: 130 }, { opened: 11, closed: 20, hold: 130, cost: 150 }), { "live/m": 50 });
  // It left as the other was closed, and knew nothing of it.
  assert.deepEqual(of({ cost: 130 }, { opened: 10, closed: 20, hold: 100, cost: 135 }), { "live/m": 35 });
  // In the order in which they were closed, whatever the rows' order.
  assert.deepEqual(of({ opened: 11, closed: 20, hold: 130, cost: 150 }, { cost: 130 }), { "live/m": 50 });
});

test("overruns are those of the model of the member that was asked, else of any seat with that model", () => {
  const seats = [seat("a", "live/m", "one"), seat("b", "live/m", "two"), seat("c", "live/n")];
  const of = (change: Partial<CallLine>) => [...pastOverruns([line({ cost: 130, ...change })], seats).keys()];
  assert.deepEqual(
    [of({ member: "b" }), of({ member: "inner" }), of({}), of({ model: "live/n", member: "c" }), of({ model: "live/o" })],
    [["two"], ["one"], ["one"], ["live/n"], ["live/o"]],
  );
});

test("a person is seated in topologies that ask one, unless a member has that name", async () => {
  const own = topologyOf("own", { operated: true, seats: [seat(operatorSeat, "live/m")] });
  const plan = planOf([topologyOf("asks", { operated: true, seats: [seat("a", "live/m")] }), own, "plain"], []);
  assert.equal(seatOperator(plan, undefined), plan);
  const seated = seatOperator(plan, async () => assert.fail("nobody is asked"));
  assert.deepEqual(
    seated.topologies.map(({ seats }) => seats.map(({ name }) => name)),
    [["a", operatorSeat], [operatorSeat], []],
  );
  const worldOf = (world: typeof plan.world) =>
    seatOperator({ ...plan, world }, async () => assert.fail()).topologies[0]?.seats[1]?.model.world;
  assert.deepEqual((["live", "mixed", "functions", "simulated", "recorded"] as const).map(worldOf), [
    "live",
    "live",
    "live",
    "simulated",
    "simulated",
  ]);
  // A person is no member of a shadow run.
  assert.deepEqual(
    shadowTopology(seated).seats.map(({ name }) => name),
    ["a"],
  );
});

test("everybody answers a shadowed task on the baseline's terms, once for each repetition", () => {
  const base = topologyOf("base", { seats: [seat("b", "live/b"), seat("a", "live/a")], terms: { ...topologyOf("x").terms, attempts: 7 } });
  const plan = planOf([topologyOf("first", { seats: [seat("a", "live/a")] }), base], ["t1", "t2"], { baseline: "base", repetitions: 2 });
  assert.deepEqual(shadowTrials(plan), []);
  const shadowed = { ...plan, shadow: plan.suite.tasks };
  assert.deepEqual(
    shadowTrials(shadowed).map(({ id }) => id),
    ["@shadow/t1/0", "@shadow/t2/0", "@shadow/t1/1", "@shadow/t2/1"],
  );
  const { terms, seats, limits, verifier, shadow } = shadowTopology(plan);
  assert.deepEqual([terms.attempts, seats.map(({ name }) => name), limits, verifier, shadow], [7, ["a", "b"], {}, { kind: "none" }, true]);
  assert.equal(shadowTopology({ ...plan, baseline: "gone" }).terms.attempts, 3);
  assert.throws(() => shadowTopology(planOf([], [])), Bug);
});

test("shadow tries are the notes of shadow trials, and no others", () => {
  const note = (value: object, name = "shadow"): Fact => ({ type: "own", name, value: { ...value } });
  const tried = { member: "a", attempt: 2, passed: true, cost: 5 };
  assert.deepEqual(
    shadowTries([
      ...eventsOf("@shadow/t1/1", startOf("@shadow", "t1", 1), note(tried), note(tried, "other"), note({ ...tried, passed: "yes" })),
      ...eventsOf("solo/t1/0", startOf("solo", "t1"), note(tried)),
      ...eventsOf("stray", note(tried)),
    ]),
    [
      { task: "t1", category: "c", repetition: 1, ...tried },
      { task: "t1", category: "c", repetition: 1, ...tried, passed: false },
    ],
  );
});

const capsOf = (name: string, caps: object) => topologyOf(name, { caps });
const plan = planOf(
  [capsOf("both", { session: 100, topology: 150 }), capsOf("session", { session: 100 }), capsOf("free", { call: 1 }), "bare"],
  ["t1", "t2"],
  { repetitions: 2 },
);
const specOf = (topology: string, task: string, repetition: number): TrialSpec =>
  trialsOf(plan).find(({ id }) => id === `${topology}/${task}/${repetition}`) ?? assert.fail();

test("trials that share money follow one another: those of a topology, or those of a session", () => {
  assert.deepEqual([specOf("both", "t1", 1), specOf("session", "t1", 1), specOf("free", "t1", 0), specOf("bare", "t1", 0)].map(chainOf), [
    "both",
    "session/1",
    undefined,
    undefined,
  ]);
});

test("what ended trials cost counts in the caps that they share, by session and by topology", async () => {
  const { store, ledger } = openLedger();
  for (const { fact } of eventsOf("both/t1/0", startOf("both", "t1"), endOf({ cost: 60 })))
    ledger.append({ trial: "both/t1/0", span: "", at: 0 }, fact);
  const { budgetOf, tight } = await cappedBudgets(plan, new Set(["both/t1/0"]), ledger);
  const holds = (spec: TrialSpec, cost: number) => budgetOf(spec)?.hold(cost).ok;
  assert.deepEqual([budgetOf(specOf("free", "t1", 0)), budgetOf(specOf("bare", "t1", 0))], [undefined, undefined]);
  // 40 are left to the first session, 100 to the second, of 90 that are left to both.
  assert.equal(holds(specOf("both", "t2", 0), 41), false);
  assert.equal(tight(specOf("both", "t2", 0)), "session");
  assert.equal(holds(specOf("both", "t1", 1), 91), false);
  assert.equal(tight(specOf("both", "t1", 1)), "topology");
  assert.equal(holds(specOf("both", "t2", 0), 40), true);
  assert.equal(holds(specOf("both", "t1", 1), 50), true);
  assert.deepEqual(
    [holds(specOf("session", "t1", 0), 100), holds(specOf("session", "t2", 0), 1), holds(specOf("session", "t1", 1), 100)],
    [true, false, true],
  );
  assert.equal(tight(specOf("session", "t1", 0)), "session");
  store.close();
});

test("shared money that ran out is kept once, and ends those trials that share it", () => {
  assert.deepEqual(starvationLog(undefined), { found: [], hooks: {} });
  const log = (cap: "session" | "topology") => {
    const { found, hooks } = starvationLog({ budgetOf: () => undefined, tight: () => cap });
    const spec = specOf("both", "t1", 0);
    const shares = hooks.starve?.(spec, "Why.") ?? assert.fail();
    hooks.starve?.(specOf("both", "t2", 1), "Later.");
    const ended = [specOf("both", "t2", 0), specOf("both", "t1", 1), specOf("session", "t1", 0)].map(shares);
    return [found, ended];
  };
  const first = { topology: "both", repetition: 0, why: "Why." };
  assert.deepEqual(log("topology"), [[{ cap: "topology", ...first }], [true, true, false]]);
  assert.deepEqual(log("session"), [
    [
      { cap: "session", ...first },
      { cap: "session", topology: "both", repetition: 1, why: "Later." },
    ],
    [true, false, false],
  ]);
});

test("caps bound what tasks cost by session, then over all sessions", () => {
  const costs = [
    { repetitions: [0, 1], cost: 60 },
    { repetitions: [0], cost: 50 },
  ];
  assert.equal(withinCaps(costs, {}), 170);
  assert.equal(withinCaps(costs, { caps: { session: 100 } }), 160);
  assert.equal(withinCaps(costs, { caps: { session: 100, topology: 150 } }), 150);
  assert.equal(withinCaps([], { caps: { session: 1 } }), 0);
});

test("progress counts results, and apart what was worked on and has none", () => {
  const told: object[] = [];
  const onEnd = tellProgress(2, { total: 5, learning: 1 }, (progress) => void told.push(progress));
  onEnd(specOf("both", "t1", 0), true);
  onEnd(specOf("both", "t2", 0), false);
  assert.deepEqual(told, [
    { done: 2, total: 5, learning: 1, trial: "" },
    { done: 3, missed: 0, total: 5, learning: 1, trial: "both/t1/0" },
    { done: 3, missed: 1, total: 5, learning: 1, trial: "both/t2/0" },
  ]);
});

test("a signal is cut after the grace of a stop, at once with `now`, and never once it is closed", async () => {
  const until = (signal: AbortSignal) =>
    new Promise<boolean>((resolve) =>
      signal.aborted ? resolve(true) : signal.addEventListener("abort", () => resolve(true), { once: true }),
    );
  const [stop, now] = [new AbortController(), new AbortController()];
  const one = grace(stop.signal, 1);
  assert.equal(one.cut.aborted, false);
  stop.abort();
  assert.equal(await until(one.cut), true);
  // A stop that was before.
  assert.equal(await until(grace(stop.signal, 1).cut), true);
  const two = grace(new AbortController().signal, 1, now.signal);
  now.abort();
  assert.equal(two.cut.aborted, true);
  assert.equal(grace(new AbortController().signal, 1, now.signal).cut.aborted, true);
  const [other, later] = [new AbortController(), new AbortController()];
  const closed = grace(other.signal, 0, later.signal);
  closed.close();
  other.abort();
  later.abort();
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(closed.cut.aborted, false);
  // A timer that is too long must not fire at once.
  const long = grace(stop.signal, 2 ** 33);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(long.cut.aborted, false);
  long.close();
});

test("long texts that stand in bodies of their own are put back wherever they stand", () => {
  const { store, ledger } = openLedger();
  const text = ledger.put("long");
  const whole = (body: Parameters<typeof ledger.put>[0]) => wholeBody(ledger, ledger.put(body));
  assert.deepEqual(
    whole({ a: { body: text }, b: [{ body: text }, 1, null], c: { body: text, more: 1 }, d: { body: 7 }, e: { other: text } }),
    {
      a: "long",
      b: ["long", 1, null],
      c: { body: text, more: 1 },
      d: { body: 7 },
      e: { other: text },
    },
  );
  assert.deepEqual(whole({ a: { body: "gone" } }), { a: null });
  assert.equal(wholeBody(ledger, "gone"), undefined);
  store.close();
});
