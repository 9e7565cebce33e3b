import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const r = String.raw;
const check = (key: string, passing: readonly string[], failing: readonly string[] = []): readonly Row[] => [
  ...passing.map((answer): Row => [key, answer, "pass"]),
  ...failing.map((answer): Row => [key, answer, "fail"]),
];

test("a list in words is the same with and without the last comma", () =>
  checkRows([
    ...check(
      "red, green, blue",
      ["red, green, and blue", "The colors are red, green and blue.", "Answer: red, green, and blue"],
      ["red, green", "red, green, and black", "red, blue, and green"],
    ),
    ...check("red, green, and blue", ["red, green, blue"], ["red and green, blue"]),
  ]));

test("a distance from zero is read as an interval or a union", () =>
  checkRows([
    ...check(r`(-\infty,-5]\cup[5,\infty)`, [r`|x| \ge 5`, r`$|x| \geq 5$`, "|x| ≥ 5"], ["|x| > 5", r`|x| \le 5`, "|x| ≥ 6"]),
    ...check("-3 < x < 3", ["|x| < 3"], ["|x| ≤ 3", "|x| > 3"]),
  ]));

test("a verdict or a name is read behind an arrow, an article, or how it was come to", () =>
  checkRows([
    ...check("false", ["Statement: 'Fish can fly' -> False"], ["Statement: 'Fish can swim' -> True"]),
    ...check("true", [], ["Statement: 'Fish can fly' -> False"]),
    ...check("Monday", ["The day will be a Monday."], ["The day will be a Tuesday.", "The day will not be a Monday."]),
    ...check(
      "valid",
      ["The argument is deductively valid."],
      ["The argument is deductively invalid.", "The argument is not deductively valid."],
    ),
    ["D", "=> D", "pass", { answerKind: "choice" }],
    ["D", "=> C", "fail", { answerKind: "choice" }],
  ]));
