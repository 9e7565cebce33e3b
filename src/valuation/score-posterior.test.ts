import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { type ScoreLaw, ScorePosterior } from "./score-posterior.ts";

const near = (a: number, b: number, within = 1e-12) => assert.ok(Math.abs(a - b) < within, `${a} against ${b}`);
const told = (law: ScoreLaw, scores: readonly number[]) => {
  const posterior = new ScorePosterior(law);
  for (const score of scores) posterior.tell(score);
  return posterior;
};

test("before the first score there is the prior: Beta(1/2, 1/2), or mean 0, kappa 1, nu 1, tau squared 0.1", () => {
  assert.deepEqual(told("beta", []).beta, { a: 0.5, b: 0.5 });
  assert.deepEqual(told("normal", []).normal, { m: 0, kappa: 1, nu: 1, tau2: 0.1 });
});

// Scores .2, .9, .4: sum 1.5, mean .5, squares around it .26. By hand: Beta(2, 2); kappa 4, m 1.5/4, nu 4, tau squared (.1 + .26 + 3/4 * .25)/4.
test("the posteriors of three scores are those of a computation by hand", () => {
  const { a, b } = told("beta", [0.2, 0.9, 0.4]).beta;
  near(a, 2);
  near(b, 2);
  const { m, kappa, nu, tau2 } = told("normal", [0.2, 0.9, 0.4]).normal;
  assert.deepEqual([kappa, nu], [4, 4]);
  near(m, 0.375);
  near(tau2, 0.136875);
});

// R: 1 - pbeta(x, 2, 2); 1 - pt((x - .375) / sqrt(.136875 / 4), 4).
test("the chance that the mean is above a score is R's", () => {
  const beta = told("beta", [0.2, 0.9, 0.4]);
  near(beta.above(0.5), 0.5);
  near(beta.above(0.9), 0.028);
  assert.deepEqual([beta.above(0), beta.above(1)], [1, 0]);
  const normal = told("normal", [0.2, 0.9, 0.4]);
  near(normal.above(0.5), 0.268129933113326, 1e-10);
  near(normal.above(1), 0.0139096040815212, 1e-10);
});

// R: qbeta(p, 2, 2) and .375 + sqrt(.136875 / 4) * qt(p, 4).
const quantiles: Readonly<Record<ScoreLaw, readonly number[]>> = {
  beta: [0.195800105659092, 0.32635182233307, 0.5, 0.67364817766693, 0.804199894340908],
  normal: [0.0913827392362085, 0.237983551785485, 0.375, 0.512016448214515, 0.658617260763791],
};
for (const law of ["beta", "normal"] as const) {
  test(`draws under the ${law} law fall below R's quantiles as often as they must`, () => {
    const posterior = told(law, [0.2, 0.9, 0.4]);
    const next = stream(`draws/${law}`);
    const draws = Array.from({ length: 40_000 }, () => posterior.draw(next));
    for (const [place, p] of [0.1, 0.25, 0.5, 0.75, 0.9].entries()) {
      const share = draws.filter((draw) => draw < (quantiles[law][place] as number)).length / draws.length;
      // Four standard errors of a share of 40,000.
      near(share, p, 4 * Math.sqrt((p * (1 - p)) / draws.length));
    }
  });
}

test("the order of telling makes no difference", () => {
  const [one, other] = [told("normal", [0.1, 0.8, 0.3, 1]), told("normal", [1, 0.3, 0.1, 0.8])];
  near(one.normal.m, other.normal.m);
  near(one.normal.tau2, other.normal.tau2);
});
