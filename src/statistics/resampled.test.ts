import assert from "node:assert/strict";
import { test } from "node:test";
import { bca, percentile, percentileMean, resampledSums, resamplesFor, studentised } from "./bootstrap.ts";
import { bradleyTerry, isSeparable, strengthIntervals } from "./bradley-terry.ts";
import { calibrationErrorInterval, type TaskForecast } from "./calibration-interval.ts";
import { boundedInterval, gridOf, rateInterval, scoreInterval } from "./intervals.ts";
import { clopperPearson, type Interval, midP, wilson } from "./proportions.ts";
import { resampledFigures } from "./resampled-figures.ts";
import { averageImprovement, callsFor, costAtQuality, incrementalBenefit, upperHull } from "./routing-metrics.ts";
import { varianceExplained, varianceExplainedIntervals } from "./variance-explained.ts";

function near(got: number | undefined, wanted: number, within = 1e-9): void {
  assert.ok(Math.abs((got ?? Number.NaN) - wanted) <= within, `${got} is not ${wanted}`);
}
function nearBoth(got: Interval | undefined, [low, high]: readonly [number, number], within = 1e-9): void {
  near(got?.[0], low, within);
  near(got?.[1], high, within);
}
/** Both ends lie in the ranges that R gives them: its quantile at three errors of ten thousand draws below and above. */
function inside([low, high]: Interval, lows: readonly [number, number], highs: readonly [number, number]): void {
  const slack = 1e-9;
  assert.ok(low >= lows[0] - slack && low <= lows[1] + slack, `low ${low} is not in ${lows.join()}`);
  assert.ok(high >= highs[0] - slack && high <= highs[1] + slack, `high ${high} is not in ${highs.join()}`);
}

// Six costs, most of them small. R went through all 6^6 resamples: quantile(sums, p, type = 1).
const skewed = Float64Array.of(0, 0, 1, 2, 9, 30);
const sum = ([total = 0]: readonly number[]): number => total;

test("bootstrap intervals of six skewed values are those of all their resamples, by R", () => {
  // Efron's levels from z0 = .128001 and a = .102067, not the plain ones (3 to 100) nor those of the other sign (3 to 99).
  inside(bca([skewed], sum, "s"), [6, 9], [123, 131]);
  inside(bca([skewed], sum, "t", 0.8), [13, 14], [93, 99]);
  inside(percentileMean(skewed, "s"), [0.5, 2 / 3], [16.6666666667, 16.8333333333]);
  inside(percentileMean(skewed, "t", 0.8), [1.5, 1.83333333333], [12.1666666667, 13]);
  inside(studentised(skewed, "s"), [-0.853663653043, -0.614255566125], [98.3970927953, 103.372846229]);
  inside(studentised(skewed, "t", 0.8), [1.6599922866, 2.69951955673], [24.1462219341, 24.3573878094]);
  assert.deepEqual(
    [studentised(Float64Array.of(3, 3, 3), "s"), bca([Float64Array.of(3, 3)], sum, "s")],
    [
      [3, 3],
      [6, 6],
    ],
  );
});

test("percentiles leave out what is not finite, and as many resamples are drawn as the units deserve", () => {
  // Of 0 to 40, type 7: .025 x 40 = 1 and .975 x 40 = 39; .1 x 40 and .9 x 40.
  const some = Float64Array.from([Number.NaN, ...Array.from({ length: 41 }, (_, i) => 40 - i), Number.POSITIVE_INFINITY]);
  nearBoth(percentile(some), [1, 39]);
  nearBoth(percentile(some, 0.8), [4, 36]);
  assert.deepEqual([0, 1, 100, 101, 400, 500, 5000].map(resamplesFor), [10_000, 10_000, 10_000, 9901, 2500, 2000, 2000]);
  const [ones, values = new Float64Array()] = resampledSums([new Float64Array(4).fill(1), Float64Array.of(1, 10, 100, 1000)], 300, "s");
  assert.ok(ones?.every((each) => each === 4) && ones.length === 300);
  // Each draw is one of the four, all of them are drawn, and so many times on the whole: 300 x 4 x 1/4, error 15.
  const digits = [0, 1, 2, 3].map((place) => values.reduce((all, each) => all + (Math.floor(each / 10 ** place) % 10), 0));
  assert.equal(
    digits.reduce((all, each) => all + each, 0),
    1200,
  );
  assert.ok(
    digits.every((each) => Math.abs(each - 300) < 60),
    digits.join(),
  );
  assert.deepEqual(resampledSums([], 3, "s"), []);
});

