import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../models/fake.ts";
import type { Ask, Failure, Model, Reply } from "../types.ts";
import { noUsage } from "../util/money.ts";
import { noLimits, openBudget } from "./budget.ts";
import { trialClock } from "./clock.ts";
import { fakeDesk } from "./fake-desk.ts";
import { freeFailure } from "./free-failure.ts";
import { inFlightCalls } from "./in-flight-calls.ts";
import { isLimited, isOverloaded, mayPass } from "./may-pass.ts";
import { memoryLedger } from "./memory-ledger.ts";
import { briefOf, oneTry, openRun, openScope, openTrial } from "./opening.ts";
import { heldFor, noteOverrun, recallOverruns } from "./overruns.ts";
import { faultOf, repairAsk } from "./repair-ask.ts";
import { seatAsk } from "./seat-ask.ts";
import { openWaits } from "./waits.ts";

const fine: Reply = { ok: true, text: "fine", stop: "end", usage: noUsage, cost: 7, ms: 4 };
const failing = (code: Failure["code"], more: Partial<Failure> = {}, flags?: string[]): Reply => ({
  ok: false,
  failure: { code, message: `${code}.`, ...more },
  usage: noUsage,
  cost: 0,
  ms: 1,
  ...(flags === undefined ? {} : { receipt: { flags } }),
});
const ask: Ask = { purpose: "attempt", messages: [{ role: "user", text: "q" }], maxTokens: 10 };

test("which failures are worth another try, which are limits, and which the server's own", () => {
  const codes = [
    "budget",
    "aborted",
    "timeout",
    "rate",
    "setup",
    "unsupported",
    "refused",
    "malformed",
    "provider",
    "function",
    "unknown",
  ] as const;
  assert.deepEqual(
    codes.filter((code) => mayPass(failing(code))),
    ["timeout", "rate", "provider"],
  );
  assert.deepEqual(
    codes.filter((code) => mayPass(failing(code, { retryAfterMs: 0 }))),
    ["timeout", "rate", "setup", "provider"],
  );
  assert.deepEqual(
    [
      mayPass(fine),
      mayPass(failing("rate", {}, ["outcome-unknown"])),
      mayPass(failing("unknown", { retryAfterMs: 5 }, ["outcome-unknown"])),
    ],
    [false, false, true],
  );
  assert.deepEqual(
    codes.filter((code) => isLimited(failing(code, { retryAfterMs: 1 }))),
    ["rate"],
  );
  assert.deepEqual(
    [
      isOverloaded(failing("rate", { overloaded: true })),
      isOverloaded(failing("rate")),
      isOverloaded(failing("timeout", { overloaded: true })),
      isOverloaded(fine),
    ],
    [true, false, false, false],
  );
  assert.deepEqual(freeFailure({ ok: false, failure: { code: "budget", message: "no" } }), {
    ok: false,
    failure: { code: "budget", message: "no" },
    usage: noUsage,
    cost: 0,
    ms: 0,
  });
});

test("what is wrong with a reply is said in one sentence, and the repair shows it with the example", () => {
  const bad = (text: string, more: Partial<Reply & { ok: false }> = {}): Reply =>
    ({ ...failing("malformed", { message: "Wanted a number" }), text, ...more }) as Reply;
  const full = { receipt: { flags: ["context-full"] } };
  const cut = { receipt: { flags: ["truncated"] } };
  assert.equal(faultOf(ask, bad("words")), "wanted a number.");
  assert.equal(faultOf(ask, bad("words", { failure: { code: "malformed", message: "It ends." } })), "it ends.");
  assert.equal(faultOf(ask, fine), "it does not fit the schema.");
  assert.equal(faultOf(ask, { ...fine, stop: "length" }), "it was cut at 10 tokens.");
  assert.equal(faultOf(ask, bad("words", cut)), "it was cut at 10 tokens.");
  assert.equal(faultOf(ask, bad(" \n", cut)), "it was cut at 10 tokens, before any text came.");
  assert.equal(faultOf(ask, bad("")), "it was empty.");
  assert.equal(faultOf(ask, failing("malformed")), "it was empty.");
  assert.equal(faultOf(ask, bad("words", full)), "it was cut where the model's context was full. Be much shorter.");
  assert.deepEqual(
    [9, 10].map((output) => faultOf(ask, bad("w", { usage: { ...noUsage, output } }))),
    ["wanted a number.", "it was cut at 10 tokens."],
  );
  const repaired = repairAsk({ ...ask, shape: { type: "number" } }, bad(" "));
  assert.deepEqual(repaired.messages.slice(1), [
    { role: "user", text: "The last reply to this could not be used: it was empty.\nReply anew, whole, in the form that is wanted." },
  ]);
  assert.deepEqual(
    [repaired.example, repairAsk(ask, bad("w")).example, repairAsk({ ...ask, shape: { type: "number" } }, bad("w"), 5).example],
    [0, undefined, 5],
  );
  const shown = (text: string): string =>
    /<reply-\w+>\n([\s\S]*)\n<\/reply-/.exec(repairAsk(ask, bad(text)).messages[1]?.text ?? "")?.[1] ?? "";
  assert.equal(shown("y".repeat(8000)), "y".repeat(8000));
  assert.equal(shown("y".repeat(8001)), `${"y".repeat(8000)}\n[... cut here for this message]`);
  // A pair of code units is not cut in two.
  assert.equal(shown(`${"y".repeat(7999)}\u{1F600}z`), `${"y".repeat(7999)}\n[... cut here for this message]`);
});

