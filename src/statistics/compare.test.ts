import assert from "node:assert/strict";
import { test } from "node:test";
import { anytimeBounded } from "./anytime.ts";
import type { ByTask } from "./by-task.ts";
import { compare, contrasts, figures, worthIn } from "./compare.ts";
import { costDifference } from "./cost-difference.ts";
import { row } from "./fixtures/row.ts";
import { differenceInterval } from "./intervals.ts";
import { netDifference } from "./net-value.ts";
import { deviation } from "./moments.ts";
import { detectable, detectableExactly } from "./power.ts";

const named = (i: number): string => `t${String(i).padStart(2, "0")}`;
/** One trial per task, each with its pass, its cost in nano-dollars and its score (the pass itself unless told). */
function table(passes: readonly number[], costs: readonly number[] = [], scores: readonly number[] = passes): ByTask {
  return new Map(
    passes.map((pass, i) => [named(i), [row({ task: named(i), passed: pass === 1, score: scores[i] ?? 0, cost: costs[i] ?? 0 })]]),
  );
}
function near(got: number | null | undefined, wanted: number, what: string, within = 1e-9): void {
  assert.ok(Math.abs((got ?? Number.NaN) - wanted) <= within, `${what}: ${got} against ${wanted}`);
}

test("passes and scores of six tasks are compared as R does, and raised together; six costs are too few", () => {
  const a = table([1, 1, 0, 1, 0, 1], [2e9, 2e9, 2e9, 2e9, 2e9, 5e9], [0.5, 1, 0.25, 1, 0, 0.75]);
  const b = table([0, 0, 0, 0, 1, 0], [1e9, 1e9, 1e9, 3e9, 2e9, 1e9], [0, 0, 0, 0, 0.5, 0]);
  const { rows, family } = compare(
    new Map([
      ["b", b],
      ["a", a],
    ]),
    undefined,
    "s",
    { margin: 0.2 },
  );
  assert.deepEqual(family, { tests: 2, unshown: 0, rejected: 0 });
  const [passed, score, cost, ...none] = rows;
  assert.deepEqual([passed?.metric, score?.metric, cost?.metric, none.length], ["passed", "score", "cost", 0]);
  assert.deepEqual(
    rows.map(({ a: one, b: other }) => `${one}-${other}`),
    ["a-b", "a-b", "a-b"],
  );
  // R: differences 1 1 0 1 -1 1; Agresti and Min, and 12 of 32 signed sums as far out.
  near(passed?.difference, 0.5, "difference");
  near(passed?.ci?.[0], -0.165935413064776, "low", 1e-9);
  near(passed?.ci?.[1], 0.915935413064776, "high", 1e-9);
  assert.deepEqual([passed?.p, passed?.pHolm, passed?.tasks, passed?.median, passed?.below, passed?.above], [0.375, 0.375, 6, 1, 1, 4]);
  near(passed?.deviation, 0.83666002653407, "deviation", 1e-12);
  // At the level of two tests the low end is -.2436.
  assert.deepEqual(passed?.equivalence, { margin: 0.2, finding: "open" });
  // R: differences .5 1 .25 1 -.5 .75.
  assert.deepEqual([score?.p, score?.pHolm, score?.median, score?.below, score?.above], [0.125, 0.25, 0.625, 1, 5]);
  near(score?.difference, 0.5, "score");
  assert.deepEqual(
    [cost?.p, cost?.pHolm, cost?.ci, cost?.noInterval, cost?.minDetectable, cost?.equivalence],
    [null, null, null, "too-few", null, undefined],
  );
  near(cost?.difference, 1, "dollars");
  assert.deepEqual([cost?.median, cost?.below, cost?.above], [1, 1, 4]);
});

test("scores that are the passes are tested once; of four topologies half of a row's like rows count as rejected before it", () => {
  const flat = (of: (i: number) => boolean): ByTask => table(Array.from({ length: 40 }, (_, i) => Number(of(i))));
  const tables = new Map([
    ["d", flat((i) => i % 2 === 0)],
    ["c", flat((i) => i % 2 === 0 || i === 1)],
    ["b", flat((i) => i % 2 === 0 || i === 3)],
    ["a", flat((i) => i % 2 === 0 || i === 5)],
  ]);
  const { rows, family } = compare(tables, "c", "s");
  assert.deepEqual(family, { tests: 12, unshown: 0, rejected: 0 });
  assert.deepEqual(
    rows.filter(({ metric }) => metric === "passed").map((one) => `${one.a}-${one.b}`),
    ["d-c", "b-c", "a-c", "b-d", "a-d", "a-b"],
  );
  // d against c: one of 40 discordant, 20 and 21 passed; level .05 / (12 - 1), costs of nothing among the twelve.
  const alike = { rate: (0.5 + 21 / 40) / 2, discordance: 1.5 / 41 };
  const [first] = rows;
  const [more, less] = [detectableExactly(alike, 1, 40, { alpha: 0.05 / 11 }), detectableExactly(alike, -1, 40, { alpha: 0.05 / 11 })];
  assert.deepEqual(first?.findable, { more, less });
  assert.equal(first?.minDetectable, Math.max(more ?? 0, less ?? 0));
  // a against b has three like rows (a-c, a-d; none ends in b): one of them counts as rejected too.
  assert.deepEqual(
    rows.filter(({ metric }) => metric === "score").map(({ pHolm, minDetectable }) => [pHolm, minDetectable]),
    rows.filter(({ metric }) => metric === "passed").map(({ pHolm, minDetectable }) => [pHolm, minDetectable]),
  );
  assert.deepEqual(first?.equivalence, undefined);
});

