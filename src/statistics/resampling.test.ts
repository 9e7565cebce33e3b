import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { normal, shuffled, stream } from "../util/random.ts";
import { bca, percentileMean, resampledSums, studentised } from "./bootstrap.ts";
import { frontierShares, hypervolume, scoreAtBudget, costToReach } from "./frontier.ts";
import { boundedInterval, differenceInterval, rateInterval, scoreInterval } from "./intervals.ts";
import { mcNemar } from "./pair-tests.ts";
import { signFlip } from "./sign-flip.ts";
import { skewedMeanInterval } from "./skewed-mean.ts";
import { varianceExplained, varianceExplainedIntervals } from "./variance-explained.ts";

const whole = { seed: 7, numRuns: 60 };
const differences = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 18 });

test("swapping the arms or permuting the tasks leaves the sign-flip p as it is", () => {
  fc.assert(
    fc.property(differences, fc.integer(), (values, seed) => {
      const p = signFlip(values, "s");
      assert.ok(p > 0 && p <= 1);
      assert.ok(
        Math.abs(
          p -
            signFlip(
              values.map((d) => -d),
              "s",
            ),
        ) < 1e-12,
      );
      assert.ok(Math.abs(p - signFlip(shuffled(values, stream(String(seed))), "s")) < 1e-12);
    }),
    whole,
  );
});

test("enumeration and convolution are the same exact test", () => {
  fc.assert(
    fc.property(differences, (values) => {
      const scaled = values.map((d) => d * Math.SQRT2);
      assert.ok(Math.abs(signFlip(values, "s") - signFlip(scaled, "s")) < 1e-9);
    }),
    whole,
  );
});

test("the limit for many tasks agrees with drawn signs", () => {
  const values = Array.from({ length: 450 }, (_, i) => (i % 2 === 0 ? 1 : -1) * (1 + Math.sin(i)) + 0.09);
  const observed = Math.abs(values.reduce((sum, d) => sum + d, 0));
  const next = stream("signs");
  let hits = 0;
  for (let draw = 0; draw < 10_000; draw++) {
    let sum = 0;
    for (const d of values) sum += next() < 0.5 ? d : -d;
    if (Math.abs(sum) >= observed) hits += 1;
  }
  const p = signFlip(values, "s");
  assert.ok(p > 0.02 && p < 0.5 && Math.abs(p - hits / 10_000) < 0.015, `${p} against ${hits / 10_000}`);
});

test("p-values of sign flips are uniform when nothing differs", () => {
  const next = stream("uniform");
  const ps = Array.from({ length: 400 }, () =>
    signFlip(
      Array.from({ length: 12 }, () => normal(next)),
      "s",
    ),
  );
  for (const level of [0.05, 0.2, 0.5]) {
    const share = ps.filter((p) => p <= level).length / ps.length;
    assert.ok(Math.abs(share - level) < 3.2 * Math.sqrt((level * (1 - level)) / ps.length), `${share} at ${level}`);
  }
});

test("the power of exact McNemar at the planned number of pairs is near the promised one", () => {
  const next = stream("power");
  let found = 0;
  for (let run = 0; run < 500; run++) {
    let [wins, losses] = [0, 0];
    for (let i = 0; i < 234; i++) {
      const u = next();
      if (u < 0.2) wins += 1;
      else if (u < 0.3) losses += 1;
    }
    if (mcNemar(wins, losses) <= 0.05) found += 1;
  }
  assert.ok(Math.abs(found / 500 - 0.78) < 0.06, `${found / 500}`);
});

test("the same seed gives the same interval, another seed nearly the same", () => {
  const next = stream("values");
  const values = Float64Array.from({ length: 40 }, () => normal(next));
  assert.deepEqual(studentised(values, "a"), studentised(values, "a"));
  const [a, b] = [studentised(values, "a"), studentised(values, "b")];
  assert.notDeepEqual(a, b);
  assert.ok(Math.abs(a[0] - b[0]) < 0.05 && Math.abs(a[1] - b[1]) < 0.05);
  const ratio = bca([values, new Float64Array(40).fill(1)], ([x = 0, n = 1]) => x / n, "a");
  assert.ok(Math.abs(ratio[0] - percentileMean(values, "a")[0]) < 0.05);
  assert.deepEqual(studentised(new Float64Array(5).fill(2), "s"), [2, 2]);
});

test("columns of one bootstrap share their draws", () => {
  const values = Float64Array.from([1, 5, 9, 2]);
  const [a, b] = resampledSums([values, values], 50, "s");
  assert.deepEqual(a, b);
});

function coverage(
  runs: number,
  truth: number,
  interval: (next: () => number, run: number) => readonly [number, number] | undefined,
): number {
  let held = 0;
  for (let run = 0; run < runs; run++) {
    const [low, high] = interval(stream(`coverage ${run}`), run) ?? [1, 0];
    if (low <= truth && truth <= high) held += 1;
  }
  return held / runs;
}

test("the 95% interval of a mean of paired differences covers it, with 15 and with 50 tasks", () => {
  for (const n of [15, 50]) {
    const held = coverage(150, 0.2, (next) => skewedMeanInterval(Float64Array.from({ length: n }, () => 0.2 + normal(next))));
    assert.ok(held > 0.9 && held < 0.99, `${held} at ${n}`);
  }
});

