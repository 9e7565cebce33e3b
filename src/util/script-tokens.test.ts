import assert from "node:assert/strict";
import { test } from "node:test";
import { scriptTokens } from "./script-tokens.ts";

/** Code and the regular expressions in it. */
const cases: readonly (readonly [code: string, wanted: readonly string[]])[] = [
  ["a = /b/gi; c = /d/", ["/b/gi", "/d/"]],
  ["/a/", ["/a/"]],
  ["f(/[/]/, /\\//u)", ["/[/]/", "/\\//u"]],
  ["f(/[\\]/]/)", ["/[\\]/]/"]],
  ["f(/[/ x, (/b/)", ["/ x, (/b"]],
  ["f(/(\n/b/)", ["/b/"]],
  ["f(/a\\\n/b/)", ["/b/"]],
  ["a / b / c", []],
  ["f(/", []],
];
for (const [code, wanted] of cases)
  test(`regular expressions in ${JSON.stringify(code)}`, () => {
    const found = [...scriptTokens(code)].map(({ text }) => text).filter((text) => /^\/./.test(text));
    assert.deepEqual(found, wanted);
  });
