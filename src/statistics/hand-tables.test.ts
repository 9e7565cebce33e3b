import assert from "node:assert/strict";
import { test } from "node:test";
import { byTopology, meanOverTasks, pairedDifferences, pairedMeans, taskMean } from "./by-task.ts";
import { bestSingle, trainingFigures } from "./choose.ts";
import { comparisonPairs } from "./comparison-pairs.ts";
import { row } from "./fixtures/row.ts";
import { costToReach, frontierShares, hypervolume, scoreAtBudget } from "./frontier.ts";
import { planPower } from "./plan-power.ts";
import { routing } from "./routing.ts";
import { betterHalf, halvingRounds } from "./sequential-halving.ts";

function near(actual: number | undefined, expected: number, within = 1e-12): void {
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= within * Math.max(1, Math.abs(expected)),
    `${actual} is not ${expected}`,
  );
}
test("means of tasks: repeats inside their task, tasks alike, what has no figure left out", () => {
  const rows = [
    row({ task: "b", cost: 4 }),
    row({ task: "a", repetition: 1, cost: 2 }),
    row({ task: "a", cost: 8 }),
    row({ topology: "s", task: "b", cost: 1 }),
    row({ topology: "z", task: "c" }),
    row({ topology: "q" }),
  ];
  const found = byTopology(rows, ["z", "none", "t"]);
  assert.deepEqual([...found.keys()], ["z", "t", "q", "s"]);
  assert.deepEqual(
    [...(found.get("t") ?? [])].map(([task, trials]) => [task, trials.map(({ repetition }) => repetition)]),
    [
      ["a", [0, 1]],
      ["b", [0]],
    ],
  );
  const [t = new Map(), s = new Map()] = [found.get("t"), found.get("s")];
  const even = ({ cost }: { cost: number }): number | undefined => (cost > 7 ? undefined : cost);
  assert.deepEqual(
    [
      meanOverTasks(t.values(), ({ cost }) => cost),
      meanOverTasks(t.values(), even),
      meanOverTasks(t.values(), () => undefined),
      meanOverTasks([], even),
    ],
    [4.5, 3, null, null],
  );
  assert.deepEqual([taskMean(t.get("a") ?? [], even), taskMean([], even)], [2, undefined]);
  const { tasks, a, b, differences } = pairedMeans(t, s, ({ cost }) => cost);
  assert.deepEqual([tasks, [...a], [...b], [...differences], [...pairedDifferences(t, s, even)]], [["b"], [4], [1], [3], [3]]);
  assert.deepEqual(trainingFigures(rows).get("t"), { passRate: 1, cost: 4.5, tasks: 2 });
  const [one, two, hub] = [
    { name: "one", single: true, passRate: 0.5, cost: 3 },
    { name: "two", single: true, passRate: 0.5, cost: 2 },
    { name: "hub", single: false, passRate: 1, cost: 1 },
  ];
  assert.deepEqual([bestSingle([one, two, hub])?.name, bestSingle([hub])], ["two", undefined]);
});

test("pairs: each against the baseline, then all of six; of seven those of each leader, at the level of all that could have led", () => {
  const names = (n: number): string[] => ["a", "b", "c", "d", "e", "f", "g"].slice(0, n);
  const six = comparisonPairs(names(6), "c", []);
  assert.deepEqual([six.pairs.length, six.unshown], [15, 0]);
  assert.deepEqual(
    six.pairs.slice(0, 7).map(({ a, b }) => a + b),
    ["ac", "bc", "dc", "ec", "fc", "ba", "da"],
  );
  const leaders = [
    { metric: "passed" as const, name: "d", among: names(6) },
    { metric: "value" as const, name: "a", among: names(7) },
  ];
  const seven = comparisonPairs(names(7), "nobody", leaders);
  assert.deepEqual(
    seven.pairs.map(({ a, b }) => a + b),
    ["ba", "ca", "da", "ea", "fa", "ga", "db", "dc", "de", "df"],
  );
  assert.deepEqual([seven.pairs[5]?.level, seven.pairs[6]], [undefined, { a: "d", b: "b", metrics: ["passed"], level: 1 - 0.05 / 6 }]);
  // Five rivals make ten pairs, four of them shown; a leader that is the baseline shows none of its six rivals' fifteen.
  assert.equal(seven.unshown, 10 - 4 + 15);
  assert.deepEqual(comparisonPairs([], undefined, []), { pairs: [], unshown: 0 });
});

