import assert from "node:assert/strict";
import { test } from "node:test";
import type { Complex } from "./complex.ts";
import { readFormula } from "./formula.ts";
import { realOnly } from "./formula-value.ts";

const point: ReadonlyMap<string, Complex> = new Map(
  Object.entries({ a: 5, f: 2, f_1: 2, g: 7, x: 3, y: 4, x_1: 11, x_max: 13, "\\alpha": 17, alpha: 17 }).map(([name, re]) => [
    name,
    { re, im: 0 },
  ]),
);

/** The value to nine digits, "none" where the text is no formula, "NaN" where it has no value. */
function said(text: string, at: ReadonlyMap<string, Complex> = point): string {
  const value = readFormula(text)?.value(at);
  if (value === undefined) return "none";
  const digits = (part: number): string => String(Number(part.toPrecision(9)));
  const im = Math.abs(value.im) < 1e-12 ? 0 : value.im;
  return im === 0 ? digits(value.re) : `${digits(Math.abs(value.re) < 1e-12 ? 0 : value.re)} ${digits(im)}i`;
}

function table(rows: readonly (readonly [formula: string, value: string])[]): void {
  assert.deepEqual(
    rows.map(([text]) => [text, said(text)]),
    rows,
  );
}

test("signs bind as they do on paper", () =>
  table([
    ["2+3*4", "14"],
    ["2*3+4", "10"],
    ["12/2/3", "2"],
    ["10-2-3", "5"],
    ["-2^2", "-4"],
    ["2^{3^2}", "512"],
    ["2^3^2", "512"],
    ["2^-1", "0.5"],
    ["+5", "5"],
    ["--5", "5"],
    ["2--3", "5"],
    ["2*-3", "-6"],
    ["2(3+4)", "14"],
    ["(2)(3)", "6"],
    ["[2+3]*2", "10"],
    ["{2+3}2", "10"],
    ["2x^2", "18"],
    ["xy", "12"],
    ["x y", "12"],
    ["3!", "6"],
    ["2*3!", "12"],
    ["2^3!", "64"],
    ["|2-5|*2", "6"],
    ["2|x-5|", "4"],
    ["|x-5|y", "8"],
    ["|2-|x-7||", "2"],
  ]));

test("what is not well formed, and prose, is no formula", () =>
  table([
    ["", "none"],
    ["(2+3", "none"],
    ["(2+3]", "none"],
    ["2+", "none"],
    ["2*", "none"],
    ["2^", "none"],
    ["*2", "none"],
    [")", "none"],
    ["2)", "none"],
    ["|2", "none"],
    ["\\frac{1}", "none"],
    ["\\frac", "none"],
    ["\\binom{5}", "none"],
    ["\\sqrt", "none"],
    ["\\sqrt[3]", "none"],
    ["\\sqrt[3", "none"],
    ["\\foo", "none"],
    ["2 = 2", "none"],
    ["four", "none"],
    ["ab cd", "none"],
    ["2 and 3", "none"],
    ["\\sin", "none"],
  ]));

test("fractions, mixed numbers, choices and roots of LaTeX", () =>
  table([
    ["\\frac{1}{2}", "0.5"],
    ["\\frac12", "0.5"],
    ["\\frac143", "0.75"],
    ["\\frac1{4}", "0.25"],
    ["\\frac{1}4", "0.25"],
    ["\\frac{x}{y}", "0.75"],
    ["\\frac xy", "0.75"],
    ["\\dfrac{1}{2}+\\tfrac{1}{4}", "0.75"],
    ["2\\frac{1}{4}", "2.25"],
    ["2\\frac14", "2.25"],
    ["2\\frac{1}{4}x", "6.75"],
    ["2\\frac{x}{4}", "1.5"],
    ["1.5\\frac{1}{2}", "0.75"],
    ["\\binom{5}{2}", "10"],
    ["\\binom52", "10"],
    ["2\\dbinom{5}{2}", "20"],
    ["\\sqrt{16}", "4"],
    ["\\sqrt 16", "4"],
    ["\\sqrt{16}3", "12"],
    ["\\sqrt{x+1}y", "8"],
    ["sqrt(16)", "4"],
    ["√16", "4"],
    ["\\sqrt[3]{27}", "3"],
    ["∛27", "3"],
    ["\\sqrt{2}^2", "2"],
  ]));

