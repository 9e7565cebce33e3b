import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../models/fake.ts";
import type { Ask, CallFact, Ledger, Model, Reply } from "../types.ts";
import { fail } from "../util/failure.ts";
import { noUsage } from "../util/money.ts";
import { openBudget } from "./budget.ts";
import type { Admission, RunContext } from "./context.ts";
import { fakeDesk } from "./fake-desk.ts";
import { firm } from "./firm.ts";
import { memoryLedger } from "./memory-ledger.ts";
import { answeredLater, nextKey, storeAsk, storeShape } from "./place-call.ts";

const ask = (text: string, more: Partial<Ask> = {}): Ask => ({
  purpose: "attempt",
  messages: [{ role: "user", text }],
  maxTokens: 10,
  ...more,
});
/** A model that quotes 100 and gives this reply. */
const giving = (reply: Partial<Reply & { ok: true }>, world: Model["world"] = "live"): Model => ({
  ...fake(["x"], { world }),
  quote: () => 100,
  call: async () => ({ ok: true, text: "x", stop: "end", usage: noUsage, cost: 40, ms: 7, ...reply }),
});
type Row = Parameters<Ledger["open"]>[0];
function watched(): { ledger: Ledger; rows: Row[]; closed: Reply[] } {
  const [inner, rows, closed] = [memoryLedger(), [] as Row[], [] as Reply[]];
  return {
    rows,
    closed,
    ledger: {
      ...inner,
      open: (row) => (rows.push(row), inner.open(row)),
      close: (key, reply) => (closed.push(reply), inner.close(key, reply)),
    },
  };
}
const factsOf = (events: () => { fact: { type: string } }[]): CallFact[] =>
  events().flatMap(({ fact }) => (fact.type === "call" ? [fact as CallFact] : []));

test("a call's fact and its row name what was asked, by whom, for what, at which cost, and what came", async () => {
  const { ledger, rows } = watched();
  const usage = { ...noUsage, uncached: 3, output: 2 };
  const model = giving({ usage, cost: 100, receipt: { computed: 90, flags: ["price-differs"] } });
  const { desk, events, trial, spent } = fakeDesk({ members: { a: model }, ledger });
  await trial.clock.sleep(5);
  const reply = await desk.ask("a", ask("hello"));
  const [fact, ...none] = factsOf(events);
  const { key = "", ask: asked = "", reply: body = "", ...rest } = fact ?? {};
  // A bill of just the quote is no overrun.
  assert.deepEqual(rest, {
    type: "call",
    member: "a",
    model: "fake/model",
    purpose: "attempt",
    ok: true,
    stop: "end",
    usage,
    cost: 100,
    start: 5,
    ms: 7,
    computed: 90,
    flags: ["price-differs"],
  });
  assert.deepEqual([none.length, reply.cost, spent(), trial.clock.now()], [0, 100, 100, 12]);
  assert.deepEqual(ledger.body(body), { text: "x" });
  assert.deepEqual(ledger.body(asked), { messages: [{ role: "user", text: "hello" }], maxTokens: 10 });
  assert.deepEqual(rows, [{ key, model: "fake/model", trial: "test/t1/0", member: "a", purpose: "attempt", hold: 100, ask: asked }]);
  assert.deepEqual([ledger.call(key)?.state, ledger.call(key)?.hold], ["settled", 100]);
  // A computed cost is told where prices differ alone.
  const other = fakeDesk({ members: { a: giving({ receipt: { computed: 90, flags: [] } }) } });
  await other.desk.ask("a", ask("hello"));
  assert.deepEqual([factsOf(other.events)[0]?.computed, factsOf(other.events)[0]?.flags], [undefined, undefined]);
});

test("an endless text is cut at four million characters and says so", async () => {
  const text = "y".repeat(4_000_000);
  const whole = await fakeDesk({ members: { a: giving({ text }) } }).desk.ask("a", ask("x"));
  assert.deepEqual([whole.ok && whole.stop, whole.receipt], ["end", undefined]);
  const cut = await fakeDesk({ members: { a: giving({ text: `${text}z`, receipt: { flags: ["f"] } }) } }).desk.ask("a", ask("x"));
  assert.deepEqual([cut.ok && cut.text === text, cut.ok && cut.stop, cut.receipt?.flags], [true, "length", ["f", "cut"]]);
});

