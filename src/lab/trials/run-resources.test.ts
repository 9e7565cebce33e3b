import assert from "node:assert/strict";
import { test } from "node:test";
import { openBudget, openDesk, openScope } from "../../calls/index.ts";
import { fake } from "../../models/fake.ts";
import type { Model, Reply, Seat } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { noUsage } from "../../util/money.ts";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import { planOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import { bareTrial } from "./bare-trial.ts";
import { type BudgetState, openRunResources } from "./run-resources.ts";

const seat = (name: string, id: string, lane?: string): Seat => {
  const model: Model = fake(["x"], { id, world: "live" });
  return { name, model: lane === undefined ? model : { ...model, pace: { lane } } };
};
const plan = planOf(
  [
    topologyOf("one", { seats: [seat("a", "live/m"), seat("b", "live/n", "shared")] }),
    topologyOf("two", { seats: [seat("a", "live/m"), seat("c", "live/o", "shared"), seat("d", "live/n")] }),
  ],
  ["t1", "t2"],
  { judgeSeats: [seat("judge", "live/m")], cap: 100 },
);
function opened(funds: Partial<BudgetState> = {}, more: Partial<Parameters<typeof openRunResources>[4]> = {}) {
  const { store, ledger } = openLedger();
  const interrupt = new AbortController();
  const resources = openRunResources(plan, ledger, interrupt.signal, { spent: 0, ...funds }, { tries: 3, callMs: 7, ...more });
  const end = async (): Promise<void> => {
    await resources.close();
    store.close();
  };
  const { context } = resources.services;
  const stopped = (): boolean => context.signal?.aborted === true;
  return { ...resources, context, stopped, interrupt, end };
}

test("the cap of the run stops it at the first call that does not fit, what was spent before counted, and says why", async () => {
  const { context, ended, stopped, end } = opened({ spent: 40 });
  assert.deepEqual([context.budget.left().cost, context.budget.hold(60).ok, stopped(), ended()], [60, true, false, undefined]);
  assert.equal(context.budget.hold(1).ok, false);
  const { cap, why } = ended() ?? assert.fail();
  assert.deepEqual([cap, stopped()], ["run", true]);
  assert.match(why, /may cost up to \$0\.000000001\d* and \$0 was left/);
  await end();
});

test("a run that goes on holds for a model what it was billed above its quote before", async () => {
  const { store, ledger } = openLedger();
  const model: Model = { ...fake(["x"], { id: "live/m" }), quote: () => 10 };
  ledger.open({ key: "before", model: "live/m", trial: "one/t1/0", member: "a", purpose: "attempt", hold: 10, ask: "" });
  ledger.close("before", { ok: true, text: "x", stop: "end", usage: noUsage, cost: 14, ms: 1 });
  const small = planOf([topologyOf("one", { seats: [{ name: "a", model }] })], ["t1"]);
  const { services, close } = openRunResources(small, ledger, new AbortController().signal, { spent: 14 }, { tries: 1, callMs: 100 });
  const place = openScope([{ name: "a", model }], topologyOf("one").terms);
  const task = small.suite.tasks[0] ?? assert.fail();
  await openDesk(bareTrial(services.context, { id: "one/t1/0", task }), place).ask("a", {
    purpose: "attempt",
    messages: [{ role: "user", text: "Say it." }],
    maxTokens: 5,
  });
  assert.deepEqual([...ledger.calls()].map(({ key, hold }) => (key === "before" ? "before" : hold)).includes(14), true);
  await close();
  store.close();
});

test("a call that only waits for others' money stops nothing; one that can never be paid for does", async () => {
  const { context, ended, stopped, end } = opened();
  const first = await context.budget.reserve(60);
  assert.ok(first.ok);
  const second = context.budget.reserve(50);
  first.settle(10);
  assert.deepEqual([(await second).ok, stopped()], [true, false]);
  assert.equal((await context.budget.reserve(200)).ok, false);
  assert.deepEqual([ended()?.cap, stopped()], ["run", true]);
  await end();
});

test("where two caps end a run the first is told, and who is interrupted while waiting for money is no cap's matter", async () => {
  const day = openBudget({ cost: 50 });
  const { context, ended, stopped, end } = opened({ day });
  assert.deepEqual([context.budget.left().cost, context.budget.hold(51).ok, ended()?.cap, stopped()], [50, false, "day", true]);
  assert.deepEqual([context.budget.hold(101).ok, ended()?.cap], [false, "day"]);
  await end();
  const waiting = opened();
  const held = await waiting.context.budget.reserve(100);
  const stop = new AbortController();
  const late = waiting.context.budget.reserve(1, stop.signal);
  stop.abort();
  const refused = await late;
  assert.deepEqual(
    [held.ok, refused.ok, !refused.ok && refused.failure.code, waiting.ended(), waiting.stopped()],
    [true, false, "aborted", undefined, false],
  );
  await waiting.end();
});

test("a run is stopped by who interrupts it, who halts it and a ledger that cannot be written; checks go on unless it is interrupted", async () => {
  const one = opened();
  one.interrupt.abort();
  assert.deepEqual([one.stopped(), one.calm.signal?.aborted, one.ended()], [true, true, undefined]);
  await one.end();
  const two = opened();
  two.halt();
  assert.deepEqual([two.stopped(), two.calm.signal?.aborted, two.paused(), two.unwritten()], [true, false, undefined, undefined]);
  await two.end();
  const three = opened();
  const [full, later] = [new UserError("The disk is full."), new UserError("Still full.")];
  three.context.unwritten?.(full);
  three.context.unwritten?.(later);
  assert.deepEqual([three.stopped(), three.unwritten()], [true, full]);
  await three.end();
});

test("a fault that a person must mend pauses the run, whoever hears of it first", async () => {
  const failed: Reply = { ok: false, failure: { code: "setup", message: "No such key." }, usage: noUsage, cost: 0, ms: 1 };
  const [{ model } = assert.fail()] = plan.judgeSeats;
  const given = opened();
  given.context.givenUp?.(model, failed);
  assert.deepEqual([given.paused(), given.stopped()], ["No such key.", true]);
  await given.end();
  const heard = opened();
  const admitted = await heard.context.admit?.(model, 5);
  admitted?.release(failed);
  assert.deepEqual([heard.paused(), heard.stopped()], ["No such key.", true]);
  await heard.end();
  const { calm, end } = opened();
  // A question of the check is heard by nobody.
  assert.deepEqual([calm.admit, calm.givenUp, calm.gate], [undefined, undefined, undefined]);
  await end();
});

test("a wait is told with everybody who sits on the lane, once each", async () => {
  const told: unknown[] = [];
  const { context, end } = opened({}, { onWait: (wait) => void told.push([wait.lane, wait.members, wait.ms]) });
  const { onWait, tries, callMs } = context.patience;
  onWait?.({ model: "live/n", lane: "shared", ms: 5, waiting: 1 });
  onWait?.({ model: "live/m", lane: "live/m", ms: 6, waiting: 1 });
  onWait?.({ model: "live/n", lane: "live/n", ms: 7, waiting: 1 });
  assert.deepEqual(told, [
    ["shared", ["b", "c"], 5],
    ["live/m", ["a", "judge"], 6],
    ["live/n", ["d"], 7],
  ]);
  assert.deepEqual([tries, callMs], [3, 7]);
  await end();
  const quiet = opened();
  assert.equal(quiet.context.patience.onWait, undefined);
  await quiet.end();
});

test("calls in flight get two minutes once the run is to stop, or as long as is said, and none once it is over", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  for (const [graceMs, ms] of [
    [undefined, 120_000],
    [5, 5],
  ] as const) {
    const one = opened({}, graceMs === undefined ? {} : { graceMs });
    one.halt();
    context.mock.timers.tick(ms - 1);
    assert.equal(one.context.cut?.aborted, false);
    context.mock.timers.tick(1);
    assert.equal(one.context.cut?.aborted, true);
    await one.end();
  }
  const over = opened();
  over.halt();
  await over.end();
  context.mock.timers.tick(200_000);
  assert.equal(over.context.cut?.aborted, false);
});

