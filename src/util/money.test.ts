import assert from "node:assert/strict";
import { test } from "node:test";
import { dollarsApart } from "./money.ts";

test("amounts that differ never read alike, and are brief where three digits tell them apart", () => {
  assert.deepEqual(dollarsApart(2_170_400, 2_170_399), ["$0.0021704", "$0.002170399"]);
  assert.deepEqual(dollarsApart(0, 1_000_000_000, 1_000_000_001), ["$0.00", "$1.00", "$1.000000001"]);
  assert.deepEqual(dollarsApart(2_170_400, 1_170_400), ["$0.00217", "$0.00117"]);
  assert.deepEqual(dollarsApart(2_170_400, 2_170_400), ["$0.00217", "$0.00217"]);
});
