import assert from "node:assert/strict";
import { test } from "node:test";
import { baseRate, brierSkill, logScore, murphy, reliability } from "./calibration.ts";
import { amplification, complementarity, designEffectAttempts, effectiveAttempts, phi, propagation } from "./diversity.ts";
import { cliffsDelta, costRatios, tally } from "./effect-sizes.ts";
import { equivalenceOf } from "./equivalence.ts";
import { cvar, deviation, mean, quantile, quantileOfSorted, variance } from "./moments.ts";
import { benjaminiHochberg, eBenjaminiHochberg, holm, holmLevel, leftOver } from "./multiplicity.ts";
import { nelderMead } from "./nelder-mead.ts";
import { equivalent, mcNemar, mcNemarMidP, noWorseAndCheaper } from "./pair-tests.ts";
import { attemptsFor, coverageAt, fitCoverage, passAtK, passHatK } from "./repeated-sampling.ts";

function near(actual: number | undefined, expected: number, within = 1e-12): void {
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= within * Math.max(1, Math.abs(expected)),
    `${actual} is not ${expected}`,
  );
}
const nearAll = (got: readonly number[], wanted: readonly number[], within = 1e-12): void => {
  assert.equal(got.length, wanted.length);
  for (const [i, one] of got.entries()) near(one, wanted[i] ?? Number.NaN, within);
};

test("moments, quantiles and tails of a few values", () => {
  assert.deepEqual([mean([]), variance([3]), deviation([]), quantile([], 0.3), cvar([], 0.9)], Array(5).fill(Number.NaN));
  // 1 2 6: mean 3, squares 4 + 1 + 9.
  assert.deepEqual([mean([1, 2, 6]), variance([1, 2, 6]), variance([4, 4])], [3, 7, 0]);
  near(deviation([1, 2, 6]), Math.sqrt(7));
  near(variance([1e9 + 1, 1e9 + 2, 1e9 + 6]), 7, 1e-6);
  assert.deepEqual(
    [quantile([6, 1, 2], 0), quantile([6, 1, 2], 0.75), quantile([6, 1, 2], 1), quantile([5], 0.4), quantileOfSorted([1, 3, 9], 0.25)],
    [1, 4, 6, 5, 2],
  );
  // The worst 30% of five are one and a half: (9 + 4 / 2) / 1.5; a level of 1 is the worst alone.
  near(cvar([1, 9, 2, 4, 3], 0.7), 11 / 1.5);
  assert.deepEqual([cvar([1, 9], 1), cvar([1, 9, 2], 0)], [9, 4]);
});

test("adjusted p and e: ties, order, ends", () => {
  nearAll(holm([0.03, 0.01, 0.03]), [0.06, 0.03, 0.06]);
  nearAll(holm([0.6, 0.5]), [1, 1]);
  assert.deepEqual(holm([]), []);
  // A later p that is smaller after its step keeps the earlier one's: .02 x 3, .025 x 2, .9.
  nearAll(holm([0.025, 0.02, 0.9]), [0.06, 0.06, 0.9]);
  nearAll(benjaminiHochberg([0.9, 0.04, 0.03]), [0.9, 0.06, 0.06]);
  nearAll(benjaminiHochberg([1, 1]), [1, 1]);
  near(holmLevel([]), 0.05);
  near(holmLevel([0.5, 0.6]), 0.05 / 3);
  // .05 / 3 rejects the first, .05 / 2 the second: the last is tested at .05; at a p of just the bar too.
  near(holmLevel([0.025, 0.01]), 0.05);
  near(holmLevel([0.026, 0.01]), 0.025);
  near(holmLevel([0.03, 0.01], 0.1), 0.1);
  near(leftOver(4, 1, 1), 0);
  near(leftOver(4, 3, 0.2), 0.6);
  // Four at alpha .1: 4 / (.1 k) = 40, 20, 13.3, 10.
  assert.deepEqual(
    eBenjaminiHochberg([10, 14, 3, 14], 0.1),
    [false, true, false, true].map(() => false),
  );
  assert.deepEqual(eBenjaminiHochberg([14, 14, 3, 14], 0.1), [true, true, false, true]);
  assert.deepEqual(eBenjaminiHochberg([20, 40], 0.05), [true, true]);
  assert.deepEqual(eBenjaminiHochberg([19.9, 40], 0.05), [false, true]);
});

