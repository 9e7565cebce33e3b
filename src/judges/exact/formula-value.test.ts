import assert from "node:assert/strict";
import { test } from "node:test";
import { add, close, type Complex, divide, exp, isFinite, log, multiply, raise, real, sqrt } from "./complex.ts";
import { type Node, realOnly, valueAt } from "./formula-value.ts";

const at = (value: number | Complex, wanted: Complex, about: string): void => {
  const { re, im } = typeof value === "number" ? real(value) : value;
  for (const [own, other] of [
    [re, wanted.re],
    [im, wanted.im],
  ] as const)
    assert.ok(Number.isNaN(other) ? Number.isNaN(own) : Math.abs(own - other) < 1e-12, `${about}: ${re} + ${im}i`);
};
const c = (re: number, im: number): Complex => ({ re, im });

test("complex numbers are added, multiplied, divided, raised and rooted", () => {
  at(add(c(1, 2), c(3, -5)), c(4, -3), "sum");
  at(multiply(c(1, 2), c(3, 4)), c(-5, 10), "product");
  at(divide(c(-5, 10), c(3, 4)), c(1, 2), "quotient");
  at(raise(real(-2), real(3)), c(-8, 0), "cube of a negative number");
  at(raise(real(2), real(0.5)), c(Math.SQRT2, 0), "root by a power");
  at(raise(real(0), real(0)), c(1, 0), "0^0");
  at(raise(c(1, 1), real(2)), c(0, 2), "(1 + i)^2");
  at(raise(c(1, 1), real(-2)), c(0, -0.5), "(1 + i)^-2");
  at(raise(c(0, 1), real(64)), c(1, 0), "i^64");
  at(raise(c(0, 1), c(0, 1)), c(Math.exp(-Math.PI / 2), 0), "i^i");
  at(raise(real(-1), real(0.5)), c(0, 1), "(-1)^(1/2)");
  at(raise(c(0, 1), real(0.5)), c(Math.SQRT1_2, Math.SQRT1_2), "i^(1/2)");
  at(raise(c(0, 1), real(65)), c(0, 1), "i^65");
  at(exp(c(1, Math.PI)), c(-Math.E, 0), "e^(1 + πi)");
  at(exp(real(2)), c(Math.exp(2), 0), "e^2");
  at(log(c(0, Math.E)), c(1, Math.PI / 2), "ln(ei)");
  at(log(real(-1)), c(0, Math.PI), "ln(-1)");
  at(log(c(3, 4)), c(Math.log(5), Math.atan2(4, 3)), "ln(3 + 4i)");
  at(sqrt(real(9)), c(3, 0), "root of 9");
  at(sqrt(real(0)), c(0, 0), "root of 0");
  at(sqrt(real(-9)), c(0, 3), "root of -9");
  at(sqrt(c(3, 4)), c(2, 1), "root of 3 + 4i");
  at(sqrt(real(0.25)), c(0.5, 0), "root of 1/4");
  at(exp(c(0, 1)), c(Math.cos(1), Math.sin(1)), "e^i");
  // What is real stays exactly so, and a whole power has no rounding of a logarithm.
  assert.deepEqual(sqrt(real(0)), real(0));
  assert.deepEqual(exp(real(1000)), real(Number.POSITIVE_INFINITY));
  assert.deepEqual(raise(c(1, 1), real(2)), c(0, 2));
  assert.equal(raise(c(0, 1), real(64)).re, 1);
  assert.equal(close(real(1e-9), real(0)), true);
  assert.equal(close(c(0, 1), c(0, 1)), true);
  assert.equal(close(c(0, 1), c(0, -1)), false);
  assert.equal(close(real(1), real(1 + 5e-10)), true);
  assert.equal(close(real(1), real(1 + 5e-9)), false);
  assert.equal(close(c(1, 0), c(1, 1e-8)), false);
  assert.equal(close(real(1e6 + 5e-4), real(1e6)), true);
  assert.equal(close(real(5e-10), real(0)), true);
  assert.equal(close(real(2e-9), real(0)), false);
  assert.deepEqual(
    [c(1, 1), c(Number.NaN, 0), c(0, Number.POSITIVE_INFINITY)].map((one) => isFinite(one)),
    [true, false, false],
  );
});

const n = (digits: number | string): Node => ({ op: "number", digits: String(digits) });
const two = (op: Extract<Node, { left: Node }>["op"], left: Node, right: Node): Node => ({ op, left, right });
const of = (name: string, inner: Node): Node => ({ op: "apply", name, inner });
const nothing = new Map<string, Complex>();
const reals = new Map([[realOnly, real(0)]]);
const nan = c(Number.NaN, 0);

