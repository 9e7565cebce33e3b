import assert from "node:assert/strict";
import { test } from "node:test";
import type { ComparisonRow, Summary } from "../summary.ts";
import { byTopology } from "./by-task.ts";
import { categoryComparisons, testableCategories } from "./category-comparisons.ts";
import { exchangeRows } from "./exchange-rows.ts";
import { row } from "./fixtures/row.ts";
import { furtherSpending, furtherWords } from "./further-spending.ts";
import { differenceInterval } from "./intervals.ts";
import { tasksFor } from "./power.ts";
import { type About, type RunSpending, summarize } from "./summarize.ts";
import type { TrialRow } from "./trial-row.ts";

const about: About = { run: "r", experiment: "e", world: "simulated", seed: "s", repetitions: 1, digest: "d", wallMs: 7 };
const nano = 1e9;
const named = (i: number): string => `t${String(i).padStart(2, "0")}`;
/** One trial per task of a topology: its pass, its cost in dollars, its category. */
const trials = (
  topology: string,
  passes: readonly number[],
  cost: (i: number) => number = () => 1,
  category: (i: number) => string = () => "c",
): TrialRow[] =>
  passes.map((pass, i) => row({ topology, task: named(i), passed: pass === 1, cost: cost(i) * nano, category: category(i) }));
const places = { learning: 1, shadow: 2, preflight: 3, unfinished: 4, cutOff: 5, other: 6, unsettled: 7 };
const spending: RunSpending = {
  ...(Object.fromEntries(Object.entries(places).map(([place, dollars]) => [place, dollars * nano])) as Record<keyof typeof places, number>),
  topologies: { a: 10 * nano, b: 20 * nano },
  grading: { a: nano, b: 0.5 * nano },
  total: 99 * nano,
  unsettledCalls: 2,
  alone: 50 * nano,
  shared: 11 * nano,
  reused: 12 * nano,
  embedded: 40 * nano,
};

test("what a run knows of itself stands in its summary as it was told, and what was not told is absent", () => {
  const rows = [...trials("a", [1, 0, 1]), ...trials("b", [1, 1])];
  const bare = summarize(rows, about);
  assert.deepEqual(Object.keys(bare), [
    "schema",
    "run",
    "experiment",
    "world",
    "seed",
    "tasks",
    "repetitions",
    "topologies",
    "leader",
    "comparisons",
    "family",
    "routing",
    "digest",
    "wallMs",
    "warnings",
  ]);
  assert.deepEqual(
    [bare.schema, bare.run, bare.experiment, bare.world, bare.seed, bare.tasks, bare.repetitions, bare.digest, bare.wallMs],
    [1, "r", "e", "simulated", "s", 3, 1, "d", 7],
  );
  const told = {
    state: "finished",
    progress: { finished: 3, planned: 9, lost: 0 },
    size: { tasks: 4, trials: 9, endedTasks: 3, endedTrials: 5 },
    leastRepetitions: 2,
  } as unknown as Partial<About>;
  const whole = summarize(rows, {
    ...about,
    ...told,
    spending,
    topologies: ["c", "b", "lost", "a"],
    planned: { a: 4, b: 2, c: 3, lost: 5 },
    bounds: ["b"],
    worth: 5 * nano,
    replay: { lost: { state: "cannot be replayed", lost: 3, of: 3, why: "w" } },
    warnings: ["First."],
    threeCosts: { a: { cold: 9 * nano, warm: 8 * nano } },
  });
  for (const key of ["state", "progress", "size", "leastRepetitions"] as const) assert.deepEqual(whole[key], told[key], key);
  assert.deepEqual(
    whole.topologies.map(({ name, planned, bound, replay }) => [name, planned, bound, replay?.state]),
    [
      ["c", 3, undefined, undefined],
      ["b", undefined, true, undefined],
      ["lost", undefined, undefined, "cannot be replayed"],
      ["a", 4, undefined, undefined],
    ],
  );
  // Passes at $5 less a dollar; two of three tasks pass.
  assert.deepEqual(
    [0, 1, 2].map((i) => whole.topologies[i]?.netValue),
    [undefined, 4, undefined],
  );
  assert.ok(Math.abs((whole.topologies[3]?.netValue ?? 0) - 7 / 3) < 1e-9);
  const a = whole.topologies[3];
  assert.deepEqual([a?.spent, a?.grading, a?.cost.cold, a?.cost.warm, whole.topologies[0]?.spent], [10, 1, 9, 8, 0]);
  assert.deepEqual(whole.spending, { total: 99, topologies: 30, grading: 1.5, ...places, unsettledCalls: 2 });
  assert.deepEqual(whole.money, { paid: 59, alone: 50, shared: 11, reused: 12 });
  assert.deepEqual([whole.value, whole.warnings[0], whole.leader], [5, "First.", undefined]);
  // A run that has all its trials has nothing planned.
  const done = summarize(rows, { ...about, progress: { finished: 9, planned: 9, lost: 0 }, planned: { a: 4, c: 3 } });
  assert.deepEqual(
    done.topologies.map(({ name, planned }) => [name, planned]),
    [
      ["a", undefined],
      ["b", undefined],
    ],
  );
});

