import assert from "node:assert/strict";
import { test } from "node:test";
import { beginningOf, isLong, type Reach, textBefore, textFrom } from "./reach.ts";

const reaches: readonly (readonly [Reach, number])[] = [
  ["words", 100],
  ["clause", 200],
  ["line", 300],
  ["sentence", 400],
  ["lines", 600],
  ["paragraph", 1000],
  ["passage", 2000],
  ["page", 4000],
  ["reply", 16_384],
];

test("a text is long by its first character beyond what is read, and no more of it is read", () => {
  for (const [name, most] of reaches) {
    const [whole, more] = ["x".repeat(most), "x".repeat(most + 1)];
    assert.deepEqual([isLong("", name), isLong(whole, name), isLong(more, name)], [false, false, true], name);
    assert.deepEqual([beginningOf(`${whole}y`, name), beginningOf("ab", name), beginningOf("", name)], [whole, "ab", ""], name);
    assert.deepEqual([textFrom(`ab${whole}y`, 2, name), textFrom("abc", 1, name), textFrom("abc", 3, name)], [whole, "bc", ""], name);
    const read = [textBefore(`y${whole}ab`, most + 1, name), textBefore("abc", 2, name), textBefore("abc", 0, name)];
    assert.deepEqual(read, [whole, "ab", ""], name);
  }
});
