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

test("signs of HTML and Markdown are written as such between characters of any width", () => {
  assert.equal(inert(`漢<a href="x">é&'😀`, "html"), "漢&lt;a href=&quot;x&quot;&gt;é&amp;&#39;😀");
  assert.equal(inert("漢*é*😀 a\\b [c](d) & <e>", "markdown"), "漢\\*é\\*😀 a\\\\b \\[c\\](d) \\& \\<e\\>");
});
