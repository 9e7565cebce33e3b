import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const rows = (key: string, wanted: Row[2], texts: readonly string[]): Row[] => texts.map((text) => [key, text, wanted]);

test("a reply that breaks off is not read by its last number", () =>
  checkRows([
    ...rows("9", "unreadable", [
      "She eats 3 and sells the rest.\nShe makes 9 *",
      "She makes 9 ×",
      "She makes 9 +",
      "She sells 9 eggs for",
      "She sells 9 eggs and",
    ]),
    ...rows("18", "unreadable", ["The total is 9 * 2 = 18. Then she pays", "9 * 2 = 18. Next, we", "She earns 18. She then"]),
    ...rows("9", "pass", ["She makes **9**", "She makes 9", "She makes *9*", "9 * 1 = 9. Hope this helps!", "She has 9 eggs. So easy"]),
  ]));

test("a refusal is no answer, whatever numbers stand beside it", () =>
  checkRows([
    ...rows("18", "unreadable", [
      "Sorry, I can't compute this. There are 18 eggs.",
      "I'm unable to answer that. 18",
      "I cannot determine the answer. 18",
      "I am not able to solve this, but there are 18 eggs.",
    ]),
    ["18", "I cannot use a calculator here, but 9 * 2 = 18.\n\nAnswer: 18", "pass"],
  ]));

test("what others got, what was before and what holds for some is not the number", () =>
  checkRows([
    ...rows("18", "fail", [
      "Others got 18.",
      "Someone else got 18.",
      "Most people get 18.",
      "18 (19 for members)",
      "18 (20, tips included)",
      "$18 ($19 for adults)",
      "18 (about 20 incl. tips)",
      "It was 18 before the change.",
      "It was 18 originally.",
    ]),
    ...rows("18", "pass", ["The others got 18 marbles each.", "18 (9 eggs at $2 each)", "18 (not 19)", "18 (9 for each of the 2)"]),
  ]));

test("of two roots the one that a later sentence keeps is the answer", () =>
  checkRows([
    ["1", "x = 1 or x = -2\n\nSince x is positive, x = 1.", "pass"],
    ["1, -2", "x = 1 or x = -2\n\nSince x is positive, x = 1.", "fail"],
    ["{1, -2}", "x = 1 or x = -2\n\nSince x is positive, x = 1.", "fail"],
  ]));

test("a dash as a minus sign, shares of each and odds are read", () =>
  checkRows([
    ["-5", "#### –5", "pass"],
    ["-5", "#### −5", "pass"],
    ["5", "#### –5", "fail"],
    ["12", "So each of the 3 friends gets 12 marbles.", "pass"],
    ["3", "So each of the 3 friends gets 12 marbles.", "fail"],
    ["1/6", "1 out of 6", "pass"],
    ["1/6", "The probability is 1 out of 6.", "pass"],
    ["1", "1 out of 6", "fail"],
  ]));
