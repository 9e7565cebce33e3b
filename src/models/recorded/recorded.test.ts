import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import type { Ask, Draw, JsonSchema, Reply } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { readTable } from "./read-table.ts";
import { errorRates, loadOutcomes, type Outcome, outcomeWorld, recordedSets, recordedWorld, type ReplaySettings } from "./index.ts";
import { defined } from "../../util/defined.ts";

const folder = mkdtempSync(join(tmpdir(), "recorded-"));
const draw = (repetition: number, turn: number): { draw: Draw } => ({ draw: { seed: "s", repetition, occurrence: turn, task: "a" } });
const ask = (text: string, shape?: JsonSchema): Ask => ({
  purpose: "attempt",
  messages: [{ role: "user", text }],
  maxTokens: 1000,
  ...defined({ shape }),
});
const plain = ask("<task>\nrecorded item a of own\n</task>");
const bidShape = { type: "object", properties: { p: { type: "number" }, ask: { type: "number" } } };
const rows: Outcome[] = [0, 1, 2, 3, 4, 5].map((sample) => ({
  item: "a",
  category: "c",
  model: "gpt-x",
  sample,
  score: sample % 2,
  passed: sample % 2 === 1,
  ...(sample === 0 ? {} : { cost: 0.5, confidence: 0.75 }),
}));
const one = (model: string, answer: string, passed: boolean): Outcome => ({
  item: "a",
  category: "c",
  model,
  sample: 0,
  score: Number(passed),
  passed,
  answer,
});
const codeOf = (reply: Reply) => (reply.ok ? "ok" : reply.failure.code);

/** Which sample an answer is of: the stand-ins of a set without answers tell tries apart. */
const world = (given: readonly Outcome[] = rows, settings: ReplaySettings = { missingCost: 0, bidCost: 0 }) =>
  outcomeWorld("own", given, settings);

test("over as many repetitions as there are samples each is the first once and the second once, and none comes twice in a trial", async () => {
  const model = world().model("gpt-x");
  const drawn = await Promise.all(
    [...rows.keys()].map((repetition) =>
      Promise.all(
        [0, 1].map(async (turn) => {
          const reply = await model.call(plain, draw(repetition, turn));
          assert.ok(reply.ok);
          return reply.text;
        }),
      ),
    ),
  );
  for (const turn of [0, 1]) assert.equal(new Set(drawn.map((texts) => texts[turn])).size, 6);
  assert.ok(drawn.every(([first, second]) => first !== second));
  const pairs = await Promise.all(
    [...Array(30).keys()].map(async (repetition) => {
      const texts = await Promise.all([0, 1].map(async (turn) => model.call(plain, draw(repetition, turn))));
      return texts.map((reply) => (reply.ok ? reply.text : "")).join(" ");
    }),
  );
  assert.equal(new Set(pairs).size, 30, "over n - 1 rounds a retry meets every ordered pair");
  const empty = await model.call(plain, draw(0, 6));
  assert.ok(!empty.ok && empty.failure.code === "unrecorded");
  assert.match(empty.failure.message, /has 6 recorded samples/);
  assert.deepEqual(empty.receipt?.flags, ["out-of-samples"]);
});

test("an answer without recorded words tells nothing of how it ended, and is found again by the world alone", async () => {
  const { model, outcomeOf } = world();
  const seen = new Map<string, number | undefined>();
  for (const repetition of rows.keys()) {
    const reply = await model("gpt-x").call(plain, draw(repetition, 0));
    assert.ok(reply.ok && /^\[unrecorded answer [0-9a-f]{16}\]$/.test(reply.text));
    assert.doesNotMatch(JSON.stringify(reply), /pass|fail|score/i);
    seen.set(reply.text, outcomeOf("a", reply.text, "recorded/own/gpt-x")?.score);
  }
  assert.deepEqual([...seen.values()].filter((score) => score === 1).length, 3);
});

