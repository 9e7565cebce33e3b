import assert from "node:assert/strict";
import { test } from "node:test";
import { readNumber, unfraction } from "./number.ts";
import { type NumeralStyle, plainNumeral, plainStyle } from "./numeral.ts";

const [comma, ungrouped]: readonly NumeralStyle[] = [
  { thousands: true, decimal: "," },
  { thousands: false, decimal: "." },
];

/** "3/2 fraction", "1/4 decimal 2": the value, the form, the places behind the point, and "unreduced". */
function said(text: string, style: NumeralStyle = plainStyle): string {
  const read = readNumber(text, style);
  if (read === undefined) return "none";
  const { value, form, reduced, places } = read;
  return [`${value.top}/${value.bottom}`, form, ...(places === undefined ? [] : [places]), ...(reduced ? [] : ["unreduced"])].join(" ");
}

function table(rows: readonly (readonly [text: string, wanted: string])[], style?: NumeralStyle): void {
  assert.deepEqual(
    rows.map(([text]) => [text, said(text, style)]),
    rows,
  );
}

test("whole numbers, decimals and powers of ten have a value, a form and their places", () =>
  table([
    ["18", "18/1 integer"],
    ["+18", "18/1 integer"],
    ["= 18", "18/1 integer"],
    ["-18", "-18/1 integer"],
    ["- 18", "-18/1 integer"],
    ["0.25", "1/4 decimal 2"],
    [".5", "1/2 decimal 1"],
    ["3.", "3/1 decimal 0"],
    ["2.50", "5/2 decimal 2"],
    ["1.2*10^3", "1200/1 decimal 1"],
    ["1.2 x 10^{-3}", "3/2500 decimal 1"],
    ["12x10^(2)", "1200/1 integer"],
    ["1.2e3", "1200/1 decimal 1"],
    ["1e-2", "1/100 integer"],
    ["1,200", "1200/1 integer"],
    ["eighteen", "none"],
    ["18 20", "none"],
    ["", "none"],
    [`${" ".repeat(3999)}1`, "1/1 integer"],
    [`${" ".repeat(4000)}1`, "none"],
  ]));

test("percents are hundredths, one sign each", () =>
  table([
    ["25%", "1/4 percent"],
    ["2.5 %", "1/40 percent 1"],
    ["25 percent", "1/4 percent"],
    ["25 per cent", "1/4 percent"],
    ["(25)%", "1/4 percent"],
    ["1/2%", "1/200 percent"],
    ["2/4%", "1/200 percent unreduced"],
    ["5%%", "none"],
    ["5% %", "none"],
    ["%", "none"],
    ["x%", "none"],
  ]));

test("fractions and mixed numbers say whether they are in lowest terms", () =>
  table([
    ["10/33", "10/33 fraction"],
    ["-10/33", "-10/33 fraction"],
    ["20/66", "10/33 fraction unreduced"],
    ["4/1", "4/1 fraction"],
    ["4/2", "2/1 fraction unreduced"],
    ["(10)/(33)", "10/33 fraction"],
    ["1.5/2", "3/4 fraction unreduced"],
    ["3/2.5", "6/5 fraction unreduced"],
    ["1/0", "none"],
    ["1/x", "none"],
    ["x/2", "none"],
    ["\\frac{10}{33}", "10/33 fraction"],
    ["\\dfrac{-1}{2}", "-1/2 fraction"],
    ["1 1/2", "3/2 mixed"],
    ["1 and 1/2", "3/2 mixed"],
    ["-1 1/2", "-3/2 mixed"],
    ["- 1 1/2", "-3/2 mixed"],
    ["1 2/4", "3/2 mixed unreduced"],
    ["1\\frac{1}{2}", "3/2 mixed"],
    ["1 1/0", "none"],
  ]));

test("whole powers, of up to about a thousand digits", () =>
  table([
    ["2^10", "1024/1 integer"],
    ["2^{10}", "1024/1 integer"],
    ["2^(10)", "1024/1 integer"],
    ["-2^2", "-4/1 integer"],
    ["2^-2", "1/4 fraction"],
    ["2^{-2}", "1/4 fraction"],
    ["-2^(-2)", "-1/4 fraction"],
    ["2^0", "1/1 integer"],
    ["0^0", "1/1 integer"],
    ["0^-1", "none"],
    ["10^500", `1${"0".repeat(500)}/1 integer`],
    ["10^501", "none"],
    ["10^-501", "none"],
  ]));

