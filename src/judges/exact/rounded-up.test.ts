import { test } from "node:test";
import { checkRows, type Row } from "./rows.ts";

const rows: readonly (readonly [key: string, exact: string, text: string])[] = [
  ["8", "7.25", "58 ÷ 8 = 7.25 → round up → **8 vans**"],
  ["8", "7.25", "58 / 8 = 7.25. Because we can't have a quarter of a van, we round up to 8."],
  ["8", "7.25", "58 / 8 = 7.25, so we round up to 8 vans."],
  ["8", "7.25", "$\\frac{58}{8} = 7.25$, which rounds up to $8$."],
  ["8", "7.25", "58 / 8 = 7.25 ⇒ **8**"],
  ["7.3", "7.25", "58/8 = 7.25, which to one decimal place is **7.3**."],
];

test("what a last line rounds its value to is its result", () =>
  checkRows(
    rows.flatMap(([key, exact, text]): Row[] => [
      [key, text, "pass"],
      [exact, text, "fail"],
    ]),
  ));
