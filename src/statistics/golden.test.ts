import assert from "node:assert/strict";
import { test } from "node:test";
import { bradleyTerry, strengthIntervals } from "./bradley-terry.ts";
import { auc, brier, brierSkill, calibrationError, type Forecast, logScore, murphy } from "./calibration.ts";
import { binomialCdf, logGamma, normalCdf, normalQuantile, tCdf, tQuantile } from "../util/distributions.ts";
import { amplification, complementarity, designEffectAttempts, effectiveAttempts, overlap, phi, propagation } from "./diversity.ts";
import { cliffsDelta, cohensH, costRatios, discordantOdds, standardizedDifference, tally } from "./effect-sizes.ts";
import { cvar, mean, quantile } from "./moments.ts";
import { benjaminiHochberg, eBenjaminiHochberg, holm } from "./multiplicity.ts";
import { equivalent, mcNemar, mcNemarMidP, noWorseAndCheaper } from "./pair-tests.ts";
import { detectable, detectablePairs, pairsFor, tasksFor } from "./power.ts";
import { clopperPearson, wilson } from "./proportions.ts";
import { attemptsFor, coverageAt, fitCoverage, passAtK, passHatK } from "./repeated-sampling.ts";
import { averageGapRecovered, averageImprovement, callsFor, gapRecovered, incrementalBenefit, upperHull } from "./routing-metrics.ts";
import { signFlip } from "./sign-flip.ts";

function near(actual: number | undefined, expected: number, within = 1e-4): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);
}
function nearAll(actual: readonly number[], expected: readonly number[], within = 1e-4): void {
  assert.equal(actual.length, expected.length);
  for (const [i, value] of actual.entries()) near(value, expected[i] as number, within);
}

test("distributions agree with their tables", () => {
  near(normalQuantile(0.975), 1.959963984540054, 1e-12);
  near(normalCdf(-1.2345), 0.10850832336267009, 1e-14);
  near(normalCdf(3), 0.9986501019683699, 1e-13);
  near(tQuantile(0.975, 14), 2.144786688, 1e-8);
  near(tQuantile(0.975, 1), 12.7062047362, 1e-7);
  near(tCdf(2.144786688, 14), 0.975, 1e-9);
  near(logGamma(10), Math.log(362880), 1e-12);
  near(logGamma(0.5), Math.log(Math.sqrt(Math.PI)), 1e-12);
  near(binomialCdf(3, 10, 0.5), 176 / 1024, 1e-12);
});

test("Wilson intervals are the published ones", () => {
  const golden: [number, number, number, number][] = [
    [34, 45, 0.6133, 0.8576],
    [33, 45, 0.5896, 0.8404],
    [30, 45, 0.5207, 0.7864],
    [29, 50, 0.4423, 0.7062],
    [24, 50, 0.348, 0.6149],
    [13, 15, 0.6212, 0.9626],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
  ];
  for (const [passes, n, low, high] of golden) nearAll(wilson(passes, n), [low, high]);
});

test("Clopper-Pearson intervals are the published ones", () => {
  nearAll(clopperPearson(0, 10), [0, 0.3085]);
  nearAll(clopperPearson(29, 50), [0.4321, 0.7181]);
  nearAll(clopperPearson(13, 15), [0.5954, 0.9834]);
});

test("exact McNemar and its mid-p give the published values", () => {
  const golden: [number, number, number][] = [
    [11, 6, 0.3323],
    [6, 2, 0.2891],
    [10, 0, 0.00195],
    [5, 0, 0.0625],
    [6, 0, 0.03125],
    [8, 2, 0.1094],
    [0, 0, 1],
  ];
  for (const [b, c, p] of golden) near(mcNemar(b, c), p);
  near(mcNemarMidP(11, 6), 0.2379);
});

test("the sign-flip test equals exact McNemar on one binary outcome per task", () => {
  const differences = [...Array.from({ length: 11 }, () => 1), ...Array.from({ length: 6 }, () => -1), 0, 0, 0];
  near(signFlip(differences, "s"), mcNemar(11, 6), 1e-12);
});