test("a figure has an interval where at most one resample in twenty lacks it and there are two items", () => {
  const items = Float64Array.from({ length: 8 }, (_, i) => Number(i > 0));
  // Of eight draws none is the first item in (7/8)^8 = 34% of resamples, and all but none of them are in 1e-7.
  const [often, always, never, infinite] = resampledFigures(
    [items],
    ([m = 0]) => [m < 1 ? m : undefined, m > 0 ? 2 * m : undefined, undefined, 1 / 0],
    "s",
  );
  assert.deepEqual([often?.value, often?.interval, never, infinite], [0.875, undefined, undefined, undefined]);
  assert.equal(always?.value, 1.75);
  assert.ok((always?.interval?.[0] ?? 0) < 1.75 && always?.interval?.[1] === 2);
  assert.deepEqual(
    resampledFigures([Float64Array.of(3)], ([m]) => [m], "s"),
    [{ value: 3 }],
  );
  assert.deepEqual([resampledFigures([], () => [1], "s"), resampledFigures([new Float64Array(0)], () => [1], "s")], [[], []]);
});

test("intervals of proportions, whole and effective counts, levels and ends, are R's", () => {
  nearBoth(wilson(3, 7, 0.95, 1.5), [0.201259109950452, 0.69063278194144]);
  nearBoth(wilson(0, 4, 0.9), [0, 0.403478625202704]);
  nearBoth(wilson(4, 4, 0.9), [0.596521374797296, 1]);
  nearBoth(wilson(2.5, 6.2), [0.134588087313095, 0.74590736445065]);
  nearBoth(clopperPearson(3, 7, 0.9), [0.128756392804243, 0.774678415967552]);
  nearBoth(clopperPearson(7, 7, 0.9), [0.651836344868839, 1]);
  nearBoth(midP(1.5, 4.2, 0.9), [0.0678988698004672, 0.7640939852051173]);
  // P(0 of 3) / 2 = .05 and the other way round: (1 - p)^3 = .1.
  nearBoth(midP(0, 3, 0.9), [0, 1 - 0.1 ** (1 / 3)]);
  nearBoth(midP(3, 3, 0.9), [0.1 ** (1 / 3), 1]);
  assert.deepEqual(
    [wilson(0, 0), clopperPearson(0, 0), midP(0, 0)],
    [
      [0, 1],
      [0, 1],
      [0, 1],
    ],
  );
  // Fewer than one effective trial tell something too.
  nearBoth(midP(0.45, 0.9, 0.9), [0.00380546679479272, 0.996194533205207]);
  nearBoth(clopperPearson(0.45, 0.9, 0.9), [0.000816940253888934, 0.999183059746111]);
  nearBoth(wilson(0.45, 0.9, 0.9), [0.0668763541960249, 0.933123645803975]);
});

test("rates and scores at their effective numbers, bounded differences on and off the grid, are R's", () => {
  nearBoth(
    rateInterval([
      { passes: 1, trials: 2 },
      { passes: 2, trials: 2 },
      { passes: 1, trials: 3 },
      { passes: 1, trials: 1 },
      { passes: 0, trials: 0 },
    ]),
    [0.119759133152133, 0.994427909055229],
  );
  nearBoth(
    rateInterval(
      [2, 1, 0, 2, 0, 2].map((passes) => ({ passes, trials: 2 })),
      0.9,
    ),
    [0.187236220511018, 0.908463473129102],
  );
  nearBoth(
    rateInterval([
      { passes: 1, trials: 1 },
      { passes: 1, trials: 1 },
      { passes: 0, trials: 1 },
    ]),
    [0.132037803461101, 0.983331789694629],
  );
  nearBoth(scoreInterval([0.3, 0.4], 0.9), [1.65648863717021e-5, 0.997336469807211]);
  nearBoth(scoreInterval([0.3]), [0, 1], 1e-6);
  assert.deepEqual([rateInterval([]), rateInterval([{ passes: 0, trials: 0 }]), scoreInterval([])], [undefined, undefined, undefined]);
  // Hall's interval ends at what is possible.
  nearBoth(boundedInterval(Float64Array.of(0.9, 0.13, 0.71, 0.95), 1), [-0.488588503723359, 1]);
  nearBoth(boundedInterval(Float64Array.of(-0.9, -0.13, -0.71, -0.95), 1), [-1, 0.488588503723359]);
  nearBoth(boundedInterval(Float64Array.of(0.1, -0.2, 0.05, 0.07, 0.12), 3, 0.9), [-0.270578663281237, 0.152197229538102]);
  // All alike: 1 - .05^(1/4) of the tasks may differ by all there is.
  nearBoth(boundedInterval(new Float64Array(4).fill(0.137), 3, 0.9), [-0.462345895281695, 0.59191249571513]);
  assert.equal(boundedInterval(Float64Array.of(0.137), 3), undefined);
  assert.deepEqual(
    [gridOf([0.5, 0.25], 4), gridOf([0.5, 1 / 3], 6), gridOf([0.5], 1), gridOf([], 3), gridOf([0.2], 5)],
    [4, 6, undefined, 1, 5],
  );
});

