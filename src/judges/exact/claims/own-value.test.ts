import assert from "node:assert/strict";
import { test } from "node:test";
import { isOwnValue } from "./own-value.ts";

test("a sentence says a value for itself at the place where a number in it is the key", () => {
  const long = `${"very ".repeat(400)}many`;
  const rows = [
    ["We add. My friend says 20 but the answer is 18 eggs.", "My friend says 20 but the answer is 18 eggs", "18", true],
    ["We add. My friend says 20 but the answer is 18 eggs.", "My friend says 20 but the answer is 18 eggs", "20", false],
    ["It is not about 18 eggs.", "about 18 eggs", "18 eggs", false],
    ["It is about 18 eggs.", "about 18 eggs", "18 eggs", true],
    ["It is not 18 eggs.", "18 eggs", "18 eggs", false],
    ["It is not B, it is C.", "It is not B, it is C", "B", false],
    ["It is not B, it is C.", "It is not B, it is C", "C", true],
    ["It is not eighteen.", "It is not eighteen", "eighteen", false],
    ["It is not $18 but $20.", "not $18 but $20", "$20", true],
    ["It is not $18 but $20.", "not $18 but $20", "$18", false],
    ["The answer is not 18.", " 18", "18", false],
    [`It is not 18 ${long}.`, `18 ${long}`, "18", false],
    ["Nothing is said of it.", "18", "18", true],
  ] as const;
  assert.deepEqual(
    rows.map(([text, said, key]) => [text, said, key, isOwnValue(text, said, (one) => [one.trim() === key])]),
    rows,
  );
});
