import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { sha256Of, sha256Parts } from "./hash.ts";

test("a million parts have the hash of their text, each after its length", () => {
  const parts = Array.from({ length: 1_000_000 }, (_, index) => `p${index}`);
  const text = parts.map((part) => `${part.length}:${part};`).join("");
  assert.equal(sha256Of(parts), createHash("sha256").update(text).digest("hex"));
  assert.equal(sha256Of(["a", "bc"]), sha256Parts("a", "bc"));
});