test("the published comparison's 15 tasks decide nothing: market-solo p 1.00, hub-solo p .122", () => {
  const market = [6.3, 10, 1.3, 9.7, 6, 10, 6.7, 9, 3, 7, 9, 9, 8.7, 6, 6];
  const hub = [8.3, 9.7, 6, 9, 6.7, 0, 9.7, 9, 4, 3.3, 8.3, 7.3, 4.3, 6, 8.3];
  const solo = [9.7, 9.3, 5.3, 10, 7.7, 0, 9, 9.3, 3.3, 3.7, 7.7, 8.3, 8.3, 7, 9];
  const against = (arm: readonly number[]): number[] => arm.map((value, i) => value - (solo[i] as number));
  near(mean(against(market)), 0.007, 1e-3);
  near(signFlip(against(market), "s"), 1, 0.01);
  near(mean(against(hub)), -0.513, 1e-3);
  near(signFlip(against(hub), "s"), 0.122, 0.01);
  near(standardizedDifference(against(hub)), -0.42, 0.01);
  assert.deepEqual(tally(against(hub)), { wins: 5, losses: 9, ties: 1 });
});

test("sampled and enumerated sign flips agree", () => {
  const differences = Array.from({ length: 20 }, (_, i) => Math.sin(i * 1.7) + 0.3);
  const exact = signFlip(differences, "s");
  const extra = [...differences, 1e-12];
  near(signFlip(extra, "s"), exact, 0.01);
});

test("Holm, Benjamini-Hochberg and e-BH give the published adjustments", () => {
  const ps = [0.001, 0.012, 0.021, 0.04, 0.2];
  nearAll(holm(ps), [0.005, 0.048, 0.063, 0.08, 0.2], 1e-12);
  nearAll(benjaminiHochberg(ps), [0.005, 0.03, 0.035, 0.05, 0.2], 1e-12);
  nearAll(holm([0.2, 0.001]), [0.2, 0.002], 1e-12);
  assert.deepEqual(eBenjaminiHochberg([90, 45, 9, 1.2]), [true, true, false, false]);
  assert.deepEqual(eBenjaminiHochberg([60, 25, 9, 1.2]), [false, false, false, false]);
});

test("tasks wanted and detectable differences are the published ones", () => {
  const table: [number, number, number][] = [
    [0.1, 0.02, 1960],
    [0.1, 0.1, 77],
    [0.2, 0.05, 626],
    [0.2, 0.2, 37],
    [0.3, 0.1, 234],
    [0.3, 0.15, 103],
    [0.4, 0.03, 3487],
    [0.4, 0.2, 77],
  ];
  for (const [psi, delta, n] of table) assert.equal(pairsFor(psi, delta), n);
  near(detectablePairs(0.3, 30), 0.269, 5e-4);
  near(detectablePairs(0.2, 50), 0.173, 5e-4);
  near(detectablePairs(0.4, 200), 0.125, 5e-4);
  assert.equal(detectablePairs(0.4, 15), undefined);
  near(detectable(3.38, 15), 2.63, 0.01);
  assert.equal(detectable(0, 15), undefined);
  const n = tasksFor(1, 0.5);
  assert.ok((detectable(1, n) ?? 1) <= 0.5 && (detectable(1, n - 1) ?? 0) > 0.5);
});

test("effect sizes", () => {
  near(cohensH(34 / 45, 33 / 45), 0.051, 1e-3);
  near(discordantOdds(11, 6), 11.5 / 6.5, 1e-12);
  near(cliffsDelta([1, 1, -1, 0]), 0.25, 1e-12);
  const ratios = costRatios([2, 8], [1, 1]);
  near(ratios.typical, 4, 1e-12);
  near(ratios.total, 5, 1e-12);
});

