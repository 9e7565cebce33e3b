import assert from "node:assert/strict";
import { test } from "node:test";
import { isRefuted } from "./refuted.ts";

test("a value is none where the words behind it as a whole number say so", () => {
  for (const [said, behind, refuted] of [
    ["x = 5", "5 makes the denominator zero.", true],
    ["x = 5", "Here 5, which is extraneous.", true],
    ["x = 5", "But 5 fails.", true],
    ["x = -5", "So -5 is therefore extraneous.", true],
    ["x = $5", "$5 is EXTRANEOUS.", true],
    ["x = 5", "The 15 is extraneous.", false],
    ["x = 5", "The 5.5 is extraneous.", false],
    ["x = 5", "The -5 is extraneous.", false],
    ["x = 5", "The 55 is extraneous, and 5 is fine.", false],
    ["x = 5", "5 5 is extraneous.", true],
    ["x = 5", "5 fails the shy.", false],
    ["x = 5.5", "5x5 is extraneous.", false],
  ] as const)
    assert.equal(isRefuted(said, behind, true), refuted, behind);
});