test("what a model sees is stored once: long texts and shapes as bodies of their own, sampling where it is said", () => {
  const { trial, ledger } = fakeDesk({ members: {} });
  const [short, long] = ["s".repeat(200), "l".repeat(201)];
  const shape = { type: "object", properties: { b: {}, a: {} } };
  const address = storeAsk(
    trial,
    ask(short, {
      messages: [
        { role: "system", text: long },
        { role: "user", text: short },
      ],
      shape,
      example: { b: 1 },
      temperature: 0,
      stop: ["E"],
    }),
  );
  const body = ledger.body(address) as { messages: { text: unknown }[]; shape: { body: string } };
  const first = body.messages[0]?.text as { body: string };
  assert.deepEqual([ledger.body(first.body), ledger.body(body.shape.body)], [long, shape]);
  assert.deepEqual(body, {
    messages: [
      { role: "system", text: first },
      { role: "user", text: short },
    ],
    maxTokens: 10,
    shape: body.shape,
    example: { b: 1 },
    temperature: 0,
    stop: ["E"],
  });
  assert.deepEqual(storeShape(trial, ask("x")), {});
  assert.equal(ledger.body(storeShape(trial, ask("x", { shape })).shape ?? ""), '{"type":"object","properties":{"b":{},"a":{}}}');
});

test("the next draw's key is told without counting it; draws apart differ by trial, shared ones do not", async () => {
  const keysOf = async (draws: "shared" | "independent", trial: string) => {
    const desk = fakeDesk({ members: { a: fake(["x", "y"]) }, trial });
    Object.assign(desk.trial.run, { draws });
    const seat = { name: "a", model: fake(["x"]) };
    const next = () => nextKey(desk.trial, { seat, ask: ask("q") });
    const told = [next(), next()];
    await desk.desk.ask("a", ask("q"));
    told.push(next());
    await desk.desk.ask("a", ask("q"));
    const made = factsOf(desk.events).map(({ key }) => key);
    assert.deepEqual([told[0], told[2]], made);
    assert.equal(told[0], told[1]);
    return made;
  };
  const [one, two, apart, other] = [
    await keysOf("shared", "x/t1/0"),
    await keysOf("shared", "y/t1/0"),
    await keysOf("independent", "x/t1/0"),
    await keysOf("independent", "y/t1/0"),
  ];
  assert.deepEqual(one, two);
  assert.equal(new Set([...one, ...apart, ...other]).size, 6);
});

test("a call that is refused its turn never leaves: on record as held up by a limit, with nothing held, and told to who let it in", async () => {
  const { ledger, rows, closed } = watched();
  const heard: Reply[] = [];
  const refused = { moreMs: 700_000, cause: "provider", words: "Busy" } as const;
  const admit: RunContext["admit"] = async () => ({ release: (reply) => void heard.push(reply), waitedMs: 0, refused });
  const model = fake(["x"], { world: "live" });
  const { desk, spent } = fakeDesk({ members: { a: model }, ledger, admit });
  const reply = await desk.ask("a", ask("x"));
  assert.deepEqual([reply.ok ? "" : reply.failure.code, reply.cost, spent(), model.asked.length], ["setup", 0, 0, 0]);
  assert.deepEqual(
    rows.map(({ hold, member, purpose }) => [hold, member, purpose]),
    [[0, "a", "attempt"]],
  );
  assert.deepEqual(
    closed.map((each) => [each.ok ? "" : each.failure.code, each.cost, each.ms, each.usage]),
    [["rate", 0, 0, noUsage]],
  );
  assert.deepEqual(
    heard.map((each) => (each.ok ? "" : each.failure.code)),
    ["setup"],
  );
});

test("a run without money, or one that stops while a call waits for its turn, lets nothing leave and gives the turn back", async () => {
  const admitted = (stop?: AbortController) => {
    const heard: string[] = [];
    const admit = async (): Promise<Admission> => {
      stop?.abort();
      return { release: (reply) => void heard.push(reply.ok ? "ok" : reply.failure.code), waitedMs: 0 };
    };
    return { heard, admit };
  };
  const poor = admitted();
  const first = fakeDesk({ members: { a: giving({}) }, admit: poor.admit });
  const budget = openBudget({ cost: 99 });
  Object.assign(first.trial.run, { budget });
  const reply = await first.desk.ask("a", ask("x"));
  assert.equal(
    reply.ok ? "" : reply.failure.message,
    "The run may not pay for this call. The call may cost up to $0.000000100 and $0.000000099 was left then.",
  );
  assert.deepEqual([poor.heard, first.trial.halted, budget.left().cost], [["budget"], true, 99]);
  const stop = new AbortController();
  const late = admitted(stop);
  const { ledger, rows } = watched();
  const second = fakeDesk({ members: { a: giving({}) }, admit: late.admit, stop: stop.signal, ledger });
  const purse = openBudget({ cost: 500 });
  Object.assign(second.trial.run, { budget: purse });
  const stopped = await second.desk.ask("a", ask("x"));
  assert.equal(stopped.ok ? "" : stopped.failure.code, "aborted");
  assert.deepEqual([late.heard, rows, purse.left().cost, factsOf(second.events).length], [["aborted"], [], 500, 0]);
});

