import assert from "node:assert/strict";
import { test } from "node:test";
import { isWeekday, monthOf } from "./calendar-words.ts";
import { chemicalIn } from "./chemical.ts";
import { isClosing, withoutClosings } from "./closings.ts";
import { add, close, type Complex, divide, exp, isFinite, log, multiply, raise, real, sqrt } from "./complex.ts";
import { withoutFormer } from "./former-amount.ts";
import { withoutMarks } from "./marks.ts";
import { braced, foldCase, normalize } from "./normalize.ts";
import { opposes } from "./opposites.ts";
import { withOrdinals } from "./ordinals.ts";
import { signedFall } from "./signed-fall.ts";

const of = (re: number, im: number): Complex => ({ re, im });
function same(got: Complex, re: number, im: number): void {
  assert.ok(Math.hypot(got.re - re, got.im - im) < 1e-12, `${got.re} + ${got.im}i against ${re} + ${im}i`);
}

test("complex numbers are added, multiplied, divided and raised as by hand", () => {
  same(add(of(1, 2), of(3, -5)), 4, -3);
  same(multiply(of(1, 2), of(3, -5)), 13, 1);
  // (1 + 2i)(3 + 5i) / 34.
  same(divide(of(1, 2), of(3, -5)), -7 / 34, 11 / 34);
  same(raise(of(1, 1), real(2)), 0, 2);
  same(raise(of(1, 1), real(-2)), 0, -0.5);
  same(raise(of(0, 1), real(64)), 1, 0);
  same(raise(of(0, 1), real(65)), 0, 1);
  same(raise(real(-8), real(3)), -512, 0);
  same(raise(real(-8), real(-1)), -0.125, 0);
  same(raise(real(4), real(0.5)), 2, 0);
  // The principal cube root of -8, and i^i = exp(-pi / 2).
  same(raise(real(-8), real(1 / 3)), 1, Math.sqrt(3));
  same(raise(of(0, 1), of(0, 1)), Math.exp(-Math.PI / 2), 0);
  same(raise(real(2), of(0, 1)), Math.cos(Math.LN2), Math.sin(Math.LN2));
  // What is real stays without any imaginary part.
  for (const one of [raise(real(-8), real(3)), exp(real(1)), sqrt(real(2))]) assert.equal(one.im, 0);
  same(exp(of(1, Math.PI)), -Math.E, 0);
  same(log(of(0, -2)), Math.LN2, -Math.PI / 2);
  same(log(real(-1)), 0, Math.PI);
  same(sqrt(real(-9)), 0, 3);
  assert.deepEqual(sqrt(real(-9)), { re: 0, im: 3 });
  same(sqrt(of(3, 4)), 2, 1);
  same(sqrt(real(0)), 0, 0);
});

test("complex numbers are equal within a billionth of their size, and finite in both parts", () => {
  assert.equal(close(of(1 + 9e-10, 0), real(1)), true);
  assert.equal(close(of(1, 1.1e-9), real(1)), false);
  assert.equal(close(of(0, 9e-10), real(0)), true);
  assert.equal(close(of(1e6, 1e6 + 1e-3), of(1e6, 1e6)), true);
  assert.equal(close(of(1e6, 1e6 + 2e-3), of(1e6, 1e6)), false);
  assert.deepEqual([of(1, 2), of(Infinity, 0), of(0, Number.NaN)].map(isFinite), [true, false, false]);
});

test("months and days of the week are read in the languages of Europe, a word of two months is none", () => {
  for (const [word, wanted] of [
    ["january", 1],
    ["jan", 1],
    ["jan.", 1],
    ["sept", 9],
    ["september", 9],
    ["december", 12],
    ["marz", 3],
    ["aout", 8],
    ["enero", 1],
    ["мая", 5],
    ["dicembre", 12],
    ["monday", undefined],
    ["later", undefined],
  ] as const)
    assert.equal(monthOf(word), wanted, word);
  for (const word of ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "mon.", "sonntag", "lundi", "sabado"])
    assert.equal(isWeekday(word), true, word);
  for (const word of ["january", "day", "sun day"]) assert.equal(isWeekday(word), false, word);
});

test("a chemical formula counts elements that there are", () => {
  for (const [text, wanted] of [
    ["H_2O", "H2O"],
    ["H_{2}O", "H2O"],
    ["SO_4^{2-}", "SO42-"],
    ["Ca(OH)_2", "Ca(OH)2"],
    ["C_{6}H_{12}O_{6}", "C6H12O6"],
    ["2 H2O", "2 H2O"],
    ["CO2", "CO2"],
    ["CO", undefined],
    ["NaCl", undefined],
    ["C1", undefined],
    ["X2", undefined],
    ["H2Q", undefined],
    ["B12 is good", undefined],
    ["", undefined],
  ] as const)
    assert.equal(chemicalIn(text), wanted, text);
  assert.equal(chemicalIn(`H2${"O".repeat(198)}`), undefined);
});