test("McNemar by hand: sides, ties and ends", () => {
  // 2 (1 + 5) / 2^5 for 4 and 1; mid-p takes off 5 / 32.
  near(mcNemar(4, 1), 12 / 32);
  near(mcNemar(1, 4), 12 / 32);
  near(mcNemarMidP(1, 4), 7 / 32);
  assert.deepEqual([mcNemar(2, 2), mcNemarMidP(0, 0)], [1, 1]);
  // 2 (1 + 4 + 6) / 16 - 6 / 16 is 1.
  near(mcNemarMidP(2, 2), 1);
  assert.deepEqual([equivalent([-0.1, 0], 0.1), equivalent([0, 0.1], 0.1), equivalent([-0.09, 0.09], 0.1)], [false, false, true]);
  assert.deepEqual(
    [
      noWorseAndCheaper([-0.1, 1], [0, 0.5], 0.1),
      noWorseAndCheaper([-0.09, 1], [0, 1], 0.1),
      noWorseAndCheaper([-0.09, 1], [0, 0.99], 0.1),
    ],
    [false, false, true],
  );
});

test("whether a is no worse than b needs the end on that side alone", () => {
  const finding = (low: number, high: number) => equivalenceOf([low, high], 0.1).finding;
  assert.deepEqual(
    [finding(-0.09, 0.09), finding(-0.09, 0.1), finding(-0.1, 0.09), finding(-0.1, 0.1)],
    ["equal", "no-worse", "no-better", "open"],
  );
  assert.deepEqual(equivalenceOf(undefined, 0.5), { margin: 0.5, finding: "open" });
});

test("chances over draws, and the law of coverage with weights", () => {
  // 5 draws, 2 pass: of 10 pairs 3 miss both, 1 has both.
  nearAll(
    [passAtK(5, 2, 2), passHatK(5, 2, 2), passAtK(5, 2, 4), passHatK(5, 2, 3), passAtK(5, 2, 3), passHatK(5, 5, 2)],
    [0.7, 0.1, 1, 0, 0.9, 1],
  );
  const curve = { a: -2, b: -0.5, seen: 100 };
  nearAll([coverageAt(curve, 4), coverageAt(curve, 1)], [Math.exp(-1), Math.exp(-2)]);
  // exp(-2 k^-.5) = exp(-.1) at k = 400; at 401 it is beyond four times what was seen.
  near(attemptsFor(curve, Math.exp(-0.1)).k, 400, 1e-9);
  assert.deepEqual([attemptsFor(curve, Math.exp(-0.11)).extrapolated, attemptsFor(curve, Math.exp(-0.099)).extrapolated], [false, true]);
  const at = (k: number) => ({ k, coverage: coverageAt(curve, k) });
  const fitted = fitCoverage([{ k: 1, coverage: 0 }, at(2), at(50), { k: 90, coverage: 1 }, at(10)]);
  nearAll([fitted?.a ?? 0, fitted?.b ?? 0, fitted?.seen ?? 0], [-2, -0.5, 50], 1e-9);
  // A point off the line counts by its weight. R: lm(y ~ x, weights = c(1, 3, 1)), x = ln(1, 2, 8), y = ln(-ln(.2, .3, .8)).
  const weighted = fitCoverage([
    { k: 1, coverage: 0.2 },
    { k: 2, coverage: 0.3, weight: 3 },
    { k: 8, coverage: 0.8 },
  ]);
  nearAll([weighted?.a ?? 0, weighted?.b ?? 0], [-2.12155129390757, -1.01659807395473], 1e-9);
  assert.deepEqual([fitCoverage([at(3), at(3)]), fitCoverage([at(3)])], [undefined, undefined]);
});

test("the simplex reflects, expands, contracts and shrinks as Nelder and Mead's does, by hand on one axis", () => {
  // From 1 the other corner is 1.6. Both ways down the line x: 1 is best, the reflection .4 is better, the expansion -.2 better still.
  const visited = (of: (x: number) => number, most: number): number[] => {
    const seen: number[] = [];
    nelderMead(([x = 0]) => (seen.push(Math.round(x * 1e6) / 1e6), of(x)), [1], most);
    return seen;
  };
  assert.deepEqual(
    visited((x) => x, 1),
    [1, 1.6, 0.4, -0.2],
  );
  // Of -x the best is 1.6; its reflection over 1 is 2.2, further 2.8.
  assert.deepEqual(
    visited((x) => -x, 1),
    [1, 1.6, 2.2, 2.8],
  );
  // Around 1.1 the reflection .4 is worse than both: contracted to the inside, 1.3; that is worse than the best and better than the worst.
  assert.deepEqual(
    visited((x) => (x - 1.1) ** 2, 1),
    [1, 1.6, 0.4, 1.3],
  );
  // A reflection that is better than the worst and not than the best: contracted to the outside, .7.
  assert.deepEqual(
    visited((x) => (x - 0.9) ** 2, 1),
    [1, 1.6, 0.4, 0.7],
  );
  // Nothing is better: all shrink toward the best.
  assert.deepEqual(
    visited((x) => (x === 1 ? 0 : 1), 1),
    [1, 1.6, 0.4, 1.3, 1.3],
  );
  const [x = 0, y = 0] = nelderMead(([a = 0, b = 0]) => (a - 3) ** 2 + 2 * (b + 1) ** 2 + a * b, [0, 0], 400);
  // Gradient 0: 2a - 6 + b = 0 and 4b + 4 + a = 0.
  nearAll([x, y], [4, -2], 2e-3);
  assert.deepEqual(
    nelderMead(([a = 0]) => (a - 1) ** 2, [1], 0),
    [1],
  );
});

