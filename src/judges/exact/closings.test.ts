import { test } from "node:test";
import { isClosing, withoutClosings } from "./closings.ts";
import { holdRows } from "./hold-rows.ts";

test("a request, a note in brackets, a check that passes and a proof close a reply, unless they go back on it", () => {
  holdRows(isClosing, [
    ["Let me know if the price is 5.", true],
    ["Let me know if it is so, but it is 5.", false],
    ["Let me know if the answer is 5.", false],
    ["(for example, 3 of them)", true],
    ["(for example, so 3)", false],
    ["Check: 9 * 2 = 18", true],
    ["Check: it is wrong", false],
    ["Let me verify that it works", true],
    ["Let me verify that it is 5", false],
    ["Let me verify, but it works", false],
    ["It works", false],
    ["Proof: trivial", true],
    ["Proof: wait, it is 5", false],
    ["Thanks, but it is 5", false],
    ["Thanks, the answer is 5", false],
    ["Note: 5 is odd", true],
    ["Note: it would be 5", false],
  ]);
  holdRows(withoutClosings, [
    [`It is ${"x".repeat(1983)}. Thanks!`, `It is ${"x".repeat(1983)}.`],
    [`It is ${"x".repeat(1992)}. Thanks!`, `It is ${"x".repeat(1992)}. Thanks!`],
  ]);
});