test("the 95% interval of a pass rate covers it when repeats of a task are nearly copies", () => {
  for (const n of [15, 50, 200]) {
    const held = coverage(400, 0.58, (next) => {
      const tasks = Array.from({ length: n }, () => {
        const p = next() < 0.6 ? 0.9 : 0.1;
        return { passes: [0, 1, 2].filter(() => next() < p).length, trials: 3 };
      });
      return rateInterval(tasks);
    });
    assert.ok(held > 0.92 && held < 0.985, `${held} at ${n}`);
  }
});

test("the 95% interval of a difference of pass rates covers it", () => {
  for (const n of [15, 50, 200]) {
    const held = coverage(600, 0.15, (next) => {
      const cells = Float64Array.from({ length: n }, () => {
        const u = next();
        return u < 0.25 ? 1 : u < 0.35 ? -1 : 0;
      });
      return differenceInterval(cells);
    });
    assert.ok(held > 0.92 && held < 0.98, `${held} at ${n}`);
  }
});

test("repeating every trial does not shrink the interval of a pass rate", () => {
  const once = Array.from({ length: 20 }, (_, i) => ({ passes: Number(i % 3 !== 0), trials: 1 }));
  const [low, high] = rateInterval(once) ?? [0, 0];
  const again = rateInterval(once.map(({ passes }) => ({ passes: passes * 3, trials: 3 }))) ?? [0, 0];
  assert.ok(again[1] - again[0] > 0.95 * (high - low));
});

test("no failures among few tasks is not certainty", () => {
  const all = rateInterval(Array.from({ length: 10 }, () => ({ passes: 3, trials: 3 })));
  assert.ok((all?.[0] ?? 1) < 0.75 && all?.[1] === 1);
  const [low, high] = differenceInterval(new Float64Array(15)) ?? [0, 0];
  assert.ok(low < -0.05 && high > 0.05);
  assert.equal(skewedMeanInterval(Float64Array.from([1])), undefined);
  const [from = 1, to = 0] = scoreInterval(new Float64Array(8).fill(1)) ?? [];
  assert.ok(from < 0.75 && to === 1);
  // Differences that are all alike and on no grid of repetitions.
  const alike = boundedInterval(new Float64Array(10).fill(0.137), 3);
  assert.ok((alike?.[0] ?? 1) < 0 && (alike?.[1] ?? 0) > 0.3);
});

test("the share of variance goes to what made it, and topology adds nothing beyond tokens when tokens made it all", () => {
  const next = stream("variance");
  const rows = Array.from({ length: 60 }, (_, t) => t).flatMap((task) =>
    ["a", "b", "c"].map((topology, i) => {
      const tokens = Math.exp(3 + i + normal(next));
      return { task: `t${task}`, topology, model: i === 2 ? "x" : "y", tokens, score: (task % 5) + Math.log(1 + tokens) };
    }),
  );
  const byTokens = varianceExplained(rows);
  assert.ok(byTokens !== undefined);
  assert.ok(Math.abs(byTokens.tokens - 1) < 1e-9 && byTokens.topology > 0.2 && byTokens.topologyBeyondTokens < 1e-6);
  assert.ok(Math.abs(byTokens.shared - byTokens.topology) < 1e-9);
  const byTopology = varianceExplained(rows.map((row) => ({ ...row, score: row.topology === "a" ? 1 : 0 })));
  assert.ok(Math.abs((byTopology?.topology ?? 0) - 1) < 1e-9 && (byTopology?.topologyBeyondTokens ?? 0) > 0.999);
  const noisy = rows.map((row) => ({ ...row, score: row.score + 2 * normal(next) }));
  const intervals = varianceExplainedIntervals(noisy, "s", 200);
  const point = varianceExplained(noisy)?.tokens ?? 0;
  assert.ok(intervals !== undefined && intervals.tokens[0] < point && point < intervals.tokens[1]);
  assert.equal(varianceExplained(rows.map((row) => ({ ...row, score: 1 }))), undefined);
});

test("the frontier by resampling, the area under it, and the price of a pass", () => {
  const next = stream("frontier");
  const arm = (name: string, rate: number, cost: number) => ({
    name,
    quality: Float64Array.from({ length: 60 }, () => Number(next() < rate)),
    cost: Float64Array.from({ length: 60 }, () => cost * (0.8 + 0.4 * next())),
  });
  const [good, poor, bad] = [arm("good", 0.9, 5), arm("poor", 0.3, 1), arm("bad", 0.3, 9)];
  const shares = frontierShares([good, poor, bad], "s", 500);
  assert.ok((shares[0]?.share ?? 0) > 0.99 && (shares[1]?.share ?? 0) > 0.99 && (shares[2]?.share ?? 1) < 0.01);
  assert.equal(
    hypervolume(
      [
        { quality: 0.5, cost: 2 },
        { quality: 1, cost: 6 },
        { quality: 0.4, cost: 3 },
      ],
      10,
    ),
    0.5 * 4 + 4,
  );
});

test("score at budget grows with the budget, and the cost to reach a score is where it does", () => {
  const tasks = [
    [
      { cost: 1, score: 0 },
      { cost: 3, score: 1 },
    ],
    [{ cost: 2, score: 1 }],
  ];
  assert.deepEqual(
    [0, 2, 3].map((budget) => scoreAtBudget(tasks, budget)),
    [0, 0.5, 1],
  );
  assert.equal(costToReach(tasks, 0.9), 3);
  assert.equal(costToReach([[{ cost: 1, score: 0 }]], 0.5), undefined);
});
