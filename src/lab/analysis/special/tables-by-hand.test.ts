import assert from "node:assert/strict";
import { test } from "node:test";
import { openLedger } from "../../plan/fixtures/open-ledger.ts";
import { fake } from "../../../models/fake.ts";
import type { Summary, TopologyRow } from "../../../summary.ts";
import type { Event, Fact, JudgeSpec } from "../../../types.ts";
import { endOf, eventsOf, planOf, rowOf, taskOf, topologyOf } from "../../plan/fixtures/plan-of.ts";
import { worthOf } from "../../plan/worth-of.ts";
import { biddingFigures } from "./bidding-figures.ts";
import { breakEvenOfTries, zeroCrossing } from "./break-even.ts";
import { cachingFigures } from "./caching-figures.ts";
import { specialFigures, tableNames } from "./index.ts";
import { judgesFigures } from "./judges-figures.ts";
import { oracleSurplus } from "./oracle-surplus.ts";

const { ledger } = openLedger();
const seats = [{ name: "m", model: fake(["x"], { id: "m" }) }];
const tasks = ["t1", "t2"].map((id) => taskOf(id, { value: 100 }));
const lost = { state: "failed", lost: { code: "provider", message: "" } } as const;
const row = (name: string, change: object = {}): TopologyRow =>
  ({ name, trials: 2, attempted: 2, unfilled: 0, passed: 1, passRate: 0.5, passRateCi: [0.1, 0.9], ...change }) as unknown as TopologyRow;

test("an oracle takes the best solo topology on each task, or nobody; the others are measured on its tasks alone", () => {
  const plan = planOf([topologyOf("solo-a", { seats }), topologyOf("solo-b", { seats })], tasks, { repetitions: 2 });
  const rows = [
    rowOf("solo-a", "t1", { passed: true, cost: 30 }),
    rowOf("solo-b", "t1", { passed: true, cost: 20 }),
    // Nobody brings anything here.
    rowOf("solo-a", "t2", { cost: 5 }),
    rowOf("solo-b", "t2", { ...lost, repetition: 1, passed: true }),
    rowOf("market:stated", "t1", { passed: true, cost: 1 }),
    rowOf("market:stated", "t2", { cost: 4 }),
    rowOf("market:stated", "t2", { passed: true, cost: 4, repetition: 1 }),
  ];
  const oracle = oracleSurplus(plan, rows, ["solo-a", "solo-b"]);
  assert.equal(oracle.total, 80);
  assert.equal(oracle.of(rows.slice(4)), 99 - 4);
  assert.equal(oracleSurplus(plan, [], []).total, 0);
});

test("a market's row has its bids' share of the cost, its part of the oracle's surplus and what lies bring; solo ones have neither", () => {
  const plan = planOf(
    [topologyOf("solo-a", { seats }), topologyOf("lottery:stated", { seats }), topologyOf("posted:derived", { seats })],
    tasks,
  );
  const rows = [rowOf("solo-a", "t1", { passed: true, cost: 20 }), rowOf("lottery:stated", "t1", { passed: true, cost: 60 })];
  const cost = (total: number, bid?: number) => ({ total, perTrial: total / 2, byPurpose: bid === undefined ? {} : { bid } });
  const summary = {
    topologies: [
      row("solo-a", { cost: cost(4) }),
      row("lottery:stated", { cost: cost(4, 1), unfilled: 1 }),
      row("posted:derived", { cost: cost(0), trials: 0 }),
    ],
  } as unknown as Summary;
  const common = { passRate: 0.5, passRateCi: [0.1, 0.9] };
  const found = biddingFigures({ plan, summary, rows, events: [], ledger });
  assert.deepEqual([found.kind, found.simulated], ["bidding", false]);
  assert.equal(biddingFigures({ plan: { ...plan, world: "simulated" }, summary, rows, events: [], ledger }).simulated, true);
  assert.deepEqual(found.rows, [
    { mechanism: "solo-a", ...common, perTask: 2, bids: null, ofOracle: 1, unfilled: 0, lieGains: null },
    {
      mechanism: "lottery",
      bidding: "stated",
      ...common,
      perTask: 2,
      bids: 0.25,
      ofOracle: 0.5,
      unfilled: 0.5,
      lieGains: { mean: 0, most: 0 },
    },
    { mechanism: "posted", bidding: "derived", ...common, perTask: 0, bids: 0, ofOracle: 0, unfilled: null, lieGains: null },
  ]);
  const poor = biddingFigures({ plan, summary, rows: [], events: [], ledger });
  assert.deepEqual(
    poor.rows.map(({ ofOracle }) => ofOracle),
    [null, null, null],
  );
});

