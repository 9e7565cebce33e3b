import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event, Fact } from "../types.ts";
import { shrinkMap } from "./calibration-maps.ts";
import { nonceFrom } from "./commitment.ts";
import { lmsrPrices, lmsrSharesTo } from "./lmsr.ts";
import { fitLogistic, logit, type Observation, sigmoid } from "../util/logistic.ts";
import { logScore, murphy, skill, trustWeight } from "./proper-scores.ts";
import { poolOf, poolRate, pricesOf, recordOf, recordView } from "./record-view.ts";
import { anchored, poolPrior, posterior, scored } from "./reputation.ts";
import { anchorScore, breakevenBid, directScore, expectedSurplus, raisedBounty } from "./score.ts";
import { inCredits, solvent } from "./settlement.ts";
import { fitTokens, forecastTokens } from "./token-forecast.ts";
import { vcg } from "./vcg.ts";
import { defined } from "../util/defined.ts";

function near(actual: number | undefined, expected: number, within = 1e-9): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);
}

test("shares are bought from where the market stands, not from an even start", () => {
  // 10 ln(.6 / .4) = 4.0547, and 3 of the difference is there already.
  near(lmsrSharesTo(0.6, [5, 2], 10), 10 * Math.log(1.5) - 3, 1e-12);
  near(lmsrPrices([5 + lmsrSharesTo(0.6, [5, 2], 10), 2], 10)[0], 0.6, 1e-12);
});

test("what is paid rounds down, what is owed and deposited rounds up", () => {
  assert.deepEqual(inCredits({ onPass: 70.9, onFail: -30.1, deposit: 30.1 }), { onPass: 70, onFail: -31, deposit: 31 });
  assert.deepEqual([solvent(-15, 5, 20), solvent(-15, 6, 20), solvent(20, 20, 0)], [true, false, true]);
});

test("a logistic fit meets the condition of its optimum: strength times the distance to the prior is what outcomes pull", () => {
  assert.deepEqual(fitLogistic([], [0.3, -2], 1), [0.3, -2]);
  // One pass: s (w - m) = 1 - sigmoid(w), so with m = .5 and s = 2 (1 - sigmoid(1)) the weight is 1; one failure mirrors it.
  const strength = 2 * (1 - sigmoid(1));
  near(fitLogistic([{ features: [1], passed: true }], [0.5], strength)[0], 1, 1e-6);
  near(fitLogistic([{ features: [1], passed: false }], [-0.5], strength)[0], -1, 1e-6);
  const observations: Observation[] = [
    { features: [0, 1, 3], passed: true },
    { features: [2, -1, 0.5], passed: false },
    { features: [1, 0, -4], passed: false },
    { features: [-3, 2, 1], passed: true },
    { features: [5, 5, 1], passed: true },
  ];
  const prior = [0.1, -0.2, 0.4];
  for (const shrink of [0.05, 1, 20]) {
    const weights = fitLogistic(observations, prior, shrink);
    for (const [i, weight] of weights.entries()) {
      const pull = observations.reduce((sum, { features, passed }) => {
        const score = features.reduce((total, feature, j) => total + feature * (weights[j] ?? 0), 0);
        return sum + (Number(passed) - 1 / (1 + Math.exp(-score))) * (features[i] ?? 0);
      }, 0);
      near(shrink * (weight - (prior[i] ?? 0)), pull, 1e-5);
    }
  }
});

test("the logistic function and its inverse have their values, clipped at a millionth", () => {
  near(sigmoid(0), 0.5);
  near(sigmoid(Math.log(3)), 0.75);
  near(sigmoid(-Math.log(3)), 0.25);
  assert.deepEqual([sigmoid(800), sigmoid(-800)], [1, 0]);
  near(logit(0.75), Math.log(3));
  near(logit(0), Math.log(1e-6 / (1 - 1e-6)));
  near(logit(1), -Math.log(1e-6 / (1 - 1e-6)), 1e-6);
});

