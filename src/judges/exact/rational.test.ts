import assert from "node:assert/strict";
import { test } from "node:test";
import { fromDecimal, fromNumber, plus, rational, rationalText, sameRational, times, within } from "./rational.ts";

function said(value: ReturnType<typeof rational>): string {
  return value === undefined ? "none" : `${value.top}/${value.bottom}`;
}

test("a fraction stands in lowest terms, its sign above; nothing is divided by zero", () => {
  for (const [top, bottom, wanted] of [
    [6n, 4n, "3/2"],
    [3n, -6n, "-1/2"],
    [-4n, -6n, "2/3"],
    [-4n, 6n, "-2/3"],
    [0n, -5n, "0/1"],
    [7n, 1n, "7/1"],
    [5n, 0n, "none"],
  ] as const)
    assert.equal(said(rational(top, bottom)), wanted, `${top} over ${bottom}`);
});

test("sums and products of fractions are exact", () => {
  const [half, third, minus] = [
    { top: 1n, bottom: 2n },
    { top: 1n, bottom: 3n },
    { top: -3n, bottom: 4n },
  ];
  assert.equal(said(plus(half, third)), "5/6");
  assert.equal(said(plus(half, minus)), "-1/4");
  assert.equal(said(times(half, third)), "1/6");
  assert.equal(said(times(third, minus)), "-1/4");
  assert.equal(sameRational(half, { top: 1n, bottom: 2n }), true);
  assert.equal(sameRational(half, { top: 1n, bottom: 3n }), false);
  assert.equal(sameRational(half, { top: 3n, bottom: 2n }), false);
});

test("a fraction is written as a decimal of up to twelve places, else as a fraction", () => {
  for (const [top, bottom, wanted] of [
    [3n, 1n, "3"],
    [-3n, 1n, "-3"],
    [1n, 2n, "0.5"],
    [5n, 4n, "1.25"],
    [-1n, 8n, "-0.125"],
    [-5n, 4n, "-1.25"],
    [1n, 3n, "1/3"],
    [-1n, 3n, "-1/3"],
    [1n, 10n ** 12n, "0.000000000001"],
    [1n, 10n ** 13n, "1/10000000000000"],
  ] as const)
    assert.equal(rationalText({ top, bottom }), wanted);
});

test("a tolerance holds up to its own size, on both sides", () => {
  const tenth = { top: 1n, bottom: 10n };
  const half = { top: 1n, bottom: 2n };
  for (const [top, bottom, wanted] of [
    [1n, 2n, true],
    [3n, 5n, true],
    [2n, 5n, true],
    [61n, 100n, false],
    [39n, 100n, false],
  ] as const) {
    assert.equal(within({ top, bottom }, half, tenth), wanted, `${top}/${bottom}`);
    assert.equal(within(half, { top, bottom }, tenth), wanted, `${top}/${bottom}, turned`);
  }
});

test("decimals are read digit by digit, up to four hundred digits and an exponent of four hundred", () => {
  for (const [text, wanted] of [
    ["12", "12/1"],
    ["-1.25", "-5/4"],
    ["+7", "7/1"],
    [".5", "1/2"],
    ["3.", "3/1"],
    ["1.2e-3", "3/2500"],
    ["1.2e3", "1200/1"],
    ["1.5E1", "15/1"],
    ["1.25e2", "125/1"],
    ["1.25e1", "25/2"],
    ["-0", "0/1"],
    ["", "none"],
    [".", "none"],
    ["-", "none"],
    ["e5", "none"],
    ["1e1000", "none"],
    ["1e401", "none"],
    ["1e-401", "none"],
    ["1,5", "none"],
    [`1e400`, `1${"0".repeat(400)}/1`],
    [`1e-400`, `1/1${"0".repeat(400)}`],
    ["9".repeat(400), `${"9".repeat(400)}/1`],
    ["9".repeat(401), "none"],
  ] as const)
    assert.equal(said(fromDecimal(text)), wanted, text);
  assert.equal(said(fromNumber(0.1)), "1/10");
  assert.equal(said(fromNumber(1e21)), `1${"0".repeat(21)}/1`);
  assert.equal(said(fromNumber(1.5e-7)), `3/${2n * 10n ** 7n}`);
  assert.equal(said(fromNumber(Number.NaN)), "none");
  assert.equal(said(fromNumber(Number.POSITIVE_INFINITY)), "none");
});
