import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../../models/fake.ts";
import type { Ask, Event, Fact, JsonSchema, Model, Task } from "../../types.ts";
import { noUsage } from "../../util/money.ts";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import { callOf, eventsOf, gradeOf, planOf, startOf, taskOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import type { Spending } from "../record/spending-of.ts";
import { isFarOff } from "./far-off.ts";
import { closeEstimate, comparedOf, estimateFrom, isPaid, keepEstimate, keptEstimate } from "./kept-estimate.ts";
import { pilotParts } from "./pilot.ts";
import { pastReplies, read } from "./past-replies.ts";
import { repliesElsewhere } from "./replies-elsewhere.ts";
import { type Guess, type Mode, standIn } from "./stand-in.ts";

const price = { id: "m", source: "test", date: "", input: 10, output: 100, cacheRead: 10, cacheWrite5m: 10, cacheWrite1h: 10 };
const model = (change: Partial<Model> = {}): Model => ({
  ...fake(["x"], { id: "live/plain", world: "live" }),
  price,
  quote: () => 777,
  ...change,
});
const ask = (change: Partial<Ask> = {}): Ask => ({
  purpose: "attempt",
  messages: [{ role: "user", text: "x".repeat(40) }],
  maxTokens: 500,
  ...change,
});
const task: Task = taskOf("t", { meta: { reference: "x".repeat(80) } });

async function asked(
  mode: Mode,
  change: Partial<Ask> = {},
  own: Partial<Model> = {},
  past?: Parameters<typeof standIn>[1]["past"],
  taskId = "t",
  occurrence = 0,
) {
  const used = { calls: 0, input: 0, output: 0, cost: 0 };
  const guessed = new Map<string, Guess>();
  const seat = standIn({ name: "a", model: model(own) }, { mode, used, tasks: new Map([["t", task]]), past, guessed });
  const reply = await seat.model.call(ask(change), { draw: { seed: "1", repetition: 0, occurrence, task: taskId } });
  assert.ok(reply.ok);
  return { reply, used, guessed: [...guessed], seat };
}

test("at most a stand-in takes all that it may and costs the quote; likely it is as long as the task makes likely and costs that", async () => {
  const most = await asked("most");
  assert.deepEqual(most.used, { calls: 1, input: 10, output: 500, cost: 777 });
  assert.equal(most.reply.text.length, 2000);
  // 20 tokens and the reference's 20; 10 tokens of the ask: 10 x 10 + 40 x 100 dollars per million.
  const likely = await asked("likely");
  assert.deepEqual(likely.used, { calls: 1, input: 10, output: 40, cost: 4_100_000 });
  assert.equal(likely.reply.text.length, 160);
  assert.deepEqual([likely.seat.model.world, likely.seat.model.cache, likely.seat.model.quote(ask())], ["simulated", "none", 777]);
  // Never more than it may, nobody knows a task that is none, and without a price the quote counts.
  assert.equal((await asked("likely", { maxTokens: 30 })).used.output, 30);
  assert.equal((await asked("likely", {}, {}, undefined, "none")).used.output, 200);
  assert.equal((await asked("likely", {}, { price: undefined } as never)).used.cost, 777);
  // Remarks are shorter than long answers.
  for (const purpose of ["plan", "critique", "message", "vote"] as const)
    assert.equal((await asked("likely", { purpose }, {}, undefined, "none")).used.output, 150, purpose);
  for (const purpose of ["merge", "retry"] as const)
    assert.equal((await asked("likely", { purpose }, {}, undefined, "none")).used.output, 200, purpose);
  assert.equal((await asked("likely", { purpose: "vote" })).used.output, 40);
});

test("a model that thinks takes its thoughts too, and it is said what that rests on where nothing is known of it", async () => {
  assert.deepEqual((await asked("likely")).guessed, [["live/plain", "at-once"]]);
  const thinks = await asked("likely", { maxTokens: 5000 }, { thinks: "high" });
  assert.deepEqual([thinks.used.output, thinks.guessed], [1240, [["live/plain", "settings"]]]);
  const named = await asked("likely", { maxTokens: 5000 }, { id: "openai/o3" });
  assert.deepEqual([named.used.output, named.guessed], [640, [["openai/o3", "name"]]]);
  assert.deepEqual((await asked("likely", {}, { world: "simulated" })).guessed, []);
  const past = { calls: 1, elsewhere: 0, outputTokens: () => 77, inputRatio: () => 2, passing: () => undefined };
  assert.equal((await asked("likely", { effort: "low" }, { thinks: "high" })).used.output, 340, "a bid's own effort");
  const hidden = await asked("most", { maxTokens: 5000, maxThinking: 700 }, {});
  assert.equal(hidden.used.output, 5700, "the most is the answer's cap and that of hidden tokens");
  const known = await asked("likely", {}, { thinks: "high" }, past);
  assert.deepEqual([known.used.output, known.used.input, known.guessed], [77, 20, []]);
  assert.equal((await asked("most", {}, {}, past)).used.input, 10);
});

test("each draw has a text of its own, the same for the same", async () => {
  const [one, again, other] = [await asked("likely"), await asked("likely"), await asked("likely", {}, {}, undefined, "t", 1)];
  assert.equal(one.reply.text, again.reply.text);
  assert.notEqual(one.reply.text, other.reply.text);
  assert.match(one.reply.text, /^[0-9a-f]{16} word word /);
});

async function filled(properties: Record<string, JsonSchema>): Promise<Record<string, unknown>> {
  const { reply } = await asked("likely", { shape: { type: "object", properties } });
  assert.deepEqual(reply.object, JSON.parse(reply.text));
  return reply.object as Record<string, unknown>;
}

test("a shape is filled with what fits it: first choices, an entry for each id, bids that a market takes, answers and sentences", async () => {
  const found = await filled({
    choice: { enum: ["b", "a"] },
    none: { enum: [] },
    either: { type: ["null", "string"] },
    yes: { type: "boolean" },
    bare: { type: "array" },
    two: { type: "array", items: { type: "integer" } },
    one: { type: "array", items: { type: "boolean" }, maxItems: 1 },
    three: { type: "array", items: { type: "boolean" }, minItems: 3, maxItems: 3 },
    named: { type: "array", items: { enum: ["p", "q", "r"] } },
    capped: { type: "array", items: { enum: ["p", "q", "r"] }, maxItems: 2 },
    criteria: { type: "array", items: { type: "object", properties: { id: { enum: ["c1", "c2", "c3"] }, met: { type: "boolean" } } } },
    ask: { type: "number" },
    p: { type: "number" },
    count: { type: "integer", exclusiveMinimum: 2 },
    small: { type: "number", maximum: 0.25 },
    least: { type: "integer", minimum: 1.5 },
    why: { type: "string" },
    brief: { type: "string", maxLength: 5 },
    long: { type: "string", minLength: 90 },
    answer: { type: "string" },
  });
  const { answer, ...rest } = found;
  assert.deepEqual(rest, {
    choice: "b",
    none: null,
    either: null,
    yes: true,
    bare: [],
    two: [1, 1],
    one: [true],
    three: [true, true, true],
    named: ["p", "q", "r"],
    capped: ["p", "p"],
    criteria: [
      { id: "c1", met: true },
      { id: "c2", met: true },
      { id: "c3", met: true },
    ],
    ask: 0.0001,
    p: 0.8,
    count: 2,
    small: 0.25,
    least: 2,
    why: "x".repeat(80),
    brief: "xxxxx",
    long: "x".repeat(90),
  });
  assert.equal(String(answer).length, 160);
  // An object is as long as its text, and of its thoughts a judgment takes two fifths.
  const shape = { type: "object", properties: { why: { type: "string" } } };
  const text = JSON.stringify({ why: "x".repeat(80) });
  assert.equal((await asked("likely", { shape })).used.output, Math.ceil(text.length / 4));
  assert.equal((await asked("likely", { shape }, { thinks: "medium" })).used.output, Math.ceil(text.length / 4) + 240);
  assert.equal((await asked("most", { shape })).reply.text, text);
});

/** What stands in a ledger, told by its events. */
const ledgerOf = (...events: Event[]) => ({
  read: async function* read() {
    yield* events;
  } as never,
  body: () => undefined,
});
const replied = (key: string, output: number, change: object = {}): Fact =>
  callOf(key, { model: "m", usage: { ...noUsage, output }, ...change });

test("a task's own replies go before those to others, which are longer where the suite says so; a retry is as long as an attempt", async () => {
  const tasks = [taskOf("short", { meta: { reference: "x".repeat(80) } }), taskOf("long", { meta: { reference: "x".repeat(400) } })];
  const past = await read(
    [
      ledgerOf(
        ...eventsOf(
          "a",
          startOf("solo", "short"),
          replied("1", 100),
          replied("2", 201),
          replied("3", 0),
          replied("4", 8, { purpose: "verdict" }),
          { type: "verdict", member: "m", passed: true, score: 1, why: "" },
          { type: "verdict", member: "m", passed: false, score: 1, why: "" },
        ),
        ...eventsOf(
          "b",
          startOf("solo", "gone"),
          replied("5", 999),
          { type: "verdict", member: "m", passed: true, score: 1, why: "" },
          { type: "verdict", member: "n", passed: true, score: 1, why: "" },
        ),
      ),
    ],
    tasks,
  );
  const tokens = (purpose: "attempt" | "retry" | "shadow" | "verdict" | "bid", of = "short", by = "m") =>
    past.outputTokens({ model: by, purpose, task: of });
  assert.equal(past.calls, 3);
  assert.deepEqual([tokens("attempt"), tokens("retry"), tokens("shadow")], [151, 151, 151]);
  // 150.5 for what was foreseen as 40: 120 are foreseen here.
  assert.equal(tokens("attempt", "long"), Math.round(150.5 * 3));
  assert.equal(tokens("attempt", "unknown"), 151);
  // A verdict is as long whatever the task.
  assert.deepEqual(
    [tokens("verdict"), tokens("verdict", "long"), tokens("bid"), tokens("attempt", "short", "n")],
    [8, 8, undefined, undefined],
  );
  // Two of three verdicts passed; one is too few to tell.
  assert.deepEqual([past.passing("m"), past.passing("n"), past.passing("o")], [2 / 3, undefined, undefined]);
});

test("replies to other suites are weighed by the kind of grader, three parts to one with the suite's own lengths", () => {
  const elsewhere = repliesElsewhere();
  const take = (trial: string, ...facts: Fact[]) => eventsOf(trial, ...facts).forEach((event) => elsewhere.take(event, () => 100));
  take("a", replied("1", 400), replied("2", 0), replied("3", 50, { purpose: "preflight" }), gradeOf({ grader: "exact" }));
  take("b", replied("4", 800), gradeOf({ grader: "rubric" }));
  assert.equal(elsewhere.calls(), 2);
  const likely = (of: Task | undefined) => elsewhere.likely({ model: "m", purposes: ["retry", "attempt"], task: of });
  // Without a task the mean of all.
  assert.equal(likely(undefined), 600);
  // "Say t.": 2 tokens asked, 1 to lead to a key of 1, and 2 again.
  const foreseen = 1 + 1 + 2;
  assert.equal(likely(taskOf("t")), Math.round(400 ** 0.75 * foreseen ** 0.25));
  // Of another kind: foreseen were 20 + 0 + 100 and 30 + 150, in the mean 150; here 30 + 1.5 x 2.
  const other = taskOf("t", { grader: { kind: "recorded" } });
  const moved = 600 * Math.sqrt((33 * 2) / (120 + 1 + 180 - 1));
  assert.ok(Math.abs((likely(other) ?? 0) - moved ** 0.75 * 33 ** 0.25) < 1.5, String(likely(other)));
  assert.equal(elsewhere.likely({ model: "n", purposes: ["attempt"], task: undefined }), undefined);
  assert.equal(elsewhere.likely({ model: "m", purposes: ["bid"], task: undefined }), undefined);
  // What was not graded counts as of no kind.
  take("c", replied("5", 7, { model: "late" }));
  assert.equal(elsewhere.likely({ model: "late", purposes: ["attempt"], task: undefined }), 7);
});

test("a store without runs of these tasks or models tells nothing", async () => {
  const { store } = openLedger();
  assert.equal(await pastReplies(store, [task], ["m"]), undefined);
  store.close();
});

const spending = (change: Partial<Spending>): Spending =>
  ({
    topologies: { solo: 10, duo: 20 },
    grading: { solo: 1 },
    learning: 2,
    shadow: 3,
    unfinished: 4,
    preflight: 100,
    cutOff: 200,
    other: 400,
    cutOffHeld: 0,
    ...change,
  }) as Spending;

test("what an estimate is held against is what its trials cost, not preflights, cut-off calls and what was begun anew", () => {
  assert.equal(comparedOf(spending({})), 40);
  assert.deepEqual([isFarOff(2), isFarOff(2.01), isFarOff(0.5), isFarOff(0.49), isFarOff(1)], [false, true, false, true, false]);
  assert.deepEqual(
    (["live", "mixed", "functions", "simulated", "recorded"] as const).map((world) => isPaid({ world })),
    [true, true, false, false, false],
  );
});

test("a finished run keeps what it cost beside its estimate, and how far off that was where like can be held against like", () => {
  const closed = (config: object, change: Partial<Spending> = {}) => {
    const { store } = openLedger();
    store.update("r", { config: { experiment: {}, ...config } });
    closeEstimate(store, "r", spending(change));
    const kept = keptEstimate(store.run("r")?.config);
    store.close();
    return kept;
  };
  const estimate = { likely: 60, most: 90 };
  assert.equal(closed({}), undefined);
  assert.deepEqual(closed({ estimate: { ...estimate, factor: 9, compared: 9 } }), { ...estimate, cost: 0, compared: 40, factor: 1.5 });
  const before = { cost: 30, compared: 10 };
  assert.deepEqual(closed({ estimate: { ...estimate, before } }), { ...estimate, before, cost: 0, compared: 30, factor: 2 });
  const afterPilot = { tasks: 1, likely: 20, most: 30 };
  assert.equal(closed({ estimate: { ...estimate, afterPilot } })?.factor, 0.5);
  for (const [config, change] of [
    [{ estimate: { ...estimate, unpriced: ["f"] } }, {}],
    [{ estimate }, { cutOffHeld: 5 }],
    [{ estimate: { ...estimate, before: { cost: 0, compared: 40 } } }, {}],
    [{ estimate, gradings: [] }, {}],
    [{ estimate, accepted: [] }, {}],
    [{ estimate, experiment: { until: "decided" } }, {}],
  ] as const)
    assert.deepEqual([closed(config, change)?.factor, closed(config, change)?.cost], [undefined, 0], JSON.stringify(config));
});

test("more is kept of an estimate only where a run has one", () => {
  const { store } = openLedger();
  keepEstimate(store, "r", { cap: 5 });
  assert.deepEqual(store.run("r")?.config, {});
  store.update("r", { config: { a: 1, estimate: { likely: 1, most: 2 } } });
  keepEstimate(store, "r", { cap: 5 });
  assert.deepEqual(store.run("r")?.config, { a: 1, estimate: { likely: 1, most: 2, cap: 5 } });
  keepEstimate(store, "gone", { cap: 5 });
  assert.deepEqual([keptEstimate(undefined), keptEstimate(null)], [undefined, undefined]);
  store.close();
});

test("a pilot takes tasks from all over the suite, and the first ones where the order is kept", () => {
  const learns = topologyOf("learns", { topology: { ...topologyOf("x").topology, memory: true } });
  const plan = planOf(["solo", learns], ["a", "b", "c", "d", "e", "f"], { repetitions: 3, shadow: [task] });
  const told = (parts: ReturnType<typeof pilotParts>) =>
    parts.map(({ topologies, suite, repetitions, shadow }) => [
      topologies.map(({ name }) => name).join(),
      suite.tasks.map(({ id }) => id).join(""),
      repetitions,
      shadow.length,
    ]);
  // The middles of two halves and of four parts.
  assert.deepEqual(told(pilotParts(plan, 2)), [
    ["solo", "be", 1, 0],
    ["learns", "ab", 1, 0],
  ]);
  assert.deepEqual(
    told(pilotParts(plan, 4)).map(([, tasks]) => tasks),
    ["acdf", "abcd"],
  );
  assert.deepEqual(
    told(pilotParts(plan, 6)).map(([, tasks]) => tasks),
    ["abcdef", "abcdef"],
  );
  const until = { tasks: ["f", "gone", "a", "c"] } as unknown as NonNullable<typeof plan.until>;
  assert.deepEqual(
    told(pilotParts({ ...plan, until }, 2)).map(([names, tasks]) => [names, tasks]),
    [
      ["", "be"],
      ["solo,learns", "af"],
    ],
  );
});

test("an estimate of what is left passes over what has ended", async () => {
  const { openTopology } = await import("../../topologies/index.ts");
  const seats = [{ name: "a", model: model() }];
  const solo = topologyOf("solo", { topology: openTopology("solo"), seats, terms: { ...topologyOf("x").terms, attempts: 1 } });
  const plan = planOf([solo], [task], { repetitions: 3, world: "live" });
  const calls = async (ended?: ReadonlySet<string>) =>
    (await estimateFrom(plan, undefined, { ended })).rows.find(({ topology }) => topology === "solo");
  const [whole, left] = [await calls(), await calls(new Set(["solo/t/1"]))];
  assert.deepEqual([whole?.trials, whole?.calls, left?.trials, left?.calls], [3, 3, 2, 2]);
});