test("a second try stops paying where its gain is what it loses: by hand, at the edges and beyond", () => {
  // (1 - .5)(1 x .5 - .1) = .2; .5 x .2 x (1 x (1 - .6) + .1) = .05: 1 - .25.
  assert.ok(Math.abs((breakEvenOfTries({ rate: 0.5, rescued: 0.5, kept: 0.6 }, 0.8, 1, 0.1) ?? 0) - 0.75) < 1e-12);
  // What it gains is nothing, or no more than what it loses.
  assert.equal(breakEvenOfTries({ rate: 0.5, rescued: 0.1, kept: 1 }, 1, 1, 0.1), null);
  // Everything is right at once.
  assert.equal(breakEvenOfTries({ rate: 1, rescued: 0.5, kept: 1 }, 1, 1, 0.1), null);
  // .5 x (1 - .5) = .25 and .5 x .5 x (1 - 0) = .25: they are equal at a rate of 0.
  assert.equal(breakEvenOfTries({ rate: 0.5, rescued: 0.5, kept: 0 }, 0.5, 1, 0), null);
});

test("the least squares line of gains crosses zero where R's lm has it; two points are enough, the ends belong to it", () => {
  const line = (...points: [number, number][]) => zeroCrossing(points.map(([rate, gain]) => ({ rate, gain })));
  // R: f <- lm(c(5, 2, -2) ~ c(.1, .2, .5)); -coef(f)[1] / coef(f)[2] gives 0.367441860465.
  assert.ok(Math.abs((line([0.1, 5], [0.2, 2], [0.5, -2]) ?? 0) - 0.367441860465) < 1e-9, String(line([0.1, 5], [0.2, 2], [0.5, -2])));
  assert.ok(Math.abs((line([0, 1], [0.5, -1]) ?? 0) - 0.25) < 1e-12);
  assert.equal(line([0.5, 1]), null);
  assert.equal(line([0, 0], [1, -1]), 0);
  assert.equal(line([0, 1], [1, 0]), 1);
  assert.equal(line([0, 1], [0.5, 1]), null);
  assert.equal(line([0.5, -1], [1, -2]), 0);
  assert.equal(line([0.5, -2], [1, -3]), null);
});

const costs = (cold: number, rated: number, warm: number, more: object = {}) => ({
  cost: { cold, rated, total: 99, warm, idealised: warm, ...more },
});
const tokens = { tokens: { uncached: 60, cacheRead: 30, cacheWrite: 10 } };

test("places, overtakings and what one call ahead saved are told per task, ties share a place", () => {
  const warmed = topologyOf("a+warm", { terms: { ...topologyOf("a").terms, warmFirst: true } });
  const plan = planOf(["a", warmed, "b", "none"], tasks);
  const summary = {
    world: "simulated",
    topologies: [
      row("a", { ...costs(8, 8, 2), rated: 2, passed: 2, ...tokens, latencyMs: { p50: 100 } }),
      row("a+warm", { ...costs(8, 4, 2), rated: 2, passed: 1, ...tokens, latencyMs: { p50: 150 } }),
      row("b", { ...costs(6, 6, 6, { idealised: undefined }), rated: 2, passed: 0, tokens: { uncached: 0, cacheRead: 0, cacheWrite: 0 } }),
      row("none", { ...costs(20, 20, 0), rated: 0, passed: 1, ...tokens }),
    ],
  } as unknown as Summary;
  const found = cachingFigures({ plan, summary, rows: [], events: [], ledger });
  assert.equal(found.world, "simulated");
  assert.deepEqual(
    found.rows.map(({ name, cost, place, saved, coldStartTax, hits }) => ({ name, cost, place, saved, coldStartTax, hits })),
    [
      {
        name: "a",
        cost: { cold: 4, billed: 4, ideal: 1, warm: 1 },
        place: { cold: 2, billed: 3, warm: 2 },
        saved: 0,
        coldStartTax: 3,
        hits: 0.3,
      },
      {
        name: "a+warm",
        cost: { cold: 4, billed: 2, ideal: 1, warm: 1 },
        place: { cold: 2, billed: 1, warm: 2 },
        saved: 4 / 6,
        coldStartTax: 1,
        hits: 0.3,
      },
      {
        name: "b",
        cost: { cold: 3, billed: 3, ideal: 3, warm: 3 },
        place: { cold: 1, billed: 2, warm: 4 },
        saved: null,
        coldStartTax: 0,
        hits: null,
      },
      {
        name: "none",
        cost: { cold: 20, billed: 20, ideal: 0, warm: 0 },
        place: { cold: 4, billed: 4, warm: 1 },
        saved: 0,
        coldStartTax: null,
        hits: 0.3,
      },
    ],
  );
  assert.deepEqual(found.overtakings, {
    counted: [{ name: "a+warm", others: ["b"] }],
    warmed: [
      { name: "none", others: ["a", "a+warm", "b"] },
      { name: "a", others: ["b"] },
    ],
  });
  // Of passes: a 8 / 2, a+warm 4 / 1; b passed nothing.
  assert.deepEqual(found.cheapest, [
    { state: "cold", name: "a", perPass: 4 },
    { state: "billed", name: "a", perPass: 4 },
    { state: "warm", name: "none", perPass: 0 },
  ]);
  assert.deepEqual(found.warmFirst, [{ name: "a", without: 4, with: 2, wait: 50 }]);
});

