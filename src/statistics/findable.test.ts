import assert from "node:assert/strict";
import { test } from "node:test";
import { costDifference } from "./cost-difference.ts";
import { findableCosts, findableRates } from "./findable.ts";

function paired(a: readonly number[], b: readonly number[]) {
  const [own, other] = [Float64Array.from(a), Float64Array.from(b)];
  return { tasks: a.map((_, i) => `t${i}`), a: own, b: other, differences: own.map((value, i) => value - (other[i] ?? 0)) };
}

test("near the ceiling only fewer passes can be found: what is impossible is not promised", () => {
  // 40 tasks, 38 passed by each, 2 by exactly one: 5 points more are all there can be.
  const ones = Array.from({ length: 40 }, (_, i) => Number(i !== 0 && i !== 1));
  const others = Array.from({ length: 40 }, (_, i) => Number(i !== 1 && i !== 2));
  const { more, less } = findableRates(paired(ones, others), 0.05);
  assert.equal(more, undefined);
  assert.ok(less !== undefined && less > 0.15 && less < 0.3, String(less));
});

test("at a rate of one half more and fewer are found alike", () => {
  const ones = Array.from({ length: 60 }, (_, i) => Number(i % 2 === 0));
  const others = Array.from({ length: 60 }, (_, i) => Number((i % 10 < 8 ? i : i + 1) % 2 === 0));
  const { more = 0, less = 1 } = findableRates(paired(ones, others), 0.025);
  assert.ok(Math.abs(more - less) < 1e-3, `${more} and ${less}`);
});

test("a cheaper topology is found at a smaller difference than a more expensive one, because its costs spread less", () => {
  const cost = (i: number): number => 20 * 1.35 ** ((i * 7) % 11);
  const { more = 0, less = 0 } = findableCosts(
    paired(
      Array.from({ length: 60 }, (_, i) => cost(i)),
      Array.from({ length: 60 }, (_, i) => cost(i * i)),
    ),
    0.05,
  );
  assert.ok(less > 0 && less < more, `${less} and ${more}`);
});

test("tasks on which a cascade climbs have an interval by the exact limits of their share; one dear task has none", () => {
  const even = Array.from({ length: 30 }, (_, i) => 100 + (i % 7));
  const climbing = (tasks: number): number[] => even.map((_, i) => (i < tasks ? 730 : 30) + (i % 5));
  const three = costDifference({ a: Float64Array.from(climbing(3)), b: Float64Array.from(even) });
  assert.equal(three.why, undefined);
  // Clopper and Pearson: at most 26.5% of the tasks climb where 3 of 30 did, so that the mean may be 32 + .265 x 700.
  assert.ok((three.interval?.[1] ?? 0) > 32 + 0.265 * 700 - 103 - 2, String(three.interval));
  assert.equal(costDifference({ a: Float64Array.from(climbing(1)), b: Float64Array.from(even) }).why, "uneven");
});
