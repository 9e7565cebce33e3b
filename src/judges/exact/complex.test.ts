import assert from "node:assert/strict";
import { test } from "node:test";
import { add, close, type Complex, divide, exp, isFinite, log, multiply, raise, real, sqrt } from "./complex.ts";

const c = (re: number, im: number): Complex => ({ re, im });

function same(got: Complex, re: number, im: number): void {
  assert.ok(Math.abs(got.re - re) < 1e-12 && Math.abs(got.im - im) < 1e-12, `${got.re} + ${got.im}i, wanted ${re} + ${im}i`);
}

test("sums, products and quotients, by hand", () => {
  assert.deepEqual(real(3), c(3, 0));
  assert.deepEqual(add(c(1, 2), c(3, 5)), c(4, 7));
  // (1 + 2i)(3 + 5i) = 3 + 5i + 6i - 10.
  assert.deepEqual(multiply(c(1, 2), c(3, 5)), c(-7, 11));
  // (-7 + 11i)/(3 + 5i) undoes it; (1 + 2i)/(3 + 4i) = (1 + 2i)(3 - 4i)/25 = (11 + 2i)/25.
  same(divide(c(-7, 11), c(3, 5)), 1, 2);
  same(divide(c(1, 2), c(3, 4)), 0.44, 0.08);
});

test("powers with a whole exponent are exact, and others are the principal value", () => {
  assert.deepEqual(raise(real(-2), real(3)), real(-8));
  assert.deepEqual(raise(real(4), real(0.5)), real(2));
  assert.deepEqual(raise(real(0), real(0.5)), real(0));
  // (1 + i)^2 = 2i, (1 + i)^4 = -4, (1 + i)^-2 = 1/2i = -i/2, (1 + 2i)^3 = -11 - 2i.
  assert.deepEqual(raise(c(1, 1), real(2)), c(0, 2));
  assert.deepEqual(raise(c(1, 1), real(4)), c(-4, 0));
  assert.deepEqual(raise(c(1, 2), real(3)), c(-11, -2));
  assert.deepEqual(raise(c(1, 1), real(0)), c(1, 0));
  same(raise(c(1, 1), real(-2)), 0, -0.5);
  // i^64 = 1 by its product; (1 + i)^65 = 2^32 (1 + i).
  same(raise(c(0, 1), real(64)), 1, 0);
  assert.ok(close(raise(c(1, 1), real(65)), c(2 ** 32, 2 ** 32)));
  // (-1)^(1/2) = i, (-8)^(1/3) = 1 + i sqrt 3, i^i = e^(-pi/2), 2^i = cos ln 2 + i sin ln 2.
  same(raise(real(-1), real(0.5)), 0, 1);
  same(raise(real(-8), real(1 / 3)), 1, Math.sqrt(3));
  same(raise(c(0, 1), c(0, 1)), Math.exp(-Math.PI / 2), 0);
  same(raise(real(2), c(0, 1)), Math.cos(Math.LN2), Math.sin(Math.LN2));
  same(raise(c(0, 1), real(0.5)), Math.SQRT1_2, Math.SQRT1_2);
});

test("exponentials, logarithms and roots, by closed forms", () => {
  assert.deepEqual(exp(real(1)), real(Math.E));
  same(exp(c(0, Math.PI)), -1, 0);
  assert.deepEqual(exp(real(0)), real(1));
  same(exp(c(1, Math.PI / 2)), 0, Math.E);
  same(log(real(Math.E)), 1, 0);
  same(log(c(0, -1)), 0, -Math.PI / 2);
  same(log(c(3, 4)), Math.log(5), Math.atan2(4, 3));
  assert.deepEqual(sqrt(real(9)), real(3));
  assert.deepEqual(sqrt(real(0)), real(0));
  assert.deepEqual(sqrt(real(-9)), c(0, 3));
  // (2 + i)^2 = 3 + 4i, (2 - i)^2 = 3 - 4i.
  same(sqrt(c(3, 4)), 2, 1);
  same(sqrt(c(3, -4)), 2, -1);
});

test("numbers are close within a billionth of the second one, or of 1", () => {
  for (const [a, b, wanted] of [
    [real(1 + 0.9e-9), real(1), true],
    [real(1 + 1.1e-9), real(1), false],
    [real(0.9e-9), real(0), true],
    [real(1.1e-9), real(0), false],
    [c(0, 0.9e-9), real(0), true],
    [c(0.8e-9, 0.8e-9), real(0), false],
    [real(1000 + 0.9e-6), real(1000), true],
    [real(1000 + 1.1e-6), real(1000), false],
    [c(3000, 4000 + 4.5e-6), c(3000, 4000), true],
    [c(3000, 4000 + 5.5e-6), c(3000, 4000), false],
    [c(5, 3), c(3, 5), false],
    [c(3, -5), c(3, 5), false],
  ] as const)
    assert.equal(close(a, b), wanted, `${a.re} + ${a.im}i, ${b.re} + ${b.im}i`);
  assert.equal(isFinite(c(1, 2)), true);
  for (const one of [c(Infinity, 0), c(0, Infinity), c(NaN, 0), c(0, -Infinity)]) assert.equal(isFinite(one), false);
});
