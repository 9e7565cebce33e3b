import assert from "node:assert/strict";
import { test } from "node:test";
import { closedForm } from "./closed-form.ts";
import { readFormula } from "./formula.ts";
import { rationalText } from "./rational.ts";
import { rationalOf } from "./surd.ts";

/** "3 + 2√5": each term by its real part, its imaginary part, its root and its power of pi. */
function said(text: string): string {
  const formula = readFormula(text);
  const value = formula === undefined ? undefined : closedForm(formula.node);
  if (value === undefined) return "none";
  const terms = value.map(({ re, im, radicand, pi }) => {
    const part = im.top === 0n ? rationalText(re) : `(${rationalText(re)}, ${rationalText(im)}i)`;
    return `${part}${radicand === 1n ? "" : `√${radicand}`}${pi === 0 ? "" : `π^${pi}`}`;
  });
  return terms.join(" + ") || "0";
}

function table(rows: readonly (readonly [formula: string, value: string])[]): void {
  assert.deepEqual(
    rows.map(([text]) => [text, said(text)]),
    rows,
  );
}

test("sums, products, fractions and signs have their exact values", () =>
  table([
    ["2+3", "5"],
    ["2-3", "-1"],
    ["2*3", "6"],
    ["1/4", "0.25"],
    ["\\frac{10}{33}", "10/33"],
    ["1/0", "none"],
    ["2\\pi", "2π^1"],
    ["1/\\pi", "1π^-1"],
    ["i^2", "-1"],
    ["e", "none"],
    ["x", "none"],
    ["2+x", "none"],
    ["x+2", "none"],
    ["90°", "0.5π^1"],
    ["180°", "1π^1"],
  ]));

test("absolute values and whole parts are those of rational numbers", () =>
  table([
    ["|-5|", "5"],
    ["|5|", "5"],
    ["|0|", "0"],
    ["|\\sqrt{2}|", "none"],
    ["\\lfloor 2.5 \\rfloor", "2"],
    ["\\lfloor -2.5 \\rfloor", "-3"],
    ["\\lfloor 3 \\rfloor", "3"],
    ["\\lfloor -3 \\rfloor", "-3"],
    ["\\lceil 2.5 \\rceil", "3"],
    ["\\lceil -2.5 \\rceil", "-2"],
    ["\\lceil 3 \\rceil", "3"],
    ["\\lceil -3 \\rceil", "-3"],
  ]));

test("factorials up to that of 400, and choices out of up to ten thousand", () =>
  table([
    ["0!", "1"],
    ["1!", "1"],
    ["2!", "2"],
    ["5!", "120"],
    ["3!!", "720"],
    ["400!/399!", "400"],
    ["401!", "none"],
    ["2.5!", "none"],
    ["(-1)!", "none"],
    ["\\binom{5}{2}", "10"],
    ["\\binom{5}{0}", "1"],
    ["\\binom{5}{5}", "1"],
    ["\\binom{0}{0}", "1"],
    ["\\binom{5}{6}", "0"],
    ["\\binom{10}{7}", "120"],
    ["\\binom{10}{3}", "120"],
    ["\\binom{10000}{1}", "10000"],
    ["\\binom{10001}{1}", "none"],
    ["\\binom{-1}{2}", "none"],
    ["\\binom{5}{-1}", "none"],
    ["\\binom{1/2}{2}", "none"],
    ["\\binom{5}{1/2}", "none"],
  ]));

test("a number of more than twelve hundred digits has no exact value, and is not zero", () => {
  // Out of 10,000 one chooses 5,000 in a number of ways that has 3,009 digits.
  table([
    ["\\binom{10000}{5000}", "none"],
    ["2^{1200}*10^{600}*10^{300}", "none"],
    ["1/\\binom{10000}{5000}", "none"],
  ]);
});

