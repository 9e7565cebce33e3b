import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const rates: readonly (readonly [text: string, rate: string, amount: string])[] = [
  ["60 miles an hour", "60 mph", "60 miles"],
  ["60 miles every hour", "60 miles per hour", "60 miles"],
  ["60 km an hour", "60 km/h", "60 km"],
  ["The car travels at 60 km every hour.", "60 km/h", "60 km"],
  ["5 meters a second", "5 m/s", "5 m"],
  ["Answer: 5 m each second", "5 m/s", "5 m"],
  ["3 km a day", "3 km/day", "3 km"],
];

test("so much an hour, every day or each second is a rate, and no amount", () =>
  checkRows(
    rates.flatMap(([text, rate, amount]): Row[] => [
      [rate, text, "pass"],
      [amount, text, "fail"],
    ]),
  ));

test("what is counted by a thing keeps its unit", () => checkRows([["5 kg", "5 kg a box", "pass"]]));

test("M is molar beside a concentration, and no meter", () =>
  checkRows([
    ["8 mol/L", "8 M", "pass"],
    ["8 mol/L", "8 molar", "pass"],
    ["8 mmol/L", "8 mM", "pass"],
    ["8 mol/L", "8 mM", "fail"],
    ["8 mol", "8 M", "fail"],
    ["8 m", "8 M", "fail"],
  ]));

test("a quantity that is said in several units is answered by each of them", () => {
  const text = "Answer: 3/4 cup = 0.75 cup = 12 tablespoons";
  return checkRows([
    ["3/4", text, "pass"],
    ["3/4 cup", text, "pass"],
    ["12 tablespoons", text, "pass"],
    ["4", text, "fail"],
    ["2", "Answer: 2 hours = 100 minutes", "fail"],
  ]);
});
