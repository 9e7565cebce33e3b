import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { binomialCdf } from "../util/distributions.ts";
import { stream } from "../util/random.ts";
import { bradleyTerry, isSeparable, strengthIntervals } from "./bradley-terry.ts";
import { calibrationError } from "./calibration.ts";
import { calibrationErrorInterval, type TaskForecast } from "./calibration-interval.ts";

/** Forecasts drawn anew; `truth` is the calibration error of all that could be drawn. */
const worlds = [
  { name: "perfect", truth: 0, draw: (u: number) => ({ p: u, chance: u }) },
  { name: "too sure by 15 points", truth: 0.15, draw: (u: number) => ({ p: 0.7 + 0.3 * u, chance: 0.55 + 0.3 * u }) },
  { name: "always 90%, right in 60%", truth: 0.3, draw: () => ({ p: 0.9, chance: 0.6 }) },
  // |p - (.5 + .5 (p - .5) ...)|: stated .25 to .75 where chances are 0 to 1; the mean of |u - .5| / 2.
  { name: "not sure enough", truth: 0.125, draw: (u: number) => ({ p: 0.25 + 0.5 * u, chance: u }) },
];

test("the interval of the calibration error covers it, perfect forecasts too, from the first task on", () => {
  const runs = 20;
  // So few of a true 95% come once in a thousand times: 15 of 20.
  let fewest = 0;
  while (binomialCdf(fewest, runs, 0.95) < 0.001) fewest += 1;
  for (const { name, truth, draw } of worlds) {
    for (const n of [1, 2, 25, 60]) {
      let held = 0;
      for (let run = 0; run < runs; run++) {
        const next = stream(`${name}/${n}/${run}`);
        const forecasts = Array.from({ length: n }, () => {
          const { p, chance } = draw(next());
          return { p, passed: next() < chance };
        });
        const [low, high] = calibrationErrorInterval(forecasts, "s");
        const seen = calibrationError(forecasts);
        assert.ok(low <= seen && seen <= high);
        if (low <= truth + 0.005 && truth - 0.005 <= high) held += 1;
      }
      assert.ok(held >= fewest, `${name}, ${n} forecasts: covered ${held} of ${runs}`);
    }
  }
});

interface Golden {
  readonly one: readonly { readonly [field in "p" | "tasks" | "passed" | "ece" | "low" | "high"]: number }[];
  readonly several: readonly {
    readonly bins: readonly [p: number, tasks: number, passed: number][];
    ece: number;
    low: number;
    high: number;
  }[];
}
const golden = JSON.parse(readFileSync(new URL("../../test/golden/calibration-interval.json", import.meta.url), "utf8")) as Golden;

test("the interval is the exact one of R's binomial distribution to one point, in one bin and in several, of one task and of many", () => {
  const one = golden.one.map(({ p, tasks, passed, ...rest }) => ({ bins: [[p, tasks, passed] as const], ...rest }));
  for (const { bins, ece, low, high } of [...one, ...golden.several]) {
    const forecasts = bins.flatMap(([p, tasks, passed]) => Array.from({ length: tasks }, (_, i) => ({ p, passed: i < passed })));
    assert.ok(Math.abs(calibrationError(forecasts) - ece) < 1e-4);
    for (const seed of ["one", "two"]) {
      // The order in which they were stated is nothing to it.
      const [from, to] = calibrationErrorInterval(seed === "one" ? forecasts : forecasts.toReversed(), seed);
      const told = `${JSON.stringify(bins)}: ${from} to ${to}, exactly ${low} to ${high}`;
      assert.ok(Math.abs(from - low) < 0.01 && Math.abs(to - high) < 0.01, told);
    }
  }
});

test("one pass at .7 may come of any chance down to 2.5%: an error up to .675", () => {
  const [low, high] = calibrationErrorInterval([{ p: 0.7, passed: true }], "s");
  assert.equal(low, 0);
  assert.ok(Math.abs(high - 0.675) < 0.01, String(high));
});

test("saying the same of the same task again does not shrink the interval", () => {
  const next = stream("again");
  const once: TaskForecast[] = Array.from({ length: 30 }, (_, i) => ({ p: 0.8, passed: next() < 0.5, task: `t${i}` }));
  const [low, high] = calibrationErrorInterval(once, "s");
  const [from, to] = calibrationErrorInterval([...once, ...once, ...once], "s");
  assert.ok(to - from > 0.9 * (high - low));
});

test("arms that were never beaten have no Bradley-Terry strength of their own, and regularized ones say so", () => {
  const swept = [
    [0, 6, 6],
    [0, 0, 4],
    [0, 2, 0],
  ];
  assert.equal(isSeparable(swept), true);
  assert.equal(bradleyTerry(swept, 0), undefined);
  const circle = [
    [0, 1, 0],
    [0, 0, 1],
    [1, 0, 0],
  ];
  assert.equal(isSeparable(circle), false);
  assert.ok(bradleyTerry(circle, 0)?.every((strength) => Math.abs(strength) < 1e-9));
  const [, second] = strengthIntervals(
    Array.from({ length: 8 }, () => [
      [0, 0],
      [1, 0],
    ]),
    "s",
    200,
  );
  assert.deepEqual([second?.regularized, second?.ci[1]], [true, Number.POSITIVE_INFINITY]);
  assert.ok((second?.ci[0] ?? 0) > 0);
});
