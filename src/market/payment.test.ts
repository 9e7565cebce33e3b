import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { expectedGain, misreportGain, randomInstance } from "./misreport.ts";
import { payment } from "./payment.ts";

test("execution-contingent pay leaves the buyer exactly the runner-up's score, pass or fail", () => {
  const next = stream("surplus");
  for (let i = 0; i < 500; i++) {
    const value = 100 * next();
    const runnerUp = value * next();
    const { onPass, onFail, deposit } = payment("execution-contingent", { value, p: next(), ask: value * next(), runnerUp });
    assert.ok(Math.abs(value - onPass - runnerUp) < 1e-9);
    assert.ok(Math.abs(0 - onFail - runnerUp) < 1e-9);
    assert.ok(deposit >= -onFail);
  }
});

test("no misreport of p or cost gains under execution-contingent pay, over random instances", () => {
  const next = stream("misreport");
  for (let i = 0; i < 300; i++) assert.ok(misreportGain("execution-contingent", randomInstance(next)).gain <= 1e-9);
});

test("a truthful bidder never expects to lose under execution-contingent pay", () => {
  const next = stream("rationality");
  for (let i = 0; i < 2000; i++) {
    const instance = randomInstance(next);
    assert.ok(expectedGain("execution-contingent", instance, { p: instance.p, cost: instance.cost }) >= -1e-9);
  }
});

test("the second score is truthful in cost when the center sets p, and not when the bidder states it", () => {
  const next = stream("second");
  const central: number[] = [];
  const stated: number[] = [];
  for (let i = 0; i < 200; i++) {
    const instance = randomInstance(next);
    central.push(misreportGain("second-score", instance, 20, "central").gain);
    stated.push(misreportGain("second-score", instance, 20).gain);
  }
  assert.ok(Math.max(...central) <= 1e-9);
  assert.ok(Math.max(...stated) > 1);
});

test("first price and the anchor's rule reward misreports", () => {
  const next = stream("first");
  const gains = { "first-price": 0, anchor: 0 };
  for (let i = 0; i < 100; i++) {
    const instance = randomInstance(next);
    gains["first-price"] += misreportGain("first-price", instance).gain;
    gains.anchor += misreportGain("anchor", instance).gain;
  }
  assert.ok(gains["first-price"] / 100 > 1 && gains.anchor / 100 > 1, JSON.stringify(gains));
});

test("an overclaimer with true p 0.5 gains 13 over its rival's honest bid under the anchor's rule", () => {
  const instance = { value: 100, p: 0.5, cost: 10, rivals: [{ p: 0.8, cost: 20 }] };
  assert.equal(expectedGain("anchor", instance, { p: 0.5, cost: 1 }), 0);
  assert.equal(expectedGain("anchor", { ...instance, cost: 0 }, { p: 1, cost: 46 }), 23);
  assert.equal(expectedGain("anchor", { ...instance, cost: 10 }, { p: 1, cost: 46 }), 13);
});

test("with several winners at once, execution-contingent pay against the best score left out is still proof against lies", () => {
  const next = stream("winners");
  for (let i = 0; i < 2000; i++) {
    const [awards, p, cost] = [1 + Math.floor(3 * next()), next(), 0.5 * next()];
    const others = Array.from({ length: 4 }, () => next()).sort((a, b) => b - a);
    // Among k winners the bidder must beat the k-th of the others, which is the best score left out once it has won.
    const leftOut = others[awards - 1] ?? 0;
    const gain = (said: { p: number; ask: number }) => {
      if (said.p - said.ask <= leftOut) return 0;
      const { onPass, onFail } = payment("execution-contingent", { value: 1, ...said, runnerUp: leftOut });
      return p * onPass + (1 - p) * onFail - cost;
    };
    assert.ok(gain({ p: next(), ask: 0.5 * next() }) <= gain({ p, ask: cost }) + 1e-12);
  }
});