test("ordinals are one in words and in digits, with or without the place that they count", () => {
  for (const [text, wanted] of [
    ["first", "1th"],
    ["the 3rd", "3th"],
    ["third place", "3th"],
    ["in the twenty-first position", "21th"],
    ["twenty first", "21th"],
    ["ninetieth", "90th"],
    ["ninety-ninth", "99th"],
    ["nineteenth", "19th"],
    ["tenth", "10th"],
    ["hundredth", "100th"],
    ["one hundredth", "100th"],
    ["a thousandth", "1000th"],
    ["21^{st}", "21th"],
    ["2nd-order", "2th order"],
    ["the second one of two", "the 2th one of two"],
    ["seconds", "seconds"],
    ["1.1st", "1.1st"],
    ["12345th", "12345th"],
    [`first ${"x".repeat(195)}`, `first ${"x".repeat(195)}`],
    [`first ${"x".repeat(194)}`, `1th ${"x".repeat(194)}`],
  ] as const)
    assert.equal(withOrdinals(text), wanted, text.slice(0, 40));
});

test("words beside amounts are opposite where each stands on one side of the same question", () => {
  for (const [one, other, wanted] of [
    ["north", "south", true],
    ["m/s north", "m/s southward", true],
    ["north", "north-east", true],
    ["north", "north", false],
    ["left", "down", false],
    ["profit", "loss", true],
    ["years before", "years after", true],
    ["B.C.", "AD", true],
    ["am", "p.m.", true],
    ["more or less", "less", false],
    ["gain", "surplus", false],
    ["", "south", false],
    ["north", "", false],
    ["north", "mouth", false],
    ["north", `south${" ".repeat(196)}`, false],
    ["north", `south${" ".repeat(195)}`, true],
    [`north${" ".repeat(196)}`, "south", false],
    ["clockwise", "counterclockwise", true],
    ["win", "draws", true],
  ] as const) {
    assert.equal(opposes(one, other), wanted, `${one} / ${other}`);
    assert.equal(opposes(other, one), wanted, `${other} / ${one}`);
  }
});

test("a fall that words and a sign both state is its signed value, and one of another size stays as it is", () => {
  for (const [text, wanted] of [
    ["a decrease of 5, i.e. -5", "-5"],
    ["dropped by 5 degrees, so -5", "-5"],
    ["5 less, that is, minus 5", "minus 5"],
    ["a loss of $5 (-$5)", "-$5"],
    ["a decrease of 5, i.e. -6", "a decrease of 5, i.e. -6"],
    ["an increase of 5, i.e. -5", "an increase of 5, i.e. -5"],
    ["a decrease of 5", "a decrease of 5"],
    [`a decrease of 5, i.e. -5${" ".repeat(600)}`, `a decrease of 5, i.e. -5${" ".repeat(600)}`],
  ] as const)
    assert.equal(signedFall(text), wanted, text.slice(0, 40));
});

test("a clause that names a former value goes, with the turn to the one that counts", () => {
  for (const [text, wanted] of [
    ["18 was my initial estimate; the exact count is 19", "the exact count is 19"],
    ["My first guess was 18, but the answer is 19", "the answer is 19"],
    ["18 was my initial estimate", "18 was my initial estimate"],
    ["18 was our guess; it is 19", "18 was our guess; it is 19"],
    ["18; 19", "18; 19"],
  ] as const)
    assert.equal(withoutFormer(text), wanted);
  const long = `18 was my initial estimate; the exact count is ${"1".repeat(400)}`;
  assert.equal(withoutFormer(long), long);
});

