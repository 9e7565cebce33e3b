import assert from "node:assert/strict";
import { test } from "node:test";
import type { ComparisonRow } from "../summary.ts";
import { verdictOf } from "./findings.ts";

function open(metric: ComparisonRow["metric"], more: number | null, less: number | null): string {
  const row = { a: "a", b: "b", metric, difference: 0.01, ci: null, p: 0.4, pHolm: 0.4, tasks: 15, minDetectable: 0.3 };
  return verdictOf({ ...row, findable: { more, less } }, 15);
}

test("what could have been found is said for more and for less apart where they differ", () => {
  assert.equal(open("passed", 0.24, 0.3), "not distinguishable (could have found 24 points more or 30 fewer)");
  assert.equal(open("passed", null, 0.3), "not distinguishable (could have found 30 points fewer)");
  assert.equal(open("passed", 0.24, 0.2401), "not distinguishable (could have found 24 points)");
  assert.equal(open("cost", 0.003, 0.002), "not distinguishable (could have found $0.00300 more or $0.00200 less)");
  assert.equal(open("score", 1.2, 1.2), "not distinguishable");
});
