import assert from "node:assert/strict";
import { test } from "node:test";
import { isLeftBehind } from "./left-behind.ts";

test("a value of an earlier sentence is left behind where a later one concludes something else from it", () => {
  const rows = [
    ["She has 18 eggs. Each carton holds 6, so she needs 3 cartons.", "She has 18 eggs.", true],
    ["She has 18 eggs.", "18", false],
    ["She has 18 eggs. She is glad.", "18 eggs", false],
    ["She has 18 eggs. Half of that is eaten.", "18", true],
    ["She has 18 eggs. So they fill 3 cartons.", "18 eggs", true],
    ["She has 18 eggs. So the cartons are full.", "18 eggs", true],
    ["She has 18 eggs. So the total is large.", "18 eggs", false],
    ["She has 18 eggs. So the total is 3.", "18 eggs", true],
    ["She has 18 eggs. So yes.", "18 eggs", false],
    ["She has 18 eggs. They fill 3, which means that she needs 2 more.", "18 eggs", true],
    ["She has 18 eggs. They fill cartons, which means that she is glad.", "18 eggs", false],
    ["She has 18 eggs. They fill 3 cartons.", "18 eggs", false],
    ["They fill 3 cartons, so 2 more. She has 18 eggs.", "18 eggs", false],
    // All of the line was read: what counts is what stands behind its last number.
    ["She has 18 eggs. So they fill 3 cartons.", "She has 18 eggs. So they fill 3 cartons.", false],
    ["She has 18 eggs. So they are full then.", "She has 18 eggs. So they are full then.", true],
    [" She has 18 eggs. So they are full then. ", "She has 18 eggs. So they are full then.", true],
    ["So they fill 3 cartons. She has 18 eggs.", "Now: She has 18 eggs.", false],
    ["She has 18. So they fill 3 cartons.", "none", true],
    ["So they fill 3 cartons. She has 18.", "none", false],
  ] as const;
  assert.deepEqual(
    rows.map(([line, said]) => [line, said, isLeftBehind(line, said)]),
    rows,
  );
});
