import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const c = { answerKind: "choice" };

test("an option that is named only to be refused is not the answer", () =>
  checkRows(
    [
      "A, B and C are all wrong.",
      "None of the options A, B, C is right.",
      "Neither A, B nor C is correct.",
      "Every option but C works.",
      "Don't pick C.",
      "I would not choose C.",
      "You shouldn't pick C.",
      "I reject C.",
      "Avoid C.",
      "C is too broad.",
      "C is irrelevant.",
      "C is unsupported.",
      "C is contradicted by the passage.",
      "C is a distractor.",
      "C doesn't hold.",
      "C does not follow.",
      "The least likely is C.",
      "The worst option is C.",
      "C is the second best answer.",
      "To decide, consider C first. In C, the",
      "A: 10%\nB: 60%\nC: 30%",
      "A → B → C",
      "Answer: A to C",
      "Answer: C is tempting, but B is correct.",
      "C was my first instinct but B is better.",
    ].map((text): Row => ["C", text, "fail", c]),
  ));

test("an option that is chosen beside refused ones is the answer", () =>
  checkRows([
    ["B", "Answer: C is tempting, but B is correct.", "pass", c],
    ["B", "C was my first instinct but B is better.", "pass", c],
    ...[
      "Since A is not correct, I choose C.",
      "The most likely is C.",
      "Answer: C because A is too broad",
      "Answer: C, which is the opposite of A",
      "Neither A nor B fits, so C is right.",
      "I don't like A; I pick C.",
      "Answer: C - no other option fits",
      "A and B are all wrong. C",
      "The worst option is A, so C is correct.",
      "We avoid A and pick C.",
      "In C, the force vanishes, hence C.",
      "Answer: C is the least likely",
    ].map((text): Row => ["C", text, "pass", c]),
  ]));

test("words that a text comes to after its answer replace it, where they are a name, yes or no", () =>
  checkRows([
    ["Lyon", "Answer: Paris\n\nI forgot something, so the answer is Lyon.", "pass"],
    ["Paris", "Answer: Paris\n\nI forgot something, so the answer is Lyon.", "fail"],
    ["no", "Answer: Yes\n\nSo the answer is no.", "pass"],
    ["yes", "Answer: Yes\n\nSo the answer is no.", "fail"],
    ["Paris", "Answer: Paris\n\nSo the answer is clear.", "pass"],
  ]));

test("an expected answer beside the text's own is not its answer, and alone is one", () =>
  checkRows([
    ["27", "Final answer: 27\nExpected answer: 18", "pass"],
    ["18", "Final answer: 27\nExpected answer: 18", "fail"],
    ["27", "Answer: 27\nReference answer: 18", "pass"],
    ["18", "Expected answer: 18", "pass"],
  ]));

test("a reply that only asks for a value or doubts it states none", () =>
  checkRows([
    ["27", "I doubt that it is 27.", "unreadable"],
    ["27", "Is it 27?", "unreadable"],
    ["27", "Could it be 27?", "unreadable"],
    ["27", "It is 27.", "pass"],
  ]));