test("worths by task are told in the mean over the tasks that were run, and verdicts that were overruled by judge", () => {
  const rows = [
    row({
      topology: "a",
      task: "x",
      overruled: new Map([
        ["k", 2],
        ["j", 1],
      ]),
    }),
    row({ topology: "b", task: "y", overruled: new Map([["j", 3]]), unquoted: new Map([["q", 1]]) }),
  ];
  const found = summarize(rows, { ...about, worth: { x: 2 * nano, y: 6 * nano, z: 100 * nano } });
  assert.deepEqual([found.value, found.topologies.map(({ netValue }) => netValue)], [4, [2, 6]]);
  assert.deepEqual([JSON.stringify(found.overruled), found.unquoted], ['{"j":4,"k":2}', { q: 1 }]);
  assert.deepEqual(
    [
      summarize([], { ...about, worth: { x: nano } }).value,
      summarize([], { ...about, worth: nano }).value,
      summarize([], about).topologies,
    ],
    [0, 1, []],
  );
});

test("the leader, the frontier's shares and an extra pass's price are of those that may lead, on the tasks that all have", () => {
  const passes = Array.from({ length: 24 }, (_, i) => Number(i % 2 === 0));
  const rows = [
    ...trials(
      "cheap",
      passes.map((pass, i) => (i % 4 === 0 ? pass : 0)),
      (i) => 1 + (i % 3) / 50,
    ),
    ...trials("dear", passes, (i) => 3 + (i % 5) / 50),
    ...trials(
      "truth",
      passes.map(() => 1),
      () => 9,
    ),
  ];
  const found = summarize(rows, { ...about, bounds: ["truth"], topologies: ["cheap", "dear", "truth"] });
  assert.deepEqual([found.leader?.name, found.leader?.among], ["dear", 2]);
  const [cheap, dear, truth] = found.topologies;
  assert.deepEqual([truth?.frontierShare, cheap?.frontierShare], [undefined, 1]);
  assert.ok((dear?.frontierShare ?? 0) > 0.9);
  const priced = found.exchange?.find(({ a, b }) => a === "dear" && b === "cheap");
  // Half of 24 against a quarter, at 3.0367 (of .04 in the mean over 24: 46 / 24 x .02) against 1.02 dollars.
  const more = 3 + (46 / 24) * 0.02 - 1.02;
  assert.ok(Math.abs((priced?.rate ?? 0) - more / 0.25) < 1e-9, String(priced?.rate));
  assert.deepEqual([priced?.tasks, priced?.noInterval, (priced?.ci?.[0] ?? 0) < (priced?.rate ?? 0)], [24, undefined, true]);
  const plain = summarize(rows, { ...about, pooling: false });
  assert.ok(
    plain.topologies.every(({ frontierShare, byCategory }) => frontierShare === undefined && byCategory["c"]?.pooledRate === undefined),
  );
  const sequence = Array.from({ length: 24 }, (_, i) => named(i));
  const stopped = summarize(rows, { ...about, sequence, ceiling: 10 * nano });
  assert.deepEqual(
    [stopped.exchange, stopped.comparisons[0]?.equivalence, stopped.comparisons.find(({ metric }) => metric === "cost")?.cappedAt],
    [undefined, undefined, 10],
  );
  assert.equal(found.comparisons.find(({ metric }) => metric === "passed")?.equivalence?.margin, 0.03);
  assert.equal(summarize(rows, { ...about, margin: 0.2 }).comparisons.find(({ metric }) => metric === "passed")?.equivalence?.margin, 0.2);
  // One task is no frontier; one topology has no rivals.
  assert.deepEqual(
    summarize([...trials("a", [1]), ...trials("b", [0])], about).topologies.map(({ frontierShare }) => frontierShare),
    [undefined, undefined],
  );
  assert.equal(summarize(trials("a", [1, 0]), about).topologies[0]?.frontierShare, undefined);
  const pooled = summarize(
    [...trials("a", passes, undefined, (i) => `c${i % 3}`), ...trials("b", passes.toReversed(), undefined, (i) => `c${i % 3}`)],
    about,
  );
  const { passRate, pooledRate = 0, pooledCi = [1, 0] } = pooled.topologies[0]?.byCategory["c0"] ?? assert.fail();
  assert.ok(passRate === 0.5 && pooledCi[0] < pooledRate && pooledRate < pooledCi[1]);
});

