import assert from "node:assert/strict";
import { test } from "node:test";
import { type Amount, amountsIn } from "./amount.ts";
import { rationalText } from "./rational.ts";
import { exactOptions, type ExactSettings } from "./settings.ts";

const settings = exactOptions.parse({ kind: "exact", answer: "18" });

function shown({ number, words, currency, alike, other, modulus }: Amount): string {
  return [
    ...(currency === undefined ? [] : [currency]),
    rationalText(number.value),
    ...(number.form === "percent" ? ["percent"] : []),
    ...(words === "" ? [] : [words]),
    ...(modulus === undefined ? [] : [`mod ${modulus}`]),
    ...(other === undefined ? [] : [`perhaps ${rationalText(other)}`]),
    ...(alike === undefined ? [] : [`alike ${shown(alike)}`]),
  ].join(" ");
}

function table(rows: readonly (readonly [span: string, wanted: string])[], symbols = false, more: Partial<ExactSettings> = {}): void {
  assert.deepEqual(
    rows.map(([span]) => [
      span,
      amountsIn(span, { ...settings, ...more }, symbols)
        .map(shown)
        .join("; "),
    ]),
    rows,
  );
}

test("one number is read with its currency and the words behind it", () =>
  table([
    ["18", "18"],
    ["-18", "-18"],
    ["minus 18", "-18"],
    ["negative 18", "-18"],
    ["18.", "18"],
    ["18 eggs", "18 eggs"],
    ["18 eggs per day", "18 eggs per day"],
    ["$18", "$ 18"],
    ["-$18", "$ -18"],
    ["$-18", "$ -18"],
    ["-$-18", ""],
    ["€18.50", "€ 18.5"],
    ["USD 18", "usd 18"],
    ["18 dollars", "18 dollars"],
    ["(18)", "18"],
    ["(18) eggs", "18 eggs"],
    ["1,200 eggs", "1200 eggs"],
    ["1 1/2 cups", "1.5 cups"],
    ["3/4 of a cup", "0.75 of a cup"],
    ["25%", "0.25 percent"],
    ["25% of them", "0.25 percent of them"],
    ["\\frac{1}{2}", "0.5"],
    ["18 o'clock", "18 o'clock"],
    ["18 a.m.", "18 a.m"],
    ["18th", ""],
    ["18x", ""],
    ["x18", ""],
    ["18 + x", ""],
    ["18 - 2", ""],
    ["18 20", ""],
    ["eggs", ""],
    ["", ""],
  ]));

test("scales multiply, letters may be units, and an exclamation mark may be a factorial", () => {
  table([
    ["5 million", "5000000"],
    ["5 million eggs", "5000000 eggs"],
    ["2 dozen", "24 perhaps 2"],
    ["2 dozen eggs", "24 eggs perhaps 2"],
    ["70K", "70000 perhaps 70"],
    ["70 K users", "70000 users"],
    ["300 K", "300 K perhaps 300000"],
    ["$5M", "$ 5000000"],
    ["3!", "6 perhaps 3"],
    ["5 t", ""],
  ]);
  table(
    [
      ["5 t", "5 t"],
      ["5 m/s", "5 m/s"],
      ["300 K", "300 K"],
      ["5M", "5 M"],
    ],
    true,
  );
});

test("formulas of digits have their exact value, and a rounded one where there is a tolerance", () => {
  table([
    ["\\sqrt{4}", "2"],
    ["\\sqrt{4} eggs", "2 eggs"],
    ["-(-18)", "18"],
    ["2^3", "8"],
    ["5!/3!", "20"],
    ["\\sqrt{2}", ""],
    ["1.2 * 10^3", "1200"],
  ]);
  const [rounded] = amountsIn("\\sqrt{2}", { ...settings, tolerance: 0.01 });
  assert.equal(Number(rounded?.number.value.top) / Number(rounded?.number.value.bottom), Math.SQRT2);
});

test("of sides that are equal the last one counts, and the others that can be read", () =>
  table([
    ["P = 18", "18"],
    ["9 * 2 = 18", "18"],
    ["18 = 9 * 2", "18"],
    ["18 = 9 * 3", ""],
    ["1/2 = 1 - 0.5", "0.5"],
    ["1/2 = 1 - 0.4", ""],
    ["P(3) = 18", "18"],
    ["P(3) = \\sqrt{2}", ""],
    ["total: 18", "18"],
    ["3 apples cost: 18", "18"],
    ["1/2 = 0.5", "0.5"],
    ["1/2 = 50%", "0.5 alike 0.5 percent"],
    ["50% = 1/2", "0.5 alike 0.5 percent"],
    ["1/3 = 0.33", "1/3"],
    ["1/3 = 0.34", "1/3; 0.34"],
    ["1/8 = 0.13", "0.125"],
    ["691/2000 = 0.35", "0.3455"],
    ["689/2000 = 0.35", "0.3445; 0.35"],
    ["1/2 (50%)", "0.5 alike 0.5 percent"],
    ["1/3 (0.333)", "1/3"],
    ["18 dollars ($18)", "18 dollars"],
    ["18 (20)", ""],
    ["120/2 = 60 km/h", "60 km/h"],
    ["3/4 cup = 12 tablespoons", "12 tablespoons alike 0.75 cup"],
    ["18 =", "18"],
  ]));

