import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const c = { answerKind: "choice" };
const both: readonly (readonly [right: string, wrong: string, text: string, settings?: Row[3]])[] = [
  ["18", "27", "The answer is \\boxed{18}, not \\boxed{27}."],
  ["18", "27", "\\boxed{18}\n\nA common error is to write \\boxed{27}."],
  ["18", "27", "\\boxed{18}. Many would write \\boxed{27}."],
  ["18", "27", "\\boxed{18} rather than \\boxed{27}"],
  ["18", "27", "\\boxed{18}, since \\boxed{27} is wrong."],
  ["18", "27", "It isn't \\boxed{27}; it is \\boxed{18}."],
  ["18", "27", "It is not \\boxed{27} but \\boxed{18}."],
  ["18", "27", "You might think \\boxed{27}, but the answer is \\boxed{18}."],
  ["B", "C", "\\boxed{B}. Many would write \\boxed{C}.", c],
  ["B", "C", "\\boxed{B}, not \\boxed{C}", { ...c, multiple: true }],
  ["Paris", "Lyon", "\\boxed{Paris}, not \\boxed{Lyon}."],
  ["x^2", "x^3", "\\boxed{x^2}, not \\boxed{x^3}."],
  ["(1, 2)", "(2, 1)", "\\boxed{(1, 2)}, not \\boxed{(2, 1)}."],
  ["{1, 2}", "{1, 3}", "\\boxed{\\{1,2\\}}, not \\boxed{\\{1,3\\}}."],
  ["$18", "$27", "\\boxed{\\$18}, not \\boxed{\\$27}."],
  ["B", "C", "Answer: \\cancel{C} B", c],
  ["B", "C", "\\sout{C} B", c],
  ["B", "C", "Answer: C [corrected: B]", c],
];

test("a box that is denied, or that others would write, is not the answer", () =>
  checkRows(
    both.flatMap(([right, wrong, text, settings = {}]): Row[] => [
      [right, text, "pass", settings],
      [wrong, text, "fail", settings],
    ]),
  ));

test("the only box of a text is its answer, whoever would find it", () =>
  checkRows([
    ["18", "One could check that \\boxed{18}", "pass"],
    ["18", "Some would be sold, giving \\boxed{18}", "pass"],
    ["18", "If x is not 0, then \\boxed{18}", "pass"],
    ["18", "We get 3 ≠ 4, so \\boxed{18}", "pass"],
    ["27", "The answer is not \\boxed{27}.", "fail"],
  ]));