test("one spelling of signs is read as the other", () =>
  table([
    ["2**3", "8"],
    ["6÷2", "3"],
    ["6\\div2", "3"],
    ["\\lvert -3\\rvert", "3"],
    ["\\mid -3 \\mid", "3"],
    ["1,000+1", "1001"],
    ["2e3", "2000"],
    ["1.5e-1", "0.15"],
    ["2π", "6.28318531"],
    ["2\\pi", "6.28318531"],
    ["2pi", "6.28318531"],
    ["e", "2.71828183"],
    ["\\imath", "0 1i"],
    ["i^2", "-1"],
  ]));

test("a function takes what is in its brackets, or the product that follows", () => {
  const [sin2, sin3, sin6, sin12] = [2, 3, 6, 12].map(Math.sin) as [number, number, number, number];
  const digits = (value: number): string => String(Number(value.toPrecision(9)));
  table([
    ["\\sin(2)", digits(sin2)],
    ["\\sin 2", digits(sin2)],
    ["\\sin 2x", digits(sin6)],
    ["\\sin x y", digits(sin12)],
    ["\\sin(x) y", digits(4 * sin3)],
    ["\\sin{x} y", digits(4 * sin3)],
    ["\\sin x + 1", digits(sin3 + 1)],
    ["\\sin^2 x", digits(sin3 ** 2)],
    ["\\sin^{2}(x)", digits(sin3 ** 2)],
    ["\\sin(x)^2", digits(sin3 ** 2)],
    ["\\sin x^2", digits(Math.sin(9))],
    ["\\sin(90°)", "1"],
    ["\\sin(90)°", "1"],
    ["\\sin 90°", "1"],
    ["\\cos \\pi x", "-1"],
    ["\\abs{x-5}y", "8"],
    ["abs(x-5)", "2"],
    ["\\log_2 8", "3"],
    ["\\log_{2}(8)", "3"],
    ["\\log_2(8)^2", "9"],
    ["\\log_2^2 8", "9"],
    ["\\lfloor 2.7 \\rfloor", "2"],
    ["\\lfloor 2.7 \\rfloor + 1", "3"],
    ["\\lceil 2.2 \\rceil x", "9"],
    ["floor(2.5)", "2"],
    ["ceil(2.5)", "3"],
  ]);
});

