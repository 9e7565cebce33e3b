import assert from "node:assert/strict";
import { test } from "node:test";
import { readJson } from "./read-json.ts";

const properties = (count: number) => Array.from({ length: count }, (_, n) => `"${n}":1`).join(",");

test("an object of more properties than can be read in seconds is refused before it is read, wherever it stands", () => {
  const wide = `{${properties(300_001)}}`;
  for (const text of [wide, `{"a":"\\":,:{","b":${wide}}`, `[{"a":[]},${wide}`])
    assert.throws(() => readJson(text), { name: "RangeError", message: "one object has more than 300000 properties" });
});

test("as many properties and colons in several objects and in texts are read", () => {
  const text = `[{${properties(150_000)}},{${properties(150_000)}},"${":{\\\\".repeat(400_000)}"]`;
  assert.deepEqual((readJson(text) as object[]).map((value) => Object.keys(value).length).slice(0, 2), [150_000, 150_000]);
});
