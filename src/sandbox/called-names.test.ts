import assert from "node:assert/strict";
import { test } from "node:test";
import { calledNames } from "./called-names.ts";

const cases: readonly (readonly [check: string, ...called: string[]])[] = [
  ["assertEqual(add(1, 2), 3);", "add"],
  ["assertEqual(f({ a: 1, 'b': 2, c }), `d ${e} f`); // g\n/h/.test('i')", "f", "c", "e"],
  ["const { a, b: [c], ...d } = f(); let g = 1, h = 2; class I extends J { #k = 1; static l(m) { return m; } }", "f", "J"],
  ["for (const [k, v] of each(x)) { if (k) continue outer; } outer: while (y) break outer;", "each", "x", "y"],
  ["const o = { m(z) { return z; }, get w() { return 1; }, n: (p) => p, async *it(q) { yield* q; } }; o.w.r(...s);", "s"],
  ["try { f(); } catch (e) { assert(e instanceof TypeError); } g(async ({ t, u: [w] }, ...r) => t + w + r, v => v);", "f", "g"],
  ["assert(typeof f === 'function' && typeof legacy === 'undefined'); f();", "f"],
  ["const x = y ? a : b; switch (x) { case c: d(); }", "y", "a", "b", "c", "d"],
  ["console.log(Math.max(1, parseInt('2', 10)), NaN, undefined, await null);"],
];
for (const [check, ...called] of cases)
  test(`a check calls ${called.join(", ") || "nothing"}: ${check.slice(0, 50)}`, () => assert.deepEqual(calledNames([check]), called));

test("names of several checks are counted once", () => assert.deepEqual(calledNames(["f(g)", "g(f)"]), ["f", "g"]));
