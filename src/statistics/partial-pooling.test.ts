import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { normal, stream } from "../util/random.ts";
import { normalQuantile } from "../util/distributions.ts";
import { partialPooling } from "./partial-pooling.ts";
import type { PooledOutcome } from "./pooling-design.ts";
import { pooledOf } from "./pooled-rates.ts";

interface Golden {
  readonly task: readonly number[];
  readonly topology: readonly number[];
  readonly category: readonly number[];
  readonly member?: readonly number[];
  readonly passed: readonly number[];
  readonly fit: {
    readonly members?: readonly number[];
    readonly deviations: readonly number[];
    readonly fixed: readonly number[];
    readonly deviance: number;
    readonly cells: readonly { readonly topology: number; readonly category: number; readonly logit: number }[];
  };
}
// Made by test/golden/partial-pooling.R with lme4.
const { sets } = JSON.parse(readFileSync(new URL("../../test/golden/partial-pooling.json", import.meta.url), "utf8")) as { sets: Golden[] };

function outcomesOf({ task, topology, category, member, passed }: Golden): PooledOutcome[] {
  return task.map((t, i) => ({
    task: `t${t}`,
    topology: `o${topology[i]}`,
    category: `c${category[i]}`,
    share: passed[i] ?? 0,
    ...(member === undefined ? {} : { members: new Map([[`m${member[i]}`, 1]]) }),
  }));
}

for (const [index, set] of sets.entries()) {
  test(`levels, deviations and every cell of set ${index + 1} are those of lme4's glmer`, () => {
    const found = partialPooling(outcomesOf(set));
    assert.ok(found !== undefined);
    assert.ok(Math.abs(found.deviance - set.fit.deviance) < 1e-3, `deviance ${found.deviance} against ${set.fit.deviance}`);
    const { task, category: own, cell, member, memberCell } = found.deviations;
    for (const [i, wanted] of set.fit.deviations.entries()) {
      assert.ok(Math.abs(([task, own, cell, member, memberCell][i] ?? Number.NaN) - wanted) < 0.02, `deviation ${i}: against ${wanted}`);
    }
    for (const [i, wanted] of set.fit.fixed.entries()) {
      const got = found.topologies.get(`o${i + 1}`) ?? Number.NaN;
      assert.ok(Math.abs(got - wanted) < 0.01, `level ${i}: ${got} against ${wanted}`);
    }
    assert.equal(found.cells.length, set.fit.cells.length);
    for (const { topology, category, logit } of set.fit.cells) {
      const got = found.cells.find((cell) => cell.topology === `o${topology}` && cell.category === `c${category}`);
      assert.ok(Math.abs((got?.logit ?? Number.NaN) - logit) < 0.01, `${topology}/${category}: ${got?.logit} against ${logit}`);
    }
    assert.equal(found.members.size, set.fit.members?.length ?? 0);
    for (const [i, wanted] of (set.fit.members ?? []).entries()) {
      const got = found.members.get(`m${i + 1}`)?.logit ?? Number.NaN;
      assert.ok(Math.abs(got - wanted) < 0.01, `member ${i + 1}: ${got} against ${wanted}`);
    }
  });
}

test("with one category, or where all passed, there is nothing to pool", () => {
  const one = { task: "a", topology: "o", category: "c", share: 1 };
  assert.equal(partialPooling([one, { ...one, task: "b", share: 0 }]), undefined);
  assert.equal(partialPooling([one, { ...one, task: "b", category: "d" }]), undefined);
});

test("a topology that passed everything has no level: the others are pooled without it", () => {
  const outcomes = Array.from({ length: 12 }, (_, i) => ({ task: `t${i}`, category: i % 2 === 0 ? "a" : "b" })).flatMap((task, i) => [
    { ...task, topology: "all", share: 1 },
    { ...task, topology: "some", share: Number(i % 3 > 0) },
    { ...task, topology: "more", share: Number(i % 4 > 0) },
  ]);
  assert.equal(partialPooling(outcomes), undefined);
  const rates = pooledOf(outcomes);
  assert.deepEqual([...rates.keys()].sort(), ["more", "some"]);
  for (const { rate, ci } of [...rates.values()].flatMap((own) => [...own.values()]))
    assert.ok(ci[0] > 0 && ci[0] < rate && rate < ci[1] && ci[1] < 1);
  assert.equal(pooledOf(outcomes.map((one) => ({ ...one, share: 1 }))).size, 0);
});

test("pooled rates of categories with ten tasks are nearer to the truth than their own rates, and their intervals hold it", () => {
  const next = stream("pooled");
  let [held, cells, off, ownOff] = [0, 0, 0, 0];
  for (let experiment = 0; experiment < 25; experiment++) {
    const levels = Array.from({ length: 8 }, () => 0.8 * normal(next));
    const tasks = Array.from({ length: 40 }, (_, i) => ({ id: i, category: i % 4, ease: 1.2 * normal(next) }));
    const outcomes = tasks.flatMap(({ id, category, ease }) =>
      [0, 1].map((topology): PooledOutcome => {
        const passed = next() < chance((levels[2 * category + topology] ?? 0) + ease);
        return { task: `t${id}`, topology: `o${topology}`, category: `c${category}`, share: Number(passed) };
      }),
    );
    const rates = pooledOf(outcomes);
    for (const [place, level] of levels.entries()) {
      const [topology, category] = [`o${place % 2}`, `c${place >> 1}`];
      const truth = midpoints.reduce((sum, z) => sum + chance(level + 1.2 * z), 0) / midpoints.length;
      const mine = outcomes.filter((one) => one.topology === topology && one.category === category);
      const pooled = rates.get(topology)?.get(category);
      assert.ok(pooled !== undefined && pooled.ci[0] < pooled.rate && pooled.rate < pooled.ci[1]);
      held += Number(pooled.ci[0] <= truth && truth <= pooled.ci[1]);
      off += (pooled.rate - truth) ** 2;
      ownOff += (mine.reduce((sum, { share }) => sum + share, 0) / mine.length - truth) ** 2;
      cells += 1;
    }
  }
  // 93% and three standard errors of 200 cells.
  assert.ok(held / cells > 0.93 - 3 * Math.sqrt((0.93 * 0.07) / cells), `${held} of ${cells}`);
  assert.ok(off < 0.9 * ownOff, `${off} against ${ownOff}`);
});

function chance(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
const midpoints = Array.from({ length: 101 }, (_, i) => normalQuantile((i + 0.5) / 101));