const noisy = (falsePositive: number): JudgeSpec => ({ kind: "noisy", falsePositive, falseNegative: 0.1 });
const judged = planOf(
  [
    topologyOf("none:solo", { seats }),
    topologyOf("noisy 10%:solo+retry", { seats, verifier: noisy(0.1) }),
    topologyOf("noisy 50%:solo+retry", { seats, verifier: noisy(0.5) }),
    topologyOf("oracle:solo+retry", { seats, verifier: { kind: "oracle" } }),
    topologyOf("noisy 90%:market", { seats, verifier: noisy(0.9) }),
  ],
  tasks,
);
const verdict = (answer: string | undefined, passed: boolean, part?: string): Fact => ({
  type: "verdict",
  member: "judge",
  passed,
  score: 1,
  why: "",
  ...(answer === undefined ? {} : { answer }),
  ...(part === undefined ? {} : { part }),
});

test("a verifier's row tells what it accepted and how often falsely, beside one member alone", () => {
  const name = "noisy 10%:solo+retry";
  const events: Event[] = [
    ...eventsOf(`${name}/t1/0`, verdict("a", true), verdict("b", false), endOf({ answer: "a" })),
    ...eventsOf(`${name}/t2/0`, verdict("a", true), endOf({ answer: "a" })),
    ...eventsOf("none:solo/t1/0", verdict("a", false), verdict("b", true, "part"), verdict(undefined, true), endOf({ answer: "b" })),
    ...eventsOf("none:solo/t2/0", verdict("a", true), endOf({ state: "failed" })),
  ];
  const rows = [
    rowOf(name, "t1", { passed: true }),
    rowOf(name, "t2"),
    rowOf(name, "t2", { ...lost, repetition: 1 }),
    rowOf("none:solo", "t1"),
    rowOf("none:solo", "t2"),
  ];
  const summary = {
    topologies: [
      row("none:solo", { passRate: 0.25, cost: { perTrial: 1 } }),
      row(name, { cost: { perTrial: 2 } }),
      row("oracle:solo+retry", { passRate: null, cost: { perTrial: 3 } }),
      row("plain", { cost: { perTrial: null } }),
    ],
  } as unknown as Summary;
  const found = judgesFigures({ plan: judged, summary, rows, events, ledger });
  const passRateCi = [0.1, 0.9];
  assert.deepEqual(found.rows, [
    { verifier: "none", topology: "solo", passRate: 0.25, passRateCi, gain: null, perTask: 1, counted: 2, accepted: 0, falseAccepts: 0 },
    {
      verifier: "noisy 10%",
      topology: "solo+retry",
      passRate: 0.5,
      passRateCi,
      gain: 0.25,
      perTask: 2,
      counted: 2,
      accepted: 2,
      falseAccepts: 1,
    },
    {
      verifier: "oracle",
      topology: "solo+retry",
      passRate: null,
      passRateCi,
      gain: null,
      perTask: 3,
      counted: 0,
      accepted: 0,
      falseAccepts: 0,
    },
    { verifier: "plain", topology: "", passRate: 0.5, passRateCi, gain: 0.25, perTask: null, counted: 0, accepted: 0, falseAccepts: 0 },
  ]);
  assert.deepEqual([found.kind, found.simulated], ["judges", false]);
});

