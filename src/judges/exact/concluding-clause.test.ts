import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

/** A sentence of two clauses with what it concludes, and the value on the way to it. */
const sentences: readonly (readonly [text: string, concluded: string, before: string])[] = [
  ["He has 7 apples left, so he makes $21 per day.", "21", "7"],
  ["She swims 4 x 2 = 8 laps a week, so she swims 8 x 50 = 400 meters.", "400", "8"],
  ["He sells 14-5=9 pies, which gives him 9*3=$27 every day.", "27", "9"],
  ["We get 3x = 21, so x = 7.", "7", "21"],
  ["Anna walks 40*2=80 meters each day, so in a week she walks 80*7=560 meters.", "560", "80"],
  ["$3x = 21$, so $x = 7$.", "7", "21"],
  ["We have $3x = 21$, which gives $x = 7$.", "7", "21"],
  ["It takes 4/2=2 bolts, so the total amount is 4+2=6 bolts.", "6", "2"],
  ["The price rose by 50000, so the profit was 90000-60000=$30,000.", "30000", "50000"],
  ["He sells 7 apples, which means he makes $21.", "21", "7"],
  ["He sells 7 apples, and so makes $21.", "21", "7"],
  ["He has 7 apples left so he makes $21 per day.", "21", "7"],
  ["He bought 5 boxes, each of which holds 12 pens, so he has 60 pens.", "60", "5"],
  ["5*4=20 laps; 20*50=1000 meters.", "1000", "20"],
];

test("a sentence of two clauses is read as what its last one concludes", () =>
  checkRows(
    sentences.flatMap(([text, concluded, before]): Row[] => [
      [concluded, text, "pass"],
      [before, text, "fail"],
    ]),
  ));

test("where a later clause tells another number without concluding it, neither is read", () =>
  checkRows(
    [
      "He sells 7 apples, for which he gets $21.",
      "He sells 7 apples, which are worth $21.",
      "He sells 7 apples, where each is worth $3.",
      "7 apples, so 21 dollars",
    ].flatMap((text): Row[] => [
      ["7", text, "unreadable"],
      ["21", text, "unreadable"],
    ]),
  ));

test("what explains a value, or tells what it is good for, leaves it", () =>
  checkRows(
    [
      "#### 18, so that she can buy 3 more",
      "The answer is 18, which is 9 * 2.",
      "The answer is 18, so she makes $18 per day.",
      "She makes $18 because she sells 9 eggs.",
      "She makes 18 dollars, which is 9 times 2.",
      "It is 18, which is even.",
    ].map((text): Row => ["18", text, "pass"]),
  ));