test("a second asker joins a call that is in flight, follows a failure that may pass, and starts anew once it is forgotten", async () => {
  const calls = inFlightCalls();
  const reply = Promise.withResolvers<Reply>();
  const first = calls.join("k", () => reply.promise);
  const second = calls.join("k", async () => fine);
  assert.deepEqual([first.first, second.first, first.reply === second.reply], [true, false, true]);
  reply.resolve(failing("rate"));
  await first.reply;
  assert.equal(calls.join("k", async () => fine).first, false);
  calls.forget(["other", "k"]);
  const third = calls.join("k", async () => fine);
  await third.reply;
  // What landed for good is in the ledger: the next asker looks there.
  assert.deepEqual([third.first, calls.join("k", () => Promise.reject(new TypeError("boom"))).first], [true, true]);
  await assert.rejects(calls.join("k", async () => fine).reply, /boom/);
  assert.equal(calls.join("k", async () => fine).first, true);
});

test("a bill above its quote raises later holds of that model, by the most that was seen, for who paid it", () => {
  const [payer, other, model] = [{}, {}, fake(["x"])];
  assert.equal(heldFor(payer, model, 10), 10);
  noteOverrun(payer, model, 10, 10);
  assert.equal(heldFor(payer, model, 10), 10);
  noteOverrun(payer, model, 10, 15);
  noteOverrun(payer, model, 10, 13);
  assert.deepEqual([heldFor(payer, model, 20), heldFor(other, model, 20), heldFor(payer, fake(["x"], { id: "b" }), 20)], [25, 20, 20]);
  recallOverruns(other, new Map([["i", 3]]));
  assert.deepEqual([heldFor(other, fake(["x"], { identity: "i" }), 1), heldFor(other, model, 1)], [4, 1]);
});

test("budgets: what is left of money, calls and time here and above; why a call is refused; who refused it", async () => {
  let now = 100;
  const budget = openBudget({ cost: 50, calls: 3, ms: 20, perCall: 40 }, () => now, 5);
  assert.deepEqual(
    [budget.left(), openBudget({}).left(), noLimits],
    [{ cost: 45, calls: 3, ms: 20 }, noLimits, { cost: Infinity, calls: Infinity, ms: Infinity }],
  );
  const slice = budget.slice({ cost: 30 });
  const held = slice.hold(30);
  assert.ok(held.ok);
  now = 110;
  assert.deepEqual(
    [budget.left(), slice.left()],
    [
      { cost: 15, calls: 2, ms: 10 },
      { cost: 0, calls: 2, ms: 10 },
    ],
  );
  held.settle(12);
  assert.deepEqual([budget.left().cost, slice.left().cost, slice.left().calls], [33, 18, 2]);
  const words = (hold: ReturnType<typeof budget.hold>): string => (hold.ok ? "held" : hold.failure.message);
  assert.equal(words(openBudget({ calls: 0 }).hold(0)), "No call was left in this budget.");
  assert.equal(words(openBudget({ ms: 0 }).hold(0)), "No time was left in this budget.");
  assert.equal(
    words(openBudget({ perCall: 40, cost: 30 }).hold(40)),
    "The call may cost up to $0.000000040 and $0.000000030 was left then.",
  );
  assert.equal(
    words(openBudget({ perCall: 40, cost: 30 }).hold(41)),
    "The call may cost up to $0.000000041; one call may cost $0.000000040.",
  );
  now = 120;
  assert.equal(words(budget.hold(0)), "No time was left in this budget.");
  now = 50;
  assert.equal(budget.left().ms, 20);
  assert.throws(() => budget.reserve(-1), /zero or more; got -1/);
});

