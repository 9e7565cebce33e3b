import assert from "node:assert/strict";
import { test } from "node:test";
import { noUsage } from "../util/money.ts";
import { byTopology } from "./by-task.ts";
import { row } from "./fixtures/row.ts";
import { leaderOf } from "./leader.ts";
import { topologyRow } from "./topology-row.ts";
import type { TrialRow } from "./trial-row.ts";

const nano = 1e9;
const usage = { uncached: 7, cacheRead: 5, cacheWrite5m: 3, cacheWrite1h: 2, output: 4, reasoning: 1 };
const unanswered = { answered: false, scored: false, passed: false, score: 0 } as const;
const paid = (dollars: number, more: Partial<TrialRow> = {}): Partial<TrialRow> => ({
  cost: dollars * nano,
  byPurpose: { attempt: dollars * nano },
  byMember: { m: dollars * nano },
  ...more,
});

const rows = [
  row({
    task: "t1",
    category: "x",
    ms: 100,
    calls: 2,
    usage,
    ...paid(3, { winningCost: 2 * nano, lostCost: 0.5 * nano, wastedCost: 0.25 * nano }),
  }),
  row({
    task: "t1",
    category: "x",
    repetition: 1,
    passed: false,
    score: 0.25,
    unreadable: true,
    ms: 300,
    usage,
    ...paid(1, { lostCost: nano }),
  }),
  row({
    task: "t2",
    category: "y",
    ms: 50,
    ...paid(4, { winningCost: 4 * nano, byMember: { k: 4 * nano }, byPurpose: { retry: 3 * nano, bid: nano } }),
  }),
  row({
    task: "t3",
    category: "x",
    ms: 20,
    ...unanswered,
    state: "failed",
    failure: { code: "provider", message: "" },
    ...paid(2, { wastedCost: 2 * nano }),
  }),
  row({
    task: "t4",
    category: "y",
    ms: 1000,
    ...unanswered,
    state: "failed",
    failure: { code: "timeout", message: "" },
    ...paid(1, { wastedCost: nano }),
  }),
  row({ task: "t5", category: "y", ms: 0, ...unanswered, state: "budget", calls: 0 }),
];
const tasksOf = (some: readonly TrialRow[]) => byTopology(some).get("t") ?? new Map();

function near(got: readonly [number, number] | null | undefined, wanted: readonly [number, number]): void {
  for (const end of [0, 1] as const) assert.ok(Math.abs((got?.[end] ?? 9) - wanted[end]) < 1e-9, `${got?.join()} against ${wanted.join()}`);
}

test("a topology's figures by hand: six trials of five tasks, one twice, one lost, one late, one without money, of eight planned", () => {
  const { passRateCi, meanScoreCi, ...found } = topologyRow(
    "t",
    tasksOf(rows),
    { spent: 9 * nano, grading: 0.5 * nano, warm: 8 * nano, idealised: 7 * nano },
    8,
  );
  // R: shares of tasks .5, 1, 0, 0 (scores .625, 1, 0, 0) at their effective number of trials, mid-P.
  near(passRateCi, [0.00266012102635706, 0.97148253950284669]);
  near(meanScoreCi, [0.00360863056538632, 0.97868337655063642]);
  assert.deepEqual(found, {
    name: "t",
    trials: 6,
    planned: 8,
    rated: 5,
    tasks: 4,
    attempted: 3,
    unfilled: 1,
    unasked: 1,
    unscored: 1,
    infra: 1,
    censored: 0,
    endedByBudget: 1,
    unreadable: 1,
    unreadableShare: 1 / 3,
    passed: 2,
    // Task by task: (.5 + 1 + 0 + 0) / 4, and (.625 + 1 + 0 + 0) / 4.
    passRate: 0.375,
    meanScore: 0.40625,
    missing: { timeout: 1, unasked: 1 },
    // (.5 + 1 + 1 + 1) / 4 had those two passed.
    passRateIfPassed: 0.875,
    // Three quarters of the plan have ended: (.5 + 1) / 5 of these at the least, (.5 + 4) / 5 at the most; the last quarter is open.
    passRateBounds: [0.75 * 0.3, 0.75 * 0.9 + 1 - 0.75],
    meanScoreBounds: [0.75 * 0.325, 0.75 * 0.925 + 1 - 0.75],
    cost: {
      total: 11,
      rated: 9,
      unrated: 2,
      // Means of tasks: (2 + 4 + 1 + 0) / 4, and that by the pass rate.
      perTrial: 1.75,
      perPass: 1.75 / 0.375,
      // Of 0, 1, 1, 3, 4: four fifths of the way from 3 to 4.
      p95: 3.8,
      overheadShare: 3 / 9,
      byPurpose: { attempt: 7, bid: 1, retry: 3 },
      byMember: { k: 4, m: 7 },
      byOutcome: { won: 6, lost: 1.5, wasted: 1.25, coordination: 0.25, unrated: 2 },
      cold: 9,
      warm: 8,
      idealised: 7,
    },
    spent: 9,
    grading: 0.5,
    calls: 6,
    tokens: { uncached: 14, cacheRead: 10, cacheWrite: 10, output: 8 },
    // Of 0, 20, 50, 100, 300, 1000: half way from 50 to 100, and three quarters of the way from 300 to 1000.
    latencyMs: { p50: 75, p95: 825 },
    byCategory: {
      x: { trials: 3, passed: 1, passRate: 0.5, meanScore: 0.625, cost: 6 },
      y: { trials: 3, passed: 1, passRate: 1 / 3, meanScore: 1 / 3, cost: 5 },
    },
  });
});