test("the frontier's shares, areas and costs along budgets", () => {
  const arm = (name: string, quality: number, cost: number) => ({
    name,
    quality: Float64Array.of(quality, quality),
    cost: Float64Array.of(cost, cost),
  });
  const shares = (...arms: ReturnType<typeof arm>[]): number[] => frontierShares(arms, "s", 20).map(({ share }) => share);
  // Better for as much beats; better and dearer does not. What is alike on every task: small-by-hand.test.ts.
  assert.deepEqual(
    [shares(arm("a", 1, 2), arm("b", 2, 2)), shares(arm("a", 1, 2), arm("b", 2, 3)), shares(arm("a", 2, 1), arm("b", 1, 2))],
    [
      [0, 1],
      [1, 1],
      [1, 0],
    ],
  );
  // Half of two tasks' resamples mix both, a quarter holds each alone: a is beaten where only the second is drawn.
  const [mixed = 0] = frontierShares(
    [
      { name: "a", quality: Float64Array.of(2, 0), cost: Float64Array.of(1, 1) },
      { name: "b", quality: Float64Array.of(1, 1), cost: Float64Array.of(1, 1) },
    ],
    "s",
    4_000,
  ).map(({ share }) => share);
  near(mixed, 0.75, 0.03);
  assert.deepEqual(
    [
      hypervolume([{ quality: 0.5, cost: 4 }], 4),
      hypervolume(
        [
          { quality: 0.5, cost: 3 },
          { quality: 0.5, cost: 1 },
        ],
        5,
      ),
      hypervolume(
        [
          { quality: 0, cost: 1 },
          { quality: 1, cost: 3 },
        ],
        4,
      ),
    ],
    [0, 2, 1],
  );
  // Of two steps at one cost the first stands.
  const twice = [
    { cost: 1, score: 0.5 },
    { cost: 1, score: 0.25 },
  ];
  assert.equal(scoreAtBudget([twice], 1), 0.5);
  const steps = [
    [
      { cost: 0, score: 0.5 },
      { cost: 4, score: 0.25 },
    ],
    [
      { cost: 4, score: 1 },
      { cost: 2, score: 0.5 },
    ],
  ];
  assert.deepEqual(
    [0, 1, 2, 4].map((budget) => scoreAtBudget(steps, budget)),
    [0.25, 0.25, 0.5, 0.625],
  );
  assert.deepEqual(
    [costToReach(steps, 0.25), costToReach(steps, 0.5), costToReach(steps, 0.6), costToReach(steps, 0.7)],
    [0, 2, 4, undefined],
  );
});

test("the work of topologies that award: answers by author, and records drawn by ten trials toward the mean of all", () => {
  const outcome = (member: string, passed: boolean) => ({ member, p: 0.5, passed, attempt: 1 });
  const lost = { answered: false, scored: false, state: "failed" } as const;
  const rows = [
    row({ by: "m", awards: { m: 1 }, outcomes: [outcome("m", true), outcome("k", false)] }),
    row({ task: "b", by: "k", outcomes: [outcome("m", true)] }),
    row({ task: "c", by: "m", ...lost, outcomes: [outcome("k", true)] }),
    row({ task: "d", answered: false, scored: false, state: "unfilled" }),
    row({ task: "e", by: "m" }),
    row({ topology: "plain", by: "m" }),
  ];
  const table = routing(byTopology(rows));
  // 3 of 4 pass: (2 + 7.5) / (2 + 10) and (1 + 7.5) / (2 + 10).
  assert.deepEqual(table, { t: { wins: { k: 1, m: 2 }, unfilled: 1, reputation: { k: 8.5 / 12, m: 9.5 / 12 } } });
  assert.deepEqual(Object.keys(table["t"]?.reputation ?? {}), ["k", "m"]);
  assert.deepEqual(routing(byTopology([row({ awards: { m: 1 } })])), { t: { wins: {}, unfilled: 0, reputation: {} } });
  assert.deepEqual(halvingRounds(5, 300), [
    { arms: 5, tasks: 20 },
    { arms: 3, tasks: 33 },
    { arms: 2, tasks: 50 },
  ]);
  assert.deepEqual(
    [halvingRounds(1, 9), betterHalf([1, 3, 2, 3.5, 0], (x) => Math.floor(x)), betterHalf([], () => 0)],
    [[], [3, 3.5, 2], []],
  );
});

test("a plan's power: the effect asked for, exact tests a tenth dearer, comparisons by Bonferroni", () => {
  const { smallest, ...rest } = planPower({ sd: 1 }, 30, 0, 0.5);
  // R: power.t.test(delta = .5, sd = 1, power = .8, type = "one.sample") by t quantiles: 34 tasks; (2.0452 + .8542) / sqrt(30).
  assert.deepEqual(rest, { tasks: 30, effect: 0.5, tasksForEffect: 34 });
  near(smallest, (2.045229642 + 0.854192) / Math.sqrt(30), 1e-6);
  assert.deepEqual(Object.keys(planPower({ sd: 1 }, 30, 1)), ["tasks", "smallest"]);
  // An effect above the discordance needs that much discordance: 37 x 1.1 by the table of golden values for .2 and .2.
  assert.equal(planPower({ discordance: 0.1 }, 50, 1, 0.2).tasksForEffect, Math.ceil(37 * 1.1));
});
