import assert from "node:assert/strict";
import { test } from "node:test";
import { bracketEnd } from "./bracket-end.ts";

test("a bracket closes where its own kind does, over those inside, and at the end where it never does", () => {
  assert.equal(bracketEnd(["f", "(", "a", "(", ")", "]", ")", ";"], 1), 6);
  assert.equal(bracketEnd(["[", "[", "]"], 0), 3);
});
