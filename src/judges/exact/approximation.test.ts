import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutRounding } from "./approximation.ts";

test("of an exact value and its rounding the exact one is left, and nothing where the decimal is no rounding of it", () => {
  const rows = [
    ["18", "18"],
    ["\\pi/4 ≈ 0.785", "\\pi/4 "],
    ["\\pi/4 ≈ 0.786", undefined],
    ["\\pi/4 ~ 0.79", "\\pi/4 "],
    ["\\pi/4 \\approx 0.7854", "\\pi/4 "],
    ["\\pi/4 (≈ 0.785)", "\\pi/4"],
    ["\\pi/4 (≈ 0.785", "\\pi/4 (≈ 0.785"],
    ["\\pi/4 about 0.785", "\\pi/4 "],
    ["\\pi/4, or roughly 0.785", "\\pi/4"],
    ["\\pi/4, which is approximately 0.785", "\\pi/4"],
    ["1/3 ≈ 0.33", "1/3 "],
    ["1/3 ≈ 0.34", undefined],
    ["2/3 ≈ 0.67", "2/3 "],
    ["2/3 ≈ 0.66", undefined],
    ["1/8 ≈ 0.13", "1/8 "],
    ["1/8 ≈ 0.12", "1/8 "],
    ["x = 1/3 ≈ 0.33", "x = 1/3 "],
    ["x ≈ 3.14", "x = 3.14"],
    ["x about 3.14", "x 3.14"],
    ["It is about 3.14", "It is 3.14"],
    ["about 3.14", "3.14"],
    ["x = ~3.14", "x = 3.14"],
    ["1234567 ≈ 1200000", "1234567 "],
    ["1234567 ≈ 1300000", undefined],
    ["1/3 ≈ 33%", "1/3 ≈ 33%"],
    ["1/3 ≈ a third", "1/3 ≈ a third"],
    ["2x ≈ 3.14", "2x ≈ 3.14"],
    ["\\sqrt{2} = 1.414", "\\sqrt{2} "],
    ["\\sqrt{2} = 1.4142…", "\\sqrt{2} "],
    ["\\pi = 3.14159\\ldots", "\\pi "],
    ["\\pi = 3.15", "\\pi "],
    ["\\pi = 3.16", "\\pi = 3.16"],
  ] as const;
  assert.deepEqual(
    rows.flatMap(([text, wanted]) => (withoutRounding(text)?.trim() === wanted?.trim() ? [] : [`${text} => ${withoutRounding(text)}`])),
    [],
  );
  const long = (length: number): string => `1/3 ${" ".repeat(length - 10)}≈ 0.33`;
  assert.equal(long(400).length, 400);
  assert.equal(withoutRounding(long(400))?.trim(), "1/3");
  assert.equal(withoutRounding(long(401)), long(401));
});
