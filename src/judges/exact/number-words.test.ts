import assert from "node:assert/strict";
import { test } from "node:test";
import { fractionInDigits, inDigits, withDigits } from "./number-words.ts";

function table(read: (text: string) => string, rows: readonly (readonly [text: string, wanted: string])[]): void {
  assert.deepEqual(
    rows.map(([text]) => [text, read(text)]),
    rows,
  );
}

test("leading number words stand in digits", () =>
  table(inDigits, [
    ["zero", "0"],
    ["seven eggs", "7 eggs"],
    ["nineteen", "19"],
    ["twenty", "20"],
    ["ninety", "90"],
    ["twenty-one eggs", "21 eggs"],
    ["Twenty one", "21"],
    ["minus twenty-one", "-21"],
    ["Negative five", "-5"],
    ["one hundred", "100"],
    ["a hundred and five", "105"],
    ["two hundred and thirty-four", "234"],
    ["a thousand", "1000"],
    ["a million", "1000000"],
    ["three thousand four hundred and five", "3405"],
    ["two million three hundred thousand", "2300000"],
    ["one billion", "1000000000"],
    ["two trillion and one", "2000000000001"],
    ["twelve, then", "12 then"],
    ["hundred", "hundred"],
    ["thousand", "thousand"],
    ["a dog", "a dog"],
    ["and five", "and five"],
    ["minus", "minus"],
    ["eggs", "eggs"],
    ["", ""],
  ]));

test("number words anywhere stand in digits where there are none yet", () =>
  table(withDigits, [
    ["She has twenty-one eggs", "She has 21 eggs"],
    ["She has twenty-one eggs and 3 hens", "She has twenty-one eggs and 3 hens"],
    ["twenty-one eggs and 3 hens", "21 eggs and 3 hens"],
    ["There are none", "0"],
    ["nothing at all", "0"],
    ["No eggs are left.", "0"],
    ["No answer is left", "No answer is left"],
    ["One of them won", "One of them won"],
    ["one day", "one day"],
    ["one", "1"],
    ["a dozen eggs", "1 dozen eggs"],
    ["half a dozen", "0.5 dozen"],
    ["a half-dozen", "0.5 dozen"],
    ["a dozen and a half", "1.5 dozen"],
    ["one and a half dozen", "1.5 dozen"],
    ["It is half past three", "It is half past three"],
    ["It costs minus five dollars", "It costs -5 dollars"],
    [`${"x".repeat(390)} seven`, `${"x".repeat(390)} 7`],
    [`${"x".repeat(400)} seven`, `${"x".repeat(400)} seven`],
  ]));

test("a leading fraction in words stands in digits", () =>
  table(fractionInDigits, [
    ["half", "1/2"],
    ["a half", "1/2"],
    ["one half", "1/2"],
    ["one third", "1/3"],
    ["two thirds", "2/3"],
    ["three quarters of a cup", "3/4 cup"],
    ["three fourths", "3/4"],
    ["minus one half", "-1/2"],
    ["negative two fifths", "-2/5"],
    ["one and a half", "3/2"],
    ["two and a half hours", "5/2 hours"],
    ["two and three quarters", "11/4"],
    ["a and three quarters", "7/4"],
    ["five halves", "5/2"],
    ["eleven twelfths", "11/12"],
    ["seven hundredths", "7/100"],
    ["one-sixth", "1/6"],
    ["three sevenths", "3/7"],
    ["three eighths", "3/8"],
    ["four ninths", "4/9"],
    ["three tenths", "3/10"],
    ["half an hour", "1/2 hour"],
    ["half past three", "half past three"],
    ["half of 18", "half of 18"],
    ["third", "third"],
    ["eggs", "eggs"],
  ]));
