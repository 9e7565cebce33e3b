import assert from "node:assert/strict";
import { test } from "node:test";
import { html, json, markdown, terminal } from "../../../report/index.ts";
import type { TrialRow } from "../../../statistics/index.ts";
import type { Summary } from "../../../summary.ts";
import { hubSpokeKind } from "../../../topologies/hub-spoke.ts";
import { marketKind } from "../../../topologies/market.ts";
import { soloKind } from "../../../topologies/solo.ts";
import { planOf, rowOf, taskOf, topologyOf } from "../../plan/fixtures/plan-of.ts";
import type { PlannedTopology } from "../../plan/plan.ts";
import { waterfallArms } from "./waterfall-arms.ts";
import { waterfallOf } from "./waterfall-of.ts";

const kinds = { solo: soloKind, market: marketKind, "hub-spoke": hubSpokeKind };
/** A topology of a kind under a name that says nothing of it. */
function arm(name: string, kind: keyof typeof kinds, options: object, attempts: number, change: Partial<PlannedTopology> = {}) {
  const topology = kinds[kind].make(options);
  return topologyOf(name, { topology, terms: { ...topologyOf(name).terms, attempts }, ...change });
}
const lots = { mechanism: "lottery", bidding: "random", information: "none", reputation: "none" };
const arms = [
  arm("a", "solo", { member: "m" }, 1),
  arm("b", "solo", { member: "m" }, 3),
  arm("c", "market", lots, 3),
  arm("d", "market", { reputation: "none" }, 3),
  arm("e", "market", {}, 3),
  arm("f", "hub-spoke", { hub: "m", stages: [] }, 1),
  arm("g", "hub-spoke", { hub: "m", stages: ["split"] }, 1),
  arm("h", "hub-spoke", { hub: "m", stages: ["split", "recompose"] }, 1),
  arm("i", "hub-spoke", { hub: "m" }, 1),
  arm("j", "hub-spoke", { hub: "m" }, 3),
];
const tasks = [
  taskOf("t1", { category: "x" }),
  taskOf("t2", { category: "x" }),
  taskOf("t3", { category: "y" }),
  taskOf("t4", { category: "y" }),
];
/** Passes on the four tasks, dollars per task, of which bids. */
function rowsOf(topology: string, passes: readonly number[], dollars: number, bid = 0): TrialRow[] {
  return passes.map((passed, i) =>
    rowOf(topology, `t${i + 1}`, {
      passed: passed === 1,
      score: passed,
      cost: dollars * 1e9,
      category: i < 2 ? "x" : "y",
      byPurpose: { attempt: (dollars - bid) * 1e9, ...(bid === 0 ? {} : { bid: bid * 1e9 }) },
    }),
  );
}
const rows = [
  ...rowsOf("a", [1, 0, 0, 0], 1),
  ...rowsOf("b", [1, 1, 0, 0], 2),
  ...rowsOf("c", [1, 1, 1, 0], 1.5),
  ...rowsOf("d", [1, 1, 0, 0], 3, 1),
  ...rowsOf("e", [1, 1, 1, 1], 4, 1.25),
  ...rowsOf("f", [0, 0, 0, 0], 0.5),
  ...rowsOf("g", [1, 0, 0, 0], 2.5),
  ...rowsOf("h", [1, 0, 1, 0], 3),
  ...rowsOf("i", [1, 0, 1, 1], 4),
  ...rowsOf("j", [1, 1, 1, 1], 6),
];
/** Step, points and dollars, in all or of a category, to the cent. */
const lines = (of: "market" | "hub", found: ReturnType<typeof waterfallOf>, category?: string) =>
  found?.chains
    .find((chain) => chain.of === of)
    ?.steps.map(({ parts, arm: to, over, rows: told }) => {
      const row = told.find((one) => one.category === category);
      return [parts.join("+"), over, to, row?.passed.difference, Math.round((row?.cost.difference ?? Number.NaN) * 100) / 100];
    });

test("each step is told beside the one before, by hand: bids are billed in the last step of the market alone", () => {
  const found = waterfallOf(planOf(arms, tasks), rows);
  assert.equal(found?.solo, "a");
  // a 1/4, b 2/4, c 3/4, d 2/4, e 4/4; d costs 3 - 1 = 2 beside its bids, e 4 - 1.25 = 2.75.
  assert.deepEqual(lines("market", found), [
    ["retry", "a", "b", 0.25, 1],
    ["another-model", "b", "c", 0.25, -0.5],
    ["bids", "c", "d", -0.25, 0.5],
    ["reputation", "d", "e", 0.5, 0.75],
    ["cost-of-bids", "e", "e", 0, 1.25],
  ]);
  assert.deepEqual(lines("hub", found), [
    ["handoff", "a", "f", -0.25, -0.5],
    ["split", "f", "g", 0.25, 2],
    ["merge", "g", "h", 0.25, 0.5],
    ["red-team", "h", "i", 0.25, 1],
    ["replan", "i", "j", 0.25, 2],
  ]);
  // The steps add up to the whole: 1 - 1/4 and $4 - $1; 1 - 1/4 and $6 - $1.
  for (const [of, dollars] of [
    ["market", 3],
    ["hub", 5],
  ] as const) {
    const all: readonly (string | number | undefined)[][] = lines(of, found) ?? [];
    assert.equal(
      all.reduce((sum, line) => sum + Number(line[3]), 0),
      0.75,
    );
    assert.ok(Math.abs(all.reduce((sum, line) => sum + Number(line[4]), 0) - dollars) < 1e-9);
  }
  assert.deepEqual(
    found?.chains.map(({ missing }) => missing),
    [[], []],
  );
});

