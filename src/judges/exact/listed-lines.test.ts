import assert from "node:assert/strict";
import { test } from "node:test";
import { entriesAtEnd } from "./listed-lines.ts";

test("the entries of the list with which a text ends", () => {
  for (const [text, ...wanted] of [
    ["- red\n- blue", "red", "blue"],
    ["* red\n* blue", "red", "blue"],
    ["• red\n• blue", "red", "blue"],
    ["+ red\n+ blue", "red", "blue"],
    ["1. red\n2. blue", "red", "blue"],
    ["(1) red\n(2) blue", "red", "blue"],
    ["10) red\n11) blue", "red", "blue"],
    ["100. red\n101. blue"],
    ["The colors:\n- red\n- blue", "red", "blue"],
    ["- green\nand also\n- red\n- blue", "red", "blue"],
    ["- red\n\n- blue\n", "red", "blue"],
    ["- red.\n- blue;", "red", "blue"],
    ["- red,\n- and blue", "red", "blue"],
    ["- rot\n- und blau", "rot", "blau"],
    ["- rouge\n- et bleu", "rouge", "bleu"],
    ["- rojo\n- y azul", "rojo", "azul"],
    ["- **red**\n- `blue`", "red", "blue"],
    ["- red, dark\n- blue"],
    ["- red"],
    ["red\nblue"],
    ["-red\n-blue"],
    ["- red\n- blue\nThose are the colors."],
    ["- red\n- blue\n\nI hope this helps!", "red", "blue"],
    ["- red\n- blue\n\nI hope this helps!\nLet me know if you have questions.\n", "red", "blue"],
    ["          - red\n          - blue"],
    ["         - red\n         - blue", "red", "blue"],
    [`- ${"r".repeat(81)}\n- blue`, "r".repeat(81), "blue"],
    [`- ${"r".repeat(85)}\n- blue`],
    [""],
    ["Thanks!"],
  ] as const)
    assert.deepEqual(entriesAtEnd(text), wanted, JSON.stringify(text));
  const many = Array.from({ length: 61 }, (_, at) => `- ${"abcdefgh"[at % 8]}`);
  assert.equal(entriesAtEnd(many.slice(0, 60).join("\n")).length, 60);
  assert.equal(entriesAtEnd(many.join("\n")).length, 60);
});