test("what stands by name stands in the order of the alphabet, whatever came first", () => {
  const of = (...given: TrialRow[]) => topologyRow("t", tasksOf(given), {});
  const late = failedWith("timeout");
  const refused = failedWith("refused");
  const { missing, byCategory, cost } = of(
    row({ task: "1", category: "z", byPurpose: { verdict: 1, attempt: 1 }, byMember: { m: 1, a: 2 }, ...late }),
    row({ task: "2", category: "b", byPurpose: { bid: 1 }, byMember: { k: 1 }, ...refused }),
    row({ task: "3", category: "k", ...refused }),
  );
  for (const [named, wanted] of [
    [missing, ["refused", "timeout"]],
    [byCategory, ["b", "k", "z"]],
    [cost.byPurpose, ["attempt", "bid", "verdict"]],
    [cost.byMember, ["a", "k", "m"]],
  ] as const)
    assert.deepEqual(Object.keys(named ?? {}), wanted);
});
function failedWith(code: "timeout" | "refused"): Partial<TrialRow> {
  return { ...unanswered, state: "failed", failure: { code, message: "" } };
}

test("where tasks have as many trials each, dollars per trial and per pass are plain ratios, and nothing is said of what is not missing", () => {
  const found = topologyRow(
    "t",
    tasksOf([row({ task: "b", ...paid(1) }), row({ task: "a", passed: false, ...paid(4) }), row({ task: "c", ...paid(2) })]),
    {},
    3,
  );
  assert.deepEqual([found.cost.perTrial, found.cost.perPass, found.spent, found.cost.cold, found.cost.warm], [7 / 3, 3.5, 7, 7, 7]);
  for (const absent of ["planned", "unasked", "missing", "passRateIfPassed", "passRateBounds", "meanScoreBounds", "grading"])
    assert.ok(!(absent in found), absent);
  assert.ok(!("idealised" in found.cost));
  // Two of three tasks by the exact interval; R: midp(2, 3, .95).
  near(found.passRateCi, [0.132037803461101, 0.983331789694629]);
});

test("a topology whose trials are all planned still, or have none, has bounds of 0 and 1 or no figures", () => {
  const none = topologyRow("t", new Map(), { cold: 3 * nano });
  assert.deepEqual(
    [
      none.trials,
      none.passRate,
      none.passRateCi,
      none.meanScore,
      none.meanScoreCi,
      none.unreadableShare,
      none.cost.perTrial,
      none.cost.p95,
      none.latencyMs,
      none.cost.cold,
    ],
    [0, null, null, null, null, null, null, 0, { p50: 0, p95: 0 }, 3],
  );
  assert.ok(!("passRateBounds" in none));
  const half = topologyRow("t", tasksOf([row()]), {}, 2);
  assert.deepEqual([half.planned, half.passRateBounds, half.meanScoreBounds, half.missing], [2, [0.5, 1], [0.5, 1], undefined]);
  assert.equal(topologyRow("t", tasksOf([row({ ...unanswered, state: "censored", usage: noUsage })]), {}).censored, 1);
});

test("the leader passes most, then costs less; bounds and what a replay cannot tell lead nothing, and one alone is no leader", () => {
  const of = (name: string, rate: number, perTrial: number, more = {}) => ({
    ...topologyRow(name, tasksOf(rows), {}),
    passRate: rate,
    cost: { ...topologyRow(name, tasksOf(rows), {}).cost, perTrial },
    ...more,
  });
  const replay = { state: "tasks lost", lost: 1, of: 2, why: "" } as const;
  const table = [
    of("dear", 0.375, 3),
    of("t", 0.375, 2),
    of("low", 0.3, 1),
    of("truth", 1, 1, { bound: true }),
    of("lacking", 1, 1, { replay }),
  ];
  const leader = leaderOf(table, byTopology(rows));
  assert.deepEqual([leader?.name, leader?.among], ["t", 3]);
  // R: the same shares at the level 1 - .05 / 3.
  near(leader?.passRateCi, [9.11399111182693e-6, 0.999054265656066]);
  assert.equal(leaderOf(table.slice(0, 1), byTopology(rows)), undefined);
  assert.deepEqual(leaderOf(table.slice(0, 2), new Map())?.passRateCi, null);
});