test("equivalence needs the whole interval inside, not a large p", () => {
  assert.equal(equivalent([-0.02, 0.04], 0.05), true);
  assert.equal(equivalent([-0.06, 0.04], 0.05), false);
  assert.equal(noWorseAndCheaper([-0.02, 0.1], [0.3, 0.9], 0.05), true);
  assert.equal(noWorseAndCheaper([-0.02, 0.1], [0.3, 1.1], 0.05), false);
});

test("pass@k and pass^k are unbiased", () => {
  near(passAtK(10, 3, 1), 0.3, 1e-12);
  near(passAtK(10, 3, 5), 0.916667, 1e-6);
  near(passAtK(10, 7, 3), 0.991667, 1e-6);
  near(passHatK(10, 7, 3), 0.291667, 1e-6);
  assert.equal(passHatK(10, 3, 5), 0);
});

test("the coverage law is recovered from two published points", () => {
  const lite = fitCoverage([
    { k: 1, coverage: 0.159 },
    { k: 250, coverage: 0.56 },
  ]);
  assert.ok(lite !== undefined);
  near(lite.a, -1.8389);
  near(lite.b, -0.209, 5e-5);
  near(attemptsFor(lite, 0.7).k, 2555, 2);
  assert.equal(attemptsFor(lite, 0.8).extrapolated, true);
  const math = fitCoverage([
    { k: 100, coverage: 0.829 },
    { k: 10_000, coverage: 0.9844 },
  ]);
  near(math === undefined ? undefined : coverageAt(math, 1), 0.107, 5e-4);
  assert.equal(fitCoverage([{ k: 1, coverage: 1 }]), undefined);
});

test("router metrics are the published ones", () => {
  const rates = [0.638, 0.76, 0.82, 0.85, 0.857];
  const curve = rates.map((rate, i) => ({ share: i / 4, rate }));
  near(averageGapRecovered(curve), 0.71404, 1e-5);
  near(callsFor(curve, 0.5), 0.22439, 1e-5);
  near(callsFor(curve, 0.8), 0.47167, 1e-5);
  near(gapRecovered(0.929, 0.638, 0.857), 1.329, 1e-3);
  const offers = [
    { cost: 1, quality: 0.5 },
    { cost: 2, quality: 0.7 },
    { cost: 4, quality: 0.72 },
    { cost: 10, quality: 0.8 },
  ];
  assert.equal(upperHull(offers).length, 3);
  near(averageImprovement(offers), 0.73333, 1e-5);
  near(incrementalBenefit({ cost: 2, quality: 0.7 }, { cost: 1, quality: 0.5 }, { cost: 5, quality: 0.9 })?.lift, 100, 1e-9);
  assert.equal(incrementalBenefit({ cost: 1, quality: 0.7 }, { cost: 1, quality: 0.5 }, { cost: 5, quality: 0.9 }), undefined);
});

test("error correlation and effective attempts of GSM8K's recorded pair are the published ones", () => {
  // 1,319 items: weak 63.8%, strong 85.7%, either 92.9%, both 56.6%.
  const table = { both: 747, onlyA: 95, onlyB: 383, neither: 94 };
  near(phi(table), 0.114, 2e-3);
  const passes = (a: boolean) => [
    ...Array.from({ length: 747 }, () => true),
    ...Array.from({ length: 95 }, () => a),
    ...Array.from({ length: 383 }, () => !a),
    ...Array.from({ length: 94 }, () => false),
  ];
  assert.deepEqual(overlap(passes(true), passes(false)), table);
  near(effectiveAttempts([passes(true), passes(false)]), 1.79, 0.01);
  near(complementarity(table), 383 / 477, 1e-12);
  near(designEffectAttempts(5, 0.637), 1.41, 5e-3);
});

test("independent agents have as many effective attempts as there are, copies have one", () => {
  const a = [false, false, true, true];
  const b = [false, true, false, true];
  near(effectiveAttempts([a, b]), 2, 1e-12);
  near(effectiveAttempts([a, a]), 1, 1e-12);
  assert.equal(phi(overlap(a, [true, true, true, true])), undefined);
});

