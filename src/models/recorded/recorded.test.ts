import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import type { Ask, Draw, JsonSchema, Reply } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { errorRates, loadOutcomes, type Outcome, outcomeWorld, recordedSets, recordedWorld } from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "recorded-"));
const draw = (repetition: number, turn: number): { draw: Draw } => ({ draw: { seed: "s", repetition, occurrence: turn, task: "a" } });
const ask = (text: string, shape?: JsonSchema): Ask => ({
  purpose: "attempt",
  messages: [{ role: "user", text }],
  maxTokens: 1000,
  ...(shape === undefined ? {} : { shape }),
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
const codeOf = (reply: Reply) => (reply.ok ? "ok" : reply.failure.code);

test("samples are drawn without replacement over repetitions and attempts, and run out with a message", async () => {
  const model = outcomeWorld("own", rows, { repetitions: 3 }).model("gpt-x");
  const texts = new Set<string>();
  for (const repetition of [0, 1, 2]) {
    for (const turn of [0, 1]) {
      const reply = await model.call(plain, draw(repetition, turn));
      assert.ok(reply.ok);
      texts.add(reply.text);
    }
  }
  assert.equal(texts.size, 6);
  const empty = await model.call(plain, draw(0, 2));
  assert.ok(!empty.ok && empty.failure.code === "unsupported");
  assert.match(empty.failure.message, /has 6 recorded samples/);
});

test("what was not recorded is unsupported: other texts, other shapes, instructions", async () => {
  const model = outcomeWorld("own", rows, {}).model("recorded/own/gpt-x");
  const head = plain.messages[0]?.text ?? "";
  const asks = [
    ask(
      `${head}\n<answer-0123456789abcdef by="b">\nx\n</answer-0123456789abcdef>\n<feedback-0123456789abcdef>\nwrong\n</feedback-0123456789abcdef>`,
    ),
    ask(`${head}\nYou are a skeptic. Answer.`),
    ask(head, { type: "object", properties: { parts: { type: "array" } } }),
    ask("<task>\nsomething else\n</task>"),
  ];
  assert.deepEqual(await Promise.all(asks.map(async (one) => codeOf(await model.call(one, draw(0, 0))))), Array(4).fill("unsupported"));
});

test("a cost that was not recorded is zero and flagged, or the declared price and flagged", async () => {
  const one = rows.filter((row) => row.sample === 0);
  const free = await outcomeWorld("own", one, {}).model("gpt-x").call(plain, draw(0, 0));
  const world = outcomeWorld("own", one, { prices: { "gpt-x": 0.2 } });
  const priced = await world.model("gpt-x").call(plain, draw(0, 0));
  assert.equal(free.cost, 0);
  assert.ok(free.receipt?.flags?.includes("cost-not-recorded"));
  assert.equal(priced.cost, 200_000_000);
  assert.ok(priced.cost <= world.model("gpt-x").quote(plain) && priced.receipt?.flags?.includes("cost-assumed"));
  assert.deepEqual(world.assumptions, ["Assumed price of one attempt by gpt-x: $0.2."]);
});

test("a bid is the recorded confidence and the usual price, and unsupported where none was recorded", async () => {
  const bidding = ask(plain.messages[0]?.text ?? "", bidShape);
  const told = outcomeWorld("own", rows.slice(1), {}).model("gpt-x");
  const bid = await told.call(bidding, draw(0, 0));
  assert.ok(bid.ok);
  assert.deepEqual(bid.object, { p: 0.75, ask: 0.5 });
  assert.equal(codeOf(await outcomeWorld("own", rows.slice(0, 1), {}).model("gpt-x").call(bidding, draw(0, 0))), "unsupported");
});

test("the bundled sets hold the models, items and samples that they say", async () => {
  for (const set of recordedSets().filter((one) => one.name !== "livecodebench" && one.name !== "zeroeval")) {
    const world = await recordedWorld(set.name, { items: 5 });
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
    if (reply.text.includes(": passed")) passed++;
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
    (await recordedWorld("lifeeval_confidence", { items })).suite.tasks.map((task) => task.id);
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
  assert.throws(() => outcomeWorld("own", rows, { models: ["gpt-y"] }), /Did you mean "gpt-x"/);
});
