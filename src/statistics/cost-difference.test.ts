import assert from "node:assert/strict";
import { test } from "node:test";
import { normal, stream } from "../util/random.ts";
import { costDifference } from "./cost-difference.ts";

test("power-law costs whose dear tasks have not shown have no interval, and the few that are printed cover", () => {
  for (const tasks of [40, 50, 100]) {
    let [printed, held] = [0, 0];
    for (let world = 0; world < 600; world++) {
      const next = stream(`pareto ${tasks} ${world}`);
      // Pareto with exponent 1.5, and log-normal costs with a deviation of .4 of the logarithm; both have a mean of 1.
      const a = Float64Array.from({ length: tasks }, () => (1 - next()) ** (-1 / 1.5) / 3);
      const b = Float64Array.from({ length: tasks }, () => Math.exp(0.4 * normal(next) - 0.08));
      const { interval } = costDifference({ a, b });
      if (interval === undefined) continue;
      printed += 1;
      if (interval[0] <= 0 && 0 <= interval[1]) held += 1;
    }
    assert.ok(printed <= 15, `${printed} printed of 600 at ${tasks} tasks`);
    assert.ok(held >= printed - 1, `${held} of ${printed} held at ${tasks} tasks`);
  }
});

test("even costs keep their interval, however near their ends they lie", () => {
  const near = Float64Array.from({ length: 40 }, (_, i) => 1 + (i % 5) / 50);
  assert.equal(costDifference({ a: near, b: near.map((cost) => 2 * cost) }).why, undefined);
  let printed = 0;
  for (let world = 0; world < 200; world++) {
    const next = stream(`even ${world}`);
    const draw = (): Float64Array => Float64Array.from({ length: 50 }, () => Math.exp(0.4 * normal(next)));
    if (costDifference({ a: draw(), b: draw() }).interval !== undefined) printed += 1;
  }
  assert.ok(printed > 170, String(printed));
});