test("digits without end are the fraction that they come to", () => {
  table([
    ["0.\\overline{3}", "1/3 fraction"],
    ["0.1\\overline{6}", "1/6 fraction"],
    ["-0.1\\overline{6}", "-1/6 fraction"],
    ["1.\\overline{27}", "14/11 fraction"],
    ["0.\\dot{3}", "1/3 fraction"],
    ["0.\\bar3", "1/3 fraction"],
    [".\\overline{3}", "1/3 fraction"],
    ["0.(3)", "1/3 fraction"],
    ["0.(3)...", "1/3 fraction"],
    ["2.5(0)", "5/2 fraction"],
    ["0.333\\ldots", "1/3 fraction"],
    ["0.33\\dots", "1/3 fraction"],
    ["-0.33\\ldots", "-1/3 fraction"],
    ["0.1666\\ldots", "1/6 fraction"],
    ["0.1212\\ldots", "4/33 fraction"],
    ["0.51212\\ldots", "169/330 fraction"],
    ["2.7272\\ldots", "30/11 fraction"],
    ["3.14159\\ldots", "none"],
    ["0,(3)", "1/3 fraction"],
    ["1,(3)", "none"],
  ]);
  table([["1,(3)", "4/3 fraction"]], comma);
});

test("LaTeX fractions become plain ones, as far as they are well formed", () => {
  for (const [text, wanted] of [
    ["\\frac{1}{2}", "1/2"],
    ["\\frac12", "1/2"],
    ["\\frac1{3}", "1/3"],
    ["\\frac ab", "(a)/(b)"],
    ["\\frac{a+1}{b}", "(a+1)/(b)"],
    ["\\frac{ -1 }{2}", "-1/2"],
    ["2\\frac{1}{3}", "2 1/3"],
    ["x\\frac{1}{3}", "x1/3"],
    ["\\frac{1}{2}+\\frac{3}{4}", "1/2+3/4"],
    ["\\frac{1}", "\\frac{1}"],
    ["\\frac", "\\frac"],
    ["\\frac{1}{2} m", "1/2 m"],
  ] as const)
    assert.equal(unfraction(text), wanted);
});

test("the marks of a numeral group digits or begin decimals by their places, and by the style where both could be", () => {
  const rows: readonly (readonly [text: string, plain: string | undefined, comma: string | undefined, ungrouped: string | undefined])[] = [
    ["1234", "1234", "1234", "1234"],
    ["1,234", "1234", "1.234", undefined],
    ["1.234", "1.234", "1234", "1.234"],
    ["0.234", "0.234", "0.234", "0.234"],
    ["0,234", "0.234", "0.234", "0.234"],
    ["1,23", "1.23", "1.23", "1.23"],
    ["1.23", "1.23", "1.23", "1.23"],
    ["1,234,567", "1234567", "1234567", undefined],
    ["1.234.567", "1234567", "1234567", undefined],
    ["1,50,000", "150000", "150000", undefined],
    ["1,23,45", undefined, undefined, undefined],
    ["1,234.5", "1234.5", "1234.5", undefined],
    ["1.234,5", "1234.5", "1234.5", undefined],
    ["1,50,000.25", "150000.25", "150000.25", undefined],
    ["12,34.5", undefined, undefined, undefined],
    ["1 234 567", "1234567", "1234567", undefined],
    ["1'234", "1234", "1234", undefined],
    ["1_234.5", "1234.5", "1234.5", undefined],
    ["-1,234", "-1234", "-1.234", undefined],
    [",5", undefined, undefined, undefined],
    ["5,", undefined, undefined, undefined],
    ["5.", "5.", "5.", "5."],
    ["x5", undefined, undefined, undefined],
    ["5x", undefined, undefined, undefined],
  ];
  const styles = [plainStyle, comma, ungrouped] as readonly NumeralStyle[];
  assert.deepEqual(
    rows.map(([text]) => [text, ...styles.map((style) => plainNumeral(text, style))]),
    rows,
  );
  assert.equal(plainNumeral("1".repeat(1000), plainStyle)?.length, 1000);
  assert.equal(plainNumeral("1".repeat(1001), plainStyle), undefined);
});
