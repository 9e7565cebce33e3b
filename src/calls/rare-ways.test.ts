import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { Ask, CallFact, Desk, Event, Form, Ledger, Model, Reply, Topology } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { noUsage } from "../util/money.ts";
import { openBudget } from "./budget.ts";
import { trialClock } from "./clock.ts";
import { openDesk } from "./desk.ts";
import { fakeDesk, plainTerms } from "./fake-desk.ts";
import { firm } from "./firm.ts";
import { memoryLedger } from "./memory-ledger.ts";
import { openScope } from "./opening.ts";

const ask = (text: string, more: Partial<Ask> = {}): Ask => ({
  purpose: "attempt",
  messages: [{ role: "user", text }],
  maxTokens: 10,
  ...more,
});
const shape = { type: "object", properties: { n: { type: "number" } }, required: ["n"] };
const callsOf = (events: () => Event[]): CallFact[] => events().flatMap(({ fact }) => (fact.type === "call" ? [fact] : []));
const codeOf = (reply: Reply): string => (reply.ok ? "ok" : reply.failure.code);
const live = (script: Parameters<typeof fake>[0], more: Partial<Model> = {}) => ({ ...fake(script, { world: "live" }), ...more });
const patient = (desk: ReturnType<typeof fakeDesk>, more: object = {}): void =>
  void Object.assign(desk.trial.run, { patience: { ...desk.trial.run.patience, sleep: async () => {}, ...more } });

test("what is silent on record is asked anew where that is wanted: in a trial that is graded anew, or by a judge in a later grading", async () => {
  const model = fake(["no", "still no", { object: { n: 1 } }]);
  const first = fakeDesk({ members: { a: model } });
  assert.equal(codeOf(await first.desk.ask("a", ask("q", { shape }))), "malformed");
  const again = fakeDesk({ members: { a: model }, ledger: first.ledger });
  assert.deepEqual([codeOf(await again.desk.ask("a", ask("q", { shape }))), model.asked.length], ["malformed", 2]);
  const anew = fakeDesk({ members: { a: model }, ledger: first.ledger });
  Object.assign(anew.trial, { anew: true });
  const reply = await anew.desk.ask("a", ask("q", { shape }));
  assert.deepEqual([reply.ok && reply.object, model.asked.length, callsOf(anew.events).length], [{ n: 1 }, 3, 3]);
  for (const [purpose, before, wanted] of [
    ["grade", true, "ok"],
    ["grade", false, "malformed"],
    ["verdict", true, "malformed"],
  ] as const) {
    const judge = fakeDesk({ members: { a: model }, ledger: first.ledger });
    const asked: string[] = [];
    Object.assign(judge.trial.run, { drawnBefore: (key: string) => (asked.push(key), before) });
    const place = openScope([{ name: "a", model }], plainTerms, { purpose });
    assert.equal(codeOf(await openDesk(judge.trial, place).ask("a", ask("q", { shape }))), wanted, `${purpose} ${before}`);
    assert.equal(asked.length > 0, purpose === "grade");
    assert.ok(callsOf(judge.events).every((fact) => fact.purpose === purpose));
  }
});

test("no try at all is a failure in words, and waits are told with their lane and, but for a limit of one's own, why", async () => {
  const none = fakeDesk({ members: { a: fake(["x"]) } });
  patient(none, { tries: 0 });
  const reply = await none.desk.ask("a", ask("x"));
  assert.equal(reply.ok ? "" : reply.failure.message, "No try was allowed. Set the number of tries to 1 or more.");
  const script: ScriptedAnswer[] = [
    { failure: { code: "provider", message: "down", retryAfterMs: 6000 } },
    { failure: { code: "rate", message: "busy", retryAfterMs: 7000, overloaded: true } },
    { failure: { code: "rate", message: "slow", retryAfterMs: 5000 } },
    "fine",
  ];
  const told: unknown[] = [];
  const desk = fakeDesk({ members: { a: live(script, { pace: { lane: "lane" } }) } });
  patient(desk, { onWait: (wait: unknown) => void told.push(wait) });
  assert.equal(codeOf(await desk.desk.ask("a", ask("x"))), "ok");
  const wait = { model: "fake/model", lane: "lane", waiting: 1 };
  assert.deepEqual(told, [
    { ...wait, ms: 6000, why: "down" },
    { ...wait, ms: 7000, why: "busy" },
    { ...wait, ms: 5000 },
  ]);
});

