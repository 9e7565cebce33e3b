import assert from "node:assert/strict";
import { test } from "node:test";
import { enclosed, hasValue, itemOf, most, once, sameItem, sameRow, signed, split, wordsIn } from "./items.ts";
import { exactOptions, type ExactSettings } from "./settings.ts";

const settings = exactOptions.parse({ kind: "exact", answer: "x" });

test("the parts of a list stand between semicolons, else between commas and joining words, outside brackets", () => {
  const rows: readonly (readonly [text: string, parts: readonly string[]])[] = [
    ["", [""]],
    ["a", ["a"]],
    ["a, b", ["a", "b"]],
    ["a,b", ["a", "b"]],
    ["a, b and c", ["a", "b", "c"]],
    ["a, b, and c", ["a", "b", "c"]],
    ["a or b", ["a", "b"]],
    ["a; b, c", ["a", "b, c"]],
    ["1,000, 2", ["1,000", "2"]],
    ["1,000; 2", ["1,000", "2"]],
    ["1,2", ["1", "2"]],
    ["1,2, 3", ["1,2", "3"]],
    ["a,b, c", ["a", "b", "c"]],
    ["(1, 2), (3, 4)", ["(1, 2)", "(3, 4)"]],
    ["[1, 2], {3, 4}", ["[1, 2]", "{3, 4}"]],
    ["((1, 2), 3), 4", ["((1, 2), 3)", "4"]],
    ["(a; b), c", ["(a; b)", "c"]],
    ["), a, b", [")", "a", "b"]],
    ["sand, b", ["sand", "b"]],
  ];
  assert.deepEqual(
    rows.map(([text]) => [text, split(text)]),
    rows,
  );
});

test("brackets enclose a whole, or nothing", () => {
  for (const [text, wanted] of [
    ["(1, 2)", "1, 2"],
    ["[1]", "1"],
    ["{a}", "a"],
    ["<a>", "a"],
    ["((1), (2))", "(1), (2)"],
    ["(1), (2)", undefined],
    ["(1]", undefined],
    ["(1", undefined],
    ["1)", undefined],
    ["((1)", undefined],
    ["1", undefined],
    ["", undefined],
  ] as const)
    assert.equal(enclosed(text), wanted, text);
});

test("plus or minus is two items", () => {
  for (const [text, wanted] of [
    ["3 ± 2", ["3 + 2", "3 - 2"]],
    ["±2", ["2", "-2"]],
    ["x = ±2", ["x =2", "x = -2"]],
    ["x = 1 \\pm 2", ["x = 1 + 2", "x = 1 - 2"]],
    ["1 ± 2 ± 3", ["1 ± 2 ± 3"]],
    ["2", ["2"]],
  ] as const)
    assert.deepEqual(signed(text), wanted, text);
});

test("words are those of a text without punctuation at their ends, in the case that counts", () => {
  assert.equal(wordsIn("  The “Quick”, (brown) fox! ", { caseSensitive: false }), "the quick brown fox");
  assert.equal(wordsIn("Paris.", { caseSensitive: true }), "Paris");
  assert.equal(wordsIn("a - b", { caseSensitive: false }), "a - b");
  assert.equal(wordsIn("...", { caseSensitive: false }), "");
});

test("items are the same by their parts, their words, their value or as formulas", () => {
  const same = (answer: string, key: string, more: Partial<ExactSettings> = {}): boolean => {
    const how = { ...settings, ...more };
    return sameItem(itemOf(answer, how), itemOf(key, how), how);
  };
  for (const [answer, key, wanted, more] of [
    ["(1, 2)", "(1, 2.0)", true],
    ["(1, 2)", "(1, 3)", false],
    ["(1, 2)", "(1, 2, 3)", false],
    ["((1, 2), 3)", "((1, 2), 3)", true],
    ["((1, 2), 3)", "((1, 4), 3)", false],
    ["Paris", "paris", true],
    ["Paris", "paris", false, { caseSensitive: true }],
    ["Paris", "Rome", false],
    ["", "", false],
    ["0.5", "1/2", true],
    ["0.6", "1/2", false],
    ["3200 m", "3.2 km", true],
    ["3.2", "3.2 km", false],
    ["3.2 km", "3.2", true],
    ["$18", "18 dollars", true],
    ["€18", "18 dollars", false],
    ["x = 2", "x = 2.0", true],
    ["x = 2", "y = 2", false],
    ["2", "x = 2", true],
    ["x = 2", "2", true],
    ["x = 3", "2", false],
    ["2x + x", "3x", true],
    ["2x + x", "4x", false],
    ["x", "y", false],
  ] as const)
    assert.equal(same(answer, key, more), wanted, `${answer} for ${key}`);
  assert.equal(sameItem(itemOf("1", settings), undefined, settings), false);
});

test("rows are the same item by item, and of one length", () => {
  const row = (...texts: readonly string[]) => texts.map((text) => itemOf(text, settings));
  assert.equal(sameRow(row("1", "b"), row("1.0", "B"), settings), true);
  assert.equal(sameRow(row("1", "b"), row("1.0", "c"), settings), false);
  assert.equal(sameRow(row("b", "1"), row("1", "b"), settings), false);
  assert.equal(sameRow(row("1"), row("1", "b"), settings), false);
  assert.equal(sameRow(row("1", "b"), row("1"), settings), false);
});

test("an item holds its number, its unit and its own items, up to a thousand of them and five levels deep", () => {
  assert.equal(itemOf("3.2 km", settings).number?.words, "km");
  assert.equal(itemOf("3.2 km", settings).measured?.words, "km");
  assert.equal(itemOf("3.2", settings).measured, undefined);
  assert.equal(itemOf("km", settings).measured, undefined);
  assert.equal(itemOf("18 or 20", settings).number, undefined);
  assert.equal(itemOf("(1, 2)", settings).number, undefined);
  assert.equal(itemOf("(1)", settings).items, undefined);
  assert.equal(itemOf("(1, 2)", settings).items?.length, 2);
  const row = (count: number): string => `(${Array.from({ length: count }, () => "a").join(", ")})`;
  assert.equal(itemOf(row(most), settings).items?.length, 1000);
  assert.equal(itemOf(row(most + 1), settings).items, undefined);
  const depth = (text: string): number => {
    let [item, levels] = [itemOf(text, settings), 0];
    for (; item.items?.[0] !== undefined; levels++) item = item.items[0];
    return levels;
  };
  assert.equal(depth("((((a, b), b), b), b)"), 4);
  assert.equal(depth("((((((a, b), b), b), b), b), b)"), 5);
  assert.equal(itemOf(`${"1+".repeat(99)}11`, settings).number, undefined);
  assert.equal(itemOf(`1${" ".repeat(10)}`, settings).number?.number.value.top, 1n);
});

test("a part has a value as a number, as a formula, or as a name with one", () => {
  for (const [part, wanted] of [
    ["2", true],
    ["1/2", true],
    ["x = 2", true],
    ["2x", true],
    ["x = y + 1", true],
    ["x", false],
    ["apples", false],
    ["x = 2 = y", false],
    ["", false],
  ] as const)
    assert.equal(hasValue(part, settings), wanted, part);
});

test("what is asked for twice is worked out once", () => {
  let worked = 0;
  const value = once(() => ++worked);
  assert.deepEqual([value(), value(), worked], [1, 1, 1]);
});
