import assert from "node:assert/strict";
import { test } from "node:test";
import { visibleName } from "./visible-name.ts";

test("names in any script, with joined emoji too, are visible", () => {
  for (const name of ["t1", "tâche-1", "問題", "مهمة", "👩‍🔬", "می‌خواهم", "a=b&c"]) assert.equal(visibleName(name), true, name);
});

test("a name with a character that is not shown as it is, or not shown at all, is none", () => {
  const hidden = [0x00, 0x07, 0x09, 0x0a, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x200b, 0x200e, 0x202a, 0x202e, 0x2028, 0x2060, 0x2066, 0x2069];
  for (const code of [...hidden, 0xfeff, 0xd800, 0xe0041]) {
    for (const name of [`a${String.fromCodePoint(code)}b`, `${String.fromCodePoint(code)}a`, `a${String.fromCodePoint(code)}`])
      assert.equal(visibleName(name), false, `U+${code.toString(16)}`);
  }
});
