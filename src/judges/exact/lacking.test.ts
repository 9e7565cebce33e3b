import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

test("an answer that the text finds to lack something does not stand", () =>
  checkRows(
    [
      "The answer is 18. Looking again, it's 20.",
      "The answer is 18. Thinking again, it is 20.",
      "The answer is 18.\n\nLooking back, she makes $20.",
      "#### 18\n\nHowever, that ignores the two broken eggs, so she makes 16.",
      "#### 18\n\nHowever, she also gives 1 egg away, so she makes 16.",
      "#### 18\n\nBut that double counts the muffins, so the total is 16.",
      "\\boxed{18}. But we forgot the broken eggs; subtracting gives 16.",
      "\\boxed{18}\n\nBut the eggs that broke must be removed, leaving 16.",
      "Answer: 18\n\nBut this forgets tax. With tax it is 20.",
      "Answer: 18\n\nHowever, once the tax is included, she pays 20.",
      "Answer: 18\n\nThis neglects the tip. Including it, she pays 20.",
      "Answer: 18. This omits tax, which brings it to 20.",
      "Answer: 18\n\nHowever, this ignores the tax.",
    ].map((text): Row => ["18", text, "fail"]),
  ));

test("the value that a text comes to on a second look is its answer", () =>
  checkRows([
    ["20", "The answer is 18. Looking again, it's 20.", "pass"],
    ["20", "Answer: 18\n\nBut this forgets tax. With tax it is 20.", "pass"],
    ["16", "#### 18\n\nHowever, that ignores the two broken eggs, so she makes 16.", "pass"],
  ]));

test("an explanation that comes to the answer again leaves it", () =>
  checkRows(
    [
      "#### 18\n\nShe sells 9 eggs at $2 each, so she makes 9 * 2 = $18.",
      "Answer: 18\n\nCheck: 9 * 2 = 18, so she makes 18.",
      "Answer: 18\n\nLooking at the eggs again, 16 - 7 = 9, so she makes 18.",
    ].map((text): Row => ["18", text, "pass"]),
  ));
