import assert from "node:assert/strict";
import { test } from "node:test";
import { foundIn, textAt } from "./text-or-none.ts";

test("what is not there is empty", () => {
  assert.deepEqual(
    [foundIn("ab12", /\d+/), foundIn("ab12", /(\d)(\d)/, 2), foundIn("ab", /\d/), foundIn("a", /a(b)?/, 1)],
    ["12", "2", "", ""],
  );
  assert.deepEqual(
    [textAt(["a", "b"], 0), textAt(["a", "b"], -1), textAt(["a"], 1), textAt([], -1), textAt([undefined], 0)],
    ["a", "b", "", "", ""],
  );
});