test("each operation of a formula has its value", () => {
  for (const [node, wanted] of [
    [n(2.5), 2.5],
    [{ op: "constant", name: "pi" }, Math.PI],
    [{ op: "constant", name: "e" }, Math.E],
    [{ op: "constant", name: "i" }, c(0, 1)],
    [{ op: "name", name: "x" }, nan],
    [{ op: "negate", inner: n(3) }, -3],
    [{ op: "factorial", inner: n(5) }, 120],
    [{ op: "factorial", inner: n(0) }, 1],
    [{ op: "factorial", inner: n(1) }, 1],
    [{ op: "factorial", inner: n(171) }, nan],
    [{ op: "factorial", inner: n(2.5) }, nan],
    [{ op: "factorial", inner: n(-1) }, nan],
    [{ op: "degrees", inner: n(180) }, Math.PI],
    [two("add", n(2), n(3)), 5],
    [two("multiply", n(2), n(3)), 6],
    [two("divide", n(3), n(2)), 1.5],
    [two("power", n(2), n(10)), 1024],
    [two("root", n(8), n(3)), 2],
    [two("root", n(0.125), n(3)), 0.5],
    [two("root", n(-8), n(3)), -2],
    [two("root", n(-4), n(2)), c(0, 2)],
    [two("root", n(-32), n(5)), -2],
    [two("log", n(8), n(2)), 3],
    [two("log", n(1000), n(10)), 3],
    [two("choose", n(5), n(2)), 10],
    [two("choose", n(5), n(0)), 1],
    [two("choose", n(5), n(5)), 1],
    [two("choose", n(5), n(6)), 0],
    [two("choose", n(0), n(0)), 1],
    [two("choose", n(5.5), n(2)), nan],
    [two("choose", n(5), n(1.5)), nan],
    [two("choose", n(-5), n(2)), nan],
    [two("choose", n(5), n(-2)), nan],
    [two("choose", n(10_000), n(1)), 10_000],
    [two("choose", n(10_001), n(1)), nan],
    [of("sqrt", n(-4)), c(0, 2)],
    [of("exp", n(1)), Math.E],
    [of("ln", n(2)), Math.LN2],
    [of("log", n(2)), Math.LN2],
    [of("lg", n(1000)), 3],
    [of("abs", n(-3)), 3],
    [of("abs", two("add", n(3), two("multiply", n(4), { op: "constant", name: "i" }))), 5],
    [of("sin", n(1)), Math.sin(1)],
    [of("cos", n(1)), Math.cos(1)],
    [of("tan", n(1)), Math.tan(1)],
    [of("cot", n(1)), 1 / Math.tan(1)],
    [of("sec", n(1)), 1 / Math.cos(1)],
    [of("csc", n(1)), 1 / Math.sin(1)],
    [of("arcsin", n(1)), Math.PI / 2],
    [of("arccos", n(0)), Math.PI / 2],
    [of("arctan", n(1)), Math.PI / 4],
    [of("sinh", n(1)), Math.sinh(1)],
    [of("cosh", n(1)), Math.cosh(1)],
    [of("tanh", n(1)), Math.tanh(1)],
    [of("floor", n(2.7)), 2],
    [of("ceil", n(2.2)), 3],
    [of("sin", { op: "constant", name: "i" }), nan],
    [of("nothing", n(1)), nan],
  ] as const satisfies readonly (readonly [Node, number | Complex])[])
    at(valueAt(node, nothing), typeof wanted === "number" ? real(wanted) : wanted, JSON.stringify(node));
  assert.ok(Number.isFinite(valueAt({ op: "factorial", inner: n(170) }, nothing).re));
  at(valueAt({ op: "name", name: "x" }, new Map([["x", c(2, 1)]])), c(2, 1), "x");
});

test("over the reals what leaves them has no value", () => {
  for (const [node, wanted] of [
    [of("sqrt", n(-4)), nan],
    [of("ln", n(-4)), nan],
    [of("log", n(-4)), nan],
    [of("lg", n(-4)), nan],
    [of("sqrt", n(4)), real(2)],
    [of("sqrt", n(0)), real(0)],
    [of("ln", n(1)), real(0)],
    [of("abs", n(-4)), real(4)],
    [two("power", n(-4), n(0.5)), nan],
    [two("power", n(-4), n(2)), real(16)],
    [two("power", n(4), n(0.5)), real(2)],
    [two("power", n(0), n(0.5)), real(0)],
    [two("root", n(-8), n(3)), real(-2)],
    [two("root", n(-4), n(2)), nan],
    [of("sqrt", { op: "constant", name: "i" }), c(Math.SQRT1_2, Math.SQRT1_2)],
    [two("power", { op: "constant", name: "i" }, n(0.5)), c(Math.SQRT1_2, Math.SQRT1_2)],
  ] as const satisfies readonly (readonly [Node, Complex])[])
    at(valueAt(node, reals), wanted, JSON.stringify(node));
});
