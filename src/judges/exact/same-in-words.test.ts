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
    ...check(
      "apple, banana",
      ["apple and banana", "Answer: apple & banana", "apple, banana"],
      ["banana and apple", "apple", "apple and pear"],
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

test("words whose order does not count are the same in any order", () =>
  checkRows([
    ...["banana and apple", "Answer: banana, apple", "apple and banana"].flatMap((answer): Row[] => [
      ["apple, banana", answer, "pass", { unordered: true }],
      ["apple, banana", answer, "pass", { answerKind: "set" }],
      ["{apple, banana}", answer, "pass"],
    ]),
    ["apple, banana", "banana", "fail", { unordered: true }],
    ["apple, banana", "banana, apple and pear", "fail", { unordered: true }],
    ["red, green, blue", "blue, red, and green", "pass", { unordered: true }],
  ]));

test("a symbol or initials and the word for them are two names of one thing", () =>
  checkRows([
    ...check("oxygen", ["O₂ (oxygen)", "Answer: O₂ (oxygen)", "The answer is O2 (oxygen).", "oxygen (O₂)", "Oxygen (O)"], ["O₂ (ozone)"]),
    ...check("O2", ["O₂ (oxygen)", "oxygen (O₂)", "The answer is **O₂** (oxygen)."], ["O₃ (ozone)", "ozone (O₃)"]),
    ...check("Fe", ["Iron (Fe)", "Fe (iron)"], ["Iron (FeO)"]),
    ...check("World Health Organization", ["WHO (World Health Organization)"], ["WHO (not the World Health Organization)"]),
    ...check("USA", ["United States (USA)"], ["United Kingdom (UK)"]),
    ...check("Paris", [], ["Lyon (Paris)", "Lyon (formerly Paris)", "Lyon (not Paris)"]),
    ...check("water", ["H₂O (water)"], ["H₂O (not water)", "H₂O (formerly water)"]),
    ...check("yes", [], ["No (yes)"]),
  ]));
