import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import { jsonText } from "./json-text.ts";
import { yamlText } from "./yaml-text.ts";

const unseen = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const hostile = [
  "\u001b[31mred",
  "\u009b31m",
  "\u202ecat",
  "a\u2066b\u200b",
  "=1+1\u3164",
  "x\u{e0041}\u{e007f}",
  "\u2028y",
  "a: b\u0085# c",
];

test("a file's YAML and JSON hold the same value as was written, in names of fields too, and no sign that nobody sees", () => {
  const value = {
    plain: "a b",
    list: hostile.map((text) => ({ [text]: text, inner: [text, 1, true] })),
    block: hostile.map((text) => `first\nsecond ${text}\n`),
  };
  const yaml = yamlText(value, ["A remark.", "of \u202ex\nlist: []"]);
  assert.deepEqual(parse(yaml), value);
  assert.deepEqual(JSON.parse(jsonText(value, 2)), value);
  for (const text of [yaml, jsonText(value, 2), jsonText(value)]) assert.doesNotMatch(text.replaceAll("\n", ""), unseen);
  assert.match(yaml, /^# A remark\.\n# of \ufffdx list: \[\]\nplain: a b\n/);
});

test("what reads plainly is written plainly", () => {
  assert.equal(
    yamlText({ name: "caf\u00e9 \u{1f600}", members: [{ name: "a", model: "m/x" }] }, []),
    "name: caf\u00e9 \u{1f600}\nmembers:\n  - { name: a, model: m/x }\n",
  );
});