test("a fit of tokens has slope 1 below ten pairs, the least squares' from ten on, and a factor of e with one or two", () => {
  const pairs = (xs: readonly number[], y: (x: number, i: number) => number) =>
    xs.map((x, i) => ({ stated: Math.exp(x), actual: Math.exp(y(x, i)) }));
  const few = fitTokens(pairs([1, 2, 3], (x, i) => x + [0.1, 0, -0.1][i]!));
  assert.ok(few !== undefined);
  // Residuals .1, 0 and -.1 about slope 1: sigma = sqrt(.02 / 2).
  assert.deepEqual([few.beta, few.n], [1, 3]);
  near(few.alpha, 0);
  near(few.sigma, 0.1);
  assert.equal(fitTokens(pairs([1, 2], (x) => 2 * x))?.sigma, 1);
  // Residuals of .1 at the ends and -.1 at 5 and 6 leave line and mean as they are: sigma = sqrt(.04 / 8).
  const many = fitTokens(
    pairs([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], (x) => 2 + 0.5 * x + (x === 1 || x === 10 ? 0.1 : x === 5 || x === 6 ? -0.1 : 0)),
  );
  near(many?.beta, 0.5);
  near(many?.alpha, 2);
  near(many?.sigma, Math.sqrt(0.005));
  const { median, mean, low, high, reserve } = forecastTokens({ alpha: 0, beta: 1, sigma: 0.1, n: 9 }, 100);
  near(median, 100);
  near(mean, 100 * Math.exp(0.005));
  near(low * high, 100 ** 2, 1e-6);
  near(high, 100 * Math.exp(0.12816));
  near(reserve, 100 * Math.exp(0.16449));
  // Less than a token cannot be stated.
  near(forecastTokens({ alpha: 3, beta: 1, sigma: 0, n: 9 }, 0).median, Math.exp(3));
  assert.equal(fitTokens([{ stated: 10, actual: 0 }]), undefined);
});

function eventsOf(trial: string, facts: readonly Fact[]): Event[] {
  return facts.map((fact, seq) => ({ seq, trial, span: "", at: 0, fact, hash: "" }));
}
const folded = (events: readonly Event[]) => events.reduce((records, event) => recordView.step(records, event), recordView.start);
const outcome = (member: string, p: number, passed: boolean, tokens?: number, statedTokens?: number): Fact => ({
  type: "outcome",
  attempt: 1,
  member,
  p,
  passed,
  ...defined({ tokens, statedTokens }),
});

test("records count each category apart, and a merit moves from the share of passes that was known before the outcome", () => {
  const start: Fact = { type: "trial-start", topology: "market", task: "t", category: "sums", repetition: 0 };
  const events = [
    ...eventsOf("one", [start, outcome("a", 0.8, true, 100, 80), outcome("b", 0.5, false, 40)]),
    ...eventsOf("two", [outcome("a", 0.9, false)]),
  ];
  const records = folded(events);
  const own = recordOf(records, "sums", "a");
  assert.deepEqual(
    [own.tried, own.passed, own.forecasts, own.tokens, own.output],
    [1, 1, [{ p: 0.8, passed: true }], [{ stated: 80, actual: 100 }], { sum: 100, n: 1 }],
  );
  // Nothing was known: a rate of one half, so .5 (.25 - .04). Then one of one had passed: .5 (0 - .25) for b.
  near(own.merit, 0.105);
  near(own.anchor, 1.06);
  const other = recordOf(records, "sums", "b");
  near(other.merit, -0.125);
  near(other.anchor, 0.8);
  assert.deepEqual([other.tokens, other.output], [[], { sum: 40, n: 1 }]);
  assert.deepEqual([poolRate(records, "sums"), poolRate(records, ""), poolRate(records, "maps")], [0.5, 0, 0.5]);
  assert.deepEqual(
    [poolOf(records, "sums"), poolOf(records, "maps")],
    [
      [
        { passed: 1, tried: 1 },
        { passed: 0, tried: 1 },
      ],
      [],
    ],
  );
  assert.equal(recordOf(records, "maps", "a").tried, 0);
  // An outcome that does not tell its tokens is none of zero tokens.
  assert.deepEqual([recordOf(records, "", "a").tried, recordOf(records, "", "a").output], [1, { sum: 0, n: 0 }]);
});

test("of the payments that were agreed in a category the last nineteen stand, oldest first", () => {
  const award = (payment: number): Fact => ({ type: "award", member: "a", payment, scores: {} }) as unknown as Fact;
  const records = folded(
    eventsOf(
      "one",
      Array.from({ length: 25 }, (_, i) => award(i)),
    ),
  );
  assert.deepEqual(
    pricesOf(records, ""),
    Array.from({ length: 19 }, (_, i) => i + 6),
  );
  assert.deepEqual(pricesOf(records, "sums"), []);
});

