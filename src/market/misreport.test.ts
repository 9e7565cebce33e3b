import assert from "node:assert/strict";
import { test } from "node:test";
import { expectedGain, misreportGain, randomInstance } from "./misreport.ts";

/** A surplus of 30, and a rival's of 20. */
const instance = { value: 100, p: 0.5, cost: 20, rivals: [{ p: 0.5, cost: 30 }] };
const truth = { p: 0.5, cost: 20 };
const near = (got: number, wanted: number): void => assert.equal(got.toFixed(9), wanted.toFixed(9));

test("a truthful bidder gains its lead over the runner-up, and nothing where it loses", () => {
  // Paid 50 - 20, less the cost of 20.
  near(expectedGain("second-score", instance, truth), 10);
  near(expectedGain("vcg", instance, truth), 10);
  // Paid 100 - 20 in half of all cases, and charged 20 in the other.
  near(expectedGain("execution-contingent", instance, truth), 10);
  // Paid its ask of 20 in half of all cases, charged 10 in the other: 10 - 5 - 20.
  near(expectedGain("first-price", instance, truth), -15);
  near(expectedGain("anchor", instance, truth), -10);
  assert.equal(expectedGain("second-score", instance, { p: 0.5, cost: 40 }), 0);
  // Who is level with a rival loses.
  assert.equal(expectedGain("second-score", instance, { p: 0.5, cost: 30 }), 0);
  near(expectedGain("second-score", { ...instance, rivals: [] }, truth), 30);
  near(expectedGain("second-score", { ...instance, rivals: [...instance.rivals, { p: 0.5, cost: 25 }] }, truth), 5);
});

test("the second score is truthful in cost where the center sets p, and not where p is stated", () => {
  assert.deepEqual(misreportGain("second-score", instance, 10, "central"), { gain: 0, report: truth });
  assert.deepEqual(misreportGain("execution-contingent", instance, 10), { gain: 0, report: truth });
  // Stating p = 1 is paid 100 - 20 in place of 50 - 20; of all costs at which it still wins the first on the grid is reported.
  const stated = misreportGain("second-score", instance, 10);
  near(stated.gain, 50);
  assert.deepEqual(stated.report, { p: 1, cost: 0 });
});

test("the grid of reports has both its ends", () => {
  // At first price without a rival the whole value is asked: .5 · 100 - .5 · 10 - 20 at p = .5 is 25; p = 1 owes 15: 22.5.
  const alone = { value: 100, p: 1, cost: 20, rivals: [] };
  const { gain, report } = misreportGain("anchor", alone, 4);
  // Paid what it asks, at most 75 of a grid of 25: at 100 nothing is left to the buyer, and it is not taken.
  assert.deepEqual([gain, report], [55, { p: 1, cost: 75 }]);
  const costly = { value: 100, p: 0.5, cost: 100, rivals: [] };
  assert.deepEqual(misreportGain("second-score", costly, 1, "central").gain, 0);
});

test("instances are drawn with values from 1 to 100 and one to four rivals", () => {
  const drawn = (one: number) => randomInstance(() => one);
  assert.deepEqual(drawn(0), { value: 1, p: 0, cost: 0, rivals: [{ p: 0, cost: 0 }] });
  assert.deepEqual(drawn(0.5), { value: 50.5, p: 0.5, cost: 25.25, rivals: Array.from({ length: 3 }, () => ({ p: 0.5, cost: 25.25 })) });
  assert.equal(drawn(0.999).rivals.length, 4);
});
