import assert from "node:assert/strict";
import { test } from "node:test";
import { angleIn, directionOf, isPlainAngle, statedAngle } from "./angle.ts";
import { compoundIn } from "./compound.ts";
import type { Kind } from "./kind.ts";
import type { Amount } from "./amount.ts";
import { currencyOf, isWhole, money, near, number, unit } from "./quantity.ts";
import { rationalText } from "./rational.ts";
import { isSameQuantity } from "./same-quantity.ts";
import { letteredScale, scaleIn } from "./scales.ts";
import { exactOptions, type ExactSettings } from "./settings.ts";

type Outcome = "same" | "other" | "doubted" | "unread";

function compare(kind: Kind<Amount>, answer: string, key: string, more: Partial<ExactSettings> = {}): Outcome {
  const settings = { ...exactOptions.parse({ kind: "exact", answer: key }), ...more };
  const [given, wanted] = [kind.readings(answer, settings), kind.readings(key, settings)];
  const [one, other] = [given[0], wanted[0]];
  if (one === undefined || other === undefined || given.length > 1) return "unread";
  if (kind.matches(one, other, settings)) return "same";
  return kind.doubts?.(one, other, settings) === true ? "doubted" : "other";
}

function table(
  kind: Kind<Amount>,
  rows: readonly (readonly [answer: string, key: string, wanted: Outcome, more?: Partial<ExactSettings>])[],
): void {
  assert.deepEqual(
    rows.map(([answer, key, , more]) => [answer, key, compare(kind, answer, key, more)]),
    rows.map(([answer, key, wanted]) => [answer, key, wanted]),
  );
}

test("numbers are the same by value, percents by what the key is", () =>
  table(number, [
    ["18", "18", "same"],
    ["19", "18", "other"],
    ["18.0", "18", "same"],
    ["18 eggs", "18", "same"],
    ["1/2", "0.5", "same"],
    ["2/4", "1/2", "same"],
    ["2/4", "1/2", "other", { reducedForm: true }],
    ["1/2", "1/2", "same", { reducedForm: true }],
    ["0.33", "1/3", "other"],
    ["0.33", "1/3", "same", { tolerance: 0.01 }],
    ["25%", "25%", "same"],
    ["0.25", "25%", "same"],
    ["25", "25%", "other"],
    ["25", "25%", "same", { unitOptional: true }],
    ["26", "25%", "other", { unitOptional: true }],
    ["25%", "25", "same"],
    ["25%", "1/4", "same"],
    ["25%", "1/4", "other", { percentEqualsFraction: false }],
    ["0.25%", "1/4", "other"],
    ["50%", "0.5", "doubted"],
    ["50%", "0.5", "same", { percentEqualsFraction: true }],
    ["50%", "0.5", "other", { percentEqualsFraction: false }],
    ["0.5%", "0.5", "same"],
    ["18!", "18", "doubted"],
    ["38 (mod 20)", "18 (mod 20)", "same"],
    ["18 (mod 20)", "18", "same"],
    ["38 (mod 20)", "18", "doubted"],
    ["19 (mod 20)", "18", "other"],
    ["18", "38 (mod 20)", "same"],
    ["38", "38 (mod 20)", "other"],
    ["-2", "18 (mod 20)", "other"],
    ["18", "-2 (mod 20)", "same"],
    ["18 (mod 21)", "18 (mod 20)", "other"],
    ["18.5", "18 (mod 20)", "other"],
  ]));

test("quantities are the same in the base of their dimension, the tolerance in the key's unit", () =>
  table(unit, [
    ["3200 m", "3.2 km", "same"],
    ["3201 m", "3.2 km", "other"],
    ["3201 m", "3.2 km", "same", { tolerance: 0.001 }],
    ["3202 m", "3.2 km", "other", { tolerance: 0.001 }],
    ["3.2", "3.2 km", "other"],
    ["3.2", "3.2 km", "same", { unitOptional: true }],
    ["3.2 kg", "3.2 km", "other"],
    ["3.2 blocks", "3.2 km", "other"],
    ["3.2 km", "3.2 blocks", "other"],
    ["20 °C", "293.15 K", "same"],
    ["68 °F", "20 °C", "same"],
    ["20 C", "20 °C", "same"],
    ["20 coulombs", "20 °C", "other"],
    ["20.5 °C", "20 °C", "same", { tolerance: 0.5 }],
    ["21 °C", "20 °C", "other", { tolerance: 0.5 }],
    ["5 M", "5 mol/L", "same"],
    ["5 molar", "5 mol/L", "same"],
    ["5 mM", "0.005 mol/L", "same"],
    ["5 eggs", "5 eggs", "same"],
    ["5 egg", "5 eggs", "same"],
    ["5 eggs per day", "5 eggs", "same"],
    ["5 eggs", "5 eggs per day", "other"],
    ["5 hens", "5 eggs", "other"],
    ["6 eggs", "5 eggs", "other"],
    ["5", "5 eggs", "other"],
    ["5", "5 eggs", "same", { unitOptional: true }],
    ["5", "5 times", "same"],
    ["45", "45°", "same"],
    ["45 degrees", "45°", "same"],
    ["46", "45°", "other"],
    ["π/4 rad", "45°", "same"],
    ["π/3 rad", "45°", "other"],
    ["1 hour and 30 minutes", "90 min", "same"],
    ["1 hour and 31 minutes", "90 min", "other"],
    ["45° N", "45° N", "same"],
    ["45° S", "45° N", "other"],
    ["45°", "45° N", "other"],
    ["45°", "45° N", "same", { unitOptional: true }],
    ["46°", "45° N", "other", { unitOptional: true }],
    ["45°", "45° E", "same", { unitOptional: true }],
    ["45° W", "45° E", "other"],
  ]));