test("alternatives are several amounts, denials and bounds none", () =>
  table([
    ["18 or 20", "18; 20"],
    ["18, or 20", "18; 20"],
    ["18 or x", ""],
    ["not 18 but 20", "20"],
    ["18, not 20", "18"],
    ["18 (not 20)", "18"],
    ["more than 18", ""],
    ["at least 18", ""],
    ["< 18", ""],
    ["18 or more", ""],
    ["half of 18", ""],
    ["18 squared", ""],
    ["a multiple of 18", ""],
    ["18 times as many", ""],
    ["see step 18", ""],
    ["nearly 18", ""],
    ["18 less than that", ""],
    ["18 (about 20)", "18"],
    ["about 18", "18"],
    ["≈ 18", "18"],
    ["18, because 20 is too high", "18"],
    ["18 since 20 is too high", "18"],
    ["18 (mod 20)", "18 mod 20"],
    ["38 mod 20", "18"],
    ["-2 mod 20", "18"],
    ["x \\equiv 18 \\pmod{20}", "18 mod 20"],
    ["18 (mod 0)", ""],
    ["18.5 (mod 20)", ""],
    ["1011 in binary", ""],
    ["18 in decimal", "18"],
    ["$27 per day, so $189 per week", ""],
    ["$27 per day, so $27 per day", "$ 27 per day"],
    ["$27 per Day, so $27 per day", "$ 27 per Day"],
    ["And so 18 dollars", "18 dollars"],
    ["step 3: 18", "18"],
    ["x = 3, y = 4", ""],
    ["a fall of 18, which is -18", "-18"],
  ]));

test("a sentence of several numbers states what it comes to, and none where its clauses differ", () =>
  table([
    ["There are 9 hens, so 18 eggs", "18 eggs"],
    ["She has 9 hens, which gives 18 eggs", "18 eggs"],
    ["18 dollars, so she can buy 3 books", "18 dollars"],
    ["18 eggs, that is, 18 eggs", "18 eggs"],
    ["18 eggs, i.e. 20 eggs", ""],
    ["18, i.e. 18 eggs", "18"],
    ["3 feet, i.e. 1 yard", "3 feet"],
    ["The sum of 9 and 9 is 18", "18"],
    ["Half of the answer is 18", ""],
    ["The square root of the answer is 18", ""],
    ["The answer is 18", "18"],
    ["Ann has 3+4=7 and Bob has 2+3=5", ""],
    ["3*3=9; 9*60=540", "540"],
    ["It isn't 18 but 20", "20"],
    ["It is not 18 but 20", "20"],
    ["$27 each day, so $189 each week", ""],
    ["since 18", "18"],
    ["The product is 3! = 6", "6 perhaps 3; 6"],
    ["1/2 = 0.5 cups", "0.5 cups"],
    ["1/2 = 0.6 cups", "0.5; 0.6 cups"],
    ["0.33 = 1/3", "1/3"],
    ["18 = ", "18"],
    ["18 mod 5", "3"],
    ["-18 (mod 20)", "-18 mod 20"],
    ["0.5 (1/2 or 50%)", "0.5 alike 0.5 percent"],
    ["18 ($18)", "18; $ 18"],
    ["18 dollars (19)", ""],
    ["18 dollars (18 or 19)", ""],
  ]));

test("digits are grouped as the settings say, or in both ways", () => {
  table(
    [
      ["1,234", "1234; 1.234"],
      ["1,5", "1.5; 1.5"],
    ],
    false,
    { decimal: "either" },
  );
  table(
    [
      ["1,234", "1.234"],
      ["1.234", "1234"],
    ],
    false,
    { decimal: "," },
  );
  table(
    [
      ["1,234", "1234"],
      ["1.234", "1.234"],
    ],
    false,
    { decimal: "." },
  );
});

test("words beside a number are a unit or a thing, and no variable, function or bound", () => {
  table([
    ["It costs USD 18", "usd 18"],
    ["Rs. 18", "rs. 18"],
    ["18 EUR", "18 EUR"],
    ["minus $18", "$ -18"],
    ["negative 18 degrees", "-18 degrees"],
    ["$5 million", "$ 5000000"],
    ["5M users", "5000000 users"],
    ["\\sqrt{4} big eggs", "2 big eggs"],
    ["x 18", ""],
    ["log 18", ""],
    ["答案是18", "18"],
    ["不是18", ""],
    ["至少18", ""],
    ["18 + eggs", ""],
    ["18 eggs 3", ""],
    ["18 pi", ""],
    ["18 half", ""],
    ["18 / day", "18 / day"],
    ["18 x", ""],
    ["18 k", ""],
    ["18 V", "18 V"],
    ["18 m", "18 m"],
    ["18 a day", "18 a day"],
    ["18 cm^2", "18 cm^2"],
    ["18 cm2", "18 cm2"],
    ["18 oceans or red", ""],
  ]);
  table(
    [
      ["5 kg*m", "5 kg*m"],
      ["5 x", ""],
      ["5 q", ""],
    ],
    true,
  );
});