test("what is struck out, comments and marks of footnotes go, entities are signs; what the key ends with stays", () => {
  for (const [text, wanted, keys = []] of [
    ["~~18~~ 19", "19"],
    ["<del>18</del> 19", "19"],
    ["<s>18</s><strike>20</strike> 19", "19"],
    ["~~18~~", "~~18~~"],
    ["~~18~~ 19", "~~18~~ 19", ["~~18~~"]],
    ["18 <!-- not 19 -->", "18"],
    ["18[^1]", "18"],
    ["18 [1, 2].", "18."],
    ["18【3†source】", "18"],
    ["arr[1]", "arr", ["arr"]],
    ["arr[1]", "arr[1]", ["arr[1]"]],
    ["3 &times; 4", "3 × 4"],
    ["&#65;&#x42;", "AB"],
    ["&frac12;", "½"],
    ["&unknown;", "&unknown;"],
    ["&lt;b&gt;", "<b>"],
    ["&amp;", "&amp;", ["&amp;"]],
    ["&#xd800;", "&#xd800;"],
    ["&#xdfff;", "&#xdfff;"],
    ["&#xe000;", "\ue000"],
    ["&#xd7ff;", "\ud7ff"],
    ["&#x10ffff;", "&#x10ffff;"],
    ["&#99999;", String.fromCodePoint(99_999)],
    ["&#999999;", String.fromCodePoint(999_999)],
  ] as const)
    assert.equal(withoutMarks(text, keys), wanted, text);
  // A mark is one of the end.
  assert.equal(withoutMarks("18 [1] apples", []), "18 [1] apples");
});

test("sentences that close a reply are none of it, and notes only where they change nothing", () => {
  for (const [line, wanted] of [
    ["I hope this helps!", true],
    ["Let me know if you have any questions.", true],
    ["Would you like me to explain?", true],
    ["Thanks!", true],
    ["Note: the square is a rectangle too.", true],
    ["Note: the answer should be 5.", false],
    ["Source: [1]", true],
    ["It is Paris.", false],
    ["", false],
  ] as const)
    assert.equal(isClosing(line), wanted, line);
  for (const [line, wanted] of [
    ["It is Paris. Let me know if you have questions.", "It is Paris."],
    ["It is Paris. Thanks. Good luck!", "It is Paris."],
    ["It is Paris.", "It is Paris."],
    ["Thanks. It is Paris.", "Thanks. It is Paris."],
    ["Thanks.", "Thanks."],
  ] as const)
    assert.equal(withoutClosings(line), wanted, line);
});

test("what looks the same is spelled the same: signs, dashes, digits, wrappers and emphasis", () => {
  for (const [text, wanted] of [
    ["x²", "x^2"],
    ["x⁻¹²", "x^{-12}"],
    ["H₂O", "H_{2}O"],
    ["1½", "1 1/2"],
    ["20º", "20°"],
    ["−5", "-5"],
    ["5–6", "5-6"],
    ["٣٫٥", "3.5"],
    ["１８", "18"],
    ["१८", "18"],
    ["𝟏𝟖", "18"],
    ["a\u00a0b\u2009c", "a b c"],
    ["a  b\tc", "a b c"],
    ["1\u200b8", "18"],
    ["\\textbf{(\\text{C})}", "(C)"],
    ["\\(18\\)", "18"],
    ["$18$", "18"],
    ["$18", "$18"],
    ["\\$18", "$18"],
    ["12.50$", "12.50$"],
    ["5 \\times 10^{3}", "5 * 10^{3}"],
    ["5 × 3", "5 * 3"],
    ["50\\%", "50%"],
    ["1{,}000", "1,000"],
    ["90^\\circ", "90°"],
    ["**18**", "18"],
    ["*18* apples", "18 apples"],
    ["2**3", "2**3"],
    ["x<sup>2</sup>", "x^{2}"],
    ["<b>18</b>", "18"],
    ["“18.”", "18"],
    ["`18`;", "18"],
    ["18。", "18"],
    ["’tis", "tis"],
    ["it’s", "it's"],
    ["2∶1", "2:1"],
  ] as const)
    assert.equal(normalize(text), wanted, text);
  assert.deepEqual([foldCase("Ab", true), foldCase("Ab", false)], ["Ab", "ab"]);
});

test("a long text is spelled like a short one, however often it is asked for", () => {
  const long = (at: number): string => `${"a ".repeat(300)}x²  ${at}`;
  for (let round = 0; round < 2; round++) for (let at = 0; at < 60; at++) assert.equal(normalize(long(at)), `${"a ".repeat(300)}x^2 ${at}`);
});

test("braces are balanced, whatever stands in them, unless a stroke stands before them or they never close", () => {
  for (const [text, open, wanted] of [
    ["{a}", 0, { inner: "a", end: 3 }],
    ["x{a{b}c}d", 1, { inner: "a{b}c", end: 8 }],
    ["{a\\}b}", 0, { inner: "a\\}b", end: 6 }],
    ["{a\\{b}", 0, { inner: "a\\{b", end: 6 }],
    ["{a", 0, undefined],
    ["{{a}", 0, undefined],
    [`{${"a".repeat(3998)}}`, 0, { inner: "a".repeat(3998), end: 4000 }],
    [`{${"a".repeat(3999)}}`, 0, undefined],
  ] as const)
    assert.deepEqual(braced(text, open), wanted, text.slice(0, 20));
});
