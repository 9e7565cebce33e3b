import assert from "node:assert/strict";
import { test } from "node:test";
import { jackknifeInterval } from "./jackknife.ts";

const plain = { to: (value: number) => value, from: (value: number) => value };

test("the jackknife of a mean is Student's interval, on a scale it is carried back, and what is undefined has none", () => {
  // 1, 2, 3, 6: mean 3, variance 14/3, error sqrt(14/12) = 1.0801; t at 3 degrees 3.1824.
  const without = [11 / 3, 10 / 3, 3, 2];
  const [low, high] = jackknifeInterval(3, without, plain) ?? [0, 0];
  assert.ok(Math.abs(low - (3 - 3.18245 * Math.sqrt(14 / 12))) < 1e-4 && Math.abs(high - (3 + 3.18245 * Math.sqrt(14 / 12))) < 1e-4);
  const scaled = jackknifeInterval(
    3,
    without.map((value) => value),
    { to: (value) => value * 10, from: (value) => value / 10 },
  );
  assert.ok(Math.abs((scaled?.[0] ?? 0) - low) < 1e-12);
  assert.equal(jackknifeInterval(3, [1, Number.NaN, 2], plain), undefined);
  assert.equal(jackknifeInterval(3, [3], plain), undefined);
});
