import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const rows = (key: string, wanted: Row[2], texts: readonly string[], settings: Row[3] = {}): Row[] =>
  texts.map((text) => [key, text, wanted, settings]);

test("an amount does not pass whose words say the opposite of the key's", () =>
  checkRows([
    ...rows("5 km north", "pass", ["5 km north", "5 km to the north", "5000 m due north"]),
    ...rows("5 km north", "fail", ["5 km south", "5 km to the south", "5 km northeast"]),
    ...rows("10 m/s east", "fail", ["10 m/s west", "10 m/s to the west"]),
    ...rows("4.5 N to the left", "fail", ["4.5 N to the right"]),
    ...rows("100 J absorbed", "fail", ["100 J released", "100 J emitted"]),
    ...rows("10 days before", "fail", ["10 days after", "10 days later"]),
    ...rows("10 m upward", "fail", ["10 m downward", "10 m below"]),
    ...rows("10 m", "pass", ["10 m upward", "10 m to the right"]),
  ]));

test("the items of a key keep their units, currencies and points of the compass", () =>
  checkRows([
    ...rows("5 kg, 3 m", "pass", ["5 kg, 3 m", "3 m and 5 kg", "5000 g, 300 cm"]),
    ...rows("5 kg, 3 m", "fail", ["5 m, 3 kg", "5 kg, 3 ft", "5 lb, 3 m", "5, 3"]),
    ...rows("5 kg, 3 m", "pass", ["5, 3"], { unitOptional: true }),
    ...rows("(2 m, 3 s)", "pass", ["(2 m, 3 s)", "(200 cm, 3 s)"]),
    ...rows("(2 m, 3 s)", "fail", ["(2 s, 3 m)"]),
    ...rows("48.8566° N, 2.3522° E", "pass", ["48.8566° N, 2.3522° E", "48.8566°N, 2.3522°E"]),
    ...rows("48.8566° N, 2.3522° E", "fail", ["48.8566° N, 2.3522° W", "48.8566° S, 2.3522° E", "2.3522° N, 48.8566° E"]),
    ...rows("(48° N, 2° E)", "fail", ["(48° N, 2° W)", "(48° S, 2° E)"]),
    ...rows("3 AM, 5 PM", "fail", ["3 PM, 5 AM"]),
    ...rows("45°, 135°", "pass", ["45° and 135°", "45, 135"]),
    ...rows("20%, 80%", "pass", ["20% and 80%"]),
    ...rows("5, 3", "pass", ["5 kg, 3 kg"]),
  ]));

test("a belief that the writer has given up is no answer", () =>
  checkRows([
    ...rows("Monday", "fail", [
      "I thought it was on Monday.",
      "I had assumed it was Monday.",
      "We believed it was Monday.",
      "I was under the impression that it was Monday.",
      "I was convinced it was Monday.",
      "I would have guessed Monday.",
    ]),
    ...rows("Monday", "pass", ["I think it was on Monday.", "I believe it was Monday.", "I thought it was Tuesday, but it was Monday."]),
    ...rows("18", "fail", ["I thought it was 18.", "I thought the answer was 18.", "I was sure it was 18.", "I wanted to say 18."]),
    ...rows("18", "pass", ["I think it is 18.", "I got 18.", "I thought about it, and the answer is 18."]),
    ...rows("C", "fail", ["I thought it was (C).", "I thought the answer was C.", "I would have said C.", "I'd have gone with C."]),
    ...rows("C", "pass", ["I think it's C.", "I would say C.", "I'd go with C."]),
    ...rows("March 4, 2025", "fail", ["I thought it was March 4, 2025."]),
  ]));

test("yes and no in any words answer a key of true or false, and a verdict on a statement is no yes", () =>
  checkRows([
    ...rows("true", "pass", [
      "Yes, indeed.",
      "Yes.",
      "Indeed.",
      "Yes, it is.",
      "Absolutely.",
      "Yep",
      "Of course.",
      "Yes, they are equal.",
      "I would say it is true.",
    ]),
    ...rows("true", "fail", [
      "No.",
      "Certainly not.",
      "Of course not.",
      "Not really.",
      "Yes and no.",
      "Yes, but only sometimes.",
      "Indeed not.",
    ]),
    ...rows("false", "pass", ["No, indeed.", "No, it is not.", "No, it isn't.", "Not at all.", "By no means.", "Nope.", "Absolutely not."]),
    ...rows("false", "fail", ["Yes, indeed.", "It is not false.", "Yes, it is."]),
    ...rows("yes", "pass", ["Indeed.", "Yes, it is!", "Yeah.", "Definitely."]),
    ...rows("yes", "fail", ["The claim is true."]),
    ...rows("no", "pass", ["Never.", "No way.", "No, they don't."]),
    ...rows("no", "fail", ["The claim is false."]),
  ]));

test("a sentence says what there is, and what its subject does", () =>
  checkRows([
    ...rows("no solution", "pass", ["There is no solution.", "There are no solutions."]),
    ...rows("infinitely many", "pass", ["There are infinitely many solutions.", "There are infinitely many."]),
    ...rows("does not exist", "pass", ["The limit does not exist.", "It does not exist."]),
    ...rows("increases", "pass", ["It increases.", "The pressure increases."]),
    ...rows("increases", "fail", ["It decreases.", "It never increases.", "It does not increase.", "Nothing increases."]),
    ...rows("no solution", "fail", ["There is a solution.", "There is one solution."]),
    ...rows("east", "pass", ["to the east", "Toward the east."]),
    ...rows("east", "fail", ["to the west"]),
  ]));
