import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const pass = (key: string, texts: readonly string[]): Row[] => texts.map((text) => [key, text, "pass"]);
const not = (key: string, texts: readonly string[]): Row[] => texts.map((text) => [key, text, "fail"]);

test("a sentence of several clauses states the number of its last one", () =>
  checkRows([
    ...pass("12", [
      "When 112 is divided by 100, the remainder is 12.",
      "Out of 20 marbles, 12 are red.",
      "The remainder when 112 is divided by 100 is 12.",
      "The remainder is 12 when 112 is divided by 100.",
      "If you divide 112 by 100, the remainder is 12.",
      "Among 20 marbles, 12 are red.",
      "A triangle with sides 3, 4 and 5 has a perimeter of 12.",
      "Since 100 fits once into 112, the remainder is 12.",
      "After giving away 8 of 20 marbles, she has 12 left.",
      "For 3 boxes at $4 each, the cost is $12.",
      "Starting with 20 and removing 8, we get 12.",
      "Dividing 112 by 100 leaves a remainder of 12.",
      "12 of the 20 marbles are red.",
      "There are 3 rows of 4 chairs, so there are 12 chairs.",
      "She gives away 8 of her 20 marbles, leaving 12.",
    ]),
    ...not("12", [
      "When 112 is divided by 100, the remainder is not 12.",
      "If the price were 3, the total would be 12.",
      "Out of 20 marbles, at least 12 are red.",
      "Out of 20 marbles, 12 are red and 8 are blue.",
      "After step 1 the subtotal is 12.",
      "So far she has 12.",
      "Step 1 gives 12.",
      "The running total is 12.",
    ]),
    ...not("20", ["Out of 20 marbles, 12 are red."]),
    ...not("112", ["When 112 is divided by 100, the remainder is 12."]),
    ...not("27", ["step 27 above", "as shown in step 27", "Answer: see page 27", "equation (27) above"]),
    ...pass("27", ["Answer: Step 27", "Chapter 27"]),
  ]));

test("the only value in bold and a sentence above bullets are the answer that the rest explains", () =>
  checkRows([
    ...pass("18", [
      "Janet makes **$18** per day. This is because she sells 9 eggs at $2 each.",
      "Janet makes **$18** per day.\n\nThis is because she sells 9 eggs at $2 each.",
      "The total is **18**.\n\nHere 9 is the number of eggs and 2 is the price.",
      "The total is 18.\n\n* 9 eggs\n* $2 each",
      "Janet makes **$18** every day.\n\n* Eggs: 16\n* Used: 7\n* Sold: 9",
      "She makes $18 per day.\n\n- 16 eggs are laid\n- 7 are used\n- 9 are sold at $2",
    ]),
    ...not("18", [
      "Janet makes **$18** or **$27** per day. It depends on 9.",
      "Is it **18**? It has 9 eggs and 2 hens.",
      "It is not **18**. There are 9 eggs and 2 hens.",
      "She has **18** eggs.\n\nSo she makes $27.",
    ]),
    ...not("27", ["Janet makes **$18** per day.\n\nThis is because she sells 27 eggs."]),
  ]));

test("an equation that goes on in the next line is one equation", () =>
  checkRows([
    ...pass("18", ["18\n= 9 × 2", "Answer: 9 × 2\n= 18", "Total\n= 9 × 2\n= 18", "Answer:\n9 × 2\n= 18"]),
    ...not("18", ["Answer: 18\n= 27", "18 =\n27"]),
  ]));

test("displays, signs of currency around mathematics, hours and ordinals are no part of a value", () =>
  checkRows([
    ...pass("1, -2", ["$$x = 1$$\n$$x = -2$$", "\\[x = 1\\]\n\n\\[x = -2\\]", "So\n\n$$x = 1$$\n\nand\n\n$$x = -2$$"]),
    ...not("1, -2", ["$$x = 1$$\n$$x = 2$$", "$$x = 1$$\nThis gives\n$$x = -2$$"]),
    ...pass("[0, 1)", ["$0 \\le x < 1$", "Answer: $0 \\le x < 1$", "The answer is $0 \\le x < 1$."]),
    ...pass("10", ["10 a.m.", "Answer: 10 a.m."]),
    ...not("10", ["11 a.m.", "10:30 a.m."]),
    ...pass("18", ["1) 18", "1. 18"]),
    ...not("18", ["1) 18\n2) 27", "18) 1"]),
    ...pass("14:30", [
      "The train leaves at 14:30.",
      "The train leaves Rome at 14:30.",
      "It departs at 14:30 sharp.",
      "The train leaves at 14:30 on Monday.",
      "The train departs at 2:30 PM.",
    ]),
  ]));

test("what a condition changes is said in words as well", () =>
  checkRows([
    ["18", "18 (twenty if tips count)", "unknown"],
    ["18", "18, or twenty if tips count", "unknown"],
    ["18", "Answer: 18. Wait, no, twenty.", "fail"],
    ["18", "18 (eighteen)", "pass"],
    ["18", "18 (two per egg)", "pass"],
    ["18", "18 (twenty-one with tips)", "unknown"],
    ["yes", "Yes (no if tips count)", "unknown"],
    ["yes", "Yes (no for n = 2)", "unknown"],
    ["yes", "Yes, with the exception of n = 2, where it's no", "fail"],
    ["yes", "Yes, I think? Not sure.", "fail"],
    ["yes", "Yes (no need to check)", "pass"],
    ["Paris", "Paris. Let me know if Lyon is the capital instead.", "pass"],
    ["Lyon", "Paris. Let me know if Lyon is the capital instead.", "fail"],
    ["27", "Answer: 18. Correct me if it is 27.", "fail"],
  ]));
