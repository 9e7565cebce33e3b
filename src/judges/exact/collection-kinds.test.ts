import assert from "node:assert/strict";
import { test } from "node:test";
import { matrices, set, table as tables, tuple } from "./collection.ts";
import type { Kind } from "./kind.ts";
import { exactOptions, type ExactSettings } from "./settings.ts";

const settings = exactOptions.parse({ kind: "exact", answer: "x" });

function same<T>(kind: Kind<T>, answer: string, key: string, more: Partial<ExactSettings> = {}): string {
  const how = { ...settings, ...more };
  const [given, wanted] = [kind.readings(answer, how), kind.readings(key, how)];
  const [one, other] = [given[0], wanted[0]];
  if (one === undefined || other === undefined) return "unread";
  if (kind.matches(one, other, how)) return "same";
  return kind.doubts?.(one, other, how) === true ? "doubted" : "other";
}

function check<T>(
  kind: Kind<T>,
  rows: readonly (readonly [answer: string, key: string, wanted: string, more?: Partial<ExactSettings>])[],
): void {
  assert.deepEqual(
    rows.map(([answer, key, , more]) => [answer, key, same(kind, answer, key, more)]),
    rows.map(([answer, key, wanted]) => [answer, key, wanted]),
  );
}

test("positions count in a tuple, unless its values have names or the key says that they do not", () =>
  check(tuple, [
    ["(1, 2)", "(1, 2)", "same"],
    ["(2, 1)", "(1, 2)", "other"],
    ["(1, 2, 3)", "(1, 2)", "other"],
    ["(2, 1)", "(1, 2)", "same", { unordered: true }],
    ["(2, 2)", "(1, 2)", "other", { unordered: true }],
    ["x = 1, y = 2", "x = 1, y = 2", "same"],
    ["y = 2, x = 1", "x = 1, y = 2", "same"],
    ["y = 1, x = 2", "x = 1, y = 2", "other"],
    ["(1, 2)", "x = 1, y = 2", "same"],
    ["(2, 1)", "x = 1, y = 2", "other"],
    ["y = 2, x = 1", "(1, 2)", "same"],
    ["x = 2, y = 1", "(1, 2)", "other"],
    ["g = 2, w = 1", "(1, 2)", "doubted"],
    ["g = 3, w = 1", "(1, 2)", "other"],
    ["(x, y) = (1, 2)", "(1, 2)", "same"],
    ["(x, y) = (1, 2)", "x = 1, y = 2", "same"],
    ["(x, y) = (1, 2, 3)", "(1, 2, 3)", "same"],
    ["\\langle 1, 2 \\rangle", "(1, 2)", "same"],
    ["[1, 2]", "(1, 2)", "same"],
    ["1, 2", "(1, 2)", "same"],
    ["(1, )", "(1, 2)", "unread"],
    ["1\n2", "(1, 2)", "same"],
    ["- 1\n- 2", "(1, 2)", "same"],
    ["1. a\n2. b", "(a, b)", "same"],
    ["- a,\n- and b", "(a, b)", "same"],
    ["(1,\n2)", "(1, 2)", "same"],
    ["\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}", "(1, 2)", "same"],
    ["v = (1, 2)", "(1, 2)", "same"],
    ["The vertex lies at (1, 2)", "(1, 2)", "same"],
    ["The vertex is not (1, 2)", "(1, 2)", "other"],
  ]));

test("neither order nor repetition counts in a set, unless the key says that they do", () =>
  check(set, [
    ["{1, 2}", "{2, 1}", "same"],
    ["{1, 2, 2}", "{2, 1}", "same"],
    ["{1, 2}", "{2, 1, 1}", "same"],
    ["{1, 3}", "{2, 1}", "other"],
    ["{1, 2, 3}", "{2, 1}", "other"],
    ["{1}", "{2, 1}", "other"],
    ["{1, 2}", "{2, 1}", "other", { unordered: false }],
    ["{2, 1}", "{2, 1}", "same", { unordered: false }],
    ["{}", "\\emptyset", "same"],
    ["the empty set", "{}", "same"],
    ["∅", "{}", "same"],
    ["{}", "{1}", "other"],
    ["{1 ± 2}", "{3, -1}", "same"],
    ["A = {1, 2}", "{1, 2}", "same"],
    ["A \\cap B = {1, 2}", "{1, 2}", "same"],
    ["x ∈ {1, 2}", "{1, 2}", "same"],
    ["the complement of {1, 2}", "{1, 2}", "other"],
    ["ℝ \\ {1, 2}", "{1, 2}", "unread"],
    ["{1, 2}'", "{1, 2}", "unread"],
    ["\\{1, 2\\}", "{1, 2}", "same"],
    ["", "{1}", "unread"],
    ["1 or 2", "{1, 2}", "same"],
  ]));

test("rows of a table count in their order, unless the key says otherwise, and cells always do", () =>
  check(tables, [
    ["| a | 1 |\n|---|---|\n| b | 2 |", "a, 1\nb, 2", "same"],
    ["a\t1\nb\t2", "a, 1\nb, 2", "same"],
    ["```\na, 1\nb, 2\n```", "a, 1\nb, 2", "same"],
    ["b, 2\na, 1", "a, 1\nb, 2", "other"],
    ["b, 2\na, 1", "a, 1\nb, 2", "same", { unordered: true }],
    ["b, 2\nb, 2", "a, 1\nb, 2", "other", { unordered: true }],
    ["1, a\n2, b", "a, 1\nb, 2", "other"],
    ["a, 1", "a, 1\nb, 2", "other"],
    ["a, 1, x\nb, 2, x", "a, 1\nb, 2", "other"],
    ["", "a, 1", "unread"],
    ["|---|---|", "a, 1", "unread"],
  ]));

test("a matrix is rows in brackets, one row or one column of it a plain row", () => {
  for (const [text, wanted] of [
    ["\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}", "((1, 2), (3, 4))"],
    ["\\begin{bmatrix}1&2\\end{bmatrix}", "(1, 2)"],
    ["\\begin{bmatrix}1\\\\2\\end{bmatrix}", "(1, 2)"],
    ["\\left[\\begin{array}{cc}1&2\\\\3&4\\end{array}\\right]", "((1, 2), (3, 4))"],
    ["\\begin{pmatrix} 1 & 2 \\\\[2pt] 3 & 4 \\\\ \\end{pmatrix}", "((1, 2), (3, 4))"],
    ["\\begin{pmatrix} 1,000 & 2 \\end{pmatrix}", "(1000, 2)"],
    ["A = \\begin{vmatrix} 1 & 2 \\\\ 3 & 4 \\end{vmatrix}", "A = ((1, 2), (3, 4))"],
    ["\\begin{pmatrix} 1 & 2", "\\begin{pmatrix} 1 & 2"],
    ["(1, 2)", "(1, 2)"],
  ] as const)
    assert.equal(matrices(text), wanted, text);
});

test("a collection is read up to a thousand items, on lines and between commas", () => {
  const items = (count: number, joint: string): number =>
    set.readings(Array.from({ length: count }, () => "a").join(joint), settings)[0]?.length ?? 0;
  assert.deepEqual([items(1000, ", "), items(1001, ", ")], [1000, 0]);
  assert.deepEqual([items(1000, "\n"), items(1001, "\n")], [1000, 0]);
  const cells = (count: number): number => tables.readings(Array.from({ length: count }, () => "a").join(", "), settings).length;
  assert.deepEqual([cells(5000), cells(5001)], [1, 0]);
});
