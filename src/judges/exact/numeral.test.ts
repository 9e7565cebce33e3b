import assert from "node:assert/strict";
import { test } from "node:test";
import { plainNumeral } from "./numeral.ts";

test("a numeral in digits by each style of grouping", () => {
  const comma = { thousands: true, decimal: "," } as const;
  const point = { thousands: true, decimal: "." } as const;
  const ungrouped = { thousands: false, decimal: "." } as const;
  for (const [text, byPoint, byComma, without] of [
    ["18", "18", "18", "18"],
    ["-18", "-18", "-18", "-18"],
    ["+18", "+18", "+18", "+18"],
    ["1.5", "1.5", "1.5", "1.5"],
    ["1,5", "1.5", "1.5", "1.5"],
    ["1,23", "1.23", "1.23", "1.23"],
    ["1,234", "1234", "1.234", undefined],
    ["1.234", "1.234", "1234", "1.234"],
    ["0,234", "0.234", "0.234", "0.234"],
    ["0.234", "0.234", "0.234", "0.234"],
    ["-1,234", "-1234", "-1.234", undefined],
    ["1234,567", "1234.567", "1234.567", "1234.567"],
    ["1,2345", "1.2345", "1.2345", "1.2345"],
    ["123,456", "123456", "123.456", undefined],
    [".5", ".5", ".5", ".5"],
    ["5.", "5.", "5.", "5."],
    [",5", undefined, undefined, undefined],
    ["5,", undefined, undefined, undefined],
    ["1,234,567", "1234567", "1234567", undefined],
    ["1.234.567", "1234567", "1234567", undefined],
    ["1,50,000", "150000", "150000", undefined],
    ["1.50.000", undefined, undefined, undefined],
    ["1,23,45", undefined, undefined, undefined],
    ["1,234,56", undefined, undefined, undefined],
    ["1,234.5", "1234.5", "1234.5", undefined],
    ["1.234,5", "1234.5", "1234.5", undefined],
    ["1,50,000.25", "150000.25", "150000.25", undefined],
    ["1.50.000,25", undefined, undefined, undefined],
    ["1,234.", "1234.", "1234.", undefined],
    ["1.234,", undefined, undefined, undefined],
    ["12,34.5", undefined, undefined, undefined],
    ["1.5,234", undefined, undefined, undefined],
    ["1 234 567", "1234567", "1234567", undefined],
    ["1'234", "1234", "1234", undefined],
    ["1_234_567", "1234567", "1234567", undefined],
    ["1 234,5", "1234.5", "1234.5", undefined],
    ["1 234.5", "1234.5", "1234.5", undefined],
    ["1 23", undefined, undefined, undefined],
    ["1234 567", undefined, undefined, undefined],
    ["x", undefined, undefined, undefined],
    ["1x", undefined, undefined, undefined],
    ["--1", undefined, undefined, undefined],
    ["", undefined, undefined, undefined],
  ] as const) {
    assert.equal(plainNumeral(text, point), byPoint, `${text} with a point`);
    assert.equal(plainNumeral(text, comma), byComma, `${text} with a comma`);
    assert.equal(plainNumeral(text, ungrouped), without, `${text} without groups`);
  }
  assert.equal(plainNumeral("1".repeat(1000), point)?.length, 1000);
  assert.equal(plainNumeral("1".repeat(1001), point), undefined);
});