test("error amplification: harm and repair rebuild the organization's error rate", () => {
  const solo = [true, true, true, true, true, false, false, false, false, false];
  const organization = [true, true, true, true, false, true, true, false, false, false];
  const found = amplification({ organization, solo });
  near(found.harm, 0.2, 1e-12);
  near(found.repair, 0.4, 1e-12);
  near(found.harm * 0.5 + (1 - found.repair) * 0.5, 0.4, 1e-12);
  near(found.riskRatio, 0.8, 1e-12);
  near(found.bound, 2, 1e-12);
  near(propagation({ injected: 0.5, clean: 0.3 }, { injected: 0.6, clean: 0.2 }), 0.5, 1e-12);
  assert.equal(propagation({ injected: 0.5, clean: 0.3 }, { injected: 0.2, clean: 0.2 }), undefined);
});

test("quantiles and the mean of the worst share of cost", () => {
  const costs = [...Array.from({ length: 90 }, () => 0.1), 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 10];
  near(mean(costs), 0.452, 1e-12);
  near(cvar(costs, 0.9), 3.62, 1e-9);
  near(cvar(costs, 0.95), 5.6, 1e-9);
  near(quantile([1, 2, 3, 4], 0.5), 2.5, 1e-12);
});

test("Bradley-Terry gives the published strengths", () => {
  const pair = bradleyTerry(
    [
      [0, 7],
      [3, 0],
    ],
    0,
  );
  near((pair?.[0] ?? 0) - (pair?.[1] ?? 0), Math.log(7 / 3), 1e-8);
  const three = bradleyTerry(
    [
      [0, 7, 8],
      [3, 0, 6],
      [2, 4, 0],
    ],
    0,
  );
  nearAll(three ?? [], [0.7406, -0.1491, -0.5915]);
});

test("arms that never met have no Bradley-Terry ranking, and one that always won a finite strength", () => {
  const apart = [
    [0, 1, 0, 0],
    [1, 0, 0, 0],
    [0, 0, 0, 1],
    [0, 0, 1, 0],
  ];
  assert.equal(bradleyTerry(apart, 0), undefined);
  const strengths = bradleyTerry([
    [0, 9],
    [0, 0],
  ]);
  near((strengths?.[0] ?? 0) - (strengths?.[1] ?? 0), Math.log(9.5 / 0.5), 1e-8);
  const tasks = Array.from({ length: 20 }, (_, i) => [
    [0, i % 4 === 0 ? 0 : 1],
    [i % 4 === 0 ? 1 : 0, 0],
  ]);
  const [, second] = strengthIntervals(tasks, "s", 300);
  assert.ok(second !== undefined && second.ci[0] < second.difference && second.difference < second.ci[1] && second.ci[1] < 0);
});

test("calibration figures by hand", () => {
  const forecasts: Forecast[] = [
    { p: 0.9, passed: true },
    { p: 0.8, passed: false },
    { p: 0.3, passed: true },
    { p: 0.1, passed: false },
  ];
  near(brier(forecasts), (0.01 + 0.64 + 0.49 + 0.01) / 4, 1e-12);
  near(brierSkill(forecasts), 1 - 0.2875 / 0.25, 1e-12);
  near(auc(forecasts), 0.75, 1e-12);
  near(auc([...forecasts, { p: 0.9, passed: false }]), 4 / 6 - 1 / 12, 1e-12);
  near(calibrationError(forecasts), (0.1 + 0.8 + 0.7 + 0.1) / 4, 1e-12);
  near(logScore([{ p: 0, passed: true }]), -Math.log(0.001), 1e-12);
  const { reliability, resolution, uncertainty } = murphy(forecasts);
  near(reliability - resolution + uncertainty, brier(forecasts), 1e-12);
  assert.equal(auc([{ p: 0.5, passed: true }]), undefined);
});