test("what stands apart sees its own limits alone; money that is missing above cuts it short for good, its own limits do not", () => {
  const session = openBudget({ cost: 100 });
  const trial = session.apart({ cost: 80, ms: 9 }, () => 0);
  assert.deepEqual(trial.left(), { cost: 80, calls: Infinity, ms: 9 });
  assert.equal(trial.hold(81).ok, false);
  assert.deepEqual([trial.refused, trial.cutShort, session.refused], [true, undefined, false]);
  assert.ok(session.hold(60).ok);
  assert.equal(trial.left().cost, 80);
  assert.equal(trial.slice({ cost: 50 }).hold(45).ok, false);
  const why = "The call may cost up to $0.000000045 and $0.000000040 was left then.";
  assert.deepEqual([trial.cutShort, trial.refused, session.refused, session.cutShort], [why, true, true, undefined]);
  const after = trial.slice({}).hold(1);
  assert.equal(after.ok ? "" : after.failure.message, why);
  assert.ok(session.hold(40).ok);
  // A slice's own limit that is too tight cuts nothing short.
  const other = openBudget({ cost: 10 }).apart({}, () => 0);
  assert.equal(other.slice({ cost: 5 }).hold(20).ok, false);
  assert.equal(other.cutShort, undefined);
});

test("a wait for money that is given up leaves the queue to those behind it", async () => {
  const budget = openBudget({ cost: 10 });
  const first = budget.hold(6);
  assert.ok(first.ok);
  const stop = new AbortController();
  const order: string[] = [];
  const told = (name: string) => (hold: { ok: boolean }) => void order.push(`${name} ${hold.ok}`);
  const large = budget.reserve(10, stop.signal).then(told("large"));
  const small = budget.reserve(3).then(told("small"));
  const [later] = [budget.reserve(9).then(told("later"))];
  stop.abort();
  await Promise.all([large, small]);
  assert.deepEqual(order.sort(), ["large false", "small true"]);
  first.settle(0);
  assert.equal((await budget.reserve(1, AbortSignal.abort())).ok, false);
  order.length = 0;
  await Promise.race([later, new Promise((resolve) => setImmediate(resolve))]);
  assert.deepEqual(order, []);
});

test("waits add up to ten minutes, to two of silence, and start anew when another call of the lane gets through", () => {
  const run = openRun({ seed: "s", ledger: memoryLedger() });
  const seat = { name: "a", model: fake(["x"]) };
  const [slow, told] = [failing("rate"), failing("rate", { retryAfterMs: 1000 })];
  const waits = openWaits(run, seat);
  assert.deepEqual(waits.gate, { leftMs: 600_000, anewMs: 600_000 });
  assert.deepEqual([waits.next(slow, 130_000), waits.next(told, 130_000), waits.next(slow, 5)], [120_000, 130_000, 5]);
  waits.add(100_000);
  assert.deepEqual(
    [waits.gate.leftMs, waits.next(slow, 30_000), waits.within(slow, 20_000) === slow, waits.within(slow, 20_001) === slow],
    [500_000, 20_000, true, false],
  );
  assert.equal(waits.within(told, 500_000), told);
  const over = waits.within(told, 500_001);
  assert.deepEqual(
    [
      over.ok ? "" : over.failure.code,
      over.ok ? 0 : over.failure.retryAfterMs,
      waits.ended(over),
      waits.ended(told),
      waits.within(over, 1e9),
    ],
    ["setup", undefined, true, false, over],
  );
  assert.deepEqual([waits.within(fine, 1e9), waits.within(failing("refused"), 1e9).ok], [fine, false]);
  // Silence of two minutes is up: the next limit of unsaid length is the end, and a fault is not.
  waits.add(20_000);
  assert.deepEqual(
    [waits.next(slow, 10), waits.ended(waits.within(slow, 0)), waits.ended(waits.within(failing("provider"), 0))],
    [0, true, false],
  );
  // An answer to another call of the lane starts both anew; one's own failure does not.
  openWaits(run, seat).heard(fine);
  waits.heard(slow);
  assert.deepEqual([waits.gate.leftMs, waits.next(slow, 1e9)], [600_000, 120_000]);
  waits.add(60_000);
  waits.heard(slow);
  assert.deepEqual([waits.gate.leftMs, waits.next(slow, 1e9)], [540_000, 60_000]);
  // An overloaded server's wait goes on, whoever gets through.
  const busy = failing("rate", { overloaded: true });
  openWaits(run, seat).heard(fine);
  waits.heard(busy);
  assert.equal(waits.gate.leftMs, 540_000);
  const given = waits.given({ moreMs: 1, cause: "provider", overloaded: true });
  assert.deepEqual(
    [given.failure.code, waits.ended({ ...fine, ...given }), waits.given({ moreMs: 1, cause: "tokens" }).failure.code],
    ["rate", true, "setup"],
  );
  const bound = openWaits(run, { name: "b", model: { ...fake(["x"], { id: "b" }), pace: { lane: "l", maxWaitMs: 300_000 } } });
  assert.deepEqual([bound.gate, bound.next(busy, 1e9), bound.next(slow, 1e9)], [{ leftMs: 300_000 }, 300_000, 120_000]);
  bound.add(50_000);
  openWaits(run, { name: "c", model: { ...fake(["x"], { id: "c" }), pace: { lane: "l" } } }).heard(fine);
  bound.heard(slow);
  assert.equal(bound.gate.leftMs, 250_000);
});