test("refusals mark whose calls or time were too few, and money that others only hold marks nobody", async () => {
  const outer = openBudget({ cost: 100 });
  const [few, late, dear] = [outer.slice({ calls: 0 }), outer.slice({ ms: 0 }), outer.slice({ perCall: 5 })];
  for (const slice of [few, late, dear]) assert.equal(slice.hold(6).ok, false);
  assert.deepEqual([few.refused, late.refused, dear.refused, outer.refused], [true, true, true, false]);
  assert.ok(outer.hold(60).ok);
  assert.equal((await outer.slice({ cost: 50 }).reserve(55)).ok, false);
  assert.equal(outer.refused, false);
  assert.equal((await outer.slice({}).reserve(101)).ok, false);
  assert.equal(outer.refused, true);
  const barred = outer.apart({}, () => 0);
  assert.equal(barred.slice({}).hold(50).ok, false);
  // What was cut short once lets not even free calls go, waiting or not.
  assert.deepEqual([barred.hold(0).ok, (await barred.reserve(0)).ok, outer.hold(0).ok], [false, false, true]);
});

test("the gate is knocked at once by a call that can be paid, with no money held meanwhile; where it stays shut nothing leaves", async () => {
  const through = async (open: boolean, pass: boolean, cost = 60_000, stop?: AbortSignal) => {
    const model = live(["x"]);
    const desk = fakeDesk({ members: { a: model }, ...(stop === undefined ? {} : { stop }) });
    const budget = openBudget({ cost });
    const knocks: number[] = [];
    Object.assign(desk.trial.run, { budget, gate: { open, pass: async () => (knocks.push(budget.left().cost), pass) } });
    const reply = await desk.desk.ask("a", ask("x"));
    return [codeOf(reply), model.asked.length, knocks, budget.left().cost + reply.cost];
  };
  assert.deepEqual(await through(false, true), ["ok", 1, [60_000], 60_000]);
  assert.deepEqual(await through(false, false), ["aborted", 0, [60_000], 60_000]);
  assert.deepEqual(await through(true, false), ["ok", 1, [], 60_000]);
  assert.deepEqual(await through(false, true, 50_999), ["aborted", 0, [], 50_999]);
  assert.deepEqual(await through(false, true, 60_000, AbortSignal.abort()), ["aborted", 0, [], 60_000]);
});

test("a row that cannot be put on disk gives its money back; what is no user's error, or nobody hears, is thrown", async () => {
  const broken = (thrown: Error): Ledger => ({ ...memoryLedger(), durable: () => Promise.reject(thrown) });
  const heard: string[] = [];
  const full = fakeDesk({ members: { a: live(["x"]) }, ledger: broken(new UserError("full")) });
  const budget = openBudget({ cost: 90_000 });
  Object.assign(full.trial.run, { budget, unwritten: (why: UserError) => heard.push(why.message) });
  assert.deepEqual([codeOf(await full.desk.ask("a", ask("x"))), budget.left().cost, heard], ["aborted", 90_000, ["full"]]);
  const bug = fakeDesk({ members: { a: live(["x"]) }, ledger: broken(new TypeError("bug")) });
  Object.assign(bug.trial.run, { unwritten: () => heard.push("never") });
  await assert.rejects(bug.desk.ask("a", ask("x")), /bug/);
  await assert.rejects(
    fakeDesk({ members: { a: live(["x"]) }, ledger: broken(new UserError("unheard")) }).desk.ask("a", ask("x")),
    /unheard/,
  );
  assert.deepEqual(heard, ["full"]);
});

test("an answer of another run keeps where it is from; one without a receipt gets one, and a call that is open here is not taken over", async () => {
  const fine: Reply = { ok: true, text: "old", stop: "end", usage: noUsage, cost: 7, ms: 4 };
  const of = async (reply: Reply, open = false) => {
    const desk = fakeDesk({ members: { a: live(["new"]) } });
    Object.assign(desk.trial.run, {
      reuse: (key: string) => {
        return open && key !== "" ? undefined : { run: "before", reply };
      },
    });
    return desk.desk.ask("a", ask("x"));
  };
  assert.deepEqual((await of(fine)).receipt, { from: "before", flags: ["reused"] });
  assert.deepEqual((await of({ ...fine, receipt: { from: "older", flags: ["reused"] } })).receipt, { from: "older", flags: ["reused"] });
  const fresh = await of(fine, true);
  assert.equal(fresh.ok && fresh.text, "new");
});

test("the first token is told at its time on the trial's clock, at the end where it is no earlier, and once", async () => {
  const of = async (firstMs: number | undefined): Promise<number[]> => {
    const model: Model = {
      ...fake(["x"]),
      call: async () => ({
        ok: true,
        text: "x",
        stop: "end",
        usage: noUsage,
        cost: 0,
        ms: 7,
        ...(firstMs === undefined ? {} : { receipt: { firstMs } }),
      }),
    };
    const { desk } = fakeDesk({ members: { a: model } });
    const times: number[] = [];
    await desk.ask("a", ask("x"), () => times.push(desk.now));
    return times;
  };
  assert.deepEqual([await of(3), await of(7), await of(9), await of(undefined)], [[3], [7], [7], [7]]);
});

