import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const check = (key: string, passing: readonly string[], failing: readonly string[] = []): readonly Row[] => [
  ...passing.map((answer): Row => [key, answer, "pass"]),
  ...failing.map((answer): Row => [key, answer, "fail"]),
];

test("complex numbers are read with i, j and I, upright or not", () =>
  checkRows([
    ...check(
      "2-3i",
      ["2 - 3j", "$2 - 3\\mathrm{i}$", "2 - 3\\,\\mathrm{i}", "-3j + 2", "2 - j3", "2-3\\imath", "2 - 3*I", "2 − 3𝑖", "\\frac{13}{2+3i}"],
      ["2+3j", "2-3.0000000001i"],
    ),
    ...check("2 - 3j", ["2-3i", "2-3j"], ["2+3i"]),
    ...check("10000000000i", ["10^{10}i"], ["10000000001i"]),
    // A variable beside others stays one.
    ...check("2j + k", ["k + 2j"], ["2i + k"]),
  ]));

test("closed forms are compared exactly", () =>
  checkRows([
    ...check("2\\sqrt{3}", ["\\sqrt{12}", "\\frac{6}{\\sqrt{3}}", "12^{1/2}"], ["3.46410161513775", "2\\sqrt{3}+10^{-12}"]),
    ...check("\\sqrt{2}-1", ["\\frac{1}{1+\\sqrt{2}}", "-1+\\sqrt{2}"], ["0.41421356237"]),
    ...check("\\frac{\\pi}{6}", ["π/6", "\\frac{2\\pi}{12}", "30°"], ["0.5235987755983"]),
    ...check("10^{400}\\pi", ["\\pi \\cdot 10^{400}"], ["10^{401}\\pi"]),
  ]));

test("several values beside an or are ambiguous, whatever their kind", () =>
  checkRows([
    ["2-3i", "2 - 3i or 2 + 3i", "unknown"],
    ["2-3i", "2 - 3i or 2 + 3i", "fail", { ambiguous: "failed" }],
    ["2-3i", "2-4i or 2+3i", "fail"],
    ["2-3i", "2 - 3i or -3i + 2", "pass"],
    ["2-3i", "2 - 3i and 2 + 3i", "unreadable"],
    ["{1,2}", "{1,2} or {1,3}", "unknown"],
    ["(1,2)", "either (1,2) or (2,1)", "unknown"],
    ["(1,2)", "(1,3) or (2,1)", "fail"],
    ["x^2", "x^2 or x^3", "unknown"],
    ["2-3i", "2-3i \\text{ or } 2+3i", "unknown"],
    ["2-3i", "\\boxed{2-3i} \\text{ or } \\boxed{2+3i}", "unknown"],
    ["{1}", "{1} or ∅", "unknown"],
    ["y=2x", "y=2x or y=3x", "unknown"],
    ["\\sqrt{2}", "$\\sqrt{2}$ or $\\sqrt{3}$", "unknown"],
    ["2025-03-04", "March 4, 2025 or March 5, 2025", "unknown"],
    ["0x1F", "0x1F or 0x20", "unknown"],
    ["(1,2), (3,4)", "(1,2) or (3,4)", "pass"],
    ["1,-2", "1 or -2", "pass"],
  ]));

test("a base is read as a sign, an index or a word", () =>
  checkRows([
    ...check(
      "0x1F",
      [
        "1F hex",
        "0X1f",
        "1F_{16}",
        "1F (hex)",
        "1F in hexadecimal",
        "hex 1F",
        "1Fh",
        "\\text{1F}_{16}",
        "1F<sub>16</sub>",
        "1F base sixteen",
      ],
      ["0x20", "31", "31 (decimal)", "11111_2"],
    ),
    ...check(
      "1011_2",
      [
        "1011 in binary",
        "1011 (binary)",
        "binary 1011",
        "1011 base two",
        "1011_{\\text{two}}",
        "0b1011",
        "(1011)_2",
        "1011b",
        "1011 (base 2)",
      ],
      ["1010 binary", "1011", "1011 in decimal", "12 binary"],
    ),
    ...check("1F hex", ["0x1F"]),
    ...check("1011 in binary", ["1011_2"]),
    ...check("17_8", ["17 octal", "0o17"]),
    ...check("0b1010_1011", ["10101011_2", "1010 1011 in binary"]),
  ]));

test("the empty set is read as a sign, as brackets and in words", () =>
  checkRows(
    ["∅", "{}", "\\emptyset", "\\varnothing", "the empty set", "empty set"].flatMap((key) =>
      check(
        key,
        ["the empty set", "an empty set", "null set", "{}", "{ }", "\\{\\}", "$\\emptyset$", "\\boxed{\\varnothing}", "∅", "Ø", "S = ∅"],
        ["{0}", "{∅}", "0"],
      ),
    ),
  ));

test("marks of HTML, of footnotes and of what is struck out are no part of a value", () =>
  checkRows([
    ...check("18", [
      "<u>18</u>",
      "<em>18</em>",
      '<span style="color:red">18</span>',
      "<ins>18</ins>",
      "<font color='red'>18</font>",
      "<u><b>18</b></u> eggs",
      '<a href="x">18</a>',
      "18&nbsp;eggs",
      "18<!-- nine pairs -->",
      "18[^1]",
      "18 [1]",
      "18 eggs [1][2]",
      "18 [citation needed]",
      "18【1†source】",
      "18†",
      "<del>9</del> 18",
      "Answer: ~~9~~ 18",
    ]),
    ...check("9", [], ["~~9~~ 18", "<s>9</s> 18"]),
    ...check("1", [], ["18 [1]", "18[^1]"]),
    ...check("-18", ["&minus;18", "&#8722;18"]),
    ...check("5 km", ["5 km[^2]"]),
    ...check("H2O", ["H<sub>2</sub>O"]),
    ...check("x^2", ["x<sup>2</sup>"]),
    ...check("arr[1]", ["arr[1]"], ["arr"]),
  ]));

const own =
  "or|and|not|2or|March 4|May|Tuesday|noon|midnight|1984|12:30|5:1|positive|above|R|T|F|more than one|over 9000|1 or more|10-20|3D|4K|5G|7z|" +
  "B12|100m|5th|1F|COVID-19|I|j|2j|third|a quarter|a half|One Third|Half-Life|<b>|a[1]|x[^1]|a&amp;b|[1]|[]|list[0]|n!|Hello!|$x$|5$|#5|" +
  "No. 5|v1.2.3|Dec 25|Oct 10|10 binary|½ cup|1 1/2 cups|3 C|2 m|18 (mod 20)|$5k|5 Mio. €|45° N|π/2 rad|0.333...|5!|one half|at least 5|" +
  "4. März 2025|2024年3月15日|{}|the empty set";

test("every key is answered by itself, whatever kind its form might suggest", () =>
  checkRows(own.split("|").map((key): Row => [key, `Answer: ${key}`, "pass"])));
