import assert from "node:assert/strict";
import { test } from "node:test";
import { breakEvenFalsePositive } from "../../../judges/index.ts";
import { stream } from "../../../util/random.ts";
import { breakEvenOfTries, zeroCrossing } from "./break-even.ts";

test("with independent tries the break-even is the closed form of the fallible judge", () => {
  for (const [rate, sensitivity, value, cost] of [
    [0.6, 0.9, 1, 0.05],
    [0.3, 0.8, 1, 0.1],
    [0.8, 0.95, 0.1, 0.009],
  ] as const) {
    const general = breakEvenOfTries({ rate, rescued: rate, kept: rate }, sensitivity, value, cost);
    const known = breakEvenFalsePositive(rate, sensitivity, value, cost);
    assert.ok(general !== null && known !== null && Math.abs(general - known) < 1e-12, `${general} ${known}`);
  }
});

test("a second try that rescues less stops paying at a lower error rate, and one that costs more than it rescues never pays", () => {
  const at = (rescued: number) => breakEvenOfTries({ rate: 0.5, rescued, kept: 0.8 }, 0.9, 1, 0.05);
  assert.ok((at(0.5) ?? 0) > (at(0.2) ?? 0));
  assert.equal(at(0.04), null);
});

test("at the break-even a simulated retry neither gains nor loses", () => {
  const tries = { rate: 0.5, rescued: 0.3, kept: 0.8 };
  const [sensitivity, value, cost] = [0.8, 1, 0.05];
  const falsePositive = breakEvenOfTries(tries, sensitivity, value, cost) ?? 0;
  const next = stream("retry");
  let gain = 0;
  const n = 400_000;
  for (let i = 0; i < n; i++) {
    const right = next() < tries.rate;
    const rejected = next() < (right ? 1 - sensitivity : 1 - falsePositive);
    if (!rejected) continue;
    gain += value * (Number(next() < (right ? tries.kept : tries.rescued)) - Number(right)) - cost;
  }
  assert.ok(Math.abs(gain / n) < 0.003, String(gain / n));
});

test("the crossing of measured gains is where their line meets zero; a line that rises or misses it has none", () => {
  const points = [0.1, 0.3, 0.5].map((rate) => ({ rate, gain: 4 - 10 * rate }));
  assert.ok(Math.abs((zeroCrossing(points) ?? 0) - 0.4) < 1e-12);
  assert.equal(zeroCrossing(points.map(({ rate, gain }) => ({ rate, gain: gain + 100 }))), null);
  assert.equal(zeroCrossing(points.map(({ rate, gain }) => ({ rate, gain: -gain }))), null);
  assert.equal(zeroCrossing([]), null);
});