test("what tells a row's smallest difference is the level that Holm leaves it: its like rows, half of them rejected, by the truncation", () => {
  const passes = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0];
  const scores = (shift: number): number[] => passes.map((pass, i) => 0.3 + 0.4 * pass + (((i * 7 + shift) % 5) - 2) / 30);
  const tables = new Map(["a", "b", "c", "d"].map((name, i) => [name, table(passes, [], scores(3 * i))]));
  const wanted = (i: number, j: number, alpha: number): number => {
    const differences = scores(3 * i).map((own, at) => own - (scores(3 * j)[at] ?? 0));
    return 1.05 * (detectable(deviation(differences), 10, { alpha }) ?? 0);
  };
  // Six rows of passes and six of scores; two of the other five of scores share a side with b - a: one counts as rejected.
  const { rows, family } = compare(tables, "a", "s");
  assert.equal(family.tests, 12);
  const [first] = rows.filter(({ metric }) => metric === "score");
  near(first?.minDetectable, wanted(1, 0, 0.05 / 11), "smallest score difference");
  assert.deepEqual(first?.findable, { more: first?.minDetectable, less: first?.minDetectable });
  const truncated = compare(tables, "a", "s", { truncation: 0.5 }).rows.find(({ metric }) => metric === "score");
  near(truncated?.minDetectable, wanted(1, 0, 0.05 * (0.5 / 11 + 0.5 / 12)), "with half of what is gained kept");
  // Without like rows (two topologies: one of passes, one of scores) it is half of alpha.
  const two = compare(new Map([...tables].slice(0, 2)), "a", "s").rows.find(({ metric }) => metric === "score");
  near(two?.minDetectable, wanted(1, 0, 0.025), "of two tests");
});

test("differences that are found are rejected and raised by Holm, and what is not shown counts as if its p were 1", () => {
  const all = table(Array.from({ length: 12 }, () => 1));
  const few = table(Array.from({ length: 12 }, (_, i) => Number(i === 0)));
  const tables = new Map([
    ["all", all],
    ["few", few],
  ]);
  // 11 of 11 discordant: p = 2 / 2^11.
  const { rows, family } = contrasts(tables, [{ a: "all", b: "few", metrics: ["passed"], level: 0.99 }], "s", {}, 2);
  assert.equal(rows.length, 1);
  assert.deepEqual([rows[0]?.p, rows[0]?.pHolm], [2 / 2048, 6 / 2048]);
  assert.deepEqual(family, { tests: 3, unshown: 2, rejected: 1 });
  assert.deepEqual(rows[0]?.ci, [
    ...(differenceInterval(
      Float64Array.from({ length: 12 }, (_, i) => Number(i > 0)),
      1,
      0.99,
    ) ?? []),
  ]);
  // Truncated at one half: the first of three is tested at 1/3 all the same.
  assert.equal(contrasts(tables, [{ a: "all", b: "few", metrics: ["passed"] }], "s", { truncation: 0.5 }, 2).rows[0]?.pHolm, 6 / 2048);
  assert.deepEqual(contrasts(tables, [{ a: "all", b: "nobody" }], "s").rows, []);
  const { rows: one } = contrasts(
    new Map([
      ["x", table([1])],
      ["y", table([0])],
    ]),
    [{ a: "x", b: "y" }],
    "s",
    { margin: 0.03 },
  );
  assert.deepEqual(
    one.map(({ p, ci, deviation, minDetectable }) => [p, ci, deviation, minDetectable]),
    Array.from({ length: 3 }, () => [null, null, null, null]),
  );
});

const costsOf = (n: number, of: (i: number) => number): number[] => Array.from({ length: n }, (_, i) => Math.round(1e6 * of(i)));