test("of seven topologies those who lead in passes and in net value are compared with all others, each in its own metric", () => {
  const passes = (n: number): number[] => Array.from({ length: 24 }, (_, i) => Number(i < n));
  // p6 passes most and costs most; p3 brings most: 15 of 24 at $8 less $1.
  const names = ["p0", "p1", "p2", "p3", "p4", "p5", "p6"];
  const rows = names.flatMap((name, i) => trials(name, passes(12 + i), () => (i > 3 ? 4 : 1)));
  const { comparisons, family } = summarize(rows, { ...about, worth: 8 * nano, pooling: false, draws: 100 });
  const shown = (metric: ComparisonRow["metric"]): string[] =>
    comparisons.filter((one) => one.metric === metric).map(({ a, b }) => `${a}${b}`);
  const base = names.slice(1).map((name) => `${name}p0`);
  const against = (leader: string): string[] =>
    names
      .slice(1)
      .toReversed()
      .flatMap((name) => (name === leader ? [] : [`${leader}${name}`]));
  assert.deepEqual([shown("passed"), shown("value"), shown("cost")], [[...base, ...against("p6")], [...base, ...against("p3")], base]);
  // Six rivals make 15 pairs in each of the two metrics, five of them shown.
  assert.equal(family?.unshown, 20);
});

test("extra passes have a price where they cost more, whoever of the pair is named first", () => {
  const passes = Array.from({ length: 24 }, (_, i) => Number(i % 2 === 0));
  const of = (a: number, b: number) =>
    byTopology([
      ...trials("a", passes, () => a),
      ...trials(
        "b",
        passes.map(() => 0),
        () => b,
      ),
    ]);
  const compared = (a: string, b: string, difference: number, metric: ComparisonRow["metric"] = "passed") =>
    ({ a, b, difference, metric }) as ComparisonRow;
  const [one] = exchangeRows(of(3, 1), [compared("a", "b", 0.5)], 1);
  assert.deepEqual([one?.a, one?.b, one?.rate, one?.tasks], ["a", "b", 4, 24]);
  assert.deepEqual(exchangeRows(of(3, 1), [compared("b", "a", -0.5)], 1), [one]);
  assert.deepEqual(
    [
      exchangeRows(of(3, 1), [compared("a", "b", 0)], 1),
      exchangeRows(of(3, 1), [compared("a", "b", 0.5, "cost")], 1),
      exchangeRows(of(1, 3), [compared("a", "b", 0.5)], 1),
    ],
    [[], [], []],
  );
  const few = byTopology([...trials("a", [1, 1], () => 2), ...trials("b", [0, 1], () => 1)]);
  assert.deepEqual(exchangeRows(few, [compared("a", "b", 0.5)], 1), [
    { a: "a", b: "b", tasks: 2, rate: 2, ci: null, noInterval: "too-few" },
  ]);
  // One of 24 more passes shows nothing: the price has no upper end.
  const [open] = exchangeRows(
    byTopology([
      ...trials("a", passes, () => 3),
      ...trials(
        "b",
        passes.map((pass, i) => (i === 0 ? 0 : pass)),
        () => 1,
      ),
    ]),
    [compared("a", "b", 1 / 24)],
    1,
  );
  assert.deepEqual([open?.ci?.[1], Math.round(open?.rate ?? 0)], [null, 48]);
});

