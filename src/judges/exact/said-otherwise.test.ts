import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const check = (keys: readonly string[], passing: readonly string[], failing: readonly string[]): readonly Row[] =>
  keys.flatMap((key) => [...passing.map((answer): Row => [key, answer, "pass"]), ...failing.map((answer): Row => [key, answer, "fail"])]);
const affirming = [
  "Yes, that's true.",
  "Yes, that is true.",
  "Yes, it's true.",
  "Yes, the statement is true.",
  "Yes. That is correct.",
  "Yes - true.",
  "Answer: Yes, that's true.",
  "The answer is yes, that's true.",
  "Indeed, it is true.",
  "That's right.",
  "The claim is correct.",
  "The statement is not false.",
  "Definitely true.",
];
const denying = [
  "No, that's false.",
  "No, that's not true.",
  "The statement is not true.",
  "The statement isn't true.",
  "This is not right.",
  "It is untrue.",
  "The claim is incorrect.",
  "Wrong.",
  "Answer: not true",
  "The statement is definitely not true.",
  "It is not true that fish fly.",
];

test("true and false are read with yes, no and what confirms them", () =>
  checkRows([...check(["true", "True"], affirming, denying), ...check(["false", "False"], denying, affirming)]));

test("what denies is read as false, and not as unreadable, for true", () =>
  checkRows(
    ["The statement is not true.", "The statement isn't true.", "No, that's not true."].map((answer): Row => {
      return ["true", answer, "fail"];
    }),
  ));

test("yes and no are read in words that mean them, and a denial after yes is none", () =>
  checkRows([
    ...check(
      ["yes"],
      ["Yes, that's true.", "Absolutely.", "Yes, of course.", "Yes, definitely."],
      ["No, that's false.", "Definitely not."],
    ),
    ...check(["no"], ["No, that's not true.", "Definitely not.", "No, definitely not.", "Not at all."], ["Yes, it is.", "Absolutely."]),
    ...check(["invalid"], ["The argument is not valid.", "It isn't valid."], ["The argument is valid.", "The statement is not true."]),
  ]));

test("an ordinal in words and in digits is the same, with the place that it is", () =>
  checkRows([
    ...check(
      ["third", "3rd", "Third", "the 3rd"],
      [
        "3rd",
        "third",
        "The third",
        "Answer: 3rd",
        "**3rd**",
        "\\boxed{3rd}",
        "3^{rd}",
        "3rd place",
        "in third place",
        "She finished third.",
      ],
      ["4th", "fourth", "2nd", "1/3", "3", "thirty-third", "She finished 4th.", "Not third."],
    ),
    ...check(["21st", "twenty-first"], ["Twenty-first", "twenty first", "the 21st"], ["22nd", "20th", "first", "twentieth"]),
    ...check(
      ["19th century"],
      ["the nineteenth century", "in the 19th century", "19th-century"],
      ["20th century", "19th", "in the 18th century"],
    ),
    ...check(["Henry the Eighth"], ["Henry the 8th"], ["Henry the 7th"]),
  ]));

test("a day, a month or a season is read behind its preposition and article", () =>
  checkRows([
    ...check(
      ["Monday", "on Monday"],
      ["on a Monday", "a Monday", "On Mondays", "It falls on a Monday.", "The meeting is on Monday.", "Answer: on a Monday"],
      ["on a Tuesday", "not on a Monday", "It is not on Monday.", "the day before Monday", "the day after Monday"],
    ),
    ...check(["March"], ["in March", "the month of March", "It starts in March.", "during March"], ["in May", "not in March", "March 3"]),
    ...check(["summer"], ["in the summer", "during summer"], ["in winter", "after summer"]),
    ...check(["London"], [], ["in the London area", "not in London"]),
  ]));
