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

test("a later sentence refutes a value, unless it speaks of another one or the value is kept behind it", () => {
  for (const [said, behind, numeric, refuted] of [
    ["18", "", true, false],
    ["18", "This is wrong.", true, true],
    ["18", "Check: 8 ≠ 10, so this is wrong.", true, true],
    ["18", "It rains.\nBut that is incorrect.", true, true],
    ["18", "This is wrong. So the answer is 18 still.", true, false],
    ["18", "It still stands. This is wrong.", true, true],
    ["18", "It is wrong to guess.", true, false],
    ["18", "Some wrote 20. That is wrong.", true, false],
    ["18", "She wrote no more. ***. That is wrong.", true, false],
    ["18", "Only this is wrong.", true, false],
    ["18", "There is no solution.", true, true],
    ["18", "There is no solution.", false, false],
    ["18", "There is no solution if n is odd.", true, false],
    ["18", "Is there no solution?", true, false],
    ["red", "This is wrong.", false, true],
    ["x = 5 makes the denominator zero, so there is no solution", "", true, true],
    ["x = 5 makes the denominator zero, so there is no solution", "", false, false],
  ] as const)
    assert.equal(isRefuted(said, behind, numeric), refuted, `${said} / ${behind}`);
});
