import assert from "node:assert/strict";
import { test } from "node:test";
import { normalCdf, normalQuantile } from "../util/distributions.ts";
import { normal, stream } from "../util/random.ts";
import { type Attempt, Belief, type Prior } from "./belief.ts";
import { fitCollisions } from "./collisions.ts";
import { correlationAt, fitCorrelations } from "./correlations.ts";
import { evidenceOf, type Outcome } from "./evidence.ts";
import { quickCdf, quickQuantile } from "./normal-table.ts";
import { defined } from "../util/defined.ts";

const near = (got: number | undefined, wanted: number, within = 1e-9): void =>
  assert.ok(Math.abs((got ?? Number.NaN) - wanted) < within, `${got} against ${wanted}`);
const independent = (p: readonly number[], concentration?: number): Prior => ({
  p,
  loadings: p.map(() => 0),
  repeats: p.map(() => 0),
  ...defined({ concentration }),
});
const failed = (member: number): Attempt => ({ member, answer: member, ifRight: 0, ifWrong: 1 });
const gave = (member: number, answer: number | undefined, ifRight = 1, ifWrong = 1): Attempt => ({ member, answer, ifRight, ifWrong });

test("the quick normal distribution and quantile are the exact ones", () => {
  for (let z = -7.9; z < 8; z += 0.0371) near(quickCdf(z), normalCdf(z), 1e-10);
  for (const p of [1e-6, 0.003, 0.2, 0.5, 0.77, 0.999]) near(quickQuantile(p), normalQuantile(p), 1e-7);
});

test("a failure of one lowers the other by their correlation, as the arc sine says for even chances", () => {
  const belief = new Belief({ p: [0.5, 0.5], loadings: [Math.SQRT1_2, Math.SQRT1_2], repeats: [0.5, 0.5] });
  near(belief.after([]).next(1), 0.5, 1e-4);
  // Correlation 1/2: both pass with 1/4 + asin(1/2) / (2 pi) = 1/3, so the second passes after a failure of the first with (1/2 - 1/3) / (1/2).
  near(belief.after([failed(0)]).next(1), 1 / 3, 1e-4);
  near(belief.after([{ ...failed(0), ifRight: 1, ifWrong: 0 }]).next(1), 2 / 3, 1e-4);
});

test("a second sample of the one that failed is lowered by its own correlation", () => {
  const belief = new Belief({ p: [0.5, 0.5], loadings: [0.5, 0.5], repeats: [0.5, 0.25] });
  near(belief.after([failed(0)]).next(0), 1 / 3, 2e-3);
  // And with nothing of the member's own beside the item, as another member with its loading would be: 1/4 + asin(1/4) / (2 pi).
  near(belief.after([failed(1)]).next(1), (0.5 - (0.25 + Math.asin(0.25) / (2 * Math.PI))) / 0.5, 2e-3);
});

test("what a verdict leaves of a chance is Bayes's rule: .5 becomes .818 when a .9/.8 checker accepts", () => {
  const accepted = new Belief(independent([0.5])).after([gave(0, 0, 0.9, 0.2)]);
  near(accepted.right(0), 0.45 / 0.55);
  near(accepted.total, 0.55);
  near(new Belief(independent([0.5])).after([gave(0, 0, 0.1, 0.8)]).right(0), 0.05 / 0.45);
});

test("three answers, two of them equal: what is right by hand, with Ewens's chances of wrong answers to be equal", () => {
  const now = new Belief(independent([0.8, 0.7, 0.6], 1)).after([gave(0, 0), gave(1, 1), gave(2, 1)]);
  // A right: .8 x .3 x .4, the two wrong ones equal with 1 / (1 + 1). B right: .2 x .7 x .6. None: .2 x .3 x .4, the second differs from the first
  // with 1/2 and the third equals the second with 1/3.
  const [a, b, none] = [0.8 * 0.3 * 0.4 * 0.5, 0.2 * 0.7 * 0.6, 0.2 * 0.3 * 0.4 * 0.5 * (1 / 3)];
  near(now.right(0), a / (a + b + none), 1e-9);
  near(now.right(1), b / (a + b + none), 1e-9);
  near(now.right(2), now.right(1));
});

