import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { certaintyOf, type PairedTries, riskCrossing, riskInterval } from "./risk-crossing.ts";

/** So many passes of a hundred, each worth 1, at a cost: mean p - c, sd root p(1 - p). */
const bernoulli = (passes: number, cost: number, n = 100) =>
  Array.from({ length: n }, (_, task) => [Number(task < (passes * n) / 100) - cost]);
const near = (actual: unknown, expected: number, within = 1e-9) =>
  assert.ok(
    typeof actual === "number" && Math.abs(actual - expected) <= within,
    `${String(actual)} is not within ${within} of ${expected}`,
  );
const weightOf = (tries: PairedTries, measure: "sd" | "cvar") => {
  const found = riskCrossing(tries, measure);
  assert.equal(found.kind, "from");
  return found.kind === "from" ? found.weight : Number.NaN;
};

test("a dear arrangement that passes more wins from the weight at which the sd that it saves is worth its price, in closed form", () => {
  // Means .95 - .3 = .65 and .8 - .1 = .7; sds root(.0475) and .4.
  const tries = { a: bernoulli(95, 0.3), b: bernoulli(80, 0.1) };
  const weight = 0.05 / (0.4 - Math.sqrt(0.0475));
  near(weightOf(tries, "sd"), weight);
  near(certaintyOf(tries.a, "sd", weight), certaintyOf(tries.b, "sd", weight));
  assert.ok(certaintyOf(tries.a, "sd", weight * 1.01) > certaintyOf(tries.b, "sd", weight * 1.01));
});

test("by the worst tenth: half of the dear one's are failures, all of the cheap one's are, in closed form", () => {
  // Worst tenths .5 - .3 = .2 and 0 - .1 = -.1: (1 - w) .65 + w .2 = (1 - w) .7 - w .1 at w = .05 / .35.
  const tries = { a: bernoulli(95, 0.3), b: bernoulli(80, 0.1) };
  near(weightOf(tries, "cvar"), 0.05 / 0.35);
});

test("what is better in the mean and no more spread wins always, the other way around never, and what is better and more spread until a weight", () => {
  const [sure, even] = [bernoulli(100, 0.5), bernoulli(50, 0)];
  assert.deepEqual(riskCrossing({ a: sure, b: even }, "sd"), { kind: "always" });
  assert.deepEqual(riskCrossing({ a: bernoulli(50, 0.1), b: bernoulli(50, 0) }, "sd"), { kind: "never" });
  assert.deepEqual(riskCrossing({ a: even, b: even }, "sd"), { kind: "never" });
  const until = riskCrossing({ a: bernoulli(80, 0.1), b: bernoulli(95, 0.3) }, "sd");
  assert.equal(until.kind, "until");
  // .4 x w = .1 at the worst: a weight of one is the worst tenth alone, so that beyond it there is nothing.
  assert.deepEqual(riskCrossing({ a: bernoulli(80, 0.4), b: bernoulli(85, 0) }, "cvar"), { kind: "never" });
});

test("the interval covers the true crossing in about 95 of 100 samples of 200 tasks", () => {
  const next = stream("risk");
  const truth = 0.05 / (0.4 - Math.sqrt(0.0475));
  let held = 0;
  for (let sample = 0; sample < 100; sample++) {
    const a = Array.from({ length: 200 }, () => [Number(next() < 0.95) - 0.3]);
    const b = Array.from({ length: 200 }, () => [Number(next() < 0.8) - 0.1]);
    const [low, high] = riskInterval({ a, b }, "sd", `risk/${sample}`, 400);
    held += Number(low <= truth && truth <= high);
  }
  assert.ok(held >= 90, `${held} of 100`);
});

test("the interval reaches from nothing to no end where the tasks tell neither, and is of whole tasks: a try told twice tells no more", () => {
  const tries = { a: bernoulli(95, 0.3, 20), b: bernoulli(80, 0.1, 20) };
  const [low, high] = riskInterval(tries, "sd", "few");
  assert.equal(low, 0);
  assert.equal(high, Number.POSITIVE_INFINITY);
  const twice = { a: tries.a.map(([one = 0]) => [one, one]), b: tries.b.map(([one = 0]) => [one, one]) };
  assert.deepEqual(riskInterval(twice, "sd", "few"), [low, high]);
  near(weightOf(twice, "cvar"), weightOf(tries, "cvar"));
});
