import assert from "node:assert/strict";
import { test } from "node:test";
import { braced, foldCase, normalize } from "./normalize.ts";

test("what looks the same is written in one way", () => {
  const rows = [
    ["", ""],
    ["18", "18"],
    ["  18  ", "18"],
    ["1\t\n2", "1 2"],
    ["x²", "x^2"],
    ["x⁻²", "x^{-2}"],
    ["x⁺²", "x^{+2}"],
    ["10¹²", "10^12"],
    ["H₂O", "H_{2}O"],
    ["1½", "1 1/2"],
    ["½", "1/2"],
    ["90º", "90°"],
    ["−5", "-5"],
    ["a–b", "a-b"],
    ["1⁄2", "1/2"],
    ["3∶4", "3:4"],
    ["it’s", "it's"],
    ["18\u200B", "18"],
    ["1\u00A0000", "1 000"],
    ["x<sup>2</sup>", "x^{2}"],
    ["x<sub>2</sub>", "x_{2}"],
    ["<b>18</b>", "18"],
    ["<strong>18</strong>", "18"],
    ["<p>18</p>", "18"],
    ["18 🎉", "18"],
    ["١٨", "18"],
    ["९", "9"],
    ["१०", "10"],
    ["٠", "0"],
    ["３", "3"],
    ["\\text{cats}", "cats"],
    ["\\textbf{(\\text{C})}", "(C)"],
    ["\\mathrm{\\text{\\textbf{x}}}", "x"],
    ["\\(18\\)", "18"],
    ["$18$", "18"],
    ["$18", "$18"],
    ["12.50$", "12.50$"],
    ["\\$18", "$18"],
    ["$x$", "x"],
    ["\\left( 1 \\right)", "( 1 )"],
    ["90^\\circ", "90°"],
    ["1{,}000", "1,000"],
    ["2 \\cdot 3", "2 * 3"],
    ["2 × 3", "2 * 3"],
    ["50\\%", "50%"],
    ["**18**", "18"],
    ["*18*", "18"],
    ["__18 eggs__", "18 eggs"],
    ["`18`", "18"],
    ["18.", "18"],
    ["“18”", "18"],
    ["a  b", "a b"],
    ["\\Omega", "Ω"],
    ["5 \\mu m", "5 µm"],
    ["2**3", "2**3"],
  ];
  assert.deepEqual(
    rows.map(([text = ""]) => [text, normalize(text)]),
    rows,
  );
});

test("a long text is written as a short one, as often as it is asked for", () => {
  const long = `x² ${"word ".repeat(200)}`;
  for (let round = 0; round < 3; round++) assert.equal(normalize(long), `x^2 ${"word ".repeat(200).trim()}`);
  const many = Array.from({ length: 60 }, (_, at) => `${at} ${"y² ".repeat(200)}`);
  for (const text of [...many, ...many]) assert.equal(normalize(text), text.trim().replaceAll("y²", "y^2"));
});

test("braces are closed by their own, and none that are escaped count", () => {
  assert.deepEqual(braced("{a}", 0), { inner: "a", end: 3 });
  assert.deepEqual(braced("x{a{b}c}d", 1), { inner: "a{b}c", end: 8 });
  assert.deepEqual(braced("{a\\}b}", 0), { inner: "a\\}b", end: 6 });
  assert.deepEqual(braced("{a\\{b}", 0), { inner: "a\\{b", end: 6 });
  assert.deepEqual(braced("{}", 0), { inner: "", end: 2 });
  assert.equal(braced("{a", 0), undefined);
  assert.equal(braced("{a{b}", 0), undefined);
  assert.equal(braced("", 0), undefined);
  assert.equal(braced(`{${"a".repeat(5000)}}`, 0), undefined);
});

test("case counts where it is wanted", () => {
  assert.equal(foldCase("Paris", false), "paris");
  assert.equal(foldCase("Paris", true), "Paris");
});