test("where retry stops paying is told by the gains of noisy verifiers, paired with one try, beside two closed forms", () => {
  const alone = [rowOf("none:solo", "t1", { passed: true, cost: 10, by: "m" }), rowOf("none:solo", "t2", { cost: 10, by: "m" })];
  const rows = [
    ...alone,
    // 90 -> 80 and -10 -> 80: gains of -10 and 90.
    rowOf("noisy 10%:solo+retry", "t1", { passed: true, cost: 20 }),
    rowOf("noisy 10%:solo+retry", "t2", { passed: true, cost: 20 }),
    // 90 -> -30 and -10 -> -30: -120 and -20; one more is asked again, one has no pair.
    rowOf("noisy 50%:solo+retry", "t1", { cost: 30 }),
    rowOf("noisy 50%:solo+retry", "t2", { cost: 30 }),
    rowOf("noisy 50%:solo+retry", "t2", { ...lost, repetition: 1 }),
    rowOf("noisy 50%:solo+retry", "t1", { cost: 1000, repetition: 7 }),
  ];
  const tries = [
    [1, false, "t1"],
    [2, true, "t1"],
    [1, true, "t2"],
    [2, true, "t2"],
  ] as const;
  const events = tries.flatMap(([attempt, passed, task]) =>
    eventsOf(
      `@shadow/${task}/0`,
      { type: "trial-start", topology: "@shadow", task, category: "c", repetition: 0 },
      { type: "own", name: "shadow", value: { member: "m", attempt, passed, cost: 1 } },
    ),
  );
  const summary = { topologies: [] } as unknown as Summary;
  const found = judgesFigures({ plan: judged, summary, rows, events, ledger }).breakEven ?? assert.fail("no break-even");
  // Two pairs each: sd of -10 and 90 is 70.71; 1.96 x 70.71 / sqrt 2 = 98.
  assert.deepEqual(found.gains, [
    { falsePositive: 0.1, gain: 40, half: 98 },
    { falsePositive: 0.5, gain: -70, half: 98 },
  ]);
  // From 40 at .1 to -70 at .5: .1 + .4 x 40 / 110.
  assert.ok(Math.abs((found.measured ?? 0) - (0.1 + (0.4 * 40) / 110)) < 1e-12);
  assert.deepEqual([found.sensitivity, found.passRate, found.worth, found.cost], [0.9, 0.5, 100, 10]);
  // Rescued and kept are 1: gain .5 x 90, loss .5 x .1 x 10.
  assert.ok(Math.abs((found.byRescues ?? 0) - (1 - 0.5 / 45)) < 1e-12);
  // .5 x 100 x .1 / (50 - 10) = .125; (1 - .125 - .45) / .5.
  assert.ok(Math.abs((found.independent ?? 0) - 0.85) < 1e-12);
  const without = (change: object) => judgesFigures({ plan: judged, summary, rows, events: [], ledger, ...change }).breakEven;
  assert.equal(without({})?.byRescues, null);
  assert.equal(without({ events: events.slice(2) })?.byRescues, null);
  assert.equal(without({ rows: rows.slice(2) }), undefined);
  assert.equal(
    without({ plan: { ...judged, topologies: judged.topologies.filter(({ verifier }) => verifier["falsePositive"] !== 0.5) } }),
    undefined,
  );
});

test("a right answer is worth the task's value, else ten times the most that an attempt can cost, else a dollar", () => {
  const { terms } = topologyOf("x");
  const quoting = (quote: number) => ({ name: "q", model: { ...fake(["x"], { id: "q" }), quote: () => quote } });
  assert.equal(worthOf(taskOf("t", { value: 7 }), [quoting(5)], terms), 7);
  assert.equal(worthOf(taskOf("t", { value: 0 }), [quoting(5), quoting(3)], terms), 50);
  assert.equal(worthOf(taskOf("t"), [quoting(0)], terms), 1e9);
  assert.equal(worthOf(taskOf("t"), [], terms), 1e9);
});

test("an experiment gets the table that it names, and none where it names none", async () => {
  assert.deepEqual(tableNames().slice(0, 5), ["ablation", "caching", "bidding", "fairness", "judges"]);
  const summary = { topologies: [] } as unknown as Summary;
  const of = (table?: string) =>
    specialFigures({ plan: { ...judged, ...(table === undefined ? {} : { table }) }, summary, rows: [], events: [], ledger });
  assert.equal(await of(), undefined);
  assert.equal(await of("constructor"), undefined);
  for (const name of ["caching", "bidding", "judges"]) assert.equal((await of(name))?.kind, name);
});
