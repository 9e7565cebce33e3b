import assert from "node:assert/strict";
import { test } from "node:test";
import { expectedRegret, regretSaved } from "./regret.ts";

function near(actual: number, expected: number, within: number): void {
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);
}
/** E[max(0, X)] of a normal X of mean m: s phi(m / s) + m Phi(m / s). */
const gain = (m: number, s: number): number => {
  const z = m / s;
  const phi = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  // Abramowitz and Stegun 26.2.17, to 1e-7.
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail = phi * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return s * phi + m * (z > 0 ? 1 - tail : tail);
};

test("one rival's regret is the expected positive part of a normal, level, ahead and behind", () => {
  near(expectedRegret([{ behind: 0, error: 2 }]), 2 * 0.3989422804, 1e-4);
  near(expectedRegret([{ behind: 1, error: 1 }]), gain(-1, 1), 1e-4);
  near(expectedRegret([{ behind: -0.5, error: 0.3 }]), gain(0.5, 0.3), 1e-4);
});

test("of two rivals that are level with the leader the better one counts", () => {
  // For independent standard normals, E[max(0, X, Y)] = (1 + 1 / sqrt 2) / sqrt(2 pi).
  near(
    expectedRegret([
      { behind: 0, error: 1 },
      { behind: 0, error: 1 },
    ]),
    (1 + Math.SQRT1_2) / Math.sqrt(2 * Math.PI),
    1e-4,
  );
});

test("what is certain is lost for certain", () => {
  assert.equal(expectedRegret([]), 0);
  assert.equal(expectedRegret([{ behind: 1, error: 0 }]), 0);
  assert.equal(
    expectedRegret([
      { behind: -0.2, error: 0 },
      { behind: -0.1, error: 0 },
    ]),
    0.2,
  );
  // Certainly .2 behind the one, and the other too far behind to matter.
  near(
    expectedRegret([
      { behind: -0.2, error: 0 },
      { behind: 5, error: 0.1 },
    ]),
    0.2,
    1e-9,
  );
  near(
    expectedRegret([
      { behind: -0.2, error: 0 },
      { behind: -0.2, error: 1 },
    ]),
    0.2 + 0.3989422804,
    1e-4,
  );
});

test("further tasks are worth the regret at the error that they take away", () => {
  const gaps = [{ behind: 0, error: 2 }];
  // Three more after one: sqrt(3 / 4) of the error.
  near(regretSaved(gaps, 1, 3), 2 * Math.sqrt(0.75) * 0.3989422804, 1e-4);
  near(regretSaved(gaps, 30, 10), 2 * 0.5 * 0.3989422804, 1e-4);
  assert.deepEqual([regretSaved(gaps, 0, 3), regretSaved(gaps, 3, 0), regretSaved(gaps, 3, -1)], [0, 0, 0]);
});