test("a silent call is waited for as long as its model says it takes and five seconds, and a run that gives up tells it at once", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  for (const [callMs, longestMs, wanted] of [
    [1, undefined, 5000],
    [60_000, 70_000, 75_000],
    [60_000, 50_000, 60_000],
  ] as const) {
    const left = Promise.withResolvers<void>();
    const mute = {
      ...fake([""], { id: "mute" }),
      call: () => (left.resolve(), new Promise<Reply>(() => {})),
      ...(longestMs === undefined ? {} : { longestMs }),
    };
    const desk = fakeDesk({ members: { a: mute } });
    patient(desk, { tries: 1, callMs });
    const asked = desk.desk.ask("a", ask("x"));
    await left.promise;
    context.mock.timers.tick(wanted);
    const reply = await asked;
    assert.deepEqual([codeOf(reply), reply.ms], ["timeout", wanted]);
    assert.equal(reply.ok ? "" : reply.failure.message, `Wanted an answer from mute within ${wanted} ms; got none, so it counts as paid.`);
  }
  const seen: boolean[] = [];
  const model = live([""], {
    call: async (_ask, watch) => (
      seen.push(watch.signal?.aborted === true), { ok: true, text: "x", stop: "end", usage: noUsage, cost: 0, ms: 1 }
    ),
  });
  await fakeDesk({ members: { a: model }, cut: AbortSignal.abort() }).desk.ask("a", ask("x"));
  await fakeDesk({ members: { a: model } }).desk.ask("a", ask("x"));
  assert.deepEqual(seen, [true, false]);
});

test("a shaped reply: an object that fits is taken as it is, one that does not is read from the text; forms find fault; cuts are flagged", async () => {
  const given = (reply: Partial<Reply & { ok: true }>): Model => ({
    ...fake([""]),
    call: async () => ({ ok: true, text: "", stop: "end", usage: noUsage, cost: 2, ms: 1, ...reply }),
  });
  const of = (reply: Partial<Reply & { ok: true }>, form?: Form) =>
    fakeDesk({ members: { a: given(reply) } }).desk.ask("a", ask("x", { shape }), undefined, form);
  const [fits, read, plain] = [
    await of({ text: "prose", object: { n: 1 } }),
    await of({ text: '{"n": 2}', object: { n: "x" } }),
    await of({ text: '{"n": 3}' }),
  ];
  assert.deepEqual(
    [fits, read, plain].map((reply) => reply.ok && [reply.object, reply.receipt]),
    [
      [{ n: 1 }, undefined],
      [{ n: 2 }, undefined],
      [{ n: 3 }, undefined],
    ],
  );
  const fault = await of({ text: '{"n": 2}' }, { faultOf: () => "n is even" });
  assert.deepEqual(
    [codeOf(fault), fault.ok ? "" : fault.failure.message, fault.text, fault.cost, fault.receipt],
    ["malformed", "n is even", '{"n": 2}', 4, undefined],
  );
  const flags = async (reply: Partial<Reply & { ok: true }>) => (await of({ text: "cut", ...reply })).receipt?.flags;
  assert.deepEqual(await flags({ stop: "length" }), ["truncated"]);
  assert.deepEqual(await flags({ stop: "length", receipt: { flags: ["truncated", "z"] } }), ["truncated", "z"]);
  assert.deepEqual(await flags({ stop: "length", receipt: { flags: ["context-full"] } }), ["context-full"]);
  assert.deepEqual(await flags({ receipt: { flags: ["z"] } }), ["z"]);
  assert.deepEqual((await of({ text: "cut", receipt: { from: "y" } })).receipt, { from: "y" });
});

test("places have spans in the order in which they are opened, and what is used below counts above", async () => {
  const { desk, events, spent, ledger } = fakeDesk({
    members: { a: fake(["x"]), b: fake([{ failure: { code: "refused", message: "no" } }]) },
    budget: 1e6,
  });
  const note = (at: Desk, name: string): void => at.note({ type: "own", name, value: 0 });
  await desk.within("one", { cost: 60_000 }, async (inner) => {
    note(inner, "i");
    await inner.within("deep", {}, async (deep) => {
      assert.equal(codeOf(await deep.ask("a", ask("x"))), "ok");
      assert.equal(deep.left.cost, 54_000);
    });
    assert.equal(inner.left.cost, 54_000);
  });
  await desk.within("two", {}, async (inner) => note(inner, "j"));
  assert.deepEqual(
    events().map(({ span }) => span),
    ["/0:one", "/0:one/1:deep", "/2:two"],
  );
  assert.deepEqual([spent(), desk.left.cost], [6000, 994_000]);
  assert.equal(codeOf(await desk.ask("b", ask("x"))), "refused");
  const fact = callsOf(events).at(-1);
  assert.deepEqual(
    [ledger.body(fact?.reply ?? ""), fact?.failure, "stop" in (fact ?? {})],
    [{ failure: { code: "refused", message: "no" } }, { code: "refused", message: "no" }, false],
  );
});

