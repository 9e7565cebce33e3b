import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const check = (
  key: string,
  passing: readonly string[],
  failing: readonly string[] = [],
  unreadable: readonly string[] = [],
): readonly Row[] => [
  ...passing.map((answer): Row => [key, answer, "pass"]),
  ...failing.map((answer): Row => [key, answer, "fail"]),
  ...unreadable.map((answer): Row => [key, answer, "unreadable"]),
];

test("an interval is read in words, where they say whether its ends belong to it", () =>
  checkRows([
    ...check(
      "x > 5",
      [
        "greater than 5",
        "x is greater than 5",
        "more than 5",
        "all numbers greater than 5",
        "x exceeds 5",
        "above 5",
        "{x : x > 5}",
        "\\{x \\mid x > 5\\}",
      ],
      ["at least 5", "greater than 6", "less than 5", "not greater than 5"],
      ["5"],
    ),
    ...check(
      "x ≥ 5",
      ["at least 5", "5 or more", "greater than or equal to 5", "not less than 5", "no fewer than 5", "x must be at least 5"],
      ["more than 5"],
    ),
    ...check("x ≤ 5", ["at most 5", "no more than 5", "5 or less", "less than or equal to 5"], ["less than 5"], ["up to 5"]),
    ...check("x < 5", ["less than 5", "fewer than 5", "below 5"], ["under 6"]),
    ...check("x ≥ -3", ["greater than or equal to -3"]),
    ...check(
      "2 ≤ x ≤ 5",
      [
        "between 2 and 5 inclusive",
        "between 2 and 5, inclusive",
        "between 2 and 5 (inclusive)",
        "from 2 to 5 inclusive",
        "x is between 2 and 5 inclusive",
      ],
      ["strictly between 2 and 5", "between 2 and 6 inclusive"],
      ["between 2 and 5", "from 2 to 5"],
    ),
    ...check("2 < x < 5", ["strictly between 2 and 5", "between 2 and 5 exclusive"]),
    ...check("(2, 5]", ["greater than 2 and at most 5", "x > 2 and x ≤ 5", "between 2 (exclusive) and 5 (inclusive)"], ["x ≥ 2 and x ≤ 5"]),
    ...check("x < 2 or x > 5", ["less than 2 or greater than 5", "(-∞, 2) ∪ (5, ∞)"]),
    ...check("(-\\infty, \\infty)", ["all real numbers", "$\\mathbb{R}$", "ℝ"]),
    ...check("x > 0", ["all positive real numbers"], ["non-negative"]),
    ...check("greater than 5", ["x > 5", "(5, ∞)"]),
    ...check("at least 5", ["≥ 5", "[5, ∞)"]),
    ...check("between 2 and 5 inclusive", ["[2; 5]", "2 ≤ x ≤ 5"]),
    // Words of a text stay words.
    ...check("positive", ["Positive."], ["negative"]),
  ]));

test("the brackets of a pair that may be an interval are compared, unless its kind is stated", () =>
  checkRows([
    ...check(
      "[-2,7]",
      ["\\boxed{[-2,7]}", "$[-2, 7]$", "\\left[-2,7\\right]", "-2 \\le x \\le 7", "The range is [-2,7].", '{"answer": [-2, 7]}'],
      ["\\boxed{(-2,7)}", "The answer is (-2,7).", "x \\in (-2,7)", "\\left(-2,7\\right)", '{"answer": "(-2, 7)"}'],
    ),
    ["[-2,7]", "Answer: [-2,7] or (-2,7)", "unknown"],
    ...check(
      "(-2,7)",
      ["\\boxed{(-2,7)}", "(x,y) = (-2,7)", "-2 < x < 7", '{"answer": [-2, 7]}'],
      ["\\boxed{[-2,7]}", "The interval is [-2,7]."],
    ),
    ...check("[0,1]", ["[0, 1.0]"], ["The range is (0,1).", "(0,1)"]),
    ...check("[0,\\pi]", ["[0,\\pi]"], ["(0,\\pi)"]),
    // Values that fall are the ends of no interval.
    ...check("(3,-2)", ["(3,-2)", "[3,-2]", "x = 3, y = -2"]),
    ["[1,2]", "(1,2)", "pass", { answerKind: "tuple" }],
    ["(1,2)", "[1,2]", "fail", { answerKind: "interval" }],
  ]));

test("angles are read in radians, in minutes and with points of the compass", () =>
  checkRows([
    ...check("90°", ["π/2 rad", "\\frac{\\pi}{2} radians", "$\\pi/2$", "90", "90 degrees", "90.0°"], ["π/3 rad", "2 rad"]),
    ...check("π/2 rad", ["90°", "π/2", "\\frac{\\pi}{2}\\text{ rad}"], ["π/3 rad", "1.5708 rad", "90"]),
    ["90°", "1.5708 rad", "pass", { tolerance: 0.001 }],
    ...check("\\frac{\\pi}{2}", ["π/2 rad", "\\frac{\\pi}{2}\\text{ radians}"]),
    ...check("2 rad", ["2 radians", "2000 mrad"]),
    ...check("45° N", ["45°N", "45 degrees north", "$45^\\circ$ N", "45° N latitude"], ["45° S", "45° E", "46° N", "45°", "45"]),
    ...check("45°30' N", ["45.5° N", "45° 30′ N"], ["45°30' S"]),
    ...check("45.5°", ["45°30'", "45° 30′ 0″"]),
    ...check("45", ["45° N"]),
  ]));
