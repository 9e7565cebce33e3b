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

test("an address of mail is no link in Markdown, and what only looks like one is left as it is", () => {
  assert.equal(inert("write to a_b@mail-host.example", "markdown"), "write to a\\_b`@`mail-host.example");
  assert.equal(inert("pass@1, @user and gpt@home", "markdown"), "pass@1, @user and gpt@home");
});

test("no part of a CSV cell begins as a formula does where semicolons or tabs divide cells", () => {
  assert.equal(inert("a;=1+1;b", "csv"), '"a;\'=1+1;b"');
  assert.equal(inert("a\t @x\n-1", "csv"), "\"a\t '@x\n'-1\"");
  assert.equal(inert("a, -1; b", "csv"), '"a, -1; b"');
});

test("variations of ideographs and emoji stay; variations of other signs, fillers and what no XML may hold are shown", () => {
  for (const kept of ["葛\u{e0100}", "❤\ufe0f", "👩\u200d🚀"]) assert.equal(inert(kept, "terminal"), kept);
  assert.equal(inert("a\u{e0100}b\u3164c\ufffed\uffffe\u{e0fff}", "html"), "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd");
});
