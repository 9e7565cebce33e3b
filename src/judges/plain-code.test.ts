import assert from "node:assert/strict";
import { test } from "node:test";
import { plainCode } from "./plain-code.ts";

const plain = (label: string, code: string, language: "javascript" | "python" = "javascript"): string =>
  plainCode({ label, code, lead: "", trail: "", closed: true }, language);

test("a patch leaves its added lines and those that it keeps", () => {
  assert.equal(plain("diff", "@@ -1 +1 @@\n-old\n+new\n kept"), "new\nkept");
  assert.equal(plain("", "@@ -1 +1 @@\n-old\n+new\n kept"), "new\nkept");
  assert.equal(plain("", "--- a\n+++ b\n@@ -1 +1 @@\n+new\n\n kept"), "new\n\nkept");
  // The space is no mark where a line begins without it.
  assert.equal(plain("diff", "@@ -1 +1 @@\n+new\nkept\n  further"), "new\nkept\n  further");
  assert.equal(plain("", "a\n-b"), "a\n-b");
});

test("of a page its scripts are the program, joined, without those that it fetches and its data", () => {
  const [one, other] = ["<script>let a = 1;</script>", '<script type="module">let b = 2;</script>'];
  const fetched = '<script src="x.js"></script><script type="application/json">{}</script>';
  assert.equal(plain("html", `<html>${one}${fetched}${other}</html>`), "let a = 1;\n;\nlet b = 2;");
  assert.equal(plain("", `<!DOCTYPE html>${one}`), "let a = 1;");
  assert.equal(plain("html", "<script>let a = 1;"), "let a = 1;");
  assert.equal(plain("html", "<html></html>"), "<html></html>");
  assert.equal(plain("", `<html>${one}</html>`, "python"), `<html>${one}</html>`);
  assert.equal(plain("", "let a = '<html>';"), "let a = '<html>';");
});

test("types of TypeScript are taken out of what is labeled so, and what cannot be read stays", () => {
  assert.equal(plain("ts", "const a: number = 1;").replace(/\s+/g, " ").trim(), "const a = 1;");
  assert.equal(plain("js", "const a: number = 1;"), "const a: number = 1;");
  assert.equal(plain("ts", "const a: = 1;"), "const a: = 1;");
});