test("categories of six tasks and more are tested where two have them, behind the gate of all tasks, with what Holm leaves", () => {
  const category = (i: number): string => (i < 6 ? "y" : i < 13 ? "x" : "few");
  const all = trials(
    "one",
    Array.from({ length: 18 }, () => 1),
    undefined,
    category,
  );
  const topologies = byTopology([
    ...all,
    ...trials(
      "base",
      Array.from({ length: 18 }, (_, i) => Number(i >= 6 && i < 9)),
      undefined,
      category,
    ),
  ]);
  const categories = testableCategories(topologies);
  assert.deepEqual(
    [...categories].map(([name, tasks]) => [name, tasks.size]),
    [
      ["x", 7],
      ["y", 6],
    ],
  );
  assert.equal(testableCategories(byTopology(all.slice(0, 11))).size, 0);
  assert.equal(testableCategories(byTopology(all.slice(0, 13))).size, 2);
  const compared = { metric: "passed", a: "one", b: "base", pHolm: 0.01 } as ComparisonRow;
  const of = (rows: ComparisonRow[], family: Summary["family"]) =>
    categoryComparisons(topologies, categories, {
      comparisons: { rows, family: family ?? { tests: 0, unshown: 0, rejected: 0 } },
      baseline: "base",
      seed: "s",
      repetitions: 1,
    });
  const { rows, tests } = of([compared, { ...compared, a: "two", pHolm: 0.05 }, { ...compared, metric: "cost" }], {
    tests: 4,
    unshown: 0,
    rejected: 2,
  });
  assert.equal(tests, 4);
  // x: 4 of 7 discordant, p = 2 / 16; y: 6 of 6, p = 2 / 64. Holm over four, then by (1 - .5) 2 / 4 of alpha.
  assert.deepEqual(
    rows.map(({ category: name, a, b, difference, p, tasks, pHolm }) => [name, a, b, difference, p, tasks, pHolm]),
    [
      ["x", "one", "base", 4 / 7, 0.125, 7, 1],
      ["y", "one", "base", 1, 1 / 32, 6, 0.5],
    ],
  );
  assert.deepEqual(rows[1]?.ci, [...(differenceInterval(new Float64Array(6).fill(1)) ?? [])]);
  const all4 = of([{ ...compared, pHolm: 0.04 }], { tests: 1, unshown: 0, rejected: 1 });
  assert.deepEqual(
    all4.rows.map(({ pHolm }) => pHolm),
    [0.125, 0.0625],
  );
  assert.deepEqual(
    of([compared], { tests: 4, unshown: 0, rejected: 0 }).rows.map(({ pHolm }) => pHolm),
    [1, 1],
  );
  assert.deepEqual(of([{ ...compared, pHolm: null }], { tests: 1, unshown: 0, rejected: 0 }).rows, []);
});

test("what further spending buys, in tasks and dollars, and for whom it says nothing", () => {
  const compared: ComparisonRow = {
    a: "a",
    b: "b",
    metric: "passed",
    difference: -0.1,
    ci: null,
    p: 0.2,
    pHolm: 0.3,
    tasks: 50,
    minDetectable: null,
    deviation: 0.5,
  };
  const priced = (name: string, perTrial: number, bound = false) => ({ name, cost: { perTrial }, ...(bound ? { bound } : {}) });
  const summary = {
    family: { tests: 4, unshown: 0, rejected: 0 },
    repetitions: 2,
    topologies: [priced("a", 0.5), priced("b", 0.25), priced("c", 9)],
    comparisons: [compared],
  } as unknown as Summary;
  const tasks = tasksFor(0.5, 0.1, { alpha: 0.0125 });
  const further = furtherSpending(compared, summary);
  assert.deepEqual(further, { a: "a", b: "b", tasks, more: tasks - 50, dollars: (tasks - 50) * 2 * 0.75 });
  assert.equal(furtherSpending({ ...compared, tasks: 10_000 }, summary)?.more, 1);
  const { family: _family, ...unsaid } = summary;
  assert.equal(
    furtherSpending(compared, { ...unsaid, comparisons: [compared, { ...compared, p: null }, compared] })?.tasks,
    tasksFor(0.5, 0.1, { alpha: 0.025 }),
  );
  for (const settled of [{ deviation: null }, { pHolm: null }, { pHolm: 0.049 }, { difference: 0 }, { difference: 0.005 }])
    assert.equal(furtherSpending({ ...compared, ...settled }, summary), undefined, JSON.stringify(settled));
  assert.ok(furtherSpending({ ...compared, pHolm: 0.05 }, summary) !== undefined);
  const better = { ...compared, a: "c", difference: 0.2 };
  const words = furtherWords({ ...summary, comparisons: [compared, better, { ...better, metric: "score", difference: 0.4 }] });
  const needed = tasksFor(0.5, 0.2, { alpha: 0.0125 });
  assert.deepEqual(words, [
    `c against b: if the difference seen is the true one, about ${needed} tasks (${needed - 50} more, each 2 times, about $${((needed - 50) * 18.5).toFixed(0)}) would show it four times in five.`,
  ]);
  assert.deepEqual(furtherWords({ ...summary, topologies: [priced("a", 0.5, true), priced("b", 1)] } as unknown as Summary), []);
  assert.deepEqual(furtherWords({ ...summary, topologies: [priced("a", 0.5), priced("b", 1, true)] } as unknown as Summary), []);
});
