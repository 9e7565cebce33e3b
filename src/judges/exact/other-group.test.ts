import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const rows = (right: string, wrong: string, texts: readonly string[]): readonly Row[] =>
  texts.flatMap((text): Row[] => [
    [right, text, "pass"],
    [wrong, text, "fail"],
  ]);

test("a value in brackets that a reply sets against its own is not its answer", () =>
  checkRows([
    ...rows("(3, 1)", "(1, 3)", [
      "The vertex is (3, 1), not (1, 3).",
      "It is not (1, 3) but (3, 1).",
      "Not (1, 3) but (3, 1)",
      "The answer is $(3, 1)$, not $(1, 3)$.",
      "(3, 1) rather than (1, 3)",
    ]),
    ...rows("(-3, 1)", "(3, 1)", ["(-3, 1) instead of (3, 1)"]),
    ...rows("{1, 2}", "{1, 3}", ["The answer is {1, 2}, not {1, 3}.", "The answer is \\{1, 2\\}, not \\{1, 3\\}."]),
    ...rows("[1, 5]", "(1, 5)", ["The range is [1, 5], not (1, 5)."]),
    ["(1, 3)", "The answer is not (1, 3).", "fail"],
    ["(1, 3)", "Answer: not (1, 3)", "fail"],
  ]));