test("a seat's system text and sampling, a task's brief, and what is left out of a run, a trial and a place", async () => {
  const system = { role: "system", text: "s" } as const;
  assert.deepEqual(seatAsk(ask, { system: "s" }).messages, [system, ...ask.messages]);
  assert.deepEqual(seatAsk(ask, { system: "s", systemPlace: "last" }).messages, [...ask.messages, { role: "user", text: "s" }]);
  assert.deepEqual([seatAsk(ask, { system: "" }), seatAsk(ask, {})], [ask, ask]);
  const task = { id: "t", category: "c", prompt: "p", grader: { kind: "g" }, meta: { a: 1 } };
  assert.deepEqual(
    [briefOf(task), briefOf({ ...task, context: "x", value: 0 })],
    [
      { id: "t", category: "c", prompt: "p" },
      { id: "t", category: "c", prompt: "p", context: "x", value: 0 },
    ],
  );
  const run = openRun({ seed: "s", ledger: memoryLedger() });
  const trial = openTrial(run, {
    id: "i",
    task,
    verifier: { name: "v", judge: async () => ({ ok: true, passed: true, score: 1, why: "" }) },
  });
  const place = openScope([], fakeDesk({ members: {} }).desk.terms);
  assert.deepEqual(
    [run.draws, run.patience, oneTry.tries, oneTry.callMs, (await run.sandbox({} as never)).ok],
    ["shared", oneTry, 1, 60_000, false],
  );
  assert.deepEqual(
    [trial.repetition, trial.spans, trial.judgeSeats, trial.clock.now(), place.span, place.above, place.tally],
    [0, 0, [], 0, "", [], { cost: 0, usage: noUsage }],
  );
  const ledger = memoryLedger();
  ledger.close("nobody", fine);
  assert.equal(ledger.call("nobody"), undefined);
});

test("a wait of less than nothing passes at once, and the clock stands while work outside goes on", async () => {
  const clock = trialClock();
  await clock.sleep(-5);
  assert.deepEqual([clock.now(), clock.ticket(), clock.ticket()], [0, 1, 2]);
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  const woke: string[] = [];
  const done = Promise.all([
    clock.outside(() => first.promise),
    clock.outside(() => second.promise),
    clock.sleep(3).then(() => woke.push("slept")),
  ]);
  first.resolve();
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(woke, []);
  second.resolve();
  await done;
  assert.deepEqual([woke, clock.now()], [["slept"], 3]);
});

test("desks: chances by seed, trial and label; an ask that no desk takes; what is told once", async () => {
  const of = (seed: string, trial: string) => fakeDesk({ members: {}, seed, trial }).desk;
  const [desk, same] = [of("s", "a/b/0"), of("s", "a/b/0")];
  assert.deepEqual([desk.chance("x"), desk.chance("x"), desk.chance()], [same.chance("x"), same.chance("x"), same.chance("")]);
  assert.notEqual(of("s", "a/b/0").chance("x"), of("s", "a/b/1").chance("x"));
  assert.notEqual(of("s", "a/b/0").chance("x"), of("s", "a/b/0").chance("y"));
  const { desk: asked } = fakeDesk({ members: { a: fake(["x"]) }, systems: { a: "sys" } });
  const reply = await asked.ask("a", { ...ask, maxTokens: -1 });
  assert.match(reply.ok ? "" : reply.failure.message, /^A desk was /);
  assert.equal(asked.quote("a", { ...ask, maxTokens: -1 }), 0);
  assert.deepEqual(asked.members, [
    { name: "a", model: "fake/model", family: "fake/model", price: (fake(["x"]) as Model).price, system: "sys" },
  ]);
  let firsts = 0;
  await asked.ask("a", ask, () => (firsts += 1));
  assert.equal(firsts, 1);
});