test("recorded words are the answer as it was; who wrote them decides which try it is, and a blank is told from words that were not kept", async () => {
  const said: Outcome[] = [
    { ...one("m", "42", true), cost: 1 },
    { ...one("n", "42", false), cost: 1 },
    { ...one("o", " ", true), cost: 1 },
  ];
  const { model, outcomeOf } = world(said);
  const text = async (name: string) => {
    const reply = await model(name).call(plain, draw(0, 0));
    return reply.ok ? reply.text : "";
  };
  assert.deepEqual([await text("m"), await text("n")], ["42", "42"]);
  assert.deepEqual(
    ["m", "n", undefined].map((name) => outcomeOf("a", "42", name)),
    [
      { passed: true, score: 1 },
      { passed: false, score: 0 },
      { passed: true, score: 0.5 },
    ],
  );
  assert.match(await text("o"), /^\[blank answer /);
  assert.equal(outcomeOf("a", await text("o"), "o")?.passed, true);
  assert.equal(outcomeOf("a", "Together: 42", "m"), undefined);
});

test("what was not recorded is refused as such: other texts, other shapes, instructions", async () => {
  const model = world().model("recorded/own/gpt-x");
  const head = plain.messages[0]?.text ?? "";
  const asks = [
    ask(
      `${head}\n<answer-0123456789abcdef by="b">\nx\n</answer-0123456789abcdef>\n<feedback-0123456789abcdef>\nwrong\n</feedback-0123456789abcdef>`,
    ),
    ask(`${head}\nYou are a skeptic. Answer.`),
    ask(head, { type: "object", properties: { parts: { type: "array" } } }),
    ask("<task>\nsomething else\n</task>"),
  ];
  assert.deepEqual(await Promise.all(asks.map(async (one) => codeOf(await model.call(one, draw(0, 0))))), Array(4).fill("unrecorded"));
});

test("a cost that was not recorded is an error until it is stated, by model or for all, and is flagged then", async () => {
  const lacking = rows.filter((row) => row.sample === 0);
  assert.throws(
    () => world(lacking, {}),
    (thrown) => thrown instanceof UserError && /gpt-x without a recorded cost/.test(thrown.message) && /missingCost/.test(thrown.message),
  );
  const priced = world(lacking, { prices: { "gpt-x": 0.2 }, missingCost: 7 });
  const reply = await priced.model("gpt-x").call(plain, draw(0, 0));
  assert.equal(reply.cost, 200_000_000);
  assert.ok(reply.cost <= priced.model("gpt-x").quote(plain) && reply.receipt?.flags?.includes("cost-assumed"));
  assert.deepEqual(priced.assumptions, ["Assumed cost of an attempt without a recorded one: gpt-x: $0.2."]);
  assert.equal((await world(lacking, { missingCost: 0.3 }).model("gpt-x").call(plain, draw(0, 0))).cost, 300_000_000);
  assert.deepEqual(world(rows.slice(1), {}).assumptions, [], "nothing is assumed where all is recorded");
});

test("a bid states no tokens and no seconds: what the attempt came to is not known before it", async () => {
  const numbers = Object.fromEntries(["p", "ask", "tokens", "seconds"].map((name) => [name, { type: "number" }]));
  const whole = ask(plain.messages[0]?.text ?? "", { type: "object", properties: numbers });
  const told = rows.slice(1).map((row) => ({ ...row, outputTokens: 321, ms: 4000 }));
  const bid = await world(told, { bidCost: 0.001 }).model("gpt-x").call(whole, draw(0, 0));
  assert.ok(bid.ok);
  assert.deepEqual(bid.object, { p: 0.75, ask: 0.5, tokens: 0, seconds: 0 });
});

test("a bid that shows its bidder a history was never recorded, and the refusal says what can be replayed", async () => {
  const shown = ask(`${plain.messages[0]?.text ?? ""}\n<history-0123456789abcdef>\nNone.\n</history-0123456789abcdef>`, bidShape);
  const reply = await world(rows.slice(1), { bidCost: 0 }).model("gpt-x").call(shown, draw(0, 0));
  assert.match(reply.ok ? "" : reply.failure.message, /set the market's information: task/);
});

test("a bid is the recorded confidence and the usual price, at the stated cost of a bid; without either it is refused", async () => {
  const bidding = ask(plain.messages[0]?.text ?? "", bidShape);
  const bid = await world(rows.slice(1), { bidCost: 0.001 }).model("gpt-x").call(bidding, draw(0, 0));
  assert.ok(bid.ok);
  assert.deepEqual([bid.object, bid.cost, bid.receipt?.flags], [{ p: 0.75, ask: 0.5 }, 1_000_000, ["bid-cost-assumed"]]);
  // What was stated before trying is the bid, whatever was stated with the answer.
  const before = rows.slice(1).map((row) => ({ ...row, bid: 0.25 }));
  const own = await world(before, { bidCost: 0.001 }).model("gpt-x").call(bidding, draw(0, 0));
  assert.ok(own.ok);
  assert.deepEqual(own.object, { p: 0.25, ask: 0.5 });
  assert.equal(codeOf(await world(rows.slice(1), {}).model("gpt-x").call(bidding, draw(0, 0))), "unrecorded");
  const silent = await world(rows.slice(0, 1)).model("gpt-x").call(bidding, draw(0, 0));
  assert.deepEqual([codeOf(silent), silent.receipt?.flags], ["unrecorded", ["no-confidence"]]);
});

test("items are those that the models in use share, and what is left out is said", () => {
  const own = [one("m", "1", true), { ...one("m", "1", true), item: "b" }, one("n", "1", true), { ...one("o", "1", true), item: "c" }];
  const both = world(own, { models: ["m", "n"], missingCost: 0 });
  assert.deepEqual(
    both.suite.tasks.map(({ id }) => id),
    ["a"],
  );
  assert.equal(both.assumptions[0], "Left out: 2 of 3 items, which not all of m, n tried.");
  assert.deepEqual(
    world(own, { models: ["m"], missingCost: 0 }).suite.tasks.map(({ id }) => id),
    ["a", "b"],
  );
  assert.throws(() => world(own, { missingCost: 0 }), /No item of own was tried by all of m, n, o/);
});

test("the bundled sets hold the models, items and samples that they say", async () => {
  for (const set of recordedSets().filter((one) => one.name !== "livecodebench" && one.name !== "zeroeval")) {
    const world = await recordedWorld(set.name, { items: 5, missingCost: 0 });
    assert.equal(world.ids().length, set.models);
    assert.equal(world.suite.tasks.length, 5);
  }
});

test("MarketBench's thirty tasks replay with their published outcomes and dollars", async () => {
  const world = await recordedWorld("strangeloopcanon", {});
  const model = world.model("openai:gpt-5-mini-2025-08-07");
  let passed = 0;
  let cost = 0;
  for (const task of world.suite.tasks) {
    const reply = await model.call(ask(`<task>\n${task.prompt}\n</task>`), draw(0, 0));
    assert.ok(reply.ok);
    if (world.outcomeOf(task.id, reply.text)?.passed === true) passed++;
    cost += reply.cost;
  }
  assert.equal(passed, 12);
  assert.ok(Math.abs(cost / 1e9 - 1.17) < 0.005, `${cost}`);
});

test("recorded checkers hit .962 and falsely accept .352 at threshold one half", () => {
  const pooled = errorRates("lifeeval_confidence")[0];
  assert.equal(pooled?.model, "pooled");
  assert.equal(pooled?.hit.toFixed(3), "0.962");
  assert.equal(pooled?.falseAccept.toFixed(3), "0.352");
  assert.throws(() => errorRates("metr_runs"), UserError);
});

test("the two halves of a set share no item and lose none", async () => {
  const half = async (items: "choose" | "score") =>
    (await recordedWorld("lifeeval_confidence", { items, missingCost: 0 })).suite.tasks.map((task) => task.id);
  const [choose, score] = [await half("choose"), await half("score")];
  assert.equal(choose.length + score.length, 2408);
  assert.equal(new Set([...choose, ...score]).size, 2408);
});

test("own files are read as CSV or JSON lines, plain or gzipped, quoted or not", () => {
  const csv = '\uFEFFitem,model,passed,cost_usd\r\n"a, b",m,1,0.5\r\na,m,0,\r\n';
  const files = {
    "x.csv": csv,
    "x.csv.gz": gzipSync(csv),
    "x.jsonl": '{"item":"a, b","model":"m","passed":true,"cost_usd":0.5}\n{"item":"a","model":"m","passed":false}\n',
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
    const outcomes = loadOutcomes(join(folder, name));
    assert.equal(outcomes[0]?.item, "a, b");
    assert.equal(outcomes[0]?.cost, 0.5);
    assert.deepEqual([outcomes[1]?.passed, outcomes[1]?.cost], [false, undefined]);
  }
});

test("bad rows are named by file and line", () => {
  const cases: [string, RegExp][] = [
    ["item,passed\na,1\n", /column model/],
    ["item,model,passed,cost_usd\na,m,1,NaN\n", /line 2: cost_usd must be a number/],
    ["item,model,passed\na,m,1\na,m,maybe\n", /line 3: passed must be/],
    ["item,model,passed,stated_confidence\na,m,1,1.5\n", /line 2: stated_confidence/],
    ["item,model,sample,passed\na,m,0,1\na,m,0,1\n", /line 3: sample 0 .* twice/],
    ["item,model,passed\na,m\n", /line 2: 3 fields/],
    ['{"item":"a"\n', /line 1: a JSON object/],
    ["", /empty/],
  ];
  for (const [at, [text, wanted]] of cases.entries()) {
    const path = join(folder, `bad-${at}`);
    writeFileSync(path, text);
    assert.throws(
      () => loadOutcomes(path),
      (thrown) => thrown instanceof UserError && wanted.test(thrown.message),
      text,
    );
  }
  assert.throws(() => outcomeWorld("own", rows, { models: ["gpt-y"], missingCost: 0 }), /Did you mean "gpt-x"/);
});

test("a right answer may be worth something: every task then has that value", () => {
  const { suite } = world(rows, { worth: 0.05, missingCost: 0 });
  assert.deepEqual(
    suite.tasks.map(({ value }) => value),
    [50_000_000],
  );
  assert.throws(() => world(rows, { worth: 0, missingCost: 0 }), UserError);
});

test("tables of many rows keep their cells apart by column, blank lines and missing keys included, and their lines", () => {
  const text = ["item;model;passed", "a;m;1", "", "b;m;0", ""].join("\n");
  const path = join(folder, "gaps.csv");
  writeFileSync(path, text);
  const { cells, lines } = readTable(path);
  assert.deepEqual(
    [cells, lines],
    [
      [
        ["a", "b"],
        ["m", "m"],
        ["1", "0"],
      ],
      [2, 4],
    ],
  );
  writeFileSync(path, text.replace("a;", '"a";'));
  assert.deepEqual([readTable(path).cells, readTable(path).lines], [cells, lines]);
  writeFileSync(path, '{"item":"a","passed":1}\n{"model":"m","item":"b"}\n{"late":null,"__proto__":2}\n');
  const json = readTable(path);
  assert.deepEqual(json.columns, ["item", "passed", "model", "late", "__proto__"]);
  assert.deepEqual(json.cells, [
    ["a", "b", ""],
    ["1", "", ""],
    ["", "m", ""],
    ["", "", ""],
    ["", "", "2"],
  ]);
});

test("equal cells are one text as long as they come often, and stay right where they do not", () => {
  const items = Array.from({ length: 40_000 }, (_, at) => `item ${at}`);
  const path = join(folder, "many.csv");
  writeFileSync(path, ["item,model,passed,sample", ...items.flatMap((item) => [`${item},m,1,3`, `${item},m,0,`])].join("\n"));
  const outcomes = loadOutcomes(path);
  assert.deepEqual([outcomes.length, outcomes[79_999]?.item, outcomes[79_999]?.sample], [80_000, "item 39999", 4]);
  assert.equal(new Set(outcomes.map(({ item }) => item)).size, 40_000);
});
