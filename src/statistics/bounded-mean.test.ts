import assert from "node:assert/strict";
import { test } from "node:test";
import { normalCdf, tCdf, tQuantile } from "../util/distributions.ts";
import { normal, stream } from "../util/random.ts";
import { boundedMeanInterval, boundedMeanP } from "./bounded-mean.ts";
import { factorialContrasts } from "./factorial-contrasts.ts";
import { twoLevelDesign } from "./two-level-design.ts";

const near = (found: number | undefined, wanted: number, within = 1e-6): void =>
  assert.ok(Math.abs((found ?? Number.NaN) - wanted) < within, `${found} is not ${wanted}`);
const pairs = (better: number, worse: number, n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => (i < better ? 1 : i < better + worse ? -1 : 0));

/** Tango's statistic (1998) in closed form: `b` of n pairs are better, `c` worse, and the difference is `delta`. */
function tango(b: number, c: number, n: number, delta: number): number {
  const [B, C] = [-b - c + (2 * n - b + c) * delta, -c * delta * (1 - delta)];
  const worse = (Math.sqrt(B * B - 8 * n * C) - B) / (4 * n);
  return (b - c - n * delta) / Math.sqrt(n * (2 * worse + delta * (1 - delta)));
}

test("of paired passes the interval ends where Tango's statistic is Student's t, and p is its tail", () => {
  for (const [b, c, n] of [
    [12, 2, 50],
    [1, 0, 44],
    [3, 3, 15],
    [0, 6, 15],
    [40, 0, 40],
  ] as const) {
    const t = tQuantile(0.975, n - 1);
    const [low = Number.NaN, high = Number.NaN] = boundedMeanInterval(pairs(b, c, n)) ?? [];
    near(tango(b, c, n, low), t, 1e-5);
    if (b < n) near(tango(b, c, n, high), -t, 1e-5);
    else assert.equal(high, 1);
    near(boundedMeanP(pairs(b, c, n), -0.05), 1 - tCdf(tango(b, c, n, -0.05), n - 1));
  }
});

test("tasks that are all alike are no certainty: of 40 without a difference t^2 / (40 + t^2) to either side", () => {
  const t = tQuantile(0.975, 39);
  const reach = t ** 2 / (40 + t ** 2);
  const [low, high] = boundedMeanInterval(pairs(0, 0, 40)) ?? [];
  near(low, -reach);
  near(high, reach);
  // .1 above the bound by an error of sqrt(.1 x .9 / 40).
  near(boundedMeanP(pairs(0, 0, 40), -0.1), 1 - tCdf(0.1 / Math.sqrt(0.09 / 40), 39));
  assert.deepEqual([boundedMeanInterval(Float64Array.of(1)), boundedMeanP(Float64Array.of(1), 0)], [undefined, 1]);
});

test("values between are reweighed to the mean that is tested: three of them, solved by hand", () => {
  // Means of -.5, 0, 1 that weigh (1 - 3h, 3h, 0) and the like are many; of 1 / (3 (1 + l y)) at bound 0 the mean is 0 where l is 1/2:
  // -.5 / .75 + 1 / 1.5 = 0. Weights 4/9, 1/3, 2/9; variance 4/9 / 4 + 2/9 = 1/3; distance (1/6) / sqrt(1/9) = 1/2.
  near(boundedMeanP(Float64Array.of(-0.5, 0, 1), 0), 1 - tCdf(0.5, 2));
  // Half as large, half as far.
  near(boundedMeanP(Float64Array.of(-0.25, 0, 0.5), 0), 1 - tCdf(0.5, 2));
  assert.deepEqual([boundedMeanP(Float64Array.of(0.1, 0.2), -0.3), boundedMeanP(Float64Array.of(0.1, 0.2), 0.3)], [0, 1]);
});

interface World {
  readonly base: number;
  readonly effects: readonly number[];
  /** How much tasks differ in ease, and tries of one task. */
  readonly ease: number;
  readonly luck: number;
}
/** Probit passes of all arms on a task, whose tries share their luck but for `luck` of its variance. */
function task({ base, effects, ease, luck }: World, rows: readonly (readonly number[])[], z: () => number): number[] {
  const [own, shared] = [ease * z(), z()];
  return rows.map((row) => {
    const height = base + own + row.reduce((sum, level, at) => sum + (level < 0 ? (effects[at] ?? 0) : 0), 0);
    return Number(Math.sqrt(1 - luck) * shared + Math.sqrt(luck) * z() < height);
  });
}
/** The mean effect of each edge, tasks integrated out. */
function truths({ base, effects, ease }: World, rows: readonly (readonly number[])[]): number[] {
  const rate = (row: readonly number[]): number =>
    normalCdf((base + row.reduce((sum, level, at) => sum + (level < 0 ? (effects[at] ?? 0) : 0), 0)) / Math.sqrt(1 + ease ** 2));
  return (factorialContrasts(rows) ?? []).map(({ weights }) =>
    weights.reduce((sum, weight, at) => sum + weight * rate(rows[at] as number[]), 0),
  );
}

/** Whether the 95% interval holds a value: neither of the two p does away with it. */
const covers = (differences: Float64Array, value: number): boolean =>
  boundedMeanP(differences, value) >= 0.025 &&
  boundedMeanP(
    differences.map((d) => -d),
    -value,
  ) >= 0.025;

test("of planted designs with 15 and 40 tasks the 95% intervals of effects hold the truth at least 93% of the time, rare effects and strong ones", () => {
  const worlds: World[] = [
    { base: 0.6, effects: [0, -0.3, 0.1], ease: 1, luck: 0.02 },
    { base: 2.2, effects: [0, -1.2, 0.1], ease: 0.5, luck: 0.1 },
  ];
  const studies = 800;
  const { rows } = twoLevelDesign(3);
  const contrasts = factorialContrasts(rows) ?? [];
  for (const [place, world] of worlds.entries()) {
    const wanted = truths(world, rows);
    for (const n of [15, 40]) {
      const next = stream(`planted ${place}/${n}`);
      const held = wanted.map(() => 0);
      for (let study = 0; study < studies; study++) {
        const tasks = Array.from({ length: n }, () => task(world, rows, () => normal(next)));
        for (const [at, { weights }] of contrasts.entries()) {
          const differences = Float64Array.from(tasks, (arms) =>
            arms.reduce((sum, passed, arm) => sum + passed * (weights[arm] as number), 0),
          );
          const holds = covers(differences, wanted[at] as number);
          held[at] = (held[at] as number) + Number(holds);
          if (study > 20) continue;
          const [low = 1, high = -1] = boundedMeanInterval(differences) ?? [];
          assert.equal(low <= (wanted[at] as number) && (wanted[at] as number) <= high, holds);
        }
      }
      for (const [at, hits] of held.entries())
        assert.ok(hits / studies >= 0.93, `world ${place}, ${n} tasks, edge ${at}: ${hits / studies}`);
    }
  }
});