test("a category has its own steps, by hand, and one category alone is told once", () => {
  const found = waterfallOf(planOf(arms, tasks), rows);
  // x is t1 and t2, y is t3 and t4.
  assert.deepEqual(
    lines("market", found, "x")?.map((line) => line[3]),
    [0.5, 0, 0, 0, 0],
  );
  assert.deepEqual(
    lines("market", found, "y")?.map((line) => line[3]),
    [0, 0.5, -0.5, 1, 0],
  );
  // 9 steps that can change passes, in all and in two categories; costs of so few tasks have no test.
  assert.equal(found?.tests, 27);
  const single = waterfallOf(
    planOf(arms, tasks),
    rows.map((row) => ({ ...row, category: "x" })),
  );
  assert.ok(single?.chains.every(({ steps }) => steps.every(({ rows: told }) => told.length === 1)));
});

test("a step without an arm is named as missing and told with the next, never guessed", () => {
  const some = arms.filter(({ name }) => ["a", "b", "e", "i"].includes(name));
  const found = waterfallOf(
    planOf(some, tasks),
    rows.filter(({ topology }) => some.some(({ name }) => name === topology)),
  );
  assert.deepEqual(lines("market", found), [
    ["retry", "a", "b", 0.25, 1],
    ["another-model+bids+reputation", "b", "e", 0.5, 0.75],
    ["cost-of-bids", "e", "e", 0, 1.25],
  ]);
  assert.deepEqual(lines("hub", found), [["handoff+split+merge+red-team", "a", "i", 0.5, 3]]);
  assert.deepEqual(
    found?.chains.map(({ missing }) => missing.map(({ step }) => step)),
    [
      ["another-model", "bids"],
      ["handoff", "split", "merge", "replan"],
    ],
  );
  assert.match(found?.chains[0]?.missing[1]?.wanted ?? "", /e with reputation: none/);
});

test("where no bid was paid for there is no line for their cost, and the report says so", () => {
  const free = rows.map((row) => ({ ...row, byPurpose: {} }));
  const found = waterfallOf(planOf(arms, tasks), free);
  assert.deepEqual(
    lines("market", found)?.map(([parts]) => parts),
    ["retry", "another-model", "bids", "reputation"],
  );
  // Four steps of the market and five of the hub, passes in all and in two categories.
  assert.equal(found?.tests, 27);
  const whole = { ...blank, waterfall: found } as unknown as Summary;
  assert.match(terminal(whole), /no bid was paid for in this run/);
  assert.doesNotMatch(terminal(whole), /cost of bids|until the last line/);
  assert.match(
    terminal({ ...blank, waterfall: waterfallOf(planOf(arms, tasks), rows) } as unknown as Summary),
    /until the last line bids are not\s+billed/,
  );
});

test("arms on other terms, of other members or with the truth at hand are no arms of the chain", () => {
  const plain = [arm("a", "solo", { member: "m" }, 1), arm("e", "market", {}, 3)];
  const retry = (change: Partial<PlannedTopology>, member = "m") =>
    waterfallArms(planOf([...plain, arm("b", "solo", { member }, 3, change)], tasks))?.market?.[0]?.arm;
  assert.equal(retry({}), "b");
  assert.equal(retry({ limits: { cost: 5 } }), undefined);
  assert.equal(retry({ verifier: { kind: "oracle" } }), undefined);
  assert.equal(retry({ bound: true }), undefined);
  assert.equal(retry({}, "n"), undefined);
  assert.equal(waterfallArms(planOf([arm("a", "solo", {}, 1), arm("b", "solo", {}, 3)], tasks)), undefined);
  assert.equal(waterfallArms(planOf([arm("e", "market", {}, 3)], tasks)), undefined);
  // What was planned and has not begun is missing.
  assert.deepEqual(lines("market", waterfallOf(planOf(arms, tasks), rowsOf("a", [1, 1, 1, 1], 1))), undefined);
});

const about = { experiment: "e", run: "r", seed: "1", digest: "d", world: "live", wallMs: 0, tasks: 4, repetitions: 1, trials: 40 };
const blank = { ...about, topologies: [], comparisons: [], warnings: [], routing: {} };

test("every report has it: terminal, Markdown, HTML and JSON", () => {
  const waterfall = waterfallOf(planOf(arms, tasks), rows);
  const whole = { ...blank, waterfall } as unknown as Summary;
  for (const text of [terminal(whole), markdown(whole), html([{ title: "t", note: "", summary: whole }])]) {
    assert.match(text, /Where the market('|&#39;|\\')?s advantage comes from/);
    assert.match(text, /cost of bids/);
    assert.match(text, /red team/);
  }
  assert.deepEqual((JSON.parse(json(whole)) as Summary).waterfall, waterfall);
});
