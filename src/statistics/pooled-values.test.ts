import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { byTopology } from "./by-task.ts";
import { findableCosts, findableRates } from "./findable.ts";
import { row } from "./fixtures/row.ts";
import { pooledOf, pooledRates } from "./pooled-rates.ts";
import { designOf, type PooledOutcome } from "./pooling-design.ts";
import { fitAt } from "./pooling-fit.ts";

interface Outcomes {
  readonly task: readonly number[];
  readonly topology: readonly number[];
  readonly category: readonly number[];
  readonly share: readonly number[];
  readonly member?: readonly number[];
}
interface Golden {
  readonly fits: readonly (Outcomes & { deviations: number[]; deviance: number; tasks: number[]; levels: number[] })[];
  readonly pooled: readonly (Outcomes & { cells: { topology: number; category: number; rate: number; low: number; high: number }[] })[];
  readonly findables: readonly { a: number[]; b: number[]; alpha: number; more: number; less: number }[];
}
// Made by test/golden/pins.R with base R: modes by Newton's method over all effects at once, deviations by optim.
const golden = JSON.parse(readFileSync(new URL("../../test/golden/pins.json", import.meta.url), "utf8")) as Golden;

function near(got: number | undefined, wanted: number, what: string, within: number): void {
  assert.ok(Math.abs((got ?? Number.NaN) - wanted) <= within, `${what}: ${got} against ${wanted}`);
}
const named = (letter: string, n: number | undefined): string => `${letter}${String(n).padStart(2, "0")}`;
function outcomesOf({ task, topology, category, share, member = [] }: Outcomes): PooledOutcome[] {
  return task.map((each, i) => ({
    task: named("t", each),
    topology: named("o", topology[i]),
    category: named("c", category[i]),
    share: share[i] ?? 0,
    ...(member[i] === undefined ? {} : { members: new Map([[named("m", member[i]), 1]]) }),
  }));
}

test("modes and deviance at given deviations are R's, with members and without, from anywhere", () => {
  for (const set of golden.fits) {
    const design = designOf(outcomesOf(set));
    const found = fitAt(design, set.deviations);
    near(found.deviance, set.deviance, "deviance", 1e-5);
    for (const [i, wanted] of set.tasks.entries()) near(found.tasks[i], wanted, `task ${i}`, 1e-5);
    for (const [i, wanted] of set.levels.entries()) near(found.effects[design.random + i], wanted, `level ${i}`, 1e-5);
    near(fitAt(design, set.deviations, found).deviance, set.deviance, "deviance from the mode", 1e-5);
    const members = (set.member ?? []).length > 0;
    assert.deepEqual(
      [design.factors, design.members, design.categories],
      members ? [4, ["m01", "m02"], ["c01", "c02", "c03"]] : [2, [], ["c01", "c02", "c03"]],
    );
    // Three categories, nine cells, and with members two of them and six of their cells.
    assert.deepEqual([design.random, design.size], members ? [20, 23] : [12, 15]);
  }
});

test("pooled rates and their intervals over tasks are R's", () => {
  for (const set of golden.pooled) {
    const rates = pooledOf(outcomesOf(set));
    for (const { topology, category, rate, low, high } of set.cells) {
      const found = rates.get(named("o", topology))?.get(named("c", category));
      near(found?.rate, rate, "rate", 2e-3);
      near(found?.ci[0], low, "low", 4e-3);
      near(found?.ci[1], high, "high", 4e-3);
    }
    // From trials: repeats are averaged, and what has no outcome is left out.
    const rows = outcomesOf(set).flatMap(({ task, topology, category, share }) =>
      [0, 1].map((repetition) => row({ task, topology, category, repetition, passed: repetition < 2 * share })),
    );
    const lost = row({ task: "t01", topology: "o01", repetition: 2, state: "failed", answered: false, scored: false });
    assert.deepEqual(pooledRates(byTopology([...rows, lost])), rates);
  }
  assert.equal(pooledOf([]).size, 0);
});

test("members that stand in one topology each, or alone in theirs, are not told from it", () => {
  const of = (topology: string, member: string, task: string): PooledOutcome => ({
    task,
    topology,
    category: "c",
    share: 1,
    members: new Map([[member, 0.5]]),
  });
  assert.deepEqual(designOf([of("x", "m", "a"), of("x", "n", "b"), of("y", "k", "a")]).members, []);
  assert.deepEqual(designOf([of("x", "m", "a"), of("y", "m", "b")]).members, []);
  const design = designOf([of("x", "m", "a"), of("x", "n", "b"), of("y", "m", "a")]);
  assert.deepEqual(design.members, ["m", "n"]);
  // Category 0, cells x and y 1 and 2, members 3 and 4, members in the category 5 and 6, levels 7 and 8.
  assert.deepEqual(design.rows[2], {
    task: 0,
    topology: 1,
    share: 1,
    terms: [
      { at: 0, factor: 0, weight: 1 },
      { at: 2, factor: 1, weight: 1 },
      { at: 3, factor: 2, weight: 0.5, member: "m" },
      { at: 5, factor: 3, weight: 0.5, member: "m" },
      { at: 8, factor: 4, weight: 1 },
    ],
  });
});

test("the smallest cost differences that are found on either side are R's, halving by halving", () => {
  const paired = (a: readonly number[], b: readonly number[]) => {
    const [own, other] = [Float64Array.from(a), Float64Array.from(b)];
    return { tasks: a.map(String), a: own, b: other, differences: own.map((each, i) => each - (other[i] ?? 0)) };
  };
  for (const { a, b, alpha, more, less } of golden.findables) {
    const found = findableCosts(paired(a, b), alpha);
    near(found.more, more, "more", 1e-7 * more);
    near(found.less, less, "less", 1e-7 * less);
  }
  assert.deepEqual(
    [findableCosts(paired([0, 0], [1, 1]), 0.05), findableCosts(paired([1, 1], [0, 0]), 0.05), findableCosts(paired([1, 1], [2, 1]), 0.05)],
    [{}, {}, {}],
  );
  // Scores: 1.05 (t.975 + t.8) sd / sqrt(4) of .3 -.2 .5 .1; R: 1.05 * (qt(.975, 3) + qt(.8, 3)) * sd(x) / 2.
  const { more, less } = findableRates(paired([0.3, 0, 0.5, 0.1], [0, 0.2, 0, 0]), 0.05);
  near(more, 0.652303623261243, "scores", 1e-8);
  assert.equal(less, more);
  assert.deepEqual([findableRates(paired([1], [0]), 0.05), findableRates(paired([0.3, 0.3], [0, 0]), 0.05)], [{}, {}]);
  // More than 400 tasks of passes go the same way.
  const many = paired(
    Array.from({ length: 401 }, (_, i) => i % 2),
    Array.from({ length: 401 }, (_, i) => Number(i % 3 === 0)),
  );
  assert.equal(findableRates(many, 0.05).more, findableRates(many, 0.05).less);
});