test("costs and net values of 24 tasks are in dollars, and one task that decides who costs more is named", () => {
  const dear = costsOf(24, (i) => 20 + (i % 5));
  const cheap = costsOf(24, (i) => 3 + (i % 3) / 4);
  const passes = Array.from({ length: 24 }, (_, i) => Number(i % 3 !== 0));
  const others = Array.from({ length: 24 }, (_, i) => Number(i % 4 === 0));
  const worth = { ...Object.fromEntries(passes.map((_, i) => [named(i), 1e9 + i * 1e7])), other: 5e9 };
  const tables = new Map([
    ["cheap", table(others, cheap)],
    ["dear", table(passes, dear)],
  ]);
  const { rows } = compare(tables, "cheap", "s", { worth, margin: 0.5 });
  const [cost, value] = [rows.find(({ metric }) => metric === "cost"), rows.find(({ metric }) => metric === "value")];
  const costs = { a: Float64Array.from(dear), b: Float64Array.from(cheap) };
  const wanted = costDifference(costs);
  assert.deepEqual([cost?.ci, cost?.p], [wanted.interval?.map((end) => end * 1e-9), wanted.p]);
  assert.ok((cost?.findable?.more ?? 0) > 0 && (cost?.findable?.less ?? 1) < 0.1 && cost?.outlier === undefined);
  assert.equal(cost?.minDetectable, Math.max(cost?.findable?.more ?? 0, cost?.findable?.less ?? 0));
  const gains = Float64Array.from(passes, (pass, i) => (pass - (others[i] ?? 0)) * (1e9 + i * 1e7));
  // The mean worth of 24 tasks from 1 to 1.23 dollars is 1.115.
  const net = netDifference({ gains, costs, worth: 1.115e9, repetitions: 1 });
  near(value?.difference, net.difference * 1e-9, "net value");
  near(value?.ci?.[0], (net.interval?.[0] ?? 0) * 1e-9, "low");
  near(value?.ci?.[1], (net.interval?.[1] ?? 0) * 1e-9, "high");
  near((value?.p ?? 2) / (net.p ?? 1), 1, "p", 1e-6);
  assert.deepEqual([value?.minDetectable, value?.findable, value?.equivalence], [null, undefined, undefined]);
  assert.deepEqual([worthIn(7, "x"), worthIn(worth, named(2)), worthIn(worth, "nowhere")], [7, 1.02e9, 0]);
  // 23 tasks on which `a` is a cent cheaper, one on which it costs a dollar more.
  const odd = costsOf(24, (i) => (i === 7 ? 1100 : 90));
  const [, , only] = compare(
    new Map([
      [
        "b",
        table(
          passes,
          costsOf(24, () => 100),
        ),
      ],
      ["a", table(passes, odd)],
    ]),
    "b",
    "s",
  ).rows;
  assert.equal(only?.outlier?.task, named(7));
  near(only?.outlier?.without, -0.01, "without it");
});

test("where a run stopped by itself, rows hold at any look, in its order, costs up to the ceiling", () => {
  const [a, b] = [table([1, 1, 1, 0], [5e9, 1e9, 1e9, 1e9]), table([0, 0, 1, 1], [1e9, 1e9, 3e9, 1e9])];
  const tables = new Map([
    ["b", b],
    ["a", a],
  ]);
  const sequence = [named(3), named(0), "unknown", named(1)];
  const { rows, family } = compare(tables, "b", "s", { sequence, ceiling: 2e9, worth: 4e9, margin: 0.1 });
  const told = (differences: number[]) => anytimeBounded(differences);
  const [passed, score, cost, value] = rows;
  assert.deepEqual([passed?.p, passed?.ci, passed?.tasks], [told([-1, 1, 1]).p, [...told([-1, 1, 1]).interval], 3]);
  assert.deepEqual(
    [passed?.equivalence, passed?.minDetectable, passed?.findable, score?.pHolm],
    [undefined, null, undefined, passed?.pHolm],
  );
  // Costs 0, +1 (2 at the most, less 1), 0 dollars, in shares of the ceiling of 2.
  const costs = told([0, 0.5, 0]);
  near(cost?.difference, 1 / 3, "capped cost");
  assert.deepEqual([cost?.p, cost?.cappedAt, value?.cappedAt, passed?.cappedAt], [costs.p, 2, 2, undefined]);
  near(cost?.ci?.[1], 2 * costs.interval[1], "capped high");
  // Net values -4, 4 - 1, 4 dollars, in shares of 2 + 4.
  const nets = told([-4 / 6, 3 / 6, 4 / 6]);
  near(value?.p, nets.p, "p of net values");
  near(value?.ci?.[0], 6 * nets.interval[0], "low of net values");
  assert.equal(family.tests, 3);
  const open = compare(tables, "b", "s", { sequence, worth: 4e9 }).rows;
  assert.deepEqual(
    open.map(({ noInterval, p }) => [noInterval, p === null]),
    [
      [undefined, false],
      [undefined, false],
      ["unbounded", true],
      ["unbounded", true],
    ],
  );
  // Without a ceiling costs are told in full.
  near(open[2]?.difference, 4 / 3, "cost in full");
  const [single] = compare(tables, "b", "s", { sequence: [named(0)] }).rows;
  assert.deepEqual([single?.ci, single?.tasks], [null, 1]);
});

test("a trial that is asked again has no figure, one without a score counts as 0 and costs what it cost", () => {
  const lost = row({ answered: false, scored: false, passed: false, score: 0, state: "failed", cost: 9 });
  assert.deepEqual([figures.passed(lost), figures.score(lost), figures.cost(lost)], [undefined, undefined, undefined]);
  const late = row({ answered: false, scored: false, passed: false, score: 0, state: "censored", cost: 9 });
  assert.deepEqual([figures.passed(late), figures.score(late), figures.cost(late)], [0, 0, 9]);
  assert.deepEqual([figures.passed(row()), figures.score(row({ score: 0.7 })), figures.cost(row({ cost: 3 }))], [1, 0.7, 3]);
});
