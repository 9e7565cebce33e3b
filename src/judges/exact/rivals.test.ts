import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const c = { answerKind: "choice" };
const rows = (key: string, wanted: Row[2], texts: readonly string[], settings: Row[3] = {}): Row[] =>
  texts.map((text) => [key, text, wanted, settings]);

test("an answer behind which another one is named, as an answer and without a reason, is not read", () =>
  checkRows([
    ...rows("18", "fail", [
      "Answer: 18\n\n27",
      "Answer: 18\n\nIt is 27.",
      "Answer: 18\n\nSo 27.",
      "Answer: 18\n\n27 is correct.",
      "Answer: 18\n\nTotal: 27",
      "Answer: 18\n\nResult = 27",
      "Answer: 18\n\n**27**",
      "The answer is 18.\n\n27.",
      "Answer: 18. 27.",
      "Answer: 18. It is 27.",
      "\\boxed{18}\n\n27",
      "\\boxed{18} = 27",
    ]),
    ...rows(
      "C",
      "fail",
      [
        "Answer: C\n\nD",
        "The answer is (C).\n\n(D)",
        "Answer: C. D.",
        "Answer: C\n\nIt is D.",
        "Answer: C\n\nI'd rather say B.",
        "Answer: C\n\nBut B is more precise, so B.",
        "Answer: C\n\nThat said, B is the best choice.",
        "Answer: C looks right but it's B.",
        "Answer: C at first glance, but really B",
      ],
      c,
    ),
    ...rows("1, -2", "fail", ["Answer: x = 1 or x = -2. But x must be positive, so x = 1."]),
    ...rows("Paris", "fail", [
      "Answer: Paris\n\nLyon",
      "Answer: Paris\n\nIt is Lyon.",
      "Answer: Paris\n\nSo the capital is Lyon.",
      "Answer: Paris\n\nI misread. It is lyon.",
      "Answer: Paris. Actually Lyon.",
    ]),
    ["18", "Answer: 18\n\n27", "unreadable"],
    ["1, -2", "Answer: x = 1 or x = -2\n\nSince x is positive, x = 1.", "fail"],
  ]));

test("corrections that are written in small letters count", () =>
  checkRows([
    ...rows("paris", "fail", [
      "Answer: paris. actually lyon",
      "answer: paris. no, lyon",
      "paris. wait, it's lyon",
      "answer: paris\n\ni forgot something, so the answer is lyon.",
      "paris\n\nthe capital is lyon.",
      "answer: paris. lyon is correct",
      "answer: paris. so lyon",
      "answer: paris. the answer is lyon",
      "answer: paris. actually, no.",
      "paris (lyon if you mean the old one)",
    ]),
    ...rows("lyon", "pass", ["answer: paris. no, lyon", "answer: paris. i meant lyon", "answer: paris\ncorrection: lyon"]),
    ...rows("paris", "pass", ["answer: paris. it is also the largest city.", "answer: paris. actually quite large.", "paris. no doubt."]),
  ]));

test("a working, entries of a list, labels of something else and another unit are no other answer", () =>
  checkRows([
    ...rows("18", "pass", [
      "Answer: 18\n\n- 16 eggs\n- 27 hens",
      "Answer: 18\n\n16 - 7 = 9\n9 × 2 = 18",
      "Answer: 18\n\nShe has 16 eggs and eats 3.",
      "Answer: 18 dollars\n\nThat is 1800 cents.",
      "Answer: 18\n\nConfidence: 95",
      "Answer: 18\n\nSource: page 27",
      "Answer: 18\n\nPrice per egg: 2",
    ]),
    ...rows("C", "pass", ["Answer: C\n\nOption D is wrong.", "Answer: C\n\nD ignores drag."], c),
    ...rows("Paris", "pass", ["Answer: Paris\n\nIt is the capital of France.", "Answer: Paris\n\nIts river is the Seine."]),
  ]));

test("an option of a lower rank is no answer", () =>
  checkRows([
    ...rows(
      "C",
      "fail",
      [
        "C used to be correct.",
        "The answer was C until 2010.",
        "Second-best answer: C",
        "C (not sure; D is more likely)",
        "2nd choice: C",
        "Second choice: C",
        "Backup: C",
        "Runner-up: C",
        "Worst choice: C",
        "No one should pick C.",
      ],
      c,
    ),
    ...rows("B", "pass", ["1st choice: B\n2nd choice: C", "First choice: B\nSecond choice: C", "Best: B, second best: C"], c),
    ...rows("27", "fail", ["2nd guess: 27", "Backup answer: 27"]),
  ]));

test("a value that holds elsewhere, or a day that lacks its year, makes the answer ambiguous", () =>
  checkRows(
    rows("March 4, 2025", "unknown", [
      "March 4, 2025 (March 5 if in Tokyo)",
      "March 4, 2025 (March 5 in Tokyo)",
      "March 4, 2025 (5 March if in Tokyo)",
      "March 4, 2025 (the 5th if in Tokyo)",
    ]),
  ));

test("a decimal that goes on behind a root is its rounding", () =>
  checkRows([
    ...rows("\\sqrt{2}", "pass", ["√2 = 1.414...", "\\sqrt{2} = 1.414\\ldots", "Answer: √2 = 1.41421...", "√2 = 1.414"]),
    ...rows("\\sqrt{2}", "fail", ["√2 = 1.5...", "√3 = 1.732...", "1.414..."]),
    ...rows("\\pi", "pass", ["π = 3.141592..."]),
    ...rows("18", "fail", ["18 = 9 × 3", "18\n= 9 × 3"]),
  ]));