test("a wait that is longer than a timer holds does not end at once, and an abort ends it", async () => {
  const { context, end } = opened();
  const stop = new AbortController();
  const ended: string[] = [];
  const long = context.patience.sleep(2 ** 33, stop.signal).then(() => ended.push("long"));
  await context.patience.sleep(1);
  ended.push("short");
  stop.abort();
  await long;
  assert.deepEqual(ended, ["short", "long"]);
  await end();
});

test("a program is run once, a judge is opened once, and answers of others are taken where that is wanted", async () => {
  const { services, context, end } = opened({ regraded: new Set(["again"]) });
  const program = (code: string) => ({ language: "javascript", code }) as unknown as Parameters<typeof context.sandbox>[0];
  const [one, same, other] = [program("1"), program("1"), program("2")].map((each) => context.sandbox(each));
  assert.deepEqual([one === same, one === other], [true, false]);
  await Promise.allSettled([one, other]);
  const [task] = plan.suite.tasks;
  const [topology] = plan.topologies;
  assert.ok(task !== undefined && topology !== undefined);
  assert.equal(services.graderOf(task), services.graderOf(task));
  assert.equal(services.verifierOf(topology), services.verifierOf(topology));
  // A topology that is planned for shadow runs alone has its own.
  assert.equal(services.verifierOf(topologyOf("@shadow")).name, "none");
  assert.deepEqual([context.reuse, context.drawnBefore?.("again"), context.drawnBefore?.("new")], [undefined, true, false]);
  await end();
  const { store, ledger } = openLedger();
  const reply: Reply = { ok: true, text: "x", stop: "end", usage: noUsage, cost: 1, ms: 1 };
  const elsewhere = (key: string) => (key === "known" ? { run: "s", reply } : undefined);
  const drawn = (reuse: boolean) => {
    const { services: made, close } = openRunResources(
      plan,
      { ...ledger, elsewhere },
      new AbortController().signal,
      { spent: 0, reuse },
      { tries: 1, callMs: 1 },
    );
    const { reuse: taken, drawnBefore } = made.context;
    const found = [taken?.("known")?.run, taken?.("new"), drawnBefore?.("known"), drawnBefore?.("new")];
    return close().then(() => found);
  };
  assert.deepEqual(
    [await drawn(true), await drawn(false)],
    [
      ["s", undefined, true, false],
      [undefined, undefined, false, false],
    ],
  );
  store.close();
});