test("each function has its value", () =>
  table([
    ["\\cos(\\pi/3)", "0.5"],
    ["\\tan(\\pi/4)", "1"],
    ["\\cot(\\pi/4)", "1"],
    ["\\cot(\\pi/6)", "1.73205081"],
    ["\\sec(\\pi/3)", "2"],
    ["\\csc(\\pi/6)", "2"],
    ["\\arcsin(1)", "1.57079633"],
    ["\\arccos(0)", "1.57079633"],
    ["\\arctan(1)", "0.785398163"],
    ["\\sinh(1)", "1.17520119"],
    ["\\cosh(1)", "1.54308063"],
    ["\\tanh(1)", "0.761594156"],
    ["\\lg(1000)", "3"],
    ["\\ln(e)", "1"],
    ["\\log(e^2)", "2"],
    ["\\exp(1)", "2.71828183"],
    ["|3+4i|", "5"],
    ["\\sin i", "NaN"],
    ["180°", "3.14159265"],
    ["170!", "7.25741562e+306"],
    ["171!", "NaN"],
    ["(-1)!", "NaN"],
    ["2.5!", "NaN"],
    ["1!", "1"],
    ["\\binom{5}{0}", "1"],
    ["\\binom{5}{5}", "1"],
    ["\\binom{5}{6}", "0"],
    ["\\binom{10}{7}", "120"],
    ["\\binom{10000}{1}", "10000"],
    ["\\binom{10001}{1}", "NaN"],
    ["\\binom{-1}{2}", "NaN"],
    ["\\binom{5}{-1}", "NaN"],
    ["\\binom{2.5}{1}", "NaN"],
    ["\\binom{5}{1.5}", "NaN"],
    ["\\sqrt{-4}", "0 2i"],
    ["\\sqrt{2i}", "1 1i"],
    ["\\sqrt[3]{-8}", "-2"],
    ["\\sqrt[2]{-4}", "0 2i"],
    ["\\sqrt[3]{8}", "2"],
    ["(1+i)^2", "0 2i"],
    ["(1+i)^{-2}", "0 -0.5i"],
    ["(1+i)(2-3i)", "5 -1i"],
    ["(1+i)/(2-3i)", "-0.0769230769 0.384615385i"],
    ["e^{i}", "0.540302306 0.841470985i"],
    ["\\exp(i)", "0.540302306 0.841470985i"],
    ["\\ln(-1)", "0 3.14159265i"],
    ["(-8)^2", "64"],
    ["(-8)^3", "-512"],
    ["z", "NaN"],
  ]));

test("where values must be real, roots, fractional powers and logarithms of negative numbers have none", () => {
  const real = new Map<string, Complex>([[realOnly, { re: 1, im: 0 }]]);
  for (const [text, wanted] of [
    ["\\sqrt{-4}", "NaN"],
    ["\\sqrt{4}", "2"],
    ["\\sqrt{0}", "0"],
    ["\\ln(-1)", "NaN"],
    ["\\log(-1)", "NaN"],
    ["\\lg(-1)", "NaN"],
    ["\\lg(10)", "1"],
    ["|-4|", "4"],
    ["(-8)^{0.5}", "NaN"],
    ["(-8)^2", "64"],
    ["0^{0.5}", "0"],
    ["4^{0.5}", "2"],
    ["\\sqrt[3]{-8}", "-2"],
    ["\\sqrt[2]{-8}", "NaN"],
    ["\\sqrt{2i}", "1 1i"],
    ["i^{0.5}", "0.707106781 0.707106781i"],
  ] as const)
    assert.equal(said(text, real), wanted, text);
});

test("names are single letters with their subscripts; a called function's power is that of its value", () => {
  assert.deepEqual(readFormula("b x + a")?.names, ["a", "b", "x"]);
  assert.deepEqual(readFormula("x_1+x_{max}")?.names, ["x_1", "x_max"]);
  assert.deepEqual(readFormula("\\alpha + 1")?.names, ["alpha"]);
  assert.deepEqual(readFormula("2\\pi e i")?.names, []);
  table([
    ["x_1+x_{max}", "24"],
    ["x_1 2", "22"],
    ["\\alpha + 1", "18"],
    ["f(x)^2", "36"],
    ["f(x)^2+1", "37"],
    ["f_1(3)^2", "36"],
    ["f(x)", "6"],
    ["f(x)y", "24"],
    ["f(x+1)^2", "32"],
    ["a(x)^2", "45"],
  ]);
});

test("a formula is read up to four thousand signs, two thousand parts and a hundred levels", () => {
  table([
    [`1${" ".repeat(3999)}`, "1"],
    [`1${" ".repeat(4000)}`, "none"],
    [`${"1+".repeat(999)}1`, "1000"],
    [`${"1+".repeat(1000)}1`, "none"],
    [`${"(".repeat(101)}1${")".repeat(101)}`, "1"],
    [`${"(".repeat(102)}1${")".repeat(102)}`, "none"],
    [`${"-".repeat(101)}1`, "-1"],
    [`${"-".repeat(102)}1`, "none"],
    ["(1)".repeat(300), "1"],
  ]);
});