test("amounts of money are the same in one currency, cents as hundredths", () =>
  table(money, [
    ["$18", "18 dollars", "same"],
    ["$18", "€18", "other"],
    ["USD 18", "$18", "same"],
    ["1800 cents", "$18", "same"],
    ["18 cents", "$18", "other"],
    ["50 cents", "€0.50", "same"],
    ["50p", "£0.50", "same"],
    ["18", "$18", "other"],
    ["18", "$18", "same", { unitOptional: true }],
    ["$18.01", "$18", "other"],
    ["$18.01", "$18", "same", { tolerance: 0.01 }],
    ["$18/hour", "$18", "doubted"],
    ["$18 per hour", "$18/hour", "same"],
    ["$18 per day", "$18", "same"],
  ]));

test("a key says what it was read as", () => {
  const said = (kind: Kind<Amount>, key: string): string | undefined => {
    const [amount] = kind.readings(key, exactOptions.parse({ kind: "exact", answer: key }));
    return amount === undefined ? undefined : kind.said?.(amount);
  };
  assert.deepEqual(
    [said(number, "25%"), said(number, "1/4"), said(number, "1/3"), said(unit, "3 km"), said(unit, "1 h 30 min")],
    ["25%", "0.25", "1/3", "3 km", "90 min"],
  );
  assert.deepEqual([said(money, "$18.50"), said(money, "50 cents"), said(money, "18")], ["18.5 usd", "0.5 usd", "18"]);
});

test("the currency of an amount is that of its sign or of its first word", () => {
  const of = (words: string, currency?: string): string | undefined =>
    currencyOf({
      number: { value: { top: 1n, bottom: 1n }, form: "integer", reduced: true },
      words,
      ...(currency !== undefined && { currency }),
    });
  assert.deepEqual(
    [of("", "$"), of("dollars"), of("US dollars"), of("euros a day"), of("cents"), of("¢"), of("eggs"), of("")],
    ["usd", "usd", "usd", "eur", "usd", "usd", undefined, undefined],
  );
});

test("two numbers are near within the tolerance, and equal without one", () => {
  const how = (tolerance?: number): ExactSettings => ({
    ...exactOptions.parse({ kind: "exact", answer: "x" }),
    ...(tolerance !== undefined && { tolerance }),
  });
  const [one, other] = [
    { top: 1n, bottom: 1n },
    { top: 11n, bottom: 10n },
  ];
  assert.deepEqual(
    [near(one, one, how()), near(one, other, how()), near(one, other, how(0.1)), near(one, other, how(0.09))],
    [true, false, true, false],
  );
  assert.equal(isWhole({ value: one, form: "integer", reduced: true }), true);
  assert.equal(isWhole({ value: one, form: "percent", reduced: true }), false);
  assert.equal(isWhole({ value: other, form: "decimal", reduced: true }), false);
});

test("a quantity in several units is their sum in the last one, each smaller than the one before", () => {
  const said = (text: string): string => {
    const amount = compoundIn(text);
    return amount === undefined ? "none" : `${rationalText(amount.number.value)} ${amount.words} ${amount.number.form}`;
  };
  const rows = [
    ["5 ft 6 in", "66 in integer"],
    ["5 feet, 6 inches", "66 inches integer"],
    ["5'6\"", "66 in integer"],
    ["5' 6", "66 in integer"],
    ["1 hour and 30 minutes", "90 minutes integer"],
    ["1 hour, and 30 minutes", "90 minutes integer"],
    ["1h 30m", "90 min integer"],
    ["1 h 30 min 15 s", "5415 s integer"],
    ["1 day 2 h 3 min 4 s", "93784 s integer"],
    ["2 lb 3.5 oz", "35.5 oz fraction"],
    ["30 minutes 1 hour", "none"],
    ["1 hour 1 hour", "none"],
    ["5 ft 6 kg", "none"],
    ["5 ft", "none"],
    ["5 ft 6 in long", "none"],
    ["5 °C 6 °C", "none"],
    ["5 eggs 6 in", "none"],
    ["", "none"],
  ];
  assert.deepEqual(
    rows.map(([text = ""]) => [text, said(text)]),
    rows,
  );
});