test("of two answers to a question with two, independent members' log-odds add up", () => {
  const now = new Belief(independent([0.9, 0.6, 0.7], 1e-9)).after([gave(0, 0), gave(1, 1), gave(2, 1)]);
  const odds = (p: number): number => p / (1 - p);
  near(now.right(0) / now.right(1), odds(0.9) / (odds(0.6) * odds(0.7)), 1e-6);
});

test("no answer is never right, and no evidence: the chance of the others stays what it was", () => {
  const loadings = [0.9, 0.9];
  const now = new Belief({ p: [0.5, 0.5], loadings, repeats: loadings, concentration: 1 }).after([gave(0, undefined), gave(1, 0)]);
  assert.equal(now.right(0), 0);
  near(now.right(1), 0.5, 1e-4);
});

test("the correlation behind residuals is Pearson's: an eighth at even chances is sin(pi / 4)", () => {
  near(correlationAt([[0, 0]], 0.125).r, Math.SQRT1_2, 1e-3);
  near(correlationAt([[0, 0]], -0.125).r, -Math.SQRT1_2, 1e-3);
  near(correlationAt([[0, 0]], 0).r, 0);
});

test("loadings and repeats that outcomes were drawn with are found again", () => {
  const next = stream("loadings");
  const [loadings, own] = [[0.8, 0.6, 0.3, 0.7], 0.5];
  const outcomes: Outcome[] = Array.from({ length: 3000 }, (_, i) => {
    const item = normal(next);
    return loadings.flatMap((loading, m) => {
      const whim = normal(next);
      return [0, 1].map((sample) => {
        const rest = Math.sqrt(1 - loading ** 2 - own ** 2);
        const latent = loading * item + own * whim + rest * normal(next);
        return { item: `${i}`, category: "x", member: `m${m}`, sample, passed: latent < 0.3 };
      });
    });
  }).flat();
  const evidence = evidenceOf(outcomes);
  const found = fitCorrelations(evidence, new Float64Array(evidence.tries.length).fill(normalCdf(0.3)));
  for (const [m, loading] of loadings.entries()) {
    near(found.loadings[m], loading, 0.05);
    near(found.repeats[m], loading ** 2 + own ** 2, 0.06);
  }
  assert.ok(found.repeatsKnown);
});

test("how often wrong answers are equal is counted by category, ten pairs at the common rate laid to it", () => {
  const wrong = (item: string, category: string, answers: readonly string[]): Outcome[] =>
    answers.map((answer, m) => ({ item, category, member: `m${m}`, passed: false, answer }));
  const fitted = fitCollisions(
    evidenceOf([...wrong("1", "x", ["a", "a"]), ...wrong("2", "x", ["a", "b"]), ...wrong("3", "y", ["c", "c"])]),
  );
  // Two of three pairs are equal: a common rate of 2.5 / 4. In x one of two: (1 + 6.25) / 12; in y (1 + 6.25) / 11.
  near(fitted?.("x"), 12 / 7.25 - 1);
  near(fitted?.("y"), 11 / 7.25 - 1);
  near(fitted?.("never"), 4 / 2.5 - 1);
  assert.equal(fitCollisions(evidenceOf([{ item: "1", category: "x", member: "a", passed: true }])), undefined);
});

test("one attempt more gives to the last digit what all attempts from the start give, whatever was asked of the belief between", () => {
  const next = stream("one attempt more");
  for (const concentration of [undefined, 2])
    for (let round = 0; round < 40; round++) {
      const p = Array.from({ length: 4 }, () => next());
      const prior = {
        p,
        loadings: p.map(() => 0.9 * next()),
        repeats: p.map(() => 0.9),
        ...(concentration === undefined ? {} : { concentration }),
      };
      const attempts = Array.from({ length: 5 }, () => ({
        member: Math.floor(4 * next()),
        answer: Math.floor(3 * next()),
        ifRight: next(),
        ifWrong: next(),
      }));
      let grown = new Belief(prior).after([]);
      for (const attempt of attempts) {
        for (const place of grown.attempts.keys()) grown.right(place);
        grown.next(Math.floor(4 * next()));
        grown = grown.and(attempt);
      }
      const whole = new Belief(prior).after(attempts);
      const told = (one: typeof whole) => [one.total, p.map((_, m) => one.next(m)), attempts.map((_, place) => one.right(place))];
      assert.deepEqual(told(grown), told(whole));
    }
});
