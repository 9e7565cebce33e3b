import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const rejections = [
  "x = 1, x = -2. x = -2 is extraneous, leaving x = 1.",
  "The roots are x = 1 and x = -2. However, x = -2 makes the denominator zero, so only x = 1.",
  "x = 1 only; x = -2 fails",
  "x = 1 and x = -2, but x = -2 is extraneous, leaving x = 1.",
  "Answer: x = 1 or x = -2, but x = -2 is rejected.",
  "Answer: 1, -2\n\nBut -2 does not satisfy the original equation.",
  "Answer: 1 and -2 (reject -2)",
  "Answer: x = 1 or x = -2 (extraneous)",
  "x = 1 or x = -2. We discard x = -2 since x > 0.",
  "\\boxed{1, -2}\n\nCheck: x = -2 gives 0/0, so it must be rejected.",
  "x = 1, x = -2\n\nOnly x = 1 is valid.",
  "x=1, x=-2; the latter is extraneous.",
  "x = 1 or x = -2. The negative root is rejected.",
];

test("several values of which one is rejected are not all of them the answer", () =>
  checkRows(rejections.flatMap((text): Row[] => ["1, -2", "{1, -2}"].map((key) => [key, text, "fail"]))));

test("the value that is left when others are rejected is the answer", () =>
  checkRows([
    ["1", "x = 1 only; x = -2 fails", "pass"],
    ["1", "x = 1 or x = -2. However, x = -2 makes the denominator zero, so only x = 1.", "pass"],
    ["1", "Answer: x = 1 (x = -2 is extraneous)", "pass"],
  ]));

test("values that all hold, beside others that are rejected, are the answer", () =>
  checkRows([
    ["1, -2", "x = 1 and x = -2. Both work.", "pass"],
    ["1, -2", "Answer: x = 1, x = -2. Both satisfy the equation.", "pass"],
    ["1, -2", "Answer: x = 1 or x = -2. Neither is extraneous.", "pass"],
    ["1, -2", "Answer: 1, -2 (both valid, no solution fails)", "pass"],
    ["18", "Answer: 9 × 2 = 18\n\nOnly 9 eggs are sold.", "pass"],
  ]));