test("programs run on the wall in no time of the trial, and come back in the order of asking", async () => {
  const ends = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let started = 0;
  const sandbox = async () => {
    await ends[started++]?.promise;
    return { ok: true } as never;
  };
  const { desk } = fakeDesk({ members: {}, sandbox });
  const order: string[] = [];
  const both = Promise.all([desk.run({} as never).then(() => order.push("first")), desk.run({} as never).then(() => order.push("second"))]);
  ends[1]?.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  ends[0]?.resolve();
  await both;
  assert.deepEqual([order, desk.now], [["first", "second"], 0]);
});

test("a firm cannot employ itself, four may stand in one another, and a verifier that throws is a fault of the provider", async () => {
  const relay = (name: string): Topology => ({
    name,
    solve: async (task, desk) => {
      const [member] = desk.members;
      const reply = await desk.ask(member?.name ?? "", ask(task.prompt));
      return reply.ok ? { ok: true, text: reply.text, by: "w" } : reply;
    },
  });
  const nested = (depth: number): Model =>
    depth === 0 ? fake(["done"]) : firm(relay(`r${depth}`), [{ name: "w", model: nested(depth - 1) }]);
  const asked = async (model: Model) => fakeDesk({ members: { top: model } }).desk.ask("top", ask("x"));
  const four = await asked(nested(4));
  assert.equal(four.ok && four.text, "done");
  assert.equal(codeOf(await asked(nested(5))), "unsupported");
  const seats: { name: string; model: Model }[] = [];
  const self = firm(relay("self"), seats);
  seats.push({ name: "w", model: self });
  const reply = await asked(self);
  assert.match(reply.ok ? "" : reply.failure.message, /^A firm cannot employ itself: .* > .*\. Remove one of them\.$/);
  const { desk, events } = fakeDesk({ members: {}, verifier: () => Promise.reject(new TypeError("boom")) });
  const verdict = await desk.verify({ text: "t", by: "w" });
  assert.deepEqual(verdict, { ok: false, failure: { code: "provider", message: "boom" } });
  assert.deepEqual(
    events().map(({ fact, span }) => [fact.type, fact.type === "unverified" && fact.code, span]),
    [["unverified", "provider", "/0:verify"]],
  );
});

test("whoever asks after a wait that was given up asks anew; a stop says that nothing leaves, and calls that ended hear no signal", async () => {
  const model = live([{ failure: { code: "rate", message: "slow", retryAfterMs: 700_000 } }, "fine"]);
  const cut = new AbortController();
  const first = fakeDesk({ members: { a: model }, cut: cut.signal });
  assert.equal(codeOf(await first.desk.ask("a", ask("x"))), "setup");
  const trial = { ...first.trial, id: "other/t1/0", occurrences: new Map<string, number>(), clock: trialClock() };
  const again = await openDesk(trial, openScope([{ name: "a", model }], plainTerms)).ask("a", ask("x"));
  assert.deepEqual([again.ok && again.text, model.asked.length], ["fine", 2]);
  assert.equal(getEventListeners(cut.signal, "abort").length, 0);
  const stopped = await fakeDesk({ members: { a: live(["x"]) }, stop: AbortSignal.abort() }).desk.ask("a", ask("x"));
  assert.equal(stopped.ok ? "" : stopped.failure.message, "The run is stopping: no new call leaves.");
});

test("a member without a price or a lane of its own has no price, and its waits are told by its model's id", async () => {
  const { price: _price, ...free } = live([{ failure: { code: "rate", message: "slow", retryAfterMs: 6000 } }, "fine"]);
  const desk = fakeDesk({ members: { a: free } });
  assert.deepEqual(desk.desk.members, [{ name: "a", model: "fake/model", family: "fake/model" }]);
  const lanes: string[] = [];
  patient(desk, { onWait: ({ lane }: { lane: string }) => void lanes.push(lane) });
  assert.equal(codeOf(await desk.desk.ask("a", ask("x"))), "ok");
  assert.deepEqual(lanes, ["fake/model"]);
});
