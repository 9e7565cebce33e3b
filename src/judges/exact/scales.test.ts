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