test("Bradley-Terry: separable wins, arms that never met, and intervals by resampled tasks", () => {
  const [circle, chain] = [
    [
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ],
    [
      [0, 1, 0],
      [0, 0, 1],
      [0, 0, 0],
    ],
  ];
  assert.deepEqual(
    [
      isSeparable(circle),
      isSeparable(chain),
      isSeparable([[0]]),
      isSeparable([
        [0, 0.5],
        [0.5, 0],
      ]),
    ],
    [false, true, false, false],
  );
  assert.deepEqual(
    [
      bradleyTerry(chain, 0),
      bradleyTerry(
        [
          [0, 0],
          [0, 0],
        ],
        0,
      ),
    ],
    [undefined, undefined],
  );
  // Two arms: the log odds of 9 and 3, half a win added to each side with one virtual comparison, three with six.
  const odds = (virtual?: number): number => {
    const [a = 0, b = 0] =
      bradleyTerry(
        [
          [0, 9],
          [3, 0],
        ],
        virtual,
      ) ?? [];
    near(a + b, 0, 1e-9);
    return a - b;
  };
  near(odds(0), Math.log(3));
  near(odds(), Math.log(9.5 / 3.5));
  near(odds(6), Math.log(12 / 6));
  // The second arm wins 7 of 20 tasks. R: qbinom(c(.025, .975), 20, .35) = 3, 11.
  const tasks = Array.from({ length: 20 }, (_, i) =>
    i < 7
      ? [
          [0, 0],
          [1, 0],
        ]
      : [
          [0, 1],
          [0, 0],
        ],
  );
  const [first, second] = strengthIntervals(tasks, "s");
  assert.deepEqual(first, { difference: 0, ci: [0, 0], regularized: false });
  near(second?.difference, Math.log(7.5 / 13.5));
  nearBoth(second?.ci, [Math.log(3.5 / 17.5), Math.log(11.5 / 9.5)], 1e-6);
  assert.equal(second?.regularized, false);
  const swept = strengthIntervals(
    Array.from({ length: 6 }, () => [
      [0, 1],
      [0, 0],
    ]),
    "s",
    50,
  );
  near(swept[1]?.ci[1], Math.log(0.5 / 6.5), 1e-9);
  assert.deepEqual([swept[1]?.ci[0], swept[1]?.regularized, swept[0]?.ci], [Number.NEGATIVE_INFINITY, true, [0, 0]]);
  assert.deepEqual(strengthIntervals([], "s", 5), []);
});