test("roots are the principal ones, and odd ones of negative numbers real", () =>
  table([
    ["\\sqrt{8}", "2√2"],
    ["-\\sqrt{8}", "-2√2"],
    ["\\sqrt[3]{27}", "3"],
    ["\\sqrt[3]{-8}", "-2"],
    ["\\sqrt[3]{-2}", "none"],
    ["\\sqrt[3]{2}", "none"],
    ["\\sqrt[3]{8/27}", "2/3"],
    ["\\sqrt[3]{1/2}", "none"],
    ["\\sqrt[2]{2}", "1√2"],
    ["\\sqrt[2]{-4}", "(0, 2i)"],
    ["\\sqrt[4]{16}", "2"],
    ["\\sqrt[4]{-16}", "none"],
    ["\\sqrt[0]{5}", "none"],
    ["\\sqrt[64]{1}", "1"],
    ["\\sqrt[65]{1}", "none"],
    ["\\sqrt[3]{\\sqrt{2}}", "none"],
  ]));

test("powers are whole ones of anything, halves of rational numbers, and other fractions of such powers", () =>
  table([
    ["2^{10}", "1024"],
    ["2^{-2}", "0.25"],
    ["(1/2)^{-3}", "8"],
    ["0^0", "1"],
    ["0^2", "0"],
    ["0^{-1}", "none"],
    ["4^{1/2}", "2"],
    ["4^{3/2}", "8"],
    ["8^{2/3}", "4"],
    ["8^{-2/3}", "0.25"],
    ["2^{1/2}", "1√2"],
    ["2^{3/2}", "2√2"],
    ["2^{-1/2}", "0.5√2"],
    ["2^{1/3}", "none"],
    ["(1+i)^2", "(0, 2i)"],
    ["(1+\\sqrt{2})^2", "3 + 2√2"],
    ["(1+\\sqrt{2})^{-1}", "-1 + 1√2"],
    ["(1+\\sqrt{2})^{65}", "none"],
    ["\\sqrt{2}^{1/2}", "none"],
    ["2^{\\sqrt{2}}", "none"],
    ["2^{1200}/2^{1199}", "2"],
    ["2^{1201}", "none"],
    ["10^{600}/10^{599}", "10"],
    ["10^{601}", "none"],
    ["(0.1)^{600}*10^{600}", "1"],
    ["(0.1)^{601}", "none"],
    ["i^{1200}", "1"],
  ]));

test("of 64 factors with two terms each all are multiplied", () => {
  const formula = readFormula("(1+\\sqrt{2})^{64} * (1-\\sqrt{2})^{64}");
  // (1 + √2)(1 - √2) is -1, and 64 is even.
  assert.deepEqual(rationalOf((formula && closedForm(formula.node)) ?? []), { top: 1n, bottom: 1n });
});

test("logarithms are whole powers of their base, and that of one is zero", () =>
  table([
    ["\\log_2 8", "3"],
    ["\\log_2 (1/8)", "-3"],
    ["\\log_{10} 1000", "3"],
    ["\\log_{1/2} 8", "-3"],
    ["\\log_2 1", "0"],
    ["\\log_2 7", "none"],
    ["\\log_{4} 2", "none"],
    ["\\log_1 5", "none"],
    ["\\log_{-2} 4", "none"],
    ["\\log_2 (-4)", "none"],
    ["\\log_2 0", "none"],
    ["\\log_0 2", "none"],
    ["\\log_3 (3^{200})", "200"],
    ["\\log_2 (2^{1200})", "1200"],
    ["\\log_2 (2^{700}+1)", "none"],
    ["\\log_{\\sqrt{2}} 4", "none"],
    ["\\log_2 \\sqrt{2}", "none"],
    ["\\ln 1", "0"],
    ["\\log 1", "0"],
    ["\\lg 1", "0"],
    ["\\ln 2", "none"],
    ["\\ln (1/2)", "none"],
    ["\\sin 0", "0"],
    ["\\tan 0", "0"],
    ["\\arcsin 0", "0"],
    ["\\arctan 0", "0"],
    ["\\sin 1", "none"],
    ["\\cos 0", "none"],
    ["\\exp 0", "none"],
    ["\\exp 1", "none"],
  ]));