test("what is believed of a worker: (s + m mu) / (n + m), and the pool's prior by its moments", () => {
  near(posterior({ passed: 3, tried: 4 }, 0.5, 4), 5 / 8);
  near(posterior({ passed: 0, tried: 0 }, 0.3, 0), 0.3);
  assert.deepEqual(poolPrior([{ passed: 0, tried: 0 }]), { mean: 0.5, strength: 4 });
  // One worker: (3 + 1) / (4 + 2), and nothing is known of how workers differ.
  assert.deepEqual(poolPrior([{ passed: 3, tried: 4 }]), { mean: 4 / 6, strength: 4 });
  // Rates .2 and .8 of 100 each: mean 101/202 = .5; spread .18; noise .25/100; strength .25 / .1775 - 1 = .41, raised to 2.
  assert.deepEqual(
    poolPrior([
      { passed: 20, tried: 100 },
      { passed: 80, tried: 100 },
    ]),
    { mean: 0.5, strength: 2 },
  );
  // Rates .4 and .6: spread .02, noise .0025, strength .25 / .0175 - 1.
  near(
    poolPrior([
      { passed: 40, tried: 100 },
      { passed: 60, tried: 100 },
    ]).strength,
    0.25 / 0.0175 - 1,
  );
  // Alike: nothing between them, so the strongest prior that is allowed.
  assert.equal(
    poolPrior([
      { passed: 50, tried: 100 },
      { passed: 50, tried: 100 },
    ]).strength,
    50,
  );
  near(scored(1, 0.8, false, 0.25), 1 + 0.5 * (0.25 - 0.64));
  assert.deepEqual([anchored(1.2, true), anchored(0.6, false)], [1.25, 0.5]);
});

test("scores of forecasts have their values by hand", () => {
  near(logScore({ p: 0, passed: true }), -Math.log(0.001));
  near(logScore({ p: 1, passed: false }), -Math.log(0.001), 1e-9);
  near(logScore({ p: 0.25, passed: false }), -Math.log(0.75));
  assert.deepEqual([skill(0.2, 0), skill(0.1, 0.25)], [0, 0.6]);
  near(trustWeight(0.6, 30), 0.3);
  assert.deepEqual([trustWeight(-1, 30), trustWeight(0.6, 0), trustWeight(9, 30)], [0, 0, 1]);
  // Two at .2 of which one passed, two at .8 of which both: reliability (.3^2 + .2^2) / 2, resolution .25^2, uncertainty .75 x .25.
  const parts = murphy([true, false].map((passed) => ({ p: 0.2, passed })).concat([true, true].map((passed) => ({ p: 0.8, passed }))));
  near(parts.reliability, 0.065);
  near(parts.resolution, 0.0625);
  near(parts.uncertainty, 0.1875);
});

test("scores of bids have their values by hand", () => {
  near(expectedSurplus({ value: 100, p: 0.7, ask: 20, cost: 5 }, 3), 42);
  // 70 - 20 - .3 x (10 x 1.2)
  near(directScore({ value: 100, p: 0.7, ask: 20 }), 46.4);
  // F is 50 clamp((rep - .5) / .75): nothing at .5 and below, 50 at 1.25 and above.
  near(anchorScore({ value: 100, p: 0.8, ask: 20, cost: 2 }, 0.4), 10);
  near(anchorScore({ value: 100, p: 0.8, ask: 20 }, 1.25), 70);
  near(anchorScore({ value: 100, p: 0.8, ask: 20 }, 2), 130);
  assert.deepEqual([raisedBounty(10, 100), raisedBounty(3, 100), raisedBounty(100, 55)], [12, 4, 110]);
  near(breakevenBid(20, 0.8, 10), (20 + 2) / 0.8);
  assert.equal(breakevenBid(20, 0), Infinity);
  near(shrinkMap(0.5, 0.3)(0.9), 0.62);
});

test("a member's charge under VCG is what the others would gain without it", () => {
  // a takes task 0 (10) and b task 1 (6): without a, b would take task 0 for 8, two more; without b, a has what it has.
  const { charges, taskOf, total } = vcg([
    [10, 0],
    [8, 6],
  ]);
  assert.deepEqual([taskOf, total, charges], [[0, 1], 16, [2, 0]]);
  const single = vcg([[7], [5], [3]]);
  assert.deepEqual(
    [single.taskOf, single.charges],
    [
      [0, undefined, undefined],
      [5, 0, 0],
    ],
  );
  assert.deepEqual(vcg([]).charges, []);
});

test("a nonce is three numbers of 53 bits in 14 hex digits each", () => {
  assert.equal(
    nonceFrom(() => 0),
    "0".repeat(42),
  );
  assert.equal(
    nonceFrom(() => 0.5),
    "10000000000000".repeat(3),
  );
});