test("the end of a calibration interval lies on the steps that are tried, next to the exact one", () => {
  const of = (p: number, passed: boolean, n: number, again = 1): TaskForecast[] =>
    Array.from({ length: n * again }, (_, i) => ({ p, passed, ...(again === 1 ? {} : { task: `t${i % n}` }) }));
  // No one of ten passes at chances of 0: (1 - e)^10 > 2.5% up to e = .30850; tried to 2 / sqrt(10) in 16 steps, halved three times.
  const reach = 2 / Math.sqrt(10);
  for (const forecasts of [of(0, false, 10), of(1, true, 10), of(0, false, 10, 3)]) {
    const [low, high] = calibrationErrorInterval(forecasts, "s");
    assert.equal(low, 0);
    near(high, 0.3085, 0.012);
    near((high / reach) * 128, Math.round((high / reach) * 128), 1e-6);
  }
  // 1060 of 2000 at a half: .03 +- 1.96 x sqrt(.25 / 2000), above a thousand tasks by the normal distribution.
  const many = Array.from({ length: 2000 }, (_, i) => ({ p: 0.5, passed: i < 1060 }));
  nearBoth(calibrationErrorInterval(many, "s"), [0.00809, 0.05191], 0.002);
  // Two bins that are each off by as much the other way: the error that was seen stays inside, near 0.
  const two = [
    ...Array.from({ length: 400 }, (_, i) => ({ p: 0.2, passed: i < 120 })),
    ...Array.from({ length: 400 }, (_, i) => ({ p: 0.8, passed: i < 280 })),
  ];
  const [low, high] = calibrationErrorInterval(two, "s");
  // The mean of two absolute errors of .1, each with an error of about .0215: .1 +- 1.96 x .0215 / sqrt(2).
  near(low, 0.07, 0.015);
  near(high, 0.13, 0.015);
});

test("hulls, heights and costs of offers at their edges, and what a cascade brings per cost", () => {
  const at = (cost: number, quality: number) => ({ cost, quality });
  assert.deepEqual(upperHull([at(2, 0.5), at(2, 0.7), at(1, 0.5), at(3, 0.7), at(4, 0.9), at(5, 0.95)]), [
    at(1, 0.5),
    at(2, 0.7),
    at(4, 0.9),
    at(5, 0.95),
  ]);
  assert.deepEqual(upperHull([at(1, 0), at(2, 1), at(3, 2)]), [at(1, 0), at(3, 2)]);
  assert.deepEqual(upperHull([at(1, 0.5), at(2, 0.3), at(3, 0.5)]), [at(1, 0.5)]);
  // From (1, 0) to (3, 1): below 1 nothing, flat above 3.
  const line = [at(1, 0), at(3, 1)];
  near(averageImprovement(line), 0.5);
  near(averageImprovement(line, [2, 4]), (0.75 + 1) / 2);
  near(averageImprovement([at(1, 0.5), at(2, 0.9), at(4, 1)], [1, 4]), (0.7 + 2 * 0.95) / 3);
  assert.deepEqual(
    [costAtQuality(line, 0), costAtQuality(line, 0.25), costAtQuality(line, 1 + 1e-13), costAtQuality(line, 1.1), costAtQuality([], 0)],
    [1, 1.5, 3, undefined, undefined],
  );
  assert.deepEqual(
    [
      callsFor(
        [
          { share: 0.1, rate: 0.2 },
          { share: 1, rate: 0.7 },
        ],
        0,
      ),
      callsFor([], 0.5),
    ],
    [0.1, undefined],
  );
  const { ibc, lift } = incrementalBenefit(at(3, 0.8), at(1, 0.4), at(9, 0.8)) ?? { ibc: 0, lift: 0 };
  // .4 for 2 against .4 for 8.
  near(ibc, 0.2);
  near(lift, 300);
  assert.deepEqual(
    [incrementalBenefit(at(1, 0.8), at(1, 0.4), at(9, 0.8)), incrementalBenefit(at(3, 0.8), at(1, 0.4), at(1, 0.8))],
    [undefined, undefined],
  );
});

test("intervals of variance shares draw tasks whole: tasks that are all alike leave nothing to chance", () => {
  const task = (name: string, flip: number) =>
    [1, 2, 3].map((i) => ({ task: name, topology: i > 2 ? "b" : "a", model: "m", tokens: 10 ** i - 1, score: i + (i === 2 ? flip : 0) }));
  const same = ["x", "y", "z"].flatMap((name) => task(name, 0.25));
  const share = varianceExplained(same);
  const found = varianceExplainedIntervals(same, "s", 40);
  assert.deepEqual(Object.keys(found ?? {}), Object.keys(share ?? {}));
  for (const [key, value] of Object.entries(share ?? {})) nearBoth(found?.[key as keyof typeof share], [value, value], 1e-12);
  assert.equal(
    varianceExplainedIntervals(
      same.map((each) => ({ ...each, score: 1 })),
      "s",
      5,
    ),
    undefined,
  );
  // Scores that are the logarithm of tokens are explained by them whole.
  near(varianceExplained(["x", "y"].flatMap((name) => task(name, 0)))?.tokens, 1, 1e-9);
});
