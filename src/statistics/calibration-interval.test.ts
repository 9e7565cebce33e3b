import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
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

test("the interval of the calibration error covers it, perfect forecasts too", () => {
  for (const { name, truth, draw } of worlds) {
    for (const n of [25, 60]) {
      let held = 0;
      for (let run = 0; run < 30; run++) {
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
      // 30 of a true 93% fall below 24 once in a hundred times.
      assert.ok(held >= 24, `${name}, ${n} forecasts: covered ${held} of 30`);
    }
  }
});

test("where all forecasts state the same chance, the interval is the exact one of R's binomial distribution to one point", () => {
  const golden = JSON.parse(readFileSync(new URL("../../test/golden/calibration-interval.json", import.meta.url), "utf8")) as {
    readonly [field in "p" | "tasks" | "passed" | "low" | "high"]: number;
  }[];
  for (const { p, tasks, passed, low, high } of golden) {
    const forecasts = Array.from({ length: tasks }, (_, i) => ({ p, passed: i < passed }));
    for (const seed of ["one", "two"]) {
      const [from, to] = calibrationErrorInterval(forecasts, seed);
      const told = `${passed} of ${tasks} at ${p}: ${from} to ${to}, exactly ${low} to ${high}`;
      assert.ok(Math.abs(from - low) < 0.01 && Math.abs(to - high) < 0.01, told);
    }
  }
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