test("a reply that a trial's prompt cache prices anew is booked at that, and the run pays what was billed", async () => {
  const { desk, trial, spent, budget } = fakeDesk({ members: { a: giving({}) }, budget: 1000 });
  const purse = openBudget({ cost: 500 });
  const starts: number[] = [];
  Object.assign(trial.run, { budget: purse });
  Object.assign(trial, {
    reprice: (_seat: unknown, _ask: unknown, reply: Reply, start: number) => (starts.push(start), { ...reply, cost: 25 }),
  });
  const reply = await desk.ask("a", ask("x"));
  assert.deepEqual([reply.cost, spent(), budget.left().cost, purse.left().cost, starts], [25, 25, 975, 460, [0]]);
});

test("a failed row whose later try was answered is the way to that answer, and is not asked again", async () => {
  const flaky = () => fake([{ failure: { code: "provider", message: "down" } }, "fine", "never"], { world: "live" });
  const one = fakeDesk({ members: { a: flaky() } });
  Object.assign(one.trial.run, { patience: { ...one.trial.run.patience, sleep: async () => {} } });
  const first = await one.desk.ask("a", ask("x"));
  const keys = factsOf(one.events).map(({ key }) => key);
  assert.deepEqual([keys[1], answeredLater(one.trial, [keys[0] ?? ""]), answeredLater(one.trial, keys)], [`${keys[0]}.1`, false, true]);
  const model = flaky();
  const two = fakeDesk({ members: { a: model }, ledger: one.ledger });
  const slept: number[] = [];
  Object.assign(two.trial.run, { patience: { ...two.trial.run.patience, sleep: async (ms: number) => void slept.push(ms) } });
  const second = await two.desk.ask("a", ask("x"));
  assert.deepEqual([second.ok && second.text, model.asked.length, slept, second.cost === first.cost], ["fine", 0, [], true]);
  // What failed for good on record is asked anew by the next key alone.
  const refusing = fake([{ failure: { code: "refused", message: "no" } }]);
  const three = fakeDesk({ members: { a: refusing } });
  await three.desk.ask("a", ask("x"));
  await fakeDesk({ members: { a: refusing }, ledger: three.ledger }).desk.ask("a", ask("x"));
  assert.equal(refusing.asked.length, 2);
});

test("a firm's world is its members' most real one, its quote their sum, and outside a desk it is refused", async () => {
  const inner = { name: "f", solve: async () => fail("unfilled" as never, "") } as never;
  const seatsOf = (...worlds: Model["world"][]) =>
    worlds.map((world, i) => ({ name: `m${i}`, model: { ...fake(["x"], { world, id: `id${i}` }), quote: () => 10 + i } }));
  assert.deepEqual(
    [
      firm(inner, seatsOf("simulated", "live", "recorded")).world,
      firm(inner, seatsOf("simulated", "recorded")).world,
      firm(inner, seatsOf("simulated")).world,
    ],
    ["live", "recorded", "simulated"],
  );
  const house = firm(inner, seatsOf("simulated", "live"), "house");
  assert.deepEqual([house.id, house.family, house.composite, house.quote(ask("x"))], ["firm/house(id0,id1)", "firm/house", true, 21]);
  const reply = await house.call(ask("x"), { draw: { seed: "s", repetition: 0, occurrence: 0, task: "t" } });
  assert.deepEqual(reply, {
    ...fail("unsupported", "The firm house works only at a desk. Ask it through one."),
    usage: noUsage,
    cost: 0,
    ms: 0,
  });
});

test("a firm is asked its messages as one task with an id by their hash; where nobody answered it is not set to work again", async () => {
  const briefs: { id: string; prompt: string }[] = [];
  const solving = (answer: Reply) => ({
    name: "inner",
    solve: async ({ id, prompt }: { id: string; prompt: string }) => {
      briefs.push({ id, prompt });
      return answer.ok ? { ok: true as const, text: answer.text, by: "w" } : { ok: false as const, failure: answer.failure };
    },
  });
  const shape = { type: "object", properties: { n: { type: "number" } }, required: ["n"] };
  const seats = [{ name: "w", model: fake(["x"]) }];
  const mute = firm(solving({ ...fail("malformed", "nothing"), usage: noUsage, cost: 0, ms: 0 }), seats);
  const silent = await fakeDesk({ members: { f: mute } }).desk.ask("f", ask("one", { shape }));
  assert.deepEqual([silent.ok ? "" : silent.failure.message, briefs.length], ["nothing", 1]);
  assert.match(briefs[0]?.id ?? "", /^t1#[0-9a-f]{8}$/);
  assert.match(briefs[0]?.prompt ?? "", /^one\n\n/);
  const prose = firm(solving({ ok: true, text: "prose", stop: "end", usage: noUsage, cost: 0, ms: 0 }), seats);
  await fakeDesk({ members: { f: prose } }).desk.ask(
    "f",
    ask("two", {
      messages: [
        { role: "system", text: "sys" },
        { role: "user", text: "two" },
      ],
    }),
  );
  assert.deepEqual([briefs.length, briefs[1]?.prompt], [2, "sys\n\ntwo"]);
  await fakeDesk({ members: { f: prose } }).desk.ask("f", ask("three", { shape }));
  assert.equal(briefs.length, 4);
});
