import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

/** The same words around a value of each kind. */
const values: readonly (readonly [key: string, value: string, settings?: Row[3]])[] = [
  ["18", "18"],
  ["C", "(C)", { answerKind: "choice" }],
  ["Paris", "Paris"],
  ["2x", "2x"],
  ["yes", "yes"],
];
const around = (wanted: Row[2], frames: readonly string[]): Row[] =>
  values.flatMap(([key, value, settings]) =>
    frames.map(
      (frame): Row =>
        settings === undefined ? [key, frame.replaceAll("§", value), wanted] : [key, frame.replaceAll("§", value), wanted, settings],
    ),
  );

test("words around a value deny it, whatever its kind", () =>
  checkRows(
    around("fail", [
      "It is not §.",
      "It cannot be §.",
      "The answer is never §.",
      "I doubt that it is §.",
      "I don't think it's §.",
      "Anything but §.",
      "I would rule out §.",
      "The wrong answer is §.",
      "A common mistake is §.",
      "It's tempting to say §.",
    ]),
  ));

test("words around a value ascribe it to others, or to an earlier time, whatever its kind", () =>
  checkRows(
    around("fail", [
      "My friend says §.",
      "My friend says the answer is §.",
      "The student answered §.",
      "ChatGPT says §.",
      "Most people think it is §.",
      "Previous answer: §",
      "Old answer: §",
      "At first it was §.",
      "I used to think it was §.",
      "I initially guessed §.",
    ]),
  ));

test("words around a value only suppose it, whatever its kind", () =>
  checkRows(
    around("fail", [
      "In that case the answer would be §.",
      "Assuming no friction, the answer would be §.",
      "If the mass were doubled, the answer would be §.",
      "Without friction, it would be §.",
      "It might be §.",
      "Perhaps §?",
    ]),
  ));

test("words around a value that come back to it, or conclude it, leave it", () =>
  checkRows(
    around("pass", [
      "The answer is §.",
      "So the answer would be §.",
      "I would say the answer is §.",
      "We can say that the answer is §.",
      "If we add them up, the answer is §.",
      "My friend disagrees, but the answer is §.",
      "Initially it was unclear; now the answer is §.",
    ]),
  ));

test("what was until something happened, a bound and what some got are no number", () =>
  checkRows([
    ["18", "There were 18 before she sold some.", "unreadable"],
    ["18", "Before the sale she had 18.", "unreadable"],
    ["18", "My friend got 18.", "unreadable"],
    ["18", "The textbook gives 18.", "unreadable"],
    ["18", "One of the numbers is 18.", "unreadable"],
    ["18", "18 at most", "unreadable"],
    ["18", "Total before tax: 18", "unreadable"],
    ["18", "Answer: 18\nHowever, this is only for one day, so for a week she makes 126.", "fail"],
    ["18", "My friend got 18 stickers.", "pass"],
    ["18", "She arrives 18 minutes before the bus.", "pass"],
  ]));

test("an option that a reply only turns to, or that holds in part, is none", () =>
  checkRows(
    [
      "Looking at the options, C",
      "Next, option C.",
      "Option C states that energy is conserved.",
      "In option C, the force is zero.",
      "C is only partially correct.",
      "C is closer than B, but D is exact.",
      "I prefer D to C.",
      "The worst answer is C.",
    ].map((text): Row => ["C", text, "fail", { answerKind: "choice" }]),
  ));

test("what ends before a value says nothing of it", () =>
  checkRows([
    ["I", "Let's think step by step. <answer>I</answer>", "pass", { answerKind: "choice" }],
    ["18", "It is not 20. 18", "pass"],
  ]));

test("a verdict on a condition is none", () =>
  checkRows([
    ["yes", "Yes, if n > 2", "unreadable"],
    ["yes", "Yes, unless n = 2.", "unreadable"],
    ["True", "Only the first part is true.", "unreadable"],
    ["yes", "Yes, it is.", "pass"],
  ]));
