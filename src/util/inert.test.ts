import assert from "node:assert/strict";
import { test } from "node:test";
import { inert } from "./inert.ts";

test("a text of two million unseen signs is shown sign by sign in every medium", () => {
  for (const sign of ["\u{e0001}", "\u202e", "\u0000"]) {
    const text = sign.repeat(2_000_000);
    for (const medium of ["terminal", "markdown", "csv", "html"] as const)
      assert.equal(inert(text, medium).replaceAll("\u{fffd}", "").length, 0, `${medium} of ${JSON.stringify(sign)}`);
    assert.equal(inert(text, "json").length, text.length * 6);
  }
});
