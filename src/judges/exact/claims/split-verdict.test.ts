import assert from "node:assert/strict";
import { test } from "node:test";
import { holdRows } from "../hold-rows.ts";
import { isVerdictKey, splitsVerdict } from "./split-verdict.ts";

test("a passage splits its verdict where it says yes of one case and no of another, and settles on none", () => {
  holdRows(splitsVerdict, [
    ["yes and no", true],
    ["no/yes", true],
    ["yes", false],
    ["yes, no", false],
    ["Yes, but not for even numbers", true],
    ["Yes, except when n = 2", true],
    ["Paris, except in May", false],
    ["Yes, but for even numbers the reply is no", true],
    ["No for n = 2, yes for n = 3", true],
    ["Yes for even numbers, and yes for odd ones", false],
    ["Yes. It is not so small", false],
    ["False. It's true only for n > 2.", false],
    ["Yes if n is odd. No if n is even. So overall, no.", false],
    ["Yes if n is odd, he would say no", false],
    ["If n is odd, yes, no otherwise", true],
    ["对于偶数不是，对于奇数是", true],
    [`${"some words, ".repeat(10)}yes for a, no for b`, true],
    [`${"some words, ".repeat(11)}yes for a, no for b`, false],
    [`${"x".repeat(570)}, yes for a, no for b`, true],
    [`${"x".repeat(590)}, yes for a, no for b`, false],
  ]);
  assert.deepEqual(
    ["nein", "true", "maybe"].map((key) => isVerdictKey((word) => word === key)),
    [true, true, false],
  );
});