test("an angle is one in degrees, minutes and seconds, or a multiple of pi", () => {
  const said = (text: string): string => {
    const amount = angleIn(text);
    return amount === undefined ? "none" : `${rationalText(amount.number.value)} ${amount.number.form} ${amount.words}`;
  };
  const rows = [
    ["45°", "45 integer °"],
    ["45 degrees", "45 integer °"],
    ["-45°", "-45 integer °"],
    ["45°30'", "45.5 fraction °"],
    ["45° 30' 18\"", "45.505 fraction °"],
    ["-45°30'", "-45.5 fraction °"],
    ["45° N", "45 integer ° N"],
    ["45 degrees north", "45 integer ° N"],
    ["45° west longitude", "45 integer ° W"],
    ["π/2", "90 integer ° of so many radians"],
    ["\\frac{\\pi}{3} rad", "60 integer ° of so many radians"],
    ["3\\pi radians", "540 integer ° of so many radians"],
    ["π/7", "180/7 fraction ° of so many radians"],
    ["x = π/2", "90 integer ° of so many radians"],
    ["π^2", "none"],
    ["π + 1", "none"],
    ["√2 π", "none"],
    ["2", "none"],
    ["x π", "none"],
  ];
  assert.deepEqual(
    rows.map(([text = ""]) => [text, said(text)]),
    rows,
  );
  assert.equal(statedAngle("\\pi/2"), undefined);
  assert.equal(statedAngle("\\pi/2 rad")?.number.value.top, 90n);
  assert.equal(statedAngle("45°")?.number.value.top, 45n);
  assert.deepEqual(["° N", "degrees south", "deg E", "°", "° Nm", "north"].map(directionOf), ["N", "S", "E", "", "", ""]);
  assert.deepEqual(["°", "degrees", "° N", "° of so many radians", "m"].map(isPlainAngle), [true, true, false, false, false]);
});

test("words and letters of scale multiply the number before them", () => {
  const words = (text: string): string => {
    const read = scaleIn(text);
    return read === undefined ? "none" : [read.factor.top, read.rest, ...(read.dozens ? ["dozens"] : [])].join(" ");
  };
  const wordRows = [
    [" million eggs", "1000000 eggs"],
    [" hundred thousand", "100000 "],
    [" dozen eggs", "12 eggs dozens"],
    [" million dozen", "12000000 "],
    [" thousands of eggs", "1000 eggs"],
    ["-ten", "10 "],
    [" lakh", "100000 "],
    [" crore", "10000000 "],
    [" quadrillion", "1000000000000000 "],
    [" millionaires", "none"],
    [" eggs", "none"],
    ["", "none"],
  ];
  assert.deepEqual(
    wordRows.map(([text = ""]) => [text, words(text)]),
    wordRows,
  );
  const letter = (text: string): string => {
    const read = letteredScale(text);
    return read === undefined ? "none" : [read.factor.top, read.rest, read.isUnit ? "unit" : "-", read.counts ? "counts" : "-"].join(" ");
  };
  const letterRows = [
    ["K", "1000  - -"],
    [" K", "1000  unit -"],
    [" K users", "1000 users - counts"],
    ["K users", "1000 users - -"],
    [" T", "1000000000000  unit -"],
    [" M", "1000000  - -"],
    ["B", "1000000000  - -"],
    ["Km", "none"],
    ["K/s", "none"],
    ["k", "none"],
  ];
  assert.deepEqual(
    letterRows.map(([text = ""]) => [text, letter(text)]),
    letterRows,
  );
});

test("two texts end with one quantity where it differs by no more than two hundredths", () => {
  for (const [text, other, wanted] of [
    ["so 72 km/h", "20 m/s", true],
    ["72 km/h", "21 m/s", false],
    ["100 cm", "1.019 m", true],
    ["100 cm", "0.981 m", true],
    ["100 cm", "1.03 m", false],
    ["100 cm", "0.97 m", false],
    ["100 cm", "1 kg", false],
    ["100 cm", "1", false],
    ["100", "1 m", false],
    ["-100 cm", "-1 m", true],
    ["-100 cm", "1 m", false],
  ] as const)
    assert.equal(isSameQuantity(text, other), wanted, `${text}, ${other}`);
});
