import assert from "node:assert/strict";
import { test } from "node:test";
import { choosesAnother } from "./other-option.ts";

test("a text chooses another option where it concludes one behind what was read, and names that no more", () => {
  const isKey = (text: string): readonly boolean[] => [/^\(?C\)?$/.test(text)];
  const rows = [
    ["C is true. So the false statement is B.", "C", 4, true],
    ["C is true. So the false statement is B. Hence C.", "C", 4, false],
    ["So the answer is C.", "C", 4, false],
    ["C is true. So the answer is D.", "C", 4, true],
    ["C is true. So the answer is E.", "C", 4, false],
    ["C is true. So the answer is E.", "C", 5, true],
    ["B is true. So the false statement is C.", "B", 4, true],
    ["B is true. So the false statement is C. Not B.", "B", 4, false],
    [`B is true. So it is C ${"x".repeat(39)}`, "B", 4, true],
    [`B is true. So it is C ${"x".repeat(40)}`, "B", 4, false],
    [`B is true. So it is C ${" ".repeat(60)}`, "B", 4, true],
    ["C is it.", "C (20%), B (80%)", 4, true],
    ["C is it.", "C (20%)", 4, false],
    ["C is it.", `${"x".repeat(388)} C 20% B 80%`, 4, true],
    ["C is it.", `${"x".repeat(396)} C 20% B 80%`, 4, false],
    ["C is it.", "C", 4, false],
  ] as const;
  assert.deepEqual(
    rows.map(([text, said, options]) => [text, said, options, choosesAnother(text, said, options, isKey)]),
    rows,
  );
});
