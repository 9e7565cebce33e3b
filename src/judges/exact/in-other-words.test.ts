import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const rows = (key: string, wanted: Row[2], texts: readonly string[], settings: Row[3] = {}): Row[] =>
  texts.map((text) => [key, text, wanted, settings]);

test("number words are read in answers, unless the kind is stated or the setting says no", () =>
  checkRows([
    ...rows("5", "pass", ["five", "Five dollars.", "The answer is five.", "She has five apples left.", "There are five."]),
    ...rows("121", "pass", ["one hundred and twenty-one eggs"]),
    ...rows("-3", "pass", ["minus three", "negative three"]),
    ...rows("3 hours", "pass", ["three hours"]),
    ...rows("5", "fail", [
      "fifth",
      "fifty-five",
      "four or five",
      "five times as many",
      "more than five",
      "one in five",
      "five percent of them",
    ]),
    ...rows("1", "fail", ["One of the eggs broke.", "One could say that it is even."]),
    ...rows("5", "unreadable", ["five"], { numberWords: false }),
    ...rows("18", "unreadable", ["Answer: eighteen"], { answerKind: "integer" }),
  ]));

test("a percent answers a fraction by its value, and a decimal is not read by it", () =>
  checkRows([
    ...rows("\\frac12", "pass", ["50\\%", "50%", "50 percent", "There is a 50% chance."]),
    ...rows("\\frac12", "fail", ["0.5%", "5%"]),
    ...rows("\\frac12", "fail", ["50%"], { percentEqualsFraction: false }),
    ...rows("0.25", "unreadable", ["25%"]),
    ...rows("0.25", "pass", ["25%"], { percentEqualsFraction: true }),
    ...rows("0.25", "pass", ["1 in 4", "one in four"]),
  ]));

test("a dozen, half of one and one and a half are numbers in words", () =>
  checkRows([
    ...rows("12", "pass", ["a dozen", "Answer: a dozen", "one dozen", "a dozen eggs", "There are a dozen eggs left."]),
    ...rows("6", "pass", ["half a dozen", "a half dozen eggs", "half-dozen", "She has half a dozen eggs."]),
    ...rows("18", "pass", ["a dozen and a half", "one and a half dozen", "one and a half dozen eggs", "3/2 dozen"]),
    ...rows("12", "fail", ["half a dozen", "dozens", "several dozen", "two dozen", "a dozen and a half"]),
    ...rows("1", "fail", ["a dozen", "one dozen"]),
  ]));

test("none and nothing are 0 where they are all that is said", () =>
  checkRows([
    ...rows("0", "pass", ["none", "None.", "Answer: none", "There are none.", "There are none left.", "None of them.", "nothing"]),
    ...rows("0", "pass", ["There are no eggs left.", "No red marbles remain.", "No eggs are left over."]),
    ...rows("5", "fail", ["none", "There are none."]),
    ...rows("0", "unreadable", ["None of the above.", "There is no solution.", "There is no way to know.", "No information is left."]),
    ...rows("0", "fail", ["There are none, so the answer is 5.", "There are no wrong answers here."]),
  ]));

test("what counts by the dozen is the product, and is not read as the count of dozens", () =>
  checkRows([
    ["24", "2 dozen", "pass"],
    ["2", "2 dozen", "unreadable"],
    ["2 dozen", "two dozen eggs", "pass"],
    ["18", "18 times as many", "unreadable"],
  ]));

test("a clause that comes to another value than the one before it is the answer", () =>
  checkRows([
    ...rows("Paris", "pass", [
      "It's not Lyon; it's Paris.",
      "I first thought Lyon, but it's Paris.",
      "While Lyon is large, the capital is Paris.",
      "As of 2024, the capital is Paris.",
      "Not Lyon, but Paris.",
    ]),
    ...rows("False", "pass", [
      "The statement is not true. False.",
      "This statement is not true; it is false.",
      "It might seem true, but it is false.",
      "Thus, False.",
      "Verdict: False",
    ]),
    ...rows("64", "pass", ["Each glass is 5, so 16 glasses cost $64.", "16 glasses cost $64."]),
    ...rows("10", "pass", ["2x = 20, i.e. x = 10."]),
    ...rows("24", "pass", ["(Revised: #### 24)"]),
    ...rows("24", "fail", ["(Not: #### 24)", "(Previously: #### 24)"]),
  ]));

test("a name is read beside its country, a year, its article and the words that present it", () =>
  checkRows([
    ...rows("Paris", "pass", [
      "Paris, France",
      "Paris, of course.",
      "> Paris",
      "It was signed in Paris.",
      "La capitale de la France est Paris.",
    ]),
    ...rows("Paris", "fail", ["Paris, Texas", "near Paris", "The University of Paris", "The former capital was Paris."]),
    ...rows("Marie Curie", "pass", [
      "Marie Curie, in 1903",
      "Radium was discovered by Marie Curie in 1898.",
      "Marie Curie discovered radium.",
      "By Marie Curie",
    ]),
    ...rows("mitochondria", "pass", ["The mitochondria.", "It's the mitochondria."]),
  ]));
