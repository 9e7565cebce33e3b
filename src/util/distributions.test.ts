import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as distributions from "./distributions.ts";

// Made by test/golden/statistics.py: [function, its arguments, SciPy's value].
const { distributions: golden } = JSON.parse(readFileSync(new URL("../../test/golden/statistics.json", import.meta.url), "utf8")) as {
  distributions: [name: string, values: number[], wanted: number | "inf" | "-inf"][];
};

test("distribution functions and quantiles are SciPy's, in the middle, in the tails and at the edges", () => {
  for (const [name, values, wanted] of golden) {
    const own = (distributions as unknown as Record<string, (...values: number[]) => number>)[name];
    assert.ok(own !== undefined, name);
    const got = own(...values);
    const value = wanted === "inf" ? Infinity : wanted === "-inf" ? -Infinity : wanted;
    assert.ok(
      got === value || Math.abs(got - value) <= 1e-9 * Math.max(1e-3, Math.abs(value)),
      `${name}(${values.join()}): ${got} against ${value}`,
    );
  }
});

test("a beta distribution without positive parameters is a bug", () => {
  for (const [a, b] of [
    [0, 1],
    [1, 0],
    [Number.NaN, 1],
    [1, -2],
  ] as const)
    assert.throws(() => distributions.betaCdf(0.5, a, b), /needs positive parameters/);
});
