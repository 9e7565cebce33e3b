import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const scaled: readonly (readonly [text: string, value: string])[] = [
  ["18 thousand", "18000"],
  ["#### 18 thousand", "18000"],
  ["\\boxed{18 \\text{ thousand}}", "18000"],
  ["The answer is 18 thousand dollars.", "18000"],
  ["18 hundred", "1800"],
  ["18 dozen eggs", "216"],
  ["18 lakh", "1800000"],
  ["$18 million", "18000000"],
  ["18 million people", "18000000"],
  ["18 hundred thousand", "1800000"],
  ["18 billion", "18000000000"],
];

test("a number with a word of scale is the product of both, and no other number", () =>
  checkRows(
    scaled.flatMap(([text, value]): Row[] => [
      [value, text, "pass"],
      ["18", text, "fail"],
    ]),
  ));

test("a key with a word of scale is the product, too", () =>
  checkRows([
    ["18 million", "18 million", "pass"],
    ["18 million", "18,000,000", "pass"],
    ["18 million", "18", "fail"],
  ]));

test("a rank and what only has to do with a number are not that number", () =>
  checkRows(
    [
      "18th",
      "Answer: the 18th",
      "a multiple of 18",
      "Answer: a factor of 18",
      "The answer is divisible by 18.",
      "far from 18",
      "18 times larger",
      "18 times as many",
      "Half of the answer is 18.",
      "Twice the answer is 18.",
      "Double the result is 18.",
    ].map((text): Row => ["18", text, "fail"]),
  ));

test("a letter of scale may stand apart from its number; where it may be a unit too it passes for neither", () =>
  checkRows([
    ["5000000", "5 M", "pass"],
    ["5", "5 M", "unreadable"],
    ["2500000000", "Answer: 2.5 B", "pass"],
    ["2.5", "Answer: 2.5 B", "unreadable"],
    ["40000", "The market is worth roughly 40 K units.", "pass"],
    ["40", "The market is worth roughly 40 K units.", "fail"],
    ["300", "The temperature is 300 K.", "pass"],
    ["300000", "The temperature is 300 K.", "unreadable"],
    ["2", "The field is 2 T.", "pass"],
    ["5 M", "The concentration is 5 M.", "pass"],
    ["2 M", "2,000,000", "fail"],
  ]));

test("a calculation beside its result, a common spelling of a unit and times are read", () =>
  checkRows([
    ["60 km/h", "v = 120/2 = 60 km/h", "pass"],
    ["60 km/h", "v = 120 = 60 km/h", "unknown"],
    ["80 km/h", "So v = 120/1.5 = 80 km/h.", "pass"],
    ["60 km/h", "60 kmph", "pass"],
    ["60 mph", "60 kmph", "fail"],
    ["18 times", "18", "pass"],
    ["18 times", "17", "fail"],
    ["18 times", "She rang 18 times a day.", "pass"],
    ["18 eggs", "18", "fail"],
    ["Paris", "France → Paris", "pass"],
    ["Paris", "France -> Paris", "pass"],
    ["France", "France → Paris", "fail"],
    ["A → B", "A → B", "pass"],
  ]));
