import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const stated: readonly (readonly [text: string, value: string, others: readonly string[]])[] = [
  ["In 30 minutes the car travels about 25 miles.", "25", ["30"]],
  ["In 30 minutes the car travels about 25 miles.", "25 miles", ["30 minutes"]],
  ["In 30 minutes the car travels ≈ 25 miles.", "25", ["30"]],
  ["Final answer: in 3 hours the train covers about 240 miles", "240", ["3"]],
  ["30 students scored roughly 75 on average.", "75", ["30"]],
  ["Rounded to 2 decimals, we get approximately 3.14", "3.14", ["2"]],
  ["Dividing by 3 yields about 4", "4", ["3"]],
  ["A 10 kg mass exerts about 98 N.", "98 N", ["10 kg"]],
  ["Investing $1,000 yields about $1,210 after 2 years.", "$1,210", ["$1,000", "2"]],
  ["At 25 °C the pressure reaches about 3 atm.", "3 atm", ["25 °C"]],
  [String.raw`\boxed{\text{The 12 rows seat about 60}}`, "60", ["12"]],
  ["By 2025, the population had reached roughly 8,100.", "8100", ["2025"]],
  ["In 3 hours, about 19 km are covered.", "19 km", ["3 hours"]],
  ["Of the 20 students, about 12 passed.", "12", ["20"]],
  ["A 30-minute trip covers around 25 miles.", "25", ["30"]],
];

test("a value that a sentence states as rounded is the one it states, whatever verb leads to it", () =>
  checkRows(
    stated.flatMap(([text, value, others]): Row[] => [[value, text, "pass"], ...others.map((other): Row => [other, text, "fail"])]),
  ));

test("a rounded value beside an exact one is not the answer", () =>
  checkRows([
    ["22/7", "22/7, about 3.14", "pass"],
    ["3.14", "22/7, about 3.14", "fail"],
    ["3 meters", "3 meters, about 10 feet", "pass"],
    ["$18", "It was sold for $18, about $3 each.", "pass"],
    ["60", "The 12 rows seat about 60 in all, about 5 per row.", "pass"],
    ["5", "The 12 rows seat about 60 in all, about 5 per row.", "fail"],
  ]));

test("a sentence that states a part or denies a rounded value does not state another number of it", () =>
  checkRows([
    ["20%", "Of the 20% who answered, about half were men.", "unreadable"],
    ["30", "The 30 students did not score about 75", "unreadable"],
    ["75", "The 30 students did not score about 75", "unreadable"],
  ]));