test("overlap figures by hand", () => {
  const table = { both: 4, onlyA: 3, onlyB: 2, neither: 1 };
  // Failures 3 and 4 of 10, 1 together: (.1 - .12) / sqrt(.21 x .24).
  near(phi(table), -0.02 / Math.sqrt(0.21 * 0.24));
  assert.equal(phi({ both: 4, onlyA: 0, onlyB: 2, neither: 0 }), undefined);
  near(complementarity(table), 2 / 3);
  assert.equal(complementarity({ both: 1, onlyA: 1, onlyB: 0, neither: 0 }), undefined);
  nearAll([designEffectAttempts(3, 0.25), designEffectAttempts(1, 0.9)], [2, 1]);
  const [f, t] = [false, true];
  // Fail together in 1 of 4, alone in 2 and 3 of 4: ln .25 / mean(ln .5, ln .75).
  near(
    effectiveAttempts([
      [f, f, t, t],
      [t, f, f, f],
    ]),
    Math.log(0.25) / ((Math.log(0.5) + Math.log(0.75)) / 2),
  );
  assert.deepEqual(
    [
      effectiveAttempts([
        [t, t],
        [f, f],
      ]),
      effectiveAttempts([]),
    ],
    [undefined, undefined],
  );
  // Organization fails 3 of 8, solo 2 of 8: both pass 4, only the organization 1, only solo 2, neither 1.
  const found = amplification({ organization: [t, t, t, t, t, f, f, f], solo: [t, t, t, t, f, t, t, f] });
  nearAll([found.riskRatio, found.bound, found.oddsRatio, found.harm, found.repair], [1.5, 4, 3 / 5 / (2 / 6), 2 / 6, 0.5]);
  near(propagation({ injected: 0.9, clean: 0.3 }, { injected: 0.5, clean: 0.1 }), 1.5);
  assert.equal(propagation({ injected: 0.9, clean: 0.3 }, { injected: 0.1, clean: 0.1 }), undefined);
  assert.deepEqual(
    [tally([1, -1, 2, 0, -2], 1), tally([0.5, -0.5])],
    [
      { wins: 1, losses: 1, ties: 3 },
      { wins: 1, losses: 1, ties: 0 },
    ],
  );
  near(cliffsDelta([3, 2, -1, 0, 1]), 0.4);
  assert.ok(Number.isNaN(costRatios([0], [1]).typical));
});

test("calibration figures by hand: bins at their edges, base rates, clipped logs, Murphy's parts", () => {
  const some = [
    [0.95, true],
    [1, true],
    [0.05, false],
    [0.1, true],
    [0.19, false],
  ].map(([p, passed]) => ({ p: Number(p), passed: passed === true }));
  assert.deepEqual(
    reliability(some).map(({ count, passed }) => [count, passed]),
    [
      [1, 0],
      [2, 0.5],
      [2, 1],
    ],
  );
  nearAll(
    reliability(some).map(({ stated }) => stated),
    [0.05, 0.145, 0.975],
  );
  assert.deepEqual(
    reliability(
      [
        { p: -0.1, passed: true },
        { p: 0.4, passed: false },
      ],
      2,
    ).map(({ count }) => count),
    [2],
  );
  near(baseRate(some), 0.6);
  // Squared errors .0025 + 0 + .0025 + .81 + .0361 over 5; beside a base of .6 and of .3.
  near(brierSkill(some), 1 - 0.17022 / 0.24);
  near(brierSkill(some, 0.3), 1 - 0.17022 / 0.21);
  assert.equal(brierSkill(some, 1), undefined);
  nearAll(
    [logScore([{ p: 1, passed: false }]), logScore([{ p: 0.25, passed: false }]), logScore([{ p: 1, passed: true }])],
    [-Math.log(0.001), -Math.log(0.75), -Math.log(0.999)],
  );
  const { reliability: off, resolution, uncertainty } = murphy(some);
  // Bins of 1, 2, 2 of 5: gaps .05, .355, .025; from .6 by .6, .1, .4.
  nearAll([off, resolution, uncertainty], [0.2 * 0.0025 + 0.4 * 0.126025 + 0.4 * 0.000625, 0.2 * 0.36 + 0.4 * 0.01 + 0.4 * 0.16, 0.24]);
});
